"""What scenes share in which weights walk: the picture with which one ends and the next begins."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

from common.figures.hops import Hops
from common.figures.walk_plot import WalkPlot
from common.maths.arithmetic.arrays import FloatArray
from common.maths.penalties.norms import Penalty
from common.stage import LANDSCAPE, Box, Stage
from scenes.numbers.steps import StepsNumbers

__all__ = ["foot", "last_hop", "plain", "settling", "walk_boxes"]

_CLOSE, _CLOSER = 4.0, 8.0
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


Sight: TypeAlias = tuple[FloatArray, FloatArray, float]
"""What the view is to ``bring``: a place, to where, and how close."""


def foot(stage: Stage, plot: WalkPlot, numbers: StepsNumbers) -> Sight:
    """Where the stair meets the ground, and all steps that the other takes after that."""
    body = stage.body
    to = np.array([body.left + 0.12 * body.width, body.bottom + 0.3 * body.height, 0.0])
    return plot.point(numbers.race, 0.0), to, min(_CLOSE, 0.75 * body.width / (numbers.halvings * plot.unit))


def last_hop(stage: Stage, plot: WalkPlot, numbers: StepsNumbers) -> Sight:
    """Where the weight under L1 and the loss lands: the last picture of one scene, and the first of the next."""
    body = stage.body
    to = body.centre + np.array([0.22 * body.width, -0.15 * body.height, 0.0])
    return plot.point(numbers.landing, 0.0), to, _CLOSER
