"""ThreeWeights: from face to edge to corner, zeros come one by one; on the ball, none ever does."""

from __future__ import annotations

import numpy as np
import pytest
from oracles import on_the_disk, on_the_octahedron

from common.maths.optima.budget import budget_optimum
from common.maths.optima.penalised import penalised_optimum
from common.maths.paths.lasso import lasso_path
from common.maths.penalties.norms import L1, L2, Penalty
from scenes.numbers.three_weights import CONTACTS, STOPS, ThreeWeightsNumbers

N = ThreeWeightsNumbers()
WAY = np.linspace(0, 1, 201)


def test_on_the_way_zeros_come_one_by_one_and_stay() -> None:
    found = [int(budget_optimum(N.journey(share), L1, N.budget).certified().zeros.sum()) for share in WAY]
    assert found == sorted(found)
    assert [found[0], found[100], found[-1]] == [0, 1, 2]


def test_on_the_ball_no_weight_is_ever_zero() -> None:
    optima = [budget_optimum(N.journey(share), L2, N.budget).certified() for share in WAY]
    assert not any(optimum.zeros.any() for optimum in optima)


@pytest.mark.parametrize("penalty", [L1, L2])
def test_contacts_glide_without_a_jump_and_are_those_of_other_solvers(penalty: Penalty) -> None:
    solve = on_the_octahedron if penalty is L1 else on_the_disk
    weights = np.array([budget_optimum(N.journey(share), penalty, N.budget).weights for share in WAY])
    centres = np.array([N.journey(share).centre for share in WAY])
    solved = [solve(np.array(N.hessian), centre, N.budget) for centre in centres]
    np.testing.assert_allclose(weights, solved, atol=1e-10)
    # A projection in the norm of H is no longer a step than H is steep.
    longest = np.linalg.cond(np.array(N.hessian)) ** 0.5 * np.linalg.norm(np.diff(centres, axis=0), axis=-1)
    assert (np.linalg.norm(np.diff(weights, axis=0), axis=-1) <= longest + 1e-12).all()


def test_the_journey_passes_its_three_stops() -> None:
    for share, contact in zip((0.0, 0.5, 1.0), CONTACTS, strict=True):
        np.testing.assert_array_equal(N.journey(share).centre, getattr(N, contact))
        assert N.zeros(contact) == CONTACTS.index(contact)


def test_the_octahedron_has_as_many_faces_edges_and_corners_as_euler_asks_for() -> None:
    facts = N.facts
    assert facts["corners"] - facts["edges"] + facts["faces"] == 2
    assert (facts["faces"], facts["edges"], facts["corners"]) == (8, 12, 6)


def test_each_contact_is_the_optimum_at_a_price_too() -> None:
    for contact in CONTACTS:
        loss = N.loss(contact)
        strength = float(lasso_path(loss).strength(N.budget))
        priced = penalised_optimum(loss, L1, strength).certified().weights
        np.testing.assert_allclose(priced, N.optimum(L1, contact).weights, atol=1e-10)


@pytest.mark.parametrize(("contact", "zeros"), [("face", 0), ("edge", 1), ("corner", 2)])
def test_it_arrives_where_the_zeros_of_a_contact_begin(contact: str, zeros: int) -> None:
    arrival = N.arrival(contact)
    assert arrival <= STOPS[contact]
    before = [share for share in (arrival - 1e-3, arrival) if share >= 0]
    found = [int(budget_optimum(N.journey(share), L1, N.budget).zeros.sum()) for share in before]
    assert found[-1] == zeros
    assert found[0] == max(zeros - 1, 0)
