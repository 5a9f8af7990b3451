"""All six pictures of Recap reach 0 under L1 at one share of their moves, and none does under L2."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pytest
from manim import AnimationGroup, FadeOut, Mobject, ValueTracker
from manim.animation.animation import prepare_animation
from scipy.optimize import minimize_scalar
from sklearn.datasets import load_diabetes
from sklearn.linear_model import Lasso, Ridge
from sklearn.preprocessing import StandardScaler

from common.camera import FilmCamera
from common.figures.derived import Derived
from common.figures.end_card import EndCard
from common.figures.gallery import ANCHOR, Gallery
from common.figures.landscape import Landscape
from common.figures.lettering import Headline
from common.figures.meeting_plane import MeetingPlane
from common.figures.optimum_dot import WeightDot
from common.figures.weight_bars import WeightBars
from common.maths.penalties.norms import L1, L2
from common.stage import ASPECTS, LANDSCAPE, Aspect, Stage
from common.style import DARK
from renders.picture.rasterise import rasterise
from renders.picture.renderer import NoFrames
from renders.request.variant import Quality, Variant
from scenes.kink import Kink
from scenes.numbers.overfit import OverfitNumbers
from scenes.numbers.recap import Move, RecapNumbers
from scenes.overfit import Overfit
from scenes.priors import Priors
from scenes.recap import Recap
from scenes.shrinkage import Shrinkage
from scenes.shrinking_region import ShrinkingRegion
from scenes.steps import Steps

NUMBERS = RecapNumbers()
OTHERS = RecapNumbers(landing=0.8, kink=0.2, threshold=2.0, region=1.2, belief=0.2, paths=3.0)
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


def kink(strength: float, penalty: str) -> float:
    n = Kink.numbers
    return one_weight(n.curvature, n.centre, strength, penalty)


def threshold(centre: float, penalty: str) -> float:
    n = Shrinkage.numbers
    return one_weight(n.curvature, centre, n.strength, penalty)


def step(taken: float, penalty: str) -> float:
    """A walk down the loss and the price, each step of which goes down in its second half."""
    n, weight = Steps.numbers, Steps.numbers.start
    for down in (*[1.0] * int(taken), max(0.0, 2 * (taken % 1) - 1)):
        after = weight - down * n.step * n.curvature * (weight - n.centre)
        price = down * n.step * n.strength
        weight = max(0.0, after - price) if penalty == "L1" else after - price * weight
    return weight


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
    """The weight of glucose that scikit-learn gives under the mean squared error."""
    design, targets = load_diabetes(return_X_y=True, scaled=False)
    strength, features = 10**exponent, StandardScaler().fit_transform(design)
    model = (
        Lasso(alpha=strength / 2, fit_intercept=False, tol=1e-12, max_iter=200_000)
        if penalty == "L1"
        else Ridge(alpha=strength * len(targets) / 2, fit_intercept=False)
    )
    return float(model.fit(features, targets - targets.mean()).coef_[9])


SOLVED = {each.__name__: each for each in (kink, region, threshold, step, belief, paths)}


def test_each_picture_has_a_solver_to_compare_with() -> None:
    assert list(SOLVED) == list(NUMBERS.moves)


@pytest.mark.parametrize("numbers", [NUMBERS, OTHERS], ids=["the film's", "others"])
@pytest.mark.parametrize("name", SOLVED)
def test_under_l1_a_picture_lands_on_zero_where_it_is_said_and_stays_and_under_l2_never(
    name: str, numbers: RecapNumbers
) -> None:
    move, solve = numbers.moves[name], SOLVED[name]
    for share in (0.0, numbers.harder, 1 - STEP):
        assert abs(solve(move.at(share), "L1")) > NOTHING, share
    for share in (1 + STEP, numbers.last):
        assert abs(solve(move.at(share), "L1")) <= NOTHING, share
    for share in np.linspace(0.0, numbers.last, 9):
        assert abs(solve(move.at(share), "L2")) > 100 * NOTHING, share


def at_zero(gallery: Gallery) -> dict[str, list[str]]:
    """The pictures whose balls stand at a weight of exactly 0, by penalty."""
    found: dict[str, list[str]] = {"L1": [], "L2": []}
    for name, picture in gallery.hung.items():
        for penalty, ball in picture.balls.items():
            if ball.optimum is not None and ball.optimum.zeros.any():
                found[penalty.name].append(name)
    return found


@pytest.mark.parametrize("name", SOLVED)
def test_the_balls_stand_where_other_solvers_find_the_weights(name: str) -> None:
    gallery = Gallery(NUMBERS, Stage(LANDSCAPE), FilmCamera(), DARK)
    for share in (0.0, 0.5, NUMBERS.harder, 1.0, NUMBERS.last):
        value = NUMBERS.moves[name].at(share)
        gallery.turned_on[name].set_value(value)
        picture = gallery.pictures[name]
        for figure in picture.figures:
            figure.update(0)
        for penalty, ball in picture.balls.items():
            assert ball.optimum is not None
            assert ball.optimum.weights[-1] == pytest.approx(SOLVED[name](value, penalty.name), abs=1e-5)


def test_all_land_to_the_solver_s_precision_and_only_under_l1() -> None:
    gallery = Gallery(NUMBERS, Stage(LANDSCAPE), FilmCamera(), DARK)
    for share, landed in ((0.0, []), (1 - 1e-6, []), (1 + 1e-6, list(SOLVED)), (NUMBERS.last, list(SOLVED))):
        for name, tracker in gallery.turned_on.items():
            tracker.set_value(NUMBERS.moves[name].at(share))
        for picture in gallery:
            for figure in picture.figures:
                figure.update(0)
        assert at_zero(gallery) == {"L1": landed, "L2": []}, share


def test_they_land_in_turn_and_none_leaves_while_others_are_on_their_way() -> None:
    gallery, seconds = Gallery(NUMBERS, Stage(LANDSCAPE), FilmCamera(), DARK), 1.7
    for name, tracker in gallery.turned_on.items():
        tracker.set_value(NUMBERS.moves[name].at(0.0))
    landings = [prepare_animation(each) for each in gallery.land(seconds)]
    for each in landings:
        each.begin()
    shares = []
    for time in np.linspace(0, seconds, 100):
        for each in landings:
            each.interpolate(time / each.run_time)
        shares.append(
            [(each.get_value() - move.start) / (move.landing - move.start) for move, each in moving(gallery)]
        )
    assert (np.diff(shares, axis=0) >= -1e-12).all()
    arrivals = (np.array(shares) < 1).sum(axis=0)
    assert (np.diff(arrivals) > 0).all()
    assert arrivals[-1] < 100


def moving(gallery: Gallery) -> list[tuple[Move, ValueTracker]]:
    return [(NUMBERS.moves[name], tracker) for name, tracker in gallery.turned_on.items()]


def test_from_above_the_fold_is_the_picture_of_the_regions() -> None:
    camera = FilmCamera()
    pictures = Gallery(NUMBERS, Stage(LANDSCAPE), camera, DARK).pictures
    (ground,), plane = pictures["fold"].figures, pictures["region"].figures[0]
    assert isinstance(ground, Landscape)
    assert isinstance(plane, MeetingPlane)
    corners = np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]])

    def apart() -> float:
        seen = ground.picture().viewpoint.points(np.insert(corners, 2, 0.0, axis=1))
        return float(np.abs(seen - plane.window.points(corners)).max())

    assert apart() > 0.1
    camera.gaze.flatten()
    assert apart() == pytest.approx(0, abs=1e-9)
    assert ground.weights == pytest.approx(plane.optimum.weights, abs=1e-9)


def test_as_in_steps_the_walk_of_l2_settles_above_zero_and_that_of_l1_has_landed() -> None:
    n, stair, end = Steps.numbers, NUMBERS.film.step, NUMBERS.end("step")
    taken = np.arange(n.settling + 1.0)
    for penalty in (L1, L2):
        assert stair.walked(penalty, taken)[:, 1] == pytest.approx(n.settling_walk(penalty), abs=1e-12)
    assert step(end, "L1") == 0 < 0.99 * n.optimum(L2) < step(end, "L2") < 1.01 * n.optimum(L2)


def test_the_ball_stays_where_it_is_while_the_pictures_pass_and_the_zeros_of_the_first_are_left() -> None:
    passed: set[str] = set()
    left: list[Mobject] = []

    class Watched(Recap):
        def update_mobjects(self, dt: float) -> None:
            super().update_mobjects(dt)
            zoom, centre = self.camera.zoom.get_value(), self.view.get_center()
            for name, picture in self.gallery.pictures.items():
                if self.view.updaters and picture.figures[0] in self.mobjects:
                    passed.add(name)
                    assert zoom * (picture.ball.dot.get_center() - centre) == pytest.approx(ANCHOR, abs=1e-6)

        def tear_down(self) -> None:
            super().tear_down()
            left.extend(each for each in self.mobjects if isinstance(each, Derived))
            assert len([ring for ring in self.rings if ring.is_zero]) == len(SOLVED)

    Watched.__name__ = Recap.__name__
    rasterise(Watched, Variant(quality=Quality(120, 2)), NoFrames())
    assert passed == {*SOLVED, "fold"}
    assert [type(each) for each in left] == [WeightBars, WeightBars]


def end_card(numbers: OverfitNumbers, aspect: Aspect = LANDSCAPE) -> EndCard:
    stage = Stage(aspect)
    claim = Headline("It is so.", stage.headline, DARK)
    return EndCard(claim, numbers, stage, DARK, Recap.said("en").labels)


@pytest.mark.parametrize("aspect", ASPECTS.values(), ids=ASPECTS)
def test_the_last_bars_are_the_first_and_there_is_a_zero_for_each_ring(aspect: Aspect) -> None:
    for bars in end_card(NUMBERS.film.bars, aspect).bars:
        assert bars.weights == pytest.approx(Overfit.numbers.left(bars.penalty), abs=0)
        zeros = [ring.is_zero for ring in bars.rings]
        assert zeros == [bars.penalty is L1 and weight == 0 for weight in bars.weights]
        assert sum(zeros) == (len(SOLVED) if bars.penalty is L1 else 0)


@pytest.mark.parametrize("enough", [0.024, 0.3, 0.04], ids=["as many", "more", "fewer"])
def test_rings_land_on_zeros_from_left_to_right_and_those_without_a_zero_fade(enough: float) -> None:
    card = end_card(OverfitNumbers(enough=enough))
    zeros = [ring for ring in card.bars[0].rings if ring.is_zero]
    balls = [WeightDot(DARK) for _ in SOLVED]
    for number, ball in enumerate(balls):
        ball.stand(np.array([-number, 1.0, 0.0]), is_zero=True)
    *_, landed = card.land(balls)
    assert isinstance(landed, AnimationGroup)
    landed.begin()
    starts = [ring.get_center() for ring in zeros[: len(balls)]]
    assert starts == [pytest.approx(ball.get_center(), abs=1e-6) for ball in balls[::-1][: len(zeros)]]
    landed.finish()
    for ring, foot in zip(card.bars[0].rings, map(card.bars[0].foot_of, range(9)), strict=True):
        assert ring.get_center() == pytest.approx(foot, abs=1e-6)
    [moves] = landed.animations
    faded = [each.mobject for each in moves.animations if isinstance(each, FadeOut)]
    assert faded == [*(ball.dot for ball in balls[::-1][: len(zeros)]), *balls[::-1][len(zeros) :]]
