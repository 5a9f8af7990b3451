"""What overfitting is: a curve through every point, what a price on its weights does to it, and the errors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import numpy as np
from manim import (
    DOWN,
    DR,
    RIGHT,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    GrowFromCenter,
    LaggedStart,
    ValueTracker,
    VGroup,
    linear,
    rush_from,
    smooth,
    there_and_back_with_pause,
)

from common.figures.claims import Function
from common.figures.clearance import beside, covers
from common.figures.error_curves import ErrorCurves, Traced
from common.figures.fit_plot import FitPlot
from common.figures.lettering import lettering
from common.figures.terms import terms
from common.maths.arithmetic.arrays import FloatArray
from common.maths.optima.generalisation import PolynomialFits
from common.maths.penalties.norms import L2
from common.stage import LANDSCAPE, Box, Stage, about
from common.style import TYPE, Theme

__all__ = ["OverfitPanel"]

_PRICE = "lambda/2 sum_i w_i^2"
_FORMULAS = 1.1  # scene units below own data's fit that the objective and λ take
_GAP, _ABOVE = 0.45, 0.25
_CLOSE = 2.0  # scene units about a point that is seen closely
_ABOUT = 0.5  # and about all of the dive
_STEPS = 400  # along the curve as it is drawn
_THREADING, _LOOK, _AWAY = 3.2, 3.3, 0.5  # seconds
_CLEAR = 0.1  # scene units between what is written and what is drawn
_SHARE = 0.6  # of an axis, that its first step may take


class OverfitPanel:
    """Threads the points, and calms the curve under L2, from λ = wild on; each verb is a step of it.

    ``numbers`` are those of the scene. The plot, which is as large as the stage, makes room for the errors, which
    are traced as far as λ has come. What the words speak of by turns is ``plot`` and the ``errors_traced``, that
    on new points first.
    """

    def __init__(self, stage: Stage, theme: Theme, labels: Mapping[str, str], numbers: Any) -> None:
        lesson, errors = numbers.lesson, numbers.errors
        fits, names = lesson.fits, lesson.names
        self._stops = np.log10([numbers.wild, numbers.best, numbers.stiff])
        self.traced, self.log_strength = ValueTracker(-1.0), ValueTracker(self._stops[0])
        sides = stage.body.columns(_GAP) if stage.aspect is LANDSCAPE else stage.body.rows(_GAP)
        wild = errors.x[0]
        self.plot = FitPlot(
            fits,
            L2,
            self.log_strength,
            theme,
            view=lesson.view,
            exponents=errors.x,
            new_points=lesson.shown,
            ghosts_at=np.arange(wild, np.log10(numbers.best) - 2).tolist(),
            names=names,
            traced=self.traced,
        )
        (low, high), (_, top) = errors.x, errors.y
        self.errors = ErrorCurves(
            [
                Traced(labels["new"], theme.ink, partial(_error, fits, fits.new_error)),
                Traced(labels["training"], theme.loss, partial(_error, fits, fits.training_error)),
            ],
            self.log_strength,
            theme,
            view=errors,
            name=labels["error"],
            ticks=np.arange(np.ceil(low), high, 2 if high - low > 4 else 1, dtype=int).tolist(),
            levels=np.arange(0.0, top, _step(top)).tolist(),
            marked=[(np.log10(getattr(numbers, at)), f"{numbers.facts[at]}") for at in ("wild", "best")],
        )
        self.errors.fit(sides[1])
        self.errors_traced = [VGroup(*parts) for parts in zip(self.errors.curves, self.errors.dots, strict=True)]
        self._write(stage, sides[0], theme, is_named=names is not None)
        wildest, before = self.plot.wildest
        brink, depth = self.plot.threaded_at(before), self.plot.threaded_at(wildest)
        self.brink, self.gulf = about(brink, _CLOSE), about(brink, _ABOUT, depth)
        self.names = {
            each: lettering(labels[each], TYPE.label, colour)
            for each, colour in (("truth", theme.muted), ("fit", theme.loss), ("fresh", theme.ink))
        }
        self._name(brink, depth)
        self.traced.set_value(before)

    def axes(self) -> Iterator[Animation]:
        """Bring in the axes."""
        self.plot.refresh()
        self.plot.add(self.plot.ground)
        yield FadeIn(self.plot.ground)

    def points(self) -> Iterator[Animation]:
        """Bring in the points, one after the other."""
        self.plot.add(self.plot.seen)
        yield LaggedStart(*(GrowFromCenter(dot) for dot in self.plot.seen), lag_ratio=0.3, run_time=1.1)

    def thread(self) -> Iterator[Any]:
        """Draw the curve from a point down to where it is farthest from all of them, then through the others."""
        self.plot.add(self.plot.threaded)
        x = np.linspace(self.traced.get_value(), 1.0, _STEPS)
        steps = np.diff([self.plot.threaded_at(each) for each in x], axis=0)
        drawn = np.append(0.0, np.linalg.norm(steps, axis=1).cumsum())
        shares = np.linspace(0.0, 1.0, _STEPS), drawn / drawn[-1]
        pen: Any = self.traced
        yield pen.animate(
            run_time=_THREADING, rate_func=lambda time: float(np.interp(smooth(time), *shares[::-1]))
        ).set_value(1.0)

    def truth(self) -> Iterator[Animation]:
        """Draw the curve that the points came from, if it is known, and name both curves."""
        yield self.plot.reveal(self.plot.truth, by=Create)
        yield from (FadeIn(self.names["truth"]), FadeIn(self.names["fit"]))

    def new_points(self) -> Iterator[Animation]:
        """Bring in points that the fit has not seen."""
        fresh = self.plot.reveal(self.plot.unseen), FadeIn(self.names["fresh"])
        yield AnimationGroup(*fresh, run_time=0.4)

    def misses(self, view: Any) -> Iterator[Any]:
        """Draw how far each is from the fit, while the ``view`` goes where the fit is farthest off, and back."""
        yield self.plot.reveal(self.plot.misses, by=partial(Create, run_time=_LOOK / 2))
        yield from (FadeOut(self.names[each], run_time=_AWAY) for each in ("truth", "fresh"))
        yield view.animate(run_time=_LOOK, rate_func=there_and_back_with_pause).look_at(self.gulf)

    def price(self) -> Iterator[Animation]:
        """Write down the loss, then the price, then λ, and put the fit that pays in the place of the other."""
        loss, *others = self.objective
        told = self.plot.reveal(self.plot.named, self.plot.strength_out)
        fitted = self.plot.reveal(self.plot.curve, self.plot.ghosts), self.plot.conceal(self.plot.threaded)
        begun = AnimationGroup(FadeIn(loss), FadeOut(self.names["fit"]))
        steps = begun, FadeIn(VGroup(*others)), told, AnimationGroup(*fitted)
        yield LaggedStart(*steps, lag_ratio=1.0, run_time=3, rate_func=linear)

    def show_errors(self) -> Iterator[Any]:
        """Move the plot aside, and bring in both errors where they begin."""
        errors = self.errors
        first, axes = errors.reveal(errors.curves, errors.dots), errors.reveal(errors.ground, errors.legend)
        narrowing: Any = self.plot.narrowing
        aside = narrowing.animate(rate_func=rush_from).set_value(1.0)
        yield LaggedStart(AnimationGroup(aside, first), axes, lag_ratio=0.5, run_time=1.2)

    def calm(self, share: float, seconds: float) -> Iterator[Any]:
        """Raise λ to a ``share`` of the way to the best one."""
        yield self._raise(share, seconds)

    def fall(self, seconds: float) -> Iterator[Any]:
        """Tell the first error on new points, raise λ to the best one, and tell the error there."""
        first, least = (self.errors.reveal(mark) for mark in self.errors.marks)
        yield from (first, LaggedStart(self._raise(1.0, seconds), least, lag_ratio=0.95))

    def stiffen(self, share: float, seconds: float) -> Iterator[Any]:
        """Raise λ to a ``share`` of the way from the best one to what is too much."""
        yield self._raise(1.0 + share, seconds)

    def _raise(self, stop: float, seconds: float) -> Any:
        tracker: Any = self.log_strength
        to = np.interp(stop, range(len(self._stops)), self._stops)
        return tracker.animate(run_time=seconds, rate_func=linear).set_value(to)

    def leave(self) -> Iterator[Animation]:
        """Take out all that is there, at first what is written."""
        errors, plot = self.errors, self.plot
        written = (
            FadeOut(self.objective),
            errors.conceal(errors.legend, errors.ground, *errors.marks),
            plot.conceal(plot.strength_out, plot.named),
        )
        yield AnimationGroup(*written, run_time=0.3)
        yield from (FadeOut(plot, run_time=0.7), FadeOut(errors, run_time=0.7))

    def _write(self, stage: Stage, box: Box, theme: Theme, *, is_named: bool) -> None:
        """Fit the plot, and write objective and λ where it leaves room in ``box``, or below or above it."""
        colours = {"L(w)": theme.loss, "+": theme.ink, _PRICE: theme.of(L2)}
        is_wide = stage.aspect is LANDSCAPE
        self.plot.fit(stage.body, box)
        if is_wide and not is_named:
            self.objective = VGroup(*terms(colours, box, TYPE.formula))
            written = VGroup(self.objective, self.plot.strength_out)
            written.arrange(DOWN, buff=_ABOVE, aligned_edge=RIGHT).move_to(box.corner(DR), aligned_edge=DR)
            if not covers(written, self._narrowed, _CLEAR):
                return
        self.objective = VGroup(*terms(colours, box, TYPE.read_out if is_wide or is_named else TYPE.formula))
        if is_wide:
            self.plot.fit(stage.body, box, foot=_FORMULAS)
        written = VGroup(self.objective, self.plot.strength_out).arrange(RIGHT, buff=_GAP)
        written.move_to((box if is_wide else stage.headline).corner(DR), aligned_edge=DR)

    @property
    def _narrowed(self) -> FloatArray:
        """Points (n, 3) of all that is drawn in the plot once it has made room."""
        plot = self.plot
        plot.narrowing.set_value(1.0)
        plot.refresh()
        drawn = plot.truth, plot.curve, plot.ghosts, plot.misses, plot.seen, plot.unseen
        points = np.concatenate([part.get_all_points() for part in drawn])
        plot.narrowing.set_value(0.0)
        plot.refresh()
        return points

    def _name(self, brink: FloatArray, depth: FloatArray) -> None:
        """Stand each name at what it is of, if it finds room; that of the fit where the dive is seen closely."""
        plot = self.plot
        self.traced.set_value(1.0)
        plot.refresh()
        drawn = np.concatenate(
            [
                each.get_all_points()[:, :2]
                for each in (plot.truth, plot.threaded, plot.misses, plot.ground, plot.seen, plot.unseen)
            ]
        )
        fitted, rings = plot.threaded.points[::8], [ring.get_center() for ring in plot.unseen]
        fitted = fitted[np.linalg.norm(fitted - depth, axis=1).argsort()]
        box = plot.window.box
        dive = Box(depth[0], depth[1] + _ABOUT, box.right, brink[1])
        for name, places, within in (
            ("fit", fitted, dive),
            ("truth", plot.truth.points[::8], box),
            ("fresh", rings, box),
        ):
            if beside(self.names[name], places, drawn, within):
                drawn = np.concatenate([drawn, self.names[name].get_all_points()[:, :2]])
            else:
                self.names[name].set_opacity(0.0)


def _error(fits: PolynomialFits, error: Function, strengths: FloatArray) -> FloatArray:
    return error(fits.path(L2, strengths))


def _step(top: float) -> float:
    """A round number that is a good half of ``top``, or a little less."""
    size = 10.0 ** np.floor(np.log10(_SHARE * top))
    return float(max(digit * size for digit in (1, 2, 5) if digit * size <= _SHARE * top))
