"""One half of a comparison: which penalty it shows, and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from manim.utils.color import ManimColor

from common.maths.penalties.norms import Penalty
from common.stage import Aspect, Box
from common.style import Theme

__all__ = ["Half"]


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
