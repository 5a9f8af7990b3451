"""What the mathematics contradicts is not said: a counterexample each, and the words that would be false of it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from common.explainer import Explainer
from common.maths.descents.gradient import penalty_steps
from common.maths.descents.proximal import proximal_steps
from common.maths.losses.quadratic import OneWeightLoss, QuadraticLoss
from common.maths.optima.budget import budget_optimum
from common.maths.optima.one_weight import penalised_optimum
from common.maths.penalties.norms import L1
from common.words import LANGUAGES
from scenes.kink import Kink
from scenes.priors import Priors
from scenes.reaches_zero import ReachesZero
from scenes.recap import Recap
from scenes.selection import Selection
from scenes.shrinkage import Shrinkage
from scenes.shrinking_region import ShrinkingRegion
from scenes.steps import Steps


def a_corner_as_strong_as_the_pull_holds_too() -> bool:
    loss = Kink.numbers.loss
    return bool(penalised_optimum(loss, L1, abs(float(loss.slope(0.0)))).certified().weights[0] == 0)


def on_the_way_down_the_loss_pulls_the_same_way_at_first() -> bool:
    n = Steps.numbers
    return n.start > n.centre and float(n.loss.slope(n.start)) > 0 > float(n.loss.slope(n.centre / 2))


def a_mode_leaves_zero_where_the_data_pull_harder() -> bool:
    n = Priors.numbers
    limit = n.strength / n.curvature
    modes = [n.laplace.posterior(OneWeightLoss(n.curvature, centre)).mode for centre in (limit, 2 * limit)]
    return modes[0] == 0 < modes[1]


def a_ridge_weight_grows_on_the_way_though_the_whole_shrinks() -> bool:
    n = Selection.numbers
    strengths = np.geomspace(n.weakest, n.strongest, 400)
    sizes = np.abs(n.paths.ridge.at(strengths))
    shrinks = bool((np.diff(np.linalg.norm(sizes, axis=1)) < 0).all())
    return shrinks and bool((np.diff(sizes, axis=0) > 0).any())


def a_plain_step_lands_on_zero_from_some_starts() -> bool:
    n = ReachesZero.numbers
    plain, proximal = (
        [bool(walk(L1, start, step=n.step, strength=n.strength, count=20)[-1] == 0) for start in (n.even, n.start)]
        for walk in (penalty_steps, proximal_steps)
    )
    return plain == [True, False] and proximal == [True, True]


def on_some_edge_a_weight_has_grown() -> bool:
    loss = QuadraticLoss(np.array([[1.0, 0.6], [0.6, 0.5]]), np.array([1.0, 1.0]))
    weights = budget_optimum(loss, L1, 1.9).certified().weights
    return bool(weights.min() > 0 and weights.max() > 1)


def an_input_above_zero_may_come_out_as_zero() -> bool:
    n = Shrinkage.numbers
    return bool(L1.proximal_step(np.array([0.5 * n.strength / n.curvature]), n.strength / n.curvature)[0] == 0)


UNTRUE: list[tuple[type[Explainer], Callable[[], bool], tuple[str, str]]] = [
    (Recap, a_corner_as_strong_as_the_pull_holds_too, ("stronger than", "强过")),
    (Steps, on_the_way_down_the_loss_pulls_the_same_way_at_first, ("all the way down", "一路")),
    (Priors, a_mode_leaves_zero_where_the_data_pull_harder, ("the mode stays at zero", "众数停在零。")),
    (Selection, a_ridge_weight_grows_on_the_way_though_the_whole_shrinks, ("fade together", "一起变小")),
    (ReachesZero, a_plain_step_lands_on_zero_from_some_starts, ("An exact zero needs", "要精确的零")),
    (ShrinkingRegion, on_some_edge_a_weight_has_grown, ("On an edge", "，碰在边上")),
    (Shrinkage, an_input_above_zero_may_come_out_as_zero, ("lambda over h above zero", "权重为正")),
]


@pytest.mark.parametrize(("scene", "is_so", "untrue"), UNTRUE, ids=[is_so.__name__ for _, is_so, _ in UNTRUE])
def test_what_is_not_so_is_not_said(
    scene: type[Explainer], is_so: Callable[[], bool], untrue: tuple[str, str]
) -> None:
    assert is_so()
    for language, phrase in zip(LANGUAGES, untrue, strict=True):
        said = [text for beat in scene.said(language).beats.values() for text in (beat.claim, beat.said)]
        if scene is Steps:  # the race is led all the way
            said = [scene.said(language).beats["balance"].said]
        assert not [text for text in said if phrase in text]
