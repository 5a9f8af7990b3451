"""A tally of exact zeros: one mark for each optimum that has been visited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from manim import DOWN, RIGHT, UP, Dot, ValueTracker, VGroup
from manim.utils.color import ManimColor

from common.figures.claims import Claim, Reads, Wears, Zero
from common.figures.derived import Derived
from common.figures.lettering import formula, lettering
from common.figures.read_out import ReadOut
from common.maths.arithmetic.arrays import FloatArray
from common.maths.optima.certificate import Optimum
from common.stage import Box
from common.style import TYPE, Theme

__all__ = ["Tally"]

_SPACING = 0.25
_GAP = 0.16
_SPOT = 0.05


class Tally(Derived):
    """``visits`` pairs a value of ``progress`` with the optimum there; a mark fills as progress passes it.

    Their count, which is the point, stands above the marks, on that ``side`` of the ``box``. ``spots`` stay in the
    picture where the optima were, at ``places`` (n, 3).
    """

    def __init__(
        self,
        visits: Sequence[tuple[float, Optimum]],
        progress: ValueTracker,
        label: str,
        box: Box,
        side: FloatArray,
        places: FloatArray,
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
            widest=10.0 if len(visits) > 9 else 9.0,
            size=TYPE.formula,
            marks_zero=False,
            flush_right=True,
        )
        total = formula(f"\\/ {len(visits)}", TYPE.formula, theme.muted)
        line = VGroup(name, self.count, total).arrange(RIGHT, buff=_GAP)
        for other in (name, total[-1]):  # on one baseline: the stroke hangs lower
            (total if other is total[-1] else name).shift((self.count.get_bottom() - other.get_bottom())[1] * UP)
        spacing = min(_SPACING, box.width / len(visits))
        self.marks = VGroup(*(Dot(radius=spacing * 0.36) for _ in visits)).arrange(RIGHT, buff=spacing * 0.28)
        VGroup(line, self.marks).arrange(DOWN, buff=_GAP, aligned_edge=side).move_to(
            box.corner(UP + side), aligned_edge=UP + side
        )
        self.spots = VGroup(*(Dot(place, radius=_SPOT) for place in places)).set_z_index(1)
        self.add(name, self.count, total, self.marks, self.spots)
        self.redraw()

    @property
    def zeros(self) -> int:
        """The number of optima visited so far that have a weight at exactly 0."""
        return sum(colour == self._theme.zero for colour, _ in self._findings())

    def redraw(self) -> None:
        """Fill the marks of what has been visited: in the zero colour, or plainly."""
        for mark, spot, (colour, _) in zip(self.marks, self.spots, self._findings(), strict=True):
            if self.is_stale(mark, colour.to_hex()):
                mark.set_color(colour)
                spot.set_fill(colour, opacity=float(colour != self._theme.faint))

    def claims(self) -> Iterator[Claim]:
        """Yield what the tally claims: what was found at each visit so far, and how many zeros that makes."""
        marks = zip(self.marks, self.spots, self._findings(), strict=True)
        for number, (mark, spot, (colour, said)) in enumerate(marks, 1):
            yield Wears(f"mark {number} of the tally", mark, colour, said)
            yield Zero(f"mark {number} of the tally", mark, colour == self._theme.zero)
            yield Zero(f"spot {number} of the tally", spot, colour == self._theme.zero)
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
