"""From scenes to clips: what is stored already, what must be rendered, in which parts, and by whom."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from common.beats import Beat
from common.words import SceneWords
from renders.catalogue import Film, check_glyphs, film_words, scene_name
from renders.clip_store import ClipStore, Damaged, Entry
from renders.clips import Clip, join_segments
from renders.costs import BeatCost, Costs
from renders.dependencies import Sources, ingredients, key_of
from renders.encoder import EncodingError
from renders.local import LocalExecutor
from renders.options import BadInputError, Variant
from renders.reporting import complain, follow, report_failure
from renders.schedule import Part, SceneCost, plan
from renders.scratch import sweep_scratch
from renders.store import open_folder, writing_to
from renders.tasks import PartTask, Segment
from renders.timeline import Timeline, UnsteadySceneError
from renders.unfinished import sweep

if TYPE_CHECKING:
    from renders.cluster import ClusterExecutor

__all__ = ["Site", "Stock", "build_clips", "expected", "frames_of", "look_up", "plan_parts", "stocks_of"]

Hire = Callable[[int], "LocalExecutor | ClusterExecutor"]
"""Given the most tasks that there may be, finds workers for them."""


@dataclass(frozen=True)
class Site:
    """Where a build takes place: its ``variant``, and the ``output`` folder of all variants.

    Scenes with own numbers go to a folder of that name ``below`` the variant's.
    """

    output: Path
    variant: Variant
    below: str = ""

    @property
    def folder(self) -> Path:
        """Where a person finds the variant's files."""
        return self.output / self.variant.name / self.below

    @property
    def store(self) -> ClipStore:
        """Where finished clips and segments lie."""
        return ClipStore(self.output / "store")


@dataclass
class Stock:
    """What there is of a scene: its clip, or else the segments of some of its beats, by number."""

    scene: str
    words: SceneWords
    ingredients: Mapping[str, str]
    clip: Clip | None = None
    segments: dict[int, Segment] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The scene's name."""
        return scene_name(self.scene)

    @property
    def key(self) -> str:
        """What its clip is stored under."""
        return key_of(self.ingredients)

    @property
    def segment_keys(self) -> list[str]:
        """What the segments of its beats are stored under, until there is a clip."""
        return [hashlib.sha256(f"{self.key} {beat}".encode()).hexdigest() for beat in range(len(self.words.beats))]


def stocks_of(scenes: Film, variant: Variant) -> list[Stock]:
    """What clips of ``scenes`` as they are now would be made of; nothing is looked for."""
    sources = Sources()
    return [
        Stock(scene, words, ingredients(scene, variant, sources))
        for scene, words in zip(scenes, film_words(scenes, variant.language), strict=True)
    ]


def look_up(scenes: Film, site: Site) -> list[Stock]:
    """Find what is stored of ``scenes`` as they are now; where something is damaged, say so in one line."""
    stocks = stocks_of(scenes, site.variant)
    for stock in stocks:
        entry = _sound(stock, "clip", site.store.get(stock.key))
        if entry:
            stock.clip = _clip(entry)
            continue
        for beat, key in enumerate(stock.segment_keys):
            entry = _sound(stock, "segment", site.store.get(key))
            if entry:
                # Another build may join the clip meanwhile, and delete its segments.
                with suppress(FileNotFoundError):
                    about = {**entry.about, "beat": Beat(**entry.about["beat"])}
                    stock.segments[beat] = Segment(frames=entry.frames, data=entry.file.read_bytes(), **about)
    return stocks


def build_clips(scenes: Film, site: Site, hire: Hire, *, debug: bool = False) -> list[Clip | None]:
    """Give each scene's clip, from the store or rendered now; where a scene failed, its place holds None.

    Workers are hired only if there is work. Why a scene failed is said in one line; the trace goes to
    ``Name.log`` in the variant's folder.
    """
    stocks = look_up(scenes, site)
    missing = [stock for stock in stocks if stock.clip is None]
    if missing:
        check_glyphs(site.variant.language)
    open_folder(site.folder)
    _tidy(stocks, site)
    if missing:
        _render(missing, site, hire, debug=debug)
    return [stock.clip for stock in stocks]


def _tidy(stocks: Sequence[Stock], site: Site) -> None:
    """Delete what builds left behind that were killed."""
    sweep(site.output)
    sweep_scratch()
    site.store.sweep()
    site.store.remove(key for stock in stocks if stock.clip for key in stock.segment_keys)


def expected(stocks: Sequence[Stock], variant: Variant, costs: Costs) -> dict[str, dict[int, BeatCost]]:
    """What the missing beats of each scene will cost, by their numbers."""
    return {
        stock.scene: {
            number: costs.expect(stock.name, beat, words.said, variant)
            for number, (beat, words) in enumerate(stock.words.beats.items())
            if number not in stock.segments
        }
        for stock in stocks
        if stock.clip is None
    }


def plan_parts(beats: Mapping[str, Mapping[int, BeatCost]], costs: Costs, workers: int) -> list[Part]:
    """Which of the missing beats to render together, the longest part first."""
    scenes = {
        scene: SceneCost(
            costs.setup(scene_name(scene)), {number: cost.seconds for number, cost in missing.items()}
        )
        for scene, missing in beats.items()
    }
    return plan(scenes, workers)


def frames_of(part: Part, beats: Mapping[str, Mapping[int, BeatCost]]) -> int:
    """How many frames ``part`` is expected to have."""
    return sum(beats[part.scene][number].frames for number in range(part.first, part.last + 1))


def _render(stocks: Sequence[Stock], site: Site, hire: Hire, *, debug: bool) -> None:
    """Render what is missing; a segment is stored as it comes, and a clip once all its segments are there."""
    costs = Costs.load(site.output / "costs.json")
    by_scene = {stock.scene: stock for stock in stocks}
    for stock in stocks:
        _complete(stock, site)
    beats = expected(stocks, site.variant, costs)
    workers = hire(sum(map(len, beats.values())))
    parts = plan_parts(beats, costs, workers.slots)
    sizes = [frames_of(part, beats) for part in parts]
    tasks = [PartTask(part.scene, site.variant, part.first, part.last) for part in parts]
    failed: set[str] = set()
    with ExitStack() as at_last:
        at_last.callback(costs.save)
        ended = at_last.enter_context(closing(follow(tasks, sizes, workers)))
        for number, outcome in ended:
            stock = by_scene[tasks[number].scene]
            if outcome.result is None:
                if stock.name not in failed:
                    report_failure(stock.name, outcome, site.folder, debug=debug)
                failed.add(stock.name)
                continue
            if key_of(ingredients(stock.scene, site.variant)) != stock.key:
                raise BadInputError(f"{stock.name} was edited while it was rendered: run the command again")
            for beat, segment in enumerate(outcome.result, start=tasks[number].first):
                _keep(stock, beat, segment, site)
                costs.remember(stock.name, segment.beat.name, site.variant, segment.frames, segment.seconds)
            costs.remember_setup(stock.name, outcome.result[0].setup)
            _complete(stock, site)


def _keep(stock: Stock, beat: int, segment: Segment, site: Site) -> None:
    about = {name: value for name, value in asdict(segment).items() if name not in {"data", "frames"}}
    site.store.put(stock.segment_keys[beat], segment.data, segment.frames, site.variant.fps, about)
    stock.segments[beat] = segment


def _complete(stock: Stock, site: Site) -> None:
    """If all segments of a scene are there, join them and store the clip; they go, even if they do not fit."""
    if len(stock.segments) < len(stock.words.beats):
        return
    fps = site.variant.fps
    try:
        video, timeline = join_segments([stock.segments[beat] for beat in sorted(stock.segments)], fps)
    except (EncodingError, UnsteadySceneError) as error:
        complain(f"{stock.name} failed: {error}")
    else:
        about = {"timeline": asdict(timeline), "ingredients": dict(stock.ingredients)}
        stock.clip = _clip(site.store.put(stock.key, video, timeline.frames, fps, about))
        with writing_to(site.folder):
            (site.folder / f"{stock.name}.log").unlink(missing_ok=True)
    site.store.remove(stock.segment_keys)
    stock.segments.clear()


def _sound(stock: Stock, what: str, found: Entry | Damaged | None) -> Entry | None:
    if isinstance(found, Damaged):
        complain(f"{stock.name}: a stored {what} is damaged ({found.fault}) and will be rendered again")
        return None
    return found


def _clip(entry: Entry) -> Clip:
    told: dict[str, Any] = entry.about["timeline"]
    beats = tuple(Beat(**beat) for beat in told["beats"])
    return Clip(Timeline(told["name"], told["title"], told["frames"], beats), entry.file, entry.sha256)
