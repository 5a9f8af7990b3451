"""Scenes of a second or two, with their own words, that workers can import."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

from manim import LEFT, RIGHT, Circle, MathTex, Rectangle, Square, config

from common.beats import Beat
from common.explainer import Explainer
from common.stage import LANDSCAPE, Stage

AMBER = "#F5A623"


class Tiny(Explainer):
    """A scene whose words are in the class."""

    said: ClassVar[dict[str, str]] = {}

    def setup(self) -> None:
        self.theme = self.setting.theme
        self.words: Any = own_words(type(self).__name__)
        self.stage = Stage(LANDSCAPE)
        self.beats = []
        self._headline = None


def own_words(name: str, _language: str = "en") -> Any:
    """The words of the scene with that name, shaped like those of ``common.words``."""
    return SimpleNamespace(
        title=f"The {name}",
        beats={
            beat: SimpleNamespace(title=beat.replace("_", " "), headline="", said=said)
            for beat, said in globals()[name].said.items()
        },
    )


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


class Blink(Tiny):
    said: ClassVar = {"blink": ""}

    def construct(self) -> None:
        self.add(Square())
        self.beats.append(self.marked())

    def marked(self) -> Beat:
        self.hold(1e-6)
        return Beat("blink", 0, 1, "blink", "")


class Failing(Tiny):
    said: ClassVar = {"first": "Before."}

    def construct(self) -> None:
        with self.beat("first"):
            raise ArithmeticError("the optimum is not optimal\nby 3.2e-1")


class Killed(Tiny):
    said: ClassVar = {"first": "Before."}

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


class Slow(Tiny):
    said: ClassVar = {"first": "For ten minutes."}

    def construct(self) -> None:
        with self.beat("first"):
            self.play(Square().animate.shift(RIGHT), run_time=600)


class Typeset(Tiny):
    """What no scene of the film may do."""

    said: ClassVar = {"first": "With LaTeX."}

    def construct(self) -> None:
        with self.beat("first"):
            self.add(MathTex("w^2"))


class Unsteady(Tiny):
    """Longer each time it is played."""

    said: ClassVar = {"first": "", "second": ""}
    plays = 0

    def construct(self) -> None:
        Unsteady.plays += 1
        for beat in self.said:
            with self.beat(beat):
                self.hold(Unsteady.plays)
