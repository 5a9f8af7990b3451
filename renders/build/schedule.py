"""Scheduling: which beats are rendered together, in what order, and when a number of workers will be done.

The model: a free worker takes the next part in order; a part costs its scene's set-up, then its beats one after
another; nothing else is waited for. Starting, joining, and cores shared with others are left out.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from renders.request.scenes import SceneRef

__all__ = ["LONGEST_PART", "Part", "SceneCost", "plan", "simulate"]

LONGEST_PART = 120.0
"""Seconds of work that one killed worker may cost; a set-up of about a second for so much is below a hundredth."""


@dataclass(frozen=True)
class SceneCost:
    """Seconds of a scene: its ``setup``, due in every part, and each wanted beat's by its number, from 0.

    Beats that are not in ``beats`` are not wanted.
    """

    setup: float
    beats: Mapping[int, float]

    def seconds(self, first: int, last: int) -> float:
        """Return the cost of beats ``first`` to ``last``; raise ``KeyError`` if one of them is not wanted."""
        return self.setup + sum(self.beats[number] for number in range(first, last + 1))


@dataclass(frozen=True)
class Part:
    """Beats ``first`` to ``last``, both included, of ``scene``; ``seconds`` is a guess, set-up included."""

    scene: SceneRef
    first: int
    last: int
    seconds: float = field(default=0.0, compare=False)


def plan(scenes: Mapping[SceneRef, SceneCost], workers: int) -> list[Part]:
    """Cut ``scenes`` into parts, in starting order, so that ``workers`` (at least 1) end soon, by the model above.

    Every wanted beat is in exactly one part, and no other beat in any. The longest part starts first. Each
    cut costs a set-up: beyond the few that ``LONGEST_PART`` asks for, none is made unless all end sooner by it.
    """
    parts = _in_order(part for scene, cost in scenes.items() for part in _fewest(scene, cost))
    longest_beat = max((cost.seconds(beat, beat) for cost in scenes.values() for beat in cost.beats), default=0)
    best, soonest = parts, _finish(parts, workers)
    # A cut that brings nothing may open the way to one that does: go on until the sum of the work forbids it.
    while max(longest_beat, sum(part.seconds for part in parts) / workers) < soonest:
        cuts = [
            _in_order([*(other for other in parts if other != part), *halves])
            for part in _worth_cutting(parts, workers)
            for halves in _halves(part, scenes[part.scene])
        ]
        if not cuts:
            break
        parts = min(cuts, key=lambda cut: (_finish(cut, workers), [part.seconds for part in cut]))
        if (finish := _finish(parts, workers)) < soonest:
            best, soonest = parts, finish
    return best


def simulate(seconds: Sequence[float], workers: int) -> float:
    """Seconds until ``workers`` (at least 1) have done jobs of so many ``seconds``, begun in that order."""
    free = [0.0] * max(1, min(workers, len(seconds)))
    for each in seconds:
        heapq.heapreplace(free, free[0] + each)
    return max(free)


def _fewest(scene: SceneRef, cost: SceneCost) -> Iterator[Part]:
    """As few parts as the gaps between wanted beats and ``LONGEST_PART`` allow."""
    spans: list[tuple[int, int]] = []
    for number in sorted(cost.beats):
        first, last = spans[-1] if spans else (number, number)
        if spans and number == last + 1 and cost.seconds(first, number) <= LONGEST_PART:
            spans[-1] = (first, number)
        else:
            spans.append((number, number))
    return (Part(scene, first, last, cost.seconds(first, last)) for first, last in spans)


def _halves(part: Part, cost: SceneCost) -> Iterator[tuple[Part, Part]]:
    """All ways to cut ``part`` in two."""
    for last in range(part.first, part.last):
        yield (
            Part(part.scene, part.first, last, cost.seconds(part.first, last)),
            Part(part.scene, last + 1, part.last, cost.seconds(last + 1, part.last)),
        )


def _in_order(parts: Iterable[Part]) -> list[Part]:
    return sorted(parts, key=lambda part: (-part.seconds, part.scene, part.first))


def _finish(parts: Sequence[Part], workers: int) -> float:
    return simulate([part.seconds for part in parts], workers)


def _worth_cutting(parts: Sequence[Part], workers: int) -> Iterable[Part]:
    """Parts of the worker that ends last, and the longest of all: trying every part gains little more, slowly."""
    loads: list[tuple[float, int, list[Part]]] = [(0.0, number, []) for number in range(min(workers, len(parts)))]
    for part in parts:
        finish, number, done = loads[0]
        heapq.heapreplace(loads, (finish + part.seconds, number, [*done, part]))
    longest = next(([part] for part in parts if part.last > part.first), [])
    return dict.fromkeys(longest + max(loads)[2])
