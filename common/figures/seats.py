"""The places of a picture: alone on the stage, in its panel beside another, and where the next scene has it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manim import DL, DOWN, LEFT, RIGHT, UP, ValueTracker, VGroup

from common.figures.derived import Derived, Tracker
from common.figures.half import Half
from common.figures.panel import Panel
from common.figures.read_out import ReadOut
from common.figures.surfaces.gaze import Gaze
from common.maths.arithmetic.arrays import FloatArray
from common.stage import LANDSCAPE, Aspect, Box, Stage

__all__ = ["FADING", "Seated", "Seats"]

_LINE = 0.75  # height of numbers in a line
_NAME = 0.4  # height of the name of an axis above the picture
LEAVING = 0.25  # of the way to the second seat
FADING = 0.3  # scene units over which what leaves a box fades


@dataclass(frozen=True)
class Seats:
    """The box of a picture that is ``alone`` on the stage, that ``beside`` another, and that ``joined`` with it.

    Joined, two pictures are one where the stage is narrow.
    """

    aspect: Aspect
    alone: Box
    beside: Box
    joined: Box

    @classmethod
    def of(cls, half: Half) -> Seats:
        """Return the seats of a half; alone, it has its numbers in its corner, or below it on a narrow stage."""
        aspect, body = half.aspect, Stage(half.aspect).body
        is_wide, picture = aspect is LANDSCAPE, Panel.of(half, ()).picture
        alone = body.cut_top(_NAME)[1] if is_wide else body.cut_bottom(_LINE)[1]
        return cls(aspect, alone, half.box if aspect.stacked else picture, picture if is_wide else body)

    def at(self, seat: float) -> Box:
        """The box at ``seat``: alone at 0, beside another at 1, joined with it at 2, and on the way between."""
        return self.alone.towards(self.beside, min(seat, 1)).towards(self.joined, max(seat - 1, 0))

    def bleeding(self, seat: float) -> Box:
        """Up to where a picture is painted there: one that is alone runs off the sides and the top."""
        width, height = self.aspect.frame
        return Box(-width, self.alone.bottom, width, height).towards(self.beside, min(seat, 1))

    def number_alone(self, numbers: VGroup) -> None:
        """Move ``numbers`` to the place that they have while the picture is alone."""
        if self.aspect is LANDSCAPE:
            numbers.arrange(DOWN, buff=0.22, aligned_edge=LEFT).move_to(self.alone.corner(DL), aligned_edge=DL)
        else:
            _line_up(numbers).move_to(self.alone.centre).set_y(self.alone.bottom - _LINE / 2)


class Seated(Derived):
    """A figure that ``gaze`` shows in the one of its ``seats`` that ``seat`` says; see ``Seats.at``."""

    def __init__(self, seats: Seats, seat: ValueTracker, gaze: Gaze, *trackers: Tracker) -> None:
        super().__init__(seat, gaze, *trackers)
        self.gaze = gaze
        self._seats, self._seat = seats, seat

    @property
    def box(self) -> Box:
        """Where it stands now."""
        return self._seats.at(self._seat.get_value())

    @property
    def frame(self) -> Box:
        """Up to where it is painted now."""
        return self._seats.bleeding(self._seat.get_value())

    @property
    def alone(self) -> float:
        """From 1 in the first seat to 0 soon after it: in a panel there is no room for names."""
        return max(1 - self._seat.get_value() / LEAVING, 0.0)

    def inside(self, points: FloatArray, beyond: FloatArray | float = 0.0) -> float:
        """How much is to be seen of what has ``points`` (..., 3), from 0 to 1: it fades where it leaves the box.

        It is gone so far ``beyond`` the sides, in scene units, (2,) or one number.
        """
        box = self.box
        room = np.array([box.width, box.height]) / 2 - np.abs(points - box.centre)[..., :2]
        return float(np.clip((room + beyond).min() / FADING, 0, 1))


def _line_up(numbers: VGroup) -> VGroup:
    """Arrange read-outs beside each other, on one baseline: their equal signs are level."""
    numbers.arrange(RIGHT, buff=0.4)
    first, *others = (each for each in numbers if isinstance(each, ReadOut))
    for other in others:
        other.shift((first.sign.get_y() - other.sign.get_y()) * UP)
    return numbers
