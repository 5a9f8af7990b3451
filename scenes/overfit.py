"""Overfitting: a price on the weights calms a fit; one price makes some of them vanish."""

from __future__ import annotations

import numpy as np
from manim import linear, rush_from, rush_into

from common.easing import landing
from common.explainer import Explainer
from common.figures.overfit_panel import OverfitPanel
from common.figures.priced_bars import PricedBars, row_above
from scenes.numbers.overfit import OverfitNumbers

__all__ = ["Overfit"]


class Overfit(Explainer[OverfitNumbers]):
    """Two prices, one exponent apart, treat the weights differently; and why a fit needs a price at all."""

    numbers = OverfitNumbers()
    overlaid = True

    def construct(self) -> None:
        """Cut some weights, tell what they are the weights of, and come back to them."""
        n = self.numbers
        self.power, self.strength, self.fitted = self.trackers(2.0, np.log10(n.enough), np.log10(n.wild))
        self.compare(PricedBars, n, self.strength, self.power, row_above(self.stage))
        self.story = OverfitPanel(self.stage, self.theme, self.words.labels, n, self.fitted)
        self.hook()
        self.overfit()
        self.both_prices()

    def hook(self) -> None:
        """Let the exponent alone make weights vanish, look at the zeros closely, and name both prices."""
        self.subjects = these, those = self.halves
        self.put(PricedBars.bare)
        with self.beat("gone") as beat:
            beat.show("one", self.attend(these))
            beat.sweep(self.power, to=1.3, until="other")
            beat.show("other", self.attend(those))
            beat.show("gone", self.attend(these))
            beat.sweep(self.power, to=1.0, seconds=1.3, rate=landing)
            beat.play(self.view.animate.look_at(these.close), until="exact")
            beat.at("none")
            self.view.look_at(those.close)  # a cut, where each half has a picture of its own
            self.play(*self.attend(those))
            self.hold(0.7)
            self.play(self.view.animate.go_home(), *self.attend())
        with self.beat("exponent") as beat:
            beat.show("formulas", these.show_power(), those.show_power(), run_time=0.5)
            beat.sweep(self.power, to=2.0, until="why")
            beat.sweep(self.power, to=1.0, seconds=2, rate=landing)
            beat.show("size", these.hide_power(), those.hide_power(), run_time=0.3)
            self.play(*these.label(), *self.attend(these))
            beat.show("square", those.label(), self.attend(those))
            beat.show("sparse", these.say(), self.attend(these))
            beat.show("smooth", those.say(), self.attend(those))
            self.play(*self.attend())

    def overfit(self) -> None:
        """Thread the points, and meet new ones; let the weights pay, and see both errors, until it is too much."""
        n, story, fitted = self.numbers, self.story, self.fitted
        wild, best, stiff = np.log10([n.wild, n.best, n.stiff])
        with self.beat("thread") as beat:
            self.show_card()
            beat.at("points")
            self.add(story.plot)
            self.both(PricedBars.leave, *story.points(), run_time=0.8)
            beat.play(self.view.animate.look_at(story.brink), until="curve")
            self.play(*story.plunge(), self.view.animate.go_home(), run_time=1.6)
            beat.play(*story.thread(), until="zero")
            self.play(*story.touch())
        with self.beat("new_points") as beat:
            beat.show("truth", story.truth(), run_time=1.2)
            beat.show("fresh", story.new_points())
            beat.show("miss", story.misses())
            self.play(self.view.animate.look_at(story.gulf), *story.unname(), run_time=1.8)
        self.subjects = story.plot, *story.errors_traced
        with self.beat("penalise") as beat:
            self.play(self.view.animate.go_home(), run_time=0.6)
            beat.show("price", story.price(), run_time=3, rate_func=linear)
            self.add(story.errors)
            beat.play(*story.show_errors(), *self.attend(story.plot), until="raise")
            beat.sweep(fitted, to=(4 * wild + best) / 5, until="calm", rate=rush_into)
            beat.sweep(fitted, to=(wild + best) / 2, until="train", rate=rush_from)
            self.play(*self.attend(story.plot, story.errors_traced[1]))
            beat.sweep(fitted, to=(wild + 3 * best) / 4, until="test")
            self.play(*story.mark(0), *self.attend(story.plot, story.errors_traced[0]))
            beat.sweep(fitted, to=best, seconds=3)
            self.play(*story.mark(1))
        with self.beat("too_much") as beat:
            beat.show("more", self.attend())
            beat.at("stiff")
            beat.sweep(fitted, to=(best + 2 * stiff) / 3, until="both", rate=linear)
            beat.sweep(fitted, to=stiff, seconds=1.2, rate=rush_from)

    def both_prices(self) -> None:
        """Show the weights under both prices, from the least λ on, and keep one of them."""
        n, story, (these, those) = self.numbers, self.story, self.halves
        small, landed = np.log10([n.small, n.landed])
        self.subjects = these, those
        with self.beat("bars") as beat:
            beat.at("lift")
            self.strength.set_value(small)
            self.play(*story.unwrite(), run_time=0.3)
            self.add(these, those)
            self.both(PricedBars.grow, *story.leave(), run_time=0.4)
            beat.show("both", these.label(), those.label())
            beat.show("tall", these.show_strength())
        with self.beat("shrink") as beat:
            beat.at("raise")
            beat.sweep(self.strength, to=(small + 2 * landed) / 3, until="zeros")
            beat.land(self.strength, to=landed, until="land")
            beat.show("none", self.attend(those), these.tell_least(), those.tell_least())
        with self.beat("question") as beat:
            beat.show("both", these.drop_price(), those.drop_price(), self.attend(), run_time=0.3)
            self.play(*self.show_claim())
            beat.show("only", self.attend(these))
            beat.show("one", self.hide_claim(), these.keep_largest(), those.leave())
            self.play(*these.come_to_middle(), self.view.animate.look_at(these.middle), run_time=2)
