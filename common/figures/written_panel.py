"""A panel with room for writing beside its picture, or below it."""

from __future__ import annotations

from collections.abc import Sequence

from manim.utils.color import ManimColor

from common.figures.derived import Derived
from common.figures.panel import Panel
from common.stage import Aspect, Box

__all__ = ["WrittenPanel"]

_WIDTH = 3.7
_GAP = 0.15


class WrittenPanel(Panel):
    """A panel whose ``picture`` leaves the box ``words`` free: ``height`` high below it, or else beside it."""

    def __init__(
        self,
        box: Box,
        aspect: Aspect,
        title: str,
        colour: ManimColor,
        read_outs: Sequence[Derived],
        height: float,
    ) -> None:
        super().__init__(box, aspect, title, colour, read_outs)
        whole = self.picture
        if aspect.stacked:
            edge = whole.right - _WIDTH
            self.words = Box(edge, whole.bottom, whole.right, whole.top)
            self.picture = Box(whole.left, whole.bottom, edge - _GAP, whole.top)
        else:
            self.words, self.picture = whole.cut_bottom(height, gap=_GAP)
