"""Journeys through losses: the same valley, turned about its centre and moved over the plane."""

from collections.abc import Callable

import numpy as np

from common.maths.losses import QuadraticLoss

__all__ = ["wandering"]


def wandering(
    loss: QuadraticLoss, *, sway: float, approach: float, turns: float
) -> Callable[[float], QuadraticLoss]:
    """Lead ``loss`` of two weights along a closed journey, by progress s in [0, 1].

    Its centre sways about the origin by ``sway`` radians, to one side and then the other, and on the way comes
    nearer by the share ``approach`` of its distance; its axes turn through ``turns`` half turns. At s = 0 the
    loss is ``loss`` itself.
    """

    def at(progress: float) -> QuadraticLoss:
        if progress == 0:
            return loss
        turn = _rotation(np.pi * turns * progress)
        swing = np.sin(2 * np.pi * progress)
        centre = (1 - approach * swing**2) * _rotation(sway * swing) @ loss.centre
        turned = turn @ loss.hessian @ turn.T
        return QuadraticLoss((turned + turned.T) / 2, centre)

    return at


def _rotation(angle: float) -> np.ndarray:
    cosine, sine = np.cos(angle), np.sin(angle)
    return np.array([[cosine, -sine], [sine, cosine]])
