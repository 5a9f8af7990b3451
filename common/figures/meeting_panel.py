"""One half of the comparison of regions: where a budget meets the contours of a loss, and how often on an axis."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np
from manim import (
    DOWN,
    LEFT,
    PI,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    Mobject,
    TransformFromCopy,
    ValueTracker,
    VGroup,
    VMobject,
)

from common.easing import lingering
from common.figures.derived import Moves
from common.figures.half import Half
from common.figures.lettering import formula, lettering
from common.figures.meeting_plane import GHOSTLY
from common.figures.panel import Panel
from common.figures.parts.drop import Plumb
from common.figures.parts.mark import Mark
from common.figures.swept_plane import SweptPlane, Together
from common.figures.tally import Tally
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import QuadraticLoss
from common.maths.optima.budget import budget_optimum
from common.maths.penalties.norms import L1
from common.stage import LANDSCAPE, Box, Stage
from common.style import TEMPO, TYPE

__all__ = ["MeetingPanel"]

_LINE, _NARROW_LINE = 0.2, 0.14  # scene units between two lines of numbers, where there is room and where not
_HEAD = 1.2  # scene units for two of them
_CLOSE, _CLOSE_IF_NARROW = 1.45, 1.2  # times as near for a close look, with all of the contour wherever it leans
_AMID = 0.6  # of the way from the contact to the lowest point, for the middle of a close look


class MeetingPanel:
    """Says step by step where a region meets the contours; each verb gives the animations of its step.

    ``numbers`` are those of the scene. ``budget`` sweeps the region, ``spread`` the contour from the lowest point
    to the contact, ``lean`` turns the loss about its contact at the budget ``numbers.firm``; and it wanders by
    ``progress``, which both halves share, and lingers wherever one counts. Where the stage is narrow they are one
    picture, of which L1's half brings what is common: ``subject`` is what a half has for itself. ``leans`` are the
    angles to look at, the nearer first. ``camera`` is the scene's, for a close look.
    """

    def __init__(self, half: Half, numbers: Any, progress: ValueTracker, camera: Any) -> None:
        n, theme = numbers, half.theme
        self._numbers, self._progress, self._camera = n, progress, camera
        dearest = min(n.at_first, n.first_touch)  # of the budgets whose price is told
        self.budget, self.spread, self.lean = (ValueTracker(value) for value in (dearest, 0.0, 0.0))
        # A loss is asked for by many parts of one picture, and solves its equations once.
        self._leaning, self._wandering = map(lru_cache(maxsize=1), (n.leaning(half.penalty), n.journey))
        self.leans = sorted(n.leans, key=abs)
        moving = Together((progress, self.lean))
        plane = self.plane = SweptPlane(
            half.penalty, n.loss, self.loss, self.budget, moving, self.spread, theme, n.view, n.decimals
        )
        self.title = Panel.of(half, ()).title
        self.read_outs = VGroup(*plane.read_outs).arrange(DOWN, buff=_LINE, aligned_edge=LEFT)
        self.price = VGroup(formula("<->", TYPE.read_out, theme.muted), plane.price_out)
        self.legend = VGroup(lettering(half.labels[f"{half.penalty.name} holds"], TYPE.note, half.colour))
        if half.penalty is L1:
            self.legend.add(lettering(half.labels["pull"], TYPE.note, theme.loss))
        self._is_wide = half.aspect is LANDSCAPE
        self._brings_all = self._is_wide or half.penalty is L1
        side, foot = (self._sit_beside if self._is_wide else self._sit_within)(half)
        visits = [(at, budget_optimum(n.journey(at), half.penalty, n.while_turning)) for at in n.stops.tolist()]
        places = plane.window.points(np.array([optimum.weights for _, optimum in visits]))
        self.tally = Tally(visits, progress, half.labels["zeros"], foot, side, places, theme)
        own = (plane.region, plane.contour, plane.trail, plane.projections, plane.dot, plane.holding)
        camera.upright(plane.dot, plane.centre)
        camera.fix(self.legend)
        self.subject = plane if self._is_wide else VGroup(*own)
        self.looks = VGroup(self.subject, self.tally)
        self.budget.set_value(n.least)
        plane.refresh()

    def _sit_beside(self, half: Half) -> tuple[FloatArray, Box]:
        """Take a panel, the weights in its free corner; return side and box of the tally, beside the title.

        All stands mirrored if the lowest point is to the left. If it is below, what else is written stands above.
        """
        room, box, (x, y) = Panel.of(half, ()).picture, half.box, np.sign(self._numbers.centre)
        _, below = room.cut_top(_HEAD)
        self.plane.fit(room if y > 0 else below)
        side = x * RIGHT
        self.read_outs.move_to(room.corner(side - y * UP), aligned_edge=side - y * UP)
        self.plane.ball.move_to(room.corner(y * side - y * UP), aligned_edge=y * side - y * UP)
        self.title.align_to(box.corner(-side), -side)
        self.plane.budget_out.align_to(box.corner(side), side).set_y(self.title.get_y())
        arrow, price = self.price
        arrow.rotate(PI / 2).next_to(self.plane.budget_out.sign, DOWN, buff=_LINE)
        price.next_to(arrow, DOWN, buff=_LINE).align_to(self.plane.budget_out, side)
        self._sit_in_a_corner(half)
        outer = box.corner(side)[0]
        inner = max(box.centre[0], self.plane.axes[1].get_x() + _LINE * x, key=lambda at: abs(outer - at))
        return side, Box(min(inner, outer), box.bottom, max(inner, outer), box.top - _LINE / 4)

    def _sit_within(self, half: Half) -> tuple[FloatArray, Box]:
        """Share the picture, title and weights above it; return side and box of the tally, in their place."""
        self.plane.fit(half.box)
        if not self._brings_all:  # the colour of what it covers is still to be told
            for band in self.plane.region.fill:
                band.set_fill(opacity=band.get_fill_opacity() / 2)
        side = half.side
        head, foot = half.strip.cut_top(self.title.height, gap=_NARROW_LINE)
        self.title.move_to(head.corner(side), aligned_edge=side)
        self.plane.budget_out.move_to(foot.corner(UP + side), aligned_edge=UP + side)
        self.read_outs.arrange(DOWN, buff=_NARROW_LINE, aligned_edge=LEFT)
        spare = half.box.width / 2 - self.plane.budget_out.width - self.read_outs.width
        self.read_outs.next_to(self.plane.budget_out, -side, buff=min(_LINE, spare * 2 / 3))
        self.read_outs.align_to(foot.corner(UP), UP)
        self.plane.ball.next_to(self.plane.budget_out, DOWN, buff=_NARROW_LINE, aligned_edge=side)
        arrow, price, budget = self.price[0], self.plane.price_out, self.plane.budget_out
        arrow.next_to(budget.slot, -side, buff=_NARROW_LINE).set_y(budget.sign.get_y())
        price.next_to(arrow, -side, buff=_NARROW_LINE).shift((budget.sign.get_y() - price.sign.get_y()) * UP)
        self._sit_in_a_corner(half)
        return side, foot

    def _sit_in_a_corner(self, half: Half) -> None:
        """Put the legend where a close look leaves room: below, before the axis or beyond the lowest point."""
        towards = np.sign(self._numbers.centre[0]) * RIGHT
        corner = DOWN - towards if self._is_wide else DOWN + towards
        self.legend.arrange(DOWN, buff=_LINE / 2, aligned_edge=corner[0] * RIGHT)
        self.legend.move_to(Stage(half.aspect).body.corner(corner), aligned_edge=corner)

    def _common(self, *parts: VMobject) -> tuple[VMobject, ...]:
        """Return what is the same in both halves, if this one brings it."""
        return parts if self._brings_all else ()

    def loss(self) -> QuadraticLoss:
        """Return the loss as it is now."""
        n, lean = self._numbers, self.lean.get_value()
        progress = lingering(self._progress.get_value(), n.visits)
        loss: QuadraticLoss = self._leaning(lean) if lean else self._wandering(progress)
        return loss

    def closing(self) -> Iterator[Mobject]:
        """Give the last picture: the trail of the contact, at the tightest budget."""
        plane, n = self.plane, self._numbers
        self.budget.set_value(n.tightest)
        self.spread.set_value(1.0)
        plane.refresh()
        plane.budget_out.refresh()
        yield from self.opening()
        plane.add(plane.region, plane.contour, plane.trail, plane.dot)
        yield self.title
        yield plane.budget_out

    def clear(self) -> Iterator[Animation]:
        """Take out of that picture what is not the same in both halves."""
        plane = self.plane
        yield plane.conceal(plane.region, plane.contour, plane.trail, plane.dot)

    def project(self) -> Iterator[Animation]:
        """Take the lowest point down to the level axis, where its ``foot`` is."""
        plane, theme, centre = self.plane, self.plane.theme, self.loss().centre
        drop = plane.following(Plumb("way to the axis", lambda: centre, theme.loss))
        foot = Mark("lowest point on the axis", lambda: centre * [1.0, 0.0], theme.loss, plane.centre.width / 2)
        self.foot = plane.following(foot)
        yield plane.reveal(drop, by=Create)
        yield plane.reveal(foot, by=lambda mark: TransformFromCopy(plane.centre, mark))

    def leave_axes(self) -> Iterator[Animation]:
        """Take out title, budget and contours: the axes are left, and the lowest point."""
        yield FadeOut(self.title, self.plane.budget_out)
        if self.plane.ghosts in self.plane.submobjects:
            yield self.plane.conceal(self.plane.ghosts)

    def go(self) -> Iterator[Animation]:
        """Take out what is left of the plane."""
        yield from map(self.plane.conceal, [*self.plane.submobjects])

    def opening(self) -> Iterator[Mobject]:
        """Give the plane and the contours of the loss."""
        plane = self.plane
        yield plane.add(*self._common(plane.axes, plane.names, plane.ghosts, plane.centre))

    def brighten(self) -> Moves:
        """Let the contours of the loss stand out while nothing else is there."""
        yield self.plane.glow.animate.set_value(1.0)

    def show_budget(self) -> Iterator[Animation]:
        """Say how large the budget is."""
        self.plane.budget_out.refresh()
        yield FadeIn(self.plane.budget_out)

    def open_region(self) -> Moves:
        """Let the region grow, and bring in its title, the budget, and what that allows."""
        self.plane.add(self.plane.region)
        yield FadeIn(self.title, self.plane.ball, self.plane.budget_out)
        yield self.budget.animate.set_value(self._numbers.at_first)

    def show_price(self) -> Iterator[Animation]:
        """Say which price has the same answer as the budget, and mark that answer."""
        self.plane.price_out.refresh()
        yield FadeIn(self.price)
        yield self.plane.reveal(self.plane.dot)

    def make_room(self) -> Moves:
        """Let the contours rest; take out the answer, and the axes' names, which a loose region would reach."""
        yield FadeOut(self.plane.ball)
        yield self.plane.conceal(self.plane.dot)
        yield self.plane.glow.animate.set_value(GHOSTLY)
        yield from self._hide_names()

    def show_centre_name(self) -> Iterator[Animation]:
        """Name the lowest point."""
        yield from map(self.plane.reveal, self._common(self.plane.centre_name))

    def hide_price(self) -> Iterator[Animation]:
        """Take out the price, and the name of the lowest point."""
        leaving = FadeOut(self.price), *map(self.plane.conceal, self._common(self.plane.centre_name))
        yield AnimationGroup(*leaving, run_time=TEMPO.dim)

    def spread_contour(self) -> Moves:
        """Let a contour spread from the lowest point until it touches: one, if both halves are one picture."""
        if self._brings_all:
            self.plane.add(self.plane.contour)
            yield self.spread.animate.set_value(1.0)

    def show_contact(self) -> Iterator[Animation]:
        """Mark where a contour has touched, the way to there, and the axes again."""
        yield from self._show_names()
        yield from map(self.plane.reveal, self._common(self.plane.dot))
        yield from self._show_way(*self._common(self.plane.trail))

    def show_numbers(self) -> Iterator[Animation]:
        """Bring in the weights of the contact, up to date, projected onto the axes."""
        yield self.plane.reveal(self.plane.projections)
        for read_out in self.read_outs:
            read_out.refresh()
        yield FadeIn(self.read_outs)

    def hide_numbers(self) -> Iterator[Animation]:
        """Take them out."""
        yield self.plane.conceal(self.plane.projections)
        yield FadeOut(self.read_outs)

    def hide_words(self) -> Iterator[Animation]:
        """Take out title, budget, names and the way, for a close look."""
        yield FadeOut(self.title, self.plane.budget_out)
        yield from self._hide_names()
        yield from map(self.plane.conceal, self._common(self.plane.trail))

    def show_words(self) -> Iterator[Animation]:
        """Bring them back, with the weights."""
        yield from self.show_title()
        yield from self._show_names()
        yield from self._show_way(self.plane.trail)
        yield from self.show_numbers()

    def approach(self) -> Moves:
        """Look from near at the contact, and at all directions in which the loss may pull while it stays there."""
        near = _CLOSE if self._is_wide else _CLOSE_IF_NARROW
        nearer = self._camera.frame.animate.scale(1 / near).move_to(self._amid(0.0))
        yield LaggedStart(nearer, FadeIn(self.legend, run_time=TEMPO.dim), lag_ratio=0.9)
        yield self.plane.reveal(self.plane.holding)

    def step_back(self) -> Moves:
        """Look from afar again."""
        yield self._camera.frame.animate.go_home()

    def take_over(self) -> Moves:
        """Let the close look pass to this half, with the contour that touches its region."""
        yield self._camera.frame.animate.move_to(self._amid(0.0))
        yield FadeIn(self.legend)
        yield self.plane.reveal(self.plane.holding)
        if not self._brings_all:
            self.spread.set_value(1.0)
            yield self.plane.reveal(self.plane.contour, self.plane.dot)

    def lean_to(self, lean: float) -> Moves:
        """Let the loss lean, and the close look follow it."""
        yield self.lean.animate.set_value(lean)
        yield self._camera.frame.animate.move_to(self._amid(lean))

    def straighten(self) -> Moves:
        """Put the loss back, and take out the directions in which it may pull."""
        yield AnimationGroup(self.plane.conceal(self.plane.holding), FadeOut(self.legend), run_time=TEMPO.dim)
        yield self.lean.animate.set_value(0.0)

    def clear_way(self) -> Moves:
        """Take out the way, all numbers, and faint contours that would pass the names."""
        yield from self.hide_numbers()
        yield self.plane.conceal(self.plane.trail)
        yield FadeOut(self.plane.budget_out)
        yield from map(self.plane.conceal, self._common(self.plane.ghosts))

    def show_tally(self) -> Moves:
        """Hold the budget, and bring in a mark for each stop of the loss."""
        yield self.budget.animate.set_value(self._numbers.while_turning)
        yield FadeIn(self.tally)

    def hide_tally(self) -> Iterator[Animation]:
        """Take out the marks, and the title, whose place a claim takes."""
        yield FadeOut(self.tally)
        yield FadeOut(self.title)

    def show_trail(self) -> Iterator[Animation]:
        """Bring back the trail of the contact, and the faint contours."""
        yield self.plane.reveal(self.plane.trail)
        yield from map(self.plane.reveal, self._common(self.plane.ghosts))

    def show_title(self) -> Iterator[Animation]:
        """Bring back title and budget."""
        yield FadeIn(self.title)
        yield from self.show_budget()

    def _show_names(self) -> Iterator[Animation]:
        yield from map(self.plane.reveal, self._common(self.plane.names))

    def _hide_names(self) -> Iterator[Animation]:
        yield from map(self.plane.conceal, self._common(self.plane.names))

    def _show_way(self, *ways: VMobject) -> Iterator[Animation]:
        yield from (self.plane.reveal(way, by=Create) for way in ways)

    def _amid(self, lean: float) -> FloatArray:
        """The scene point between the contact and the lowest point of the loss that leans so."""
        (contact,) = self._numbers.contacts(self.plane.penalty, np.array([self._numbers.firm]))
        return self.plane.window.point(*(contact + _AMID * (self._leaning(lean).centre - contact)))
