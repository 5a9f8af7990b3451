"""How many weights are exactly 0, of all that there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from manim import RIGHT, ValueTracker

from common.figures.claims import Claim, Reads
from common.figures.derived import Derived
from common.figures.lettering import formula, lettering
from common.figures.read_out import ReadOut
from common.maths.arithmetic.arrays import FloatArray
from common.style import TYPE, Theme

__all__ = ["ZeroCount"]


class ZeroCount(Derived):
    """The number of exact zeros among ``weights()``, (d,), after the word ``name`` for them, and before "/ d"."""

    def __init__(
        self, weights: Callable[[], FloatArray], name: str, theme: Theme, *trackers: ValueTracker
    ) -> None:
        super().__init__(*trackers)
        self._weights = weights
        self.read_out = ReadOut(
            "",
            lambda: float(self.zeros),
            theme,
            *trackers,
            decimals=0,
            widest=float(weights().size),
            marks_zero=False,
            flush_right=True,
        )
        total = formula(f"\\/ {weights().size}", TYPE.read_out, theme.muted)
        self.add(lettering(name, TYPE.note, theme.muted), self.read_out, total)
        self.arrange(RIGHT, buff=0.12)
        self[0].shift(0.1 * -RIGHT)

    @property
    def zeros(self) -> int:
        """How many weights are exactly 0 now."""
        return int((self._weights() == 0).sum())

    def redraw(self) -> None:
        """Leave it to the read-out, which follows the same trackers."""
        self.read_out.refresh()

    def claims(self) -> Iterator[Claim]:
        """What the count claims: how many weights are exactly 0."""
        yield Reads("count of zeros", self.read_out, float((self._weights() == 0).sum()))
