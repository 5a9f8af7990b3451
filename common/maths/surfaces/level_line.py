"""Level lines of loss and penalty over the plane of two weights."""

import numpy as np

from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import QuadraticLoss
from common.maths.penalties.norms import L1, Penalty

__all__ = ["level_line"]


def level_line(
    loss: QuadraticLoss,
    penalty: Penalty,
    strength: float,
    level: float,
    within: FloatArray,
    share: float = 1.0,
    count: int = 181,
) -> FloatArray:
    """Trace where s L(w) + λ Ω(w) is ``level``: points (n, 2), closed; its kinks on the axes are among them.

    ``share`` is s >= 0, ``strength`` λ, one of them above 0. ``within`` (2,) is a point with less than ``level``,
    from which one looks in ``count`` directions and in those of the kinks: along each, the sum is the largest of
    four quadratics under L1, and one under L2, so that it passes the level where the first of them does.

    >>> loss = QuadraticLoss([[1.0, 0.0], [0.0, 1.0]], [1.0, 0.0])
    >>> line = level_line(loss, L1, 1.0, 2.0, np.zeros(2), share=0.0)
    >>> (line == [2.0, 0.0]).all(axis=1).any(), float(abs(abs(line).sum(axis=1) - 2).max()) < 1e-14
    (np.True_, True)
    """
    signs = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]], np.float64) if penalty == L1 else np.zeros((1, 2))
    square = 0.0 if penalty == L1 else strength
    matrix = share * loss.hessian + square * np.eye(2)
    vectors = (strength if penalty == L1 else 0.0) * signs - share * loss.pull
    constant = share * float(loss.value(np.zeros(2))) - level

    def reach(start: FloatArray, ways: FloatArray) -> FloatArray:
        a = (ways @ matrix * ways).sum(axis=-1)[:, np.newaxis] / 2
        b = ways @ (vectors + start @ matrix).T
        c = start @ matrix @ start / 2 + vectors @ start + constant
        root = np.sqrt(np.maximum(b * b - 4 * a * c, 0.0))
        with np.errstate(divide="ignore", invalid="ignore"):
            far = np.where(b > 0, -2 * c / (b + root), (root - b) / (2 * a))
        return np.asarray(np.where(np.isfinite(far), far, np.inf).min(axis=-1))

    angles = np.linspace(0.0, 2 * np.pi, count)[:-1]
    points = [
        within + (ways := np.stack([np.cos(angles), np.sin(angles)], axis=-1)) * reach(within, ways)[:, None]
    ]
    if penalty == L1 and strength:
        for i in (0, 1):
            axis = np.eye(2)[i]
            # The lowest point of the axis, from which it is left both ways.
            curve, slope = axis @ matrix @ axis, axis @ (share * loss.pull)
            foot = axis * (np.sign(slope) * max(abs(slope) - strength, 0.0) / curve if curve else 0.0)
            height = share * float(loss.value(foot)) + strength * float(np.abs(foot).sum())
            if height < level:
                ways = np.array([axis, -axis])
                points.append(foot + ways * reach(foot, ways)[:, None])
    found = np.concatenate(points)
    away = found - within
    found = found[np.argsort(np.arctan2(away[:, 1], away[:, 0]))]
    return np.concatenate([found, found[:1]])
