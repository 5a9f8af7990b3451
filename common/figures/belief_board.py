"""Two beliefs over one axis, and what the data make of both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from manim import DOWN, LEFT, RIGHT, UP, Animation, Create, FadeIn, FadeOut, Mobject, ValueTracker, VGroup
from manim.mobject.mobject import _AnimationBuilder

from common.figures.bell import Bell
from common.figures.evidence import Evidence
from common.figures.zero_count import ZeroCount
from common.maths.arithmetic.arrays import FloatArray
from common.maths.probability.priors import GaussianPrior, LaplacePrior
from common.stage import Box, Stage
from common.style import Theme

__all__ = ["BeliefBoard"]

_LINE = 0.2  # between the lines of the notes
_FLAT = 0.5  # the share of λ at which a bell begins
_FOOT = 0.1

Moves = Iterator[Animation | Mobject | _AnimationBuilder]


class BeliefBoard:
    """Says step by step what two beliefs hold; each verb gives the animations of a step.

    ``numbers`` are those of the scene. ŵ of the data is ``centre``, and has been ``moved``; ``radius`` is that of
    the band around 0; of the draws so many have ``fallen``. ``notes`` are to be fixed to the picture.
    """

    def __init__(self, stage: Stage, theme: Theme, labels: Mapping[str, str], numbers: Any) -> None:
        n, box = numbers, Stage(stage.aspect).body  # below where a claim stands
        self.centre, self.moved = ValueTracker(n.centre), ValueTracker(n.centre)
        self.radius, self.fallen = ValueTracker(0.0), ValueTracker(0.0)
        trackers = self.centre, self.radius, self.moved
        self.laplace, self.gaussian = self.bells = [
            Bell(prior, n.curvature, n.strength, *trackers, labels[prior.penalty.name], n.decimals, theme)
            for prior in (LaplacePrior, GaussianPrior)
        ]
        for bell in self.bells:
            bell.fit(box)
            bell.strength.set_value(_FLAT * n.strength)
        self.laplace.let_rain(*n.draws, self.fallen)
        self.evidence = Evidence(self.bells, self.radius)
        self.count = ZeroCount(lambda: n.draws[0], labels["draws"], theme, self.fallen)
        self._beyond = box.right + box.width
        self._lay_out(stage.safe, box)

    @property
    def upright(self) -> tuple[Mobject, ...]:
        """What keeps its size."""
        data, bells = self.evidence, self.bells
        names = data.zero, data.edge, data.wanted, data.wanted_name, self.laplace.axes[2]
        return *names, self.laplace.fulcrum, *(bell.mode for bell in bells)

    @property
    def origin(self) -> FloatArray:
        """Where 0 is (3,)."""
        return self.laplace.window.point(0.0, 0.0)

    @property
    def peak(self) -> FloatArray:
        """Where the top of the first belief is (3,)."""
        return self.laplace.window.point(*self.laplace.top())

    def opening(self) -> Iterator[Mobject]:
        """The first bell over the axis."""
        yield self.evidence.add(self.evidence.axes, self.evidence.zero)
        yield self.laplace.add(self.laplace.prior, self.laplace.prior_body)

    def second(self) -> Bell:
        """The other bell, to emerge."""
        return self.gaussian.add(self.gaussian.prior, self.gaussian.prior_body)

    def name(self, bell: Bell) -> Moves:
        """Say whose it is."""
        yield FadeIn(bell.tag)

    def add_band(self) -> Moves:
        """Fill what is within the radius."""
        yield self.evidence.reveal(self.evidence.band, self.evidence.edge)

    def leave_band(self) -> Moves:
        """Take that out."""
        yield self.evidence.conceal(self.evidence.band, self.evidence.edge)

    def read_chances(self) -> Moves:
        """Give the chance of the band."""
        for bell in self.bells:
            bell.chance_out.refresh()
            yield FadeIn(bell.chance_out)

    def leave_chances(self) -> Moves:
        """Take them out."""
        yield FadeOut(*(bell.chance_out for bell in self.bells))

    def fill(self) -> Moves:
        """Fill both bells."""
        for bell in self.bells:
            yield bell.reveal(bell.prior_body)

    def empty(self) -> Moves:
        """Leave their outlines."""
        for bell in self.bells:
            yield bell.conceal(bell.prior_body)

    def name_prices(self) -> Moves:
        """Write down what the logarithms are."""
        for bell in self.bells:
            yield bell.reveal(bell.price_name)

    def leave_prices(self) -> Moves:
        """Take that out."""
        for bell in self.bells:
            yield bell.conceal(bell.price_name)

    def bring_data(self) -> Evidence:
        """The likelihood, beside the picture, to come in."""
        data = self.evidence
        self.centre.set_value(self._beyond)
        return data.add(data.body, data.curve, data.wanted, data.wanted_name)

    def stand_columns(self, bell: Bell) -> Moves:
        """Cut what is under a bell into columns, and be ready to draw what they become."""
        yield bell.reveal(bell.columns, bell.curve)
        yield bell.conceal(bell.prior_body)

    def leave_columns(self) -> Moves:
        """Fill what they have become."""
        for bell in self.bells:
            yield bell.reveal(bell.body)
            yield bell.conceal(bell.columns, bell.prior)

    def set_out(self) -> Moves:
        """Set a dot on the flank of each, with its number."""
        for bell in self.bells:
            bell.weight_out.refresh()
            yield bell.reveal(bell.mode)
            yield FadeIn(bell.weight_out)

    def drop_plumb(self, bell: Bell) -> Moves:
        """Lead from its top to the axis."""
        yield bell.reveal(bell.plumb, by=Create)

    def balance(self) -> Moves:
        """Put the fulcrum under the first belief, and leave the other."""
        bell, other = self.bells
        bell.mean_out.refresh()
        yield FadeOut(other, other.tag, other.weight_out)
        yield bell.reveal(bell.fulcrum)
        yield FadeIn(bell.mean_out)

    def follow(self) -> None:
        """From now on, the mean leaves its way behind."""
        self.laplace.add(self.laplace.way)

    def leave_numbers(self) -> Moves:
        """Take out all but the estimate."""
        bell, data = self.laplace, self.evidence
        yield FadeOut(bell.tag, bell.weight_out, bell.mean_out)
        yield bell.conceal(bell.body, bell.fulcrum, bell.way)
        yield data.conceal(data.curve, data.body, data.wanted, data.wanted_name)

    def rain(self) -> Moves:
        """Count the zeros among the draws."""
        self.laplace.add(self.laplace.rain)
        yield FadeIn(self.count)

    def _lay_out(self, safe: Box, box: Box) -> None:
        """Write the notes into the upper corners, L1's on the left, and name the prices beside their curves."""
        for bell, side in zip(self.bells, (LEFT, RIGHT), strict=True):
            bell.tag.move_to(safe.corner(UP + side), aligned_edge=UP + side)
            bell.tag.shift((self.laplace.tag[0].get_y() - bell.tag[0].get_y()) * UP)
            for out in (bell.chance_out, bell.weight_out):
                out.next_to(bell.tag, DOWN, buff=_LINE, aligned_edge=side)
            bell.mean_out.next_to(bell.weight_out, DOWN, buff=_LINE, aligned_edge=side)
        name, number, total = self.count
        VGroup(number, total).next_to(name, DOWN, buff=_LINE, aligned_edge=RIGHT)
        self.count.move_to(box.corner(UP + RIGHT), aligned_edge=UP + RIGHT)
        self.notes = VGroup(
            *(part for bell in self.bells for part in (bell.tag, bell.chance_out, bell.weight_out, bell.mean_out)),
            self.count,
        )
