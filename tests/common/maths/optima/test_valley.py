"""Claims about the valley of a loss that two weights share."""

import numpy as np
import pytest

from common.maths.data.sets import twins
from common.maths.losses.quadratic import LeastSquares
from common.maths.optima.valley import valley


def losses() -> list[LeastSquares]:
    x = np.array([-1.5, -0.5, 0.5, 1.5, 2.0])
    y = np.array([1.0, 0.3, -0.7, 2.0, 0.5])
    return [
        twins().least_squares(),
        *(LeastSquares(np.outer(x, (a, b)), y) for a, b in ((1, -2), (3, 0), (-1, -1))),
    ]


@pytest.mark.parametrize("loss", losses())
def test_the_loss_is_the_same_all_along_a_line_and_as_its_offset_says(loss: LeastSquares) -> None:
    found = valley(loss)
    for offset in (-1.0, 0.0, 0.4):
        w = np.linspace(*found.line(offset, 3.0), 7)
        level = found.floor + found.curvature * offset**2 / 2
        np.testing.assert_allclose(loss.value(w), level, rtol=1e-12, atol=1e-15)
        assert found.offset(level) == pytest.approx(abs(offset), abs=1e-7)


@pytest.mark.parametrize("loss", losses())
def test_the_bottom_is_the_shortest_fit_as_numpy_finds_it(loss: LeastSquares) -> None:
    shortest = np.linalg.lstsq(loss.design, loss.targets)[0]
    found = valley(loss)
    np.testing.assert_allclose(found.bottom, shortest, atol=1e-12)
    assert found.across @ found.bottom >= 0
    assert found.along @ found.across == pytest.approx(0, abs=1e-15)
    assert np.hypot(*found.across) == pytest.approx(1)


def test_twins_share_two() -> None:
    assert valley(twins().least_squares()).bottom.sum() == pytest.approx(2)


@pytest.mark.parametrize("design", [np.eye(2), np.zeros((2, 2)), np.ones((2, 3)), np.ones((2, 1))])
def test_a_loss_without_a_valley_is_refused(design: np.ndarray) -> None:
    with pytest.raises(ValueError, match="to have a valley"):
        valley(LeastSquares(design, [1.0, 1.0]))


@pytest.mark.parametrize("level", [-0.1, np.nan])
def test_a_level_below_the_floor_is_refused(level: float) -> None:
    with pytest.raises(ValueError, match="level is"):
        valley(twins().least_squares()).offset(level)
