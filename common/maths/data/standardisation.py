"""The conventions of published tables: how features are centred and scaled, and where the intercept went.

All three centre the features and the targets, so that the intercept is never penalised and needs no column:

- ``centred`` leaves the units of the features as they are;
- ``unit_norm`` makes every column's ‖·‖₂ = 1: Efron et al. (2004), equation (1.1), and R's ``lars``;
- ``unit_variance`` makes every column's mean square 1: R's ``glmnet``, scikit-learn's ``StandardScaler``; with
  ``lost=1``, R's ``scale``, as in the tables of Hastie, Tibshirani & Friedman.

A strength λ belongs to a convention and to the scale of the loss: ½‖y − Xw‖² + λ‖w‖₁ on ``unit_norm`` columns is
the problem of R's ``lars``; (1/2n)‖y − Xw‖² + λ‖w‖₁ on ``unit_variance`` ones is that of ``glmnet`` (whose own
targets are scaled too), and its λ is 1/√n of the other's, for weights that are 1/√n of the other's.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from common.maths.arithmetic.arrays import FloatArray
from common.maths.data.sets import DataSet
from common.maths.losses.quadratic import LeastSquares

__all__ = ["Standardised", "centred", "unit_norm", "unit_variance"]


@dataclass(frozen=True, eq=False)
class Standardised:
    """Features (xⱼ − meanⱼ) / unitⱼ and targets y − mean, and the way back.

    ``data`` holds the standardised numbers; ``means`` and ``units``, of shape (d,), and ``target_mean`` are in the
    units of the raw ones. Made by ``centred``, ``unit_norm`` and ``unit_variance``.

    >>> fit = unit_variance(DataSet([[1.0], [3.0]], [5.0, 9.0], ("x",), "typed by hand"))
    >>> fit.data.design.tolist(), fit.data.targets.tolist()
    ([[-1.0], [1.0]], [-2.0, 2.0])
    >>> fit.predict([2.0], [[1.0], [4.0]]).tolist()
    [5.0, 11.0]
    >>> fit.raw_weights([2.0]).tolist(), fit.intercept([2.0]).tolist()
    ([2.0], 3.0)
    """

    data: DataSet
    means: FloatArray
    units: FloatArray
    target_mean: float

    def least_squares(self, scale: float | None = None) -> LeastSquares:
        """Return ``scale`` ‖y − X w‖² on the standardised numbers; 1/n if left out, ½ for the LARS paper's."""
        return self.data.least_squares(scale)

    def raw_weights(self, w: npt.ArrayLike) -> FloatArray:
        """Turn weights of the standardised features into those of the raw ones: shape (..., d) to the same."""
        return np.asarray(np.asarray(w, np.float64) / self.units)

    def intercept(self, w: npt.ArrayLike) -> FloatArray:
        """Return the intercept that goes with the raw weights: shape (..., d) to shape (...)."""
        return np.asarray(self.target_mean - self.raw_weights(w) @ self.means)

    def predict(self, w: npt.ArrayLike, rows: npt.ArrayLike) -> FloatArray:
        """Predict the targets of raw ``rows``, of shape (n, d), by weights (d,) of the standardised features."""
        away = np.asarray(rows, np.float64) - self.means
        return np.asarray(self.target_mean + away @ self.raw_weights(w))


def centred(data: DataSet) -> Standardised:
    """Take the mean from every column and from the targets.

    Raises ``ValueError`` naming a column that is constant.

    >>> centred(DataSet([[1.0], [3.0]], [5.0, 9.0], ("x",), "typed by hand")).units.tolist()
    [1.0]
    """
    return _standardised(data, None)


def unit_norm(data: DataSet) -> Standardised:
    """Take the means, then divide every column by its ‖·‖₂; errors as for ``centred``.

    >>> fit = unit_norm(DataSet([[1.0], [7.0], [4.0], [4.0]], [0.0, 0.0, 0.0, 4.0], ("x",), "typed by hand"))
    >>> (fit.data.design**2).sum().round(12).tolist(), fit.units.round(4).tolist()
    (1.0, [4.2426])
    """
    return _standardised(data, 1.0)


def unit_variance(data: DataSet, lost: int = 0) -> Standardised:
    """Take the means, then divide every column by its standard deviation, √(‖·‖₂² / (n − lost)).

    ``lost`` is 0 or 1, the degrees of freedom that the mean costs. Errors as for ``centred``, or if it is not.

    >>> data = DataSet([[1.0], [3.0]], [5.0, 9.0], ("x",), "typed by hand")
    >>> unit_variance(data).units.tolist(), unit_variance(data, lost=1).units.round(4).tolist()
    ([1.0], [1.4142])
    """
    if lost not in {0, 1}:
        raise ValueError(f"lost is {lost}, but must be 0 or 1.")
    return _standardised(data, max(data.rows - lost, 1))


def _standardised(data: DataSet, mean_square: float | None) -> Standardised:
    """Divide by the root of the sum of squares over ``mean_square``; powers of two keep them in range."""
    constant = data.design.max(axis=0) == data.design.min(axis=0)
    if constant.any():
        column = int(np.argmax(constant))
        raise ValueError(f"column {column}, {data.names[column]}, is constant, but must vary to be standardised.")
    exponents = np.frexp(np.abs(data.design).max(axis=0))[1]
    columns = np.ldexp(data.design, -exponents)
    means = columns.mean(axis=0)
    columns = columns - means
    means = means + columns.mean(axis=0)
    columns = columns - columns.mean(axis=0)
    if mean_square is None:
        columns, units = np.ldexp(columns, exponents), np.ones(data.dimension)
    else:
        size = np.linalg.norm(columns, axis=0) / np.sqrt(mean_square)
        columns, units = columns / size, np.ldexp(size, exponents)
    target_mean = float(data.targets.mean())
    standard = DataSet(columns, data.targets - target_mean, data.names, data.source)
    means = np.ldexp(means, exponents)
    for array in (means, units):
        array.setflags(write=False)
    return Standardised(standard, means, units, target_mean)
