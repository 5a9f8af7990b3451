"""The loss of two twin weights as a valley in space, along whose floor a ball rolls from split to split."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np
from manim import DEGREES, RIGHT, UL, Dot, ValueTracker, VGroup, VMobject

from common.figures.claims import Appears, Claim, Perspective, Reads
from common.figures.derived import Derived
from common.figures.lettering import formula
from common.figures.read_out import ReadOut
from common.figures.surface_claims import ground_claim
from common.figures.surfaces.gaze import Gaze, Viewpoint
from common.figures.surfaces.ground import GroundPicture
from common.figures.surfaces.surface import Surface
from common.figures.window import Window, draw_polylines
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import LeastSquares
from common.maths.optima.valley import valley
from common.maths.penalties.norms import L1
from common.maths.surfaces.eye import Eye
from common.stage import Box
from common.style import STROKE, TYPE, Theme

__all__ = ["LEVELS", "TwinValley", "step_of"]

STEPS, LEVELS = 5, 8
"""Level lines of the loss up to the one through 0, and in all."""

# In units of where the bottom is on either axis, so that every valley looks alike:
RISE = 0.14  # how high it is from one level line to the next
WITHIN = (-1.2, 3.2)  # what is seen in either coordinate
BREADTH, HEIGHT = 5.15, 3.7  # of the plane, that fit into the box while one looks at the valley
LOW = 28 * DEGREES  # from this elevation on, one sees it as the plane has it, the more so the higher one is
LIFT = 0.45  # of the rim's height, of what one looks at
_TRAIL = 2
_NAME_GAP = 0.15  # scene units, from the end of an axis
_ROOM = 0.01  # of what is seen, by which a claim has to stay inside it


class TwinValley(Derived):
    """L(w) of twins above the plane that ``window`` shows, as ``gaze`` sees it, painted as far as ``frame``.

    The ``ball`` is on the floor, where the first weight has the share ``split`` of the sum; it leaves a ``trail``
    from where it was last put down. From straight above the valley lies where the plane has it.
    """

    def __init__(
        self, loss: LeastSquares, window: Window, frame: Box, split: ValueTracker, gaze: Gaze, theme: Theme
    ) -> None:
        super().__init__(split, gaze)
        self.loss, self.theme, self._window, self._split, self._gaze = loss, theme, window, split, gaze
        self._bottom, self._step = valley(loss).bottom, step_of(loss)
        self._size = float(self._bottom.mean())
        self._within = self._size * WITHIN[0], self._size * WITHIN[1]
        self._start = split.get_value()
        self.surface = Surface(frame, self.picture)
        self.trail = VMobject(stroke_color=theme.engraved, stroke_width=STROKE.edge)
        self.ball = Dot(radius=0.15, color=theme.ink)
        self.ball.set_stroke(theme.engraved, width=STROKE.companion, background=True)
        self.read_outs = [
            ReadOut(f"w_{i + 1} =", partial(self._weight, i), theme, split, widest=-9.0, marks_zero=False)
            for i in (0, 1)
        ]
        self.loss_out = ReadOut("L =", self._height, theme, split, decimals=1, marks_zero=False)
        self.names = VGroup(*(formula(f"w_{i}", TYPE.label, theme.ink) for i in (1, 2)))
        self.surface.set_z_index(-4)
        self.redraw()

    @property
    def weights(self) -> FloatArray:
        """Where the ball is, (2,)."""
        return np.asarray(self._at(np.array([self._split.get_value()]))[0])

    def picture(self) -> GroundPicture:
        """What is seen of the valley now."""
        step, rise = self._step, RISE * self._size / self._step
        return GroundPicture(
            self._viewpoint(), self.loss, L1, 0.0, rise, step * LEVELS, step, 1.0, self.theme, self._within
        )

    def redraw(self) -> None:
        """Put the ball, and its way, where they are seen."""
        picture = self.picture()
        see, now = picture.viewpoint.points, self._split.get_value()
        way = see(picture.height(self._at(np.linspace(self._start, now, _TRAIL))))
        draw_polylines(self.trail, [way] if now != self._start else [])
        self.ball.move_to(see(picture.height(self.weights)))
        for name, end, aside in zip(self.names, self._within[1] * np.eye(2), (RIGHT, UL), strict=True):
            name.next_to(see(picture.height(end)), aside, buff=_NAME_GAP)
            name.set_opacity(max(1 - 4 * self._above, 0.0))

    def claims(self) -> Iterator[Claim]:
        """Yield where the valley and the ball are seen, and what its weights are."""
        picture = self.picture()
        low, high = self._within
        spare = _ROOM * (high - low) / (1 + 2 * _ROOM)
        outline = np.array([[low + spare] * 2, [high - spare] * 2])
        yield ground_claim("valley", self.surface, picture, outline)
        yield Appears(
            "ball in the valley", self.ball, picture.height(self.weights), Perspective.of(picture.viewpoint)
        )
        for i, (out, weight) in enumerate(zip(self.read_outs, self.weights.tolist(), strict=True), 1):
            yield Reads(f"weight {i} in the valley", out, weight)
        yield Reads("loss in the valley", self.loss_out, self._height())

    def _at(self, splits: FloatArray) -> FloatArray:
        """The weights (n, 2) on the floor of which the first has these shares (n,)."""
        return float(self._bottom.sum()) * np.column_stack([splits, 1 - splits])

    def _weight(self, index: int) -> float:
        return float(self.weights[index])

    def _height(self) -> float:
        return float(self.loss.value(self.weights))

    @property
    def _above(self) -> float:
        """From 0 while one looks from low down to 1 from straight above."""
        _, elevation, *_ = self._gaze.get_value()
        return float(np.clip((elevation - LOW) / (90 * DEGREES - LOW), 0, 1))

    def _viewpoint(self) -> Viewpoint:
        """From low down all of it is seen, as large as may be; from above, what the window shows."""
        azimuth, elevation, nearness, times = self._gaze.get_value()
        above = self._above
        window = self._window
        box = window.box
        whole = min(box.width / BREADTH, box.height / HEIGHT) / self._size * times
        unit = whole ** (1 - above) * window.unit**above
        x, y = ((1 - above) * self._bottom + above * window.middle).tolist()
        height = (1 - above) * LIFT * RISE * self._size * LEVELS
        eye = Eye((x, y, height), azimuth, elevation, nearness / self._size)
        return Viewpoint(eye, (float(box.centre[0]), float(box.centre[1])), unit)


def step_of(loss: LeastSquares) -> float:
    """From one level line of the loss to the next."""
    return float(loss.value(np.zeros(2))) / STEPS
