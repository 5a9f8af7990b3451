"""A raster that shows bodies before an eye."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Protocol

import numpy as np

from common.figures.raster import Paint, Raster
from common.figures.surfaces.gaze import Viewpoint
from common.figures.surfaces.painting import Skin, painted
from common.figures.surfaces.shading import over
from common.maths.arithmetic.arrays import FloatArray
from common.maths.surfaces.body import Sight
from common.stage import Box

__all__ = ["Picture", "Surface"]


NARROWEST = 2  # pixels, of which the size of one is known
SOFT = 0.3  # scene units at the sides of the box, over which what goes on beyond dissolves


class Picture(Protocol):
    """What is seen, all in numbers: equal ones look alike."""

    @property
    def viewpoint(self) -> Viewpoint:
        """From where."""

    def layers(self, pixel: float) -> Sequence[tuple[Sight, Skin]]:
        """Bodies and what they are painted with, the hindmost first; a ``pixel`` is so long in scene units."""

    def __hash__(self) -> int:
        """As for any value."""


class Surface(Raster):
    """The bodies of ``picture()`` as they look now, in ``box``."""

    def __init__(self, box: Box, picture: Callable[[], Picture]) -> None:
        super().__init__(box)
        self.picture = picture
        self._painted: tuple[Hashable, Paint] | None = None

    def signature(self) -> Hashable:
        """The picture: numbers alone."""
        return self.picture()

    def paint(self, x: FloatArray, y: FloatArray) -> Paint:
        """Paint all layers, one over the other; twice the same only once."""
        asked = self.picture(), self.box, x.tobytes(), y.tobytes()
        if self._painted is None or self._painted[0] != asked:
            self._painted = asked, self._layered(x, y)
        return self._painted[1]

    def _layered(self, x: FloatArray, y: FloatArray) -> Paint:
        if min(len(x), len(y)) < NARROWEST:
            return np.zeros((len(y), len(x), 4), np.uint8)
        picture = self.picture()
        u, v = picture.viewpoint.places(x, y)
        below, *others = (painted(sight, skin, u, v) for sight, skin in picture.layers(float(x[1] - x[0])))
        for above in others:
            below = over(below, above)
        paint = np.ascontiguousarray(below).view(np.uint8).reshape(len(y), len(x), 4)
        box = self.box
        for axis, (ends, low, high) in enumerate(((y, box.bottom, box.top), (x, box.left, box.right))):
            inside = np.minimum(ends - low, high - ends) / SOFT
            lines = np.swapaxes(paint, 0, axis)
            for at in np.flatnonzero(inside < 1).tolist():
                if lines[at].any():
                    lines[at] = np.rint(lines[at] * inside[at])
        return paint
