"""Two beliefs over one axis, and what the data make of both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    UR,
    Animation,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    Mobject,
    ValueTracker,
    VGroup,
    linear,
)
from manim.mobject.mobject import _AnimationBuilder

from common.figures.bell import Bell
from common.figures.density_plot import HIGHEST
from common.figures.evidence import Evidence
from common.figures.lettering import lettering
from common.figures.slopes_at_zero import SlopesAtZero
from common.figures.zero_count import ZeroCount
from common.maths.arithmetic.arrays import FloatArray
from common.maths.probability.priors import GaussianPrior, LaplacePrior
from common.stage import Box, Stage
from common.style import TEMPO, TYPE, Theme

__all__ = ["BeliefBoard"]

_FIRST, _LINE = 0.22, 0.52  # from the top to the middle of the notes' first line, and from one to the next
_FLAT = 0.6  # the share of λ at which a bell begins
_GAP, _FOOT = 0.2, 0.15
_BACK = 1.8  # seconds, from prices to bells
_AWAY = 2.5  # deviations to ŵ from the end of the axis, when the data come in
_NEAR, _NEARER = 0.72, 0.9  # shares of the plot's height that the first bell takes, seen from near
_WIDEST, _SHARE, _HIGH = 3.4, 0.36, 0.55  # of the slopes at 0: their width, its share of all, and height by width
_ABOVE, _SMALL = 0.5, 0.85  # scene units for the name of the largest, and times for their condition

Moves = Iterator[Animation | Mobject | _AnimationBuilder]


class BeliefBoard:
    """Says step by step what two beliefs hold; each verb gives the animations of a step.

    ``numbers`` are those of the scene. ŵ of the data is ``centre``; ``radius`` is that of the bands around 0; of
    the draws so many have ``fallen``. The ``camera`` goes along.
    """

    def __init__(self, stage: Stage, theme: Theme, labels: Mapping[str, str], numbers: Any, camera: Any) -> None:
        n, box = numbers, stage.clear.cut_bottom(_FOOT)[1]
        self._numbers, self._view = n, camera.frame
        self.centre, self.radius, self.fallen = (ValueTracker(at) for at in (n.centre, n.wide, 0.0))
        trackers, names = (self.centre, self.radius), (labels["mode"], labels["mean"])
        self.laplace, self.gaussian = self.bells = [
            Bell(
                prior,
                n.curvature,
                n.strength,
                *trackers,
                labels[prior.penalty.name],
                names,
                n.decimals,
                theme,
                n.tall,
                n.least,
            )
            for prior in (LaplacePrior, GaussianPrior)
        ]
        for bell in self.bells:
            bell.fit(box)
        self.laplace.let_rain(n.draws, self.fallen)
        self.evidence = Evidence(self.bells, self.radius)
        self.count = ZeroCount(lambda: n.draws, labels["draws"], theme, self.fallen)
        self._beyond = self.laplace.side * (self.laplace.window.view.x[1] + _AWAY / n.curvature**0.5)
        self._first_top = float(n.laplace.density(0.0))
        self.slopes = SlopesAtZero(n.curvature, self.centre, self.laplace.strength, theme)
        self.pull = lettering(labels["pull"], TYPE.note, theme.loss)
        self._lay_out(stage.safe, box)
        for bell in self.bells:
            bell.strength.set_value(_FLAT * n.strength)
            camera.fix(bell.price, bell.tag, bell.chance_out, bell.never_out, bell.weight_out, bell.mean_out)
        camera.fix(self.laplace.axes[2], self.count)
        data = self.evidence
        camera.upright(data.zero, data.edge, data.wanted, data.wanted_name)

    @property
    def subjects(self) -> tuple[Bell, Bell, Evidence]:
        """What the words speak of by turns."""
        return self.laplace, self.gaussian, self.evidence

    def open(self) -> Iterator[Mobject]:
        """The first bell over the axis, seen from near, and both prices."""
        self._view.bring(self._origin, self._origin, self._times(_NEAR))
        yield self.evidence.add(self.evidence.axes, self.evidence.zero)
        yield self.laplace.add(self.laplace.prior, self.laplace.body)
        yield self.slopes
        yield from (bell.price for bell in self.bells)

    def second(self) -> Bell:
        """The other bell, to emerge."""
        return self.gaussian.add(self.gaussian.prior, self.gaussian.body)

    def fill(self, *bells: Bell) -> Moves:
        """Fill ``bells`` alone: of the others, the outlines are left."""
        for bell in self.bells:
            if (bell.body in bell.submobjects) != (bell in bells):
                yield (bell.reveal if bell in bells else bell.conceal)(bell.body)

    def go(self, times: float = 1.0) -> Moves:
        """See all of the axis, which stays where it is, or go so close to 0."""
        yield self._view.animate.bring(self._origin, self._origin, times)

    def go_near(self) -> Moves:
        """Go to the first bell's peak, with what is under it."""
        yield from self.go(self._times(_NEARER))

    def rise(self, bell: Bell) -> Moves:
        """Raise it to its height, by its λ."""
        yield bell.strength.animate.set_value(self._numbers.strength)

    def name(self, bell: Bell) -> Moves:
        """Say whose it is, instead of its price, and leave it alone filled."""
        yield from self.fill(bell)
        yield AnimationGroup(FadeOut(bell.price), FadeIn(bell.tag), lag_ratio=1, run_time=1)

    def add_band(self) -> Moves:
        """Fill what is within the radius, and give its chances."""
        yield self.evidence.reveal(*self.evidence.bands, self.evidence.edge)
        for bell in self.bells:
            bell.chance_out.refresh()
            yield FadeIn(bell.chance_out)

    def leave_zero(self) -> Moves:
        """Say of the bands, of which nothing is left, that 0 has no chance."""
        yield self.evidence.conceal(*self.evidence.bands, self.evidence.edge)
        for bell in self.bells:
            yield AnimationGroup(FadeOut(bell.chance_out), FadeIn(bell.never_out), lag_ratio=1)

    def leave_chances(self) -> Moves:
        """Take that out."""
        yield FadeOut(*(bell.never_out for bell in self.bells))

    def flip_back(self) -> Moves:
        """Make bells of the prices again."""
        for bell in self.bells:
            flipped: Any = bell.flipped
            yield bell.conceal(bell.price_name, run_time=TEMPO.dim)
            yield flipped.animate(run_time=_BACK, rate_func=linear).set_value(0.0)

    def name_prices(self) -> Moves:
        """Write down what the logarithms are."""
        for bell in self.bells:
            yield bell.reveal(bell.price_name)

    def bring_data(self) -> Moves:
        """Let the likelihood come in from beside the picture."""
        data = self.evidence
        self.centre.set_value(self._beyond)
        data.add(data.curve, data.wanted, data.wanted_name)
        yield self.centre.animate.set_value(self._numbers.centre)
        yield from self.go()

    def cut(self, bell: Bell) -> Moves:
        """Cut what is under a bell into columns, and hide the prior of one that is not yet cut."""
        yield from self._join()
        yield from (
            each.conceal(each.prior) for each in self.bells if each is not bell and not each.grown.get_value()
        )
        yield bell.reveal(
            *(part for part in (bell.prior, bell.columns, bell.curve) if part not in bell.submobjects)
        )

    def _join(self) -> Moves:
        """Leave the outline of what columns have become."""
        yield from (
            bell.conceal(bell.columns, bell.prior) for bell in self.bells if bell.columns in bell.submobjects
        )

    def set_out(self, bell: Bell) -> Moves:
        """Fill it, set a dot on its flank, and give its weight; a name is taken from the other's top."""
        yield from self._join()
        yield from self.fill(bell)
        yield from (other.conceal(other.mode_name) for other in self.bells if other.mode_name in other.submobjects)
        bell.weight_out.refresh()
        yield bell.reveal(bell.mode)
        yield FadeIn(bell.weight_out)

    def climb(self, bell: Bell) -> Moves:
        """Take the dot to the top."""
        yield bell.climbed.animate.set_value(1.0)

    def name_mode(self, bell: Bell) -> Moves:
        """Name the top, and lead from it to the axis."""
        yield bell.reveal(bell.mode_name)
        yield bell.reveal(bell.plumb, by=Create)

    def balance(self) -> Moves:
        """Leave the second belief; put the fulcrum under the first, and name both of its points."""
        bell, other = self.bells
        bell.mean_out.refresh()
        leaving = FadeOut(other, other.tag, other.weight_out)
        coming = bell.reveal(bell.fulcrum, bell.mean_name, bell.mode_name), FadeIn(bell.mean_out)
        yield AnimationGroup(leaving, AnimationGroup(*coming), lag_ratio=1, run_time=1)

    def show_pull(self) -> Moves:
        """Show the pull of the data at 0 among the slopes of the kink."""
        slopes = self.slopes
        yield slopes.reveal(slopes.price, slopes.fan, slopes.bar, slopes.names, slopes.chosen, slopes.mark)
        yield FadeIn(self.pull, slopes.condition)

    def leave_estimate(self) -> Moves:
        """Take out all but the estimate and the outline of the belief: no line is to stand where no draw is."""
        bell, data = self.laplace, self.evidence
        yield FadeOut(bell.tag, bell.weight_out, bell.mean_out, self.slopes, self.slopes.condition, self.pull)
        yield bell.conceal(bell.body, bell.fulcrum, bell.mean_name, bell.mode_name)
        yield data.conceal(data.curve, data.wanted, data.wanted_name)
        yield data.axes[1].animate.set_stroke(opacity=0.0)

    def rain(self, seconds: float) -> Moves:
        """Let the draws fall, and count the zeros among them."""
        self.laplace.add(*self.laplace.rain)
        fallen: Any = self.fallen
        yield fallen.animate(run_time=seconds, rate_func=linear).set_value(1.0)
        yield FadeIn(self.count, run_time=TEMPO.dim)

    @property
    def _origin(self) -> FloatArray:
        """Where 0 is (3,)."""
        return self.laplace.window.point(0.0, 0.0)

    def _times(self, share: float) -> float:
        """How close the first bell takes that share of the plot's height, if it is not there."""
        return max(1.0, share * self.laplace.tall * HIGHEST / self._first_top)

    def _lay_out(self, safe: Box, box: Box) -> None:
        """Write the notes into the upper corners, L1's on the left."""
        for bell, side in zip(self.bells, (LEFT, RIGHT), strict=True):
            bell.price.move_to(safe.corner(UP + side), aligned_edge=UP + side)
            outs = bell.chance_out, bell.never_out, bell.weight_out, bell.mean_out
            levels = bell.tag[0], *(out.sign for out in outs)  # not every text has letters that hang
            for line, part, level in zip((0, 1, 1, 1, 2), (bell.tag, *outs), levels, strict=True):
                part.move_to(safe.corner(UP + side), aligned_edge=UP + side)
                part.shift((safe.top - _FIRST - line * _LINE - level.get_y()) * UP)
        width = min(_WIDEST, _SHARE * box.width)
        right, top, _ = safe.corner(UR)
        self.slopes.fit(
            Box(right - width, top - _HIGH * width - _ABOVE, right - _GAP, top - _ABOVE), sides=(RIGHT, RIGHT)
        )
        self.slopes.condition.scale(_SMALL).next_to(self.slopes.axes, DOWN, buff=_LINE)
        self.slopes.condition.align_to(safe.corner(RIGHT), RIGHT)
        self.pull.next_to(self.slopes.condition[0], DOWN, buff=_GAP)
        name, number, total = self.count
        VGroup(number, total).next_to(name, DOWN, buff=_GAP, aligned_edge=RIGHT)
        self.count.move_to(box.corner(UP + RIGHT) + _GAP * DOWN, aligned_edge=UP + RIGHT)
