"""Pictures drawn outside any scene: sizes of their own, in the film's units and looks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from manim import Mobject

from common.camera import FilmCamera
from common.figures.lettering import Lettering, lettering
from common.stage import Box
from common.style import DARK, Theme
from renders.files.scratch import scratch
from renders.picture.canvas import Canvas, Pixels
from renders.picture.session import session

__all__ = ["baseline", "draw", "drawing"]


@contextmanager
def drawing(size: tuple[int, int], frame: Box, theme: Theme) -> Iterator[None]:
    """Have manim draw pictures of ``size`` in pixels that show ``frame``, a box about the origin.

    Its files of texts are kept in a folder that goes.
    """
    with scratch() as media:
        showing = {
            "frame_width": frame.width,
            "frame_height": frame.height,
            "background_color": theme.background,
        }
        with session(size, media, **showing):
            yield


def draw(mobjects: Sequence[Mobject], size: tuple[int, int]) -> Pixels:
    """Draw ``mobjects``, within ``drawing``."""
    canvas = Canvas(FilmCamera())
    canvas.look(mobjects)
    canvas.paint()
    height, width, _ = canvas.pixels.shape
    if (width, height) != size:
        raise RuntimeError(f"a picture of {width} by {height} pixels was drawn where {size} were asked for")
    return canvas.pixels


def baseline(line: Lettering, size: float, *, bold: bool = False) -> float:
    """Return the height of a line of that ``size`` above its baseline, where a capital set behind it stands."""
    *letters, capital = lettering(f"{line.text}H", size, DARK.ink, bold=bold)
    return float(line.get_top()[1] - (max(letter.get_top()[1] for letter in letters) - capital.get_bottom()[1]))
