"""One half of the comparison of solids: a ball of three weights, and the loss that touches it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from manim import Animation, FadeIn, FadeOut, ValueTracker, VGroup, VMobject

from common.figures.half import Half
from common.figures.hero import bleeding, stand_in_corner
from common.figures.panel import Panel
from common.figures.solid_meeting import SolidMeeting
from common.figures.surfaces.gaze import Gaze
from common.stage import Box

__all__ = ["SolidPanel"]


class SolidPanel:
    """Says step by step where a loss touches a solid; each verb gives the animations of its step.

    ``numbers`` are those of the scene; the solid stands in ``hero`` while it is alone, and ``seat`` is 0.
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
        hero: Box,
    ) -> None:
        n, aspect = numbers, half.aspect
        self.panel = Panel.of(half, ())
        self.solid = SolidMeeting(
            half.penalty,
            n.budget,
            n.journey,
            progress,
            growth,
            gaze,
            seat,
            azimuths,
            (hero, self.panel.picture),
            bleeding(hero, aspect),
            half.theme,
        )
        self.numbers = VGroup(*self.solid.read_outs(n.decimals))
        stand_in_corner(self.numbers, hero, aspect)

    def bare(self) -> Iterator[VMobject]:
        """Give the solid without its loss."""
        self.solid.add(self.solid.axes, self.solid.surface, self.solid.names)
        yield self.solid

    def title(self) -> Iterator[Animation]:
        """Name the solid."""
        yield FadeIn(self.panel.title)

    def hide_names(self) -> Iterator[Animation]:
        """Take out the solid's name, and ŵ's."""
        yield FadeOut(self.panel.title)
        yield self.solid.conceal(self.solid.centre_name)

    def show_centre(self) -> Iterator[Animation]:
        """Bring in ŵ."""
        yield self.solid.reveal(self.solid.centre, self.solid.centre_name)

    def show_contact(self) -> Iterator[Animation]:
        """Mark where the loss touches."""
        yield self.solid.reveal(self.solid.dot)

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
