"""What Selection says and shows of twins and patients is what other solvers find."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from manim import ValueTracker
from pydantic import ValidationError
from sklearn.datasets import load_diabetes
from sklearn.linear_model import Lasso, Ridge
from sklearn.preprocessing import StandardScaler

from common.figures.power_panel import PowerPanel
from common.figures.side_notes import SideNotes
from common.figures.twin_plane import TwinPlane
from common.maths.data.sets import twins
from common.maths.optima.elastic_budget import elastic_budget_optimum
from common.maths.penalties.elastic_net import ElasticNet
from common.maths.penalties.norms import L2
from common.stage import ASPECTS, Stage
from common.style import DARK
from scenes.numbers.selection import SelectionNumbers
from scenes.selection import Selection

NUMBERS = SelectionNumbers()
PATHS = NUMBERS.paths


@pytest.fixture(scope="module")
def data() -> tuple[np.ndarray, np.ndarray]:
    design, targets = load_diabetes(return_X_y=True, scaled=False)
    return StandardScaler().fit_transform(design), targets - targets.mean()


@pytest.mark.parametrize("strength", [0.3, 3.0, 30.0, 85.0, 300.0])
def test_both_paths_are_those_of_scikit_learn(data: tuple[np.ndarray, np.ndarray], strength: float) -> None:
    design, targets = data
    lasso, ridge = PATHS.lasso, PATHS.ridge
    # Its lasso has a half before the mean squared error, and its ridge takes the sum.
    theirs = Lasso(alpha=strength / 2, fit_intercept=False, tol=1e-10, max_iter=100_000).fit(design, targets).coef_
    np.testing.assert_allclose(lasso.at(strength), theirs, atol=1e-4)
    assert ((lasso.at(strength) == 0) == (theirs == 0)).all()
    theirs = Ridge(alpha=strength * len(design) / 2, fit_intercept=False).fit(design, targets).coef_
    np.testing.assert_allclose(ridge.at(strength), theirs, atol=1e-8)
    assert (ridge.at(strength) != 0).all()


def test_each_lasso_weight_drops_to_zero_once_and_stays() -> None:
    lasso = PATHS.lasso
    shown = [each for each in PATHS.arrivals if NUMBERS.covers(each)]
    assert len(shown) == PATHS.loss.dimension
    strengths = np.geomspace(NUMBERS.weakest, NUMBERS.strongest, 2000)
    zeros = lasso.at(strengths) == 0
    assert (np.diff(zeros.astype(int), axis=0) >= 0).all()
    assert not zeros[0].any()
    assert zeros[-1].all()
    for strength in shown:
        before, after = (lasso.at(strength * (1 + by)) == 0 for by in (-1e-6, 1e-6))
        assert after.sum() == before.sum() + 1


def test_at_the_telling_strength_the_lasso_has_dropped_half_and_its_largest_stands_far_above_ridge() -> None:
    lasso, ridge = (np.abs(path.at(NUMBERS.telling)) for path in (PATHS.lasso, PATHS.ridge))
    assert np.count_nonzero(lasso == 0) == 5
    assert (ridge > 0).all()
    # One selects, and the other shares: of all that the ten have, three have nearly all, or two thirds.
    most = [np.sort(weights)[-3:].sum() / weights.sum() for weights in (lasso, ridge)]
    assert most[0] > 0.85
    assert most[1] < 0.6


def test_ridge_weights_cross_zero_where_it_is_said_and_none_stays() -> None:
    ridge = PATHS.ridge
    strengths = np.geomspace(NUMBERS.weakest, NUMBERS.strongest, 20_000)
    weights = ridge.at(strengths)
    changes = (np.diff(np.sign(weights), axis=0) != 0).sum(axis=0)
    assert (weights != 0).all()
    assert [sum(map(NUMBERS.covers, each)) for each in PATHS.crossings] == changes.tolist()
    assert Selection.numbers.facts["crossings"] == np.count_nonzero(changes) == 3


def test_ridge_gives_each_twin_half_of_what_the_lasso_gives_both_and_fits_as_well() -> None:
    half = Selection.numbers.facts["half"]
    assert half == pytest.approx(NUMBERS.budget / 2)
    assert NUMBERS.radius == pytest.approx(np.hypot(half, half))
    assert NUMBERS.twins.value([half, half]) == pytest.approx(NUMBERS.twins.value([NUMBERS.budget, 0.0]))
    assert (Selection.numbers.facts["patients"], Selection.numbers.facts["variables"]) == (442, 10)


def test_other_numbers_give_other_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Selection, "numbers", SelectionNumbers(budget=0.8, weakest=2.0))
    assert Selection.numbers.facts["half"] == pytest.approx(0.8 / 2)
    assert Selection.numbers.facts["crossings"] == 2
    for language in ("en", "zh"):
        assert "0.4" in Selection.said(language).beats["share"].said


@pytest.mark.parametrize(
    "wrong",
    [
        {"budget": 2.0},
        {"total": 1.3},
        {"budget": 0.2},
        {"weakest": 400.0},
        {"strongest": np.inf},
        {"strongest": 0.5},
        {"weakest": 90.0},
        {"squared": 0.0},
        {"budget": 1.7},
        {"budget": 1.6, "squared": 2.0},
        {"budget": 0.09, "smallest": 0.001},
        {"squared": 0.01},
    ],
)
def test_numbers_that_make_no_picture_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValidationError):
        SelectionNumbers(**{**NUMBERS.model_dump(), **wrong})


@pytest.mark.parametrize("squared", [0.05, 1.0, 30.0])
def test_the_budget_may_go_nearly_up_to_where_the_elastic_net_reaches_the_twins_fit(squared: float) -> None:
    limit = SelectionNumbers(squared=squared).fitting_budget
    net = ElasticNet(1.0, squared)
    assert float(net.value(limit)) == pytest.approx(2 * float(net.value(1.0)))  # both twins at 1 fit
    numbers = SelectionNumbers(total=2.0, budget=0.98 * limit, squared=squared)
    optimum = elastic_budget_optimum(numbers.twins, net, float(net.value(numbers.budget))).certified()
    assert optimum.weights.sum() < 2
    with pytest.raises(
        ValidationError,
        match=rf"budget is .*, but must be at most {0.98 * limit:.4g}, .* stops short of the least loss",
    ):
        SelectionNumbers(total=2.0, budget=0.99 * limit, squared=squared)


@pytest.mark.parametrize("total", [0.7, 1.3, 3.6])
def test_however_much_the_twins_need_balls_of_powers_are_as_large_as_the_film_s(total: float) -> None:
    assert ball_of(total) == pytest.approx(ball_of(NUMBERS.total))


def ball_of(total: float) -> list[float]:
    """Width and height of the ball with arms that are hardly there."""
    stage, budgets = Stage(ASPECTS["1:1"]), [ValueTracker(each) for each in (total, 0.5, 0.0, 1.0)]
    disk = TwinPlane(L2, twins(total, NUMBERS.curvature).least_squares(), *budgets, DARK)
    disk.fit(SideNotes.of(stage).picture)
    camera = SimpleNamespace(fix=lambda *_: None, upright=lambda *_: None)
    panel = PowerPanel(disk, stage, {"corners": "corners", "convex": "convex"}, DARK, camera)
    panel.power.set_value(panel.least)
    panel.ball.refresh()
    return [float(panel.ball.corners.width), float(panel.ball.corners.height)]
