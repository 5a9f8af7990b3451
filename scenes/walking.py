"""What scenes share in which weights walk: the picture with which one ends and the next begins."""

from __future__ import annotations

import numpy as np

from common.figures.hops import Hops
from common.maths.arithmetic.arrays import FloatArray
from common.maths.penalties.norms import Penalty
from common.stage import LANDSCAPE, Box, Stage
from scenes.numbers.steps import StepsNumbers

__all__ = ["plain", "settling", "walk_boxes"]

CLOSE, CLOSER = 3.4, 8.0
_ROW = 0.5  # scene units


def walk_boxes(stage: Stage) -> tuple[Box, Box]:
    """The boxes of the plot, and of the names of its colours: in the plot's empty corner if that is wide."""
    if stage.aspect is LANDSCAPE:
        return stage.body, Box(0.0, 0.0, stage.body.right, stage.headline.bottom - _ROW)
    row, plot = stage.body.cut_top(_ROW, gap=0.1)
    return plot, row


def plain(numbers: StepsNumbers, penalty: Penalty) -> Hops:
    """Plain steps down the penalty alone."""
    walk = numbers.plain_walk(penalty, numbers.halvings)
    return Hops(penalty, numbers.strength, walk, np.full(len(walk) - 1, numbers.step))


def settling(numbers: StepsNumbers, penalty: Penalty) -> Hops:
    """Proximal steps down penalty and loss together."""
    walk = numbers.settling_walk(penalty)
    steps = np.full(len(walk) - 1, numbers.step)
    return Hops(penalty, numbers.strength, walk, steps, numbers.loss, is_proximal=True)


def low_left(stage: Stage) -> FloatArray:
    """Where the foot of a stair is seen from close by (3,)."""
    body = stage.body
    return np.array([body.left + 0.15 * body.width, body.bottom + 0.3 * body.height, 0.0])


def landing_spot(stage: Stage) -> FloatArray:
    """Where the last hop is seen to land from closer by (3,)."""
    body = stage.body
    return np.asarray(body.centre + np.array([0.22 * body.width, -0.1 * body.height, 0.0]))
