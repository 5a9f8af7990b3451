"""Files as large as is allowed: fewer frames a second first, then smaller pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from common.stage import ASPECTS
from renders.products.formats.watch import TooLargeError
from renders.request.variant import Quality, Variant

__all__ = ["Fitted", "UnfittingError", "fit", "qualities"]

_SHORT_SIDES = (1080, 720, 540, 480, 360)  # below, words are too small to be read
_RATES = (30, 15)
_DOUBT = 1.2
"""A file does not shrink quite as its pixels and frames do: one guessed to be so many times too large may fit."""


@dataclass(frozen=True)
class Fitted:
    """The ``quality`` that was chosen and the ``size`` in bytes that it gave; and those of the ``best``, about."""

    quality: Quality
    size: int
    best: Quality
    best_size: int


class UnfittingError(Exception):
    """Even the smallest picture takes too much: in that ``quality``, about ``size`` bytes."""

    def __init__(self, quality: Quality, size: int) -> None:
        super().__init__(f"about {size} bytes at {quality.name}")
        self.quality, self.size = quality, size


def qualities(variant: Variant, most_fps: int) -> Iterator[Quality]:
    """Return the attempts, best first: ``variant``, then slower down to 15 frames a second, then smaller."""
    fps = next(rate for rate in (variant.fps, *_RATES) if rate <= most_fps and variant.fps % rate == 0)
    yield Quality(variant.quality.short_side, fps)
    for rate in _RATES:
        if rate < fps and variant.fps % rate == 0:
            fps = rate
            yield Quality(variant.quality.short_side, fps)
    for side in _SHORT_SIDES:
        if side < variant.quality.short_side:
            yield Quality(side, fps)


def fit(variant: Variant, most_fps: int, most: int | None, write: Callable[[Quality], int]) -> Fitted:
    """Call ``write``, which gives the bytes of what it wrote, with ever less until they are at most ``most``.

    What is bound to be too large, going by the file before, is left out. Raises ``UnfittingError``. The same
    scene gives the same trials.
    """
    choices = list(qualities(variant, most_fps))
    best_size, guess, before = 0, 0.0, choices[0]
    for number, quality in enumerate(choices):
        share = _weight(quality, variant) / _weight(before, variant)
        is_last = number == len(choices) - 1
        if most is not None and guess * share > _DOUBT * most and not is_last:
            continue
        try:
            size = write(quality)
        except TooLargeError as error:
            size = error.size
        best_size = best_size or size
        if most is None or size <= most:
            return Fitted(quality, size, choices[0], best_size)
        guess, before = size, quality
    raise UnfittingError(before, size)


def _weight(quality: Quality, variant: Variant) -> float:
    """Return what a file's bytes are roughly proportional to: pixels times frames."""
    width, height = ASPECTS[variant.aspect].pixels(quality.short_side)
    return width * height * quality.fps
