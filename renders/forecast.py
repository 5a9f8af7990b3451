"""What a build would do, and how long it would take with more or fewer workers."""

from __future__ import annotations

from renders.build import Site, expected, look_up, plan_parts
from renders.catalogue import Film, scene_name
from renders.costs import Costs
from renders.schedule import simulate

__all__ = ["forecast"]

_TEAMS = (1, 2, 4, 8, 16, 32, 64)


def forecast(scenes: Film, site: Site, workers: int) -> str:
    """List the parts that would be rendered by ``workers``, in their order, and the time that teams would take.

    Nothing is rendered or written.
    """
    stocks = look_up(scenes, site)
    costs = Costs.load(site.output / "costs.json")
    beats = expected(stocks, site.variant, costs)
    lines = [f"{stock.name}: its clip is stored, nothing to do" for stock in stocks if stock.clip]
    names = {stock.scene: list(stock.words.beats) for stock in stocks}
    for part in plan_parts(beats, costs, workers):
        frames = sum(beats[part.scene][number].frames for number in range(part.first, part.last + 1))
        first, last = names[part.scene][part.first], names[part.scene][part.last]
        span = first if first == last else f"{first} to {last}"
        lines.append(f"{scene_name(part.scene)}: {span}, about {frames} frames, {_clock(part.seconds)}")
    if not beats:
        return "\n".join([*lines, "expected time: none"])
    lines.append("expected time, by workers:")
    for team in sorted({workers, *_TEAMS}):
        parts = plan_parts(beats, costs, team)
        mark = "  (as asked)" if team == workers else ""
        lines.append(f"{team:>4}  {_clock(simulate([part.seconds for part in parts], team)):>12}{mark}")
    return "\n".join(lines)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02d} s" if minutes else f"{seconds:.1f} s"
