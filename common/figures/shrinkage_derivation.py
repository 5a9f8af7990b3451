"""Why that weight comes out: the condition for a minimum, and what it says in each case."""

from __future__ import annotations

from collections.abc import Iterator

from manim import Animation, AnimationGroup, ValueTracker

from common.figures.derivation import Derivation, Step
from common.figures.shrinkage_graph import ShrinkageGraph
from common.maths.penalties.norms import L1
from common.style import TYPE, Theme

__all__ = ["ShrinkageDerivation"]

_CONDITION = "0 in h(w - hat(w)) + lambda partial abs(w)"
_SHORTCUT = '0 = h(w - hat(w)) + lambda op("sign")(w)'
_L2 = (Step("0 = h(w - hat(w)) + lambda w"), Step("w = h hat(w) \\/ (h + lambda)"))


class ShrinkageDerivation(Derivation):
    """The derivation of what ``graph`` shows.

    Under L1 it begins with the usual shortcut sign(0) = 0, by which w = 0 asks for ŵ = 0; ``correct`` puts the
    subdifferential in its place, and ``solve_zero`` says what that means for ŵ. ``trackers`` are the graph's.
    """

    def __init__(
        self, graph: ShrinkageGraph, theme: Theme, *trackers: ValueTracker, size: float = TYPE.label
    ) -> None:
        self._graph = graph
        super().__init__(self._cases() if graph.penalty == L1 else _L2, theme, *trackers, size=size)

    def correct(self) -> Iterator[Animation]:
        """Take out the shortcut, then bring in all the slopes that there are at 0."""
        yield self.conceal(self.lines[0], self.lines[2])
        yield AnimationGroup(
            self.restate(0, Step(_CONDITION)), self.restate(2, self._at_zero("h hat(w) in [-lambda, lambda]"))
        )

    def solve_zero(self) -> Iterator[Animation]:
        """Say for which ŵ the minimum is at 0."""
        yield self.conceal(self.lines[2])
        yield self.restate(2, self._at_zero("abs(hat(w)) <= lambda \\/ h"))

    def _cases(self) -> list[Step]:
        graph = self._graph
        return [
            Step(_SHORTCUT),
            Step("w = hat(w) - lambda \\/ h", "w > 0", lambda: graph.output > 0),
            Step("h hat(w) = lambda dot 0", "w = 0", lambda: graph.input == 0, is_zero=True),
            Step("w = hat(w) + lambda \\/ h", "w < 0", lambda: graph.output < 0),
        ]

    def _at_zero(self, then: str) -> Step:
        return Step(then, "w = 0", lambda: self._graph.output == 0, is_zero=True)
