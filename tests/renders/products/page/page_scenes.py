"""Some of the tiny scenes, with Chinese words of their own."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import tiny_scenes
from tiny_words import own_words

CHINESE = {
    "Moving": ("移动", {"enter": ("入场", "一个圆。"), "cross_over": ("穿过", "它向右走 & 停在 <那里>。")}),
    "Blink": ("一瞬", {"blink": ("一瞬", "")}),
    "Flat": ("一色", {"amber": ("单色", "一种颜色。")}),
}
"""Of each scene its title, and of each beat its title and what is said."""


class Moving(tiny_scenes.Moving):
    @classmethod
    def said(cls, language: str) -> Any:
        return words_in(language, cls.__name__)


class Blink(tiny_scenes.Blink):
    @classmethod
    def said(cls, language: str) -> Any:
        return words_in(language, cls.__name__)


class Flat(tiny_scenes.Flat):
    @classmethod
    def said(cls, language: str) -> Any:
        return words_in(language, cls.__name__)


def words_in(language: str, name: str) -> Any:
    """The words of the scene with that name."""
    if language == "en":
        return own_words(name)
    title, beats = CHINESE[name]
    return SimpleNamespace(
        title=title,
        beats={
            beat: SimpleNamespace(title=each, claim="L1 停住", said=said) for beat, (each, said) in beats.items()
        },
    )
