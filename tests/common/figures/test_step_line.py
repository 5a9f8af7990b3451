"""A walker hops along the arc that stays behind it, and its push is as long as its next step."""

from __future__ import annotations

import numpy as np
import pytest
from redrawn import drawn

from common.figures.claims import Solves
from common.figures.step_line import StepLine
from common.maths.losses.quadratic import OneWeightLoss
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import Box
from common.style import DARK, TEMPO
from renders.critic.solving import solve

BOX = Box(-6.0, -2.0, 6.0, 2.0)


def line_of(penalty: Penalty = L1, weight: float = 3.0, step: float = 0.5) -> StepLine:
    line = StepLine(BOX, penalty, step, 1.0, weight, "L1", "w", DARK)
    line.add(*line.picture)
    return line


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_on_its_way_the_walker_is_at_the_end_of_the_arc_so_far(share: float) -> None:
    line = line_of()
    line.hop(2.0)
    line.stride.set_value(share)
    line.update()
    _, arc, _ = line.trail[-1]
    np.testing.assert_allclose(line.walker.dot.get_center(), arc.points[-1], atol=1e-9)
    across = (arc.points[-1] - line.point(2.0))[0] / (line.point(3.0) - line.point(2.0))[0]
    assert across == pytest.approx((1 + np.cos(np.pi * share)) / 2)
    np.testing.assert_allclose(line.penalty_push.get_left()[0], line.point(2.0)[0])


def test_landed_the_walker_stands_there_and_the_whole_arc_behind_it() -> None:
    line = line_of()
    line.hop(2.5)
    line.land(2.5)
    _, arc, tip = line.trail[-1]
    np.testing.assert_allclose(arc.points[[0, -1]], [line.point(3.0), line.point(2.5)], atol=1e-9)
    np.testing.assert_allclose(line.walker.dot.get_center(), line.point(2.5), atol=1e-9)
    assert tip.height > 0
    assert line.read_out.text == "2.500"


def test_a_line_that_has_walked_looks_like_one_that_was_always_there() -> None:
    walked, new = line_of(), line_of(weight=0.0)
    for weight in (2.0, 1.0, 0.0):
        walked.hop(weight)
        for share in (0.3, 0.9):
            walked.stride.set_value(share)
            walked.update()
        walked.land(weight)
    walked.update(TEMPO.bloom)
    walked.forget()
    parts = [(line.walker, line.penalty_push, line.read_out) for line in (walked, new)]
    for mine, fresh in zip(*map(drawn, parts), strict=True):
        np.testing.assert_allclose(mine, fresh, atol=1e-9)


@pytest.mark.parametrize("penalty", [L1, L2])
def test_the_push_points_to_where_the_next_step_ends(penalty: Penalty) -> None:
    for step in (0.5, 0.125):
        line = line_of(penalty, 2.2, step)
        end = 2.2 - step * float(penalty.push(2.2))
        assert line.penalty_push.get_left()[0] == pytest.approx(line.point(end)[0])


def test_at_zero_the_corner_holds_against_any_pull_up_to_lambda() -> None:
    for curvature, held in ((0.5, 0.75), (0.9, 1.0)):
        line = line_of(weight=0.0)
        line.join(OneWeightLoss(curvature, 1.5))
        push, pull = line.pushes
        assert pull == pytest.approx(curvature * 1.5)
        assert push == pytest.approx(-held)


def test_an_optimum_needs_a_loss() -> None:
    with pytest.raises(ValueError, match="join a loss first"):
        line_of().settle("w =")


@pytest.mark.parametrize("penalty", [L1, L2])
@pytest.mark.parametrize("loss", [None, OneWeightLoss(0.5, 1.5)])
def test_a_landed_hop_claims_to_obey_its_rule_and_a_wrong_one_is_found_out(
    penalty: Penalty, loss: OneWeightLoss | None
) -> None:
    pull = 0.0 if loss is None else 0.5 * (3.0 - 1.5)
    there = 3.0 - 0.5 * (pull + (1.0 if penalty is L1 else 3.0))
    if loss is not None and penalty is L2:
        there = (3.0 - 0.5 * pull) / 1.5
    for end, is_right in ((there, True), (there - 0.1, False)):
        line = line_of(penalty)
        if loss is not None:
            line.join(loss)
        line.hop(end)
        line.land(end)
        [step] = [each for each in line.claims() if isinstance(each, Solves)]
        found = solve(step.problem).weights
        assert found == pytest.approx([there], abs=1e-6)
        assert bool(np.allclose(step.weights, found, atol=1e-5)) == is_right


def test_only_the_proximal_step_may_claim_to_stop_on_zero() -> None:
    for is_proximal, end in ((False, -0.3), (True, 0.0)):
        line = line_of(weight=0.2)
        line.is_proximal = is_proximal
        line.hop(end)
        line.land(end)
        [step] = [each for each in line.claims() if isinstance(each, Solves)]
        assert solve(step.problem).weights == pytest.approx([end], abs=1e-6)
