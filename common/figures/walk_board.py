"""Two weights that walk, and what is written and seen beside them: the picture of two scenes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from manim import (
    DOWN,
    DR,
    LEFT,
    RIGHT,
    UP,
    UR,
    Animation,
    FadeOut,
    Mobject,
    ValueTracker,
    VectorizedPoint,
    VGroup,
    VMobject,
)
from manim.utils.color import ManimColor

from common.figures.derived import Moves
from common.figures.hops import RISE, Hops
from common.figures.lettering import formula, lettering
from common.figures.read_out import ReadOut
from common.figures.tags import tag_of
from common.figures.walk_crowd import WalkCrowd
from common.figures.walk_plot import WalkPlot
from common.figures.walker import Walker
from common.maths.arithmetic.arrays import FloatArray
from common.maths.descents.gradient import penalty_steps
from common.maths.descents.proximal import proximal_steps
from common.maths.penalties.norms import L1, Penalty
from common.numerals import Shown
from common.stage import LANDSCAPE, Box, Stage
from common.style import TYPE, Theme

__all__ = ["WalkBoard"]

_RULE = 'w arrow.r op("sign")(w) max(abs(w) - eta lambda, 0)'
_STANDS = 0.3, 0.62  # of the steps that are seen: where weights stand while only their pushes count
_REST, _FOOT, _CLOSE = 2.7, 4.0, 3.5  # times
_UNDER = 0.3  # scene units, for what is written below a mirrored picture
_PAST = 1.6  # scene units that the way past 0 is long at most
_MISSED = 0.65  # and for what is written beyond it
_NUMBERED, _BALL, _GAP = 0.65, 0.25, 0.05  # for a number on a ball, for the ball, and beside a rule
_HOP = 1.4  # of the picture's width, for a hop whose end is looked at
_LEFT = 0.35  # of the picture's width, for what has its number at the right
_LOWER = 0.15  # of its height from the middle, to have room above
_USUAL = 0.5  # weights that a step takes away, as high as there is room for
_CLEAR = 1.4  # steps from 0, for what is written beside weights that rattle
_ROW = 0.5  # scene units
_NARROW, _DIGIT = 3, 0.2  # characters of a number that there is room for, and scene units for one more
_BETWEEN, _BESIDE = 0.2, 0.3


class WalkBoard:
    """A plot of ``reach`` steps, and a walker for each of two ``penalties``. Verbs give the animations of a step.

    ``numbers`` are those of the scene, ``labels`` its own and those of Steps. Up to ``widest``, weights of both
    signs can be seen. Where the walks start below 0, the picture is mirrored.
    """

    def __init__(
        self,
        stage: Stage,
        theme: Theme,
        labels: Mapping[str, str],
        numbers: Any,
        camera: Any,
        penalties: tuple[Penalty, Penalty],
        reach: int,
        widest: float = 3.0,
    ) -> None:
        self._body, self._theme, self._labels, self._n = stage.body, theme, labels, numbers
        self._view = camera.frame
        self._camera = camera
        self.reach = ValueTracker(float(reach))
        self.plot = WalkPlot(
            self.reach,
            labels["step"],
            theme,
            camera.zoom,
            widest,
            numbers.size,
            numbers.side,
            max(0, len(f"{numbers.noted}") - _NARROW) * _DIGIT,
        )
        rows = 1 if numbers.side > 0 else 2  # what is told would reach the names of a mirrored picture
        row, below = stage.body.cut_top(rows * _ROW, gap=0.1)
        is_wide = stage.aspect is LANDSCAPE  # there is room in the corner that the walks leave empty
        # A claim is above what is above 0.
        whole = stage.body if numbers.side > 0 else stage.clear
        seat = whole if is_wide else below
        self.plot.fit(seat if numbers.side > 0 else seat.cut_bottom(_UNDER)[1])
        self.walkers = [
            Walker(self.plot, each, numbers.step, numbers.strength, theme, side=side)
            for each, side in zip(penalties, (-1, 1), strict=True)
        ]
        self.tags = VGroup(*(tag_of(each, labels, theme) for each in penalties))
        self.rule = formula(_RULE, TYPE.formula if is_wide else TYPE.read_out, theme.l1)
        self._amount = ValueTracker(numbers.amount)
        self.size = VGroup(*self._sizes(labels)).arrange(RIGHT, buff=_BETWEEN)
        down, corner = (DOWN, Box(0, 0, row.right, stage.headline.bottom - _ROW)) if is_wide else (RIGHT, row)
        self.tags.arrange(down, buff=_BETWEEN if is_wide else 3 * _BETWEEN, aligned_edge=LEFT if is_wide else UP)
        told = VGroup(*(self.size, self.rule)[:: 1 if is_wide else -1])
        end = UR
        if is_wide and numbers.side < 0:
            corner, end = stage.body, DR
        for each in (self.tags, told.arrange(DOWN, buff=_BESIDE, aligned_edge=RIGHT)):
            each.move_to(corner.corner(end), aligned_edge=end)
        self._long = 0.45 * row.width if is_wide else row.width  # of a line as far as to the tags
        self.notes = VGroup()
        for part, place in self.plot.upright:
            camera.upright(part, about=place)
        camera.upright(*(walker.ball for walker in self.walkers))
        camera.fix(self.tags, self.size, self.rule)

    def _sizes(self, labels: Mapping[str, str]) -> Iterator[VMobject]:
        """How close the picture is seen, and the size of a step, where it is named."""
        zoom, theme = self._camera.zoom, self._theme
        if "size" in labels:
            yield ReadOut("times", zoom.get_value, theme, zoom, decimals=0, widest=9999, marks_zero=False)
            yield lettering(labels["size"], TYPE.note, theme.muted)
        yield ReadOut("eta lambda =", self._amount.get_value, theme, self._amount, decimals=3)

    def walk(
        self, walker: Walker, weights: FloatArray, steps: FloatArray | None = None, *, stops: bool = False
    ) -> Moves:
        """Let ``walker`` come in where ``weights`` (n + 1,) begin, in all steps of η or in ``steps`` (n,).

        Its steps are proximal if it ``stops`` at 0.
        """
        steps = np.full(len(weights) - 1, self._n.step) if steps is None else steps
        if round(self._camera.zoom.get_value()) == 1:  # from close by, they would be cut off
            yield from self.plot.restore_names()
        rise = RISE * self.plot.side
        yield from walker.walk(
            Hops(walker.penalty, self._n.strength, weights, steps, walker.loss, stops, rise=rise)
        )

    def clear(self) -> Moves:
        """Take out all that has walked, and see the whole plot again."""
        for walker in self.walkers:
            yield from walker.leave()
        yield from self.plot.take(self.size, self.rule)
        yield from self.go_back()

    def go_back(self) -> Moves:
        """See the whole plot again, without notes."""
        yield from self.take_notes()
        yield self._view.animate.go_home()

    def take_notes(self) -> Moves:
        """Take out what is noted beside the walks."""
        notes, self.notes = self.notes, VGroup()
        yield from self.plot.take(*notes)

    def compare(self, weight: float) -> Iterator[Mobject]:
        """Stand both at ``weight`` with their pushes, apart."""
        plot = self.plot
        for walker, share in zip(self.walkers, _STANDS, strict=True):
            walker.stand_at(share * self.reach.get_value(), weight)
            plot.add(walker.drop, walker.push, walker.ball)
        yield plot.add(plot.axes, plot.ticks, plot.names)
        yield self.tags

    def line_up(self) -> Moves:
        """Stand both where they begin."""
        for walker in self.walkers:
            yield from walker.line_up()
        steps = self._long / self.plot.unit
        yield self._note(self.plot.level("where both begin", self._n.start, self._theme.muted, steps=steps)[0])

    def write_step(self, walker: Walker) -> Moves:
        """Draw the step that ``walker`` has taken, and write what it did to the weight."""
        start, after, amount = self._n.start, float(walker.hops.weights[1]), self._n.amount
        change, height, side = (
            (f"{-self.plot.side * amount:+.4g}", start, self.plot.side * UP)
            if walker.penalty is L1
            else (f"times {1 - amount:.4g}", (start + after) / 2, RIGHT)
        )
        place = self.plot.point(walker.time(1), height)
        said = self._beside(place, side, formula(change, TYPE.read_out, walker.colour))
        yield self._note(walker.step_to(1, after), said)

    def see_foot(self) -> Moves:
        """Go close to where the first has come to 0, and on with the other, which has room for all its steps."""
        body, n, second = self._body, self._n, self.walkers[1]
        to = np.array([body.left + 0.12 * body.width, body.centre[1] - 0.2 * self.plot.side * body.height, 0.0])
        times = min(_FOOT, 0.75 * body.width / (n.halvings * self.plot.unit))
        yield self._view.animate.bring(self.plot.point(n.race, 0.0), to, times)
        yield from (each.animate.set_value(n.race + 1) for each in (second.taken, second.traced))

    def stand_again(self) -> Moves:
        """Stand the second as high as where it began, in the middle; the loss has joined."""
        first, second = self.walkers
        self.reach.set_value(self._n.settling)
        first.loss = second.loss = self._n.loss
        second.stand_at(self._n.settling / 2, self._n.start)
        yield from self.plot.restore_names()
        yield self.plot.reveal(second.ball, second.drop)

    def mark_wanted(self) -> Moves:
        """Mark the weight that the loss would choose."""
        yield self._level("what the loss wants", self._n.centre, self._theme.loss, self._labels["wanted"])

    def see_rest(self) -> Moves:
        """Let the second go to where its pushes cancel, and go close to it."""
        second, rest = self.walkers[1], self._n.optimum(self.walkers[1].penalty)
        yield second.weight.animate.set_value(rest)
        place = self.plot.point(float(second.place()[0]), rest)
        yield self._view.animate.bring(place, self._body.centre, _REST)

    def mark_rest(self) -> Moves:
        """Mark where the second weight rests."""
        _, second = self.walkers
        yield self._level("where it rests", self._n.optimum(second.penalty), second.colour)

    def leave_first_way(self) -> Moves:
        """Leave nothing but the way of the first."""
        first, second = self.walkers
        yield from second.leave()
        yield from self.plot.take(first.push, first.pull)
        yield from self.plot.leave_names()
        yield from self.take_notes()
        yield FadeOut(self.tags)

    def see_last_hop(self, n: Any) -> Moves:
        """Go close to the last hop of the first weight with the loss of ``n``."""
        yield self._view.animate.bring(*self._last_hop(n))

    def miss(self, n: Any) -> Moves:
        """Show where it would have led, had it not stopped."""
        first = self.walkers[0]
        step = first.step_to(n.landing, n.past)
        self.plot.refresh()
        name = lettering(first.penalty.name, TYPE.label, first.colour, bold=True)
        missed = lettering(self._labels["missed"], TYPE.note, self._theme.muted)
        up = self.plot.side * UP
        self._beside(first.ball.get_center(), RIGHT + up, name)
        self._beside(self.plot.point(first.time(n.landing), n.past), -up, missed)
        yield self._note(step, name, missed)

    def end_of(self, n: Any) -> Iterator[Mobject]:
        """The picture on which Steps with the numbers ``n`` ends."""
        plot, first = self.plot, self.walkers[0]
        weights = n.settling_walk(L1)
        steps = np.full(len(weights) - 1, n.step)
        first.set_out(Hops(L1, n.strength, weights, steps, n.loss, is_proximal=True, rise=RISE * plot.side))
        first.taken.set_value(n.landing)
        self._view.bring(*self._last_hop(n))
        yield plot.add(plot.axes, first.posts, first.trail, first.ball)
        list(self.miss(n))

    def go_with(self, count: int) -> Moves:
        """Go on with the second weight until it has taken ``count`` steps, closer when they are shorter."""
        yield from self.take_notes()
        yield self._look_at_step(count)
        yield self.walkers[1].taken.animate.set_value(count)

    def number(self, weight: Shown) -> Moves:
        """Write the ``weight`` at which the second stands, beyond it as seen from 0."""
        number = formula(f"{weight}", TYPE.read_out, self._theme.ink)
        yield self._note(self._beside(self.walkers[1].ball.get_center(), UP if weight > 0 else DOWN, number))

    def try_again(self, count: int) -> Moves:
        """Go back to where the second stood after ``count`` steps, on its way, which is left."""
        first, second = self.walkers
        yield from first.leave()
        first.side = second.side
        yield from self.plot.take(second.posts, second.ball)
        yield self._look_at_step(count, _LOWER)

    def stand_in(self, count: int, weight: float) -> Moves:
        """Let the first stand there at ``weight``, with its push."""
        first, second = self.walkers
        first.stand_at(second.time(count), weight)
        yield self.plot.reveal(first.ball)
        yield from first.show_pushes()

    def sink(self) -> Moves:
        """Bring 0 to the middle, for weights from both sides."""
        yield self.plot.sunk.animate.set_value(1.0)
        yield self.reach.animate.set_value(self._n.landed + self._n.further + 1)

    def crowds(self) -> list[WalkCrowd]:
        """The many weights, as they take plain steps, and proximal ones."""
        n, labels = self._n, self._labels
        crowds = []
        for name, walk, side in (("plain", penalty_steps, UP), ("proximal", proximal_steps, DOWN)):
            weights = n.many(walk)
            etas = np.full(len(weights) - 1, n.step)
            stops = walk is proximal_steps
            walks = [Hops(L1, n.strength, each, etas, is_proximal=stops, rise=0.0) for each in weights.T]
            clear = _CLEAR * n.amount * side
            crowds.append(WalkCrowd(self.plot, walks, labels[name], labels["zeros"], clear, self._theme))
            self._camera.upright(*crowds[-1].balls)
        return crowds

    def _look_at_step(self, count: int, lower: float = 0.0) -> Any:
        second = self.walkers[1]
        step = float(second.hops.steps[count - 1])
        self._amount.set_value(step * self._n.strength)
        times = _CLOSE * self._n.step / step * min(1.0, self._n.size * _USUAL / self._n.amount)
        to = self._body.centre - lower * self._body.height * self.plot.side * UP
        zero, there = (self.plot.point(second.time(count), w) for w in (0.0, float(second.hops.weights[count])))
        if self.size.get_left()[0] < to[0] and there[1] > zero[1]:  # it stands under what is told
            room = self.size.get_bottom()[1] - to[1] - (_NUMBERED if step == self._n.step else _BALL)
            times = min(times, room / (there[1] - zero[1]))
        if lower:
            way = to + times * (second.trail.points - zero)
            low, high = self.rule.get_bottom()[1], self.rule.get_top()[1]
            beside = way[(low - _GAP < way[:, 1]) & (way[:, 1] < high + _GAP), 0]
            beside = beside[beside < self.rule.get_right()[0]]
            to = to + min(0.0, self.rule.get_left()[0] - _GAP - beside.max(initial=-np.inf)) * RIGHT
        return self._view.animate.bring(zero, to, times)

    def _last_hop(self, n: Any) -> tuple[FloatArray, FloatArray, float]:
        """What the view is to ``bring``, where to, and how close."""
        body = self._body
        to = body.centre + np.array([0.2 * body.width, -_LOWER * body.height * self.plot.side, 0.0])
        time = self.walkers[0].time(n.landing)
        zero, past = (self.plot.point(time, weight) for weight in (0.0, n.past))
        room = abs(to[1] - (body.bottom if self.plot.side > 0 else body.top)) - _MISSED
        return zero, to, min(_HOP * body.width / self.plot.unit, min(_PAST, room) / abs(float(past[1] - zero[1])))

    def _level(self, name: str, weight: float, colour: ManimColor, said: str = "") -> Animation:
        line, label = self.plot.level(name, Shown(weight, self._n.decimals), colour, said)
        end = np.array([self.plot.right, self.plot.point(0.0, weight)[1], 0.0])
        self._camera.upright(label, about=VectorizedPoint(end))
        return self._note(line, label)

    def _beside(self, place: FloatArray, side: FloatArray, label: VMobject) -> VMobject:
        """Put ``label`` on that ``side`` of a scene point (3,), where it keeps its size from close by, too."""
        at = VectorizedPoint(place)
        self._camera.upright(label.next_to(at, side, buff=_BESIDE), about=at)
        return label

    def _note(self, *parts: VMobject) -> Animation:
        self.notes.add(*parts)
        return self.plot.reveal(*parts)
