"""Overfitting: a price on the weights calms a fit; one price makes some of them vanish."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import LEFT, RIGHT, UP, Create, FadeIn, FadeOut, ValueTracker, linear, smooth

from common.explainer import Explainer
from common.figures.error_curves import ErrorCurves, Traced
from common.figures.fit_plot import FitPlot
from common.figures.lettering import formula
from common.figures.panel import Panel
from common.figures.weight_bars import WeightBars
from common.figures.zero_count import ZeroCount
from common.maths.arithmetic.arrays import FloatArray
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import LANDSCAPE, Box
from common.style import TEMPO, TYPE
from scenes.numbers.overfit import OverfitNumbers

__all__ = ["Overfit"]

OBJECTIVE = "L(w) + lambda norm(w)_2^2 \\/ 2"
FORMULAS = 0.75  # scene units below the fit that the objective and λ take
GAP, FOOT, HIGHEST, FIT_SHARE = 0.45, 0.6, 1.0, 0.36
SHARE = 0.6  # of an axis, that its first step may take


class Overfit(Explainer[OverfitNumbers]):
    """Training error and error on new points part; and two penalties treat the weights differently."""

    numbers = OverfitNumbers()

    def construct(self) -> None:
        """Thread the points, meet new ones, raise λ; then the weights themselves, under both penalties."""
        numbers, self.fits = self.numbers, self.numbers.fits
        self.log_strength = ValueTracker(np.log10(numbers.wild))
        plot, errors = self.plot(), self.errors()
        plot.add(plot.ground, plot.seen)
        self.add(plot)

        with self.beat("thread") as beat:
            beat.pause(0.3)
            self.play(plot.reveal(plot.threaded, by=Create), run_time=3, rate_func=linear)

        with self.beat("new_points") as beat:
            for part in (plot.truth, plot.unseen) if numbers.data is None else (plot.unseen,):
                self.play(plot.reveal(part))
            beat.pause(0.2)
            self.play(plot.reveal(plot.misses, by=Create))

        with self.beat("penalise"):
            self.play(plot.narrowing.animate.set_value(1.0))
            objective = formula(OBJECTIVE, TYPE.label, self.theme.ink)
            if numbers.lesson.names:
                objective.next_to(plot.strength_out, LEFT, buff=GAP)
            else:
                objective.next_to(plot.strength_out, UP, buff=0.25).align_to(plot.strength_out, RIGHT)
            self.play(FadeIn(objective), plot.reveal(plot.curve, plot.strength_out, plot.ghosts))
            self.add(errors)
            self.play(plot.conceal(plot.threaded), errors.reveal(*errors.parts))
            self.raise_to(numbers.best)

        with self.beat("too_much") as beat:
            self.raise_to(numbers.stiff, beat.seconds)

        with self.beat("bars"):
            self.play(FadeOut(plot, objective, errors), run_time=TEMPO.enter)
            self.log_strength.set_value(np.log10(numbers.small))
            fits, bars, panels = zip(*self.pair(), strict=True)
            self.add(*fits, *bars)
            self.play(
                *(FadeIn(panel.title) for panel in panels),
                *(fit.reveal(fit.ground, fit.truth, fit.seen, fit.curve) for fit in fits),
                fits[0].reveal(fits[0].strength_out),
            )
            self.play(
                *(each.reveal(each.ground, each.picture) for each in bars),
                *(panel.show_read_outs() for panel in panels),
            )

        with self.beat("shrink"):
            self.raise_to(numbers.enough, rate=linear)

        with self.beat("question"):
            self.hold(3.5)

    def raise_to(
        self, strength: float, seconds: float = TEMPO.sweep_most, rate: Callable[[float], float] = smooth
    ) -> None:
        """Sweep λ to ``strength`` on its logarithmic scale."""
        self.play(self.log_strength.animate.set_value(np.log10(strength)), run_time=seconds, rate_func=rate)

    @property
    def sides(self) -> tuple[Box, Box]:
        """Where the fit and its errors stand."""
        body = self.stage.body
        return body.columns(GAP) if self.stage.aspect is LANDSCAPE else body.rows(GAP)

    def plot(self) -> FitPlot:
        """The large plot, which later makes room for the errors."""
        body = self.stage.body
        height = min(body.height, HIGHEST * body.width)
        _, box = body.cut_top((body.height - height) / 2)
        plot = FitPlot(
            self.fits,
            L2,
            self.log_strength,
            self.theme,
            view=self.numbers.lesson.wild,
            exponents=np.log10([self.numbers.wild, self.numbers.stiff]).tolist(),
            new_points=self.numbers.lesson.shown,
            ghosts_at=np.arange(np.log10(self.numbers.wild), np.log10(self.numbers.best) - 2).tolist(),
            names=self.numbers.lesson.names,
            foot=FORMULAS if self.numbers.lesson.names else 0.0,
        )
        plot.fit(box.cut_top(height)[0], self.sides[0])
        return plot

    def errors(self) -> ErrorCurves:
        """The two errors against λ, in the other half."""
        fits, words, theme = self.fits, self.words.labels, self.theme
        traces = [
            Traced(words["new"], theme.ink, lambda strengths: fits.new_error(fits.path(L2, strengths))),
            Traced(words["training"], theme.loss, lambda strengths: fits.training_error(fits.path(L2, strengths))),
        ]
        view = self.numbers.errors
        (low, high), (_, top) = view.x, view.y
        ticks = np.arange(np.ceil(low), high, 2 if high - low > 4 else 1, dtype=int).tolist()
        levels = np.arange(0.0, top, _step(top)).tolist()
        curves = ErrorCurves(traces, self.log_strength, theme, view=view, ticks=ticks, levels=levels)
        curves.fit(self.sides[1])
        return curves

    def pair(self) -> list[tuple[FitPlot, WeightBars, Panel]]:
        """For each penalty, on the λ that they share: the fit, its weights, and the panel of both."""
        body, aspect = self.stage.body, self.stage.aspect
        below, above = body.cut_bottom(FOOT, gap=0.1)
        if aspect is LANDSCAPE:  # wide enough for λ between the two counts
            above = body
        boxes = above.rows(GAP) if aspect.stacked else above.columns(GAP)
        halves = [self.half(penalty, box) for penalty, box in zip((L1, L2), boxes, strict=True)]
        halves[0][0].strength_out.move_to(below.centre)
        return halves

    def half(self, penalty: Penalty, box: Box) -> tuple[FitPlot, WeightBars, Panel]:
        """The fit under ``penalty``, its weights, and their panel in ``box``."""
        theme, at = self.theme, self.log_strength
        exponents = np.log10([self.numbers.small, self.numbers.enough]).tolist()
        fit = FitPlot(self.fits, penalty, at, theme, view=self.numbers.lesson.tame, exponents=exponents)

        def weights() -> FloatArray:
            return self.fits.optimum(penalty, 10 ** at.get_value()).weights

        bars = WeightBars(
            weights,
            penalty,
            theme,
            at,
            reach=self.numbers.reach,
            ticks=[-_step(self.numbers.reach), _step(self.numbers.reach)],
            names=["x", *(f"x^{power}" for power in range(2, self.fits.degree + 1))],
        )
        zeros = ZeroCount(weights, self.words.labels["zeros"], theme, at)
        title = self.words.labels[penalty.name]
        panel = Panel(box, self.stage.aspect, title, theme.of(penalty), [zeros])
        picture = panel.picture
        first, second = (
            picture.columns(GAP)
            if self.stage.aspect.stacked
            else picture.cut_top(FIT_SHARE * picture.height, GAP / 2)
        )
        fit.fit(first)
        bars.fit(second)
        return fit, bars, panel


def _step(top: float) -> float:
    """A round number that is a good half of ``top``, or a little less."""
    size = 10.0 ** np.floor(np.log10(SHARE * top))
    return float(max(digit * size for digit in (1, 2, 5) if digit * size <= SHARE * top))
