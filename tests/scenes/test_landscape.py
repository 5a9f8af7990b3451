"""Landscape: where the ball goes, and that ShrinkingRegion takes the picture over."""

from __future__ import annotations

import numpy as np
import pytest

from common.maths.optima.budget import budget_optimum
from common.maths.optima.penalised import penalised_optimum
from common.maths.penalties.norms import L1, L2, Penalty
from scenes.landscape import Landscape
from scenes.shrinking_region import ShrinkingRegion

N = Landscape.numbers


def test_it_has_the_loss_that_shrinking_region_goes_on_with() -> None:
    region = ShrinkingRegion.numbers
    np.testing.assert_array_equal(N.loss.hessian, region.loss.hessian)
    np.testing.assert_array_equal(N.loss.centre, region.loss.centre)
    # The point at which the fold catches the ball is the corner that catches the contact.
    caught = penalised_optimum(N.loss, L1, N.crease).weights
    np.testing.assert_allclose(caught, budget_optimum(region.loss, L1, region.corner).weights, atol=1e-12)


@pytest.mark.parametrize(
    ("penalty", "strength", "zeros"),
    [(L1, 0.0, 0), (L1, N.shallow, 0), (L1, N.enough, 1), (L2, N.enough, 0), (L2, N.strong, 0)],
)
def test_the_ball_ends_at_the_certified_optimum(penalty: Penalty, strength: float, zeros: int) -> None:
    end = N.flow(penalty, strength).limit
    optimum = penalised_optimum(N.loss, penalty, strength).certified()
    np.testing.assert_allclose(end, optimum.weights, atol=1e-12)
    assert np.count_nonzero(end == 0) == optimum.zeros.sum() == zeros


def test_it_runs_into_the_fold_and_slides_along_it_for_a_good_part_of_its_way() -> None:
    flow = N.flow(L1, N.enough)
    (arrival,) = flow.events
    assert arrival.sign == 0
    share = flow.share(arrival.time)
    assert 0.3 < share < 0.7
    before, after = flow.along(np.linspace(0, share, 50)[:-1]), flow.along(np.linspace(share, 1, 50)[1:])
    assert (before[:, arrival.index] != 0).all()
    assert (after[:, arrival.index] == 0).all()
    assert (np.diff(np.linalg.norm(after - flow.limit, axis=-1)) < 0).all()


def test_under_l2_it_crosses_the_axis_and_stays_beside_it() -> None:
    flow = N.flow(L2, N.enough)
    assert flow.events == ()
    second = flow.path()[:, 1]
    assert second[0] < 0 < second[-1]
