"""Many weights that walk at once: a panel with their bars, and how many stand on zero."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import ValueTracker, VGroup

from common.easing import stepwise
from common.figures.panel import Panel
from common.figures.weight_bars import WeightBars
from common.figures.zero_count import ZeroCount
from common.maths.arithmetic.arrays import FloatArray
from common.maths.penalties.norms import Penalty
from common.stage import Aspect, Box
from common.style import Theme

__all__ = ["WalkBars", "between"]

_TICKS = (0.1, 0.2, 0.5, 1.0, 2.0)


class WalkBars(VGroup):
    """The weights of ``walks`` (steps + 1, count) under ``penalty``, as ``bars`` up to ``widest``, in a ``panel``.

    ``zeros`` is the name of what is counted.
    """

    def __init__(
        self,
        walks: FloatArray,
        penalty: Penalty,
        widest: float,
        title: str,
        zeros: str,
        box: Box,
        aspect: Aspect,
        theme: Theme,
    ) -> None:
        self._taken = taken = ValueTracker(0.0)

        def weights() -> FloatArray:
            return between(walks, taken.get_value())

        tick = max(tick for tick in _TICKS if tick < widest)
        self.bars = WeightBars(weights, penalty, theme, taken, reach=widest, ticks=(-tick, tick))
        count = ZeroCount(weights, zeros, theme, taken)
        self.panel = Panel(box, aspect, title, theme.of(penalty), [count])
        self.panel.seat(self.bars)
        self.bars.add(self.bars.ground, self.bars.picture)
        super().__init__(self.bars, self.panel)

    def march(self, until: int, seconds: float) -> Any:
        """Take all walks on to step ``until``, each step as long as the others."""
        rate = stepwise(until - int(self._taken.get_value()))
        move: Any = self._taken.animate
        return move(run_time=seconds, rate_func=rate).set_value(until)


def between(walks: FloatArray, taken: float) -> FloatArray:
    """The weights after so many steps of ``walks`` (steps + 1, count), straight on between two of them."""
    last, share = divmod(taken, 1)
    here = walks[int(last)]
    return np.asarray(here if share == 0 else here + share * (walks[int(last) + 1] - here))
