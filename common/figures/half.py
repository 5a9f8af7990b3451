"""One half of a comparison: which penalty it shows, and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from manim import LEFT, RIGHT
from manim.utils.color import ManimColor

from common.maths.arithmetic.arrays import FloatArray
from common.maths.penalties.norms import L1, Penalty
from common.stage import Aspect, Box, Stage
from common.style import Theme

__all__ = ["Half"]

_GAP = 0.6  # scene units between what either half has above one picture


@dataclass(frozen=True)
class Half:
    """The half that shows ``penalty``: its ``box`` of the stage, and what is the same in both."""

    penalty: Penalty
    box: Box
    aspect: Aspect
    theme: Theme
    labels: Mapping[str, str]

    @property
    def colour(self) -> ManimColor:
        """The colour of the penalty."""
        return self.theme.of(self.penalty)

    @property
    def side(self) -> FloatArray:
        """The side on which its words stand if both halves are one picture."""
        return LEFT if self.penalty is L1 else RIGHT

    @property
    def strip(self) -> Box:
        """The box above that picture, on its ``side``."""
        left, right = Stage(self.aspect).headline.columns(_GAP)
        return left if self.penalty is L1 else right
