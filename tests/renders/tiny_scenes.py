"""Scenes of a second or two, with their own words, that workers can import."""

from __future__ import annotations

import os
import signal
from collections.abc import Hashable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Self

import numpy as np
from manim import (
    LEFT,
    RIGHT,
    UP,
    Circle,
    Dot,
    FadeOut,
    Line,
    MathTex,
    Rectangle,
    Restore,
    Square,
    ValueTracker,
    config,
)
from pydantic import Field, PositiveFloat, model_validator
from tiny_words import own_words

from common.beats import Beat
from common.explainer import Explainer
from common.figures.lettering import lettering
from common.figures.raster import Paint, Raster
from common.maths.arithmetic.arrays import FloatArray
from common.numbers import Numbers
from common.stage import LANDSCAPE, Box, Stage
from common.style import TYPE

AMBER = "#F5A623"


class Tiny(Explainer):
    """A scene whose words are in ``tiny_words``."""

    @classmethod
    def said(cls, language: str) -> Any:
        return own_words(cls.__name__, language)

    def setup(self) -> None:
        self.theme = self.setting.theme
        self.words = self.said(self.setting.language)
        self.stage = Stage(LANDSCAPE)
        self.beats = []


class Moving(Tiny):
    def construct(self) -> None:
        dot = Circle(0.5, color=AMBER, fill_opacity=0.5).shift(3 * LEFT)
        with self.beat("enter"):
            self.add(Square(fill_opacity=0.5), dot)
        with self.beat("cross_over"):
            self.play(dot.animate.shift(6 * RIGHT), run_time=0.5)


class Winding(Tiny):
    """Long enough to be hit while it is drawn."""

    def construct(self) -> None:
        dot = Circle(0.5, color=AMBER, fill_opacity=0.5)
        for beat, way in zip(self.words.beats, (4 * RIGHT, 4 * LEFT), strict=True):
            with self.beat(beat):
                self.play(dot.animate.shift(way), run_time=10)


class Wave(Raster):
    """White, as opaque as a wave is high."""

    def __init__(self, box: Box, phase: ValueTracker) -> None:
        super().__init__(box)
        self.phase = phase

    def signature(self) -> Hashable:
        return self.phase.get_value()

    def paint(self, x: FloatArray, y: FloatArray) -> Paint:
        height = np.cos(3 * np.hypot(x, y[:, np.newaxis]) + self.phase.get_value())
        return np.repeat(np.asarray(100 * (height + 1), np.uint8)[:, :, np.newaxis], 4, axis=2)


class Diving(Tiny):
    """The camera dives into what is painted and what is drawn, and comes back; a wave runs all the while."""

    def construct(self) -> None:
        phase = ValueTracker(0.0)
        dot, line = Dot([1.0, 0.5, 0.0], color=AMBER), Line(5 * LEFT, 5 * RIGHT, color=self.theme.ink)
        note, ring = lettering("fixed", TYPE.note, self.theme.ink).to_corner(), Circle(0.4)
        ring.add_updater(lambda circle: circle.move_to(dot))
        self.camera.fix(note)
        self.camera.upright(dot, ring)
        frame = self.camera.frame.save_state()
        with self.beat("closer"):
            self.add(Wave(Box(-3.0, -2.0, 3.0, 2.0), phase), line, dot, ring, note)
            self.play(phase.animate.set_value(3.0), run_time=0.4)
            self.play(frame.animate.move_to(dot).scale(1 / 16), phase.animate.set_value(6.0), run_time=0.4)
            self.play(dot.animate.shift(0.1 * UP), run_time=0.4)
        with self.beat("back"):
            self.hold(0.2)
            self.play(FadeOut(line), run_time=0.4)
            self.play(Restore(frame), run_time=0.4)


class Flat(Tiny):
    def construct(self) -> None:
        with self.beat("amber"):
            self.add(
                Rectangle(
                    width=config.frame_width + 1,
                    height=config.frame_height + 1,
                    fill_color=AMBER,
                    fill_opacity=1,
                )
            )
            self.hold(0.4)


class Calm(Tiny):
    def construct(self) -> None:
        with self.beat("first"):
            self.add(Square(color=self.theme.ink))
            self.hold(1)


class NumberedNumbers(Numbers):
    """Bars, in scene units."""

    length: float = Field(4.0, gt=0, le=10, description="length of the bars")
    count: int = Field(3, ge=1, le=20, description="how many bars there are")
    gap: float = Field(0.5, description="from bar to bar; a gap of 9 fails as it is drawn")
    ends: tuple[PositiveFloat, PositiveFloat] = Field((1.0, 2.0), description="the mean of both is said")
    rows: tuple[tuple[float, float], tuple[float, float]] = ((1.0, 0.0), (0.0, 1.0))

    @model_validator(mode="after")
    def _fit(self) -> Self:
        if self.count * self.gap > 100:
            raise ValueError(f"{self.count} bars with gaps of {self.gap} are wider than 100.")
        if self.gap == -7:
            while True:
                pass
        return self


class Numbered(Tiny):
    numbers = NumberedNumbers()

    @classmethod
    def said(cls, language: str) -> Any:
        if cls.numbers.ends == (5, 5):
            raise ArithmeticError("both ends\nare 5")
        return super().said(language)

    def construct(self) -> None:
        numbers = self.numbers
        if numbers.gap == 9:
            raise ArithmeticError("the bars miss each other")
        with self.beat("bars"):
            for bar in range(numbers.count):
                self.add(Rectangle(height=0.1, width=numbers.length).shift(bar * numbers.gap * UP))
            self.hold(0.4)


class Crossed(Tiny):
    def construct(self) -> None:
        with self.beat("first"):
            self.add(Line(LEFT, RIGHT, color=self.theme.ink), lettering("zeros", TYPE.note, self.theme.ink))
            self.hold(1)


class Blink(Tiny):
    def construct(self) -> None:
        self.add(Square())
        self.beats.append(self.marked())

    def marked(self) -> Beat:
        self.hold(1e-6)
        return Beat("blink", 0, 1, "blink", "")


class Failing(Tiny):
    def construct(self) -> None:
        with self.beat("first"):
            raise ArithmeticError("the optimum is not optimal\nby 3.2e-1")


class Killed(Tiny):
    def construct(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)


class KilledOnce(Moving):
    """Killed the first time that it is played, as the file named in the environment tells."""

    def construct(self) -> None:
        mark = Path(os.environ["KILLED_ONCE"])
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        super().construct()


class KilledSpeaking(Tiny):
    """Killed while it hands over its result, each time."""

    def construct(self) -> None:
        def half(pipe: Connection, data: bytes, *_: object) -> None:
            os.write(pipe.fileno(), data[: len(data) // 2])
            os.kill(os.getpid(), signal.SIGKILL)

        Connection._send = half
        with self.beat("first"):
            self.hold()


class Scribbling(Tiny):
    """Fills half a megabyte of its work folder, as texts and formulas fill some."""

    def construct(self) -> None:
        with self.beat("first"):
            config.get_dir("media_dir").joinpath("scribble").write_bytes(bytes(2**19))


class Slow(Tiny):
    def construct(self) -> None:
        with self.beat("first"):
            self.play(Square().animate.shift(RIGHT), run_time=600)


class Typeset(Tiny):
    """What no scene of the film may do."""

    def construct(self) -> None:
        with self.beat("first"):
            self.add(MathTex("w^2"))


class Unsteady(Tiny):
    """Longer each time it is played."""

    plays = 0

    def construct(self) -> None:
        Unsteady.plays += 1
        for beat in self.words.beats:
            with self.beat(beat):
                self.hold(Unsteady.plays)
