"""Both paths of any table are those of another solver, whatever the units, and the range of λ shows them whole."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import Ridge
from sklearn.linear_model import lasso_path as their_path

from common.maths.data.sets import DataSet
from common.maths.losses.quadratic import LeastSquares
from common.maths.paths.both import WeightPaths, paths_of


def table(seed: int, columns: int = 6, rows: int = 40) -> DataSet:
    random = np.random.default_rng(seed)
    mixing, shift = random.normal(size=(columns, columns)), random.normal(size=columns)
    design = random.normal(size=(rows, columns)) @ mixing + shift
    targets = design @ random.normal(size=columns) + 3 * random.normal(size=rows)
    return DataSet(design, targets, tuple(f"x{number}" for number in range(columns)), "drawn at random")


def standardised(data: DataSet) -> tuple[np.ndarray, np.ndarray]:
    design = (data.design - data.design.mean(axis=0)) / data.design.std(axis=0)
    return design, data.targets - data.targets.mean()


def unit_of(data: DataSet) -> float:
    """The power of ten of the target's unit that a weight is counted in."""
    return float(10 ** np.round(np.log10(data.targets.std()) - 2))


@pytest.mark.parametrize("seed", range(5))
def test_the_paths_of_a_random_table_are_those_of_scikit_learn(seed: int) -> None:
    data, unit = table(seed), unit_of(table(seed))
    design, targets = standardised(data)
    paths = paths_of(data)
    strengths = np.geomspace(*paths.telling_range(), 25)[::-1]
    # Its lasso has a half before the mean squared error, and its ridge takes the sum.
    _, theirs, _ = their_path(design, targets / unit, alphas=strengths / 2, tol=1e-12, max_iter=100_000)
    np.testing.assert_allclose(paths.lasso.at(strengths), theirs.T, atol=1e-4 * np.abs(theirs).max())
    for strength in strengths[::6]:
        ridge = Ridge(alpha=strength * len(design) / 2, fit_intercept=False).fit(design, targets / unit).coef_
        np.testing.assert_allclose(paths.ridge.at(strength), ridge, atol=1e-8 * np.abs(ridge).max())


@given(st.integers(0, 10_000), st.integers(2, 8))
@settings(max_examples=40, deadline=None)
def test_the_lasso_drops_every_weight_within_the_range_and_uses_them_at_its_start(seed: int, columns: int) -> None:
    paths = paths_of(table(seed, columns))
    weakest, strongest = paths.telling_range()
    assert not paths.lasso.at(strongest).any()
    least = paths.leaving[paths.leaving > 0].min()
    assert weakest < least or strongest / weakest == pytest.approx(1e5)
    assert weakest <= 0.3 or strongest / weakest == pytest.approx(1e5)
    assert {f"{each:.0e}"[0] for each in (weakest, strongest)} <= set("1235")
    for weight, strength in enumerate(paths.leaving):
        after = paths.lasso.at(strength * np.array([1 + 1e-9, 1.1, 5.0]))
        assert not after[:, weight].any()


@pytest.mark.parametrize("power", [-6, -3, 3, 6])
def test_the_targets_unit_changes_nothing(power: int) -> None:
    data = table(1)
    scaled = DataSet(data.design, data.targets * 10.0**power, data.names, data.source)
    usual, other = paths_of(data), paths_of(scaled)
    assert usual.telling_range() == other.telling_range()
    np.testing.assert_allclose(usual.leaving, other.leaving)
    np.testing.assert_allclose(usual.ridge.at(1.0), other.ridge.at(1.0))


def test_the_features_units_change_nothing() -> None:
    data = table(2)
    scaled = DataSet(data.design * np.array([1e6, 1e-6, 1, 1, 1, 1]) + 5.0, data.targets, data.names, data.source)
    np.testing.assert_allclose(paths_of(data).leaving, paths_of(scaled).leaving, rtol=1e-6)


@given(st.integers(0, 10_000), st.integers(1, 6))
@settings(max_examples=40, deadline=None)
def test_the_most_lasting_are_those_that_no_other_outlasts(seed: int, count: int) -> None:
    paths: WeightPaths = paths_of(table(seed))
    chosen = paths.most_lasting(count)
    others = set(range(6)) - set(chosen)
    assert len(set(chosen)) == count
    assert all(paths.leaving[one] >= paths.leaving[other] for one in chosen for other in others)
    wanted = {seed % 6, (seed + 1) % 6}
    assert wanted & set(paths.most_lasting(count, sorted(wanted)))
    several = paths.most_lasting(max(count, 2), sorted(wanted), [], [(seed + 3) % 6])
    assert len(set(several)) == max(count, 2)
    assert wanted & set(several)
    assert (seed + 3) % 6 in several


@given(st.integers(0, 10_000), st.floats(0, 0.8))
@settings(max_examples=25, deadline=None)
def test_the_first_to_leave_is_0_before_any_other_that_is_in_use_at_the_weakest(seed: int, share: float) -> None:
    paths = paths_of(table(seed))
    weakest = share * float(paths.leaving.max())
    first = paths.first_to_leave(weakest)
    when = min(each for each in paths.arrivals if each >= weakest)
    before, after = (paths.lasso.at(when * (1 + by)) == 0 for by in (-1e-9, 1e-9))
    assert after[first]
    assert not before[first]
    with pytest.raises(ValueError, match="dropped every weight"):
        paths.first_to_leave(2 * float(paths.leaving.max()))


@pytest.mark.parametrize("power", [-140, 140])
def test_a_target_of_any_size_has_the_paths_of_its_ordinary_self(power: int) -> None:
    data = table(3)
    scaled = DataSet(data.design, data.targets * 10.0**power, data.names, data.source)
    np.testing.assert_allclose(paths_of(scaled).leaving, paths_of(data).leaving, rtol=1e-9)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("constant", [0.0, -2.5, 1e200])
def test_a_target_without_variation_is_refused_by_name(constant: float) -> None:
    data = table(4)
    with pytest.raises(ValueError, match=r"the target is .* throughout"):
        paths_of(DataSet(data.design, np.full(data.rows, constant), data.names, data.source))
    with pytest.raises(ValueError, match="pulls at no weight"):
        WeightPaths(LeastSquares(data.design, np.zeros(data.rows))).telling_range()
