"""The names of what stands in a cost plot: its loss, and both prices with their formulas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from manim import DOWN, LEFT, RIGHT, UL, UP, Animation, FadeIn, FadeOut, Mobject, VGroup, smooth, squish_rate_func
from manim.mobject.mobject import _AnimationBuilder

from common.figures.lettering import Lettering, formula, lettering
from common.figures.read_out import ReadOut
from common.figures.tags import tag_of
from common.maths.arithmetic.arrays import FloatArray
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import Box
from common.style import TYPE, Theme

__all__ = ["CostLegend"]

_FORMULAS: Mapping[Penalty, str] = {L1: "lambda abs(w)", L2: "lambda w^2 \\/ 2"}
_ORDER = list(_FORMULAS)
_TAG = 36
_BETWEEN, _INSIDE = 0.4, 0.2


class CostLegend:
    """Says which colour is which; each verb gives the animations of its step.

    ``loss`` is the name of the curve, ``axis`` that of the axis on which it is measured. The prices are named in
    the upper ``corner`` of ``place``, over their λ, which ``strength`` reads. Then ``names`` are those of both
    totals and of the loss.
    """

    def __init__(
        self, labels: Mapping[str, str], theme: Theme, strength: ReadOut, place: Box, corner: FloatArray = UL
    ) -> None:
        self.loss = lettering(labels["loss"], _TAG, theme.loss, bold=True)
        self.axis = lettering(labels["loss"], TYPE.label, theme.loss, bold=True)
        self.tags = VGroup(*(tag_of(each, labels, theme, _TAG) for each in _FORMULAS))
        self.strength = strength
        prices = [formula(text, TYPE.formula, theme.of(each)) for each, text in _FORMULAS.items()]
        self.tags.arrange(DOWN, buff=_BETWEEN, aligned_edge=LEFT)
        for tag, price in zip(self.tags, prices, strict=True):
            price.next_to(tag, RIGHT, buff=_BETWEEN)
        self.formulas = VGroup(*prices)
        self.losses = VGroup(*(self._plus(labels["loss"], theme, beside=price) for price in prices))
        strength.next_to(self.formulas, DOWN, buff=_BETWEEN, aligned_edge=LEFT)
        self._row = strength.get_y() - prices[-1].get_y()
        whole = VGroup(self.tags, self.formulas, self.losses, strength)
        whole.shift(place.corner(corner) - whole.get_corner(corner))
        strength.shift(-self._row * UP)
        self.names = VGroup(*self.tags.copy(), self.loss.copy())

    def name(self, penalty: Penalty) -> Iterator[Animation | Mobject | _AnimationBuilder]:
        """Name a price, and say what it is; below the last, say what λ is."""
        row = _ORDER.index(penalty)
        names = self.tags[row], self.formulas[row]
        if penalty is _ORDER[0]:
            self.strength.refresh()
            yield from map(FadeIn, (self.strength, *names))
        else:
            moved: Any = self.strength.animate
            yield moved(rate_func=squish_rate_func(smooth, 0.0, 0.5)).shift(self._row * UP)
            yield from (FadeIn(name, rate_func=squish_rate_func(smooth, 0.5, 1.0)) for name in names)

    def add_loss(self, penalty: Penalty) -> Iterator[Animation]:
        """Say that it is added to the loss."""
        yield FadeIn(self.losses[_ORDER.index(penalty)])

    def step_aside(self) -> Iterator[Animation]:
        """Leave the bowl to the totals."""
        yield FadeOut(self.tags, self.formulas, self.losses, self.strength)

    def _plus(self, loss: str, theme: Theme, beside: Lettering) -> VGroup:
        plus = formula("+", TYPE.formula, theme.ink).next_to(beside, RIGHT, buff=_INSIDE)
        name = lettering(loss, _TAG, theme.loss, bold=True).next_to(plus, RIGHT, buff=_INSIDE)
        return VGroup(plus, name)
