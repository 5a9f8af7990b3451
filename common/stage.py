"""Layout: the three shapes of picture, their safe areas, and boxes that divide them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from common.maths.arithmetic.arrays import FloatArray

__all__ = ["ASPECTS", "LANDSCAPE", "PORTRAIT", "SHORT_SIDE", "SQUARE", "Aspect", "Box", "Stage", "about"]

SHORT_SIDE = 8.0
"""Scene units along the short side of every picture, so that a font size means the same pixels in all."""


@dataclass(frozen=True)
class Box:
    """An upright rectangle in scene units."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Horizontal extent."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Vertical extent."""
        return self.top - self.bottom

    @property
    def centre(self) -> FloatArray:
        """The middle, as a scene point (3,)."""
        return np.array([(self.left + self.right) / 2, (self.bottom + self.top) / 2, 0.0])

    def corner(self, direction: FloatArray) -> FloatArray:
        """The point (3,) of the edge that lies towards ``direction``, such as manim's ``LEFT`` or ``UR``."""
        return np.asarray(self.centre + np.sign(direction) * np.array([self.width / 2, self.height / 2, 0.0]))

    def towards(self, other: Box, share: float) -> Box:
        """The box that is ``share`` of the way to another."""
        ends = zip(
            (self.left, self.bottom, self.right, self.top),
            (other.left, other.bottom, other.right, other.top),
            strict=True,
        )
        return Box(*(start + share * (end - start) for start, end in ends))

    def columns(self, gap: float) -> tuple[Box, Box]:
        """Two equal boxes side by side, ``gap`` apart."""
        left, right = self.grid(2, 1, gap)
        return left, right

    def rows(self, gap: float) -> tuple[Box, Box]:
        """Two equal boxes, the upper first, ``gap`` apart."""
        upper, lower = self.grid(1, 2, gap)
        return upper, lower

    def grid(self, columns: int, rows: int, gap: float) -> list[Box]:
        """Equal boxes ``gap`` apart, row by row from the top left."""
        # From both sides, so that the outer edges are the box's own, to the last digit.
        width, height = (self.width + gap) / columns, (self.height + gap) / rows
        return [
            Box(
                self.left + column * width,
                self.bottom + (rows - 1 - row) * height,
                self.right - (columns - 1 - column) * width,
                self.top - row * height,
            )
            for row in range(rows)
            for column in range(columns)
        ]

    def cut_top(self, height: float, gap: float = 0.0) -> tuple[Box, Box]:
        """The strip of ``height`` at the top, and what is left below it and a ``gap``."""
        edge = self.top - height
        return (
            Box(self.left, edge, self.right, self.top),
            Box(self.left, self.bottom, self.right, edge - gap),
        )

    def cut_bottom(self, height: float, gap: float = 0.0) -> tuple[Box, Box]:
        """The strip of ``height`` at the bottom, and what is left above it and a ``gap``."""
        edge = self.bottom + height
        return (
            Box(self.left, self.bottom, self.right, edge),
            Box(self.left, edge + gap, self.right, self.top),
        )


def about(point: FloatArray, margin: float, other: FloatArray | None = None) -> Box:
    """The box that holds a scene point (3,), or two, with a ``margin`` on all sides."""
    points = np.array([point, point if other is None else other])[:, :2]
    return Box(*(points.min(axis=0) - margin).tolist(), *(points.max(axis=0) + margin).tolist())


@dataclass(frozen=True)
class Aspect:
    """A shape of picture, the shares of it that stay empty, and how two panels stand in it."""

    name: str
    width: int
    height: int
    top_free: float
    bottom_free: float
    side_free: float
    stacked: bool

    @property
    def frame(self) -> tuple[float, float]:
        """Width and height in scene units."""
        short = min(self.width, self.height)
        return SHORT_SIDE * self.width / short, SHORT_SIDE * self.height / short

    def pixels(self, short_side: int) -> tuple[int, int]:
        """Width and height in pixels of the picture whose shorter side has ``short_side`` of them (even)."""
        short = min(self.width, self.height)
        return (
            2 * round(short_side * self.width / short / 2),
            2 * round(short_side * self.height / short / 2),
        )


LANDSCAPE = Aspect("16:9", 16, 9, top_free=0.05, bottom_free=0.09, side_free=0.05, stacked=False)
PORTRAIT = Aspect("9:16", 9, 16, top_free=0.10, bottom_free=0.15, side_free=0.05, stacked=True)
SQUARE = Aspect("1:1", 1, 1, top_free=0.05, bottom_free=0.07, side_free=0.05, stacked=False)

ASPECTS: Mapping[str, Aspect] = {aspect.name: aspect for aspect in (LANDSCAPE, PORTRAIT, SQUARE)}


class Stage:
    """The zones of one picture: the ``headline``, where a claim comes once, and the ``body`` that scenes divide.

    What is ``clear`` of a claim is the body, but in a wide picture: there the body reaches to the top, and the
    claim takes the place of the panels' titles.
    """

    def __init__(self, aspect: Aspect) -> None:
        self.aspect = aspect
        width, height = aspect.frame
        self.safe = Box(
            -width / 2 + aspect.side_free * width,
            -height / 2 + aspect.bottom_free * height,
            width / 2 - aspect.side_free * width,
            height / 2 - aspect.top_free * height,
        )
        wide = aspect is LANDSCAPE
        self.headline, self.clear = self.safe.cut_top(0.6 if wide else 1.2, gap=0.25)
        self.body = self.safe if wide else self.clear

    def pair(self, *, overlaid: bool = False, is_clear: bool = False) -> tuple[Box, Box]:
        """Two panels to compare, L1's first: side by side, or stacked where the picture is tall.

        ``overlaid``, they are one where the picture is not wide. They fill what is clear of a claim, if asked.
        """
        whole = self.clear if is_clear else self.body
        if overlaid and self.aspect is not LANDSCAPE:
            return whole, whole
        return whole.rows(gap=0.45) if self.aspect.stacked else whole.columns(gap=0.6)

    def rows(self) -> tuple[Box, Box]:
        """Two wide panels, the first above the second, in every shape of picture."""
        return self.body.rows(gap=0.45)
