"""The corner of a cost plot, seen from close by: the lines that support both totals there, and their slopes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, cast

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    Create,
    FadeIn,
    FadeOut,
    Mobject,
    ValueTracker,
    VGroup,
    VMobject,
)
from manim.mobject.mobject import _AnimationBuilder
from manim.utils.color import ManimColor

from common.figures.claims import Claim, Function, Reads
from common.figures.cost_plot import CostPlot
from common.figures.derived import Tracker
from common.figures.graph import Graph
from common.figures.lettering import lettering, lines_of
from common.figures.parts.fan import Fan
from common.figures.parts.mark import Mark
from common.figures.parts.wall import Rise, Scale, Shadow, Wall
from common.figures.read_out import ReadOut
from common.figures.tags import tag_of
from common.maths.arithmetic.arrays import FloatArray
from common.maths.optima.one_weight import slopes
from common.maths.penalties.norms import L1, L2, Penalty
from common.maths.penalties.subdifferential import Interval
from common.stage import Box
from common.style import STROKE, TEMPO, TYPE

__all__ = ["Corner"]

_ACROSS = 0.38  # where in its box the corner is
_RISING = 0.8  # slopes that are seen upwards at least, in pulls of the loss
_MARGIN = 0.1  # of the wall, in the same
_UNDER = 0.4  # scene units for the name under it
_REACH, _SHORT = 0.5, 1.6  # of the lines: in widths of the box, and in the end in scene units
_BEYOND = 3.0  # distances to the wall: so far, no line reaches
_PULL_ASIDE, _PRICE_ASIDE, _WORDS_ASIDE = 0.45, 0.95, 1.25  # from the wall
_CLEAR = 0.15  # from the upright axis to what stands under the wall
_INSET, _LEADING = 0.1, 0.12  # of the notes
_HIGHEST = 0.9  # of the plot's height, where the curves are named
_BESIDE = 0.25  # from there to their names
_RAYS = 0.55  # the opacity of lines


class Corner(Graph):
    """What is drawn about the corner of ``plot``, as large in the picture at any ``zoom``; verbs give each step.

    It fills ``box`` while the corner is seen at its point ``anchor`` (3,). There is room for the slopes of
    all lines up to λ = ``strongest``. ``fans`` are the lines that support the totals, of which those of L1 have
    ``opened``, and ``touching`` is one of those, ``rocked`` so far; ``tangent`` is the loss's. At the ``wall``,
    their slopes are ``shadows``; beside it stand the ``pull`` of the loss, and λ, the ``price``. ``notes``, to
    be fixed to the picture, are ``tags`` and read-outs with so many ``decimals``.
    """

    def __init__(
        self,
        plot: CostPlot,
        zoom: Tracker,
        box: Box,
        labels: Mapping[str, str],
        decimals: int,
        strongest: float,
    ) -> None:
        super().__init__("at the corner", plot.strength, zoom)
        theme, loss, strength = plot.theme, plot.loss, plot.strength
        self.plot, self._zoom, self._box, self._labels = plot, zoom, box, labels
        self.window, self.axes, self._parts = plot.window, plot.axes, {}
        self.rest = float(loss.slope(0.0))
        self._side = -float(np.sign(self.rest))
        most = strongest / abs(self.rest)
        self._steepest, rising = most + 1 + _MARGIN, max(most - 1 + _MARGIN, _RISING)
        across = _ACROSS if self._side > 0 else 1 - _ACROSS
        self.anchor = np.array([box.left + across * box.width, 0.0, 0.0])
        self._foot, high = box.bottom + _UNDER, box.height - _UNDER
        self.anchor[1] = self._foot + high * self._steepest / (self._steepest + rising)
        ends = sorted((self._steepest * self.rest, -rising * self.rest))
        wall = Wall(self._wall_at, self._unit, float(loss.value(0.0)), Interval(*ends))
        self.reach, self.opened, self.rocked, self.stop = self._moves = [
            ValueTracker(start) for start in (_REACH * box.width, 0.0, 0.0, _BEYOND)
        ]
        self.fans: Mapping[Penalty, Fan] = {
            penalty: self._fan(penalty.name, partial(plot.total, penalty), partial(self.slopes, penalty), colour)
            for penalty, colour in ((L1, theme.l1), (L2, theme.l2))
        }
        self.touching = self._fan("one of them", partial(plot.total, L1), lambda: self._rocked(0.0), theme.ink)
        self.tangent = self._fan("tangent of the loss", loss.value, self._of_the_loss, theme.loss)
        self.wall = self.following(Scale("line of slopes", wall, theme.muted), zoom)
        self.dot = self.following(
            Mark("its slope", lambda: wall.coordinates(self._rocked(0.0).low), theme.ink, 0.09),
            strength,
            zoom,
            self.rocked,
        )
        self.shadows: Mapping[Penalty, Shadow] = {
            penalty: self.following(Shadow(f"slopes {under}", wall, read, colour), strength, zoom, self.rocked)
            for penalty, under, read, colour in (
                (L1, "under L1", lambda: self._rocked(1.0), theme.l1),
                (L2, "under L2", partial(self.slopes, L2), theme.l2),
            )
        }
        pull = Rise("pull of the loss", wall, lambda: (0.0, self.rest), self._side * _PULL_ASIDE, theme.loss)
        price = Rise("price", wall, self._price, self._side * _PRICE_ASIDE, theme.l1)
        self.pull, self.price = self.following(pull, zoom), self.following(price, strength, zoom)
        self.zero, self.wall_name = (
            lettering(labels[each], TYPE.note, theme.muted) for each in ("level", "slopes")
        )
        self.term = lettering(labels["subdifferential"], TYPE.note, theme.l1, bold=True)
        number = partial(ReadOut, theme=theme, decimals=decimals)
        self._pull_out = number("", lambda: abs(self.rest), marks_zero=False)
        self._price_out = ReadOut(
            "lambda =", strength.get_value, theme, strength, decimals=decimals, marks_zero=False
        )
        for out, colour in ((self._pull_out, theme.loss), (self._price_out, theme.l1)):
            out.set_color(colour)
        self.pull_names = VGroup(
            self._pull_out, *lines_of(labels["pull"], TYPE.note, theme.loss, self._room_beside_the_arrows)
        )
        self._strength_out = ReadOut(
            "lambda =", strength.get_value, theme, strength, decimals=decimals, marks_zero=False
        )
        self._times_out = ReadOut("times", self._magnified, theme, zoom, decimals=0, widest=99.0, marks_zero=False)
        widest = float(np.copysign(9.0, loss.centre))
        self._weight_outs: Mapping[Penalty, ReadOut] = {
            penalty: ReadOut(
                "w^star =",
                partial(self._lowest, penalty),
                theme,
                strength,
                decimals=decimals,
                widest=widest,
                marks_zero=penalty.holds_zero,
            )
            for penalty in (L1, L2)
        }
        self.read_outs = VGroup(self._strength_out, *self._weight_outs.values(), self._times_out)
        self.tags: Mapping[Penalty, VMobject] = {penalty: tag_of(penalty, labels, theme) for penalty in (L1, L2)}
        self._loss_tag = lettering(labels["loss"], TYPE.title, theme.loss, bold=True)
        self._weights: Mapping[Penalty, VGroup] = {
            penalty: VGroup(lettering(penalty.name, TYPE.title, theme.of(penalty), bold=True), out).arrange(
                buff=0.25
            )
            for penalty, out in self._weight_outs.items()
        }
        self.notes = self._noted()
        self.names = VGroup(
            *(
                lettering(text, TYPE.title, colour, bold=True)
                for text, colour in (("L1", theme.l1), ("L2", theme.l2), (labels["loss"], theme.loss))
            )
        )
        self.redraw()

    @property
    def upright(self) -> tuple[Any, ...]:
        """What keeps its size, besides the lines that are drawn so."""
        words = self.zero, self.wall_name, self.term, *self.pull_names, self._price_out, *self.names
        return *words, self.dot, *self.plot.minima.values()

    def show_strength(self) -> Animation:
        """Bring in the present λ."""
        return self._read(self._strength_out)

    def leave_names(self) -> Iterator[Any]:
        """Leave out what stands beside the curves."""
        for each in (*self.plot.axes[2:], *self.plot.wanted):
            yield each.animate.set_opacity(0.0)

    def go_in(self) -> Iterator[Any]:
        """Draw the curves wide, and count how close they are."""
        yield from self._widen(STROKE.close)
        yield self._read(self._times_out)

    def flatten(self) -> Iterator[Animation]:
        """Lay its tangent on the smooth total."""
        yield self.plot.conceal(self.plot.loss_curve)
        yield self.reveal(self.fans[L2])
        yield self.tag(L2)

    def tag(self, penalty: Penalty) -> Animation:
        """Say what a total is like."""
        return FadeIn(self.tags[penalty])

    def touch(self) -> Iterator[Animation]:
        """Lay one line on the corner, and leave the smooth total for now."""
        yield from self.leave(L2)
        yield self.reveal(self.touching)
        yield FadeOut(self._times_out)

    def erect(self) -> Iterator[Animation | Mobject | _AnimationBuilder]:
        """Put up the line of slopes, at which the others end, and a dot where the line meets it."""
        yield self.reveal(self.wall, self.zero, self.wall_name, self.dot)
        yield self.stop.animate.set_value(1.0)

    def write_term(self) -> Iterator[Animation]:
        """Name all slopes, and leave the one line."""
        yield self.reveal(self.term)
        yield self.conceal(self.wall_name, self.touching, self.dot)

    def enter(self, penalty: Penalty) -> Iterator[Animation]:
        """Bring back a total with its lines and slopes."""
        yield self.plot.reveal(self.plot.totals[penalty], self.plot.minima[penalty])
        yield self.reveal(self.fans[penalty], self.shadows[penalty])

    def leave(self, penalty: Penalty) -> Iterator[Animation]:
        """Take out a total with its lines and slopes."""
        yield self.plot.conceal(self.plot.totals[penalty], self.plot.minima[penalty])
        yield from self.leave_lines(penalty)

    def leave_lines(self, penalty: Penalty) -> Iterator[Animation]:
        """Take out its lines and slopes."""
        parts = self.fans[penalty], self.shadows[penalty]
        yield self.conceal(*(part for part in parts if part in self.submobjects))

    def show_weight(self, penalty: Penalty) -> Animation:
        """Bring in the number of a minimum."""
        self._weight_outs[penalty].refresh()
        return FadeIn(self._weights[penalty])

    def leave_weight(self, penalty: Penalty) -> Animation:
        """Take it out."""
        return FadeOut(self._weights[penalty])

    def leave_zero(self) -> Animation:
        """Leave the place of slope 0 to the curve."""
        return self.conceal(self.zero)

    def show_loss(self) -> Iterator[Animation]:
        """Bring back the loss, and name it."""
        yield self.plot.reveal(self.plot.loss_curve)
        yield FadeIn(self._loss_tag)

    def show_tangent(self) -> Iterator[Animation]:
        """Draw its tangent at 0."""
        yield self.reveal(self.tangent)

    def show_pull(self) -> Iterator[Animation]:
        """Show its slope there as an arrow."""
        yield self.reveal(self.pull, by=Create)
        yield self.reveal(self.pull_names)

    def show_price(self) -> Iterator[Animation]:
        """Set λ against it."""
        self._price_out.refresh()
        self._price_out.set_color(self.plot.theme.l1)
        yield self.reveal(self.price, by=Create)
        yield self.reveal(self._price_out)

    def leave_price(self) -> Iterator[Animation]:
        """Take out λ, the lines and slopes under L1, the loss's tangent, and the number of its slope."""
        yield from self.leave_lines(L1)
        yield self.conceal(self.price, self._price_out, self.term, self.pull_names, self.tangent)

    def leave_tags(self) -> Animation:
        """Take out λ, and the names of the curves."""
        return FadeOut(*self.tags.values(), self._loss_tag, self._strength_out)

    def leave_wall(self) -> Iterator[Animation | Mobject | _AnimationBuilder]:
        """Take down the line of slopes and what stands at it; lead from the minimum under L2 to its weight."""
        yield self.conceal(self.wall, self.shadows[L2], self.pull)
        yield self.stop.animate.set_value(_BEYOND)
        yield self.plot.reveal(self.plot.plumbs[L2], by=Create)

    def leave_notes(self) -> Iterator[Animation | Mobject | _AnimationBuilder]:
        """Take out what is written, and show a few lines under L1 without what lies between."""
        self.fans[L1].thin_out(STROKE.companion)
        yield FadeOut(self._weights[L2])
        yield self.plot.conceal(self.plot.plumbs[L2])
        yield self.reach.animate.set_value(_SHORT)
        yield self.reveal(self.fans[L1])

    def go_back(self) -> Iterator[Any]:
        """Draw the curves as they were."""
        yield from self._widen(STROKE.subject)

    def name_curves(self) -> Animation:
        """Name the curves."""
        return self.reveal(self.names)

    def restore_names(self) -> Iterator[Any]:
        """Name the weights again."""
        for each in (self.plot.axes[2], *self.plot.wanted):
            yield each.animate.set_opacity(1.0)

    @property
    def apex(self) -> FloatArray:
        """Where in the world the corner is (3,)."""
        return self.window.point(0.0, float(self.plot.loss.value(0.0)))

    def slopes(self, penalty: Penalty) -> Interval:
        """The subdifferential at 0 of the total under ``penalty``."""
        return slopes(self.plot.loss, penalty, self.plot.strength.get_value(), 0.0)

    def redraw(self) -> None:
        """Draw all as large as the picture is now, and put the names beside it."""
        super().redraw()
        aside, unit = self._side * RIGHT, self._unit()

        def stand(word: Any, at: FloatArray, away: float, up: float) -> None:
            word.move_to(at + unit * ((away + word.width / 2) * aside + up * UP))

        foot = self.wall.line.get_bottom()
        stand(self.zero, self.wall.zero.get_center(), 0.2, 0.6)
        for word in (self.wall_name, self.term):
            stand(word, foot, max(-word.width / 2, _CLEAR - self._to_the_wall), -_UNDER / 2)
        up, middle = 0.5, self.pull.get_center() - _PULL_ASIDE * unit * aside
        for each in (*self.pull_names, self._price_out):
            stand(each, middle, _WORDS_ASIDE, up - each.height / 2)
            up -= each.height + 0.14
        inside = -_BESIDE - self.names[-1].width
        for name, end, away in zip(self.names, self._ends(), (_BESIDE, _BESIDE, inside), strict=True):
            stand(name, end, away, 0.0)

    def claims(self) -> Iterator[Claim]:
        """Yield what it claims: its parts and its numbers."""
        yield from super().claims()
        yield Reads("strength", self._strength_out, self.plot.strength.get_value())
        yield Reads("price", self._price_out, self.plot.strength.get_value())
        yield Reads("times", self._times_out, self._magnified())
        yield Reads("size of the pull", self._pull_out, abs(self.rest))
        for penalty, out in self._weight_outs.items():
            lowest = self._lowest(penalty)
            yield Reads(f"weight under {penalty.name}", out, lowest, marks_zero=penalty.holds_zero)

    def _fan(self, name: str, function: Function, read: Callable[[], Interval], colour: ManimColor) -> Fan:
        """The lines through the graph of ``function`` whose slopes are ``read``; if but one, it is clear."""
        is_many = name == L1.name
        fan = Fan(
            f"lines, {name}",
            function,
            read,
            lambda: self.reach.get_value() * self._unit(),
            colour,
            self.plot.theme.ink,
            self.opened.get_value if is_many else lambda: 1.0,
            self._caught,
            width=STROKE.guide if is_many else STROKE.edge,
            opacity=_RAYS if is_many else 1.0,
        )
        return self.following(fan, self.plot.strength, self._zoom, *self._moves)

    def _rocked(self, to: float) -> Interval:
        """The slopes under L1 from where the one line has rocked: all beyond it, or none if ``to`` is 0."""
        all_slopes = self.slopes(L1)
        low = all_slopes.low + self.rocked.get_value() * (all_slopes.high - all_slopes.low)
        return Interval(low, max(low, low + to * (all_slopes.high - low)))

    def _of_the_loss(self) -> Interval:
        return Interval(self.rest, self.rest)

    def _price(self) -> tuple[float, float]:
        """From the slope of the loss to the end of those under L1 that is nearer to 0."""
        at_zero = self.slopes(L1)
        return self.rest, at_zero.high if self.rest < 0 else at_zero.low

    def _lowest(self, penalty: Penalty) -> float:
        return float(self.plot.optima[penalty].weights[0])

    def _magnified(self) -> float:
        return cast(float, self._zoom.get_value())

    def _unit(self) -> float:
        return 1 / self._magnified()

    @property
    def _room_beside_the_arrows(self) -> float:
        """The scene units that words may be wide there."""
        box, across = self._box, self._side * (self.anchor[0] - self._box.centre[0])
        return float(box.width / 2 - across - self._to_the_wall - _WORDS_ASIDE)

    @property
    def _to_the_wall(self) -> float:
        """The scene units from the corner to the wall, as seen."""
        return abs(self._wall_at()) * self.drawn_axes.along.unit / self._unit()

    def _caught(self) -> tuple[float, float]:
        """Between which x lines are seen: on one side, no farther than the wall, once they ``stop`` there."""
        low, high = sorted((self.stop.get_value() * self._wall_at(), -self._side * np.inf))
        return low, high

    def _wall_at(self) -> float:
        """So far from 0 that the steepest of the slopes seen reaches its foot."""
        down = (self.anchor[1] - self._foot) * self._unit()
        return float(self._side * down / (self._steepest * abs(self.rest) * self.drawn_axes.up.unit))

    def _read(self, out: ReadOut) -> Animation:
        out.refresh()
        return FadeIn(out, run_time=TEMPO.enter)

    def _widen(self, width: float) -> Iterator[Any]:
        for total in self.plot.totals.values():
            yield total.animate.set_stroke(width=width)

    def _noted(self) -> VGroup:
        """Tags and read-outs, in a corner of the box that no curve reaches."""
        edge = LEFT if self._side > 0 else RIGHT
        rows = VGroup(self._loss_tag, *self.tags.values(), self._strength_out)
        rows.arrange(DOWN, _LEADING, aligned_edge=edge)
        notes = VGroup(rows, self._weights[L1]).arrange(DOWN, aligned_edge=edge)
        notes.align_to(self._box.corner(edge), edge).align_to(self.plot.window.box.corner(DOWN), DOWN).shift(
            _INSET * (UP - edge)
        )
        for same in (self._weights[L2], self._times_out):
            same.move_to(self._weights[L1], aligned_edge=edge)
        return VGroup(*rows, *self._weights.values(), self._times_out)

    def _ends(self) -> Iterator[FloatArray]:
        """Where (3,) both totals and the loss leave the plot."""
        (left, right), (_, top) = self.window.view.x, self.window.view.y
        x = np.linspace(0.0, right if self._side > 0 else left, 200)
        for y in (self.plot.total(L1, x), self.plot.total(L2, x), self.plot.loss.value(x)):
            last = np.flatnonzero(y <= _HIGHEST * top)[-1]
            yield self.window.point(float(x[last]), float(y[last]))
