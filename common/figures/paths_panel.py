"""Coefficient paths of both penalties on one pair of axes: one weight after another lands, or none does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, TypeAlias

import numpy as np
from manim import (
    DL,
    RIGHT,
    UL,
    UR,
    Animation,
    FadeIn,
    FadeOut,
    LaggedStart,
    Mobject,
    ValueTracker,
    VGroup,
    VMobject,
)
from manim.mobject.mobject import _AnimationBuilder

from common.figures.coefficient_paths import CoefficientPaths, PathRange, fit_to_one_scale
from common.figures.lettering import lettering
from common.figures.zero_count import ZeroCount
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import LANDSCAPE, Stage
from common.style import TYPE, Theme

__all__ = ["PathsPanel"]

Moves: TypeAlias = Iterator[Animation | Mobject | _AnimationBuilder]

_FITS = {L1: "lasso", L2: "ridge"}
_GAP, _BEFORE = 0.3, 0.9


def _one_by_one(parts: VMobject) -> Animation:
    return LaggedStart(*map(FadeIn, parts), lag_ratio=0.3)


class PathsPanel:
    """The paths of the data of the scene's ``numbers``; each verb gives the animations of its step.

    ``exponents`` are log₁₀ λ up to where the paths of either penalty are drawn, from ``first`` to ``last``; under
    L1 the first weight lands shortly after ``before``. ``doublings`` enlarges the weights. ``l1`` and ``l2`` are
    the ``plots``.
    """

    def __init__(self, stage: Stage, numbers: Any, labels: Mapping[str, str], theme: Theme) -> None:
        n, paths, names = numbers, numbers.paths, numbers.data_set.names
        ends = np.log10([n.weakest, n.strongest]).tolist()
        self.first, self.last = ends
        arrivals = [at for at in np.log10(paths.arrivals).tolist() if at > self.first]
        self.before = self.first + _BEFORE * (min(arrivals) - self.first)
        self.doublings = ValueTracker(0.0)
        self.exponents: Mapping[Penalty, ValueTracker] = {each: ValueTracker(self.first) for each in (L1, L2)}
        covered = PathRange.around((paths.lasso, paths.ridge), n.weakest, n.strongest)
        of = {
            L1: (paths.lasso, paths.arrivals),
            L2: (paths.ridge, np.concatenate(paths.crossings).tolist()),
        }
        self.plots = [
            CoefficientPaths(
                each,
                path,
                zeros,
                covered,
                {name: name in n.labelled for name in names},
                self.exponents[each],
                self.doublings,
                theme,
                labels["unnamed"] if len(n.labelled) < len(names) else "",
            )
            for each, (path, zeros) in of.items()
        ]
        self.l1, self.l2 = self.plots
        self.counts = [
            ZeroCount(partial(getattr, plot, "weights"), labels["zeros"], theme, self.exponents[plot.penalty])
            for plot in self.plots
        ]
        self.tags = [
            lettering(labels[_FITS[plot.penalty]], TYPE.title, theme.of(plot.penalty), bold=True)
            for plot in self.plots
        ]
        self._fit(stage)

    def _fit(self, stage: Stage) -> None:
        """Lay both plots over each other, below their tags and counts."""
        strip, body = stage.headline, stage.body
        if stage.aspect is LANDSCAPE:
            _, body = body.cut_top(strip.height, gap=0.1)
        fit_to_one_scale(self.plots, [body, body])
        corners = (UL, UR) if stage.aspect is LANDSCAPE else (UL, DL)
        for tag, count, corner in zip(self.tags, self.counts, corners, strict=True):
            head = VGroup(tag, count).arrange(RIGHT, buff=_GAP)
            head.move_to(strip.corner(corner), aligned_edge=corner)

    def open(self) -> Moves:
        """Draw the axes."""
        yield self.l1.reveal(self.l1.frame)

    def name_weights(self) -> Moves:
        """Name the weights one after another, where their paths under the lasso begin, and draw these."""
        l1 = self.l1
        yield l1.reveal(l1.name_labels, by=_one_by_one)
        l1.add(l1.curves, l1.rest, l1.marks)

    def go(self, penalty: Penalty, exponent: float) -> Moves:
        """Draw the paths on up to an exponent."""
        yield self.exponents[penalty].animate.set_value(exponent)

    def count(self, penalty: Penalty) -> Moves:
        """Say which fit it is, and how many of its weights are zero."""
        which = 0 if penalty == L1 else 1
        self.counts[which].redraw()
        yield FadeIn(self.tags[which], self.counts[which])

    def name_again(self) -> Moves:
        """Bring back the names where the paths under the lasso begin."""
        yield self.l1.reveal(self.l1.name_labels)

    def rename(self) -> Moves:
        """Name the weights where the paths of ridge begin, and draw these from there."""
        l1, l2 = self.plots
        yield l1.conceal(l1.name_labels)
        yield l2.reveal(l2.name_labels)
        l2.add(l2.curves)

    def come_close(self) -> Moves:
        """Enlarge the weights, and leave their names."""
        l2 = self.l2
        yield l2.conceal(l2.name_labels)
        yield l2.reveal(l2.zoom_out)

    def mark_crossings(self) -> Moves:
        """Mark where weights of ridge pass through zero."""
        yield self.l2.reveal(self.l2.marks)

    def leave_counts(self) -> Moves:
        """Leave the place of a claim."""
        yield FadeOut(*self.tags, *self.counts)
        yield self.l2.conceal(self.l2.zoom_out)
