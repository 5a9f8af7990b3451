"""The picture of a loss of three weights that meets a ball."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from common.figures.surfaces.gaze import Viewpoint
from common.figures.surfaces.painting import Skin
from common.figures.surfaces.shading import Colours
from common.figures.surfaces.solid import FloorSkin, GlassSkin, SolidSkin
from common.maths.losses.quadratic import QuadraticLoss
from common.maths.penalties.norms import L1, Penalty
from common.maths.surfaces.body import Sight
from common.maths.surfaces.solids import ball, ellipsoid, floor, octahedron
from common.style import SURFACE, Theme

__all__ = ["MeetingPicture"]

BELOW, REACH = 1.25, 1.7  # budgets from the solid's middle to the floor, and from there to the end of its light


@dataclass(frozen=True)
class MeetingPicture:
    """{‖w‖ <= ``budget``} on its floor, and of glass {L(w) <= ``level``}, if the level is above the least loss."""

    viewpoint: Viewpoint
    penalty: Penalty
    budget: float
    loss: QuadraticLoss
    level: float
    theme: Theme

    @property
    def solid(self) -> Sight:
        """The solid, before the eye."""
        return Sight(octahedron(self.budget) if self.penalty == L1 else ball(self.budget), self.viewpoint.eye)

    def layers(self, pixel: float) -> Sequence[tuple[Sight, Skin]]:
        """Return floor, solid and glass."""
        eye, theme, budget = self.viewpoint.eye, self.theme, self.budget
        solid = self.solid
        body = Colours.of(theme.body(self.penalty), theme)
        layers: list[tuple[Sight, Skin]] = [
            (
                Sight(floor(-BELOW * budget, REACH * budget), eye),
                FloorSkin(self.penalty, budget, REACH * budget, theme.ink),
            ),
            (solid, SolidSkin(body, budget, theme.ink, SURFACE.axis / 100 / pixel)),
        ]
        if self.level > self.loss.constant:
            layers.append((Sight(ellipsoid(self.loss, self.level), eye), GlassSkin(theme.loss_body, solid)))
        return layers
