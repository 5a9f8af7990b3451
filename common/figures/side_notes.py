"""Room for formulas and numbers at a plane: beside it where the picture is wide, else above it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from manim import DL, DOWN, DR, LEFT, RIGHT, UL, VGroup, VMobject

from common.figures.window import Window
from common.stage import LANDSCAPE, Box, Stage
from common.style import TYPE

__all__ = ["LEADING", "SideNotes"]

_COLUMN, _BELOW = 3.5, 0.45
"""Scene units: width of the column, and from a head to what follows it there."""
LEADING, _BESIDE = 0.25, 0.4


@dataclass(frozen=True)
class SideNotes:
    """The ``box`` of the notes, and the ``picture`` that it leaves."""

    is_wide: bool
    box: Box
    picture: Box

    @classmethod
    def of(cls, stage: Stage) -> SideNotes:
        """Return those of a stage without headlines."""
        body = stage.body
        if stage.aspect is not LANDSCAPE:
            return cls(is_wide=False, box=stage.headline, picture=body)
        edge = body.left + _COLUMN
        column, rest = (
            Box(left, body.bottom, right, body.top) for left, right in ((body.left, edge), (edge, body.right))
        )
        return cls(is_wide=True, box=column, picture=rest)

    @property
    def size(self) -> float:
        """Of formulas, in points of ``TYPE``."""
        return TYPE.formula if self.is_wide else TYPE.read_out

    def head(self, *parts: VMobject) -> None:
        """Set ``parts`` first."""
        self._line_up(*parts).move_to(self.box.corner(UL), aligned_edge=UL)

    def follow(self, first: VMobject, *parts: VMobject) -> None:
        """Set ``parts`` below what is the last of those that were set ``first``."""
        line = self._line_up(*parts)
        if self.is_wide:
            line.next_to(first, DOWN, buff=_BELOW, aligned_edge=LEFT)
        else:
            line.move_to(self.box.corner(DL), aligned_edge=DL)

    def part(self, one: VMobject, other: VMobject) -> None:
        """Set two on one line, at either end of a strip: an axis may run up between them."""
        if not self.is_wide:
            other.align_to(self.box.corner(DR), DR).set_y(one.get_y())

    def look(self, frame: Any, window: Window, middle: float, size: float, filled: float) -> Any:
        """Let ``size`` of the plane about (``middle``, ``middle``) take the share ``filled`` of the picture."""
        box = self.picture
        times = filled * min(box.width, box.height) / (size * window.unit)
        return frame.animate.bring(window.point(middle, middle), box.centre, times)

    def _line_up(self, *parts: VMobject) -> VGroup:
        group = VGroup(*parts)
        if self.is_wide:
            return group.arrange(DOWN, buff=LEADING, aligned_edge=LEFT)
        return group.arrange(RIGHT, buff=_BESIDE)
