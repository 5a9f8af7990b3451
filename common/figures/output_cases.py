"""The cases of the condition for a minimum, and what each says comes out: written beside an output plot."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from manim import DOWN, DR, UL, Animation, AnimationGroup, FadeIn, FadeOut, VGroup

from common.figures.equation import Equation
from common.maths.arithmetic.arrays import FloatArray
from common.stage import PORTRAIT, Aspect, Box
from common.style import TYPE, Theme

__all__ = ["UNDER", "OutputCases"]

UNDER = 2.0
"""Scene units under the plot where they are written if the stage is tall."""
_LEADING, _GAP = 0.4, 0.3
_NAMES = 0.5  # those of the axes


class OutputCases:
    """By the piece of the graph that a case draws, its condition, and what follows from it.

    They stand in quadrants of ``body`` about ``origin`` (3,) that the graph leaves free; in portrait, at its foot.
    """

    def __init__(self, body: Box, origin: FloatArray, aspect: Aspect, theme: Theme) -> None:
        pull, nothing, out, into = (
            ("h(w - hat(w))", theme.loss),
            ("= 0", theme.ink),
            ("w =", theme.ink),
            ("hat(w)", theme.loss),
        )
        cases = {
            "right": ([pull, ("+ lambda", theme.l1), nothing], [out, into, ("- lambda \\/ h", theme.l1)], DR),
            "left": ([pull, ("- lambda", theme.l1), nothing], [out, into, ("+ lambda \\/ h", theme.l1)], UL),
            "line": (
                [pull, ("+ lambda w", theme.l2), nothing],
                [out, ("hat(w) / (1 + lambda \\/ h)", theme.l2)],
                DR,
            ),
        }
        self._is_one_place = aspect is PORTRAIT
        self.of: dict[str, VGroup] = {}
        self._written: list[VGroup] = []
        for name, (*lines, corner) in cases.items():
            written = VGroup(*(Equation(line, TYPE.formula) for line in lines)).arrange(DOWN, buff=_LEADING)
            ends = np.array([origin, body.corner(corner)])
            quarter = Box(*ends.min(axis=0)[:2], *ends.max(axis=0)[:2]).cut_top(_NAMES)[1]
            box = body.cut_bottom(UNDER - _GAP)[0] if aspect is PORTRAIT else quarter
            written.scale(min(1.0, (box.width - 2 * _GAP) / written.width)).move_to(box.centre)
            self.of[name] = written
        self.of["line"][1][1][:2].set_color(theme.loss)  # the numerator, what goes in

    def condition(self, case: str) -> Iterator[Animation]:
        """Write the condition of a case, term by term; what stands in its place makes way."""
        leaving = [*self.leave()] if self._is_one_place else []
        self._written.append(self.of[case])
        yield AnimationGroup(*leaving, *map(FadeIn, self.of[case][0]), lag_ratio=0.5)

    def result(self, case: str) -> Iterator[Animation]:
        """Write what follows from it."""
        yield FadeIn(self.of[case][1], shift=_LEADING * DOWN)

    def leave(self) -> Iterator[Animation]:
        """Take out all that is written."""
        if self._written:
            yield FadeOut(*self._written)
            self._written.clear()
