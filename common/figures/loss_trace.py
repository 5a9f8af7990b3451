"""The loss of one weight, traced out on a cost plot as the weight moves."""

from __future__ import annotations

import numpy as np
from manim import ValueTracker

from common.figures.cost_plot import CostPlot
from common.figures.parts.curve import Curve
from common.figures.parts.drop import Height
from common.figures.parts.mark import Mark
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import LeastSquares
from common.style import STROKE

__all__ = ["LossTrace"]


class LossTrace:
    """The parts of ``plot`` that show its loss as the data give it, by ``squares``.

    ``ball`` is at the present ``weight``, as high above the axis as ``height``; ``curve`` is drawn from ``start``
    to ``reached``.
    """

    def __init__(
        self, plot: CostPlot, squares: LeastSquares, start: float, weight: ValueTracker, reached: ValueTracker
    ) -> None:
        def loss(w: FloatArray) -> FloatArray:
            return squares.value(w[:, np.newaxis])

        def swept() -> tuple[float, float]:
            ends = start, float(reached.get_value())
            return min(ends), max(ends)

        def present() -> FloatArray:
            now = np.array([weight.get_value()])
            return np.append(now, loss(now))

        colours = plot.theme
        curve = Curve("traced loss", loss, colours.loss, STROKE.edge, within=swept)
        self.curve = plot.following(curve, reached)
        self.height = plot.following(Height("height of the loss", present, colours.loss), weight)
        self.height.set_stroke(width=STROKE.subject)
        self.ball = plot.following(Mark("present loss", present, colours.ink, 0.12), weight)
        self.ball.set_stroke(colours.background, STROKE.edge, background=True).set_z_index(4)
