"""A number line on which one weight walks, hop by hop, pushed by its penalty and perhaps a loss."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, ApplyMethod, Dot, FadeIn, Line, ValueTracker, VGroup, VMobject

from common.figures.arrows import PushArrow
from common.figures.claims import (
    Axis,
    Claim,
    Heads,
    Joins,
    Penalised,
    Reaches,
    Reads,
    Solves,
    Stands,
    ToScale,
    Zero,
)
from common.figures.derived import Derived
from common.figures.hops import Hop, arc_over, tip_of
from common.figures.lettering import formula, lettering
from common.figures.optimum_dot import WeightDot
from common.figures.read_out import ReadOut
from common.figures.window import draw_polylines
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import OneWeightLoss
from common.maths.optima.certificate import Optimum
from common.maths.optima.one_weight import penalised_optimum
from common.maths.penalties.norms import Penalty
from common.stage import Box
from common.style import STROKE, TYPE, Theme

__all__ = ["StepLine"]

_SPAN = (-0.62, 3.3)
_HEADER = 0.55
_ARC_HEIGHT = 1.3
_BELOW = 0.62  # what tick labels need under the line
_APART = 0.2  # between a name under the line and a number
_PUSH_ABOVE, _PULL_ABOVE = 0.38, 0.7


class StepLine(Derived):
    """The line of one weight under ``penalty`` times ``strength``: title, rule, read-out, walker and its pushes.

    Pushes are drawn ``step`` times as long as they are strong: the tip is where the next step ends. Stands in
    ``box``, headed on one line where it is wide. Has a ``centre`` to reveal once a loss has joined. Its hops claim
    to be plain steps down the penalty, or where it ``is_proximal``, as with a loss, proximal gradient steps.
    Read-outs have so many ``decimals``.
    """

    def __init__(
        self,
        box: Box,
        penalty: Penalty,
        step: float,
        strength: float,
        start: float,
        title: str,
        rule: str,
        theme: Theme,
        decimals: int = 3,
    ) -> None:
        self.weight, self.step, self.stride = ValueTracker(start), ValueTracker(step), ValueTracker(1.0)
        super().__init__(self.weight, self.step, self.stride)
        self.penalty, self.strength, self.theme = penalty, strength, theme
        self.colour = theme.of(penalty)
        self.loss: OneWeightLoss | None = None
        self.is_proximal = False
        self.title = lettering(title, TYPE.title, self.colour, bold=True)
        self.rule = formula(rule, TYPE.label, theme.ink)
        self._decimals = decimals
        self.read_out = ReadOut(
            "w =",
            self.weight.get_value,
            theme,
            self.weight,
            decimals=decimals,
            widest=-9,
            marks_zero=penalty.holds_zero,
        )
        self._place_header(box)
        self.line = self._number_line()
        self.hops: tuple[Hop, ...] = ()
        self.trail = VGroup()
        self.optimum: Optimum | None = None
        self.walker = WeightDot(theme)
        self.penalty_push = PushArrow(self.colour)
        self.loss_push = PushArrow(theme.loss)
        self.redraw()

    def redraw(self) -> None:
        """Stand the walker at its weight or on its way, and draw what pushes on it."""
        weight, share = self.weight.get_value(), self.stride.get_value()
        at = self.point(weight)
        if self.hops:
            self._draw_hop(self.hops[-1], share)
        if share < 1:
            self._advance(self.hops[-1], share)
            return
        self.walker.stand(at, is_zero=self.is_at_zero)
        push, pull = self.pushes
        step = self.step.get_value() * self._unit
        self.penalty_push.point(at + _PUSH_ABOVE * UP, step * push)
        self.loss_push.point(at + _PULL_ABOVE * UP, step * pull)

    @property
    def is_at_zero(self) -> bool:
        """Whether the weight is exactly 0, and the penalty holds it there."""
        return self.penalty.holds_zero and bool(self.weight.get_value() == 0)

    @property
    def picture(self) -> tuple[VMobject, ...]:
        """The parts that are seen before anything happens."""
        return self.line, self.title, self.rule, self.walker, self.read_out

    @property
    def pushes(self) -> tuple[float, float]:
        """How hard the penalty and the loss push on the weight where it stands, to the right where positive."""
        weight = self.weight.get_value()
        pull = 0.0 if self.loss is None else -float(self.loss.slope(weight))
        if weight != 0:
            return -self.strength * float(self.penalty.push(weight)), pull
        # At a kink the penalty holds against whatever pulls, up to the ends of its subdifferential.
        slopes = self.penalty.subdifferential(0.0).scaled(self.strength)
        return -min(max(pull, slopes.low), slopes.high), pull

    def point(self, weight: float) -> FloatArray:
        """Where ``weight`` stands, as a scene point (3,)."""
        return np.array([self._left + (weight - _SPAN[0]) * self._unit, self._y, 0.0])

    @property
    def axis(self) -> Axis:
        """The drawn line, and the weights that its ends stand for."""
        return Axis(self.line[0], *_SPAN)

    def below(self, weight: float) -> FloatArray:
        """The scene point (3,) under ``weight``, clear of the numbers there."""
        return self.point(weight) + _BELOW * DOWN

    def hop(self, to: float) -> Animation:
        """Move the walker to ``to`` along an arc, which stays; call ``land`` with the same weight after."""
        hop = Hop(self.weight.get_value(), to)
        self._step_taken = self.step.get_value()
        arc = VMobject(stroke_color=self.colour, stroke_width=STROKE.edge)
        ghost = Dot(self.point(hop.start), radius=0.08, color=self.colour, fill_opacity=0.45)
        self.hops = (*self.hops, hop)
        tip = VMobject(stroke_width=0, fill_color=self.colour, fill_opacity=1)
        self.trail.add(VGroup(ghost, arc, tip))
        self.add(self.trail)
        self.stride.set_value(0.0)
        return ApplyMethod(self.stride.set_value, 1.0)

    def land(self, weight: float) -> None:
        """Be at ``weight``: the walker stands there and the read-out says so; the push that led there is gone."""
        self.remove(self.penalty_push)
        self.stride.set_value(1.0)
        self.weight.set_value(weight)
        self.update()

    def rewrite(self, rule: str, title: str | None = None) -> Animation:
        """Bring in another ``rule`` (Typst) and ``title`` where those stood that have been concealed."""
        before, self.rule = self.rule, formula(rule, TYPE.label, self.theme.ink)
        self.rule.move_to(before, aligned_edge=LEFT)
        if title is None:
            return self.reveal(self.rule)
        name, self.title = self.title, lettering(title, TYPE.title, self.colour, bold=True)
        self.title.move_to(name).align_to(name, LEFT)
        if self._is_wide:
            self.rule.next_to(self.title, RIGHT, buff=0.6).set_y(before.get_y())
        return self.reveal(self.title, self.rule)

    def forget(self) -> VGroup:
        """Give up the trail, for the scene to fade out."""
        trail, self.trail, self.hops = self.trail, VGroup(), ()
        self.remove(trail)
        return trail

    def join(self, loss: OneWeightLoss) -> Animation:
        """Let ``loss`` push too, and bring in the mark of its centre."""
        self.loss, self.is_proximal = loss, True
        at = self.point(loss.centre)
        dot = Dot(at, radius=0.08, color=self.theme.loss)
        name = formula("hat(w)", TYPE.label, self.theme.loss).next_to(at, DOWN, buff=0.22)
        for number in self.line[2::2]:
            away = (name.get_x() - number.get_x()) * RIGHT
            if np.abs(away).max() < (name.width + number.width) / 2 + _APART:
                name.next_to(number, RIGHT if away[0] >= 0 else LEFT, buff=_APART).set_y(name.get_y())
        self.centre = VGroup(dot, name)
        return self.reveal(self.centre)

    def settle(self, symbol: str) -> Animation:
        """Say where loss and penalty together have their minimum; raises ``NotOptimal`` if it is not one.

        ``symbol`` is Typst, up to the ``=`` before the number. Needs a loss.
        """
        if self.loss is None:
            raise ValueError("loss is None, but an optimum needs one: join a loss first")
        optimum = penalised_optimum(self.loss, self.penalty, self.strength).certified()
        weight = float(optimum.weights[0])
        marks_zero = self.penalty.holds_zero
        value = ReadOut(
            symbol, lambda: weight, self.theme, decimals=self._decimals, size=TYPE.label, marks_zero=marks_zero
        )
        value.next_to(self.rule, RIGHT, buff=0.6)
        self.optimum, self.optimum_out = optimum, value
        self.add(value)
        return FadeIn(value)

    def claims(self) -> Iterator[Claim]:
        """What the line claims: its weight, its hops and the rule of the last, its pushes, an optimum it has."""
        weight, loss, axis = self.weight.get_value(), self.loss, self.axis
        at, under = axis.point(weight), f"under {self.penalty.name}"
        is_hopping = self.stride.get_value() < 1
        yield ToScale(f"number line {under}", (axis,))
        if not is_hopping:
            yield Stands(f"walker {under}", self.walker.dot, at)
            yield Stands(f"ring {under}", self.walker.ring, at)
            yield Zero(f"ring {under}", self.walker.ring, self.is_at_zero)
        yield Reads(f"weight {under}", self.read_out, weight, marks_zero=self.penalty.holds_zero)
        for _, arc, tip in self.trail:
            yield Heads(f"tip of a hop {under}", tip, arc)
        landed = self.hops[:-1] if is_hopping else self.hops
        for (ghost, arc, _), hop in zip(self.trail, landed, strict=False):
            yield Stands(f"footprint {under}", ghost, axis.point(hop.start))
            yield Joins(f"hop {under}", arc, axis.point(hop.start), axis.point(hop.end))
        if landed and not is_hopping and landed[-1].end == weight:
            name, problem = f"last step {under}", self._problem(landed[-1])
            yield Solves(name, problem, np.array([weight]), lambda w: axis.point(w[0]), self.walker)
        scale, (push, pull) = self.step.get_value() * axis.unit, self.pushes
        pushes = (self.penalty_push, push, _PUSH_ABOVE), (self.loss_push, pull, _PULL_ABOVE)
        for arrow, push, above in pushes if not is_hopping else ():
            tail = at + above * UP
            yield Reaches(f"push {under}", arrow, tail, tail + scale * push * RIGHT)
        if loss is not None and self.optimum is not None:
            problem = Penalised(lambda w: loss.value(w[..., 0]), self.penalty.value, self.strength, 1)
            yield Solves(f"optimum {under}", problem, self.optimum.weights, read_outs=(self.optimum_out,))

    def _problem(self, hop: Hop) -> Penalised:
        """What a step from the hop's start solves: stay near, and go down the slope or, proximal, the penalty."""
        start, step, strength = hop.start, self._step_taken, self.strength
        slope = 0.0 if self.loss is None else float(self.loss.slope(start))
        if not self.is_proximal:
            slope, strength = slope + strength * float(self.penalty.push(start)), 0.0

        def nearby(w: FloatArray) -> FloatArray:
            return np.asarray((w[..., 0] - start) ** 2 / (2 * step) + slope * w[..., 0])

        return Penalised(nearby, self.penalty.value, strength, 1)

    def _advance(self, hop: Hop, share: float) -> None:
        """Take the walker as far as the hop has come; of the push there remains what is still to go."""
        end = self.point(hop.end)
        at = arc_over(self.point(hop.start), end, self._room, share)[-1]
        self.walker.stand(at, is_zero=False)
        self.penalty_push.point(np.array([at[0], end[1] + _PUSH_ABOVE, 0.0]), float(end[0] - at[0]))

    def _draw_hop(self, hop: Hop, share: float) -> None:
        _, arc, tip = self.trail[-1]
        if not self.is_stale(arc, share):
            return
        way = arc_over(self.point(hop.start), self.point(hop.end), self._room, share)
        draw_polylines(arc, [way] if share > 0 else [])
        draw_polylines(tip, tip_of(way))

    def _place_header(self, box: Box) -> None:
        self._is_wide = self.title.width + self.rule.width + self.read_out.width + 1.2 <= box.width
        head, rest = box.cut_top(_HEADER)
        self.title.move_to(head.centre).align_to(head.corner(LEFT), LEFT)
        self.read_out.move_to(head.centre).align_to(head.corner(RIGHT), RIGHT)
        if self._is_wide:
            self.rule.next_to(self.title, RIGHT, buff=0.6).set_y(head.centre[1])
        else:
            head, rest = rest.cut_top(_HEADER)
            self.rule.move_to(head.centre).align_to(head.corner(LEFT), LEFT)
        self._left = rest.left
        self._unit = rest.width / (_SPAN[1] - _SPAN[0])
        # Arcs above, numbers below: the line stands lower than the middle.
        self._y = rest.bottom + max(_BELOW, (rest.height - _ARC_HEIGHT) * 0.5)
        self._room = min(_ARC_HEIGHT, rest.top - self._y - 0.15)

    def _number_line(self) -> VGroup:
        colour = self.theme.muted
        line = Line(self.point(_SPAN[0]), self.point(_SPAN[1])).set_stroke(colour, STROKE.axis)
        parts: list[VMobject] = [line]
        for weight in range(4):
            at = self.point(weight)
            parts.append(Line(at + 0.09 * DOWN, at + 0.09 * UP).set_stroke(colour, STROKE.axis))
            parts.append(formula(str(weight), TYPE.label, colour).next_to(at, DOWN, buff=0.28))
        return VGroup(*parts)
