"""The figures of the sheet: the six pictures that close the film, as their weights land on zero."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import numpy as np
from manim import DOWN, UR, Mobject

from common.camera import FilmCamera
from common.figures.gallery import LANDED, Gallery, Picture
from common.figures.lettering import Label
from common.figures.weight_bars import WeightBars
from common.maths.penalties.norms import L1, L2
from common.stage import LANDSCAPE, Box, Stage
from common.style import Theme
from renders.picture.drawing import drawing
from renders.picture.vector import draw_svg
from scenes.numbers.recap import FILM, RecapNumbers

__all__ = ["draw_figures", "landed"]

_WIDTH = {"A4": 4.0, "16x9": 5.2}  # of a picture in scene units: lines and letters are as heavy as they print well
_HEIGHT = {"A4": 2.3, "16x9": 1.95}
_GAP = 0.4  # that between the Gallery's pictures
_ROOM, _SIDE = 0.42, 0.12  # scene units above and below a figure, and beside it: for names, and rings at its edge
_SMALL, _OFF = 0.8, 0.1  # of a label; scene units from an axis
_BARS = {"A4": (6.4, 0.9), "16x9": (6.4, 1.4)}  # scene units
_PIXELS = 700, 400  # of a picture that is not kept: what is drawn here has none

_NAMES: Mapping[str, tuple[str, str]] = {
    "kink": ("w", "L + lambda Omega"),
    "region": ("w_1", "w_2"),
    "threshold": ("hat(w)", "w"),
    "step": ("k", "w"),
    "belief": ("w", "p"),
    "paths": ("log lambda", "w"),
}
"""What is drawn along each picture, and up."""


def draw_figures(theme: Theme, shape: str) -> dict[str, bytes]:
    """Draw each as an SVG for a sheet of one of ``SHAPES``, by its name.

    They are the pictures of the Gallery, and ``bars-L1`` and ``bars-L2``.
    """
    across, up = 1.5 * _WIDTH[shape] + _GAP, _HEIGHT[shape] + _GAP / 2
    wall = Box(-across, -up, across, up)
    with drawing(_PIXELS, wall, theme):
        gallery = landed(wall, theme)
        pictures = {name: draw_svg(*_framed(name, each, theme)) for name, each in gallery.hung.items()}
        return pictures | {f"bars-{bars.penalty.name}": draw_svg(*_alone(bars)) for bars in _bars(theme, shape)}


def landed(wall: Box, theme: Theme) -> Gallery:
    """The pictures on a ``wall`` without a claim above it, where all have just landed under L1."""
    stage, numbers = Stage(LANDSCAPE), RecapNumbers()
    stage.clear = wall
    gallery = Gallery(numbers, stage, FilmCamera(), theme)
    for name, tracker in gallery.turned_on.items():
        tracker.set_value(numbers.moves[name].at(LANDED))
    for figure in gallery.figures:
        figure.update()
    return gallery


def _framed(name: str, picture: Picture, theme: Theme) -> tuple[Sequence[Mobject], Box]:
    """All of a picture with the names of its axes, and the box that it is seen in."""
    box = picture.box
    seen = Box(box.left - _SIDE, box.bottom - _ROOM, box.right + _SIDE, box.top + _ROOM)
    along, up = (Label(each, theme.muted, theme.background).scale(_SMALL) for each in _NAMES[name])
    axes = getattr(picture.figures[0], "axes", None)
    level, upright = (axes[0].get_y(), axes[1].get_x()) if axes else (box.bottom, box.left)
    along.move_to(np.array([box.right, level - _OFF, 0.0]), UR)
    up.move_to(np.array([max(upright, box.left - _SIDE + up.width / 2), box.top + _OFF, 0.0]), DOWN)
    return [*picture.figures, along, up], seen


def _bars(theme: Theme, shape: str) -> Iterator[WeightBars]:
    """The weights of the film's first picture, under either penalty."""
    numbers, (width, height) = FILM.bars, _BARS[shape]
    for penalty in (L1, L2):
        bars = WeightBars(partial(numbers.left, penalty), penalty, theme, reach=numbers.span)
        bars.fit(Box(-width / 2, -height / 2, width / 2, height / 2))
        yield bars


def _alone(bars: WeightBars) -> tuple[Sequence[Mobject], Box]:
    """All of the bars, and the box that they are seen in, with room for rings."""
    box = bars.window.box
    return [bars.ground[0], bars.picture], Box(box.left, box.bottom - 0.15, box.right, box.top + 0.15)
