"""Pictures as SVG, which print sharp at any size; drawn within ``drawing``, as all others are."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import cairo
from manim import Mobject, VMobject

from common.camera import FilmCamera
from common.stage import Box
from renders.picture.canvas import leaves_in

__all__ = ["draw_svg"]

_BLUE_FIRST = [2, 1, 0, 3]
_POINTS = 100.0  # of the SVG, a scene unit


def draw_svg(mobjects: Sequence[Mobject], box: Box) -> bytes:
    """Draw what of ``mobjects`` lies in ``box``, on no background; the same picture gives the same bytes."""
    written, camera = io.BytesIO(), _InOrder()
    with cairo.SVGSurface(written, box.width * _POINTS, box.height * _POINTS) as surface:
        context = cairo.Context(surface)
        context.set_matrix(cairo.Matrix(_POINTS, 0, 0, -_POINTS, -box.left * _POINTS, box.top * _POINTS))
        for leaf in leaves_in(mobjects):
            camera.display_vectorized(leaf, context)
    return written.getvalue()


class _InOrder(FilmCamera):
    """A camera for what takes red for red: manim's own writes pixels whose red cairo takes for blue."""

    def get_fill_rgbas(self, vmobject: VMobject) -> Any:
        """Colours (k, 4) of what fills ``vmobject``, blue first."""
        return super().get_fill_rgbas(vmobject)[:, _BLUE_FIRST]

    def get_stroke_rgbas(self, vmobject: VMobject, background: bool = False) -> Any:
        """Colours (k, 4) of its outline, or of that behind it, blue first."""
        return super().get_stroke_rgbas(vmobject, background)[:, _BLUE_FIRST]
