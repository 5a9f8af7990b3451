"""One half of the comparison of regions: where a budget meets the contours of a loss, and how often on an axis."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

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

from common.figures.half import Half
from common.figures.panel import Panel
from common.figures.swept_plane import SweptPlane, Together
from common.figures.tally import Tally
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import QuadraticLoss
from common.maths.optima.budget import budget_optimum
from common.maths.penalties.norms import L1
from common.stage import LANDSCAPE, Box, Stage

__all__ = ["MeetingPanel"]

Moves: TypeAlias = Iterator[Animation | Mobject | _AnimationBuilder]

_LINE, _GAP = 0.2, 0.6
"""Scene units between two lines of numbers, and between numbers side by side."""
_CLOSE, _CLOSE_IF_NARROW = 1.45, 1.2  # times as near for a close look, with all of the contour wherever it leans
_AMID = 0.6  # of the way from the contact to the lowest point, for the middle of a close look


class MeetingPanel:
    """Says step by step where a region meets the contours; each verb gives the animations of its step.

    ``numbers`` are those of the scene. ``budget`` sweeps the region, ``spread`` the contour from the lowest point
    to the contact, ``lean`` turns the loss about its contact at the budget ``numbers.firm``; and it wanders by
    ``progress``, which both halves share. Where the stage is narrow they are one picture, of which L1's half
    brings what is common: ``subject`` is what a half has for itself. ``leans`` are the angles to look at, one
    after the other, and ``marks`` keep their size in a close look.
    """

    def __init__(self, half: Half, numbers: Any, progress: ValueTracker) -> None:
        n = self._numbers = numbers
        self.budget, self.spread, self.lean = (ValueTracker(value) for value in (n.least, 0.0, 0.0))
        self._progress = progress
        self._leaning, self.leans = n.leaning(half.penalty), n.leans(half.penalty)
        moving = Together((progress, self.lean))
        self.plane = SweptPlane(
            half.penalty, n.loss, self.loss, self.budget, moving, self.spread, half.theme, n.view, n.decimals
        )
        self.title = Panel.of(half, ()).title
        self.read_outs = VGroup(*self.plane.read_outs).arrange(DOWN, buff=_LINE, aligned_edge=LEFT)
        self._is_wide = half.aspect is LANDSCAPE
        self._brings_all = self._is_wide or half.penalty is L1
        side, foot = (self._sit_beside if self._is_wide else self._sit_within)(half)
        visits = [(at, budget_optimum(n.journey(at), half.penalty, n.while_turning)) for at in n.stops.tolist()]
        places = self.plane.window.points(np.array([optimum.weights for _, optimum in visits]))
        self.tally = Tally(visits, progress, half.labels["zeros"], foot, side, places, half.theme)
        plane = self.plane
        own = (plane.region, plane.contour, plane.trail, plane.projections, plane.dot, plane.holding)
        self.marks = plane.dot, plane.centre, plane.pull_name
        self.subject = plane if self._is_wide else VGroup(*own)

    def _sit_beside(self, half: Half) -> tuple[FloatArray, Box]:
        """Take a panel, the weights in its free corner; return side and box of the tally, beside the title."""
        picture, centre = Panel.of(half, ()).picture, self._numbers.centre
        self.plane.fit(picture)
        free = np.array([np.sign(centre[0]), -np.sign(centre[1]), 0.0])
        self.read_outs.move_to(picture.corner(free), aligned_edge=free)
        self.plane.ball.move_to(picture.corner(free), aligned_edge=free)
        self.title.align_to(half.box.corner(LEFT), LEFT)
        self.plane.budget_out.align_to(half.box.corner(RIGHT), RIGHT).set_y(self.title.get_y())
        return RIGHT, half.box.columns(0.0)[1].cut_top(_LINE / 4)[1]

    def _sit_within(self, half: Half) -> tuple[FloatArray, Box]:
        """Share the picture, title and weights above it; return side and box of the tally, in their place."""
        self.plane.fit(half.box)
        if not self._brings_all:  # the colour of what it covers is still to be told
            for band in self.plane.region.fill:
                band.set_fill(opacity=band.get_fill_opacity() / 2)
        strips = Stage(half.aspect, has_headlines=False).headline.columns(_GAP)
        side, strip = (LEFT, strips[0]) if half.penalty is L1 else (RIGHT, strips[1])
        head, foot = strip.cut_top(self.title.height, gap=_LINE)
        self.title.move_to(head.corner(side), aligned_edge=side)
        self.plane.budget_out.move_to(foot.corner(UP + side), aligned_edge=UP + side)
        self.read_outs.next_to(self.plane.budget_out, -side, buff=_LINE).align_to(foot.corner(UP), UP)
        self.plane.ball.next_to(self.plane.budget_out, DOWN, buff=_LINE, aligned_edge=side)
        return side, foot

    def _common(self, *parts: VMobject) -> tuple[VMobject, ...]:
        """Return what is the same in both halves, if this one brings it."""
        return parts if self._brings_all else ()

    def loss(self) -> QuadraticLoss:
        """Return the loss as it is now."""
        n, lean = self._numbers, self.lean.get_value()
        loss: QuadraticLoss = self._leaning(lean) if lean else n.journey(self._progress.get_value())
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

    def show_budget(self) -> Iterator[Animation]:
        """Say how large the budget is."""
        self.plane.budget_out.refresh()
        yield FadeIn(self.plane.budget_out)

    def open_region(self) -> Moves:
        """Let the region grow, and bring in its title and what it allows."""
        self.plane.add(self.plane.region)
        yield FadeIn(self.title, self.plane.ball)
        yield self.budget.animate.set_value(self._numbers.at_first)

    def make_room(self) -> Iterator[Animation]:
        """Take out the names of the axes, at whose ends a loose region stands, and what it allows."""
        yield FadeOut(self.plane.ball)
        yield from self._hide_names()

    def show_centre_name(self) -> Iterator[Animation]:
        """Name the lowest point."""
        yield from map(self.plane.reveal, self._common(self.plane.centre_name))

    def hide_centre_name(self) -> Iterator[Animation]:
        """Take that name out."""
        yield from map(self.plane.conceal, self._common(self.plane.centre_name))

    def show_names(self) -> Iterator[Animation]:
        """Bring back the names of the axes."""
        yield from map(self.plane.reveal, self._common(self.plane.names))

    def spread_contour(self) -> _AnimationBuilder | Mobject:
        """Let a contour spread from the lowest point until it touches."""
        self.plane.add(self.plane.contour)
        return self.spread.animate.set_value(1.0)

    def show_contact(self) -> Iterator[Animation]:
        """Mark the contact, the way on which tightening the budget has brought it there, and its weights."""
        yield self.plane.reveal(self.plane.dot)
        yield from self.show_way()

    def show_way(self) -> Iterator[Animation]:
        """Bring in the way of the contact and its weights, up to date, projected onto the axes."""
        yield self.plane.reveal(self.plane.trail, by=Create)
        yield self.plane.reveal(self.plane.projections)
        for read_out in self.read_outs:
            read_out.refresh()
        yield FadeIn(self.read_outs)

    def hide_way(self) -> Iterator[Animation]:
        """Take them out."""
        yield self.plane.conceal(self.plane.trail, self.plane.projections)
        yield FadeOut(self.read_outs)

    def hide_words(self) -> Iterator[Animation]:
        """Take out title, budget and names, for a close look."""
        yield FadeOut(self.title, self.plane.budget_out)
        yield from self._hide_names()

    def show_words(self) -> Iterator[Animation]:
        """Bring them back, and the way."""
        yield from self.show_title()
        yield from self.show_names()
        yield from self.show_way()

    def approach(self, frame: Mobject) -> Moves:
        """Look from near at the contact, and at all directions in which the loss may pull while it stays there."""
        near = _CLOSE if self._is_wide else _CLOSE_IF_NARROW
        yield frame.animate.scale(1 / near).move_to(self._amid(0.0))
        yield self.plane.reveal(self.plane.holding)

    def take_over(self, frame: Mobject) -> Moves:
        """Let the close look pass to this half, and bring in the contour that touches its region."""
        yield frame.animate.move_to(self._amid(0.0))
        self.spread.set_value(1.0)
        yield self.plane.reveal(self.plane.contour, self.plane.dot, self.plane.holding)

    def lean_to(self, lean: float, frame: Mobject) -> Moves:
        """Let the loss lean, and the close look follow it."""
        yield self.lean.animate.set_value(lean)
        yield frame.animate.move_to(self._amid(lean))

    def straighten(self) -> Moves:
        """Put the loss back, and take out the directions in which it may pull."""
        yield self.plane.conceal(self.plane.holding)
        yield self.lean.animate.set_value(0.0)

    def clear_way(self) -> Moves:
        """Take out the way, all numbers, and faint contours that would pass the names."""
        yield from self.hide_way()
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

    def _hide_names(self) -> Iterator[Animation]:
        yield from map(self.plane.conceal, self._common(self.plane.names))

    def _amid(self, lean: float) -> FloatArray:
        """The scene point between the contact and the lowest point of the loss that leans so."""
        (contact,) = self._numbers.contacts(self.plane.penalty, np.array([self._numbers.firm]))
        return self.plane.window.point(*(contact + _AMID * (self._leaning(lean).centre - contact)))
