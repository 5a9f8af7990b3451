"""Numbers to twice the working precision, some 32 digits: each the unevaluated sum of two 64-bit floats."""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from common.maths.arithmetic.arrays import FloatArray

__all__ = ["Doubled"]

Key = slice | tuple[Any, ...] | npt.NDArray[np.intp]

SPLITTER = 2.0**27 + 1  # halves the 53 bits of a float


@dataclass(frozen=True, eq=False)
class Doubled:
    """An array ``high`` + ``low`` of any shape, where ``high`` is the sum rounded to 64-bit floats.

    A sum or product of numbers is right to some 2⁻¹⁰⁴ of the sizes that go into it, as long as all of them stay
    between 1e±290. Source: Dekker, A floating-point technique for extending the available precision, Numer. Math.
    18 (1971), §4-5; Ogita, Rump & Oishi, Accurate sum and dot product, SIAM J. Sci. Comput. 26 (2005).

    >>> third = Doubled.of(1.0) / 3.0
    >>> float((third * 3.0 - 1.0).high) == 0.0, float(third.low)
    (True, 1.850371707708594e-17)
    >>> rows = Doubled.of([[1e20, 1.0, -1e20]])
    >>> (rows @ Doubled.of([1.0, 1.0, 1.0])).high.tolist()
    [1.0]
    """

    high: FloatArray
    low: FloatArray

    @classmethod
    def of(cls, numbers: npt.ArrayLike) -> Self:
        """Take floats as they are."""
        high = np.asarray(numbers, np.float64)
        return cls(high, np.zeros_like(high))

    def __getitem__(self, key: Key) -> "Doubled":
        return Doubled(np.asarray(self.high[key]), np.asarray(self.low[key]))

    def __neg__(self) -> "Doubled":
        return Doubled(-self.high, -self.low)

    def __add__(self, other: "Doubled | FloatArray | float") -> "Doubled":
        other = _doubled(other)
        total, lost = _two_sum(self.high, other.high)
        return _rounded(total, lost + (self.low + other.low))

    def __sub__(self, other: "Doubled | FloatArray | float") -> "Doubled":
        return self + -_doubled(other)

    def __mul__(self, other: "Doubled | FloatArray | float") -> "Doubled":
        other = _doubled(other)
        product, lost = _two_product(self.high, other.high)
        return _rounded(product, lost + (self.high * other.low + self.low * other.high))

    def __truediv__(self, other: "Doubled | FloatArray | float") -> "Doubled":
        other = _doubled(other)
        first = self.high / other.high
        second = (self - other * first).high / other.high
        return _rounded(first, second)

    def __matmul__(self, other: "Doubled") -> "Doubled":
        """Multiply rows (m, n) by a column (n,), or by each of the columns (n, k)."""
        if other.high.ndim == 1:
            return (self * other).sum()
        columns = [self @ other[:, k] for k in range(other.high.shape[1])]
        return Doubled(*(np.stack([getattr(each, part) for each in columns], axis=-1) for part in ("high", "low")))

    def sum(self) -> "Doubled":
        """Add over the last axis, pair by pair."""
        terms, rest = self.high, np.asarray(self.low.sum(axis=-1))
        while terms.shape[-1] > 1:
            half = terms.shape[-1] // 2
            paired, lost = _two_sum(terms[..., :half], terms[..., half : 2 * half])
            terms, rest = np.concatenate([paired, terms[..., 2 * half :]], axis=-1), rest + lost.sum(axis=-1)
        return _rounded(terms.sum(axis=-1), rest)

    def ldexp(self, exponents: npt.ArrayLike) -> "Doubled":
        """Multiply by powers of two, which rounds nothing."""
        return Doubled(np.ldexp(self.high, exponents), np.ldexp(self.low, exponents))


def _doubled(numbers: Doubled | FloatArray | float) -> Doubled:
    return numbers if isinstance(numbers, Doubled) else Doubled.of(numbers)


def _rounded(high: FloatArray, low: FloatArray) -> Doubled:
    total = high + low
    return Doubled(np.asarray(total), np.asarray(low - (total - high)))


def _two_sum(a: FloatArray, b: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return a + b rounded, and what the rounding lost, exactly (Knuth)."""
    total = a + b
    shadow = total - a
    return total, (a - (total - shadow)) + (b - shadow)


def _two_product(a: FloatArray, b: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return a · b rounded, and what the rounding lost, exactly (Dekker, with Veltkamp's split)."""
    product = a * b
    (a_top, a_rest), (b_top, b_rest) = _split(a), _split(b)
    return product, a_rest * b_rest - (((product - a_top * b_top) - a_rest * b_top) - a_top * b_rest)


def _split(a: FloatArray) -> tuple[FloatArray, FloatArray]:
    wide = SPLITTER * a
    top = wide - (wide - a)
    return top, a - top
