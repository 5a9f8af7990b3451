"""A dot on its way to an optimum."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from common.figures.claims import Axes, Claim, Problem, Stands
from common.figures.parts.mark import OptimumMark
from common.figures.read_out import ReadOut
from common.figures.window import Window
from common.maths.arithmetic.arrays import FloatArray
from common.maths.optima.certificate import Optimum
from common.maths.penalties.separable import SeparablePenalty
from common.style import Theme

__all__ = ["Climber"]


class Climber(OptimumMark):
    """The mark of an optimum, which has the share ``climbed()`` of the way to it from the weights ``start`` (d,).

    Only at the end it is ringed, if it ever is. The rest is as for ``OptimumMark``.
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
        start: FloatArray,
        climbed: Callable[[], float],
    ) -> None:
        super().__init__(under, penalty, problem, optimum, place, read_outs, theme)
        self._start, self._climbed = start, climbed

    def draw(self, window: Window) -> None:
        """Move there; raises ``NotOptimal`` if what it has reached is not an optimum."""
        if self._climbed() == 1:
            super().draw(window)
        else:
            self.stand(window.point(*self._place(self.weights)), is_zero=False)

    def claim(self, axes: Axes) -> Iterator[Claim]:
        """Claim the optimum once it is there, and before that where the dot is on its way."""
        if self._climbed() == 1:
            yield from super().claim(axes)
        else:
            yield Stands(f"climber {self._under}", self.dot, axes.point(self._place(self.weights)))

    @property
    def weights(self) -> FloatArray:
        """Where it is (d,)."""
        end = self._solved().weights
        return end if self._climbed() == 1 else self._start + self._climbed() * (end - self._start)
