"""Where a corner stands while it is seen from close by, and where its slopes are read off."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import cast

import numpy as np

from common.figures.cost_plot import CostPlot
from common.figures.derived import Tracker
from common.figures.parts.wall import Wall
from common.maths.arithmetic.arrays import FloatArray
from common.maths.optima.one_weight import slopes
from common.maths.penalties.norms import Penalty
from common.maths.penalties.subdifferential import Interval
from common.stage import Box

__all__ = ["CloseUp"]

_UNDER = 0.55  # scene units for what stands under the wall
_ACROSS = 0.38  # where in its box the corner is
_RISING = 0.8  # slopes that are seen upwards at least, in pulls of the loss
_MARGIN = 0.1  # of the wall, in the same


@dataclass(frozen=True)
class CloseUp:
    """The corner of ``plot`` at 0 in ``box``, as large in the picture at any ``zoom``.

    It fills the box while the corner is seen at ``anchor``. There is room for the slopes of all lines up to
    λ = ``strongest``.
    """

    plot: CostPlot
    zoom: Tracker
    box: Box
    strongest: float

    @cached_property
    def pull(self) -> float:
        """The slope of the loss at 0."""
        return float(self.plot.loss.slope(0.0))

    @property
    def side(self) -> float:
        """Where the wall is: 1 right of the corner, −1 left of it."""
        return -float(np.sign(self.pull))

    @cached_property
    def anchor(self) -> FloatArray:
        """Where in the picture the corner is seen from close by (3,)."""
        down, up = self._pulls
        across, high = _ACROSS if self.side > 0 else 1 - _ACROSS, self.box.top - self._foot
        return np.array([self.box.left + across * self.box.width, self._foot + high * down / (down + up), 0.0])

    @property
    def apex(self) -> FloatArray:
        """Where in the world it is (3,)."""
        return self.plot.window.point(0.0, float(self.plot.loss.value(0.0)))

    def place(self, times: float) -> FloatArray:
        """Where it is seen (3,) so many ``times`` as large: lower, as long as the level axis fits in below."""
        (x, high, _), ground = self.anchor, self.plot.window.box.bottom
        return np.array([x, min(high, ground + times * (self.apex[1] - ground)), 0.0])

    @cached_property
    def wall(self) -> Wall:
        """Where slopes are read off."""
        down, up = self._pulls
        ends = sorted((down * self.pull, -up * self.pull))
        return Wall(self.wall_at, self.unit, float(self.plot.loss.value(0.0)), Interval(*ends))

    def wall_at(self) -> float:
        """So far from 0 that the steepest of the slopes seen reaches its foot."""
        down = (self.anchor[1] - self._foot) * self.unit()
        return float(self.side * down / (self._pulls[0] * abs(self.pull) * self.plot.drawn_axes.up.unit))

    @property
    def to_the_wall(self) -> float:
        """The scene units from the corner to the wall, as seen."""
        return abs(self.wall_at()) * self.plot.drawn_axes.along.unit / self.unit()

    def room_beside_the_wall(self, away: float) -> float:
        """The scene units that are left on its far side, so far ``away`` from it."""
        across = self.side * (self.anchor[0] - self.box.centre[0])
        return float(self.box.width / 2 - across - self.to_the_wall - away)

    def slopes(self, penalty: Penalty) -> Interval:
        """The subdifferential at 0 of the total under ``penalty``."""
        return slopes(self.plot.loss, penalty, self.plot.strength.get_value(), 0.0)

    def magnified(self) -> float:
        """How many times larger than at first the world is."""
        return cast(float, self.zoom.get_value())

    def unit(self) -> float:
        """The length in the world of a scene unit as seen."""
        return 1 / self.magnified()

    @property
    def _pulls(self) -> tuple[float, float]:
        """How far down and up slopes are seen, in pulls of the loss."""
        most = self.strongest / abs(self.pull)
        return most + 1 + _MARGIN, max(most - 1 + _MARGIN, _RISING)

    @property
    def _foot(self) -> float:
        """Where the wall ends below, as seen."""
        return self.box.bottom + _UNDER
