"""The corner of a cost plot, seen from close by: the lines that support both totals there, and their slopes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import Any

import numpy as np
from manim import DOWN, Animation, AnimationGroup, Create, FadeOut, ValueTracker, VGroup
from manim.utils.color import ManimColor, interpolate_color

from common.figures.claims import Claim, Function
from common.figures.close_up import CloseUp
from common.figures.corner_notes import CornerNotes
from common.figures.cost_plot import CostPlot, alone_on
from common.figures.derived import Tracker
from common.figures.graph import Graph
from common.figures.parts.fan import Fan
from common.figures.parts.halvings import Halvings
from common.figures.slope_wall import SlopeWall
from common.maths.arithmetic.arrays import FloatArray
from common.maths.penalties.norms import L1, L2, Penalty
from common.maths.penalties.subdifferential import Interval
from common.stage import Box, Stage
from common.style import STROKE, TEMPO, Theme

__all__ = ["Corner"]

_REACH, _SHORT = 0.5, 1.65  # of the lines: in widths of the box, and in the end in scene units
_BRIGHT = 0.55  # of the way from its colour to ink, for a line that lies on its curve
_RAYS = 0.55  # the opacity of lines
_BACK = 0.5  # that of a loss that steps back
_ERECTED = 0.8  # seconds in which the wall is put up


class Corner(Graph):
    """What is drawn about the corner of ``plot`` in ``box``, as large at any ``zoom``; verbs give each step.

    There is room for the slopes of all lines up to λ = ``strongest``. ``fans`` are the lines that support the
    totals, of which those of L1 have ``opened`` and stop at the ``wall``, where their slopes are; ``beyond`` are
    these where no wall stops them, and ``touching`` is one of them, ``rocked`` so far; ``tangent`` is the loss's.
    ``notes``, to be fixed to the picture, show
    so many ``decimals``.
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
        theme, loss = plot.theme, plot.loss
        self.plot, self.strength, self.close_up = plot, plot.strength, CloseUp(plot, zoom, box, strongest)
        self.window, self.axes, self._parts = plot.window, plot.axes, {}
        self._moves: list[Any] = [ValueTracker(start) for start in (_REACH * box.width, 0.0, 0.0)]
        self.reach, self.opened, self.rocked = self._moves
        totals = {penalty: partial(plot.total, penalty) for penalty in (L1, L2)}
        all_slopes = {penalty: partial(self.close_up.slopes, penalty) for penalty in (L1, L2)}
        self.beyond = self._many("L1 beyond the wall", totals[L1], all_slopes[L1], wedge=0.0)
        bright = interpolate_color(theme.l2, theme.ink, _BRIGHT)
        self.fans: Mapping[Penalty, Fan] = {
            L1: self._many(L1.name, totals[L1], all_slopes[L1], self._before_the_wall),
            L2: self._fan(L2.name, totals[L2], all_slopes[L2], bright),
        }
        self.touching = self._fan("one of them", partial(plot.total, L1), lambda: self._rocked(0.0), theme.ink)
        self.touching.set_z_index(0.5)
        self.tangent = self._fan(
            "tangent of the loss", loss.value, lambda: Interval(*2 * (self.close_up.pull,)), theme.loss
        )
        ticks = Halvings("way to the corner", lambda: float(loss.value(0.0)), theme.muted)
        self.ticks = self.following(ticks)
        self.wall = SlopeWall(self.close_up, labels, decimals, self.rocked, lambda: self._rocked(1.0))
        self.notes = CornerNotes(self.close_up, labels, decimals)
        self.add(self.wall)
        self.redraw()

    @classmethod
    def seen_by(cls, camera: Any, stage: Stage, theme: Theme, labels: Mapping[str, str], numbers: Any) -> Corner:
        """Return that of a plot alone on ``stage``, with the loss of ``numbers``, as ``camera`` sees it."""
        plot = CostPlot(numbers.loss, ValueTracker(numbers.enough), theme)
        plot.fit(alone_on(stage))
        corner = cls(plot, camera.zoom, stage.body, labels, numbers.decimals, numbers.more)
        camera.upright(*corner.upright)
        camera.fix(corner.notes)
        return corner

    @property
    def upright(self) -> tuple[Any, ...]:
        """What keeps its size, besides the lines that are drawn so."""
        plot = self.plot
        return *self.wall.upright, *self.notes.names, *plot.minima.values(), *plot.axes[2:], *plot.wanted

    @property
    def subjects(self) -> tuple[VGroup, VGroup, VGroup]:
        """What is spoken of by turns: all about L1, about L2, and about the loss."""
        plot, wall = self.plot, self.wall
        many = (part for fan in (self.fans[L1], self.beyond) for part in (fan.wedge, fan.rays))
        l1 = VGroup(plot.sides[L1], *many, wall.shadows[L1], wall.price)
        l2 = VGroup(plot.sides[L2], self.fans[L2], wall.shadows[L2])
        return l1, l2, VGroup(plot.loss_curve, wall.pull, self.tangent)

    def opening(self) -> VGroup:
        """The plot as it is at first."""
        plot = self.plot
        return plot.add(plot.axes, plot.wanted, plot.loss_curve, *plot.totals.values(), *plot.minima.values())

    def seen(self, times: float) -> tuple[FloatArray, FloatArray, float]:
        """The corner, where it is to be seen so many ``times`` as large as at first, and how large."""
        return self.close_up.apex, self.close_up.place(times), times

    def below_claim(self, stage: Stage) -> tuple[FloatArray, FloatArray, float]:
        """The foot of all, where it is to be seen, and how large, for a claim to have its room above."""
        foot, room = stage.body.corner(DOWN), stage.clear
        return foot, foot, room.height / stage.body.height

    def show_strength(self) -> Iterator[Animation]:
        """Bring in the present λ."""
        yield self.notes.show_strength()

    def go_in(self) -> Iterator[Any]:
        """Draw the curves wide without names, and count how close they are, while ticks fly past."""
        for each in (*self.plot.axes[2:], *self.plot.wanted):
            yield each.animate(run_time=TEMPO.dim).set_opacity(0.0)
        yield from self._widen(STROKE.close)
        yield self.reveal(self.ticks)
        yield self.notes.count()

    def flatten(self) -> Iterator[Animation]:
        """Lay its tangent on the smooth total."""
        yield self.plot.conceal(self.plot.loss_curve)
        yield self.reveal(self.fans[L2])
        yield self.notes.tag(L2)

    def keep(self) -> Iterator[Animation]:
        """Say that the other total has a corner."""
        yield self.notes.tag(L1)

    def touch(self) -> Iterator[Animation]:
        """Lay one line on the corner, and leave the smooth total for now."""
        self.add_to_back(self.beyond)
        yield from self._take_out_smooth()
        yield self.conceal(self.ticks)
        yield self.reveal(self.beyond, self.touching)
        yield FadeOut(self.notes.times)

    def erect(self) -> Iterator[Any]:
        """Put up the wall, at which all lines end."""
        yield self.wall.erect(_ERECTED)
        self.add_to_back(self.fans[L1])
        yield self.reveal(self.fans[L1], run_time=_ERECTED)
        yield self.conceal(self.beyond, run_time=_ERECTED)

    def write_term(self) -> Iterator[Animation]:
        """Name all slopes, and leave the one line."""
        yield self.wall.write_term()
        yield self.conceal(self.touching)

    def enter_smooth(self) -> Iterator[Animation]:
        """Bring back the smooth total with its line and slope."""
        yield self.plot.reveal(self.plot.totals[L2], self.plot.minima[L2], run_time=TEMPO.enter)
        yield self.reveal(self.fans[L2], run_time=TEMPO.enter)
        yield self.wall.enter_smooth()
        yield self.notes.tag(L2)

    def leave_smooth(self) -> Iterator[Animation]:
        """Leave it out again, and count where the other is least."""
        yield from self._take_out_smooth()
        yield self.wall.leave_smooth()
        yield self.notes.leave_tag(L2)
        yield self.notes.show_weight(L1)

    def show_pull(self) -> Iterator[Animation]:
        """Bring back the loss, and draw its tangent at 0; then show its slope there as an arrow."""
        loss = self.plot.reveal(self.plot.loss_curve)
        yield AnimationGroup(loss, self.reveal(self.tangent), self.wall.show_pull(), lag_ratio=1)

    def show_price(self) -> Iterator[Animation]:
        """Set λ against it: so far from it do the slopes reach."""
        yield self.wall.show_price()

    def leave_price(self) -> Iterator[Any]:
        """Take out λ, all about L1, and the loss's tangent; the loss itself steps back."""
        yield self.wall.leave_price()
        yield self.conceal(self.fans[L1], self.tangent, run_time=TEMPO.dim)
        yield self.plot.conceal(self.plot.totals[L1], self.plot.minima[L1], run_time=TEMPO.dim)
        back: Any = self.plot.loss_curve.animate
        yield back(run_time=TEMPO.dim).set_stroke(opacity=_BACK)
        yield self.notes.leave_weight(L1)

    def turn_to_l2(self, most: float, times: float) -> Iterator[Animation]:
        """Bring back the smooth total, and count where it is least.

        Up to λ = ``most``, it will be seen so many ``times`` as large as at first.
        """
        yield from self.enter_smooth()
        yield from self.wall.name_zero(most, times)
        yield self.notes.show_weight(L2)

    def leave_wall(self) -> Iterator[Any]:
        """Take down the wall; lead from the minimum under L2 to its weight."""
        yield self.wall.leave_all()
        yield self.plot.reveal(self.plot.plumbs[L2], by=Create)

    def open_again(self) -> Iterator[Any]:
        """Come back to L1 and the first of its lines, and leave what is written."""
        self.opened.set_value(0.0)
        yield self.notes.leave()
        yield self.plot.conceal(self.plot.plumbs[L2])
        yield self.plot.reveal(self.plot.totals[L1], self.plot.minima[L1])
        yield self.reveal(self.beyond)

    def go_back(self) -> Iterator[Any]:
        """Open all lines, and draw the curves as they were."""
        yield self.opened.animate.set_value(1.0)
        yield self.reach.animate.set_value(_SHORT)
        yield self.plot.loss_curve.animate.set_stroke(opacity=1.0)
        yield from self._widen(STROKE.subject)

    def name_curves(self) -> Iterator[Animation]:
        """Name the curves."""
        yield self.notes.name_curves()

    def restore_names(self) -> Iterator[Any]:
        """Name the weights again."""
        for each in (self.plot.axes[2], *self.plot.wanted):
            yield each.animate.set_opacity(1.0)

    def claims(self) -> Iterator[Claim]:
        """Yield what its parts and its notes claim; the wall speaks for itself."""
        return chain(super().claims(), self.notes.claims())

    def _many(
        self,
        name: str,
        function: Function,
        read: Callable[[], Interval],
        within: Callable[[], tuple[float, float]] = lambda: (-np.inf, np.inf),
        **look: float,
    ) -> Fan:
        """Those lines of L1, as far as they have opened."""
        opened, colour = self.opened.get_value, self.plot.theme.l1
        return self._fan(name, function, read, colour, opened, within, width=STROKE.guide, opacity=_RAYS, **look)

    def _fan(
        self,
        name: str,
        function: Function,
        read: Callable[[], Interval],
        colour: ManimColor,
        *when: Callable[[], Any],
        **look: Any,
    ) -> Fan:
        """The lines through the graph of ``function`` whose slopes are ``read``; if but one, it is clear."""

        def reach() -> float:
            return float(self.reach.get_value()) * self.close_up.unit()

        clear: Mapping[str, Any] = {"width": STROKE.edge, "opacity": 1.0} | look
        fan = Fan(f"lines, {name}", function, read, reach, colour, self.plot.theme.ink, *when, **clear)
        return self.following(fan, self.plot.strength, self.close_up.zoom, *self._moves)

    def _rocked(self, to: float) -> Interval:
        """The slopes under L1 from where the one line has rocked: all beyond it, or none if ``to`` is 0."""
        all_slopes = self.close_up.slopes(L1)
        low = all_slopes.low + self.rocked.get_value() * (all_slopes.high - all_slopes.low)
        return Interval(low, max(low, low + to * (all_slopes.high - low)))

    def _before_the_wall(self) -> tuple[float, float]:
        """Between which x lines are seen that end at the wall."""
        low, high = sorted((self.close_up.wall_at(), -self.close_up.side * np.inf))
        return low, high

    def _take_out_smooth(self) -> Iterator[Animation]:
        yield self.plot.conceal(self.plot.totals[L2], self.plot.minima[L2], run_time=TEMPO.dim)
        yield self.conceal(self.fans[L2], run_time=TEMPO.dim)

    def _widen(self, width: float) -> Iterator[Any]:
        for total in self.plot.totals.values():
            yield total.animate.set_stroke(width=width)
