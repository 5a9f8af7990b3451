"""A picture that is redrawn only where it changes, and equals a full drawing by manim's camera to the byte."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import Any, TypeAlias

import cairo
import numpy as np
import numpy.typing as npt
from manim import Camera, Mobject, PMobject, VMobject
from manim.camera.camera import CAP_STYLE_MAP, LINE_JOIN_MAP
from manim.mobject.types.image_mobject import AbstractImageMobject

from common.camera import FilmCamera, Patch, View
from common.figures.raster import Raster
from common.maths.arithmetic.arrays import FloatArray

__all__ = ["Canvas", "Pixels", "leaves_in"]

Pixels = npt.NDArray[np.uint8]
"""Height × width × 4, RGBA, 0 to 255, the upper left pixel first."""

_Rect: TypeAlias = tuple[int, int, int, int]
"""Left, top, right, bottom in whole pixels; right and bottom are just outside."""

_Line: TypeAlias = tuple[float, cairo.LineJoin, cairo.LineCap]
_DRAWN = (VMobject, PMobject, AbstractImageMobject)
_NOWHERE: _Rect = (0, 0, 0, 0)
_MITER_LIMIT = 10  # cairo's default, which manim leaves as it is
_NEAR = 20_000  # pixels: to redraw so many more costs as much as another rectangle


@dataclass(slots=True, eq=False)
class _Ink:
    """The ink that one leaf puts on the picture. Never changed, only replaced: equal means identical."""

    signature: tuple[Any, ...]
    extent: _Rect


@dataclass(slots=True, eq=False)
class _Drawn(_Ink):
    """Of outlines and fills."""

    path: cairo.Path
    hull: tuple[float, float, float, float]
    brushes: list[tuple[cairo.Pattern, _Line | None]]

    def put_on(self, context: cairo.Context[Any]) -> None:
        """Draw it over the picture of ``context``."""
        context.new_path()
        context.append_path(self.path)
        for source, line in self.brushes:
            context.set_source(source)
            if line is None:
                context.fill_preserve()
            else:
                width, join, cap = line
                context.set_line_width(width)
                context.set_line_join(join)
                context.set_line_cap(cap)
                context.stroke_preserve()


@dataclass(slots=True, eq=False)
class _Painted(_Ink):
    """Of pixels."""

    patch: Patch
    surface: cairo.ImageSurface | None
    opacity: float

    def put_on(self, context: cairo.Context[Any]) -> None:
        """Lay it over the picture of ``context``."""
        if self.surface is not None:
            self.patch.stamp(self.surface, self.opacity, context)


class Canvas:
    """The picture of ``camera``: ``look`` at what is to be seen, then ``paint`` it.

    What stays the same at the bottom is kept as a picture of its own, the background; the rest is redrawn over it,
    within rectangles that grow until no leaf straddles their edges. So nothing is ever clipped, which would round
    differently, and the picture does not depend on what was painted before.
    """

    def __init__(self, camera: FilmCamera) -> None:
        self._camera = camera
        self.pixels: Pixels = np.asarray(camera.pixel_array, np.uint8)
        self._words = self.pixels.view(np.uint32)[:, :, 0]
        self._context = camera.get_cairo_context(camera.pixel_array)
        self._background = _Background(camera)
        self._known: dict[VMobject, _Drawn | _Painted] = {}
        self._view: View | None = None
        self._seen: list[_Drawn | _Painted] = []
        self._painted: list[_Drawn | _Painted] | None = None
        self._beyond: list[Mobject] | None = None

    def forget(self) -> None:
        """Make the next painting a full one."""
        self._painted = None

    def look(self, mobjects: Iterable[Mobject], at_rest: Collection[Mobject] = ()) -> bool:
        """Take in ``mobjects`` and say whether the picture of them may differ from what was painted last.

        Those that are ``at_rest`` have not changed since the last look; but the camera may have moved.
        """
        mobjects = list(mobjects)
        leaves = leaves_in(mobjects)
        # Other pictures than vectors and rasters are left to manim, whole and at every look.
        is_ours = all(isinstance(leaf, VMobject) and leaf.background_image is None for leaf in leaves)
        self._beyond = None if is_ours else mobjects
        if self._beyond is not None:
            return True
        before, self._view = self._view, self._camera.aim()
        if self._view != before:
            at_rest = ()
            self.forget()
        known = self._known
        self._known = {
            leaf: known[leaf] if leaf in at_rest and leaf in known else self._ink(leaf) for leaf in leaves
        }
        self._seen = [ink for ink in self._known.values() if ink.extent is not _NOWHERE]
        return self._seen != self._painted

    def paint(self) -> list[range]:
        """Bring ``pixels`` up to date with what was last looked at; gives the rows where they may differ."""
        if self._beyond is not None:
            self._camera.reset()
            self._camera.capture_mobjects(self._beyond)
            self._painted = None
            return [range(len(self.pixels))]
        before, self._painted = self._painted, self._seen
        self._background.settle(before or (), self._seen)
        above = self._seen[len(self._background) :]
        if before is None:
            height, width = self._words.shape
            damage = [(0, 0, width, height)]
        else:
            damage = _damage(before[len(self._background) :], above)
        for left, top, right, bottom in damage:
            where = slice(top, bottom), slice(left, right)
            self._words[where] = self._background.words[where]
            for ink in above:
                x0, y0, x1, y1 = ink.extent
                if x0 < right and left < x1 and y0 < bottom and top < y1:
                    ink.put_on(self._context)
        return [range(top, bottom) for _, top, _, bottom in damage]

    def _ink(self, leaf: VMobject) -> _Drawn | _Painted:
        """Return the ink of ``leaf`` now; the object it had, if that is unchanged."""
        before = self._known.get(leaf)
        if isinstance(leaf, Raster):
            return self._paint(leaf, before if isinstance(before, _Painted) else None)
        return self._draw(leaf, before if isinstance(before, _Drawn) else None)

    def _draw(self, leaf: VMobject, before: _Drawn | None) -> _Drawn:
        points = self._camera.seen(leaf, leaf.points)
        signature = _signature(leaf, points, self._camera)
        if before is not None and before.signature == signature:
            return before
        if before is not None and before.signature[0] == signature[0]:
            path, hull = before.path, before.hull
        else:
            path, hull = self._trace(leaf, points)
        if before is not None and before.signature[1:] == signature[1:]:
            brushes = before.brushes
        else:
            brushes = self._brushes(leaf)
        reach = max((_reach(line) for _, line in brushes if line is not None), default=0.0)
        extent = self._extent(hull, reach) if brushes else _NOWHERE
        return _Drawn(signature, extent, path, hull, brushes)

    def _paint(self, leaf: Raster, before: _Painted | None) -> _Painted:
        patch, opacity = self._camera.patch(leaf), leaf.opacity * self._camera.shown(leaf)
        is_seen = opacity and patch.x.size and patch.y.size
        signature = patch.key, leaf.signature(), opacity
        if before is not None and before.signature == signature:
            return before
        if not is_seen:
            return _Painted(signature, _NOWHERE, patch, None, opacity)
        if before is not None and before.surface is not None and before.signature[:2] == signature[:2]:
            surface = before.surface
        else:
            surface = patch.painted(leaf)
        extent = patch.left, patch.top, patch.left + len(patch.x), patch.top + len(patch.y)
        return _Painted(signature, extent, patch, surface, opacity)

    def _brushes(self, leaf: VMobject) -> list[tuple[cairo.Pattern, _Line | None]]:
        lines = self._line(leaf, behind=True), None, self._line(leaf, behind=False)
        camera = self._camera
        colours = camera.get_stroke_rgbas(leaf, True), camera.get_fill_rgbas(leaf), camera.get_stroke_rgbas(leaf)
        return [
            (self._source(leaf, rgbas), line)
            for rgbas, line in zip(colours, lines, strict=True)
            if rgbas[:, 3].any() and (line is None or line[0] > 0)
        ]

    def _line(self, leaf: VMobject, behind: bool) -> _Line:
        width = leaf.get_stroke_width(behind) * self._camera.cairo_line_width_multiple
        return width, LINE_JOIN_MAP[leaf.joint_type], CAP_STYLE_MAP[leaf.cap_style]

    def _source(self, leaf: VMobject, rgbas: npt.NDArray[np.float64]) -> cairo.Pattern:
        self._camera.set_cairo_context_color(self._context, rgbas, leaf)
        return self._context.get_source()

    def _trace(self, leaf: VMobject, points: FloatArray) -> tuple[cairo.Path, tuple[float, float, float, float]]:
        """The path of ``leaf`` through ``points``, and its left, bottom, right, top.

        As manim's camera draws it, only faster.
        """
        context = self._context
        in_rows = points.T.copy()  # several times faster than along columns
        low, high = in_rows.min(axis=1).tolist(), in_rows.max(axis=1).tolist()
        if len(points) % 4 or not all(map(math.isfinite, low + high)):
            self._camera.set_cairo_context_path(context, leaf)
        else:
            _draw_curves(context, leaf, points)
        return context.copy_path(), (low[0], low[1], high[0], high[1])

    def _extent(self, hull: tuple[float, float, float, float], reach: float) -> _Rect:
        """The pixels within ``reach`` scene units of ``hull``."""
        if not all(map(math.isfinite, hull)):
            return _NOWHERE
        matrix, (height, width) = self._context.get_matrix(), self._words.shape
        left, bottom, right, top = hull
        extent = (
            max(0, math.floor((left - reach) * matrix.xx + matrix.x0) - 1),
            max(0, math.floor((top + reach) * matrix.yy + matrix.y0) - 1),
            min(width, math.ceil((right + reach) * matrix.xx + matrix.x0) + 1),
            min(height, math.ceil((bottom - reach) * matrix.yy + matrix.y0) + 1),
        )
        return extent if extent[0] < extent[2] and extent[1] < extent[3] else _NOWHERE


class _Background:
    """The picture of the lowest inks, as many as were the same in the last two paintings."""

    def __init__(self, camera: Camera) -> None:
        pixels = np.array(camera.background)
        self.words = pixels.view(np.uint32)[:, :, 0]
        self._bare = self.words.copy()
        self._context = camera.get_cairo_context(pixels)
        self._inks: list[_Drawn | _Painted] = []
        self._shared = 0

    def __len__(self) -> int:
        return len(self._inks)

    def settle(self, before: Sequence[_Ink], after: Sequence[_Drawn | _Painted]) -> None:
        """Hold nothing but inks at the bottom of both."""
        differing = (
            index for index, (then, now) in enumerate(zip(before, after, strict=False)) if then is not now
        )
        shared = next(differing, min(len(before), len(after)))
        # One that moves at every other frame would have the background painted anew at each.
        lasting, self._shared = min(shared, self._shared), shared
        if shared < len(self._inks):
            self.words[:] = self._bare
            self._inks = []
        for ink in after[len(self._inks) : lasting]:
            ink.put_on(self._context)
            self._inks.append(ink)


def leaves_in(mobjects: Sequence[Mobject]) -> list[Any]:
    """Return the leaves of ``mobjects`` that are drawn, in manim's order: of duplicates, the last counts."""
    family: list[Mobject] = []
    waiting = [*reversed(mobjects)]
    while waiting:
        mobject = waiting.pop()
        family.append(mobject)
        waiting.extend(reversed(mobject.submobjects))
    family.reverse()
    leaves = [each for each in dict.fromkeys(family) if isinstance(each, _DRAWN) and len(each.points)]
    leaves.reverse()
    leaves.sort(key=attrgetter("z_index"))
    return leaves


def _signature(leaf: VMobject, points: FloatArray, camera: FilmCamera) -> tuple[Any, ...]:
    """All that the picture of ``leaf`` depends on, the ``points`` where ``camera`` sees it first."""
    fill, front, back = (
        camera.get_fill_rgbas(leaf),
        camera.get_stroke_rgbas(leaf),
        camera.get_stroke_rgbas(leaf, background=True),
    )
    blends = len(fill) > 1 or len(front) > 1 or len(back) > 1
    return (
        points.tobytes(),
        fill.tobytes(),
        front.tobytes(),
        back.tobytes(),
        leaf.stroke_width,
        leaf.background_stroke_width,
        leaf.joint_type,
        leaf.cap_style,
        camera.seen(leaf, np.asarray(leaf.get_gradient_start_and_end_points())).tobytes() if blends else None,
    )


def _draw_curves(context: cairo.Context[Any], leaf: VMobject, points: FloatArray) -> None:
    """Make the curves of ``leaf`` the path; its ``points`` are finite and four a curve."""
    ends, starts = points[3:-1:4, :2], points[4::4, :2]
    cuts = [0, len(points)]
    if not np.array_equal(ends, starts):
        near = np.abs(ends - starts) <= leaf.tolerance_for_point_equality + 1e-5 * np.abs(starts)
        cuts[1:1] = (4 * np.flatnonzero(~near.all(axis=1)) + 4).tolist()
    curves = points.reshape(-1, 4, 3)[:, 1:, :2].reshape(-1, 6).tolist()
    context.new_path()
    for start, end in pairwise(cuts):
        context.new_sub_path()
        context.move_to(*points[start, :2].tolist())
        for curve in curves[start // 4 : end // 4]:
            context.curve_to(*curve)
        if leaf.consider_points_equals_2d(points[start], points[end - 1]):
            context.close_path()


def _reach(line: _Line) -> float:
    """Return how far from its path a line shows, in scene units: at sharp mitres, or corners of square ends."""
    width, join, _ = line
    return width / 2 * (_MITER_LIMIT if join == cairo.LineJoin.MITER else math.sqrt(2))


def _damage(before: Sequence[_Ink], after: Sequence[_Ink]) -> list[_Rect]:
    """The rectangles to redraw: around all that came, went or changed places, and cutting no ink."""
    old, new = set(before), set(after)
    stayed = [ink for ink in before if ink in new], [ink for ink in after if ink in old]
    changed = [ink for ink in before if ink not in new] + [ink for ink in after if ink not in old]
    # Of any two that changed places, one at least stands elsewhere in the order.
    changed += [then for then, now in zip(*stayed, strict=True) if then is not now]
    rects = _joined(ink.extent for ink in changed)
    while True:
        grown = _joined(_grown(rect, after) for rect in rects)
        if grown == rects:
            return rects
        rects = grown


def _joined(rects: Iterable[_Rect]) -> list[_Rect]:
    """``rects``, of which some were made one where that costs no more."""
    joined: list[_Rect] = []
    for rect in rects:
        left, top, right, bottom = rect
        apart = []
        for other in joined:
            x0, y0, x1, y1 = other
            areas = (right - left) * (bottom - top) + (x1 - x0) * (y1 - y0)
            x0, y0, x1, y1 = min(x0, left), min(y0, top), max(x1, right), max(y1, bottom)
            if (x1 - x0) * (y1 - y0) <= areas + _NEAR:
                left, top, right, bottom = x0, y0, x1, y1
            else:
                apart.append(other)
        joined = [*apart, (left, top, right, bottom)]
    return joined


def _grown(rect: _Rect, inks: Iterable[_Ink]) -> _Rect:
    """``rect`` and all ``inks`` that it meets."""
    left, top, right, bottom = rect
    for ink in inks:
        x0, y0, x1, y1 = ink.extent
        if x0 < right and left < x1 and y0 < bottom and top < y1:
            left, top, right, bottom = min(left, x0), min(top, y0), max(right, x1), max(bottom, y1)
    return left, top, right, bottom
