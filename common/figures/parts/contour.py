"""A contour of the loss of two weights."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from manim.utils.color import ManimColor

from common.figures.claims import Axes, Claim, Level
from common.figures.parts.part import Part
from common.figures.window import Window, draw_polylines
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import QuadraticLoss

__all__ = ["Contour"]


class Contour(Part):
    """The line on which ``loss()`` is ``level()``, traced with ``points``, and ``cut`` where the window ends."""

    def __init__(
        self,
        name: str,
        loss: Callable[[], QuadraticLoss],
        level: Callable[[], float],
        colour: ManimColor,
        width: float,
        points: int = 181,
        *,
        cut: bool = True,
    ) -> None:
        super().__init__(stroke_color=colour, stroke_width=width)
        self._name, self._loss, self._level, self._count = name, loss, level, points
        self._cut = cut

    @property
    def whole(self) -> FloatArray:
        """The coordinates (points, 2) of all of it, seen or not."""
        return self._loss().contour(self._level(), self._count)

    def draw(self, window: Window) -> None:
        """Draw it, or what lies in the window."""
        draw_polylines(self, window.curve(self.whole) if self._cut else [window.points(self.whole)])

    def claim(self, axes: Axes) -> Iterator[Claim]:
        """Claim that the loss has this level there."""
        yield Level(self._name, self, self._loss().value, self._level(), axes)
