"""Flashes beyond what WCAG 2.3.1 allows, measured in the file that viewers get."""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
from av.video.reformatter import Interpolation, VideoReformatter

from common.stage import ASPECTS, Box
from renders.critic.problem import Finding
from renders.picture.light import LINEAR, LUMA
from renders.request.variant import Variant
from renders.video.ffmpeg_names import ffmpeg_name

__all__ = ["MOST_FLASHES", "Flash", "find_flashes", "flash_findings"]

MOST_FLASHES = 3
"""So many within any one second are still allowed."""

_LEAST_CHANGE = 0.1  # of relative luminance
_DARK = 0.8  # relative luminance: between two that are brighter, nothing flashes
_LEAST_RED_CHANGE = 20.0  # of (R - G - B) × 320
_SATURATED = 0.8  # R / (R + G + B)
_PALE = "flashes/pale"
_LEAST_PALE_CHANGE = 0.03  # of the cube root of relative luminance: 3 % of the lightness of white
_BLACK = 0.005  # linear: the hue of what is darker is the codec's

_SCREEN = (1024, 768)  # in pixels, filled by the picture as far as it goes
_FIELD = (341, 256)  # 10 degrees of it
_LEAST_SHARE = 0.25
_CELL = 8  # pixels of the screen, or 0.23 degrees
_SAMPLES = 2  # each way in a cell; light is averaged between them, and levels within them

_LINEAR, _LUMA = LINEAR.astype(np.float32), LUMA.astype(np.float32)

_Light = npt.NDArray[np.float32]
_Cells = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Flash:
    """A stretch of film that flashes more often within one second than is allowed.

    ``check`` is ``flashes/general``, ``flashes/red`` or, if it is one in other colours at most, ``flashes/pale``.
    The first change of light is in ``frame``, the last in ``until``. ``count`` is the most flashes in one second;
    ``where`` the left, top, right and bottom of what flashes, as shares of the picture from its upper left corner.
    """

    check: str
    frame: int
    until: int
    count: int
    where: tuple[float, float, float, float]


def flash_findings(flashes: Iterable[Flash], variant: Variant) -> Iterator[tuple[int, Finding]]:
    """Say of each of ``flashes`` that is not pale, in a film of ``variant``, the frame in which it begins."""
    width, height = ASPECTS[variant.aspect].frame
    for flash in flashes:
        if flash.check != _PALE:
            left, top, right, bottom = flash.where
            box = Box((left - 0.5) * width, (0.5 - bottom) * height, (right - 0.5) * width, (0.5 - top) * height)
            said = f"{flash.count} flashes in one second, at most {MOST_FLASHES}"
            yield flash.frame, Finding(flash.check, ("the picture",), said, (box,))


def find_flashes(video: Path | io.BytesIO, *, pale: bool = False) -> list[Flash]:
    """The stretches of ``video`` that break WCAG 2.3.1, in their order; its sRGB is stored as tagged BT.709.

    A flash is two opposing changes, each by 10 % of the brightest white, with the darker side below 80 %. It is a
    red one if (R - G - B) × 320 changes by 20 and R / (R + G + B) is 0.8 or more at one side of the change: the
    formula of WCAG 2.1, for that of 2.2 has no value where one side is black. Flashes are counted place by place,
    and matter where the places fill more than a quarter of any 10 degrees of view. Those that take turns in
    different places are not added up. With ``pale``, stretches are found, too, that flash as often in colours that
    differ less: in the colours of another theme, they may break it.
    """
    if isinstance(video, io.BytesIO):
        video.seek(0)
    with av.open(ffmpeg_name(video) if isinstance(video, Path) else video, "r") as container:
        stream = container.streams.video[0]
        grid = _Grid.over(stream.width, stream.height)
        general = _Watch("flashes/general", grid, _LEAST_CHANGE)
        red = _Watch("flashes/red", grid, _LEAST_RED_CHANGE)
        faint = _Watch(_PALE, grid, _LEAST_PALE_CHANGE)
        reformatter = VideoReformatter()
        before = None
        for frame, picture in enumerate(container.decode(stream)):
            levels = grid.sample(picture, reformatter)
            if before is not None and np.array_equal(levels, before):
                continue
            before = levels
            time = Fraction(picture.pts or 0) * (picture.time_base or 0)
            light = grid.average(levels)
            luminance = light @ _LUMA
            general.see(frame, time, luminance, luminance < _DARK)
            red.see(frame, time, *_redness(light))
            if pale:
                faint.see(frame, time, np.cbrt(luminance), np.ones(grid.shape, np.bool_))
    return sorted([*general.found, *red.found, *faint.found], key=lambda flash: flash.frame)


def _redness(light: _Light) -> tuple[_Light, _Cells]:
    """Return how red each place is, from 0 to 320, and whether it is a saturated red."""
    red, others = light[..., 0], light[..., 1] + light[..., 2]
    return np.maximum(red - others, 0) * 320, (red >= _SATURATED * (red + others)) & (red > _BLACK)


@dataclass(frozen=True)
class _Grid:
    """The picture in ``shape`` (rows, columns) of cells; of a ``field``, 10 degrees wide, ``most`` may flash."""

    shape: tuple[int, int]
    field: tuple[int, int]
    most: float

    @classmethod
    def over(cls, width: int, height: int) -> _Grid:
        """A grid for pictures of that size in pixels, as large as the screen can show them."""
        scale = min(_SCREEN[0] / width, _SCREEN[1] / height) / _CELL
        shape = max(1, round(height * scale)), max(1, round(width * scale))
        field = min(shape[0], round(_FIELD[1] / _CELL)), min(shape[1], round(_FIELD[0] / _CELL))
        return cls(shape, field, _LEAST_SHARE * _FIELD[0] * _FIELD[1] / _CELL**2)

    def sample(self, picture: av.VideoFrame, reformatter: VideoReformatter) -> npt.NDArray[np.uint8]:
        """The sRGB levels of ``picture``, several to a cell."""
        rows, columns = self.shape
        width, height = columns * _SAMPLES, rows * _SAMPLES
        small = reformatter.reformat(picture, width, height, "rgb24", interpolation=Interpolation.AREA)
        return np.asarray(small.to_ndarray(), np.uint8)

    def average(self, levels: npt.NDArray[np.uint8]) -> _Light:
        """Linear red, green and blue of each cell (rows, columns, 3)."""
        light = _LINEAR.take(levels)
        corners = (light[y::_SAMPLES, x::_SAMPLES] for y in range(_SAMPLES) for x in range(_SAMPLES))
        return np.asarray(sum(corners) / np.float32(_SAMPLES**2), np.float32)

    def crowded(self, cells: _Cells) -> _Cells:
        """Those of ``cells`` that lie in a field with too many of them."""
        if np.count_nonzero(cells) <= self.most:
            return np.zeros_like(cells)
        too_many = self._sums(cells) > self.most
        around = np.pad(too_many, [(size - 1, size - 1) for size in self.field])
        return cells & (self._sums(around) > 0)

    def _sums(self, cells: _Cells) -> npt.NDArray[np.int64]:
        """Count the ``cells`` in each field."""
        rows, columns = self.field
        table = np.pad(cells.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
        strips = table[rows:] - table[:-rows]
        return np.asarray(strips[:, columns:] - strips[:, :-columns], np.int64)


class _Watch:
    """Counts flashes of one kind in each cell of ``grid`` and keeps what is ``found`` to be too many.

    A change by ``least`` counts if what is seen at one of its sides is ``marked``.
    """

    def __init__(self, check: str, grid: _Grid, least: float) -> None:
        self.found: list[Flash] = []
        self._check, self._grid = check, grid
        self._turning = _Turning(grid.shape, least)
        self._recent: deque[tuple[int, Fraction, _Cells]] = deque()
        self._turns = np.zeros(grid.shape, np.int16)

    def see(self, frame: int, time: Fraction, level: _Light, marked: _Cells) -> None:
        """Take in the picture of ``frame``, shown at ``time`` seconds."""
        turned = self._turning.follow(level, marked)
        if not turned.any():
            return
        self._recent.append((frame, time, turned))
        self._turns += turned
        while self._recent[0][1] <= time - 1:
            self._turns -= self._recent.popleft()[2]
        count = MOST_FLASHES + 1
        flashing = self._with_flashes(count)
        if flashing.any():
            while self._with_flashes(count + 1).any():
                count += 1
            start = next(since for since, _, changed in self._recent if (changed & flashing).any())
            self._keep(Flash(self._check, start, frame, count, self._around(flashing)))

    def _with_flashes(self, count: int) -> _Cells:
        """The cells with so many flashes within the last second, where too many cells have them."""
        return self._grid.crowded(self._turns >= 2 * count)

    def _around(self, cells: _Cells) -> tuple[float, float, float, float]:
        """The rectangle around ``cells``, in shares of the picture."""
        rows, columns = np.flatnonzero(cells.any(axis=1)), np.flatnonzero(cells.any(axis=0))
        high, wide = self._grid.shape
        return columns[0] / wide, rows[0] / high, (columns[-1] + 1) / wide, (rows[-1] + 1) / high

    def _keep(self, flash: Flash) -> None:
        """Add ``flash``, or lengthen the one that it goes on with."""
        if self.found and flash.frame <= self.found[-1].until:
            last = self.found.pop()
            (left, top, right, bottom), (x0, y0, x1, y1) = last.where, flash.where
            where = min(left, x0), min(top, y0), max(right, x1), max(bottom, y1)
            flash = replace(last, until=flash.until, count=max(last.count, flash.count), where=where)
        self.found.append(flash)


class _Turning:
    """Follows a level in each cell between its peaks and valleys; changes by less than ``least`` make none."""

    def __init__(self, shape: tuple[int, int], least: float) -> None:
        self._least = least
        self._highest = np.full(shape, -np.inf, np.float32)
        self._lowest = np.full(shape, np.inf, np.float32)
        self._highest_marked, self._lowest_marked = np.zeros(shape, np.bool_), np.zeros(shape, np.bool_)
        self._may_rise, self._may_fall = np.ones(shape, np.bool_), np.ones(shape, np.bool_)

    def follow(self, level: _Light, marked: _Cells) -> _Cells:
        """Mark where ``level`` has changed enough, against the change before, from or to what is ``marked``."""
        self._move(level > self._highest, self._highest, self._highest_marked, level, marked)
        self._move(level < self._lowest, self._lowest, self._lowest_marked, level, marked)
        rose = self._may_rise & (level - self._lowest >= self._least) & (marked | self._lowest_marked)
        fell = self._may_fall & (self._highest - level >= self._least) & (marked | self._highest_marked)
        turned = rose | fell
        if turned.any():
            self._move(turned, self._highest, self._highest_marked, level, marked)
            self._move(turned, self._lowest, self._lowest_marked, level, marked)
            np.copyto(self._may_rise, ~rose, where=turned)
            np.copyto(self._may_fall, rose, where=turned)
        return turned

    @staticmethod
    def _move(where: _Cells, level_kept: _Light, mark_kept: _Cells, level: _Light, marked: _Cells) -> None:
        np.copyto(level_kept, level, where=where)
        np.copyto(mark_kept, marked, where=where)
