"""From scenes to clips: look up what is stored, plan what is missing, render it, keep it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack, closing

from renders.build.clip import Clip
from renders.build.costs import Costs
from renders.build.keys import ingredients, key_of
from renders.build.planning import expected, frames_of, plan_parts
from renders.build.site import Site
from renders.build.stock import Stock, look_up
from renders.build.task import PartTask, Segment
from renders.errors import BadInputError
from renders.files.atomic import open_folder
from renders.files.scratch import sweep_scratch
from renders.files.unfinished import sweep
from renders.request.scenes import Film, check_glyphs
from renders.work.crew import Crew

__all__ = ["build_clips"]


def build_clips(scenes: Film, site: Site, crew: Crew) -> list[Clip | None]:
    """Return each scene's clip, from the store or rendered now; where a scene failed, its place holds None.

    Workers are hired only if there is work. Why a scene failed is logged in one line; the trace goes to
    ``Name.log`` in the variant's folder.
    """
    stocks = look_up(scenes, site)
    missing = [stock for stock in stocks if stock.clip is None]
    if missing:
        check_glyphs(site.variant.language)
    open_folder(site.folder)
    _tidy(stocks, site)
    if missing:
        _render(missing, site, crew)
    return [stock.clip for stock in stocks]


def _tidy(stocks: Sequence[Stock], site: Site) -> None:
    """Delete what builds left behind that were killed."""
    sweep(site.output)
    sweep_scratch()
    site.store.sweep()
    site.store.remove(key for stock in stocks if stock.clip for key in stock.segment_keys.values())


def _render(stocks: Sequence[Stock], site: Site, crew: Crew) -> None:
    """Render what is missing; a segment is stored as it comes, and a clip once all its segments are there."""
    costs = Costs.load(site.costs)
    by_scene = {stock.scene: stock for stock in stocks}
    for stock in stocks:
        stock.complete(site)
    beats = expected(stocks, site.variant, costs)
    workers = crew.hire(sum(map(len, beats.values())))
    parts = plan_parts(beats, costs, workers.slots)
    tasks = [PartTask(part.scene, site.variant, part.first, part.last) for part in parts]
    failed: set[str] = set()
    with ExitStack() as at_last:
        at_last.callback(costs.save)
        sizes = [frames_of(part, beats) for part in parts]
        for number, outcome in at_last.enter_context(closing(crew.follow(tasks, sizes, workers))):
            stock = by_scene[tasks[number].scene]
            if outcome.result is not None:
                _keep(stock, tasks[number].first, outcome.result, site, costs)
            elif stock.name not in failed:
                crew.tell_failure(stock.name, outcome, site.folder)
                failed.add(stock.name)


def _keep(stock: Stock, first: int, segments: Sequence[Segment], site: Site, costs: Costs) -> None:
    """Store what was rendered of a scene from beat ``first`` on, and remember what it took."""
    if key_of(ingredients(stock.scene, site.variant)) != stock.key:
        raise BadInputError(f"{stock.name} was edited while it was rendered: run the command again")
    for beat, segment in enumerate(segments, start=first):
        stock.keep(beat, segment, site)
        costs.remember(stock.scene.name, segment.beat.name, site.variant, segment.frames, segment.seconds)
    costs.remember_setup(stock.scene.name, segments[0].setup)
    stock.complete(site)
