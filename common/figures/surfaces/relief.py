"""Which part of a loss with its price is shown as a landscape, how high, and where the eye has to look."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from common.figures.surfaces.gaze import Viewpoint
from common.figures.surfaces.ground import GroundPicture, total
from common.figures.window import View, Window
from common.maths.arithmetic.arrays import FloatArray
from common.maths.descents.flow import GradientFlow
from common.maths.losses.quadratic import QuadraticLoss
from common.maths.optima.certificate import Optimum
from common.maths.optima.penalised import penalised_optimum
from common.maths.penalties.norms import Penalty
from common.maths.surfaces.eye import Eye
from common.maths.surfaces.level_line import level_line
from common.stage import Box
from common.style import Theme

__all__ = ["Relief"]

STEEP = 0.2  # of the ground's breadth, that it rises from 0 to the rim
LEVELS = 8  # lines from height 0 to the rim
ROOM = 1.04  # times the height of what has to be seen
OVER = 0.4  # of the way to the middle, that the ground goes on beyond the origin
INNER = 0.5  # of ŵ: the outermost line of the price alone costs as much as that
EVEN = 6  # so that size changes without a jerk where height, not breadth, becomes what limits it
BREADTH, DEPTH = 1.1, 1.12  # of the ground's breadth, that fit into a box across and, from above, up


@dataclass(frozen=True, eq=False)
class Relief:
    """The surface s L(w) + λ Ω(w) of two weights, of which s is 1 but where the sum comes apart.

    ``flow`` gives the way of a ball by λ. Up to λ = ``tallest`` the ground reaches to where the ball starts, and
    beyond the origin; from then on it keeps its height. Of the plane below it, ``view`` is seen in the end.
    """

    penalty: Penalty
    loss: QuadraticLoss
    flow: Callable[[float], GradientFlow]
    tallest: float
    view: View
    theme: Theme

    def cost(self, w: FloatArray, strength: float, share: float = 1.0) -> FloatArray:
        """Return s L + λ Ω at weights (..., 2)."""
        return total(self.loss, self.penalty, strength, w, share)

    @lru_cache(maxsize=256)  # noqa: B019
    def lowest(self, strength: float) -> Optimum:
        """Return the certified optimum at λ."""
        return penalised_optimum(self.loss, self.penalty, strength).certified()

    @lru_cache(maxsize=64)  # noqa: B019
    def way(self, strength: float) -> GradientFlow:
        """Return the way of the ball at λ."""
        return self.flow(strength)

    def least(self, strength: float) -> float:
        """Return the least of L + λ Ω."""
        return float(self.cost(self.lowest(strength).weights, strength))

    def top(self, strength: float, share: float = 1.0) -> float:
        """Return the highest level shown: of the price alone, what ŵ would cost if it were smaller."""
        needed = ROOM * float(self.cost(self._kept, strength).max())
        whole = needed if strength <= self.tallest else min(needed, self.least(strength) + self._height)
        alone = float(self.cost(INNER * self.loss.centre, strength, 0.0))
        lowest = float(self.cost(self._within(strength, share), strength, share))
        return lowest + share * (whole - self.least(strength)) + (1 - share) * alone

    def levels(self, strength: float, share: float = 1.0) -> Sequence[float]:
        """Return the levels that are drawn: equal steps from 0 to the highest."""
        lowest = float(self.cost(self._within(strength, share), strength, share))
        steps = np.arange(1, LEVELS + 1) * self.top(strength, share) / LEVELS
        return [level for level in steps.tolist() if level > lowest]

    def line(self, level: float, strength: float, share: float = 1.0) -> FloatArray:
        """Trace the level line, (n, 2)."""
        return level_line(self.loss, self.penalty, strength, level, self._within(strength, share), share)

    @lru_cache(maxsize=8)  # noqa: B019
    def rim(self, strength: float) -> FloatArray:
        """Trace the rim of the ground, as seen from above, (n, 2)."""
        return self.line(self.top(strength), strength)

    def middle(self, strength: float) -> FloatArray:
        """Return the middle of the ground, (2,)."""
        rim = self.rim(strength)
        return np.asarray((rim.min(axis=0) + rim.max(axis=0)) / 2)

    @cached_property
    def breadth(self) -> float:
        """How broad the ground is, without a price."""
        return float(2 * np.linalg.norm(self.rim(0.0) - self.middle(0.0), axis=-1).max())

    def viewpoint(
        self, strength: float, apart: float, gaze: tuple[float, float, float, float], box: Box
    ) -> Viewpoint:
        """See the ground in ``box``: the eye follows it as it rises, and zooms in to where it is lowest.

        While the sum comes ``apart``, from 0 to 1, what is seen of the plane becomes ``view``.
        """
        azimuth, elevation, nearness, times = gaze
        depth = DEPTH * np.sin(elevation) + STEEP * np.cos(elevation)
        filled = np.linalg.norm([BREADTH / box.width, depth / box.height], ord=EVEN)
        window = Window.true_to_scale(box, self.view)
        unit = times * (1 / float(filled) / self.breadth) ** (1 - apart) * window.unit**apart
        least, top = self.least(strength), self.top(strength)
        aim, middle = 1 - 1 / times, (1 - apart) * self.middle(strength) + apart * window.middle
        x, y = ((1 - aim) * middle + aim * self.lowest(strength).weights).tolist()
        height = self._rise * (least + (1 - aim) * (top - least) / 2)
        eye = Eye((x, y, height), azimuth, elevation, nearness / self.breadth)
        return Viewpoint(eye, (float(box.centre[0]), float(box.centre[1])), unit)

    def picture(self, strength: float, viewpoint: Viewpoint, full: float) -> GroundPicture:
        """Return the picture, in the penalty's colour from λ = ``full`` on."""
        return GroundPicture(
            viewpoint=viewpoint,
            loss=self.loss,
            penalty=self.penalty,
            strength=strength,
            rise=self._rise,
            rim=self.top(strength),
            step=self.top(strength) / LEVELS,
            full=full,
            theme=self.theme,
        )

    @cached_property
    def penalty_axis(self) -> int:
        """The weight that a fold sets to 0 first."""
        return int(np.argmin(np.abs(self.lowest(self.tallest).weights)))

    @property
    def _rise(self) -> float:
        return STEEP * self.breadth / self.top(0.0)

    @cached_property
    def _kept(self) -> FloatArray:
        """What has to be on the ground: the origin and a point beyond it, ŵ, and where the ball starts."""
        centre = self.loss.centre
        return np.array([np.zeros(2), centre, -OVER * centre / 2, self.flow(0.0).start])

    @cached_property
    def _height(self) -> float:
        return self.top(self.tallest) - self.least(self.tallest)

    def _within(self, strength: float, share: float) -> FloatArray:
        """Where s L + λ Ω is least."""
        return self.lowest(strength / share).weights if share else np.zeros(2)
