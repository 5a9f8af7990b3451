"""Columns that others make up: with them, weights are not unique."""

import numpy as np
import numpy.typing as npt

__all__ = ["first_dependent"]

_LEFT = 1e-6  # of its length: what rounding of data to six digits leaves


def first_dependent(design: npt.ArrayLike) -> int | None:
    """Return the first column that those before it make up, together with a constant: its number, or None.

    ``design`` has shape (n, d). A column is made up if less than a millionth of its length about its mean is left
    beside the others.

    >>> first_dependent([[1.0, 5.0, 3.0], [2.0, 1.0, 5.0], [4.0, 4.0, 9.0], [7.0, 0.0, 15.0]])
    2
    >>> first_dependent([[1.0, 5.0], [2.0, 1.0], [4.0, 4.0]]) is None
    True
    """
    columns = np.asarray(design, np.float64)
    columns = columns - columns.mean(axis=0)
    lengths = np.linalg.norm(columns, axis=0)
    lengths[lengths == 0] = 1.0
    left = np.abs(np.diag(np.linalg.qr(columns / lengths, mode="r")))
    left = np.append(left, np.zeros(columns.shape[1] - len(left)))  # more columns than rows
    found = np.flatnonzero(left < _LEFT)
    return int(found[0]) if len(found) else None
