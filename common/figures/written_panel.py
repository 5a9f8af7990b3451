"""A panel with room for writing beside its picture, or below it."""

from __future__ import annotations

from collections.abc import Sequence

from manim import DOWN, DR, LEFT, UP
from manim.utils.color import ManimColor

from common.figures.derived import Derived
from common.figures.panel import Panel
from common.stage import Aspect, Box

__all__ = ["WrittenPanel"]

_WIDTH = 3.7
_GAP = 0.15
_LEADING = 0.12


class WrittenPanel(Panel):
    """A panel whose ``picture`` leaves the box ``words`` free: ``height`` high below it, or else beside it.

    ``inset`` read-outs stand in the lower right corner of the picture rather than below it, which makes it higher.
    """

    def __init__(
        self,
        box: Box,
        aspect: Aspect,
        title: str,
        colour: ManimColor,
        read_outs: Sequence[Derived],
        height: float,
        *,
        inset: bool = False,
    ) -> None:
        super().__init__(box, aspect, title, colour, read_outs)
        whole = self.picture
        if aspect.stacked:
            edge = whole.right - _WIDTH
            self.words = Box(edge, whole.bottom, whole.right, whole.top)
            self.picture = Box(whole.left, whole.bottom, edge - _GAP, whole.top)
        else:
            if inset:
                whole = Box(whole.left, self.foot.bottom, whole.right, whole.top)
            self.words, self.picture = whole.cut_bottom(height, gap=_GAP)
            if inset:
                self.read_outs.arrange(DOWN, buff=_LEADING, aligned_edge=LEFT)
                self.read_outs.shift(self.picture.corner(DR) + _LEADING * UP - self.read_outs.get_corner(DR))
