"""Claims about the gradient flow: it solves its equation, rests in creases, and tends to the optimum."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from common.maths.arithmetic.arrays import FloatArray
from common.maths.descents.flow import GradientFlow
from common.maths.descents.proximal import proximal_gradient_steps, safe_step
from common.maths.losses.quadratic import QuadraticLoss
from common.maths.optima.penalised import penalised_optimum
from common.maths.paths.lasso import lasso_path
from common.maths.penalties.elastic_net import ElasticNet
from common.maths.penalties.norms import L1, L2, Penalty

seeds = st.integers(0, 10_000)


def problem(seed: int, dimension: int | None = None) -> tuple[QuadraticLoss, float, FloatArray]:
    """Give a loss of two to five weights, a λ, and a start of which a weight may be 0."""
    rng = np.random.default_rng(seed)
    d = dimension or int(rng.integers(2, 6))
    root = rng.normal(size=(d + 2, d))
    loss = QuadraticLoss(root.T @ root / (d + 2) + 0.1 * np.eye(d), rng.normal(size=d))
    strength = float(rng.uniform(0, 1.2) * np.abs(loss.pull).max())
    return loss, strength, rng.normal(scale=2, size=d) * (rng.random(d) > 0.2)


def speed(flow: GradientFlow, w: FloatArray) -> FloatArray:
    """−(∇L + λ g), with the g that leaves it least."""
    pull = -flow.loss.gradient(w)
    if flow.penalty is L2:
        return np.asarray(pull - flow.strength * w)
    slack = np.sign(pull) * np.maximum(np.abs(pull) - flow.strength, 0)
    return np.asarray(np.where(w == 0, slack, pull - flow.strength * np.sign(w)))


@settings(max_examples=40, deadline=None, derandomize=True)
@given(seeds)
def test_between_events_it_solves_its_equation(seed: int) -> None:
    loss, strength, start = problem(seed)
    for penalty in (L1, L2):
        flow = GradientFlow(loss, penalty, strength, start)
        stops = [0.0, *(event.time for event in flow.events)]
        for begin, end in pairwise([*stops, stops[-1] + 3.0]):
            if end - begin < 1e-6:
                continue
            times = np.linspace(begin, end, 9)
            resting = (flow.at(times[1:-1]) == 0).all(axis=0)
            signs = np.sign(flow.at(times[4]))

            def slide(
                _t: float,
                w: FloatArray,
                signs: FloatArray = signs,
                resting: FloatArray = resting,
                penalty: Penalty = penalty,
            ) -> FloatArray:
                push = w if penalty is L2 else signs
                return np.asarray(np.where(resting, 0.0, -loss.gradient(w) - strength * push))

            solved = solve_ivp(slide, (begin, end), flow.at(begin), t_eval=times, rtol=1e-11, atol=1e-12)
            np.testing.assert_allclose(flow.at(times), solved.y.T, atol=1e-8)
            for time in times[1:-1]:
                np.testing.assert_allclose(
                    slide(time, flow.at(time)), speed(flow, flow.at(time)), atol=1e-9 * (1 + strength)
                )


@settings(max_examples=12, deadline=None, derandomize=True)
@given(seeds)
def test_it_is_the_limit_of_small_proximal_steps(seed: int) -> None:
    loss, strength, start = problem(seed)
    for penalty in (L1, L2):
        flow = GradientFlow(loss, penalty, strength, start)
        errors = []
        for count in (500, 2000):
            walk = proximal_gradient_steps(loss, penalty, start, step=2 / count, strength=strength, count=count)
            errors.append(np.abs(walk - flow.at(np.linspace(0, 2, count + 1))).max())
        assert errors[1] < 0.05
        assert errors[1] <= 0.4 * errors[0] + 1e-12


@settings(max_examples=60, deadline=None, derandomize=True)
@given(seeds)
def test_the_objective_falls_all_the_way_to_the_certified_optimum(seed: int) -> None:
    loss, strength, start = problem(seed)
    for penalty in (L1, L2):
        flow = GradientFlow(loss, penalty, strength, start)
        path = flow.path(40)
        heights = loss.value(path) + strength * penalty.value(path).sum(axis=-1)
        assert (np.diff(heights) <= 1e-12 * (1 + heights[0])).all()
        optimum = penalised_optimum(loss, penalty, strength).certified().weights
        np.testing.assert_allclose(path[-1], optimum, atol=1e-10)
        assert ((path[-1] == 0) == (optimum == 0)).all()


@settings(max_examples=60, deadline=None, derandomize=True)
@given(seeds)
def test_a_weight_rests_while_the_loss_pulls_no_harder_than_the_penalty(seed: int) -> None:
    loss, strength, start = problem(seed)
    flow = GradientFlow(loss, L1, strength, start)
    for event in flow.events:
        w = flow.at(event.time)
        pull = -float(loss.gradient(w)[event.index])
        assert abs(w[event.index]) < 1e-12
        assert (abs(pull) <= strength + 1e-9) if event.sign == 0 else (event.sign * pull >= strength - 1e-9)
    on = flow.path(50)
    pulls = np.abs(loss.gradient(on))
    resting = (on[1:-1] == 0) & (on[:-2] == 0) & (on[2:] == 0)
    assert (pulls[1:-1][resting] <= strength + 1e-9).all()


@settings(max_examples=40, deadline=None, derandomize=True)
@given(seeds)
def test_two_flows_never_move_apart(seed: int) -> None:
    loss, strength, start = problem(seed)
    for penalty in (L1, L2):
        one = GradientFlow(loss, penalty, strength, start)
        other = GradientFlow(loss, penalty, strength, -0.5 * start)
        times = np.linspace(0, 6, 40)
        apart = np.linalg.norm(one.at(times) - other.at(times), axis=-1)
        assert (np.diff(apart) <= 1e-10).all()


def test_the_times_of_arrival_and_departure_are_exact() -> None:
    flow = GradientFlow(QuadraticLoss(np.diag([1.0, 4.0]), [2.0, 0.25]), L1, 1.0, [3.0, 1.0])
    # The second obeys ẇ = 1 − 1 − 4 w: it comes as near as one likes, and never arrives.
    assert flow.events == ()
    flow = GradientFlow(QuadraticLoss(np.diag([1.0, 4.0]), [2.0, 0.2]), L1, 1.0, [3.0, 1.0])
    assert [(event.index, event.sign) for event in flow.events] == [(1, 0)]
    assert flow.events[0].time == pytest.approx(np.log(21) / 4, rel=1e-14)


def test_a_weight_at_rest_is_pulled_off_later_or_from_the_first() -> None:
    loss = QuadraticLoss([[1.0, -0.5], [-0.5, 1.0]], [4.0, 2.0])
    flow = GradientFlow(loss, L1, 0.5, [0.0, 0.0])
    # The pull on w₂ is ½ w₁, and that on w₁ is 3: w₁ = 2.5 (1 − exp(−t)) until it is 1.
    assert [(event.index, event.sign) for event in flow.events] == [(1, 1)]
    assert flow.events[0].time == pytest.approx(np.log(2.5 / 1.5), rel=1e-14)
    flow = GradientFlow(loss, L1, 0.5, [3.0, 0.0])
    assert flow.events == ()
    assert (flow.at([0.1, 1.0, np.inf])[:, 1] > 0).all()


def test_at_the_very_strength_at_which_a_weight_goes_it_does_not_flutter() -> None:
    for seed in range(60):
        loss, _, start = problem(seed)
        for strength in lasso_path(loss).knots:
            for begin in (start, penalised_optimum(loss, L1, strength).weights):
                flow = GradientFlow(loss, L1, float(strength), begin)
                assert len(flow.events) <= 3 * loss.dimension
                np.testing.assert_allclose(flow.limit, penalised_optimum(loss, L1, strength).weights, atol=1e-9)


def test_it_passes_an_axis_where_the_loss_pulls_harder() -> None:
    flow = GradientFlow(QuadraticLoss(np.eye(2), [2.0, 1.0]), L1, 0.5, [-1.0, 1.0])
    assert [(event.index, event.sign) for event in flow.events] == [(0, 1)]
    assert flow.events[0].time == pytest.approx(np.log(3.5 / 2.5), rel=1e-14)


def test_at_the_optimum_and_on_creases_and_without_a_penalty(film_loss: QuadraticLoss, penalty: Penalty) -> None:
    for strength in (0.0, 0.527, 0.8, 1.5325, 2.0):
        best = penalised_optimum(film_loss, penalty, strength).certified().weights
        for start in (best, [0.0, 0.0], [2.0, 0.0], [0.0, -2.0]):
            flow = GradientFlow(film_loss, penalty, strength, start)
            np.testing.assert_allclose(flow.at([0.0, np.inf]), [start, best], atol=1e-12)
            np.testing.assert_allclose(flow.along(0.0), start, atol=1e-12)
            np.testing.assert_allclose(flow.along(1.0), best, atol=1e-12)
    still = GradientFlow(film_loss, penalty, 2.0, [0.0, 0.0])
    assert penalty is L2 or (still.length == 0 and still.share(1.0) == 1)
    free = GradientFlow(film_loss, penalty, 0.0, [-1.0, 1.0])
    np.testing.assert_allclose(free.at(np.inf), film_loss.centre, atol=1e-12)


def test_no_weight_is_ever_zero_under_l2_on_the_film_loss(film_loss: QuadraticLoss) -> None:
    flow = GradientFlow(film_loss, L2, 8.0, [3.0, 2.5])
    assert flow.events == ()
    assert (flow.path() != 0).all()


@settings(max_examples=30, deadline=None, derandomize=True)
@given(seeds)
def test_even_shares_of_its_length_are_even_steps(seed: int) -> None:
    loss, strength, start = problem(seed, 2)
    for penalty in (L1, L2):
        flow = GradientFlow(loss, penalty, strength, start)
        if flow.length < 1e-3 or np.linalg.cond(loss.hessian) > 20:
            continue
        steps = np.linalg.norm(np.diff(flow.along(np.linspace(0, 1, 20_001)), axis=0), axis=-1)
        assert steps.sum() == pytest.approx(flow.length, rel=1e-3)
        assert np.abs(np.cumsum(steps) / flow.length - np.linspace(0, 1, 20_001)[1:]).max() < 1e-3
        for event in flow.events:
            np.testing.assert_allclose(
                flow.along(flow.share(event.time)), flow.at(event.time), atol=1e-6 * (1 + flow.length)
            )


def test_a_path_has_its_corners(film_loss: QuadraticLoss) -> None:
    flow = GradientFlow(film_loss, L1, 0.8, [3.0, 2.5])
    path = flow.path(10)
    assert path.shape == (19, 2)
    np.testing.assert_allclose(path[9], flow.at(flow.events[0].time), atol=1e-12)
    assert (path[10:, 1] == 0).all()


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"strength": -1.0}, "strength is -1.0"),
        ({"strength": np.nan}, "strength is nan"),
        ({"start": [1.0]}, "start has shape"),
        ({"loss": QuadraticLoss(np.diag([1.0, 1e-13]), [1.0, 1.0])}, "loss is flat in some direction"),
        ({"start": [1.0, np.inf]}, "start holds inf"),
        ({"penalty": ElasticNet(1.0, 1.0)}, "but must be L1 or L2 for a flow"),
    ],
)
def test_bad_arguments_are_refused(film_loss: QuadraticLoss, changed: dict[str, object], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        GradientFlow(**({"loss": film_loss, "penalty": L1, "strength": 1.0, "start": [1.0, 1.0]} | changed)).at(
            0.0
        )


def test_bad_times_and_shares_are_refused(film_loss: QuadraticLoss) -> None:
    flow = GradientFlow(film_loss, L1, 1.0, [1.0, 1.0])
    with pytest.raises(ValueError, match="times include"):
        flow.at([0.0, -1.0])
    with pytest.raises(ValueError, match="shares include"):
        flow.along([0.5, np.nan])


def test_a_safe_step_and_the_flow_end_in_one_place(film_loss: QuadraticLoss) -> None:
    step = safe_step(film_loss)
    walk = proximal_gradient_steps(film_loss, L1, [3.0, 2.5], step=step, strength=0.8, count=200)
    np.testing.assert_allclose(walk[-1], GradientFlow(film_loss, L1, 0.8, [3.0, 2.5]).limit, atol=1e-12)
