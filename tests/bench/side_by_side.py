"""Times of several calls, taken in turn within one run, so that a busy machine slows them alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import inf
from time import perf_counter

import numpy as np

__all__ = ["ratio_line", "seconds_side_by_side", "verdict_line"]


def seconds_side_by_side(
    calls: Mapping[str, Callable[[], object]], *, rounds: int = 15, least: float = 0.02
) -> dict[str, np.ndarray]:
    """Seconds a call of each, shape (rounds,): each round times every call in turn, for ``least`` seconds each."""
    repeats = {name: _repeats(call, least) for name, call in calls.items()}
    seconds: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(rounds):
        for name, call in calls.items():
            seconds[name].append(_time(call, repeats[name]) / repeats[name])
    return {name: np.array(times) for name, times in seconds.items()}


def ratio_line(claim: str, above: np.ndarray, below: np.ndarray, most: float) -> str:
    """One line: the median of the rounds' ratios, their quartiles, and the ratio that is aimed at."""
    return verdict_line(claim, above / below, f"{np.median(above) * 1e3:.3g} ms", most=most)


def verdict_line(claim: str, values: np.ndarray, note: str = "", *, least: float = -inf, most: float = inf) -> str:
    """One line: the median of the rounds' ``values``, their quartiles, and its aim, if it has one."""
    low, middle, high = np.percentile(values, [25, 50, 75])
    bounds = [f"{word} {bound:g}" for word, bound in (("at least", least), ("at most", most)) if abs(bound) < inf]
    verdict = "    " if not bounds else "OVER" if middle > most else "LOW " if middle < least else "ok  "
    aim = f"aim {', '.join(bounds)}" if bounds else ""
    notes = "; ".join(filter(None, (f"{low:.3g} to {high:.3g}", aim, note)))
    return f"{verdict} {claim}: {middle:.3g} ({notes})"


def _repeats(call: Callable[[], object], least: float) -> int:
    call()
    return max(1, int(np.ceil(least / max(_time(call, 1), 1e-9))))


def _time(call: Callable[[], object], repeats: int) -> float:
    start = perf_counter()
    for _ in range(repeats):
        call()
    return perf_counter() - start
