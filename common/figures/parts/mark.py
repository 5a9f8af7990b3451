"""Dots that mark points: any, or an optimum."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from manim import Dot
from manim.utils.color import ManimColor

from common.figures.claims import Axes, Claim, Problem, Solves, Stands
from common.figures.optimum_dot import OptimumDot
from common.figures.parts.part import Part
from common.figures.read_out import ReadOut
from common.figures.window import Window
from common.maths.arithmetic.arrays import FloatArray
from common.maths.optima.certificate import Optimum
from common.maths.penalties.separable import SeparablePenalty
from common.style import Theme

__all__ = ["Mark", "OptimumMark"]


class Mark(Part, Dot):
    """A dot at the coordinates ``at()`` (2,)."""

    def __init__(self, name: str, at: Callable[[], FloatArray], colour: ManimColor, radius: float) -> None:
        super().__init__(radius=radius, color=colour)
        self._name, self._at = name, at

    def draw(self, window: Window) -> None:
        """Move there."""
        self.move_to(window.point(*self._at()))

    def claim(self, axes: Axes) -> Iterator[Claim]:
        """Claim that the dot stands there."""
        yield Stands(self._name, self, axes.point(self._at()))


class OptimumMark(Part, OptimumDot):
    """A dot at the ``optimum()`` of ``problem()`` under ``penalty``, ringed where a weight stays at exactly 0.

    ``place`` takes the weights (d,) to coordinates (2,); ``read_outs`` are their numbers. ``under`` tells the
    optimum from others.
    """

    def __init__(
        self,
        under: str,
        penalty: SeparablePenalty,
        problem: Callable[[], Problem],
        optimum: Callable[[], Optimum],
        place: Callable[[FloatArray], FloatArray],
        read_outs: Sequence[ReadOut],
        theme: Theme,
    ) -> None:
        super().__init__(penalty, theme)
        self._under, self._problem, self._solved, self._place = under, problem, optimum, place
        self._read_outs = tuple(read_outs)

    def draw(self, window: Window) -> None:
        """Move to the optimum; raises ``NotOptimal`` if it is not one."""
        optimum = self._solved()
        self.mark(optimum, window.point(*self._place(optimum.weights)))

    def claim(self, axes: Axes) -> Iterator[Claim]:
        """Claim that its weights solve the problem, and that the ring is about the dot."""

        def place(weights: FloatArray) -> FloatArray:
            return axes.point(self._place(weights))

        yield Solves(
            f"optimum {self._under}", self._problem(), self._solved().weights, place, self, self._read_outs
        )
        yield Stands(f"ring {self._under}", self.ring, self.dot.get_center())
