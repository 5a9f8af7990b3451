"""Pictures that no outline describes: computed pixel by pixel, for the place where they stand."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable
from copy import copy, deepcopy
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from manim import DL, DR, UL, UR, VMobject

from common.maths.arithmetic.arrays import FloatArray
from common.stage import Box

__all__ = ["Paint", "Raster"]

Paint: TypeAlias = npt.NDArray[np.uint8]
"""Height × width × 4, RGBA, 0 to 255, the upper left pixel first; colours are premultiplied by alpha."""

_CHANGED_IN_PLACE = "points", "fill_rgbas", "stroke_rgbas", "background_stroke_rgbas", "submobjects"


class Raster(VMobject, ABC):
    """A picture in ``box``, of which subclasses say what is seen at each pixel.

    Outline and fill are only for manim to move and to fade: it may stand in a ``VGroup``, and be animated like any
    shape. The camera of the film draws it, see ``FilmCamera``.
    """

    def __init__(self, box: Box) -> None:
        super().__init__(stroke_width=0, fill_opacity=1)
        self.stand(box)

    def stand(self, box: Box) -> None:
        """Stand in another box."""
        self.set_points_as_corners([box.corner(corner) for corner in (UL, UR, DR, DL, UL)])

    @abstractmethod
    def signature(self) -> Hashable:
        """All that ``paint`` depends on, but for its arguments: the picture is painted anew when it changes."""

    @abstractmethod
    def paint(self, x: FloatArray, y: FloatArray) -> Paint:
        """Pixels (h, w, 4) with their centres at ``x`` (w,), rising, and ``y`` (h,), falling, in scene units.

        They are evenly spread, and as near to each other as the camera is. The array is not changed later.
        """

    @property
    def box(self) -> Box:
        """Where it stands now: it may have been moved."""
        (left, bottom), (right, top) = self.points[:, :2].min(axis=0), self.points[:, :2].max(axis=0)
        return Box(float(left), float(bottom), float(right), float(top))

    @property
    def opacity(self) -> float:
        """From 0 to 1."""
        return float(self.fill_rgbas[0, 3])

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        """Copy what manim's animations change, which copy a lot; the copy sees what the original sees."""
        memo[id(self)] = twin = copy(self)
        for name in _CHANGED_IN_PLACE:
            if name in vars(self):
                setattr(twin, name, deepcopy(getattr(self, name), memo))
        twin.updaters = []
        return twin
