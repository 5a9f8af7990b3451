"""A number line on which one weight walks, hop by hop, pushed by its penalty and perhaps a loss."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Arc,
    Create,
    Dot,
    FadeIn,
    Line,
    MoveAlongPath,
    Triangle,
    ValueTracker,
    VGroup,
    VMobject,
    smooth,
)
from manim.typing import Point3D

from common.figures.arrows import PushArrow
from common.figures.claims import Axis, Claim, Joins, Penalised, Reaches, Reads, Shows, Solves, Stands, ToScale
from common.figures.derived import Derived
from common.figures.lettering import formula, lettering
from common.figures.optimum_dot import WeightDot
from common.figures.read_out import ReadOut
from common.maths.losses import FloatArray, OneWeightLoss
from common.maths.one_weight import penalised_optimum
from common.maths.optimum import Optimum
from common.maths.penalties import Penalty
from common.stage import Box
from common.style import STROKE, TYPE, Theme

__all__ = ["StepLine"]

_SPAN = (-0.62, 3.3)
_HEADER = 0.55
_ARC_HEIGHT = 1.3
_PUSH_SCALE = 0.62


class _Track(VMobject):
    """The points of a path, measured once: manim measures a path anew for every frame along it."""

    def __init__(self, path: VMobject) -> None:
        super().__init__()
        self.set_points(path.points)
        self._measured = tuple(path.get_curve_functions_with_lengths())

    def get_curve_functions_with_lengths(self, **_: object) -> Iterable[tuple[Callable[[float], Point3D], float]]:
        """Each curve and its length."""
        return self._measured


class StepLine(Derived):
    """The line of one weight under ``penalty`` times ``strength``: title, rule, read-out, walker and its pushes.

    ``loss`` is what else pushes on the weight, or None. Stands in ``box``, headed on one line where it is wide.
    With a loss there is also its ``centre`` to reveal.
    """

    def __init__(
        self,
        box: Box,
        penalty: Penalty,
        strength: float,
        start: float,
        title: str,
        rule: str,
        theme: Theme,
        loss: OneWeightLoss | None = None,
    ) -> None:
        self.weight = ValueTracker(start)
        super().__init__(self.weight)
        self.penalty, self.strength, self.theme = penalty, strength, theme
        self.colour = theme.of(penalty)
        self.loss = loss
        self.title = lettering(title, TYPE.title, self.colour, bold=True)
        self.rule = formula(rule, TYPE.label, theme.ink)
        self.read_out = ReadOut("w =", self.weight.get_value, theme, self.weight, decimals=3, widest=-9)
        self._place_header(box)
        self.line = self._number_line()
        self.trail = VGroup()
        self._hops: list[tuple[Dot, VMobject, float, float]] = []
        self.optimum: Optimum | None = None
        self.walker = WeightDot(theme)
        self.penalty_push = PushArrow(self.colour)
        self.loss_push = PushArrow(theme.loss)
        if loss is not None:
            self.centre = self._centre_mark(loss)
        self.redraw()

    def redraw(self) -> None:
        """Stand the walker at its weight, and draw what pushes on it."""
        weight = self.weight.get_value()
        at = self.point(weight)
        self.walker.stand(at, is_zero=weight == 0)
        pull = 0.0 if self.loss is None else -float(self.loss.slope(weight))
        push = self._penalty_push(weight, pull)
        scale = _PUSH_SCALE * self._unit
        self.penalty_push.point(at + 0.38 * UP, scale * push)
        self.loss_push.point(at + 0.7 * UP, scale * pull)

    @property
    def picture(self) -> tuple[VMobject, ...]:
        """The parts that are seen before anything happens."""
        return self.line, self.title, self.rule, self.walker, self.read_out

    def point(self, weight: float) -> FloatArray:
        """Where ``weight`` stands, as a scene point (3,)."""
        return np.array([self._left + (weight - _SPAN[0]) * self._unit, self._y, 0.0])

    def hop(self, to: float) -> Animation:
        """Move the walker to ``to`` along an arc, which stays; call ``land`` with the same weight after."""
        start, end = self.point(self.weight.get_value()), self.point(to)
        path = self._arc(start, end)
        ghost = Dot(start, radius=0.08, color=self.colour, fill_opacity=0.45)
        tip = self._tip(end, abs(end[0] - start[0]))
        self.trail.add(ghost, path, tip)
        self._hops.append((ghost, path, self.weight.get_value(), to))
        self.add(self.trail)
        return AnimationGroup(
            Create(path, rate_func=smooth),
            MoveAlongPath(self.walker, _Track(path), rate_func=smooth),
            Create(tip, rate_func=lambda t: max(0.0, 5 * t - 4)),
            group=self,  # else manim takes the walker out of the figure, and the figure out of the scene
        )

    def land(self, weight: float) -> None:
        """Be at ``weight``: the walker stands there and the read-out says so."""
        self.weight.set_value(weight)
        self.update()

    def rewrite(self, rule: str) -> Animation:
        """Bring in another ``rule`` (Typst) where the one stood that has been concealed."""
        before, self.rule = self.rule, formula(rule, TYPE.label, self.theme.ink)
        return self.reveal(self.rule.move_to(before, aligned_edge=LEFT))

    def forget(self) -> VGroup:
        """Give up the trail, for the scene to fade out."""
        trail, self.trail, self._hops = self.trail, VGroup(), []
        self.remove(trail)
        return trail

    def _centre_mark(self, loss: OneWeightLoss) -> VGroup:
        at = self.point(loss.centre)
        dot = Dot(at, radius=0.08, color=self.theme.loss)
        return VGroup(dot, formula("hat(w)", TYPE.label, self.theme.loss).next_to(at, DOWN, buff=0.22))

    def settle(self, symbol: str) -> Animation:
        """Say where loss and penalty together have their minimum; raises ``NotOptimal`` if it is not one.

        ``symbol`` is Typst, up to the ``=`` before the number. Needs a loss.
        """
        if self.loss is None:
            raise ValueError("loss is None, but an optimum needs one: pass a loss")
        optimum = penalised_optimum(self.loss, self.penalty, self.strength).certified()
        weight = float(optimum.weights[0])
        value = ReadOut(symbol, lambda: weight, self.theme, size=TYPE.label)
        value.next_to(self.rule, RIGHT, buff=0.6)
        self.optimum, self.optimum_out = optimum, value
        self.add(value)
        return FadeIn(value)

    def claims(self) -> Iterator[Claim]:
        """What the line claims: its weight, where each hop went, the pushes to scale, and an optimum it has."""
        weight, loss, axis = self.weight.get_value(), self.loss, Axis(self.line[0], *_SPAN)
        at, under = axis.point(weight), f"under {self.penalty.name}"
        yield ToScale(f"number line {under}", (axis,))
        yield Stands(f"walker {under}", self.walker.dot, at)
        yield Stands(f"ring {under}", self.walker.ring, at)
        yield Shows(f"ring {under}", self.walker.ring, weight == 0, "the weight is exactly 0")
        yield Reads(f"weight {under}", self.read_out, weight, marks_zero=True)
        for ghost, path, start, end in self._hops:
            yield Stands(f"footprint {under}", ghost, axis.point(start))
            yield Joins(f"hop {under}", path, axis.point(start), axis.point(end))
        pull = 0.0 if loss is None else -float(loss.slope(weight))
        pushes = (self.penalty_push, self._penalty_push(weight, pull), 0.38), (self.loss_push, pull, 0.7)
        for arrow, push, above in pushes:
            tail = at + above * UP
            yield Reaches(f"push {under}", arrow, tail, tail + _PUSH_SCALE * axis.unit * push * RIGHT)
        if loss is not None and self.optimum is not None:
            problem = Penalised(lambda w: loss.value(w[..., 0]), self.penalty.value, self.strength, 1)
            yield Solves(f"optimum {under}", problem, self.optimum.weights, read_outs=(self.optimum_out,))

    def _penalty_push(self, weight: float, pull: float) -> float:
        if weight != 0:
            return -self.strength * float(self.penalty.push(weight))
        # At a kink the penalty holds against whatever pulls, up to the ends of its subdifferential.
        slopes = self.penalty.subdifferential(0.0).scaled(self.strength)
        return -min(max(pull, slopes.low), slopes.high)

    def _place_header(self, box: Box) -> None:
        wide = self.title.width + self.rule.width + self.read_out.width + 1.2 <= box.width
        head, rest = box.cut_top(_HEADER)
        self.title.move_to(head.centre).align_to(head.corner(LEFT), LEFT)
        self.read_out.move_to(head.centre).align_to(head.corner(RIGHT), RIGHT)
        if wide:
            self.rule.next_to(self.title, RIGHT, buff=0.6).set_y(head.centre[1])
        else:
            head, rest = rest.cut_top(_HEADER)
            self.rule.move_to(head.centre).align_to(head.corner(LEFT), LEFT)
        self._left = rest.left
        self._unit = rest.width / (_SPAN[1] - _SPAN[0])
        # Arcs above, numbers below: the line stands lower than the middle.
        self._y = rest.bottom + max(0.62, (rest.height - _ARC_HEIGHT) * 0.5)
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

    def _arc(self, start: FloatArray, end: FloatArray) -> VMobject:
        """Half an ellipse over the line: as high as it is long, up to the room there is."""
        width = abs(end[0] - start[0])
        leftward = end[0] < start[0]
        arc = Arc(radius=1.0, start_angle=0.0 if leftward else np.pi, angle=np.pi if leftward else -np.pi)
        arc.set_stroke(self.colour, width=STROKE.edge)
        arc.stretch(width / 2, 0, about_point=np.zeros(3))
        arc.stretch(min(self._room, 0.5 * width), 1, about_point=np.zeros(3))
        return arc.shift((start + end) / 2)

    def _tip(self, end: FloatArray, length: float) -> VMobject:
        tip = Triangle(color=self.colour, fill_opacity=1, stroke_width=0).rotate(np.pi)
        tip.scale_to_fit_height(min(0.17, 0.4 * length))
        return tip.move_to(end + 0.11 * UP, aligned_edge=DOWN)
