"""Is everything in its place: inside the safe area, apart from each other, and where it was before?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import numpy as np
import shapely

from common.figures.read_out import ReadOut
from common.stage import Box
from common.style import STROKE
from renders.critic.problem import Finding
from renders.critic.sight import FloatArray, Mark, Sight, Words

__all__ = ["layout_findings", "movement_findings", "order_findings"]

_LEAST_GAP = 0.03
"""Scene units between a text and what stands beside it: 4 pixels of 1080."""

_TINY = 1e-6
_SHIFT = 0.01
_COVERED = 0.1
"""The share of a curve that a backed label may cover."""

_SHARED = 0.02
"""Square scene units that two things share, for which is on top to be seen: a line's width, a third long."""

_EDGE = (STROKE.edge - 0.01) / 100
_DOT = 0.3  # a filled shape up to so wide is a dot


def layout_findings(sight: Sight) -> Iterator[Finding]:
    """Find what is out of place in one picture; what is still faint is fading in or out, and is ignored."""
    words = [each for each in sight.words if each.opacity > 0.5]
    marks = [each for each in sight.marks if each.opacity > 0.1]
    yield from _outside(sight, [*words, *marks])
    for one, two in combinations(words, 2):
        yield from _pair(one, two)
    lines: Any = [shapely.MultiLineString([_closed(outline) for outline in mark.outlines]) for mark in marks]
    for text in words:
        inner = shapely.union_all([_polygon(glyph) for glyph in text.glyphs])
        near: FloatArray = shapely.distance(inner, lines) - [mark.width / 2 for mark in marks]
        for mark, line, gap in zip(marks, lines, near, strict=True):
            if gap < _LEAST_GAP:
                yield from _beside(text, mark, float(gap), _share(line, text))


def movement_findings(before: Sight, after: Sight) -> Iterator[Finding]:
    """Read-outs that are in both pictures, wider or narrower, or in different places though they do not ride."""
    stood: dict[Any, Words] = {text.source: text for text in before.words if isinstance(text.source, ReadOut)}
    for text in after.words:
        then = stood.get(text.source)
        if then is None or then.room is None or text.room is None:
            continue
        moved = max(abs(text.room.left - then.room.left), abs(text.room.bottom - then.room.bottom))
        moved *= not text.source.rides
        wider = abs(text.room.width - then.room.width)
        if max(moved, wider) > _SHIFT:
            said = f"moved by {_pixels(moved)}, wider by {_pixels(wider)}"
            yield Finding("layout/jump", (text.name,), said, (then.room, text.room))


def order_findings(before: Sight, after: Sight) -> Iterator[Finding]:
    """Curves and shapes of different colour that are in both pictures, and of which the lower is on top now."""
    stood: dict[Any, Mark] = {mark.source: mark for mark in before.marks}
    stayed = [mark for mark in after.marks if mark.opacity > 0.5 and mark.source in stood]
    for one, two in combinations(stayed, 2):
        was_below = stood[one.source].order < stood[two.source].order
        if was_below == (one.order < two.order) or one.colour == two.colour or not _boxes_meet(one.box, two.box):
            continue
        shared = float(shapely.area(shapely.intersection(_painted(one), _painted(two))))
        if shared > _SHARED:
            lower, upper = (one, two) if was_below else (two, one)
            said = f"now lies on it, along {_pixels(shared / max(_EDGE, lower.width))}"
            yield Finding("layout/order", (lower.name, upper.name), said, (one.box, two.box))


def _painted(mark: Mark) -> Any:
    """All that a mark covers."""
    shapes: list[Any] = [shapely.MultiLineString([_closed(each) for each in mark.outlines]).buffer(mark.width / 2)]
    if mark.filled:
        shapes += [shapely.make_valid(shapely.Polygon(each)) for each in mark.outlines if len(each) > 3]
    return shapely.union_all(shapes)


def _boxes_meet(one: Box, two: Box) -> bool:
    across = min(one.right, two.right) - max(one.left, two.left)
    along = min(one.top, two.top) - max(one.bottom, two.bottom)
    return min(across, along) >= -_TINY


def _outside(sight: Sight, things: list[Words | Mark]) -> Iterator[Finding]:
    safe = sight.stage.safe
    for thing in things:
        if isinstance(thing, Mark) and thing.looks_into:
            continue
        box = thing.box  # of a line, its middle: half its width may reach over the edge
        beyond = max(safe.left - box.left, safe.bottom - box.bottom, box.right - safe.right, box.top - safe.top)
        if beyond > _TINY:
            yield Finding("layout/outside", (thing.name,), f"{_pixels(beyond)} out of the safe area", (box,))


def _pair(one: Words, two: Words) -> Iterator[Finding]:
    across = max(one.box.left - two.box.right, two.box.left - one.box.right)
    along = max(one.box.bottom - two.box.top, two.box.bottom - one.box.top)
    gap = float(np.hypot(max(across, 0), max(along, 0)))
    names, boxes = (one.name, two.name), (one.box, two.box)
    if across < -_TINY and along < -_TINY:
        yield Finding("layout/overlap", names, f"share {_pixels(-across)} by {_pixels(-along)}", boxes)
    elif gap < _LEAST_GAP:
        yield Finding("layout/crowded", names, f"{_pixels(gap)} apart, at least {_pixels(_LEAST_GAP)}", boxes)


def _beside(text: Words, mark: Mark, gap: float, covered: float) -> Iterator[Finding]:
    """Describe a mark that is closer to a text than the least gap; a share of it is in the text's box."""
    names, boxes = (text.name, mark.name), (text.box, mark.box)
    if text.backed and mark.order < text.order:
        least = 0.0 if mark.filled and max(mark.box.width, mark.box.height) < _DOT else _COVERED
        bears_meaning = mark.filled or mark.width > _EDGE
        if bears_meaning and covered > least:
            yield Finding("layout/hidden", names, f"{covered:.0%} of it is behind the text", boxes)
    elif gap <= 0:
        yield Finding("layout/crossed", names, "one runs through the other", boxes)
    else:
        yield Finding("layout/crowded", names, f"{_pixels(gap)} apart, at least {_pixels(_LEAST_GAP)}", boxes)


def _share(line: Any, text: Words) -> float:
    """Return how much of ``line`` is in the box of ``text``."""
    return float(shapely.length(shapely.intersection(line, _polygon(text.box))) / max(shapely.length(line), _TINY))


def _closed(outline: FloatArray) -> FloatArray:
    return outline if len(outline) > 1 else np.repeat(outline, 2, axis=0)


def _polygon(box: Box) -> shapely.Polygon:
    return shapely.box(box.left, box.bottom, box.right, box.top)


def _pixels(length: float) -> str:
    """A length in scene units, in pixels of a picture of 1080 lines."""
    return f"{135 * length:.0f} px"
