"""Are painted surfaces what they claim to be: seen where they are, lit by their lamp, lined where they say?"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from common.camera import FilmCamera
from common.figures.claims import Lamp, Lit
from common.figures.raster import Paint
from common.maths.arithmetic.arrays import FloatArray
from renders.critic.rays import BoolArray, IntArray, Rays, grazing, normals

__all__ = ["Painted", "Seen", "surface_faults"]

_SEED = 17
_PIXELS = 200  # tested all over the picture
_GRID = 20  # rays each way, between which borders are looked for
_BORDERS = 8  # of each kind that are looked at
_FINER, _ROUNDS = 12, 2  # parts of a step of that grid, and parts of these: below a pixel
_LEVELS = 2.0  # of 255 that a colour may be off: rounding, and dither
_INK = 0.5  # pixels that a line may be off
_FADE = 0.75  # pixels beyond half a line that it may touch
_FAINT = 1.5  # pixels: a thinner line cannot be found
_LEAST = 0.5  # of the ink that a line should have
_AROUND = np.array([(-1, -1), (1, -1), (-1, 1), (1, 1)])


@dataclass(frozen=True, eq=False)
class Painted:
    """The pixels (h, w, 4) of what is claimed, with their centres at ``x`` (w,) and ``y`` (h,), in scene units."""

    claim: Lit
    pixels: Paint
    x: FloatArray
    y: FloatArray

    @classmethod
    def by(cls, claim: Lit, camera: FilmCamera) -> Painted:
        """Paint it as ``camera`` shows it now."""
        x, y = (patch := camera.patch(claim.raster)).x, patch.y
        is_large = min(len(x), len(y)) > _GRID
        return cls(claim, claim.raster.paint(x, y) if is_large else np.zeros((len(y), len(x), 4), np.uint8), x, y)

    @property
    def pixel(self) -> float:
        """The size of a pixel in scene units."""
        return float(self.x[1] - self.x[0])

    @property
    def is_large(self) -> bool:
        """Whether there is something to measure."""
        return all(part.stop - part.start > _GRID for part in self.free)

    @cached_property
    def free(self) -> tuple[slice, slice]:
        """The rows and columns that are clear of the dissolving sides."""
        box, margin = self.claim.raster.box, self.claim.margin
        down = np.minimum(self.y - box.bottom, box.top - self.y)
        right = np.minimum(self.x - box.left, box.right - self.x)
        return _span(down > margin), _span(right > margin)

    def at(self, rows: IntArray, columns: IntArray) -> FloatArray:
        """The scene points (n, 2) of pixels."""
        return np.stack([self.x[columns], self.y[rows]], axis=-1)

    def anywhere(self, count: int) -> tuple[IntArray, IntArray]:
        """Rows and columns of so many pixels, always the same."""
        chosen = np.random.default_rng(_SEED)
        return tuple(chosen.integers(part.start, part.stop, count) for part in self.free)  # type: ignore[return-value]

    def about(self, at: FloatArray, reach: int) -> tuple[IntArray, IntArray, IntArray]:
        """The pixels within ``reach`` of each of the scene points (k, 2): which of these, rows and columns."""
        down, right = (each.ravel() for each in np.mgrid[-reach : reach + 1, -reach : reach + 1])
        near = np.hypot(down, right) <= reach + 0.5
        middles = np.abs(at - [self.x[0], self.y[0]]) / self.pixel
        column, row = middles.round().astype(int).T
        rows, columns = row[:, np.newaxis] + down[near], column[:, np.newaxis] + right[near]
        (top, bottom), (left, end) = ((part.start, part.stop) for part in self.free)
        inside = (rows >= top) & (rows < bottom) & (columns >= left) & (columns < end)
        return np.nonzero(inside)[0], rows[inside], columns[inside]


@dataclass(frozen=True, eq=False)
class Seen:
    """What should be seen at scene points ``at`` (n, 2), and one ``pixel`` around them."""

    claim: Lit
    at: FloatArray
    pixel: float

    @cached_property
    def _rays(self) -> Rays:
        corners = self.at[:, np.newaxis] + self.pixel * _AROUND
        return Rays(self.claim.perspective, np.concatenate([self.at, corners.reshape(-1, 2)]))

    @cached_property
    def _met(self) -> tuple[FloatArray, BoolArray]:
        return self._rays.seen(self.claim.shape)

    @cached_property
    def _glass(self) -> list[tuple[FloatArray, float]]:
        """For each side of the glass τ, NaN where it is not seen, and the share of opacity."""
        glass, (tau, _) = self.claim.glass, self._met
        if glass is None:
            return []
        met = self._rays.meet(glass.shape)
        hidden = np.where(np.isfinite(tau), tau, np.inf)
        sides = (met.enter, 1.0), (met.leave, glass.far)
        return [(np.where(each < hidden, each, np.nan), share) for each, share in sides]

    @cached_property
    def x(self) -> FloatArray:
        """The points of the surface (n, 3)."""
        return self._x[: len(self.at)]

    @cached_property
    def _x(self) -> FloatArray:
        return self._rays.points(self._met[0])

    @cached_property
    def hit(self) -> BoolArray:
        """Where the surface is seen (n,)."""
        return np.isfinite(self._met[0][: len(self.at)])

    @cached_property
    def steady(self) -> BoolArray:
        """Where the same is seen all around (n,): no edge is near."""
        tau, outside = self._met
        kinds = [np.where(np.isfinite(tau), 1 + outside, 0), *(np.isfinite(each) for each, _ in self._glass)]
        count = len(self.at)
        same = [(kind[count:].reshape(count, 4) == kind[:count, np.newaxis]).all(axis=1) for kind in kinds]
        return np.asarray(np.all(same, axis=0))

    @cached_property
    def is_bare(self) -> BoolArray:
        """Where no glass is before it (n,)."""
        bare = np.ones(len(self.at), bool)
        for tau, _ in self._glass:
            bare &= np.isnan(tau[: len(self.at)])
        return bare

    def off(self, i: int, level: float | None = None) -> FloatArray:
        """How many pixels, signed, from where coordinate ``i`` is 0, or a multiple of ``level`` (n,)."""
        count, value = len(self.at), self._x[:, i]
        own, corners = value[:count], value[count:].reshape(count, 4)
        right = (corners[:, 1] + corners[:, 3] - corners[:, 0] - corners[:, 2]) / 4
        up = (corners[:, 2] + corners[:, 3] - corners[:, 0] - corners[:, 1]) / 4
        if level is not None:
            own = own - level * np.rint(own / level)
        return np.asarray(own / np.maximum(np.hypot(right, up), 1e-300))

    @cached_property
    def is_plain(self) -> BoolArray:
        """Where no line is near (n,)."""
        lines, top = self.claim.lines, self.claim.shape.top
        width, fine = lines.width / self.pixel, lines.fine / self.pixel
        plain = np.ones(len(self.at), bool)
        for i in lines.axes:
            plain &= np.abs(self.off(i)) > width / 2 + _FADE
        if np.isfinite(lines.step):
            plain &= np.abs(self.off(2, lines.step)) > fine / 2 + _FADE
        if np.isfinite(top):
            plain &= self.clear_of_rim
        return np.asarray(plain)

    @cached_property
    def clear_of_rim(self) -> BoolArray:
        """Where the bright lip of an open surface is not near (n,)."""
        count, value = len(self.at), self.claim.shape.top - self._x[:, 2]
        if not np.isfinite(self.claim.shape.top):
            return np.ones(count, bool)
        slope = np.abs(value[count:].reshape(count, 4) - value[:count, np.newaxis]).max(axis=1)
        return np.asarray(value[:count] > (1.5 * self.claim.lines.fine / self.pixel + 2 * _FADE) * slope)

    @cached_property
    def facing(self) -> FloatArray:
        """The normals (n, 3) of the side that is seen."""
        return np.where(self._met[1][: len(self.at), np.newaxis], 1.0, -1.0) * normals(self.claim.shape, self.x)

    @cached_property
    def glance(self) -> FloatArray:
        """How much light comes from no lamp, but from along the surface (n,)."""
        return np.asarray(self.claim.light.edge * grazing(self.facing, self._rays.way[: len(self.at)]))

    @cached_property
    def light(self) -> FloatArray:
        """How much comes back in all (n,)."""
        light = self.claim.light
        lit = light.ambient + sum(self._from(lamp) for lamp in light.lamps)
        return np.asarray(np.where(self._met[1][: len(self.at)], light.outside, 1.0) * lit + self.glance)

    def _from(self, lamp: Lamp) -> FloatArray:
        """What one lamp gives (n,): the cosine to it, spread over a sphere that is larger the farther it is."""
        if np.isinf(lamp.distance):
            return np.asarray(lamp.key * np.maximum(self.facing @ np.array(lamp.towards), 0))
        way = lamp.distance * np.array(lamp.towards) - self.x
        away = np.linalg.norm(way, axis=-1)
        cosine = np.maximum((self.facing * way).sum(axis=-1) / away, 0)
        return np.asarray(lamp.key * cosine * (lamp.distance / away) ** 2)

    @cached_property
    def cover(self) -> FloatArray:
        """How opaque the glass is (n,)."""
        count, glass = len(self.at), self.claim.glass
        clear = np.ones(count)
        for tau, share in self._glass:
            assert glass is not None
            way = self._rays.way[:count]
            normal = normals(glass.shape, self._rays.points(tau)[:count])
            facing = -np.sign((normal * way).sum(axis=-1, keepdims=True)) * normal
            opacity = share * (glass.clear + (glass.dense - glass.clear) * grazing(facing, way))
            clear *= np.where(np.isfinite(tau[:count]), 1 - opacity, 1.0)
        return np.asarray(1 - clear)

    @cached_property
    def colour(self) -> FloatArray:
        """Red, green and blue (n, 3), 0 to 255, without lines; of what is not hit, of the glass alone."""
        own = np.where(self.hit[:, np.newaxis], self._coloured(self.light), 0.0)
        if self.claim.glass is not None:
            cover = self.cover[:, np.newaxis]
            own = own * (1 - cover) + cover * self.claim.glass.colour.to_rgb()
        return np.asarray(255 * own)

    @property
    def inked(self) -> FloatArray:
        """The same (n, 3) in the middle of a level line."""
        return np.asarray(255 * self._coloured(self.light + self.claim.lines.added))

    def _coloured(self, light: FloatArray) -> FloatArray:
        amounts, *channels = self.claim.light.colours.T
        return np.stack([np.interp(light, amounts, each) for each in channels], axis=-1)


def surface_faults(painted: Painted) -> Iterator[str]:
    """Say what is wrong with it: where it is seen, its light and colours, and its lines."""
    if not painted.is_large:
        return
    claim, pixel = painted.claim, painted.pixel
    lines: list[tuple[int, float | None, float]] = [(i, None, claim.lines.width) for i in claim.lines.axes]
    if np.isfinite(claim.lines.step):
        lines.append((2, claim.lines.step, claim.lines.fine))
    borders = list(_borders(painted, [(i, level) for i, level, _ in lines]))
    reach = math.ceil(claim.lines.width / 2 / pixel + 1.5)
    parts = [painted.about(at, reach) for at in borders]
    rows, columns = (
        np.concatenate([first, *(part[1 + i] for part in parts)])
        for i, first in enumerate(painted.anywhere(_PIXELS))
    )
    seen = Seen(claim, painted.at(rows, columns), pixel)
    shown = painted.pixels[rows, columns].astype(np.float64)
    yield from _out_of_place(seen, shown)
    yield from _off_colour(seen, shown)
    start = len(rows) - sum(len(part[0]) for part in parts) + (len(parts[0][0]) if parts else 0)
    for (which, *_), (i, level, width) in zip(parts[1:], lines, strict=True):
        here = np.s_[start : start + len(which)]
        start += len(which)
        if width / pixel >= _FAINT:
            yield from _off_line(seen, shown, here, which, i, level, width / pixel)


def _out_of_place(seen: Seen, shown: FloatArray) -> Iterator[str]:
    """Surfaces that are not seen where they are, or seen where they are not."""
    least = 1 - seen.cover
    opaque, most = shown[:, 3] / 255, 1 - least * (1 - seen.claim.beneath)
    room = _LEVELS / 255
    missing = seen.steady & np.where(seen.hit, opaque < 1 - room, opaque < 1 - least - room)
    excess = seen.steady & ~seen.hit & (opaque > most + room)
    for wrong, said in ((missing, "nothing is seen where it is"), (excess, "it is seen where it is not")):
        if wrong.any():
            yield f"{said}: {wrong.sum()} of {seen.steady.sum()} pixels"


def _off_colour(seen: Seen, shown: FloatArray) -> Iterator[str]:
    """Light that the lamp does not give."""
    judged = seen.steady & seen.hit & seen.is_plain
    off = np.abs(shown[:, :3] - seen.colour).max(axis=1)
    wrong = judged & ~(off <= _LEVELS)
    if wrong.any():
        worst, where = off[wrong].max(), f"{wrong.sum()} of {judged.sum()} pixels"
        yield f"{worst:.0f} levels off its lamp's light at {where}, at most {_LEVELS:g}"


def _off_line(
    seen: Seen, shown: FloatArray, here: slice, which: IntArray, i: int, level: float | None, width: float
) -> Iterator[str]:
    """Lines that are not where they should be; of each piece, the middle of its ink is measured."""
    lines = seen.claim.lines
    off, shade = seen.off(i, level)[here], seen.colour[here]
    usable = (seen.steady & seen.hit & seen.is_bare & seen.clear_of_rim)[here]
    for other in lines.axes:
        if other != i or level is not None:
            usable &= np.abs(seen.off(other)[here]) > lines.width / seen.pixel / 2 + _FADE
    towards = (255 * np.array(lines.ink.to_rgb()) if level is None else seen.inked[here]) - shade
    excess = shown[here, :3] - shade
    ink = np.clip((excess * towards).sum(axis=-1) / (towards**2).sum(axis=-1), 0, 1)
    near = np.abs(off) <= width / 2 + 1.5
    expected = np.clip(width / 2 + 0.5 - np.abs(off), 0, 1)
    worst, missing, measured = 0.0, 0, 0
    for piece in np.unique(which):
        own = (which == piece) & near
        if not usable[which == piece].all() or expected[own].sum() < width:
            continue
        measured += 1
        if ink[own].sum() < _LEAST * expected[own].sum():
            missing += 1
        else:
            worst = max(worst, abs(float((ink * off)[own].sum() / ink[own].sum())))
    name = f"where weight {i + 1} is 0" if level is None else "at its height"
    if missing:
        yield f"no line {name}: in {missing} of {measured} places"
    elif worst > _INK:
        yield f"the line {name} is {worst:.1f} px off, at most {_INK}"


def _span(free: BoolArray) -> slice:
    """From the first to the last that is true, but for one at each end."""
    found = np.flatnonzero(free)[1:-1]
    return slice(int(found[0]), int(found[-1]) + 1) if found.size else slice(0, 0)


def _borders(painted: Painted, lines: Sequence[tuple[int, float | None]]) -> Iterator[FloatArray]:
    """Scene points (k, 2) on edges, and on each kind of lines, found by dividing steps of a grid of rays."""
    claim = painted.claim
    rows, columns = (np.linspace(part.start, part.stop - 1, _GRID).astype(int) for part in painted.free)
    at = np.stack(np.meshgrid(painted.x[columns], painted.y[rows]), axis=-1)
    kinds = _kinds(claim, at.reshape(-1, 2), lines).reshape(-1, _GRID, _GRID)
    chosen = np.random.default_rng(_SEED)
    ends: list[tuple[FloatArray, FloatArray]] = []
    for kind in kinds:
        down, right = _differ(kind[:-1], kind[1:]), _differ(kind[:, :-1], kind[:, 1:])
        one = np.concatenate([at[:-1][down], at[:, :-1][right]])
        two = np.concatenate([at[1:][down], at[:, 1:][right]])
        some = chosen.permutation(len(one))[:_BORDERS]
        ends.append((one[some], two[some]))
    sizes = np.cumsum([0, *(len(one) for one, _ in ends)])
    one, two = (np.concatenate([pair[i] for pair in ends]) for i in (0, 1))
    own = np.repeat(np.arange(len(ends)), np.diff(sizes))
    every = np.arange(len(own))
    for _ in range(_ROUNDS):
        way = np.linspace(one, two, _FINER + 1, axis=1)
        kinds = _kinds(claim, way.reshape(-1, 2), lines).reshape(-1, *way.shape[:2])[own, every]
        same = kinds == kinds[:, :1]
        same[:, 0], same[:, -1] = True, False
        other = same.argmin(axis=1)
        one, two = way[every, other - 1], way[every, other]
    for start, end in pairwise(sizes):
        yield (one[start:end] + two[start:end]) / 2


def _kinds(claim: Lit, at: FloatArray, lines: Sequence[tuple[int, float | None]]) -> FloatArray:
    """What is seen at scene points, and on which side of each kind of lines, as numbers; NaN where nothing is."""
    rays = Rays(claim.perspective, at)
    tau, outside = rays.seen(claim.shape)
    x = rays.points(tau)
    sides = [np.floor(x[:, i] / (level or np.inf)) if level else np.sign(x[:, i]) for i, level in lines]
    return np.stack([np.where(np.isfinite(tau), 1.0 + outside, 0.0), *sides])


def _differ(one: FloatArray, two: FloatArray) -> BoolArray:
    return np.asarray((one != two) & np.isfinite(one) & np.isfinite(two))
