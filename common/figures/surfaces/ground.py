"""The picture of a loss and its price above the plane of two weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from manim import interpolate_color

from common.figures.surfaces.bowl import BowlSkin
from common.figures.surfaces.gaze import Viewpoint
from common.figures.surfaces.painting import Skin
from common.figures.surfaces.shading import Colours
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import LeastSquares, QuadraticLoss
from common.maths.penalties.norms import L1, Penalty
from common.maths.surfaces.body import Sight
from common.maths.surfaces.solids import bowl
from common.style import SURFACE, Theme

__all__ = ["GroundPicture", "total"]


@dataclass(frozen=True)
class GroundPicture:
    """L(w) + λ Ω(w), ``rise`` times as high as it is, up to the ``rim``, with a level line every ``step``.

    It has the colour of the loss without a price, and that of the ``penalty`` from the λ ``full`` on. Of a loss
    that is flat in one direction, what lies ``within`` two numbers in either coordinate is seen.
    """

    viewpoint: Viewpoint
    loss: QuadraticLoss | LeastSquares
    penalty: Penalty
    strength: float
    rise: float
    rim: float
    step: float
    full: float
    theme: Theme
    within: tuple[float, float] | None = None

    def layers(self, pixel: float) -> Sequence[tuple[Sight, Skin]]:
        """Return the bowl."""
        is_l1 = self.penalty == L1
        colour = interpolate_color(
            self.theme.loss_body, self.theme.body(self.penalty), min(self.strength / self.full, 1.0)
        )
        skin = BowlSkin(
            self.loss,
            slope=self.strength if is_l1 else 0.0,
            square=0.0 if is_l1 else self.strength,
            rise=self.rise,
            step=self.step,
            rim=self.rim,
            body=Colours.of(colour, self.theme),
            ink=self.theme.ink,
            line=SURFACE.level / 100 / pixel,
            axis=SURFACE.axis / 100 / pixel,
        )
        body = bowl(self.loss, self.penalty, self.strength, self.rise, self.rim, self.within)
        return [(Sight(body, self.viewpoint.eye), skin)]

    def height(self, w: FloatArray) -> FloatArray:
        """The points of space (..., 3) above weights (..., 2)."""
        heights = self.rise * total(self.loss, self.penalty, self.strength, w)
        return np.concatenate([w, heights[..., np.newaxis]], axis=-1)


def total(
    loss: QuadraticLoss | LeastSquares, penalty: Penalty, strength: float, w: FloatArray, share: float = 1.0
) -> FloatArray:
    """Return s L + λ Ω at weights (..., 2), of which ``share`` is s."""
    return np.asarray(share * loss.value(w) + strength * penalty.value(w).sum(axis=-1))
