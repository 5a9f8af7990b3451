"""Claims about walks towards zero."""

import numpy as np
import pytest

from common.maths.descents import penalty_steps, proximal_gradient_steps, proximal_steps, subgradient_steps
from common.maths.losses import OneWeightLoss
from common.maths.one_weight import penalised_optimum
from common.maths.penalties import L1, L2, Penalty

FILM = OneWeightLoss(0.67, 0.5)


def test_from_three_l1_takes_six_steps_to_zero_and_stays() -> None:
    walk = penalty_steps(L1, 3.0, step=0.5, strength=1.0, count=9)
    assert walk.tolist() == [3.0, 2.5, 2.0, 1.5, 1.0, 0.5, 0.0, 0.0, 0.0, 0.0]


def test_from_three_l2_halves_and_never_arrives() -> None:
    walk = penalty_steps(L2, 3.0, step=0.5, strength=1.0, count=200)
    np.testing.assert_array_equal(walk, 3.0 * 0.5 ** np.arange(201))
    assert (walk > 0).all()


def test_l2_leads_the_race_above_one_and_l1_wins_it() -> None:
    l1 = penalty_steps(L1, 3.0, step=0.01, strength=1.0, count=400)
    l2 = penalty_steps(L2, 3.0, step=0.01, strength=1.0, count=400)
    assert l2[100] < l1[100]
    assert l1[400] < l2[400]


def test_from_2_2_the_plain_l1_step_rattles_for_ever() -> None:
    tail = penalty_steps(L1, 2.2, step=0.5, strength=1.0, count=1000)[4:]
    np.testing.assert_allclose(tail[0::2], 0.2, atol=1e-12)
    np.testing.assert_allclose(tail[1::2], -0.3, atol=1e-12)


@pytest.mark.parametrize("start", [2.2, -2.2, 3.0, 0.1, 0.0])
def test_the_proximal_l1_step_lands_on_zero_and_stays(start: float) -> None:
    walk = proximal_steps(L1, start, step=0.5, strength=1.0, count=8)
    assert (walk[5 + (abs(start) == 3.0) :] == 0).all()
    assert (walk * start >= 0).all()


def test_the_proximal_l2_step_divides_and_never_arrives() -> None:
    walk = proximal_steps(L2, 3.0, step=0.5, strength=1.0, count=50)
    np.testing.assert_allclose(walk, 3.0 / 1.5 ** np.arange(51))


@pytest.mark.parametrize("strength", [0.0, 0.1, 0.3, 0.335, 0.5])
def test_proximal_gradient_steps_settle_on_the_optimum(penalty: Penalty, strength: float) -> None:
    walk = proximal_gradient_steps(FILM, penalty, 3.0, step=1.0, strength=strength, count=200)
    best = penalised_optimum(FILM, penalty, strength)
    assert walk[-1] == pytest.approx(best.weights[0], abs=1e-12)
    if strength > 0.335:
        assert (walk[-1] == 0) == best.zeros[0]


def test_subgradient_steps_rattle_where_proximal_ones_find_the_zero() -> None:
    plain = subgradient_steps(FILM, L1, 3.0, step=0.1, strength=0.5, count=500)[-100:]
    exact = proximal_gradient_steps(FILM, L1, 3.0, step=0.1, strength=0.5, count=500)[-100:]
    assert (exact == 0).all()
    assert (plain != 0).all()
    assert np.abs(plain).max() < 0.1


def test_with_the_loss_l2_settles_where_the_two_pushes_cancel() -> None:
    walk = subgradient_steps(FILM, L2, 3.0, step=0.5, strength=1.0, count=100)
    assert walk[-1] == pytest.approx(0.67 * 0.5 / 1.67)


def test_no_steps_are_only_the_start(penalty: Penalty) -> None:
    for walk in (
        penalty_steps(penalty, 2.0, step=0.5, strength=1.0, count=0),
        proximal_steps(penalty, 2.0, step=0.5, strength=1.0, count=0),
        subgradient_steps(FILM, penalty, 2.0, step=0.5, strength=1.0, count=0),
        proximal_gradient_steps(FILM, penalty, 2.0, step=0.5, strength=1.0, count=0),
    ):
        assert walk.tolist() == [2.0]


@pytest.mark.parametrize(
    ("argument", "bad"),
    [
        ("step", -0.1),
        ("step", np.nan),
        ("strength", -1.0),
        ("strength", np.inf),
        ("count", -1),
        ("start", np.nan),
    ],
)
def test_bad_numbers_are_refused_by_name(penalty: Penalty, argument: str, bad: float) -> None:
    arguments = {"start": 1.0, "step": 0.5, "strength": 1.0, "count": 3} | {argument: bad}
    for walk in (penalty_steps, proximal_steps):
        with pytest.raises(ValueError, match=f"{argument} is"):
            walk(penalty, **arguments)
    for walk in (subgradient_steps, proximal_gradient_steps):
        with pytest.raises(ValueError, match=f"{argument} is"):
            walk(FILM, penalty, **arguments)
