"""The content of the screen at one moment: texts and marks, by name, as a viewer sees them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt
from manim import Mobject, VMobject, config

from common.camera import FilmCamera
from common.explainer import Explainer
from common.figures.chapter_card import ChapterCard
from common.figures.lettering import Label, Lettering
from common.figures.raster import Raster
from common.figures.read_out import ReadOut
from common.stage import Box, Stage
from common.style import Theme
from renders.picture.canvas import leaves_in

__all__ = ["FloatArray", "Mark", "Sight", "Words", "box_of", "look", "names_in"]

FloatArray = npt.NDArray[np.float64]

_SAMPLES = 4  # points on each Bézier curve
_SEEN = 0.02
_STRAIGHT = 1e-6


@dataclass(frozen=True, eq=False)
class Words:
    """A line of words, a formula or a read-out. ``order`` is its place in the drawing order, the lowest first.

    ``size`` is in points of ``TYPE``; ``opacity`` that of its faintest glyph; ``backed`` says that
    a backing of its own hides what is drawn before it. ``room`` is what a read-out keeps for itself.
    """

    name: str
    source: Mobject
    box: Box
    glyphs: tuple[Box, ...]
    colour: str
    opacity: float
    size: float
    backed: bool
    order: int
    room: Box | None = None


@dataclass(frozen=True, eq=False)
class Mark:
    """A curve, a line or a filled shape: its outlines (k, 2) in scene units, its width there, and its colour.

    ``width`` is 0 for what is only filled. What the camera ``looks_into``, or goes by, may leave the picture.
    """

    name: str
    source: VMobject
    box: Box
    outlines: tuple[FloatArray, ...] = field(repr=False)
    width: float
    colour: str
    opacity: float
    filled: bool
    order: int
    looks_into: bool = False


@dataclass(frozen=True, eq=False)
class Sight:
    """All that is seen at one moment, where the camera sees it; ``scale`` is in pixels a scene unit."""

    stage: Stage
    theme: Theme
    scale: float
    words: tuple[Words, ...]
    marks: tuple[Mark, ...]


def look(scene: Explainer) -> Sight:
    """Take in what ``scene`` shows now; what is all but transparent, or has no extent, is not there.

    Neither is what has left the picture because the camera moved, nor what is under the veil of a chapter card.
    """
    camera, moved = scene.camera, scene.camera.aim() is not None
    picture = Box(*(side * half for side in (-1, 1) for half in (config.frame_width / 2, config.frame_height / 2)))
    order = {leaf: place for place, leaf in enumerate(leaves_in([*scene.mobjects, *scene.foreground_mobjects]))}
    names = names_in(scene)
    words: dict[Mobject, Words] = {}
    marks: dict[Mobject, Mark] = {}
    for mobject in scene.mobjects:
        for text, backed in _texts(mobject):
            seen = _words(text, backed, order, camera)
            if seen is not None and (not moved or _meet(seen.box, picture)):
                words[text] = seen
        for leaf, name in _shapes(mobject, names, type(mobject).__name__):
            mark = _mark(leaf, name, order[leaf], camera) if leaf in order and isinstance(leaf, VMobject) else None
            if mark is not None and (not moved or _meet(mark.box, picture)):
                marks[leaf] = mark
    top = max(
        (order[each.veil] for each in scene.mobjects if isinstance(each, ChapterCard) and each.hides), default=-1
    )
    return Sight(
        stage=scene.stage,
        theme=scene.theme,
        scale=config.pixel_width / config.frame_width,
        words=tuple(each for each in words.values() if each.order > top),
        marks=tuple(each for each in marks.values() if each.order > top),
    )


def names_in(scene: Explainer) -> dict[int, str]:
    """Name mobjects, by identity: the attribute that holds each, and the class that it belongs to."""
    names: dict[int, str] = {}
    for owner in chain(*map(_groups, scene.mobjects)):
        for attribute, held in vars(owner).items():
            if attribute == "submobjects":
                continue
            several = held if isinstance(held, list | tuple) else [held]
            for number, each in enumerate(several, 1):
                if isinstance(each, Mobject):
                    name = f"{attribute.lstrip('_')} of {type(owner).__name__}"
                    names.setdefault(id(each), name if each is held else f"{name} {number}")
    return names


def box_of(mobject: Mobject, camera: FilmCamera | None = None) -> Box:
    """The box around ``mobject``, in the world or where ``camera`` sees it."""
    leaves = mobject.family_members_with_points()
    points = [camera.seen(leaf, leaf.points) if camera else leaf.points for leaf in leaves]
    return _boxes([np.concatenate(points)])[0]


def _meet(one: Box, two: Box) -> bool:
    return one.left < two.right and two.left < one.right and one.bottom < two.top and two.bottom < one.top


def _boxes(shapes: Sequence[FloatArray]) -> list[Box]:
    """The box around each of ``shapes``, points (k, 3)."""
    starts = np.cumsum([0, *map(len, shapes[:-1])])
    points = np.concatenate(shapes)[:, :2].T.copy()
    low, high = (reach.reduceat(points, starts, axis=1).T.tolist() for reach in (np.minimum, np.maximum))
    return [Box(*least, *most) for least, most in zip(low, high, strict=True)]


def _groups(mobject: Mobject) -> Iterator[Mobject]:
    """All in a family that may hold others, down to its texts."""
    if mobject.submobjects and not isinstance(mobject, Lettering):
        yield mobject
        for part in mobject.submobjects:
            yield from _groups(part)


def _texts(mobject: Mobject, backed: bool = False) -> Iterator[tuple[Lettering | ReadOut, bool]]:
    """The texts in a family, and whether each has a backing."""
    if isinstance(mobject, Lettering | ReadOut):
        yield mobject, backed
        return
    for part in mobject.submobjects:
        yield from _texts(part, isinstance(mobject, Label))


def _shapes(mobject: Mobject, names: dict[int, str], called: str) -> Iterator[tuple[Mobject, str]]:
    """All in a family that is not of a text, each by the nearest name."""
    if isinstance(mobject, Lettering | ReadOut | Label):
        return
    name = names.get(id(mobject), called)
    if len(mobject.points):
        yield mobject, name
    for part in mobject.submobjects:
        yield from _shapes(part, names, name)


def _words(text: Lettering | ReadOut, backed: bool, order: dict[Any, int], camera: FilmCamera) -> Words | None:
    parts = [part for part in text.family_members_with_points() if np.ptp(part.points, axis=0).any()]  # no blanks
    glyphs = [glyph for glyph in parts if isinstance(glyph, VMobject) and glyph in order and _is_drawn(glyph)]
    if not glyphs:
        return None
    points = [camera.seen(glyph, glyph.points) for glyph in glyphs]
    whole, *each = _boxes([np.concatenate(points), *points])
    return Words(
        name=f"“{text.text}”" if isinstance(text, Lettering) else f"“{text.symbol} {text.text.strip()}”",
        source=text,
        box=whole,
        glyphs=tuple(each),
        colour=_hex(glyphs[0].fill_rgbas),
        opacity=min(_fill(glyph) for glyph in glyphs),
        size=text.size * camera.magnified(glyphs[0]),
        backed=backed,
        order=min(order[glyph] for glyph in glyphs),
        room=box_of(text.slot, camera) if isinstance(text, ReadOut) else None,
    )


def _mark(leaf: VMobject, name: str, order: int, camera: FilmCamera) -> Mark | None:
    if not _is_drawn(leaf) or isinstance(leaf, Raster):
        return None
    points = camera.seen(leaf, leaf.points)
    filled, stroked = _fill(leaf) > _SEEN, _stroke(leaf) > _SEEN
    return Mark(
        name=name,
        source=leaf,
        box=_boxes([points])[0],
        outlines=_outlines(points),
        width=float(leaf.stroke_width) / 100 if stroked else 0.0,
        colour=_hex(leaf.stroke_rgbas if stroked else leaf.fill_rgbas),
        opacity=camera.shown(leaf) * (_stroke(leaf) if stroked else _fill(leaf)),
        filled=filled,
        order=order,
        looks_into=not np.array_equal(camera.seen(leaf, leaf.points), leaf.points),
    )


def _hex(rgbas: FloatArray) -> str:
    return "#" + "".join(f"{round(255 * level):02X}" for level in rgbas[0, :3])


def _is_drawn(leaf: VMobject) -> bool:
    return _fill(leaf) > _SEEN or _stroke(leaf) > _SEEN


def _fill(leaf: VMobject) -> float:
    return float(leaf.fill_rgbas[0, 3])


def _stroke(leaf: VMobject) -> float:
    return float(leaf.stroke_rgbas[0, 3]) if leaf.stroke_width > 0 else 0.0


def _outlines(points: FloatArray) -> tuple[FloatArray, ...]:
    """Points (k, 2) along each path of Bézier curves, (n, 3), their corners among them."""
    curves = points[: len(points) // 4 * 4, :2].reshape(-1, 4, 2)
    thirds = curves[:, 0] + (curves[:, 3] - curves[:, 0]) / 3
    straight = np.abs(curves[:, 1] - thirds).max() < _STRAIGHT
    at = np.array([0.0]) if straight else np.linspace(0, 1, _SAMPLES, endpoint=False)
    weights = np.stack([(1 - at) ** 3, 3 * at * (1 - at) ** 2, 3 * at**2 * (1 - at), at**3])
    along = np.einsum("pn,cpd->cnd", weights, curves)
    cuts = np.flatnonzero(np.abs(curves[1:, 0] - curves[:-1, 3]).max(axis=1) > _STRAIGHT) + 1
    ends = [*cuts, len(curves)]
    return tuple(
        np.concatenate([along[start:end].reshape(-1, 2), curves[end - 1 : end, 3]])
        for start, end in zip([0, *cuts], ends, strict=True)
    )
