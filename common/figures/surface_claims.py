"""What pictures of surfaces claim, in numbers and plain functions."""

from __future__ import annotations

import numpy as np
from manim import BLACK, WHITE, ManimColor, interpolate_color

from common.figures.claims import Glass, Lamp, Light, Lines, Lit, Perspective, Shape
from common.figures.surfaces import bowl, solid
from common.figures.surfaces.ground import GroundPicture
from common.figures.surfaces.meeting import MeetingPicture
from common.figures.surfaces.shading import BRIGHTEST, DARKEST, DUSK, FILL, GLINT, STRENGTH
from common.figures.surfaces.surface import SOFT, Surface
from common.maths.arithmetic.arrays import FloatArray
from common.maths.losses.quadratic import QuadraticLoss
from common.style import DARK, SURFACE, Theme

__all__ = ["ground_claim", "meeting_claim"]


def ground_claim(name: str, raster: Surface, picture: GroundPicture, outline: FloatArray) -> Lit:
    """Return what ``raster`` claims, which shows ``picture``; ``outline`` (n, 2) is its rim from above."""
    theme, penalty = picture.theme, picture.penalty
    share = min(picture.strength / picture.full, 1.0)
    top = picture.rise * picture.rim
    low, high = outline.min(axis=0), outline.max(axis=0)

    def function(x: FloatArray) -> FloatArray:
        return picture.height(x[:, :2])[:, 2] - x[:, 2]

    return Lit(
        name,
        raster,
        Perspective.of(picture.viewpoint),
        Shape(function, np.array([[*low, 0.0], [*high, top]]), top),
        Light(
            (Lamp(bowl.LAMP, STRENGTH),),
            FILL,
            _colours(interpolate_color(theme.loss_body, theme.body(penalty), share), theme),
            outside=bowl.WALL,
        ),
        Lines(
            (0, 1),
            theme.ink,
            SURFACE.axis / 100,
            step=picture.rise * picture.step,
            fine=SURFACE.level / 100,
            added=bowl.LINE,
        ),
        margin=SOFT,
    )


def meeting_claim(name: str, raster: Surface, picture: MeetingPicture) -> Lit:
    """Return what ``raster``, which shows ``picture``, claims."""
    theme, penalty, budget = picture.theme, picture.penalty, picture.budget

    def function(x: FloatArray) -> FloatArray:
        return np.asarray(penalty.norm(x) - budget)

    grown = picture.level > picture.loss.constant
    return Lit(
        name,
        raster,
        Perspective.of(picture.viewpoint),
        Shape(function, budget * np.array([-np.ones(3), np.ones(3)])),
        Light(
            tuple(Lamp(towards, key, radii * budget) for towards, radii, key in solid.LAMPS),
            FILL,
            _colours(theme.body(penalty), theme),
            edge=solid.RIM,
        ),
        Lines((0, 1, 2), theme.ink, SURFACE.axis / 100),
        glass=Glass(_ellipsoid(picture.loss, picture.level), theme.loss_body, solid.CLEAR, solid.DENSE, solid.FAR)
        if grown
        else None,
        beneath=solid.POOL,
        margin=SOFT,
    )


def _ellipsoid(loss: QuadraticLoss, level: float) -> Shape:
    reach = np.sqrt(2 * (level - loss.constant) * np.diag(np.linalg.inv(loss.hessian)))
    return Shape(lambda x: loss.value(x) - level, np.array([loss.centre - reach, loss.centre + reach]))


def _colours(colour: ManimColor, theme: Theme) -> FloatArray:
    shade = theme.background if theme is DARK else interpolate_color(BLACK, colour, DUSK)
    ends = interpolate_color(shade, colour, DARKEST), colour, interpolate_color(colour, WHITE, GLINT)
    return np.array([[light, *end.to_rgb()] for light, end in zip((0.0, 1.0, BRIGHTEST), ends, strict=True)])
