"""The density of one weight after the data, and its highest point."""

from __future__ import annotations

import numpy as np
from manim import DL, ValueTracker

from common.figures.belief import Belief
from common.figures.graph import Graph
from common.figures.lettering import Label
from common.figures.parts.area import Area
from common.figures.parts.climber import Climber
from common.figures.parts.curve import Curve
from common.figures.parts.drop import Plumb
from common.figures.window import View, Window
from common.maths.arithmetic.arrays import FloatArray
from common.stage import Box
from common.style import STROKE, Theme

__all__ = ["HIGHEST", "DensityPlot"]

HIGHEST = 0.86
"""The highest density that is seen in a plot that is not taller."""

_FILL = 0.3
_LOWEST = -0.13
_REACHES = (2.45, 3.0)  # weights that are seen, in a box as high as wide, and in a wide one
_WIDE = 1.6
_START = 1.7  # where a climb begins


class DensityPlot(Graph):
    """The posterior of ``belief``: its ``curve`` over its ``body``, and at its top the ``mode``, with a ``plumb``.

    The mark of the mode has ``climbed`` so far, all of the way by default. The plot shows
    densities some times as ``tall`` as usual. Call ``fit`` before the first drawing.
    """

    def __init__(
        self, belief: Belief, theme: Theme, climbed: ValueTracker | None = None, tall: float = 1.0
    ) -> None:
        super().__init__(f"under {belief.prior.penalty.name}", *belief.trackers)
        self.belief, self.theme, self.penalty = belief, theme, belief.prior.penalty
        self.colour = theme.of(self.penalty)
        self.tall, self.side = tall, np.sign(belief.centre.get_value())
        self.climbed = ValueTracker(1.0) if climbed is None else climbed

    def fit(self, box: Box) -> None:
        """Build the parts for ``box`` and draw them, to be revealed."""
        reach = _REACHES[box.width > _WIDE * box.height]
        self.look_through(
            Window(box, View((-reach, reach), (_LOWEST * self.tall, HIGHEST * self.tall))), self.theme.muted
        )
        name = Label("w", self.theme.muted, self.theme.background)
        self.axes.add(name.next_to(self.axes[0].get_end(), DL, buff=0.08))
        under, follow = self.under, self.belief.trackers
        self.curve = self.following(
            Curve(f"posterior {under}", self.filled, self.colour, STROKE.subject, (0.0,), within=self.seen),
            *follow,
        )
        self.body = self.following(Area(f"under the density {under}", self.filled, self.colour, _FILL), *follow)
        self.plumb = self.following(Plumb(f"weight of the mode {under}", self.top, self.theme.ink), *follow)
        self.mode = self.following(
            Climber(
                np.array([self.side * _START]),
                self.climbed.get_value,
                under,
                self.penalty,
                lambda: self.belief.problem,
                lambda: self.belief.optimum,
                lambda weights: np.append(weights, self.posterior(weights)),
                (),
                self.theme,
            ),
            *follow,
            self.climbed,
        )
        self.axes[:2].set_z_index(-4)
        name.set_z_index(3)
        self.body.set_z_index(-2)
        self.redraw()

    def posterior(self, w: FloatArray) -> FloatArray:
        """The density after the data at ``w``, of any shape."""
        return self.belief.posterior.density(w)

    def filled(self, w: FloatArray) -> FloatArray:
        """The height of what is filled at ``w``, of any shape."""
        return self.posterior(w)

    def seen(self) -> tuple[float, float]:
        """Between which weights the curve is drawn."""
        return -np.inf, np.inf

    def top(self) -> FloatArray:
        """The coordinates (2,) of its highest point."""
        weights = self.belief.optimum.weights
        return np.append(weights, self.posterior(weights))
