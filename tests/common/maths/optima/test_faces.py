"""Claims about the many optima of dependent features."""

import numpy as np
import pytest
from scipy.optimize import linprog

from common.maths.losses.quadratic import LeastSquares, QuadraticLoss
from common.maths.optima.faces import OptimalFace, optimal_face
from common.maths.optima.penalised import penalised_optimum, penalised_violation
from common.maths.penalties.norms import L1


def dependent_data(rng: np.random.Generator) -> LeastSquares:
    """Draw few rows of small integers, so that columns depend on each other in all sorts of ways."""
    n, d = int(rng.integers(2, 5)), int(rng.integers(2, 8))
    return LeastSquares(rng.integers(-1, 2, size=(n, d)), rng.integers(-3, 4, size=n), scale=0.5)


def extent(face: OptimalFace, index: int) -> tuple[float, float]:
    """Find how far a weight can go along the face by linear programming over w = u − v, u, v >= 0."""
    H, d = face.loss.hessian, face.loss.dimension
    equal = np.vstack([np.hstack([H, -H]), np.ones(2 * d)])
    start = face.vertices[0]
    ends = []
    for way in (1.0, -1.0):
        cost = np.zeros(2 * d)
        cost[index], cost[index + d] = way, -way
        found = linprog(cost, A_eq=equal, b_eq=np.append(H @ start, np.abs(start).sum()))
        ends.append(way * found.fun)
    return ends[0], ends[1]


def test_twins_split_one_weight_in_every_way() -> None:
    x = np.random.default_rng(0).normal(size=(9, 1))
    loss = LeastSquares(np.hstack([x, x]), 2 * x[:, 0])
    alone = float(penalised_optimum(LeastSquares(x, 2 * x[:, 0]), L1, 0.5).weights[0])
    face = optimal_face(loss, 0.5)
    assert face.dimension == 1
    assert not face.is_unique
    np.testing.assert_allclose(face.vertices, [[alone, 0.0], [0.0, alone]], rtol=1e-12)
    np.testing.assert_allclose(face.middle, [alone / 2, alone / 2], rtol=1e-12)
    for share in np.linspace(0, 1, 11):
        split = alone * np.array([share, 1 - share])
        assert face.contains(split)
        assert penalised_violation(loss, L1, 0.5, split) < 1e-12
    assert not face.contains([1.1 * alone, -0.1 * alone])
    assert not face.contains([0.5 * alone, 0.4 * alone])
    with pytest.raises(ValueError, match="w holds nan"):
        face.contains([np.nan, alone])


def test_mirrored_twins_take_opposite_signs() -> None:
    x = np.random.default_rng(1).normal(size=(9, 1))
    face = optimal_face(LeastSquares(np.hstack([x, -x]), 2 * x[:, 0]), 0.5)
    assert face.signs.tolist() == [1.0, -1.0]
    assert (face.lowest <= [0, -1]).all()


def test_three_twins_make_a_triangle_whatever_else_there_is() -> None:
    rng = np.random.default_rng(2)
    X = rng.normal(size=(20, 4))[:, [0, 1, 0, 2, 0, 3]]
    face = optimal_face(LeastSquares(X, X[:, 0] + 0.5 * X[:, 1] + 0.1 * rng.normal(size=20)), 0.05)
    assert face.dimension == 2
    assert len(face.vertices) == 3
    np.testing.assert_allclose(np.ptp(face.vertices[:, [1, 3, 5]], axis=0), 0, atol=1e-12)


def test_independent_features_have_one_optimum() -> None:
    rng = np.random.default_rng(3)
    for _ in range(50):
        loss = LeastSquares(rng.normal(size=(12, 6)), rng.normal(size=12))
        strength = rng.uniform(0.01, 1.2) * float(np.abs(loss.pull).max())
        face = optimal_face(loss, strength)
        assert face.is_unique
        np.testing.assert_array_equal(face.middle, penalised_optimum(loss, L1, strength).weights)


def test_all_vertices_are_optimal_fit_alike_and_bound_what_linear_programming_bounds() -> None:
    rng = np.random.default_rng(4)
    wide = 0
    for _ in range(60):
        loss = dependent_data(rng)
        if not loss.pull.any():
            continue
        face = optimal_face(loss, rng.uniform(0.05, 0.9) * float(np.abs(loss.pull).max()))
        wide += not face.is_unique
        assert (penalised_violation(loss, L1, face.strength, face.vertices) < 1e-12).all()
        np.testing.assert_allclose((face.vertices - face.middle) @ loss.design.T, 0, atol=1e-12)
        np.testing.assert_allclose(L1.norm(face.vertices), L1.norm(face.middle), rtol=1e-12)
        np.testing.assert_allclose(loss.hessian @ face.directions.T, 0, atol=1e-12)
        assert all(face.contains(vertex) for vertex in face.vertices)
        assert face.contains(face.middle)
        for index in range(loss.dimension):
            assert extent(face, index) == pytest.approx((face.lowest[index], face.highest[index]), abs=1e-6)
    assert wide > 5


def test_a_strength_that_leaves_nothing_leaves_one_point() -> None:
    face = optimal_face(LeastSquares([[1.0, 1.0]], [1.0]), 5.0)
    assert face.vertices.tolist() == [[0.0, 0.0]]
    assert face.is_unique
    assert face.contains([0.0, 0.0])


def test_too_many_candidates_and_bad_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="candidates for a vertex"):
        optimal_face(LeastSquares(np.tile(np.eye(8), 4), np.ones(8)), 0.01)
    for bad in (0.0, -1.0, np.nan, np.inf):
        with pytest.raises(ValueError, match="strength is"):
            optimal_face(QuadraticLoss(np.eye(1), [1.0]), bad)
