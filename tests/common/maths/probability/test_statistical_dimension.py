"""Claims about the diamond in high dimension."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.optimize import linprog, minimize_scalar

from common.maths.probability.statistical_dimension import cross_polytope_faces, statistical_dimension


def by_quadrature(share: float) -> float:
    """Minimise the published formula as it is written, with the integral done numerically."""

    def bound(tau: float) -> float:
        tail = quad(lambda u: (u - tau) ** 2 * np.exp(-u * u / 2), tau, np.inf, epsabs=1e-13)[0]
        return share * (1 + tau**2) + (1 - share) * np.sqrt(2 / np.pi) * tail

    return float(minimize_scalar(bound, bounds=(0, 10), method="bounded", options={"xatol": 1e-9}).fun)


@pytest.mark.parametrize("share", [1e-6, 0.01, 0.1, 0.25, 0.5, 0.9, 0.999])
def test_the_curve_is_the_published_infimum(share: float) -> None:
    assert float(statistical_dimension(share)) == pytest.approx(by_quadrature(share), rel=1e-7)


@pytest.mark.parametrize(("dimension", "sparsity"), [(200, 10), (200, 60), (100, 90)])
def test_it_is_the_mean_squared_distance_to_the_cone_of_subgradients(dimension: int, sparsity: int) -> None:
    g = np.random.default_rng(sparsity).standard_normal((400, dimension))
    on, off = g[:, :sparsity], np.abs(g[:, sparsity:])

    def squared_distance(i: int) -> float:
        def of(tau: float) -> float:
            return float(np.sum((on[i] - tau) ** 2) + np.sum(np.maximum(off[i] - tau, 0) ** 2))

        return float(minimize_scalar(of, bounds=(0, 6), method="bounded").fun)

    distances = np.array([squared_distance(i) for i in range(len(g))]) / dimension
    bound, noise = float(statistical_dimension(sparsity / dimension)), 4 * distances.std() / np.sqrt(len(g))
    assert bound - 2 / np.sqrt(sparsity * dimension) - noise < distances.mean() < bound + noise


def test_recovery_by_l1_jumps_where_the_curve_says() -> None:
    rng, dimension, sparsity = np.random.default_rng(19), 60, 6
    middle = dimension * float(statistical_dimension(sparsity / dimension))
    found = []
    for measurements in (int(middle - 12), int(middle + 12)):
        hits = 0
        for _ in range(12):
            A, w = rng.normal(size=(measurements, dimension)), np.zeros(dimension)
            w[:sparsity] = rng.normal(size=sparsity)
            least = linprog(np.ones(2 * dimension), A_eq=np.hstack([A, -A]), b_eq=A @ w).x
            hits += np.abs(least[:dimension] - least[dimension:] - w).max() < 1e-6
        found.append(hits)
    assert found[0] <= 2
    assert found[1] >= 10


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_curve_rises_from_nought_to_one_above_the_diagonal(one: float, other: float) -> None:
    low, high = statistical_dimension(sorted([one, other]))
    assert 0 <= low <= high + 1e-12 <= 1 + 1e-12
    assert low >= min(one, other) * (1 - 1e-12)
    middle = float(statistical_dimension((one + other) / 2))
    assert middle >= (low + high) / 2 - 1e-12  # concave: an infimum of lines


@pytest.mark.parametrize("share", [5e-324, 1e-300, 1e-100, 1e-12])
def test_the_sparsest_need_about_two_logarithms_for_each_weight(share: float) -> None:
    needed = float(statistical_dimension(share)) / share
    log = -np.log(share)
    assert log < needed < 2 * log + 2.5
    assert np.isfinite(needed)


def test_the_ends_are_exact_and_shapes_are_kept() -> None:
    assert statistical_dimension([[0.0, 1.0]]).tolist() == [[0.0, 1.0]]
    assert statistical_dimension(0.5).shape == ()
    assert statistical_dimension(np.empty((0, 3))).shape == (0, 3)
    assert 1 - float(statistical_dimension(1 - 1e-9)) < 1e-9
    for bad in (-0.1, 1.1, np.nan, np.inf):
        with pytest.raises(ValueError, match="share is"):
            statistical_dimension([0.5, bad])


@pytest.mark.parametrize("dimension", [1, 2, 3, 5])
def test_faces_are_the_sign_patterns(dimension: int) -> None:
    patterns = np.count_nonzero(list(product((-1, 0, 1), repeat=dimension)), axis=1)
    assert cross_polytope_faces(dimension) == np.bincount(patterns)[1:].tolist()


def test_nearly_all_faces_have_two_thirds_of_the_weights() -> None:
    counts = cross_polytope_faces(300)
    assert counts[0] == 600
    assert int(np.argmax([float(count / counts[199]) for count in counts])) in {199, 200}
    assert sum(counts[170:230]) / sum(counts) > 0.999
    with pytest.raises(ValueError, match="dimension is 0"):
        cross_polytope_faces(0)
