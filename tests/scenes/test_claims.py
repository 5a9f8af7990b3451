"""What the words say in numbers is what the solver finds."""

from __future__ import annotations

import numpy as np
import pytest

from common.maths.descents import penalty_steps, proximal_steps
from common.maths.one_weight import penalised_optimum
from common.maths.penalties import L1, L2
from scenes import steps


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
