"""A tally of exact zeros: one mark for each optimum that has been visited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from manim import DOWN, RIGHT, Dot, ValueTracker, VGroup
from manim.utils.color import ManimColor

from common.figures.claims import Claim, Reads, Wears, Zero
from common.figures.derived import Derived
from common.figures.lettering import formula, lettering
from common.figures.read_out import ReadOut
from common.maths.optima.certificate import Optimum
from common.stage import Box
from common.style import TYPE, Theme

__all__ = ["Tally"]

_MARK_SPACING = 0.17


class Tally(Derived):
    """``visits`` pairs a value of ``progress`` with the optimum there; a mark fills as progress passes it."""

    def __init__(
        self,
        visits: Sequence[tuple[float, Optimum]],
        progress: ValueTracker,
        label: str,
        box: Box,
        theme: Theme,
    ) -> None:
        super().__init__(progress)
        self._visits, self._progress, self._theme = visits, progress, theme
        name = lettering(label, TYPE.note, theme.muted)
        self.count = ReadOut(
            "",
            lambda: float(self.zeros),
            theme,
            progress,
            decimals=0,
            widest=99,
            marks_zero=False,
            flush_right=True,
        )
        total = formula(f"\\/ {len(visits)}", TYPE.read_out, theme.muted)
        count = VGroup(self.count, total).arrange(RIGHT, buff=0.12)
        one_line = box.width - name.width - count.width - 0.5
        fits = one_line > 0.1 * len(visits)
        spacing = min(_MARK_SPACING, (one_line if fits else box.width) / len(visits))
        self.marks = VGroup(*(Dot(radius=spacing * 0.36) for _ in visits)).arrange(RIGHT, buff=spacing * 0.28)
        if fits:
            whole = VGroup(name, self.marks, count).arrange(RIGHT, buff=0.22)
        else:
            whole = VGroup(VGroup(name, count).arrange(RIGHT, buff=0.25), self.marks).arrange(DOWN, buff=0.2)
        whole.move_to(box.centre)
        self.add(name, count, self.marks)
        self.redraw()

    @property
    def zeros(self) -> int:
        """The number of optima visited so far that have a weight at exactly 0."""
        return sum(colour == self._theme.zero for colour, _ in self._findings())

    def redraw(self) -> None:
        """Fill the marks of what has been visited: in the zero colour, or plainly."""
        for mark, (colour, _) in zip(self.marks, self._findings(), strict=True):
            if self.is_stale(mark, colour.to_hex()):
                mark.set_color(colour)

    def claims(self) -> Iterator[Claim]:
        """Yield what the tally claims: what was found at each visit so far, and how many zeros that makes."""
        for number, (mark, (colour, said)) in enumerate(zip(self.marks, self._findings(), strict=True), 1):
            yield Wears(f"mark {number} of the tally", mark, colour, said)
            yield Zero(f"mark {number} of the tally", mark, colour == self._theme.zero)
        yield Reads("count of zeros", self.count, float(self.zeros))

    def _findings(self) -> Iterator[tuple[ManimColor, str]]:
        """Yield the colour that each mark should have now, and why."""
        theme, now = self._theme, self._progress.get_value()
        for at, optimum in self._visits:
            if at > now:
                yield theme.faint, "it is still to come"
            elif optimum.zeros.any():
                yield theme.zero, "a weight is exactly 0 there"
            else:
                yield theme.muted, "no weight is exactly 0 there"
