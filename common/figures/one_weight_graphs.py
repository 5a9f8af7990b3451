"""Graphs with a ball for each penalty, which stands at the optimum of one weight."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
from manim import ValueTracker

from common.figures.claims import Penalised
from common.figures.graph import Graph
from common.figures.parts.mark import OptimumMark
from common.figures.parts.trail import Trail
from common.figures.window import View, Window
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import OneWeightLoss
from common.maths.optima.certificate import Optimum
from common.maths.optima.one_weight import penalised_optimum
from common.maths.paths.both import WeightPaths
from common.maths.penalties.norms import L1, L2, Penalty
from common.stage import Box
from common.style import STROKE, Theme

__all__ = ["OneWeightGraph", "PathGraph", "WalkGraph"]


class OneWeightGraph(Graph):
    """The ``balls`` of both penalties, where ``moved`` has brought them. Call ``fit`` before the first drawing."""

    def __init__(self, under: str, moved: ValueTracker, view: View, theme: Theme) -> None:
        super().__init__(under, moved)
        self.theme, self._moved, self._view = theme, moved, view

    @abstractmethod
    def problem(self, penalty: Penalty) -> tuple[OneWeightLoss, float]:
        """The loss that the weight minimises now, and λ."""

    @abstractmethod
    def place(self, penalty: Penalty, weight: FloatArray) -> FloatArray:
        """The coordinates (2,) of the ball of a ``weight`` (1,)."""

    def fit(self, box: Box) -> None:
        """Build the parts for ``box`` and draw them, to be revealed."""
        self.look_through(Window(box, self._view), self.theme.muted)
        self.balls: Mapping[Penalty, OptimumMark] = {
            penalty: self.following(self._ball(penalty), self._moved) for penalty in (L1, L2)
        }
        self.axes.set_z_index(-2)
        self.redraw()

    @property
    def moved(self) -> float:
        """How far the balls have been moved."""
        return float(self._moved.get_value())

    def _ball(self, penalty: Penalty) -> OptimumMark:
        def penalised() -> Penalised:
            loss, strength = self.problem(penalty)
            return Penalised(lambda w: loss.value(w[..., 0]), penalty.value, strength, 1)

        def optimum() -> Optimum:
            loss, strength = self.problem(penalty)
            return penalised_optimum(loss, penalty, strength).certified()

        under, place = f"{self.under} under {penalty.name}", partial(self.place, penalty)
        return OptimumMark(under, penalty, penalised, optimum, place, (), self.theme)


class WalkGraph(OneWeightGraph):
    """A weight that walks by proximal steps, against the steps taken, and the whole ``walks``, as ``n`` says."""

    def __init__(self, n: Any, moved: ValueTracker, view: View, theme: Theme) -> None:
        super().__init__("of walks", moved, view, theme)
        self._n = n

    def fit(self, box: Box) -> None:
        """Build the parts for ``box`` and draw them, to be revealed."""
        super().fit(box)
        self.walks: Mapping[Penalty, Trail] = {each: self.following(self._walk(each)) for each in (L1, L2)}
        self.walks[L1].set_z_index(1)
        self.redraw()

    def problem(self, penalty: Penalty) -> tuple[OneWeightLoss, float]:
        """What the step under way minimises so far."""
        loss, price = self._n.under_way(penalty, self.moved)
        return loss, price

    def place(self, penalty: Penalty, weight: FloatArray) -> FloatArray:
        """As far along as the steps lead."""
        return np.append(self._n.walked(penalty, np.array([self.moved]))[0, 0], weight)

    def _walk(self, penalty: Penalty) -> Trail:
        last = np.floor(self._view.x[1])
        bends = tuple(np.arange(0, last, 0.5).tolist())
        name, way = f"walk under {penalty.name}", partial(self._n.walked, penalty)
        return Trail(name, way, lambda: (0.0, last), self.theme.of(penalty), STROKE.subject, bends)


class PathGraph(OneWeightGraph):
    """One weight of ``paths``, number ``followed``, against log₁₀ λ, which moves; its path is drawn elsewhere."""

    def __init__(self, paths: WeightPaths, followed: int, moved: ValueTracker, view: View, theme: Theme) -> None:
        super().__init__("of one of many", moved, view, theme)
        self.paths, self.followed = paths, followed

    def problem(self, penalty: Penalty) -> tuple[OneWeightLoss, float]:
        """The loss of that weight while all others stay at their optimum."""
        strength, loss, one = 10**self.moved, self.paths.loss, self.followed
        weights = (self.paths.lasso if penalty is L1 else self.paths.ridge).at(strength)
        curvature = float(loss.hessian[one, one])
        return OneWeightLoss(curvature, float(weights[one] - loss.gradient(weights)[one] / curvature)), strength

    def place(self, penalty: Penalty, weight: FloatArray) -> FloatArray:  # noqa: ARG002
        """Above λ."""
        return np.append(self.moved, weight)
