"""A panel: one half of a comparison, with its title, its read-outs and the room for its picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, Self

from manim import DOWN, LEFT, RIGHT, UP, VGroup, VMobject
from manim.utils.color import ManimColor

from common.figures.derived import Derived
from common.figures.half import Half
from common.figures.lettering import lettering
from common.stage import Aspect, Box
from common.style import TYPE

__all__ = ["Panel"]

_TITLE_HEIGHT = 0.5
_LINE_HEIGHT = 0.6
_GAP = 0.15
_STRIP_GAP = 0.1


class Seated(Protocol):
    """A figure that is built for a box."""

    def fit(self, box: Box) -> None:
        """Build the parts for ``box`` and draw them, to be revealed."""


class Panel(VGroup):
    """Title over picture over read-outs; where panels are stacked, the read-outs stand beside the title.

    ``picture`` is the box left for what the panel shows, ``foot`` the box in which the read-outs stand.
    """

    def __init__(
        self, box: Box, aspect: Aspect, title: str, colour: ManimColor, read_outs: Sequence[Derived]
    ) -> None:
        self.title = lettering(title, TYPE.title, colour, bold=True)
        self.read_outs = VGroup(*read_outs)
        super().__init__(self.title, self.read_outs)
        if aspect.stacked:
            head, self.picture = box.cut_top(_TITLE_HEIGHT, gap=_GAP)
            self.foot = Box(head.left + self.title.width + 0.3, head.bottom, head.right, head.top)
            if read_outs:
                self.read_outs.arrange(RIGHT, buff=0.25).move_to(head.centre).align_to(head.corner(RIGHT), RIGHT)
            self.title.align_to(head.corner(LEFT), LEFT)
        else:
            head, rest = box.cut_top(_TITLE_HEIGHT, gap=_GAP)
            self.read_outs.arrange(RIGHT, buff=0.5)
            lines = 1 if read_outs else 0
            if self.read_outs.width > box.width:
                self.read_outs.arrange(DOWN, buff=0.2, aligned_edge=LEFT)
                lines = len(read_outs)
            self.foot, self.picture = rest.cut_bottom(lines * _LINE_HEIGHT, gap=_GAP if lines else 0.0)
            self.read_outs.move_to(self.foot.centre)
            self.title.move_to(head.centre)
        # By its capital: not every title has a letter that hangs below the line.
        self.title.shift((head.centre[1] - self.title[0].get_y()) * UP)

    @classmethod
    def of(cls, half: Half, read_outs: Sequence[Derived]) -> Self:
        """Return the panel of a half, titled after its penalty."""
        return cls(half.box, half.aspect, half.labels[half.penalty.name], half.colour, read_outs)

    @classmethod
    def tag(cls, half: Half) -> VMobject:
        """Return the title of a half's panel alone, at its left edge."""
        title: VMobject = cls.of(half, ()).title
        return title.align_to(half.box.corner(LEFT), LEFT)

    def seat(self, figure: Seated, height: float | None = None) -> Box:
        """Fit ``figure`` into the picture, or into a strip of ``height`` cut off its foot; return its box."""
        box = self.picture
        if height is not None:
            box, self.picture = self.picture.cut_bottom(height, gap=_STRIP_GAP)
        figure.fit(box)
        return box
