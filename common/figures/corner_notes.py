"""What is written about the corner of a cost plot: who is seen, λ, and the weight at the minimum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, AnimationGroup, FadeIn, FadeOut, VGroup, VMobject

from common.figures.claims import Claim, Reads
from common.figures.close_up import CloseUp
from common.figures.lettering import lettering
from common.figures.read_out import ReadOut
from common.figures.tags import tag_of
from common.maths.arithmetic.arrays import FloatArray
from common.maths.penalties.norms import L1, L2, Penalty
from common.style import TEMPO, TYPE

__all__ = ["CornerNotes"]

_INSET, _ABOVE, _LEADING = 0.15, 0.4, 0.2  # scene units
_HIGHEST = 0.9  # of the plot's height, where the curves are named
_BESIDE = 0.25  # from there to their names


class CornerNotes(VGroup):
    """Tags and read-outs in a corner of the ``close_up`` that no curve reaches, to be fixed to the picture.

    ``tags`` say what the total is like that is spoken of; they stand in one place. Numbers have so many
    ``decimals``. ``names``, upright, stand where the curves leave the plot.
    """

    def __init__(self, close_up: CloseUp, labels: Mapping[str, str], decimals: int) -> None:
        self._close_up, plot = close_up, close_up.plot
        theme, strength = plot.theme, plot.strength
        self.strength = ReadOut(
            "lambda =", strength.get_value, theme, strength, decimals=decimals, marks_zero=False
        )
        self.times = ReadOut(
            "times", close_up.magnified, theme, close_up.zoom, decimals=0, widest=99.0, marks_zero=False
        )
        self.weights: Mapping[Penalty, ReadOut] = {
            penalty: ReadOut(
                "w^star =",
                partial(self._lowest, penalty),
                theme,
                strength,
                decimals=decimals,
                widest=float(np.copysign(9.0, plot.loss.centre)),
                marks_zero=penalty.holds_zero,
            )
            for penalty in (L1, L2)
        }
        self.tags: Mapping[Penalty, VMobject] = {penalty: tag_of(penalty, labels, theme) for penalty in (L1, L2)}
        self._seen: Penalty | None = None
        names = (L1.name, theme.l1), (L2.name, theme.l2), (labels["loss"], theme.loss)
        self.names = VGroup(*(lettering(text, TYPE.title, colour, bold=True) for text, colour in names))
        super().__init__(*self.tags.values(), self.strength, *self.weights.values(), self.times)
        self._arrange()

    def show_strength(self) -> Animation:
        """Bring in the present λ."""
        return self._read(self.strength)

    def count(self) -> Animation:
        """Bring in how close the corner is."""
        return self._read(self.times)

    def tag(self, penalty: Penalty) -> Animation:
        """Say what the total under ``penalty`` is like, in the place of the other."""
        gone = [] if self._seen is None else [self.leave_tag(self._seen)]
        self._seen = penalty
        return AnimationGroup(*gone, FadeIn(self.tags[penalty], run_time=TEMPO.enter), lag_ratio=1)

    def leave_tag(self, penalty: Penalty) -> Animation:
        """Say no more what it is like."""
        self._seen = None
        return FadeOut(self.tags[penalty], run_time=TEMPO.dim)

    def show_weight(self, penalty: Penalty) -> Animation:
        """Bring in the number of a minimum."""
        self.weights[penalty].refresh()
        return FadeIn(self.weights[penalty])

    def leave_weight(self, penalty: Penalty) -> Animation:
        """Take it out."""
        return FadeOut(self.weights[penalty], run_time=TEMPO.dim)

    def leave(self) -> Animation:
        """Take out all, but for L1, of which nothing is left by then."""
        return FadeOut(self.tags[L2], self.strength, self.weights[L2], run_time=TEMPO.dim)

    def name_curves(self) -> Animation:
        """Name the curves where they are now."""
        side, inside = self._close_up.side, -_BESIDE - self.names[-1].width
        for name, end, away in zip(self.names, self._ends(), (_BESIDE, _BESIDE, inside), strict=True):
            name.move_to(end + self._close_up.unit() * side * (away + name.width / 2) * RIGHT)
        return FadeIn(self.names, run_time=TEMPO.enter)

    def claims(self) -> Iterator[Claim]:
        """Yield what its numbers claim."""
        yield Reads("strength", self.strength, self._close_up.plot.strength.get_value())
        yield Reads("times", self.times, self._close_up.magnified())
        for penalty, out in self.weights.items():
            yield Reads(f"weight under {penalty.name}", out, self._lowest(penalty), marks_zero=penalty.holds_zero)

    def _lowest(self, penalty: Penalty) -> float:
        return float(self._close_up.plot.optima[penalty].weights[0])

    def _read(self, out: ReadOut) -> Animation:
        out.refresh()
        return FadeIn(out, run_time=TEMPO.enter)

    def _arrange(self) -> None:
        """Stand in rows, those that are not seen together in one place."""
        edge = LEFT if self._close_up.side > 0 else RIGHT
        rows = VGroup(self.tags[L1], self.strength, self.weights[L1])
        rows.arrange(DOWN, _LEADING, aligned_edge=edge)
        box, below = self._close_up.box, self._close_up.plot.window.box
        rows.align_to(box.corner(edge), edge).align_to(below.corner(DOWN), DOWN).shift(_ABOVE * UP - _INSET * edge)
        self.tags[L2].move_to(self.tags[L1], aligned_edge=edge)
        for same in (self.weights[L2], self.times):
            same.move_to(self.weights[L1], aligned_edge=edge)

    def _ends(self) -> Iterator[FloatArray]:
        """Where (3,) both totals and the loss leave the plot."""
        plot = self._close_up.plot
        (left, right), (_, top) = plot.window.view.x, plot.window.view.y
        x = np.linspace(0.0, right if self._close_up.side > 0 else left, 200)
        for y in (plot.total(L1, x), plot.total(L2, x), plot.loss.value(x)):
            last = np.flatnonzero(y <= _HIGHEST * top)[-1]
            yield plot.window.point(float(x[last]), float(y[last]))
