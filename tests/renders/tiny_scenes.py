"""Scenes of a second or two, with their own words, that workers can import."""

from __future__ import annotations

import os
import signal
from types import SimpleNamespace
from typing import Any, ClassVar

from manim import LEFT, RIGHT, Circle, Rectangle, Square, config

from common.explainer import Explainer
from common.stage import LANDSCAPE, Stage

AMBER = "#F5A623"


class Tiny(Explainer):
    """A scene whose words are in the class."""

    said: ClassVar[dict[str, str]] = {}

    def setup(self) -> None:
        self.theme = self.setting.theme
        self.words: Any = SimpleNamespace(
            title=f"The {type(self).__name__}",
            beats={
                name: SimpleNamespace(title=name.replace("_", " "), headline="", said=said)
                for name, said in self.said.items()
            },
        )
        self.stage = Stage(LANDSCAPE)
        self.beats = []
        self._headline = None


class Moving(Tiny):
    said: ClassVar = {"enter": "A circle.", "cross_over": "It goes right & stays <there>."}

    def construct(self) -> None:
        dot = Circle(0.5, color=AMBER, fill_opacity=0.5).shift(3 * LEFT)
        with self.beat("enter"):
            self.add(Square(fill_opacity=0.5), dot)
        with self.beat("cross_over"):
            self.play(dot.animate.shift(6 * RIGHT), run_time=0.5)


class Flat(Tiny):
    said: ClassVar = {"amber": "One colour."}

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


class Short(Tiny):
    said: ClassVar = {"blink": ""}

    def construct(self) -> None:
        self.add(Square())
        self.beats.append(self.marked())

    def marked(self) -> Any:
        self.hold(1e-6)
        return SimpleNamespace(name="blink", start=0, end=1, title="blink", said="")


class Failing(Tiny):
    said: ClassVar = {"first": "Before."}

    def construct(self) -> None:
        with self.beat("first"):
            raise ArithmeticError("the optimum is not optimal\nby 3.2e-1")


class Killed(Tiny):
    said: ClassVar = {"first": "Before."}

    def construct(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)
