"""Marks and silences in what is said: ``[corner]`` before the word that moves the picture, and ``‹0.8›``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

__all__ = ["Score"]

_SIGN = re.compile(r"\[(?P<mark>[^\]]*)\]|\s*‹(?P<rest>[^›]*)›\s*|(?P<stray>[\[\]‹›])")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_LONGEST = 5.0


@dataclass(frozen=True)
class Score:
    """The ``text`` that is heard; where in it each of the ``marks`` stands, and after how much of it a silence.

    ``silences`` map the length of the text before a silence to its seconds.
    """

    text: str
    marks: Mapping[str, int]
    silences: Mapping[int, float]

    @classmethod
    def read(cls, said: str) -> Score:
        """Part the signs from the words; raises ``ValueError`` naming a sign that cannot be read.

        >>> Score.read("Here, [gone]six are zero. ‹0.8› [none]There, none.")
        ... # doctest: +NORMALIZE_WHITESPACE
        Score(text='Here, six are zero. There, none.',
              marks=mappingproxy({'gone': 6, 'none': 20}), silences=mappingproxy({19: 0.8}))
        """
        text, marks, silences, at = "", dict[str, int](), dict[int, float](), 0
        for sign in _SIGN.finditer(said):
            text += said[at : sign.start()]
            at = sign.end()
            mark, rest = sign["mark"], sign["rest"]
            if mark is not None and _NAME.fullmatch(mark) and mark not in marks:
                marks[mark] = len(text)
            elif rest is not None and _seconds(rest):
                silences[len(text)] = _seconds(rest)
                text += " " if text and text.isascii() and at < len(said) else ""
            else:
                fault = (
                    "stands twice" if mark in marks else "is neither a [mark] nor a silence of 5 s at most, ‹0.8›"
                )
                raise ValueError(f"{sign[0].strip()} {fault}")
        return cls(text + said[at:], MappingProxyType(marks), MappingProxyType(silences))


def _seconds(text: str) -> float:
    """The seconds of a silence; 0 if they are none."""
    try:
        seconds = float(text)
    except ValueError:
        return 0.0
    return seconds if 0 < seconds <= _LONGEST else 0.0
