"""Breaking of sentences into cues, and of cues into lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["LIMITS", "Limits", "cue_texts"]


@dataclass(frozen=True)
class Limits:
    """The reading limits of a language: characters a line, characters a second, preferred lines."""

    line: int
    speed: float
    preferred_lines: int


LIMITS = {"en": Limits(42, 20, 2), "zh": Limits(16, 9, 1)}

_SENTENCE_END = re.compile(r"[.!?。！？…]['\"”’）)]*\s*$")
_CLAUSE_END = re.compile(r"[,;:，；：、—–]['\"”’）)]*\s*$")
_ENGLISH = re.compile(r"\S+\s*")
# A Latin word or a number stays whole, and punctuation stays with what it opens or closes.
_CHINESE = re.compile(r"[（“‘《(]*(?:[A-Za-z0-9λŵ+\-−=<>|²½/.%]+|[^\s])[，。、；：！？”’）》…—)]*\s*")

_MID_WORD = {"en": 12.0, "zh": 30.0}
_CUE = 10.0
_EXTRA_LINE = 6.0


def cue_texts(said: str, language: str, most: int, line: int | None = None) -> list[str]:
    """Break ``said`` into cues that keep the language's line limits, lines parted by a line feed.

    Breaks fall at ends of sentences before clauses before words. More than ``most`` cues are made only if
    the text cannot be shown in fewer. ``line`` is the most characters a line, where that is not the language's.
    """
    line = line or LIMITS[language].line
    pieces = _pieces(" ".join(said.split()), language, line)
    best: list[tuple[float, list[str]]] = [(0.0, [])]
    crowding = 0.0
    while True:
        for end in range(1, len(pieces) + 1):
            options = []
            for start in range(end - 1, -1, -1):
                lines = _lines(pieces[start:end], language, line)
                if lines is None:
                    break
                # A reader loses more at the end of a cue than at the end of a line.
                cost = _CUE + crowding + lines[0] + 2 * _break_cost(pieces[end - 1], language)
                options.append((best[start][0] + cost, [*best[start][1], lines[1]]))
            best.append(min(options, key=lambda option: option[0]))
        texts = best[-1][1]
        if len(texts) <= most or crowding:
            return texts
        crowding, best = 1000.0, [(0.0, [])]


def _pieces(said: str, language: str, longest: int) -> list[str]:
    """Find what may be parted: words, or Chinese characters; longer than a line, they are cut."""
    found = (_CHINESE if language == "zh" else _ENGLISH).findall(said)
    return [piece[at : at + longest] for piece in found for at in range(0, max(1, len(piece.rstrip())), longest)]


def _lines(pieces: Sequence[str], language: str, longest: int) -> tuple[float, str] | None:
    """One line if it fits, else the best two, and their cost; None if two are not enough."""
    text = "".join(pieces).strip()
    if len(text) <= longest:
        return 0.0, text
    if len(text) > 2 * longest + 1:
        return None
    extra = 0.0 if LIMITS[language].preferred_lines == 2 else _EXTRA_LINE
    pairs = [
        (
            extra + abs(len(upper) - len(lower)) / 4 + _break_cost(pieces[at - 1], language),
            f"{upper}\n{lower}",
        )
        for at in range(1, len(pieces))
        if len(upper := "".join(pieces[:at]).strip()) <= longest
        and len(lower := "".join(pieces[at:]).strip()) <= longest
    ]
    return min(pairs, default=None)


def _break_cost(before: str, language: str) -> float:
    if _SENTENCE_END.search(before):
        return 0.0
    return 3.0 if _CLAUSE_END.search(before) else _MID_WORD[language]
