"""The data sets of the film: small, fixed, and each with its source."""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from common.maths.arithmetic.arguments import at_least, non_negative, positive, read_only_row
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import LeastSquares

__all__ = [
    "DataSet",
    "NoisyCurve",
    "diabetes",
    "noisy_points",
    "one_weight",
    "polynomial_features",
    "powers_of",
    "twins",
]


@dataclass(frozen=True, eq=False)
class DataSet:
    """Rows of features and what they should predict, in their own units.

    ``design`` is X, of shape (n, d), n and d >= 1; ``targets`` is y, of shape (n,); ``names`` holds d names of
    features; ``source`` says where the numbers come from. The arrays are copied and made read-only. Raises
    ``ValueError`` for other shapes, NaN or infinity. See ``common.maths.data.standardisation`` for centring.

    >>> data = DataSet([[1.0, 2.0]], [3.0], ("x", "x²"), "typed by hand")
    >>> data.rows, data.dimension, float(data.least_squares().value([1.0, 1.0]))
    (1, 2, 0.0)
    """

    design: FloatArray
    targets: FloatArray
    names: tuple[str, ...]
    source: str

    def __post_init__(self) -> None:
        checked = LeastSquares(self.design, self.targets)
        if len(self.names) != checked.dimension:
            raise ValueError(
                f"names has {len(self.names)} entries, but must have {checked.dimension}, one a column."
            )
        object.__setattr__(self, "design", checked.design)
        object.__setattr__(self, "targets", checked.targets)
        object.__setattr__(self, "names", tuple(self.names))

    @property
    def rows(self) -> int:
        """The number of rows, n."""
        return len(self.design)

    @property
    def dimension(self) -> int:
        """The number of features, d."""
        return len(self.names)

    def least_squares(self, scale: float | None = None) -> LeastSquares:
        """Return ``scale`` ‖y − X w‖² on these numbers as they are: no intercept, nothing centred."""
        return LeastSquares(self.design, self.targets, scale)


@dataclass(frozen=True, eq=False)
class NoisyCurve:
    """A curve seen at a few places with noise: yᵢ = sin(π xᵢ) + noiseᵢ.

    ``x`` and ``noise`` have the same shape (n,), n >= 1, else ``ValueError``; both are made read-only copies.

    >>> curve = NoisyCurve([0.0, 0.5], [0.25, -0.5])
    >>> curve.y.tolist(), curve.truth(0.5).tolist()
    ([0.25, 0.5], 1.0)
    >>> curve.features(3).design.tolist()[1]
    [0.5, 0.25, 0.125]
    """

    x: FloatArray
    noise: FloatArray

    def __post_init__(self) -> None:
        for name in ("x", "noise"):
            object.__setattr__(self, name, read_only_row(name, getattr(self, name), np.size(self.x)))

    @property
    def y(self) -> FloatArray:
        """The observations: shape (n,)."""
        return self.truth(self.x) + self.noise

    def truth(self, x: npt.ArrayLike) -> FloatArray:
        """Return the curve without the noise at each entry of ``x``, which has any shape."""
        return np.asarray(np.sin(np.pi * np.asarray(x, np.float64)))

    def features(self, degree: int = 9) -> DataSet:
        """Return the powers x, …, x^degree of the points as features, and y as targets; ``degree`` >= 1."""
        return powers_of(self.x, self.y, degree, "powers of a noisy curve's x")


def one_weight() -> DataSet:
    """Return y = 0.5 x at the 20 places x = −1.0, −0.9, …, 0.9.

    >>> loss = one_weight().least_squares()
    >>> loss.quadratic.centre.round(12).tolist(), round(float(loss.pull[0]), 12)
    ([0.5], 0.335)
    """
    x = np.arange(-10, 10) / 10
    return DataSet(x[:, np.newaxis], 0.5 * x, ("x",), "made up: y = 0.5 x")


def noisy_points(count: int = 10, deviation: float = 0.3, seed: int = 2) -> NoisyCurve:
    """Return ``count`` >= 2 places from −1 to 1, evenly spaced, with noise of that standard ``deviation`` >= 0.

    ``numpy.random.default_rng(seed)`` draws it, to two decimals; of more points, the first have the same. Raises
    ``ValueError`` for other arguments.

    >>> noisy_points().noise.tolist()
    [0.06, -0.16, -0.12, -0.73, 0.54, 0.34, -0.1, 0.23, 0.08, -0.17]
    """
    places = np.linspace(-1, 1, at_least("count", count, 2))
    noise = np.random.default_rng(seed).normal(0, non_negative("deviation", deviation), count)
    return NoisyCurve(places, noise.round(2) + 0.0)


def polynomial_features(x: npt.ArrayLike, degree: int) -> FloatArray:
    """Return x, x², …, x^degree: shape (n,) to (n, degree); the constant is left to the intercept.

    Raises ``ValueError`` for another shape, a degree below 1, NaN, or a power that is not finite.

    >>> polynomial_features([2.0, -1.0], 3).tolist()
    [[2.0, 4.0, 8.0], [-1.0, 1.0, -1.0]]
    """
    x = np.asarray(x, np.float64)
    if x.ndim != 1 or x.size == 0:
        raise ValueError(f"x has shape {x.shape}, but must be one row of one or more numbers.")
    with np.errstate(over="ignore"):
        powers = x[:, np.newaxis] ** np.arange(1, at_least("degree", degree, 1) + 1)
    if not np.isfinite(powers).all():
        raise ValueError(f"x has powers up to {np.abs(powers).max()}, but they must be finite.")
    return np.asarray(powers)


def powers_of(x: FloatArray, y: FloatArray, degree: int, source: str) -> DataSet:
    """Return x, …, x^degree as features and ``y`` as targets, both of shape (n,); errors as for the powers.

    >>> powers_of([2.0, -1.0], [1.0, 2.0], 2, "typed by hand").names
    ('x^1', 'x^2')
    """
    names = tuple(f"x^{power}" for power in range(1, degree + 1))
    return DataSet(polynomial_features(x, degree), y, names, source)


def twins(total: float = 2.0, curvature: float = 2.5) -> DataSet:
    """Return two copies of one feature with y = ``total`` x: every w with w₁ + w₂ = ``total`` fits.

    The mean squared error has the ``curvature`` > 0 along either weight, else ``ValueError``.

    >>> twins().least_squares().hessian.tolist()
    [[2.5, 2.5], [2.5, 2.5]]
    """
    x = np.sqrt(positive("curvature", curvature) / 2.5) * np.array([-1.5, -0.5, 0.5, 1.5])
    return DataSet(np.stack([x, x], axis=-1), total * x, ("x", "its twin"), f"made up: y = {total:g} x")


@lru_cache
def diabetes() -> DataSet:
    """Return the diabetes data, raw: 442 patients, ten variables, the disease's progression a year later.

    The variables are age (years), sex (1 or 2), bmi (kg/m²), map (mean arterial pressure), and the serum
    measurements tc, ldl, hdl, tch, ltg and glu, which scikit-learn calls s1 to s6.
    Source: Efron, Hastie, Johnstone & Tibshirani, Least Angle Regression, Annals of Statistics 32 (2004), Table 1.

    >>> diabetes().design.shape, diabetes().targets[:3].tolist()
    ((442, 10), [151.0, 75.0, 141.0])
    """
    text = files("common.maths.data").joinpath("diabetes.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    table = np.array([line.split(",") for line in lines[1:]], np.float64)
    source = "Efron, Hastie, Johnstone & Tibshirani (2004), Least Angle Regression, Table 1"
    return DataSet(table[:, :-1], table[:, -1], tuple(lines[0].split(",")[:-1]), source)
