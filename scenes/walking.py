"""What scenes share in which weights walk along number lines."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from common.explainer import Explainer, Model_co
from common.figures.step_line import StepLine
from common.maths.arithmetic.arrays import FloatArray

__all__ = ["Walking"]


class Walking(Explainer[Model_co]):
    """A scene that takes walkers along their lines."""

    def walk(self, lines: Sequence[StepLine], walks: Sequence[FloatArray], pace: float) -> None:
        """Take all lines along their walks side by side, a hop in ``pace`` seconds; who stands still, waits.

        Raises ``ValueError`` for a walk that does not begin where its line's weight stands.
        """
        for line, walk in zip(lines, walks, strict=True):
            if not np.isclose(walk[0], line.weight.get_value()):
                raise ValueError(f"the walk begins at {walk[0]}, but the weight is at {line.weight.get_value()}")
        for weights in zip(*(walk[1:] for walk in walks), strict=True):
            going = [(line, w) for line, w in zip(lines, weights, strict=True) if w != line.weight.get_value()]
            if not going:
                continue
            self.play(*(line.hop(w) for line, w in going), run_time=pace)
            for line, w in going:
                line.land(w)
            self.update_mobjects(0)  # a picture that is held would not
