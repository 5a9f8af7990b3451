"""Claims about losses that wander."""

import numpy as np
import pytest

from common.maths.losses.journeys import leaning, wandering
from common.maths.losses.quadratic import QuadraticLoss


def test_a_journey_starts_at_the_loss_and_comes_back(film_loss: QuadraticLoss) -> None:
    at = wandering(film_loss, sway=0.8, approach=0.3, turns=1.0)
    assert at(0.0) is film_loss
    np.testing.assert_allclose(at(1.0).hessian, film_loss.hessian, atol=1e-12)
    np.testing.assert_allclose(at(1.0).centre, film_loss.centre, atol=1e-12)


def test_the_valley_keeps_its_shape_while_it_turns(film_loss: QuadraticLoss) -> None:
    lifted = QuadraticLoss(film_loss.hessian, film_loss.centre, 1.5)
    at = wandering(lifted, sway=0.8, approach=0.3, turns=2.0)
    for progress in np.linspace(0, 1, 41):
        loss = at(progress)
        np.testing.assert_allclose(np.linalg.eigvalsh(loss.hessian), np.linalg.eigvalsh(lifted.hessian))
        assert loss.constant == 1.5


def test_the_centre_sways_to_both_sides_and_comes_nearer(film_loss: QuadraticLoss) -> None:
    at = wandering(film_loss, sway=0.8, approach=0.3, turns=1.0)
    home = film_loss.centre
    for progress, side in ((0.25, 1), (0.75, -1)):
        centre = at(progress).centre
        assert np.linalg.norm(centre) == pytest.approx(0.7 * np.linalg.norm(home))
        turned = np.arctan2(home[0] * centre[1] - home[1] * centre[0], home @ centre)
        assert turned == pytest.approx(side * 0.8)


def test_a_journey_is_continuous(film_loss: QuadraticLoss) -> None:
    at = wandering(film_loss, sway=0.8, approach=0.3, turns=1.0)
    centres = np.array([at(progress).centre for progress in np.linspace(0, 1, 2001)])
    assert np.linalg.norm(np.diff(centres, axis=0), axis=1).max() < 0.01


def test_bad_journeys_are_refused_by_name(film_loss: QuadraticLoss) -> None:
    with pytest.raises(ValueError, match="loss has 3 weights"):
        wandering(QuadraticLoss(np.eye(3), np.ones(3)), sway=0.1, approach=0.1, turns=1.0)
    with pytest.raises(ValueError, match="sway is nan"):
        wandering(film_loss, sway=np.nan, approach=0.1, turns=1.0)
    with pytest.raises(ValueError, match="progress is inf"):
        wandering(film_loss, sway=0.1, approach=0.1, turns=1.0)(np.inf)


def test_a_loss_that_leans_keeps_its_level_where_it_is_held_and_turns_its_pull(film_loss: QuadraticLoss) -> None:
    at, about = leaning(film_loss, [0.9, 0.0]), np.array([0.9, 0.0])
    assert at(0.0) is film_loss
    before = film_loss.gradient(about)
    for angle in (-1.4, 0.3, 2.0):
        leant = at(angle)
        assert leant.value(about) == pytest.approx(float(film_loss.value(about)))
        turned = np.array(
            [
                np.cos(angle) * before[0] - np.sin(angle) * before[1],
                np.sin(angle) * before[0] + np.cos(angle) * before[1],
            ]
        )
        np.testing.assert_allclose(leant.gradient(about), turned, atol=1e-12)


def test_a_loss_of_other_than_two_weights_cannot_lean() -> None:
    with pytest.raises(ValueError, match="must have 2 to lean over the plane"):
        leaning(QuadraticLoss(np.eye(3), np.ones(3)), np.zeros(3))
