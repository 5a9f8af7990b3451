"""A dot on its way to an optimum."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from common.figures.claims import Axes, Claim, Stands
from common.figures.parts.mark import OptimumMark
from common.figures.window import Window
from common.maths.arithmetic.arrays import FloatArray

__all__ = ["Climber"]


class Climber(OptimumMark):
    """The mark of an optimum, which has the share ``climbed()`` of the way to it from the weights ``start`` (d,).

    Only at the end it is ringed, if it ever is. It is the optimum ``of`` what ``OptimumMark`` takes.
    """

    def __init__(self, start: FloatArray, climbed: Callable[[], float], *of: Any) -> None:
        super().__init__(*of)
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
