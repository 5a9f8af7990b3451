"""What the words say in numbers is what the solver finds."""

from __future__ import annotations

import numpy as np
import pytest

from common.maths.budget import budget_optimum
from common.maths.descents import penalty_steps, proximal_steps
from common.maths.journeys import wandering
from common.maths.one_weight import penalised_optimum, slopes
from common.maths.penalties import L1, L2
from scenes import kink, shrinking_region, steps


def test_the_loose_budget_shrinks_nothing_and_the_edge_is_not_sparse() -> None:
    loss = shrinking_region.LOSS
    for penalty in (L1, L2):
        assert np.array_equal(budget_optimum(loss, penalty, shrinking_region.LOOSEST).weights, loss.centre)
    for budget in np.linspace(shrinking_region.ON_AN_EDGE, shrinking_region.LOOSEST, 200):
        assert not budget_optimum(loss, L1, budget).zeros.any()


def test_near_a_budget_of_one_the_corner_takes_hold_and_keeps_it_while_the_disk_never_does() -> None:
    loss = shrinking_region.LOSS
    budgets = np.linspace(shrinking_region.ON_AN_EDGE, shrinking_region.TIGHTEST, 2000)
    held = [bool(budget_optimum(loss, L1, budget).zeros[1]) for budget in budgets]
    first = held.index(True)
    assert budgets[first] == pytest.approx(1.0, abs=0.01)
    assert all(held[first:])
    assert not any(budget_optimum(loss, L2, budget).zeros.any() for budget in budgets)


def test_the_tally_finds_corners_common_but_not_certain_and_no_zero_on_the_disk() -> None:
    at = wandering(shrinking_region.LOSS, **shrinking_region.JOURNEY)
    stops = (np.arange(shrinking_region.LOSSES_VISITED) + 0.5) / shrinking_region.LOSSES_VISITED
    found = {
        penalty: sum(budget_optimum(at(s), penalty, shrinking_region.WHILE_TURNING).zeros.any() for s in stops)
        for penalty in (L1, L2)
    }
    assert len(stops) / 3 < found[L1] < len(stops)
    assert found[L2] == 0


def test_a_journey_starts_and_ends_at_the_same_loss_and_keeps_its_curvatures() -> None:
    loss = shrinking_region.LOSS
    at = wandering(loss, **shrinking_region.JOURNEY)
    assert at(0.0) is loss
    np.testing.assert_allclose(at(1.0).hessian, loss.hessian, atol=1e-12)
    np.testing.assert_allclose(at(1.0).centre, loss.centre, atol=1e-12)
    for progress in np.linspace(0, 1, 50):
        np.testing.assert_allclose(
            np.linalg.eigvalsh(at(progress).hessian), np.linalg.eigvalsh(loss.hessian), atol=1e-12
        )


def test_the_minimum_arrives_at_zero_exactly_when_lambda_is_the_pull() -> None:
    assert abs(float(kink.LOSS.slope(0.0))) == kink.ENOUGH
    assert not penalised_optimum(kink.LOSS, L1, np.nextafter(kink.ENOUGH, 0)).zeros.any()
    for strength in (kink.ENOUGH, kink.MORE, kink.MOST):
        assert penalised_optimum(kink.LOSS, L1, strength).zeros.all()
        assert slopes(kink.LOSS, L1, strength, 0.0).contains(0.0)
        assert not penalised_optimum(kink.LOSS, L2, strength).zeros.any()
        assert slopes(kink.LOSS, L2, strength, 0.0) == slopes(kink.LOSS, L2, 0.0, 0.0)


def test_the_race_from_three_takes_l1_six_steps_and_l2_leads_until_the_last() -> None:
    fixed, share = (steps.plain_trace(penalty, steps.START, steps.RACE_STEPS) for penalty in (L1, L2))
    assert steps.RACE_STEPS == 6
    np.testing.assert_array_equal(fixed, [3, 2.5, 2, 1.5, 1, 0.5, 0])
    np.testing.assert_array_equal(share, 3 * 0.5 ** np.arange(7))
    assert (share[1:-1] < fixed[1:-1]).all()
    assert share[-1] > 0


def test_from_two_point_two_the_plain_step_rattles_and_the_proximal_step_lands() -> None:
    plain = penalty_steps(L1, steps.UNEVEN_START, step=steps.STEP, strength=steps.STRENGTH, count=40)
    np.testing.assert_allclose(plain[5::2], -0.3)
    np.testing.assert_allclose(plain[4::2], 0.2)
    landing = proximal_steps(
        L1, steps.UNEVEN_START, step=steps.STEP, strength=steps.STRENGTH, count=steps.UNEVEN_STEPS
    )
    assert landing[-1] == 0


def test_with_the_loss_l1_settles_at_zero_and_l2_where_the_pushes_cancel() -> None:
    for penalty in (L1, L2):
        optimum = penalised_optimum(steps.LOSS, penalty, steps.STRENGTH).certified()
        assert steps.settling_trace(penalty)[-1] == pytest.approx(float(optimum.weights[0]), abs=5e-4)
    assert steps.settling_trace(L1)[-1] == 0
    loss = steps.LOSS
    expected = loss.curvature * loss.centre / (loss.curvature + steps.STRENGTH)
    assert penalised_optimum(loss, L2, steps.STRENGTH).weights[0] == pytest.approx(expected)
