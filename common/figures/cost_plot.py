"""What one weight costs: its loss, and both totals with their minima, on one pair of axes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

import numpy as np
from manim import DL, DR, RIGHT, UP, Circle, Dot, ValueTracker, VectorizedPoint, VGroup

from common.figures.claims import Claim, Function, Penalised, Stands
from common.figures.graph import Graph
from common.figures.lettering import Label
from common.figures.parts.curve import Curve
from common.figures.parts.drop import Plumb
from common.figures.parts.mark import OptimumMark
from common.figures.window import View, Window
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import OneWeightLoss
from common.maths.optima.certificate import Optimum
from common.maths.optima.one_weight import penalised_optimum
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import Box, Stage
from common.style import STROKE, Theme

__all__ = ["CostPlot", "alone_on", "under_names"]

_VIEW = View(x=(-1.1, 2.9), y=(0.0, 2.4))  # in units of ŵ, and of h ŵ² above the least loss
_BELOW = 0.55
"""Scene units under the axis, for what stands there."""
_ASIDE = 0.17
"""From the end of a curve to its name."""
_RING = 0.17
_SAMPLES = 400


def alone_on(stage: Stage) -> Box:
    """The box of a plot that is alone on the stage."""
    return under_names(stage.body)


def under_names(box: Box) -> Box:
    """What is left of ``box`` for a plot whose names stand below it."""
    return box.cut_bottom(_BELOW)[1]


class CostPlot(Graph):
    """The loss of one weight, and under either penalty the total L + λΩ with its minimum; λ = ``strength``.

    Parts, to be revealed: ``axes`` with ``axis_name`` and ``zero``, the mark of ŵ ``wanted``, ``loss_curve``, and
    by penalty the ``totals``, their ``minima`` with rings where they stay at 0, and ``plumbs`` from there to the
    axis. ``sides`` are all parts of a penalty, to be attended to. The totals may be seen close to 0, up to a
    hundred times: their corner is sharp. ``zero`` stands beside the ``origin``, about which is the ring ``goal``.
    Call ``fit`` before the first drawing.
    """

    def __init__(self, loss: OneWeightLoss, strength: ValueTracker, theme: Theme) -> None:
        super().__init__("of costs", strength)
        self.loss, self.theme, self.strength = loss, theme, strength
        self.optima: Mapping[Penalty, Optimum] = {
            penalty: self.solve(penalty, strength.get_value()) for penalty in (L1, L2)
        }

    def fit(self, *boxes: Box, seat: ValueTracker | None = None) -> None:
        """Build the parts, to be revealed; the level axis is the bottom of the box.

        The plot stands in the first of ``boxes`` while ``seat`` is 0, in the next at 1, and between them else.
        """
        theme, strength = self.theme, self.strength
        self._boxes, self._seat = boxes, ValueTracker(0.0) if seat is None else seat
        self._trackers = (*self._trackers, self._seat)
        scale = np.array([abs(self.loss.centre), self.loss.curvature * self.loss.centre**2])
        (left, right), (low, high) = np.array([_VIEW.x, _VIEW.y]) * scale[:, np.newaxis]
        view = View((left, right), (low, high + self.loss.constant)).facing((self.loss.centre, 1.0))
        self.look_through(Window(boxes[0], view), theme.muted)
        self.axes.add(*(Label(name, theme.muted, theme.background) for name in ("w", "0")))
        self.axis_name, self.zero = self.axes[2:]
        self.origin = VectorizedPoint()
        self.goal = Circle(_RING, theme.ink, stroke_width=STROKE.companion)
        self.wanted = VGroup(Dot(radius=0.07, color=theme.loss), Label("hat(w)", theme.loss, theme.background))
        self.loss_curve = self.following(Curve("loss", self.loss.value, theme.loss, STROKE.edge, close=True))
        self.totals = {penalty: self._total(penalty) for penalty in self.optima}
        self.minima = {penalty: self._minimum(penalty) for penalty in self.optima}
        self.plumbs = {
            penalty: self.following(
                Plumb(f"weight of the minimum under {penalty.name}", self._lowest(penalty), theme.muted), strength
            )
            for penalty in self.optima
        }
        self.sides: Mapping[Penalty, VGroup] = {
            penalty: VGroup(self.totals[penalty], self.minima[penalty], self.plumbs[penalty])
            for penalty in self.optima
        }
        self.axes.set_z_index(-2)
        self.totals[L1].set_z_index(2)
        self.totals[L2].set_z_index(1)
        self.wanted.set_z_index(3)
        self.goal.set_z_index(3)
        self.redraw()

    def redraw(self) -> None:
        """Solve for the minima, and draw them and the curves where the plot stands now."""
        seat = float(self._seat.get_value())
        first = min(int(seat), max(len(self._boxes) - 2, 0))
        self.window.box = self._boxes[first].towards(
            self._boxes[min(first + 1, len(self._boxes) - 1)], seat - first
        )
        if self.is_stale(self.axes, self.window.box):
            self._stand_axes()
        self.optima = {penalty: self.solve(penalty, self.strength.get_value()) for penalty in self.optima}
        super().redraw()

    def name_ends(self, names: VGroup, seen: Box, unit: float = 1.0) -> None:
        """Put ``names`` under the ends of their curves: both totals' beyond ŵ, the loss's on the other side.

        Those end where they leave what is ``seen``; ``unit`` is the length of a scene unit there.
        """
        box, origin, side = self.window.box, self.window.point(0.0, 0.0), float(np.sign(self.loss.centre))
        functions: list[Function] = [partial(self.total, L1), partial(self.total, L2), self.loss.value]
        for name, value, to in zip(names, functions, (side, side, -side), strict=True):
            edges = (box.right, seen.right) if to > 0 else (box.left, seen.left)
            border = min(to * (edge - origin[0]) for edge in edges)
            top = min(box.top, seen.top)
            along = np.linspace(0.0, border, _SAMPLES)
            w = to * along / self.window.unit
            high = self.window.points(np.column_stack([w, value(w)]))[:, 1]
            end = along[np.flatnonzero(high <= top)[-1]]
            near = min(end + _ASIDE * unit, border - name.width * unit)
            upper = min(top, float(np.interp(near, along, high)) - _ASIDE * unit)
            centre = to * (near + name.width * unit / 2) * RIGHT + (upper - name.height * unit / 2) * UP
            name.move_to(origin * RIGHT + centre)

    def claims(self) -> Iterator[Claim]:
        """Yield what the plot claims: its parts, and where the loss is least."""
        yield from super().claims()
        at_zero, least = self.drawn_axes.points(np.array([[0.0, 0.0], [self.loss.centre, 0.0]]))
        yield Stands("mark of the least loss", self.wanted[0], least)
        yield Stands("mark of 0", self.goal, at_zero)

    def total(self, penalty: Penalty, w: FloatArray) -> FloatArray:
        """L + λΩ at ``w``, of any shape."""
        return np.asarray(self.loss.value(w) + self.strength.get_value() * penalty.value(w))

    def problem(self, penalty: Penalty) -> Penalised:
        """The minimum's problem at the present λ."""
        return Penalised(lambda w: self.loss.value(w[..., 0]), penalty.value, self.strength.get_value(), 1)

    def solve(self, penalty: Penalty, strength: float) -> Optimum:
        """The minimum at λ = ``strength``, certified."""
        return penalised_optimum(self.loss, penalty, strength).certified()

    def _total(self, penalty: Penalty) -> Curve:
        name, colour = f"total under {penalty.name}", self.theme.of(penalty)
        curve = Curve(name, partial(self.total, penalty), colour, STROKE.subject, (0.0,), close=True)
        return self.following(curve, self.strength)

    def _minimum(self, penalty: Penalty) -> OptimumMark:
        def place(weights: FloatArray) -> FloatArray:
            return np.append(weights, self.total(penalty, weights))

        under = f"under {penalty.name}"
        dot = OptimumMark(
            under, penalty, lambda: self.problem(penalty), lambda: self.optima[penalty], place, (), self.theme
        )
        return self.following(dot, self.strength)

    def _lowest(self, penalty: Penalty) -> Callable[[], FloatArray]:
        """The coordinates of the minimum."""
        return lambda: np.append(self.optima[penalty].weights, self.total(penalty, self.optima[penalty].weights))

    def _stand_axes(self) -> None:
        along, up, name, zero = self.axes
        for line, new in zip((along, up), self.window.axes(self.theme.muted), strict=True):
            line.set_points(new.points)
        aside = DL if self.loss.centre > 0 else DR
        name.next_to(self.window.box.corner(DR), DL, buff=0.08)
        zero.next_to(self.window.point(0.0, 0.0), aside, buff=0.1)
        for each in (self.origin, self.goal):
            each.move_to(self.window.point(0.0, 0.0))
        dot, centre = self.wanted
        dot.move_to(self.window.point(self.loss.centre, 0.0))
        centre.next_to(dot, DR if aside is DL else DL, buff=0.06)
