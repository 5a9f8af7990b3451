"""A forecast of a build: what it would render, and how long it would take with more or fewer workers."""

from __future__ import annotations

from renders.build.costs import Costs
from renders.build.keys import VARIANT_INGREDIENTS, differences
from renders.build.planning import BeatCosts, expected, frames_of, plan_parts
from renders.build.schedule import simulate
from renders.build.site import Site
from renders.build.stock import Stock, look_up
from renders.build.store import Entry
from renders.request.scenes import Film

__all__ = ["clock", "forecast", "seconds_of_build"]

_TEAMS = (1, 2, 4, 8, 16, 32, 64)

_AROUND = 2.0
"""Seconds before the first part and after the last: the command starts, then its workers do, at last it joins."""


def forecast(scenes: Film, site: Site, workers: int) -> str:
    """List the parts that would be rendered by ``workers``, in their order, and the time that teams would take.

    Nothing is rendered or written.
    """
    stocks = look_up(scenes, site)
    costs = Costs.load(site.costs)
    beats = expected(stocks, site.variant, costs)
    lines = [f"{stock.name}: {_standing(stock, site)}" for stock in stocks]
    names = {stock.scene: stock.beats for stock in stocks}
    for part in plan_parts(beats, costs, workers):
        frames = frames_of(part, beats)
        first, last = names[part.scene][part.first], names[part.scene][part.last]
        span = first if first == last else f"{first} to {last}"
        lines.append(f"{part.scene.stem}: {span}, about {frames} frames, {clock(part.seconds)}")
    if not beats:
        return "\n".join([*lines, "expected time: none"])
    lines.append("expected time, by workers:")
    for team in sorted({workers, *_TEAMS}):
        mark = "  (as asked)" if team == workers else ""
        lines.append(f"{team:>4}  {clock(seconds_of_build(beats, costs, team)):>12}{mark}")
    return "\n".join(lines)


def seconds_of_build(beats: BeatCosts, costs: Costs, workers: int) -> float:
    """Expected seconds until ``workers``, each with a core to itself, have rendered ``beats`` by their scenes."""
    parts = plan_parts(beats, costs, workers)
    return _AROUND + simulate([part.seconds for part in parts], workers)


def _standing(stock: Stock, site: Site) -> str:
    """Tell what is stored of a scene, or what has changed since its last clip of this variant was rendered."""
    if stock.clip:
        return "its clip is stored, nothing to do"
    clips = [entry for entry in site.store.entries().values() if isinstance(entry, Entry)]
    made_of = {entry.file: entry.about["ingredients"] for entry in clips if "ingredients" in entry.about}
    same = [
        file
        for file, made in made_of.items()
        if all(made.get(name) == stock.ingredients[name] for name in VARIANT_INGREDIENTS)
    ]
    if not same:
        return "never rendered like this"
    last = max(same, key=lambda file: file.stat().st_mtime)
    changed = differences(made_of[last], stock.ingredients)
    more = f" and {len(changed) - 3} more" if len(changed) > 3 else ""
    return f"changed since it was rendered: {', '.join(changed[:3])}{more}"


def clock(seconds: float) -> str:
    """A duration as a person says it.

    >>> clock(723.4), clock(8.04)
    ('12 min 03 s', '8.0 s')
    """
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02d} s" if minutes else f"{seconds:.1f} s"
