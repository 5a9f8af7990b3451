"""One weight in, one weight out: what the loss alone wants, along, and what it gets under a penalty, up."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np
from manim import (
    DL,
    DOWN,
    DR,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    Dot,
    FadeIn,
    Line,
    ValueTracker,
    VGroup,
    VMobject,
)

from common.figures.claims import (
    Axes,
    Axis,
    Claim,
    Follows,
    Joins,
    Penalised,
    Reads,
    Shows,
    Solves,
    Stands,
    ToScale,
    Traces,
    Zero,
)
from common.figures.derived import Derived
from common.figures.lettering import Label, lettering
from common.figures.optimum_dot import OptimumDot
from common.figures.read_out import ReadOut
from common.figures.window import View, Window, dashes, draw_polylines
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import OneWeightLoss
from common.maths.optima.certificate import Optimum
from common.maths.optima.one_weight import penalised_optimum
from common.maths.penalties.norms import Penalty
from common.stage import Box
from common.style import STROKE, TYPE, Theme

__all__ = ["ShrinkageGraph"]

_MARGIN = 1.12
_NAMED_AT, _ASKED_AT = 0.8, 0.5  # below the axis, as shares of the largest input
_TICK = 0.12
_POINTS = 61


class ShrinkageGraph(Derived):
    """The minimum w of ½h(w − ŵ)² + λΩ(w) against ŵ, with h = ``curvature``, ŵ = ``centre`` and λ = ``strength``.

    The curve is drawn from ŵ = ``largest`` down to ``reached``. Until ``fill_gap`` the inputs other than 0 that
    give exactly 0 have no answer: there is no curve for them, and no dot, only a line that looks for one.
    ``names`` are the words for ŵ and w, which make the ``captions``; read-outs have so many
    ``decimals``. Call ``fit`` before the first drawing.
    """

    def __init__(
        self,
        penalty: Penalty,
        curvature: float,
        largest: float,
        centre: ValueTracker,
        strength: ValueTracker,
        reached: ValueTracker,
        theme: Theme,
        size: float = TYPE.read_out,
        names: tuple[str, str] | None = None,
        decimals: int = 2,
    ) -> None:
        super().__init__(centre, strength, reached)
        self._names = names
        self.penalty, self.curvature, self.theme = penalty, curvature, theme
        self._largest, self._centre, self._strength, self._reached = largest, centre, strength, reached
        self._has_gap = True
        self.optimum = self._solve()
        number = partial(ReadOut, decimals=decimals, size=size)
        self.input_out = number("hat(w) =", centre.get_value, theme, centre, widest=-9.0, marks_zero=False)
        self.output_out = number(
            "w =", lambda: self.output, theme, centre, strength, widest=-9.0, marks_zero=penalty.holds_zero
        )
        self.strength_out = number("lambda =", strength.get_value, theme, strength, marks_zero=False)

    def fit(self, box: Box, *, is_true_to_scale: bool = False) -> None:
        """Build the parts for ``box`` and draw them, to be revealed; true to scale, w = ŵ rises at 45°."""
        reach = _MARGIN * self._largest
        view = View(x=(-reach, reach), y=(-reach, reach))
        self._is_true_to_scale = is_true_to_scale
        self.window = Window.true_to_scale(box, view) if is_true_to_scale else Window(box, view)
        colour, theme = self.theme.of(self.penalty), self.theme
        self.axes = self.window.axes(theme.muted)
        names = along, up, same = (
            Label("hat(w)", theme.loss, theme.background).next_to(self.axes[0].get_end(), DL, buff=0.13),
            Label("w", theme.muted, theme.background).next_to(self.axes[1].get_end(), DL, buff=0.06),
            Label("w = hat(w)", theme.muted, theme.background),
        )
        same.next_to(self.window.point(*(2 * [-_NAMED_AT * self._largest])), DR, buff=0.06)
        self.captions = VGroup(
            *(
                lettering(name, TYPE.note, theme.muted).next_to(axis, LEFT, buff=0.12)
                for name, axis in zip(self._names or (), (along, up), strict=False)
            )
        )
        self.identity = VMobject(stroke_color=theme.muted, stroke_width=STROKE.ghost)
        draw_polylines(self.identity, dashes(self.window.points(np.array([[-reach, -reach], [reach, reach]]))))
        self.curve = VMobject(stroke_color=colour, stroke_width=STROKE.subject)
        self.flat = VMobject(stroke_color=theme.zero, stroke_width=STROKE.subject)
        self.zone = self._zone()
        self.riser = VMobject(stroke_color=theme.ink, stroke_width=STROKE.ghost)
        self.taken = VMobject(stroke_color=colour, stroke_width=STROKE.edge)
        self.input_mark = Dot(radius=0.08, color=theme.loss)
        self.question = Label('"?"', theme.ink, theme.background)
        self.dot = OptimumDot(self.penalty, theme)
        ground = VGroup(VGroup(self.identity, self.axes).set_z_index(-2), VGroup(*names).set_z_index(2))
        self.probe = VGroup(self.riser, self.taken, self.question, self.input_mark, self.dot)
        self.picture = ground, self.captions, self.curve, self.probe
        self.flat.set_z_index(1)
        self.zone.set_z_index(2)
        self.input_mark.set_z_index(3)
        self.redraw()

    @property
    def input(self) -> float:
        """The weight that goes in now."""
        return float(self._centre.get_value())

    @property
    def output(self) -> float:
        """The weight that comes out now."""
        return float(self._solve().weights[0])

    @property
    def threshold(self) -> float:
        """The largest input that gives exactly 0."""
        return self.penalty.zero_threshold(self._strength.get_value() / self.curvature)

    def fill_gap(self) -> Animation:
        """Draw in the inputs that give exactly 0, and from now on answer them like all others."""
        self._has_gap = False
        return AnimationGroup(self.reveal(self.flat, by=Create), FadeIn(self.dot))  # which has been there, unseen

    def redraw(self) -> None:
        """Solve for the output, and set every part whose numbers are new."""
        strength, reached, threshold = self._strength.get_value(), self._reached.get_value(), self.threshold
        if self.is_stale(self.curve, strength, reached):
            sides = [(max(reached, threshold), self._largest), (reached, -threshold)]
            draw_polylines(self.curve, [self._outputs(*side) for side in sides if side[0] < side[1]])
        if self.is_stale(self.zone, threshold):
            draw_polylines(self.flat, [self._outputs(-threshold, threshold)] if threshold else [])
            self._place_zone(threshold)
        self.optimum = self._solve()
        self._draw_probe(self._centre.get_value(), float(self.optimum.weights[0]))

    def claims(self) -> Iterator[Claim]:
        """What the graph claims: its curve, the input, what was taken from it, and what came out."""
        centre, strength, view = self._centre.get_value(), self._strength.get_value(), self.window.view
        h, penalty, threshold, under = self.curvature, self.penalty, self.threshold, f"under {self.penalty.name}"
        axes = Axes(Axis(self.axes[0], *view.x), Axis(self.axes[1], *view.y))
        corners = (-threshold, threshold) if threshold else ()
        weight = float(self.optimum.weights[0])
        foot, answer, top = (axes.point(np.array([centre, y])) for y in (0.0, weight, centre))

        def outputs(centres: FloatArray) -> FloatArray:
            return penalty.proximal_step(centres, strength / h)

        yield ToScale(f"axes {under}", (axes.along, axes.up), square=self._is_true_to_scale)
        yield Follows(f"identity {under}", self.identity, lambda x: x, axes)
        yield Follows(f"outputs {under}", self.curve, outputs, axes, corners)
        yield Follows(f"zero outputs {under}", self.flat, outputs, axes, corners)
        yield Zero(f"zero outputs {under}", self.flat, threshold > 0)
        yield Stands(f"input {under}", self.input_mark, foot)
        for end, at in zip(self.zone, (-threshold, threshold), strict=True):
            yield Stands(f"end of the zeros {under}", end[0], axes.point(np.array([at, 0.0])))
        is_asked = self._is_unanswered(centre, weight)
        yield Shows(f"question {under}", self.question, is_asked, "the input has no answer")
        if not is_asked:
            yield Traces(f"output {under}", self.riser, np.array([foot, answer]))
            yield Joins(f"what was taken {under}", self.taken, top, answer)
        yield Reads(f"input {under}", self.input_out, centre)
        yield Reads(f"strength {under}", self.strength_out, strength)
        loss = OneWeightLoss(h, centre)
        yield Solves(
            f"output {under}",
            Penalised(lambda w: loss.value(w[..., 0]), penalty.value, strength, 1),
            self.optimum.weights,
            lambda w: axes.point(np.array([centre, w[0]])),
            self.dot,
            (self.output_out,),
        )

    def _solve(self) -> Optimum:
        loss = OneWeightLoss(self.curvature, self._centre.get_value())
        return penalised_optimum(loss, self.penalty, self._strength.get_value()).certified()

    def _is_unanswered(self, centre: float, weight: float) -> bool:
        return self._has_gap and weight == 0 and centre != 0

    def _outputs(self, low: float, high: float) -> FloatArray:
        """The points (n, 3) of what comes out for inputs from ``low`` to ``high``."""
        h, centres = self.curvature, np.linspace(low, high, _POINTS)
        weights = self.penalty.quadratic_optimum(h * centres, h, self._strength.get_value())
        return self.window.points(np.column_stack([centres, weights]))

    def _place_zone(self, threshold: float) -> None:
        for end, at in zip(self.zone, (-threshold, threshold), strict=True):
            end.shift(self.window.point(at, 0.0) - end[0].get_center())

    def _zone(self) -> VGroup:
        """Both ends of the zeros, each with its name, which stands clear of the curve."""
        tick = Line(_TICK * DOWN, _TICK * UP).set_stroke(self.theme.ink, STROKE.edge)
        names = ("-lambda \\/ h", UP), ("lambda \\/ h", DOWN)
        return VGroup(
            *(
                VGroup(
                    tick.copy(), Label(name, self.theme.ink, self.theme.background).next_to(tick, side, buff=0.08)
                )
                for name, side in names
            )
        )

    def _draw_probe(self, centre: float, weight: float) -> None:
        point, (low, high) = self.window.point, self.window.view.y
        foot, answer, top = point(centre, 0.0), point(centre, weight), point(centre, centre)
        is_asked = self._is_unanswered(centre, weight)
        self.input_mark.move_to(foot)
        self.dot.mark(self.optimum, answer)
        if self.is_stale(self.question, is_asked):
            self.question.set_fill(opacity=float(is_asked), family=True)
        if is_asked:
            self.question.next_to(point(centre, -_ASKED_AT * self._largest), RIGHT, buff=0.06)
            self.dot.stand(answer, is_zero=False)
            self.dot.dot.clear_points()
        column = np.array([point(centre, low), point(centre, high)] if is_asked else [foot, answer])
        draw_polylines(self.riser, dashes(column) if is_asked or weight else [])
        draw_polylines(self.taken, [np.array([top, answer])] if not is_asked and weight != centre else [])
