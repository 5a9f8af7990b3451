"""A graph with a ball for each penalty, which stands at the optimum of one weight."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from manim import ValueTracker

from common.figures.claims import Penalised
from common.figures.graph import Graph
from common.figures.parts.mark import OptimumMark
from common.figures.window import View, Window
from common.maths.losses.quadratic import OneWeightLoss
from common.maths.optima.certificate import Optimum
from common.maths.optima.one_weight import penalised_optimum
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import Box
from common.style import Theme

__all__ = ["OneWeightGraph"]


class OneWeightGraph(Graph):
    """The ``balls`` of both penalties, where ``moved`` has brought them.

    What the weight then minimises, a loss and λ, is the ``problem``; ``along`` says where on the level axis it
    stands. Call ``fit`` before the first drawing.
    """

    def __init__(
        self,
        under: str,
        moved: ValueTracker,
        view: View,
        theme: Theme,
        problem: Callable[[Penalty, float], tuple[OneWeightLoss, float]],
        along: Callable[[float], float] = lambda moved: moved,
    ) -> None:
        super().__init__(under, moved)
        self.theme, self._moved, self._view = theme, moved, view
        self._problem, self._along = problem, along

    def fit(self, box: Box) -> None:
        """Build the parts for ``box`` and draw them, to be revealed."""
        self.look_through(Window(box, self._view), self.theme.muted)
        self.balls: Mapping[Penalty, OptimumMark] = {
            penalty: self.following(self._ball(penalty), self._moved) for penalty in (L1, L2)
        }
        self.axes.set_z_index(-2)
        self.redraw()

    def _ball(self, penalty: Penalty) -> OptimumMark:
        moved, problem, along = self._moved.get_value, self._problem, self._along

        def penalised() -> Penalised:
            loss, strength = problem(penalty, moved())
            return Penalised(lambda w: loss.value(w[..., 0]), penalty.value, strength, 1)

        def optimum() -> Optimum:
            loss, strength = problem(penalty, moved())
            return penalised_optimum(loss, penalty, strength).certified()

        under = f"{self.under} under {penalty.name}"
        return OptimumMark(
            under, penalty, penalised, optimum, lambda w: np.append(along(moved()), w), (), self.theme
        )
