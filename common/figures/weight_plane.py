"""The base of figures on the plane of two weights."""

from __future__ import annotations

from functools import partial
from typing import Any

from common.figures.derived import Tracker
from common.figures.graph import Graph
from common.figures.parts.drop import Drop
from common.figures.read_out import ReadOut
from common.figures.window import View, Window
from common.maths.optima.certificate import Optimum
from common.maths.penalties.norms import Penalty
from common.stage import Box
from common.style import Theme

__all__ = ["WeightPlane"]


class WeightPlane(Graph):
    """The plane of two weights, true to scale, with ``projections`` of an ``optimum`` onto its axes.

    ``read_outs`` show its weights, in the manner of ``numbers``. Subclasses solve for it at every redrawing.
    """

    is_true_to_scale = True

    def __init__(
        self, penalty: Penalty, optimum: Optimum, theme: Theme, *trackers: Tracker, **numbers: Any
    ) -> None:
        super().__init__(f"under {penalty.name}", *trackers)
        self.penalty, self.optimum, self.theme = penalty, optimum, theme
        marks_zero = penalty.holds_zero
        self.read_outs = [
            ReadOut(f"w_{i + 1} =", partial(self._weight, i), theme, *trackers, marks_zero=marks_zero, **numbers)
            for i in range(2)
        ]

    def lay_out(self, box: Box, view: View) -> None:
        """Draw the axes of at least ``view`` in ``box``, and the projections."""
        self.look_through(Window.true_to_scale(box, view), self.theme.muted)
        projections = Drop(f"projections {self.under}", lambda: self.optimum.weights, self.theme.ink)
        self.projections = self.following(projections, *self._trackers)

    def _weight(self, index: int) -> float:
        return float(self.optimum.weights[index])
