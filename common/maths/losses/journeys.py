"""Journeys through losses: the same valley, turned about its centre and moved over the plane."""

from collections.abc import Callable

import numpy as np

from common.maths.arithmetic.arguments import finite
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import QuadraticLoss

__all__ = ["wandering"]


def wandering(
    loss: QuadraticLoss, *, sway: float, approach: float, turns: float
) -> Callable[[float], QuadraticLoss]:
    """Lead ``loss`` of two weights along a closed journey, by progress s in [0, 1].

    Its centre sways about the origin by ``sway`` radians, to one side and then the other, and on the way comes
    nearer by the share ``approach`` of its distance; its axes turn through ``turns`` half turns. At s = 0 the
    loss is ``loss`` itself. Raises ``ValueError`` for a loss of other than two weights, or numbers not finite.

    >>> at = wandering(QuadraticLoss([[2.0, 0.0], [0.0, 1.0]], [4.0, 0.0]), sway=0.0, approach=0.5, turns=1.0)
    >>> at(0.25).centre.round(12).tolist(), at(0.5).hessian.round(12).tolist()
    ([2.0, 0.0], [[1.0, 0.0], [0.0, 2.0]])
    """
    if loss.dimension != 2:
        raise ValueError(f"loss has {loss.dimension} weights, but must have 2 to wander over the plane.")
    for name, value in (("sway", sway), ("approach", approach), ("turns", turns)):
        finite(name, value)

    def at(progress: float) -> QuadraticLoss:
        if finite("progress", progress) == 0:
            return loss
        turn = _rotation(np.pi * turns * progress)
        swing = np.sin(2 * np.pi * progress)
        centre = (1 - approach * swing**2) * _rotation(sway * swing) @ loss.centre
        turned = turn @ loss.hessian @ turn.T
        return QuadraticLoss((turned + turned.T) / 2, centre, loss.constant)

    return at


def _rotation(angle: float) -> FloatArray:
    cosine, sine = np.cos(angle), np.sin(angle)
    return np.array([[cosine, -sine], [sine, cosine]])
