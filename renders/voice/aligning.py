"""When each word of a recording is heard, told by its pauses or by a person's labels.

The words of a recording keep to a reference, such as the synthetic take of the same sentence: its time is
stretched piece by piece, so that what is known of the recording fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np

from common.voice.speech import Speech
from common.voice.takes import Take

__all__ = ["Label", "Times", "by_labels", "by_pauses", "evenly", "read_labels"]

_LEAST_GAP = 0.08
"""Seconds without a word that are a pause of the reference."""

_MOST_APART = 0.12
"""The share of a sentence that a pause may come earlier or later than the reference's."""

_DIGITS = 3

Times = tuple[tuple[float, ...], tuple[float, ...]]
"""When each word begins, and when it ends, in seconds."""

Span = tuple[float, float]


@dataclass(frozen=True)
class Label:
    """What a person wrote at ``start`` to ``end``, in seconds; both are the same for a point."""

    start: float
    end: float
    text: str


def evenly(speech: Speech, seconds: float) -> Take:
    """Return a reference for a sentence that was never spoken: each phoneme lasts as long as any other."""
    share = seconds / len(speech.phonemes)
    words = speech.words
    nexts = [word.first for word in words[1:]] + [len(speech.phonemes)]
    ends = [after if after - word.last <= 1 else word.last for word, after in zip(words, nexts, strict=True)]
    return Take("", seconds, tuple(word.first * share for word in words), tuple(end * share for end in ends))


def by_pauses(reference: Take, pauses: Sequence[Span], seconds: float) -> Times:
    """Time the words of a recording of so many ``seconds`` by those ``pauses`` that the reference makes, too.

    These come after about the same share of all that is spoken; what is between two of them is stretched alike.
    """
    between = zip(reference.ends, reference.starts[1:], strict=False)
    gaps = [(end, start) for end, start in between if start - end >= _LEAST_GAP]
    anchors = [
        anchor
        for gap, pause in _pairs(_shares(gaps, reference.seconds), _shares(pauses, seconds))
        for anchor in zip(gaps[gap], pauses[pause], strict=True)
    ]
    return _stretched(reference, anchors, seconds)


def by_labels(sentence: str, speech: Speech, reference: Take, labels: Iterable[Label], seconds: float) -> Times:
    """Time the words of a recording by a person's ``labels``, of some of its words or all, in their order.

    Raises ``ValueError`` for a label that is no word of the sentence behind the label before.
    """
    words = [_letters(sentence[word.start : word.end]) for word in speech.words]
    found: dict[int, Label] = {}
    for label in sorted(labels, key=lambda label: label.start):
        after = max(found, default=-1) + 1
        try:
            found[words.index(_letters(label.text), after)] = label
        except ValueError:
            raise ValueError(f"has a label {label.text!r}: no word of {sentence!r} that follows is so") from None
    starts, ends = _stretched(
        reference, [(reference.starts[word], label.start) for word, label in found.items()], seconds
    )
    known = {word: label.end for word, label in found.items() if label.end > label.start}
    return starts, tuple(round(min(known.get(word, end), seconds), _DIGITS) for word, end in enumerate(ends))


def read_labels(text: str, cut: float = 0.0) -> list[Label]:
    """Read a label track as Audacity exports it, of a recording that has lost ``cut`` seconds at its start.

    Raises ``ValueError`` naming the line that is no label.
    """
    labels = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("\\"):  # frequencies of the label before
            continue
        try:
            start, end, said = line.replace(",", ".").split("\t", 2)
            labels.append(Label(float(start) - cut, float(end) - cut, said))
        except ValueError:
            raise ValueError(f"has no label in its line {number}: export it from Audacity") from None
    return labels


def _shares(pauses: Sequence[Span], seconds: float) -> list[float]:
    """Return the share of what is spoken before each pause."""
    silent = [0.0, *accumulate(end - start for start, end in pauses)]
    return [(start - before) / (seconds - silent[-1]) for (start, _), before in zip(pauses, silent, strict=False)]


def _pairs(one: Sequence[float], other: Sequence[float]) -> list[tuple[int, int]]:
    """Pair places that are near, and nearer to each other than to any other."""
    if not (one and other):
        return []
    apart = np.abs(np.subtract.outer(one, other))
    nearest = enumerate(apart.argmin(axis=1).tolist())
    return [(a, b) for a, b in nearest if apart[:, b].argmin() == a and apart[a, b] <= _MOST_APART]


def _stretched(reference: Take, anchors: Iterable[Span], seconds: float) -> Times:
    """Stretch the reference's time between ``anchors``, each a moment in it and in the recording."""
    inside = [each for each in sorted(anchors) if 0 < each[0] < reference.seconds and 0 < each[1] < seconds]
    moments, places = zip((0.0, 0.0), *inside, (reference.seconds, seconds), strict=True)
    if any(after < before for before, after in pairwise(places)):
        raise ValueError("has labels out of order")

    def times(before: Sequence[float]) -> tuple[float, ...]:
        return tuple(np.round(np.interp(np.array(before), moments, places), _DIGITS).tolist())

    return times(reference.starts), times(reference.ends)


def _letters(word: str) -> str:
    return re.sub(r"[^\w.-]|[.]$", "", word.replace("−", "-")).lower()
