"""Overfitting: a price on the weights calms a fit; one price makes some of them vanish."""

from __future__ import annotations

import numpy as np

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
        strength, power = self.trackers(np.log10(self.numbers.enough), 2.0)
        self.compare(PricedBars, self.numbers, strength, power, row_above(self.stage))
        (these, those), story = self.halves, OverfitPanel(self.stage, self.theme, self.words.labels, self.numbers)
        self.subjects = these, those, story.plot, *story.errors_traced
        self.add(*these.bare(), *those.bare(), story.plot, story.errors)
        with self.beat("gone") as beat:
            beat.show("one", self.attend(these), these.set_power(1.3, seconds=1.8))
            beat.show("other", self.attend(those))
            beat.show("gone", self.attend(these), these.set_power(1, seconds=1.3))
            beat.play(self.view.animate.look_at(these.close), until="exact")
            beat.show("none", self.attend(those), [self.view.animate(run_time=0.8).go_home()])
        with self.beat("exponent") as beat:
            beat.show("formulas", self.attend(), *(half.show_p(self.view) for half in self.halves))
            beat.sweep(power, to=2.0, until="why")
            beat.show("why", these.set_power(1, seconds=2))
            beat.show("size", those.hide_p(), these.label(), self.attend(these))
            beat.show("square", those.label(), self.attend(those))
            beat.show("sparse", these.say(), self.attend(these))
            beat.show("smooth", those.say(), self.attend())
        self.overfit(story)
        with self.beat("bars") as beat:
            beat.show("lift", story.leave(), these.grow(), those.grow())
            beat.show("both", these.label(), those.label())
            beat.show("tall", these.show_strength())
        with self.beat("shrink") as beat:
            beat.at("raise")
            beat.play(*these.shrink(2 / 3), until="zeros")
            beat.land(strength, to=these.landed, until="land")
            beat.show("none", self.attend(those), these.tell_least(), those.tell_least())
        with self.beat("question") as beat:
            beat.show("both", these.drop_price(), those.drop_price(), self.attend(), self.show_claim())
            beat.show("only", self.attend(these))
            beat.show("one", self.hide_claim(), these.keep_largest(), those.leave())
            self.play(*these.come_to_middle(self.view))

    def overfit(self, story: OverfitPanel) -> None:
        """Thread the points, and meet new ones; let the weights pay, and see both errors, until it is too much."""
        these, those = self.halves
        with self.beat("thread") as beat:
            self.show_card()
            beat.play(*these.leave(), *those.leave(), *story.axes(), until="points", then=[story.points()])
            beat.play(self.view.animate.look_at(story.brink), until="curve")
            beat.show("curve", story.thread(), [self.view.animate(run_time=1.6).go_home()])
        with self.beat("new_points") as beat:
            beat.show("truth", story.truth(), run_time=1.2)
            beat.show("fresh", story.new_points())
            beat.show("miss", story.misses(self.view))
        with self.beat("penalise") as beat:
            beat.show("price", story.price())
            self.play(*story.show_errors(), *self.attend(story.plot))
            beat.show("raise", story.calm(0.3, seconds=1))
            beat.show("calm", story.calm(0.6, seconds=1.6))
            beat.show("test", story.fall(seconds=3), self.attend(story.plot, story.errors_traced[0]))
        with self.beat("too_much") as beat:
            beat.show("stiff", story.stiffen(0.5, seconds=1.2), self.attend())
            beat.show("both", story.stiffen(1.0, seconds=1.5))
