"""All six pictures of Recap reach 0 under L1 at the same share of their move, and none does under L2."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pytest
from scenes_watched import family, watched
from scipy.optimize import minimize_scalar
from sklearn.datasets import load_diabetes
from sklearn.linear_model import Lasso, Ridge
from sklearn.preprocessing import StandardScaler

from common.explainer import Explainer
from common.figures.zero_count import ZeroCount
from common.maths.data.sets import ten_noisy_points
from renders.picture.rasterise import rasterise
from renders.picture.renderer import NoFrames
from renders.request.variant import Quality, Variant
from scenes.kink import Kink
from scenes.numbers.recap import RecapNumbers
from scenes.priors import Priors
from scenes.recap import Recap
from scenes.shrinkage import Shrinkage
from scenes.shrinking_region import ShrinkingRegion

NUMBERS = RecapNumbers()
OTHERS = RecapNumbers(landing=0.8, kink=0.2, threshold=2.0, region=1.2, belief=0.2, bars=0.05, paths=9.0)
PENALTIES: Mapping[str, Callable[[float], float]] = {"L1": abs, "L2": lambda w: w * w / 2}
NOTHING = 1e-6  # what other solvers leave of a weight that is 0, of the units that each picture has
STEP = 1e-4  # of the way to the landing


def least(objective: Callable[[float], float], low: float, high: float) -> float:
    return float(minimize_scalar(objective, bounds=(low, high), method="bounded", options={"xatol": 1e-10}).x)


def one_weight(curvature: float, centre: float, strength: float, penalty: str) -> float:
    """The least point of a parabola and a penalty, by search on each side of 0."""

    def objective(w: float) -> float:
        return curvature * (w - centre) ** 2 / 2 + strength * PENALTIES[penalty](w)

    return min((0.0, least(objective, -1, 0), least(objective, 0, 4)), key=objective)


def largest_fitted(design: np.ndarray, targets: np.ndarray, strength: float, penalty: str) -> float:
    """The largest weight that scikit-learn gives under the mean squared error."""
    features = StandardScaler().fit_transform(design)
    model = (
        Lasso(alpha=strength / 2, fit_intercept=False, tol=1e-12, max_iter=200_000)
        if penalty == "L1"
        else Ridge(alpha=strength * len(targets) / 2, fit_intercept=False)
    )
    return float(np.abs(model.fit(features, targets - targets.mean()).coef_).max())


def kink(strength: float, penalty: str) -> float:
    n = Kink.numbers
    return one_weight(n.curvature, n.centre, strength, penalty)


def threshold(centre: float, penalty: str) -> float:
    n = Shrinkage.numbers
    return one_weight(n.curvature, centre, n.strength, penalty)


def bars(exponent: float, penalty: str) -> float:
    curve = ten_noisy_points()
    return largest_fitted(np.vander(curve.x, 10)[:, :-1], curve.y, 10**exponent, penalty)


def region(budget: float, penalty: str) -> float:
    """The second weight where the loss is least on the first quadrant's part of the boundary."""
    hessian, centre = np.array(ShrinkingRegion.numbers.hessian), np.array(ShrinkingRegion.numbers.centre)

    def place(s: float) -> np.ndarray:
        on_unit = (1 - s, s) if penalty == "L1" else (np.cos(s * np.pi / 2), np.sin(s * np.pi / 2))
        return budget * np.array(on_unit)

    def loss(s: float) -> float:
        away = place(s) - centre
        return float(away @ hessian @ away / 2)

    return float(place(min((0.0, least(loss, 0, 1)), key=loss))[1])


def belief(strength: float, penalty: str) -> float:
    n = Priors.numbers
    return one_weight(n.curvature, n.centre, strength, penalty)


def paths(exponent: float, penalty: str) -> float:
    design, targets = load_diabetes(return_X_y=True, scaled=False)
    return largest_fitted(design, targets, 10**exponent, penalty)


SOLVED = {each.__name__: each for each in (kink, threshold, bars, region, belief, paths)}


def test_each_picture_has_a_solver_to_compare_with() -> None:
    assert list(SOLVED) == list(NUMBERS.moves)


@pytest.mark.parametrize("numbers", [NUMBERS, OTHERS], ids=["the film's", "others"])
@pytest.mark.parametrize("name", SOLVED)
def test_under_l1_a_picture_lands_on_zero_where_it_is_said_and_stays_and_under_l2_never(
    name: str, numbers: RecapNumbers
) -> None:
    move, solve = numbers.moves[name], SOLVED[name]
    end = 1 / numbers.landing
    for share in (0.0, numbers.before, 1 - STEP):
        assert abs(solve(move.at(share), "L1")) > NOTHING, share
    for share in (1 + STEP, end):
        assert abs(solve(move.at(share), "L1")) <= NOTHING, share
    for share in np.linspace(0.0, end, 9):
        assert abs(solve(move.at(share), "L2")) > 100 * NOTHING, share


def test_the_figures_land_together_to_the_solver_s_precision_and_are_counted_where_the_film_holds_still() -> None:
    at_rest: dict[str, list[list[int]]] = {}
    around: list[list[int]] = []

    def zeros(scene: Explainer) -> list[int]:
        counts = [each for each in family(scene) if isinstance(each, ZeroCount)]
        return [each.zeros for each in sorted(counts, key=lambda each: (each.get_x(), -each.get_y()))]

    def look(scene: Recap, beat: str) -> None:
        at_rest.setdefault(beat, []).append(zeros(scene))
        if beat != "remember" or around:
            return
        before = {name: tracker.get_value() for name, tracker in scene.turned_on.items()}
        for share in (1 - 1e-9, 1 + 1e-9):
            for name, tracker in scene.turned_on.items():
                tracker.set_value(scene.numbers.moves[name].at(share))
            for mobject in scene.mobjects:
                mobject.update(0)
            around.append(zeros(scene))
        for name, tracker in scene.turned_on.items():
            tracker.set_value(before[name])
        for mobject in scene.mobjects:
            mobject.update(0)

    rasterise(watched(Recap, look), Variant(quality=Quality(120, 1)), NoFrames())
    assert around == [[0, 0], [6, 0]]
    assert at_rest["one_move"][-1] == at_rest["remember"][-1] == [6, 0]
    assert at_rest["corners"][-1] == [0, 0]
