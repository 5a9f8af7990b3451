"""The plane of two twin weights: a valley of equal loss, and how a region meets it along an edge or in a point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from manim import DOWN, RIGHT, UR, Square, ValueTracker, VGroup, VMobject, interpolate_color

from common.figures.claims import Budgeted, Claim, Joins, Level, Reads, Solves, Stands, Zero
from common.figures.lettering import Label
from common.figures.optimum_dot import OptimumDot
from common.figures.parts.region import Region
from common.figures.read_out import ReadOut, widest_of
from common.figures.weight_plane import WeightPlane
from common.figures.window import View, draw_polylines
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import LeastSquares
from common.maths.optima.budget import budget_optimum, budget_violation
from common.maths.optima.certificate import Optimum
from common.maths.optima.elastic_budget import elastic_budget_optimum
from common.maths.optima.valley import valley
from common.maths.penalties.elastic_net import ElasticNet
from common.maths.penalties.norms import L1, Penalty
from common.stage import Box
from common.style import STROKE, Theme

__all__ = ["TwinPlane"]

# In units of where the bottom of the valley is on either axis:
_VIEW = View(x=(-1.35, 2.25), y=(-1.35, 2.25))
_GHOST_OPACITY = 0.5
_PIN = 0.17
_NAMED, _ASIDE = (1.84, 1.42), 0.08  # where on the axes their names stand, in sight of a close look, too
_REACH = 9.0  # past any window


class TwinPlane(WeightPlane):
    """The ball of ``penalty`` with radius ``budget`` on the contours of a loss that feels one direction only.

    Under L1 the optima are an edge: the dot stands at the one that gives the first weight the share ``split``. If
    the ``ratio`` of the second twin to the first is not 1, the loss leans, and only the corner of the stronger is
    optimal: with any other split the dot is on its way there. ``squared`` is the λ₂ that is added to λ₁ = 1: the
    ball then becomes the elastic net's region with the same corners, which has one optimum. Every optimum shown is
    certified. The weights' read-outs have so many ``decimals``. ``pins`` stand on the corners. Of the loss,
    contours are drawn at the ``levels`` above its least, which ``floor`` names; ``size`` is that of either weight
    there if both are even, and so much larger all of the plane is. Call ``fit`` before the first drawing.
    """

    def __init__(
        self,
        penalty: Penalty,
        loss: LeastSquares,
        budget: ValueTracker,
        split: ValueTracker,
        squared: ValueTracker,
        ratio: ValueTracker,
        theme: Theme,
        decimals: int = 2,
        levels: Sequence[float] = (),
    ) -> None:
        trackers = (budget, split, squared, ratio)
        self.penalty, self._twins, self._levels = penalty, loss, levels
        self._budget, self._split, self._squared, self._ratio = trackers
        self._lean()
        self.size = float(valley(loss).bottom.mean())
        super().__init__(penalty, self._solve(), theme, *trackers, decimals=decimals)
        self.loss_out, self.ratio_out, self.mix_out = (
            ReadOut(f"{symbol} =", read, theme, *trackers, widest=widest, marks_zero=False)
            for symbol, read, widest in (
                ("L", self._least, widest_of([float(loss.value(np.zeros(2)))], 2)),
                ("x_2 \\/ x_1", ratio.get_value, 9.0),
                ("lambda_2 \\/ (lambda_1 + lambda_2)", self._mix, 9.0),
            )
        )

    def fit(self, box: Box) -> None:
        """Build the parts for ``box`` and draw them, to be revealed."""
        self.lay_out(box, _VIEW.zoomed(1 / self.size))
        theme, colour = self.theme, self.theme.of(self.penalty)
        self.axis_labels = VGroup(*self._axis_labels())
        ghostly = interpolate_color(theme.background, theme.loss, _GHOST_OPACITY)
        self.ghosts = VGroup(*(VMobject(stroke_color=ghostly, stroke_width=STROKE.ghost) for _ in self._offsets))
        self.bottom = VMobject(stroke_color=theme.loss, stroke_width=STROKE.edge)
        self.floor = Label("L = 0", theme.loss, theme.background)
        region = Region(f"region's edge {self.under}", self._size, lambda _: self._boundary(), self._spent, colour)
        self.region = self.following(region, self._budget, self._squared)
        self.contour = VMobject(stroke_color=theme.loss, stroke_width=STROKE.subject)
        self.face = VMobject(stroke_color=theme.ink, stroke_width=STROKE.subject)
        self.dot = OptimumDot(self.penalty, theme)
        self.axes.set_z_index(-1)
        self.axis_labels.set_z_index(3)
        self.pins = VGroup(*(Square(_PIN, color=colour, stroke_width=STROKE.companion) for _ in range(4)))
        self.pins.set_fill(theme.background, opacity=1)
        self.own = VGroup(self.region, self.contour, self.face, self.pins, self.projections, self.dot)
        self.ghosts.set_z_index(-2)
        self.bottom.set_z_index(-1)
        for part in (self.contour, self.face, self.projections, self.pins, self.floor):
            part.set_z_index(2)
        self.redraw()

    @property
    def is_edge(self) -> bool:
        """Whether a whole edge is optimal, so that the split is free."""
        return self.penalty is L1 and not self._is_net and self._ratio.get_value() == 1

    @property
    def is_on_its_way(self) -> bool:
        """Whether the dot has not come to the corner that the leaning loss makes the only optimum."""
        ratio, split = self._ratio.get_value(), self._split.get_value()
        return self.penalty is L1 and not self._is_net and ratio != 1 and split != float(ratio < 1)

    def redraw(self) -> None:
        """Solve, and set every part whose numbers are new from the answer."""
        if self.is_stale(self.bottom, self._ratio.get_value()):
            self._lean()
            self.floor.next_to(self.window.point(*self.valley.bottom), UR, buff=_ASIDE)
            for line, offset in zip((self.bottom, *self.ghosts), (0.0, *self._offsets), strict=True):
                draw_polylines(line, self._line(offset))
        self.optimum = self._solve()
        super().redraw()
        if self.is_stale(self.contour, *(each.get_value() for each in self._trackers)):
            draw_polylines(self.contour, self._line(-self.valley.offset(self._least())))
            draw_polylines(self.face, [self.window.points(self._ends())] if self.is_edge else [])
            for pin, at in zip(self.pins, self.window.points(self._corners()), strict=True):
                pin.move_to(at)
        at = self.window.point(*self.optimum.weights)
        if self.is_on_its_way:
            self.dot.stand(at, is_zero=bool(self.optimum.zeros.any()))
        else:
            self.dot.mark(self.optimum, at)

    def claims(self) -> Iterator[Claim]:
        """Yield what the plane claims: its parts, its contours, and its optimum."""
        yield from super().claims()
        axes, under, weights = self.drawn_axes, self.under, self.optimum.weights
        size, value = self._size, self.loss.value
        yield Level(f"valley {under}", self.bottom, self._across, 0.0, axes)
        for ghost, offset in zip(self.ghosts, self._offsets, strict=True):
            yield Level(
                f"ghost contour {under}", ghost, value, float(value(self.valley.line(offset, 0.0)[0])), axes
            )
        problem = Budgeted(value, size, self._spent(), 2)
        least = float(value(weights))
        if self.is_edge:
            # No solver's one answer is the only one: what all optima share is their loss and what they spend.
            vertex = budget_optimum(self.loss, self.penalty, self._budget.get_value()).certified().weights
            least = float(value(vertex))
        if self.is_edge or self.is_on_its_way:
            yield Stands(f"optimum {under}", self.dot.dot, axes.point(weights))
            yield Zero(f"ring {under}", self.dot.ring, bool((weights == 0).any()))
            for number, (out, weight) in enumerate(zip(self.read_outs, weights, strict=True), 1):
                yield Reads(f"weight {number} {under}", out, float(weight), marks_zero=True)
            if self.is_edge:
                yield Joins(f"optimal edge {under}", self.face, *axes.points(self._ends()))
        else:
            yield Solves(f"optimum {under}", problem, weights, axes.point, self.dot, tuple(self.read_outs))
        yield Level(f"contour {under}", self.contour, value, least, axes)
        for pin, at in zip(self.pins, axes.points(self._corners()), strict=True):
            yield Stands(f"corner {under}", pin, at)
        yield Reads(f"loss {under}", self.loss_out, least)
        first, second = np.linalg.norm(self.loss.design, axis=0)
        yield Reads(f"strength of the second twin {under}", self.ratio_out, float(second / first))
        net = self._net()
        yield Reads(f"share of L2 {under}", self.mix_out, net.squared / (net.absolute + net.squared))
        yield Stands(f"ring {under}", self.dot.ring, self.dot.dot.get_center())

    def _lean(self) -> None:
        """Lean the loss towards the stronger twin."""
        twins = self._twins
        self.loss = LeastSquares(twins.design * [1.0, self._ratio.get_value()], twins.targets, twins.scale)
        self.valley = valley(self.loss)
        away = np.sqrt(2 * np.array(self._levels) / self.valley.curvature)
        self._offsets = np.concatenate([-away, away]).tolist()

    def _mix(self) -> float:
        squared = self._squared.get_value()
        return squared / (1 + squared)

    def _solve(self) -> Optimum:
        budget, share = self._budget.get_value(), self._split.get_value()
        if self.is_edge or self.is_on_its_way:
            weights = np.array([share, 1 - share]) @ self._ends()
            optimum = Optimum(weights, float(budget_violation(self.loss, self.penalty, budget, weights)))
        elif self._is_net:
            optimum = elastic_budget_optimum(self.loss, self._net(), self._spent())
        else:
            optimum = budget_optimum(self.loss, self.penalty, budget)
        return optimum if self.is_on_its_way else optimum.certified()

    @property
    def _is_net(self) -> bool:
        return self.penalty is L1 and self._squared.get_value() > 0

    def _net(self) -> ElasticNet:
        return ElasticNet(1.0, self._squared.get_value())

    def _spent(self) -> float:
        """What the corner on the axis costs, so that it stays where it is."""
        budget = self._budget.get_value()
        return float(self._net().value(budget)) if self.penalty is L1 else budget

    def _size(self, w: FloatArray) -> FloatArray:
        """What weights (..., 2) cost, of which the region allows ``_spent``."""
        return np.asarray(self._net().value(w).sum(axis=-1)) if self.penalty is L1 else self.penalty.norm(w)

    def _boundary(self) -> FloatArray:
        if self._is_net:
            return self._net().boundary(self._spent())
        return self.penalty.boundary(self._budget.get_value())

    def _ends(self) -> FloatArray:
        """The weights (2, 2) at the ends of the optimal edge: all for the first twin, all for the second."""
        return np.asarray(self._budget.get_value() * np.sign(self.valley.bottom) * np.eye(2) + 0.0)

    def _corners(self) -> FloatArray:
        """Where the region reaches the axes, (4, 2)."""
        return L1.corners(self._budget.get_value())

    def _across(self, w: FloatArray) -> FloatArray:
        return np.asarray((w - self.valley.bottom) @ self.valley.across)

    def _least(self) -> float:
        return float(self.loss.value(self.optimum.weights))

    def _line(self, offset: float) -> list[FloatArray]:
        return self.window.curve(self.valley.line(offset, _REACH * self.size))

    def _axis_labels(self) -> tuple[Label, Label]:
        first, second = (Label(f"w_{i}", self.theme.muted, self.theme.background) for i in (1, 2))
        at = self.window.points(self.size * np.diag(_NAMED))
        return first.next_to(at[0], DOWN, buff=_ASIDE), second.next_to(at[1], RIGHT, buff=_ASIDE)
