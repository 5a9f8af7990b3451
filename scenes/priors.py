"""Priors: the penalties as beliefs, and why the likeliest weight is exactly zero under only one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import TypeAlias

import numpy as np
from manim import Animation, FadeIn, FadeOut, ValueTracker, linear
from pydantic import Field, model_validator
from scipy.optimize import brentq

from common.explainer import Explainer
from common.figures.belief import Belief
from common.figures.belief_panel import BeliefPanel
from common.figures.density_plot import HIGHEST, WEIGHTS
from common.figures.lettering import Lettering, lettering
from common.maths.losses import OneWeightLoss
from common.maths.priors import GaussianPrior, LaplacePrior
from common.numbers import Numbers
from common.numerals import Shown, decimals_for
from common.stage import Box
from common.style import TYPE

__all__ = ["Priors", "PriorsNumbers"]

Kind: TypeAlias = type[LaplacePrior] | type[GaussianPrior]
LAW_HEIGHT = 0.6
LEAST_MOVE, LEAST_MEAN = 0.1, 0.03
RING = 0.06  # of a density: what the ring about the top needs
PEAKED = 0.65  # a little more than 2 / π, where both bells are equally high


class PriorsNumbers(Numbers):
    """Two priors of one strength, and a loss ½ h (w − ŵ)² whose pull at 0 the Laplace prior's kink can hold."""

    strength: float = Field(default=1.0, gt=0, description="λ of both priors")
    curvature: float = Field(default=1.0, ge=0.1, description="h of the loss")
    centre: float = Field(default=0.5, ge=0.05, lt=1, description="ŵ, the weight that the data alone would choose")
    moved: float = Field(default=0.9, gt=0, le=1, description="ŵ of the data that are moved at the end")
    sharper: float = Field(default=3.0, gt=0, le=9, description="λ of a Gaussian prior more peaked than Laplace's")
    wide: float = Field(default=1.0, gt=0, le=2, description="ε of the band around 0 at first")
    narrow: float = Field(
        default=0.3, gt=0, description="ε at which Laplace's prior gives the band more than the Gaussian's"
    )

    @model_validator(mode="after")
    def _tells_the_story(self) -> PriorsNumbers:
        if self.curvature * max(self.centre, self.moved) > self.strength:
            raise ValueError("curvature times centre, or moved, is the pull at 0, and must not be above strength")
        laplace, gaussian, sharper = self.laplace, self.gaussian, GaussianPrior(self.sharper)
        if self.strength < PEAKED:
            raise ValueError(
                f"strength is {self.strength}, but must be {PEAKED} or more, for Laplace to be the more peaked"
            )
        if not self.narrow < self.wide:
            raise ValueError(f"narrow is {self.narrow}, but must be below wide")
        even = brentq(lambda radius: laplace.chance_within(radius) - gaussian.chance_within(radius), 1e-6, 9.0)
        if not self.narrow < even:
            raise ValueError(
                f"narrow is {self.narrow}, but must be below {even:.4g}, for Laplace's chance to be the larger"
            )
        least = max(np.pi / 2 * self.strength**2, self.strength)
        if not self.sharper > least:
            raise ValueError(
                f"sharper is {self.sharper}, but must be above {least:.4g}: the Gaussian is then higher at 0 than"
                " Laplace's bell, and its mode nearer to it"
            )
        if round(abs(self.moved - self.centre), 9) < LEAST_MOVE:  # 0.9 - 0.8 is not quite 0.1
            raise ValueError(
                f"moved is {self.moved}, but must be {LEAST_MOVE:g} or more from centre, for it to be seen to move"
            )
        believed = laplace.posterior(self.loss)
        if believed.mean < LEAST_MEAN:
            raise ValueError(
                f"Laplace's mean is {believed.mean:.2g}, but must be {LEAST_MEAN:g} or more, to be seen off 0"
            )
        ringed = max(float(each.density(0.0)) for each in (laplace, believed))
        bells = [each.posterior(self.loss) for each in (gaussian, sharper)]
        highest = max(ringed + RING, *(float(bell.density(bell.mode)) for bell in bells))
        if highest > HIGHEST:
            raise ValueError(
                f"a bell and its mark are {highest:.3g} high, but would leave the picture above {HIGHEST}: less"
                " strength, sharper or curvature is lower"
            )
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
    def estimates(self) -> Mapping[str, float]:
        """The modes and the mean that are not 0, of which the words tell."""
        laplace, gaussian, sharper = (
            prior.posterior(self.loss) for prior in (self.laplace, self.gaussian, GaussianPrior(self.sharper))
        )
        return {"laplace_mean": laplace.mean, "gaussian_mode": gaussian.mode, "sharper_mode": sharper.mode}

    @property
    def decimals(self) -> tuple[int, int]:
        """Of modes and means, and of λ."""
        return decimals_for(3, (), self.estimates.values()), decimals_for(1, (self.strength, self.sharper))

    @property
    def loss(self) -> OneWeightLoss:
        """The loss of the data."""
        return OneWeightLoss(self.curvature, self.centre)


class Priors(Explainer):
    """The kink puts the mode at zero; neither prior believes in a weight of exactly zero."""

    numbers: PriorsNumbers = PriorsNumbers()

    @classmethod
    def facts(cls) -> Mapping[str, float]:
        """Where the data point, the estimates under each prior, and up to where Laplace's mode is 0."""
        numbers, (decimals, _) = cls.numbers, cls.numbers.decimals
        return {
            "centre": numbers.centre,
            "limit": numbers.strength / numbers.curvature,
            **{name: Shown(value, decimals) for name, value in numbers.estimates.items()},
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
