"""Priors: the penalties as beliefs, and why the likeliest weight is exactly zero under only one of them."""

from __future__ import annotations

from typing import TypeAlias

from manim import FadeIn, FadeOut, ValueTracker, linear

from common.explainer import Explainer
from common.figures.belief import Belief
from common.figures.belief_panel import BeliefPanel
from common.figures.density_plot import WEIGHTS
from common.figures.lettering import Lettering, lettering
from common.maths.probability.priors import GaussianPrior, LaplacePrior
from common.stage import Box
from common.style import TYPE
from scenes.numbers.priors import PriorsNumbers

__all__ = ["Priors"]

Kind: TypeAlias = type[LaplacePrior] | type[GaussianPrior]
LAW_HEIGHT = 0.6


class Priors(Explainer[PriorsNumbers]):
    """The kink puts the mode at zero; neither prior believes in a weight of exactly zero."""

    numbers = PriorsNumbers()

    def construct(self) -> None:
        """Take logarithms, doubt the peak, let the data in, and set the mode beside the mean."""
        numbers = self.numbers
        self.centre, self.share, self.tightness = self.trackers(numbers.centre, 0.0, 0.0)
        self.radius, self.place = self.trackers(numbers.wide, WEIGHTS[0])
        strengths = _, gaussian_strength = self.trackers(numbers.strength, numbers.strength)
        law, boxes = self.divide()
        priors: tuple[Kind, Kind] = (LaplacePrior, GaussianPrior)
        self.halves = [self.half(*each) for each in zip(priors, strengths, boxes, strict=True)]
        self.add(*(half.opening() for half in self.halves))

        with self.beat("bells") as beat:
            beat.pause(0.3)
            self.both(BeliefPanel.show_chance)

        with self.beat("logarithms") as beat:
            self.both(BeliefPanel.hide_chance)
            self.play(self.tightness.animate.set_value(1.0))
            self.both(BeliefPanel.start_tracing)
            beat.sweep(self.place, to=WEIGHTS[1], rate=linear)
            self.both(BeliefPanel.stop_tracing)

        with self.beat("peaked") as beat:
            self.both(BeliefPanel.show_chance)
            self.play(self.radius.animate.set_value(numbers.narrow), run_time=2)
            beat.pause(0.25)
            self.play(self.radius.animate.set_value(0.0), run_time=3)

        with self.beat("posterior") as beat:
            self.both(BeliefPanel.hide_chance)
            self.both(BeliefPanel.show_data)
            self.both(BeliefPanel.hide_law, FadeIn(law))
            self.both(BeliefPanel.show_sum)
            for half in self.halves:
                half.leave_ghosts()
            beat.sweep(self.share, to=1.0)

        with self.beat("mode") as beat:
            self.both(BeliefPanel.show_top, FadeOut(law))
            beat.pause(0.2)
            self.both(BeliefPanel.show_minimum)
            beat.pause(0.2)
            self.both(BeliefPanel.show_mode)

        with self.beat("sharper") as beat:
            self.both(BeliefPanel.show_strength)
            beat.sweep(gaussian_strength, to=numbers.sharper)

        with self.beat("mean"):
            self.play(gaussian_strength.animate.set_value(numbers.strength), run_time=1.5)
            self.both(BeliefPanel.hide_strength)
            self.both(BeliefPanel.show_mean)

        with self.beat("remember") as beat:
            seconds = 0.4 * beat.seconds
            for centre in (numbers.moved, numbers.centre):
                self.play(self.centre.animate.set_value(centre), run_time=seconds)

    def half(self, prior: Kind, strength: ValueTracker, box: Box) -> BeliefPanel:
        """The panel of ``prior``, on the shared data."""
        n, aspect = self.numbers, self.stage.aspect
        belief = Belief(prior, n.curvature, strength, self.centre, self.share)
        title = self.words.labels[prior.penalty.name]
        return BeliefPanel(
            belief, self.radius, self.place, self.tightness, box, aspect, title, self.theme, n.decimals
        )

    def divide(self) -> tuple[Lettering, tuple[Box, Box]]:
        """The law of the posterior at the foot of the stage, and the panels' boxes.

        The law stands where read-outs will; stacked panels have theirs beside the titles, and leave it room.
        """
        foot, above = self.stage.body.cut_bottom(LAW_HEIGHT, gap=0.1)
        boxes = above.rows(gap=0.45) if self.stage.aspect.stacked else self.stage.pair()
        law, likelihood = self.words.labels["law"], self.words.labels["likelihood"]
        line = lettering(law, TYPE.note, self.theme.ink).move_to(foot.centre)
        first = len("".join(law.partition(likelihood)[0].split()))  # spaces have no glyphs
        line[first : first + len(likelihood)].set_fill(self.theme.loss)
        return line, boxes
