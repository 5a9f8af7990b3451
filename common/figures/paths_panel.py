"""Coefficient paths of both penalties on one pair of axes, and the weights at one λ in a row."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
from manim import (
    DL,
    DOWN,
    LEFT,
    ORIGIN,
    RIGHT,
    UL,
    UP,
    UR,
    AnimationGroup,
    FadeIn,
    FadeOut,
    LaggedStart,
    Transform,
    ValueTracker,
    VGroup,
)

from common.figures.coefficient_paths import CoefficientPaths, view_of
from common.figures.derived import Moves
from common.figures.lettering import descent, lettering
from common.figures.read_out import ReadOut, widest_of
from common.figures.side_names import shortened, told_apart
from common.figures.weight_bars import WeightBars
from common.figures.zero_count import ZeroCount
from common.maths.arithmetic.arrays import FloatArray
from common.maths.penalties.norms import L1, L2, Penalty
from common.numerals import decimals_for
from common.stage import LANDSCAPE, Stage
from common.style import TEMPO, TYPE, Theme

__all__ = ["PathsPanel"]

_FITS = {L1: "lasso", L2: "ridge"}
_GAP, _HEAD, _BEFORE = 0.3, 0.5, 1 / 3
_TIMES = 4  # by how much λ grows over the rows
_CLOSE = 0.92  # how much of the way from one name to the next a name may take
_MOST_LINES = 3  # of names below a row


class PathsPanel:
    """The paths of the data of the scene's ``numbers``; each verb gives the animations of its step.

    ``l1`` and ``l2`` are the paths up to an exponent of each, log₁₀ λ, which goes to ``last``; ``doublings``
    enlarges their weights. ``rows`` are the weights under either at the λ with the logarithm ``exponent``, of
    which that at ``telling`` is to be looked at. ``camera`` is the scene's.
    """

    def __init__(self, numbers: Any, stage: Stage, labels: Mapping[str, str], theme: Theme, camera: Any) -> None:
        n, paths, names, self._frame = numbers, numbers.paths, numbers.data_set.names, camera.frame
        self.first, self.last = np.log10([n.weakest, n.strongest]).tolist()
        self.before = self.first + _BEFORE * (self.last - self.first)
        self.doublings = ValueTracker(0.0)
        view = view_of((paths.lasso, paths.ridge), n.weakest, n.strongest)
        of = {L1: (paths.lasso, paths.arrivals), L2: (paths.ridge, np.concatenate(paths.crossings).tolist())}
        self.plots = self.l1, self.l2 = [
            CoefficientPaths(
                each,
                path,
                zeros,
                view,
                {name: name in n.labelled for name in names},
                ValueTracker(self.first),
                self.doublings,
                theme,
                labels["unnamed"] if len(n.labelled) < len(names) else "",
            )
            for each, (path, zeros) in of.items()
        ]
        self.counts = [
            ZeroCount(partial(getattr, plot, "weights"), labels["zeros"], theme, plot.exponent)
            for plot in self.plots
        ]
        self.tags: list[Any] = [
            lettering(labels[_FITS[each]], TYPE.title, theme.of(each), bold=True) for each in of
        ]
        self._fit(stage)
        self.target = self._named(stage, n.target, theme)
        self._line_up(stage, n, theme)
        camera.fix(*self.plots, *self.tags, *self.counts, *self.target)

    def _fit(self, stage: Stage) -> None:
        """Lay both plots over each other, below their tags and counts, with the same room for names."""
        strip, body = stage.headline, stage.clear
        widest = max(plot.names_width(body) for plot in self.plots)
        for plot in self.plots:
            plot.fit(body, names_width=widest)
        corners = (UL, UR) if stage.aspect is LANDSCAPE else (UL, DL)
        for tag, count, corner in zip(self.tags, self.counts, corners, strict=True):
            head = VGroup(tag, count).arrange(RIGHT, buff=_GAP)
            head.move_to(strip.corner(corner), aligned_edge=corner)
        side = ORIGIN if stage.aspect is LANDSCAPE else RIGHT
        self.l2.zoom_out.move_to(strip.corner(side), aligned_edge=side)

    def _named(self, stage: Stage, target: str, theme: Theme) -> VGroup:
        """What the weights predict, if there is anything to say, where the magnification will be told later."""
        if not target:
            return VGroup()
        strip, heads = (
            stage.headline,
            [tag.width + count.width + 2 * _GAP for tag, count in zip(self.tags, self.counts, strict=True)],
        )
        taken = sum(heads) if stage.aspect is LANDSCAPE else max(heads)
        side = ORIGIN if stage.aspect is LANDSCAPE else RIGHT
        name = shortened(target, TYPE.note, theme.muted, strip.width - taken)
        name.move_to(strip.corner(side), aligned_edge=side)
        if stage.aspect is LANDSCAPE:  # on one line with the tags
            tag = self.tags[0]
            line = tag.get_bottom()[1] + descent(tag.text, TYPE.title)
            name.shift((line - descent(name.text, TYPE.note) - name.get_bottom()[1]) * UP)
        return VGroup(name)

    def _line_up(self, stage: Stage, numbers: Any, theme: Theme) -> None:
        """Stand the weights under both penalties side by side, below the tags and above their names."""
        paths, names, end = numbers.paths, numbers.data_set.names, numbers.telling
        reach = view_of((paths.lasso, paths.ridge), end / _TIMES, end).y
        head, rest = stage.clear.cut_top(_HEAD)
        room = rest.width / len(names)
        longest = max(lettering(name, TYPE.note, theme.ink).width for name in names)
        # At both ends names are moved inwards, and on every line the next is that many weights away.
        widths = {lines: _CLOSE * room * (lines + 0.5) / 1.5 for lines in range(1, _MOST_LINES + 1)}
        lines = next((each for each, width in widths.items() if longest <= width), _MOST_LINES)
        self.names = VGroup(*told_apart(names, TYPE.note, theme.ink, widths[lines]))
        foot, rest = rest.cut_bottom(lines * _HEAD)
        self.exponent, self.telling = ValueTracker(np.log10(end / _TIMES)), float(np.log10(end))
        self.rows = [
            WeightBars(partial(self._at, path), each, theme, self.exponent, reach=reach, lane=lane)
            for path, each, lane in ((paths.lasso, L1, (0.3, 0.55)), (paths.ridge, L2, (0.7, 0.55)))
        ]
        for row in self.rows:
            row.fit(rest)
        for number, name in enumerate(self.names):
            name.set_x(rest.left + (number + 0.5) * room)
            name.shift(max(rest.left - name.get_left()[0], 0.0) * RIGHT)
            name.shift(max(name.get_right()[0] - rest.right, 0.0) * LEFT)
            below = (number % lines - (lines - 1) / 2) * _HEAD + descent(name.text, TYPE.note)
            name.align_to(foot.centre + below * DOWN, DOWN)
        decimals, widest = decimals_for(1, [], [end]), widest_of([end], 1)
        self.strength_out = ReadOut(
            "lambda =", self._strength, theme, self.exponent, decimals=decimals, widest=widest
        )
        self.strength_out.move_to(head.corner(RIGHT), aligned_edge=RIGHT)
        self._seats = VGroup(*(tag.copy() for tag in self.tags)).arrange(RIGHT, buff=2 * _GAP, aligned_edge=UP)
        self._seats.move_to(head.corner(LEFT), aligned_edge=LEFT)

    def _strength(self) -> float:
        return float(10 ** self.exponent.get_value())

    def _at(self, path: Any) -> FloatArray:
        return np.asarray(path.at(self._strength()))

    def open(self) -> Moves:
        """Draw the axes, seen whole."""
        yield self._frame.animate.go_home()
        yield self.l1.reveal(self.l1.frame)
        yield from map(FadeIn, self.target)
        yield from self.count(L1)

    def name_weights(self) -> Moves:
        """Name the weights one after another, where their paths under the lasso begin, and draw these."""
        l1 = self.l1
        yield l1.reveal(l1.name_labels, by=lambda names: LaggedStart(*map(FadeIn, names), lag_ratio=0.3))
        l1.add(l1.curves, l1.rest, l1.marks)
        yield l1.exponent.animate.set_value(self.before)

    def count(self, penalty: Penalty) -> Moves:
        """Say which fit it is, and how many of its weights are zero."""
        which = (L1, L2).index(penalty)
        self.counts[which].redraw()
        yield FadeIn(self.tags[which], self.counts[which])

    def rename(self) -> Moves:
        """Name the weights where the paths of ridge begin, and draw these from there."""
        l1, l2 = self.plots
        yield Transform(l1.zero, l2.zero)
        yield l1.conceal(l1.name_labels)
        yield l2.reveal(l2.name_labels)
        l2.add(l2.curves)
        yield from self.count(L2)

    def come_close(self) -> Moves:
        """Mark and name the weights of ridge where they pass through zero, soon to be enlarged, and no others."""
        l2, others = self.l2, self.l1.curves
        yield others.animate.set_stroke(opacity=0.0)
        yield l2.conceal(l2.name_labels)
        yield from map(FadeOut, self.target)
        yield l2.reveal(l2.zoom_out, l2.marks, l2.mark_names)

    def line_up(self) -> Moves:
        """Leave the paths, and stand the weights of one λ in rows, under their names."""
        bars = [row.reveal(row.ground, row.picture) for row in self.rows]
        enter = AnimationGroup(FadeIn(self.names, self.strength_out), *bars, run_time=TEMPO.enter)
        yield LaggedStart(FadeOut(*self.counts, *self.plots, run_time=TEMPO.dim), enter, lag_ratio=0.15)
        for tag, seat in zip(self.tags, self._seats, strict=True):
            yield tag.animate(run_time=TEMPO.enter).move_to(seat)
