"""A price put on top of a loss, stick by stick, so that the total is seen to be a sum."""

from __future__ import annotations

import numpy as np
from manim import ValueTracker, VGroup

from common.figures.cost_plot import CostPlot
from common.figures.parts.curve import Curve
from common.figures.parts.sticks import Sticks
from common.maths.arithmetic.arrays import FloatArray
from common.maths.penalties.norms import L1, L2, Penalty
from common.style import STROKE

__all__ = ["PriceStack"]

_APART = 0.1
_RISE = 0.35
"""The width of the wave in which the sticks rise. Both in units of the view's half."""


class PriceStack(VGroup):
    """Sticks as long as λΩ(w), drawn by ``plot``: on the axis while ``lifted`` is 0, all on the loss at 1.

    They rise one after another from the left; ``tops`` is the total as far as they have arrived, ``price`` the
    price over those that have not begun. The sticks of L2 stand midway between those of L1; none is there whose
    top the view would not hold under either penalty at λ = ``strongest``.
    """

    def __init__(self, plot: CostPlot, penalty: Penalty, lifted: ValueTracker, strongest: float) -> None:
        colour, under = plot.theme.of(penalty), f"under {penalty.name}"
        self._loss, self._lifted = plot.loss, lifted
        self._low, self._high = plot.window.view.x
        self._unit = (self._high - self._low) / 2
        trackers = plot.strength, lifted

        def price(w: FloatArray) -> FloatArray:
            return np.asarray(plot.strength.get_value() * penalty.value(w))

        apart, midway = _APART * self._unit, 0.5 * (penalty is L2)
        steps = np.arange(np.ceil(self._low / apart), np.ceil(self._high / apart)) + midway
        w = np.asarray(steps * apart, np.float64)
        dearer = np.maximum(L1.value(w), L2.value(w))
        seen = plot.loss.value(w) + strongest * dearer <= plot.window.view.y[1]
        name = f"stick of the price {under}"
        self.sticks = plot.following(Sticks(name, w[seen], self._foot, price, colour, STROKE.companion), *trackers)
        self.price = plot.following(
            Curve(
                f"price {under}",
                price,
                colour,
                STROKE.edge,
                (0.0,),
                within=lambda: (self._front + self._rise, np.inf),
            ),
            *trackers,
        )
        self.tops = plot.following(
            Curve(
                f"tops of the sticks {under}",
                lambda w: plot.total(penalty, w),
                colour,
                STROKE.subject,
                (0.0,),
                close=True,
                within=lambda: (-np.inf, self._front),
            ),
            *trackers,
        )
        super().__init__(self.sticks, self.price, self.tops)
        self.sticks.set_z_index(-1)
        self.price.set_z_index(1)
        self.tops.set_z_index(1)

    @property
    def _rise(self) -> float:
        return _RISE * self._unit

    @property
    def _front(self) -> float:
        """The weight up to which the sticks have arrived on the loss."""
        return self._low - self._rise + self._lifted.get_value() * (self._high - self._low + self._rise)

    def _foot(self, w: FloatArray) -> FloatArray:
        """How high the sticks at ``w`` have been lifted."""
        share = np.clip((self._front - w) / self._rise + 1, 0, 1)
        return np.asarray(share**2 * (3 - 2 * share) * self._loss.value(w))
