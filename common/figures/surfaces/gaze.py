"""How an eye looks at surfaces, as something to animate; and where that puts points of space on the stage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from manim import DEGREES, Mobject
from manim.utils.bezier import interpolate

from common.maths.arithmetic.arrays import FloatArray
from common.maths.surfaces.eye import Eye

__all__ = ["Gaze", "Viewpoint"]

STRAIGHT_DOWN = 90 * DEGREES


class Gaze(Mobject):
    """How one looks: ``gaze.animate.orbit(angle)``, ``.tilt(elevation)``, ``.zoom(times)``, ``.flatten()``.

    It is no part of the scene, and is never seen; at first it looks straight down. Angles are in radians;
    ``nearness`` is 1 / the distance, in the breadth of what is looked at. Zooming is of even speed, and aims at
    what a figure says.
    """

    def __init__(self) -> None:
        super().__init__()
        self.points = np.array([[0.0, STRAIGHT_DOWN, 0.0], [0.0, 0.0, 0.0]])

    def get_value(self) -> tuple[float, float, float, float]:
        """Azimuth, elevation, nearness, and how many times as large as at first everything is."""
        azimuth, elevation, nearness = self.points[0].tolist()
        return azimuth, elevation, nearness, float(np.exp(self.points[1, 0]))

    def stand(self, azimuth: float, elevation: float, nearness: float, times: float = 1.0) -> Self:
        """Look from there, at so many ``times`` the first size."""
        return self._set(azimuth=azimuth, elevation=elevation, nearness=nearness, log_zoom=np.log(times))

    def orbit(self, angle: float) -> Self:
        """Go round by an ``angle``, anticlockwise as seen from above."""
        return self._set(azimuth=self.points[0, 0] + angle)

    def turn(self, azimuth: float) -> Self:
        """Go round to an ``azimuth``."""
        return self._set(azimuth=azimuth)

    def tilt(self, elevation: float) -> Self:
        """Rise or sink to an ``elevation``."""
        return self._set(elevation=elevation)

    def zoom(self, times: float) -> Self:
        """Bring everything to so many ``times`` its first size."""
        return self._set(log_zoom=np.log(times))

    def flatten(self) -> Self:
        """Look straight down, with parallel rays: the ground is a plane on paper, its first axis to the right."""
        return self._set(azimuth=0.0, elevation=STRAIGHT_DOWN, nearness=0.0, log_zoom=0.0)

    def _set(self, **changes: float) -> Self:
        names = {"azimuth": (0, 0), "elevation": (0, 1), "nearness": (0, 2), "log_zoom": (1, 0)}
        self.points = self.points.copy()
        for name, value in changes.items():
            self.points[names[name]] = value
        return self

    def interpolate(
        self, mobject1: Mobject, mobject2: Mobject, alpha: float, path_func: Callable[..., Any] = interpolate
    ) -> Self:
        """Stand between two gazes."""
        self.points = path_func(mobject1.points, mobject2.points, alpha)
        return self

    def interpolate_color(self, mobject1: Mobject, mobject2: Mobject, alpha: float) -> Self:  # noqa: ARG002
        """Do nothing: it has none."""
        return self


@dataclass(frozen=True)
class Viewpoint:
    """An ``eye`` before the stage: its target stands at ``centre`` (2,), and one is ``unit`` scene units long."""

    eye: Eye
    centre: tuple[float, float]
    unit: float

    def points(self, space: FloatArray) -> FloatArray:
        """The scene points (..., 3) of points of space (..., 3)."""
        at = self.eye.project(space) * self.unit + np.array(self.centre)
        return np.concatenate([at, np.zeros((*at.shape[:-1], 1))], axis=-1)

    def places(self, x: FloatArray, y: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Where scene coordinates (w,) and (h,) are in the eye's picture."""
        return (x - self.centre[0]) / self.unit, (y - self.centre[1]) / self.unit
