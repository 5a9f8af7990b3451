"""What a moving camera costs: a frame in which all the world moves, beside manim's own moving camera."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from manim import RIGHT, Mobject, MovingCamera
from side_by_side import ratio_line, seconds_side_by_side

from common.camera import FilmCamera
from renders.picture.canvas import Canvas
from renders.picture.rasterise import rasterise
from renders.picture.renderer import NoFrames
from renders.picture.session import session
from renders.request.variant import QUALITIES, Variant
from scenes.selection import Selection

HD = Variant(quality=QUALITIES["1080p30"])


def last_picture() -> list[Mobject]:
    """All that is on screen at the end of Selection."""
    played: list[Any] = []

    class Kept(Selection):
        def tear_down(self) -> None:
            super().tear_down()
            played.append(self)

    Kept.__name__ = Selection.__name__
    rasterise(Kept, HD, NoFrames())
    return list(played[0].mobjects)


def drawings(mobjects: list[Mobject]) -> Mapping[str, Callable[[], object]]:
    """Calls that draw ``mobjects``, each time from somewhere else, and one that finds nothing to draw."""
    film, resting, manims = FilmCamera(), FilmCamera(), MovingCamera()
    moving, still = Canvas(film), Canvas(resting)
    shifts = cycle((0.1 * RIGHT, -0.1 * RIGHT))

    def ours() -> None:
        film.frame.shift(next(shifts)).scale(0.999)
        moving.look(mobjects)
        moving.paint()

    def plain() -> None:
        manims.frame.shift(next(shifts)).scale(0.999)
        manims.reset()
        manims.capture_mobjects(mobjects)

    def at_rest() -> None:
        still.look(mobjects)
        still.paint()

    return {"ours": ours, "manim": plain, "at rest": at_rest}


def main() -> None:
    """Print one line a claim."""
    mobjects = last_picture()
    with TemporaryDirectory() as media, session(HD.size, Path(media)):
        seconds = seconds_side_by_side(drawings(mobjects))
    print(ratio_line("a frame of a moving camera : manim's MovingCamera", seconds["ours"], seconds["manim"], 0.8))
    print(ratio_line("a frame at rest : one of a moving camera", seconds["at rest"], seconds["ours"], 0.5))
    print(f"     {np.median(seconds['manim']) * 1e3:.3g} ms a frame of manim's")


if __name__ == "__main__":
    main()
