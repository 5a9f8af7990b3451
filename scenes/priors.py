"""Priors: the penalties as beliefs, and why the likeliest weight is exactly zero under only one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import TypeAlias

from manim import Animation, FadeIn, FadeOut, ValueTracker, linear
from pydantic import Field, model_validator

from common.explainer import Explainer
from common.figures.belief import Belief
from common.figures.belief_panel import BeliefPanel
from common.figures.density_plot import HIGHEST, WEIGHTS
from common.figures.lettering import Lettering, lettering
from common.maths.losses import OneWeightLoss
from common.maths.priors import GaussianPrior, LaplacePrior
from common.numbers import Numbers
from common.stage import Box
from common.style import TYPE

__all__ = ["Priors", "PriorsNumbers"]

Kind: TypeAlias = type[LaplacePrior] | type[GaussianPrior]
LAW_HEIGHT = 0.6


class PriorsNumbers(Numbers):
    """Two priors of one strength, and a loss ½ h (w − ŵ)² whose pull at 0 the Laplace prior's kink can hold."""

    strength: float = Field(default=1.0, gt=0, description="λ of both priors")
    curvature: float = Field(default=1.0, gt=0, description="h of the loss")
    centre: float = Field(default=0.5, gt=0, lt=1, description="ŵ, the weight that the data alone would choose")
    moved: float = Field(default=0.9, gt=0, le=1, description="ŵ of the data that are moved at the end")
    sharper: float = Field(default=3.0, gt=0, description="λ of a Gaussian prior more peaked than Laplace's")
    wide: float = Field(default=1.0, gt=0, le=2, description="ε of the band around 0 at first")
    narrow: float = Field(
        default=0.3, gt=0, description="ε at which Laplace's prior gives the band more than the Gaussian's"
    )

    @model_validator(mode="after")
    def _tells_the_story(self) -> PriorsNumbers:
        if self.curvature * max(self.centre, self.moved) > self.strength:
            raise ValueError("curvature times centre, or moved, is the pull at 0, and must not be above strength")
        laplace, gaussian, sharper = self.laplace, self.gaussian, GaussianPrior(self.sharper)
        if not self.narrow < self.wide:
            raise ValueError(f"narrow is {self.narrow}, but must be below wide")
        if not laplace.chance_within(self.narrow) > gaussian.chance_within(self.narrow):
            raise ValueError(f"narrow is {self.narrow}, but must be so small that Laplace's chance is the larger")
        if not sharper.density(0.0) > laplace.density(0.0):
            raise ValueError(
                f"sharper is {self.sharper}, but must make the Gaussian higher at 0 than Laplace's bell"
            )
        beliefs = [each.posterior(self.loss) for each in (laplace, gaussian, sharper)]
        if max(each.density(each.mode) for each in beliefs) > HIGHEST:
            raise ValueError(f"a posterior is higher than {HIGHEST}, and would leave the picture")
        return self

    @property
    def laplace(self) -> LaplacePrior:
        """The prior behind L1."""
        return LaplacePrior(self.strength)

    @property
    def gaussian(self) -> GaussianPrior:
        """The prior behind L2."""
        return GaussianPrior(self.strength)

    @property
    def loss(self) -> OneWeightLoss:
        """The loss of the data."""
        return OneWeightLoss(self.curvature, self.centre)


class Priors(Explainer):
    """The kink puts the mode at zero; neither prior believes in a weight of exactly zero."""

    numbers: PriorsNumbers = PriorsNumbers()

    @classmethod
    def facts(cls) -> Mapping[str, float]:
        """Where the data point, and the estimates under each prior."""
        numbers = cls.numbers
        laplace, gaussian = (prior.posterior(numbers.loss) for prior in (numbers.laplace, numbers.gaussian))
        return {
            "centre": numbers.centre,
            "laplace_mean": laplace.mean,
            "gaussian_mode": gaussian.mode,
            "sharper_mode": GaussianPrior(numbers.sharper).posterior(numbers.loss).mode,
        }

    def construct(self) -> None:
        """Take logarithms, doubt the peak, let the data in, and set the mode beside the mean."""
        numbers = self.numbers
        self.centre, self.share = ValueTracker(numbers.centre), ValueTracker(0.0)
        self.radius, self.place = ValueTracker(numbers.wide), ValueTracker(WEIGHTS[0])
        self.tightness = ValueTracker(0.0)
        gaussian_strength = ValueTracker(numbers.strength)
        strengths = ValueTracker(numbers.strength), gaussian_strength
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
            self.play(self.place.animate.set_value(WEIGHTS[1]), run_time=beat.seconds, rate_func=linear)
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
            self.play(self.share.animate.set_value(1.0), run_time=beat.seconds)

        with self.beat("mode") as beat:
            self.both(BeliefPanel.show_top, FadeOut(law))
            beat.pause(0.2)
            self.both(BeliefPanel.show_minimum)
            beat.pause(0.2)
            self.both(BeliefPanel.show_mode)

        with self.beat("sharper") as beat:
            self.both(BeliefPanel.show_strength)
            self.play(gaussian_strength.animate.set_value(numbers.sharper), run_time=beat.seconds)

        with self.beat("mean"):
            self.play(gaussian_strength.animate.set_value(numbers.strength), run_time=1.5)
            self.both(BeliefPanel.hide_strength)
            self.both(BeliefPanel.show_mean)

        with self.beat("remember") as beat:
            seconds = 0.4 * beat.seconds
            for centre in (numbers.moved, numbers.centre):
                self.play(self.centre.animate.set_value(centre), run_time=seconds)

    def both(self, verb: Callable[[BeliefPanel], Iterable[Animation]], *others: Animation) -> None:
        """Play ``verb`` of both halves at once, and what goes with it."""
        self.play(*chain(*map(verb, self.halves)), *others)

    def half(self, prior: Kind, strength: ValueTracker, box: Box) -> BeliefPanel:
        """The panel of ``prior``, on the shared data."""
        belief = Belief(prior, self.numbers.curvature, strength, self.centre, self.share)
        title = self.words.labels[prior.penalty.name]
        return BeliefPanel(
            belief, self.radius, self.place, self.tightness, box, self.stage.aspect, title, self.theme
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
