"""The stock of clips and segments: looked up in the store, and added to as they are rendered."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import Any

from common.beats import Beat
from common.words import SceneWords
from renders.build.clip import Clip, join_segments
from renders.build.keys import ingredients, key_of
from renders.build.site import Site
from renders.build.sources import Sources
from renders.build.store import Damaged, Entry
from renders.build.task import Segment
from renders.files.atomic import writing_to
from renders.picture.timeline import Timeline, UnsteadySceneError
from renders.request.scenes import Film, SceneRef, film_words
from renders.request.variant import Variant
from renders.video.encoder import EncodingError

__all__ = ["Stock", "look_up", "stocks_of"]

_log = logging.getLogger(__name__)


@dataclass
class Stock:
    """The stock of one scene, or of a beat: its clip, or else the segments of some of its beats, by number."""

    scene: SceneRef
    words: SceneWords
    ingredients: Mapping[str, str]
    clip: Clip | None = None
    segments: dict[int, Segment] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name of its clip."""
        return self.scene.stem

    @property
    def beats(self) -> Mapping[int, str]:
        """The beats that the clip consists of: their names by their numbers."""
        return {number: name for number, name in enumerate(self.words.beats) if self.scene.beat in ("", name)}

    @property
    def key(self) -> str:
        """The key of its clip."""
        return key_of(self.ingredients)

    @property
    def segment_keys(self) -> Mapping[int, str]:
        """The keys of its beats' segments, by number, which are stored until there is a clip."""
        return {beat: hashlib.sha256(f"{self.key} {beat}".encode()).hexdigest() for beat in self.beats}

    def keep(self, beat: int, segment: Segment, site: Site) -> None:
        """Store the ``segment`` of the beat with that number."""
        about = {name: value for name, value in asdict(segment).items() if name not in {"data", "frames"}}
        site.store.put(self.segment_keys[beat], segment.data, segment.frames, site.variant.fps, about)
        self.segments[beat] = segment

    def complete(self, site: Site) -> None:
        """If all segments are there, join them and store the clip; they go, even if they do not fit."""
        if self.segments.keys() < self.beats.keys():
            return
        fps = site.variant.fps
        try:
            video, timeline = join_segments([self.segments[beat] for beat in self.beats], fps, self.name)
        except (EncodingError, UnsteadySceneError) as error:
            _log.error("%s failed: %s", self.name, error)
        else:
            about = {"timeline": asdict(timeline), "ingredients": dict(self.ingredients)}
            self.clip = _clip(site.store.put(self.key, video, timeline.frames, fps, about))
            with writing_to(site.folder):
                (site.folder / f"{self.name}.log").unlink(missing_ok=True)
        site.store.remove(self.segment_keys.values())
        self.segments.clear()


def stocks_of(scenes: Film, variant: Variant) -> list[Stock]:
    """Return what clips of ``scenes`` as they are now would be made of; nothing is looked for."""
    sources = Sources()
    return [
        Stock(scene, words, ingredients(scene, variant, sources))
        for scene, words in zip(scenes, film_words(scenes, variant.language), strict=True)
    ]


def look_up(scenes: Film, site: Site) -> list[Stock]:
    """Find what is stored of ``scenes`` as they are now; where something is damaged, log one line."""
    stocks = stocks_of(scenes, site.variant)
    for stock in stocks:
        entry = _sound(stock, "clip", site.store.get(stock.key))
        if entry:
            stock.clip = _clip(entry)
            continue
        for beat, key in stock.segment_keys.items():
            entry = _sound(stock, "segment", site.store.get(key))
            if entry:
                # Another build may join the clip meanwhile, and delete its segments.
                with suppress(FileNotFoundError):
                    about = {**entry.about, "beat": Beat.of(entry.about["beat"])}
                    stock.segments[beat] = Segment(frames=entry.frames, data=entry.file.read_bytes(), **about)
    return stocks


def _sound(stock: Stock, what: str, found: Entry | Damaged | None) -> Entry | None:
    if isinstance(found, Damaged):
        _log.warning("%s: a stored %s is damaged (%s) and will be rendered again", stock.name, what, found.fault)
        return None
    return found


def _clip(entry: Entry) -> Clip:
    told: dict[str, Any] = entry.about["timeline"]
    beats = tuple(map(Beat.of, told["beats"]))
    return Clip(Timeline(told["name"], told["title"], told["frames"], beats), entry.file, entry.sha256)
