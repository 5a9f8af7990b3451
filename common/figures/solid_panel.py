"""One half of the comparison of solids: a ball of three weights, and the loss that touches it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from manim import Animation, FadeIn, FadeOut, ValueTracker, VGroup, VMobject

from common.figures.derived import Moves
from common.figures.half import Half
from common.figures.panel import Panel
from common.figures.seats import Seats
from common.figures.solid_meeting import SolidMeeting
from common.figures.surfaces.gaze import Gaze

__all__ = ["SolidPanel"]


class SolidPanel:
    """Says step by step where a loss touches a solid; each verb gives the animations of its step.

    ``numbers`` are those of the scene; the solid stands alone while ``seat`` is 0. While the loss moves, the eye
    goes round through ``azimuths``, at even steps of the way.
    """

    def __init__(
        self,
        half: Half,
        numbers: Any,
        progress: ValueTracker,
        growth: ValueTracker,
        gaze: Gaze,
        seat: ValueTracker,
        azimuths: Sequence[float],
    ) -> None:
        n, seats = numbers, Seats.of(half)
        self._progress, self._gaze, self._seat, self._azimuths = progress, gaze, seat, azimuths
        self.tag = Panel.tag(half)
        self.solid = SolidMeeting(
            half.penalty,
            n.budget,
            n.journey,
            progress,
            growth,
            gaze,
            seat,
            azimuths,
            seats,
            half.theme,
        )
        self.numbers = VGroup(*self.solid.read_outs(n.decimals))
        seats.number_alone(self.numbers)

    def travel(self, share: float) -> Moves:
        """Move the loss along its way, and go round with it."""
        yield self._progress.animate.set_value(share)
        steps = np.linspace(0, 1, len(self._azimuths))
        yield self._gaze.animate.turn(float(np.interp(share, steps, self._azimuths)))

    def sit_beside(self) -> Moves:
        """Let both solids stand in their panels."""
        yield self._seat.animate.set_value(1.0)

    def give_way(self) -> Moves:
        """Let the other solid stand alone."""
        seat: Any = self._seat.animate
        yield FadeOut(self.solid, run_time=0.4)
        yield seat(run_time=1.2).set_value(0.0)

    def nameless(self) -> Iterator[VMobject]:
        """Give the solid without its loss, and without the names that its axes have while it is alone."""
        self.solid.refresh()
        yield self.solid.add(self.solid.axes, self.solid.surface)

    def bare(self) -> Iterator[VMobject]:
        """Give the solid without its loss."""
        for solid in self.nameless():
            yield solid.add(self.solid.names)

    def come_in(self) -> Iterator[Animation]:
        """Bring the solid in, as it was when it left, but up to date."""
        yield from map(FadeIn, self.bare())

    def name(self) -> Iterator[Animation]:
        """Name the solid."""
        yield FadeIn(self.tag)

    def hide_name(self) -> Iterator[Animation]:
        """Take its name out."""
        yield FadeOut(self.tag)

    def hide_names(self) -> Iterator[Animation]:
        """Take out the solid's name, and ŵ's."""
        yield from self.hide_name()
        yield self.solid.conceal(self.solid.centre_name)

    def show_centre(self) -> Iterator[Animation]:
        """Bring in ŵ."""
        yield self.solid.reveal(self.solid.centre, self.solid.centre_name)

    def show_contact(self) -> Iterator[Animation]:
        """Mark where the loss touches, with a ring for each weight that is 0 there."""
        yield self.solid.reveal(self.solid.dot, self.solid.second_ring)

    def show_numbers(self) -> Iterator[Animation]:
        """Bring in the weights of a solid that is alone."""
        for read_out in self.numbers:
            read_out.refresh()
        yield FadeIn(self.numbers)

    def hide_numbers(self) -> Iterator[Animation]:
        """Take the weights out."""
        yield FadeOut(self.numbers)

    def leave(self) -> Iterator[Animation]:
        """Take the solid out."""
        yield FadeOut(self.solid)
