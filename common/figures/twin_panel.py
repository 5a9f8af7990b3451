"""Twin weights step by step: a valley of equal fits, and the regions that meet its contours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from manim import (
    DEGREES,
    DOWN,
    LEFT,
    UR,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    Mobject,
    ValueTracker,
    VGroup,
)

from common.figures.derived import Moves
from common.figures.lettering import formula, lettering
from common.figures.side_notes import LEADING, SideNotes
from common.figures.twin_plane import TwinPlane
from common.figures.twin_valley import LEVELS, TwinValley, step_of
from common.maths.penalties.norms import L1, L2
from common.stage import Box, Stage
from common.style import TEMPO, TYPE, Theme

__all__ = ["TwinPanel"]

_EDGE, _FILLED = 0.62, 0.8  # of the picture, for the edge of a diamond, and for a disk
_SIDE, _LOW, _NEARNESS = 38.0, 28.0, 0.1  # how one looks at the valley at first, in degrees


class TwinPanel:
    """One plane for all; each verb gives the animations of its step. ``numbers`` are those of the scene.

    ``share`` is that of the first twin in the valley, ``split`` that on the diamond's edge, ``ratio`` how strong
    the second is beside it, ``squared`` the λ₂ that bends the edge, and ``radius`` the disk's. ``valley``, ``l1``
    and ``l2`` are what the words speak of by turns. ``camera`` is the scene's.
    """

    def __init__(self, numbers: Any, stage: Stage, labels: Mapping[str, str], theme: Theme, camera: Any) -> None:
        n, place = numbers, SideNotes.of(stage)
        self._place, self._camera, self._budget = place, camera, n.budget
        self.gaze = camera.gaze.stand(_SIDE * DEGREES, _LOW * DEGREES, _NEARNESS)
        self.share, self.split, self.squared, self.radius = map(ValueTracker, (0.5, 1.0, 0.0, n.smallest))
        self.ratio: Any = ValueTracker(1.0)
        levels = [step_of(n.twins) * number for number in range(1, LEVELS + 1)]
        even = ValueTracker(0.5), ValueTracker(1.0)
        ways = (L1, ValueTracker(n.budget), self.split, self.ratio), (L2, self.radius, *even)
        planes = self.diamond, self.disk = [
            TwinPlane(penalty, n.twins, radius, split, self.squared, ratio, theme, n.decimals, levels)
            for penalty, radius, split, ratio in ways
        ]
        for plane in planes:
            plane.fit(place.picture)
        diamond, disk = planes
        self.l1, self.l2 = diamond.own, disk.own
        self.valley = VGroup(*(VGroup(each.ghosts, each.bottom, each.floor) for each in planes))
        width, height = stage.aspect.frame
        frame = Box(-width / 2, -height / 2, width / 2, height / 2 if place.is_wide else place.box.bottom)
        hills = self._hills = TwinValley(n.twins, diamond.window, frame, self.share, self.gaze, theme)
        self._model = [
            formula(each, place.size, theme.ink) for each in ("hat(y) = w_1 x + w_2 x", "= (w_1 + w_2) x")
        ]
        place.head(*self._model)
        self._names = {
            key: lettering(labels[key], TYPE.title, theme.of(penalty), bold=True)
            for key, penalty in (("diamond", L1), ("elastic", L1), ("disk", L2))
        }
        self._numbers = {
            "ball": [*hills.read_outs, hills.loss_out],
            "diamond": [*diamond.read_outs, diamond.loss_out],
            "elastic": [diamond.mix_out],
            "disk": [*disk.read_outs, disk.loss_out],
        }
        for key, numbers_of in self._numbers.items():
            if key in self._names:
                place.head(self._names[key])
            place.follow(self._names.get(key, self._model[-1]), *numbers_of)
        if place.is_wide:
            diamond.ratio_out.next_to(diamond.loss_out, DOWN, buff=LEADING, aligned_edge=LEFT)
        else:
            diamond.ratio_out.move_to(place.box.corner(UR), aligned_edge=UR)
        everything = [out for numbers_of in self._numbers.values() for out in numbers_of]
        camera.fix(*self._model, *self._names.values(), *everything, diamond.ratio_out)
        camera.upright(diamond.dot, disk.dot, diamond.floor, disk.floor, *diamond.axis_labels, *diamond.pins)

    def opening(self) -> Iterator[Mobject]:
        """Give the valley, and a ball in it that will leave a trail; and what is empty yet."""
        hills = self._hills
        yield hills.add(hills.surface, hills.names, hills.trail, hills.ball)
        yield from (self.disk, self.diamond)

    def write_model(self) -> Moves:
        """Predict from a feature that is there twice."""
        yield FadeIn(self._model[0])

    def collect(self) -> Moves:
        """Collect its two weights, and say which the ball has."""
        yield FadeIn(self._model[1])
        yield from self._bring("ball")

    def go_round(self, azimuth: float, elevation: float = _LOW) -> Moves:
        """Go round the valley, and above it, to angles in degrees."""
        yield self.gaze.animate.turn(azimuth * DEGREES).tilt(elevation * DEGREES)

    def look_down(self) -> Moves:
        """Look straight down, as if on paper."""
        yield self.gaze.animate.flatten()

    def roll(self, share: float) -> Moves:
        """Roll the ball to a share."""
        yield self.share.animate.set_value(share)

    def draw_lines(self) -> Moves:
        """Let the light go: the level lines stay, on the plane of both weights."""
        hills, plane = self._hills, self.diamond
        yield self.disk.reveal(self.disk.axes)
        yield plane.reveal(plane.ghosts, plane.bottom)
        yield hills.conceal(hills.surface, hills.names, hills.ball, hills.trail)
        yield FadeOut(*self._model, *self._numbers["ball"])

    def draw_diamond(self) -> Moves:
        """Draw the diamond and the contour that its edge lies along; then go close to it, a dot at its end."""
        plane = self.diamond
        yield LaggedStart(
            AnimationGroup(
                FadeIn(self._names["diamond"]),
                plane.conceal(plane.ghosts),
                plane.reveal(plane.axis_labels, plane.floor, plane.region),
                plane.reveal(plane.contour, by=Create),
            ),
            AnimationGroup(
                plane.reveal(plane.face, by=Create),
                plane.reveal(plane.dot),
                *self._bring("diamond"),
                # Where it is narrow, the edge would leave the picture, or run into the notes above it.
                *([self._look(self._budget / 2, self._budget, _EDGE)] if self._place.is_wide else []),
            ),
            lag_ratio=1.0,
        )

    def compare(self) -> Moves:
        """Split evenly, and say how strong one twin is beside the other."""
        split: Any = self.split
        yield split.animate(run_time=0.9).set_value(0.5)
        self.diamond.ratio_out.refresh()
        yield FadeIn(self.diamond.ratio_out, run_time=TEMPO.dim)

    def favour(self, ratio: float) -> Moves:
        """Make the second twin as strong as ``ratio``, beside the first, and give all to the stronger one."""
        yield from (self.ratio.animate.set_value(ratio), self.split.animate.set_value(float(ratio < 1)))

    def open_disk(self) -> Moves:
        """Bring in a small disk that touches a contour; of the diamond leave the region."""
        diamond, disk = self.diamond, self.disk
        gone = diamond.bottom, diamond.floor, diamond.contour, diamond.face, diamond.dot
        yield diamond.conceal(*gone, run_time=TEMPO.dim)
        yield self._rename("diamond", "disk", diamond.ratio_out)
        come = disk.bottom, disk.floor, disk.ghosts, disk.region, disk.contour, disk.projections, disk.dot
        yield disk.reveal(*come, run_time=TEMPO.enter)
        if self._place.is_wide:
            yield self._look(0.0, 2 * self._budget, _FILLED)

    def mix(self) -> Moves:
        """Go back to the diamond and its contour, without its dot: every split is about to end."""
        diamond, disk = self.diamond, self.disk
        self.split.set_value(0.5)
        self.ratio.set_value(1.0)
        yield self._rename("disk", "elastic")
        yield disk.conceal(disk.projections, disk.dot, disk.contour)
        yield diamond.reveal(diamond.contour)

    def pin(self) -> Moves:
        """Pin down the corners, and put the dot where the bent edge touches."""
        plane = self.diamond
        yield plane.reveal(plane.pins, plane.dot)

    def leave_loss(self) -> Moves:
        """Leave the disk alone, as large as the ball of power 2."""
        diamond, disk = self.diamond, self.disk
        yield diamond.conceal(diamond.region, diamond.contour, diamond.pins, diamond.dot, diamond.axis_labels)
        yield disk.conceal(disk.ghosts, disk.bottom, disk.floor)
        yield FadeOut(self._names["elastic"], *self._numbers["elastic"])
        yield self.radius.animate.set_value(disk.size)

    def _look(self, middle: float, size: float, filled: float) -> Any:
        return self._place.look(self._camera.frame, self.diamond.window, middle, size, filled)

    def _rename(self, old: str, new: str, *others: Mobject) -> Animation:
        """Let a name and its numbers leave, and ``others`` with them, before the next come."""
        leave = FadeOut(self._names[old], *self._numbers[old], *others, run_time=TEMPO.dim)
        enter = AnimationGroup(FadeIn(self._names[new]), *self._bring(new), run_time=TEMPO.enter)
        return LaggedStart(leave, enter, lag_ratio=1.0)

    def _bring(self, key: str) -> Iterator[Animation]:
        """Bring in numbers, up to date."""
        for number in self._numbers[key]:
            number.refresh()
            yield FadeIn(number)
