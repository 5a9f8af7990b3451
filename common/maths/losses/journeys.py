"""Journeys through losses: the same valley, turned about its centre and moved over the plane."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from common.maths.arithmetic.arguments import finite, points
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import QuadraticLoss

__all__ = ["leaning", "wandering"]


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
    _in_the_plane(loss, "wander")
    for name, value in (("sway", sway), ("approach", approach), ("turns", turns)):
        finite(name, value)

    def at(progress: float) -> QuadraticLoss:
        if finite("progress", progress) == 0:
            return loss
        swing = np.sin(2 * np.pi * progress)
        centre = (1 - approach * swing**2) * _rotation(sway * swing) @ loss.centre
        return _turned(loss, np.pi * turns * progress, centre)

    return at


def leaning(loss: QuadraticLoss, about: npt.ArrayLike) -> Callable[[float], QuadraticLoss]:
    """Turn ``loss`` of two weights about the point ``about``, (2,), by an angle in radians, anticlockwise.

    Its level there stays, and its gradient turns by that angle. At 0 the loss is ``loss`` itself. Raises
    ``ValueError`` for a loss of other than two weights, or numbers not finite.

    >>> at = leaning(QuadraticLoss([[2.0, 0.0], [0.0, 1.0]], [3.0, 0.0]), [1.0, 0.0])
    >>> at(np.pi / 2).centre.round(12).tolist(), at(np.pi / 2).hessian.round(12).tolist()
    ([1.0, 2.0], [[1.0, 0.0], [0.0, 2.0]])
    """
    about = points(about, loss.dimension)
    _in_the_plane(loss, "lean")

    def at(angle: float) -> QuadraticLoss:
        if finite("angle", angle) == 0:
            return loss
        return _turned(loss, angle, about + _rotation(angle) @ (loss.centre - about))

    return at


def _in_the_plane(loss: QuadraticLoss, verb: str) -> None:
    if loss.dimension != 2:
        raise ValueError(f"loss has {loss.dimension} weights, but must have 2 to {verb} over the plane.")


def _turned(loss: QuadraticLoss, angle: float, centre: FloatArray) -> QuadraticLoss:
    """Return ``loss`` with its axes turned by ``angle``, about another centre."""
    turn = _rotation(angle)
    turned = turn @ loss.hessian @ turn.T
    return QuadraticLoss((turned + turned.T) / 2, centre, loss.constant)


def _rotation(angle: float) -> FloatArray:
    cosine, sine = np.cos(angle), np.sin(angle)
    return np.array([[cosine, -sine], [sine, cosine]])
