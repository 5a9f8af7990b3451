"""The picture of a problem: what is wrong outlined, its number in a badge beside it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from PIL import Image, ImageDraw, ImageStat

from common.stage import ASPECTS
from renders.critic.problem import Problem
from renders.picture.canvas import Pixels
from renders.picture.typeset import Face

__all__ = ["BADGE_HEIGHT", "badge_width", "draw_badge", "outlined_detail", "outlined_picture"]

_Rect: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels, downwards."""

_LINE, _RIM = "#D7142A", "#FFFFFF"  # at least 3:1 to the backgrounds of both themes, one of them or the other
_LINE_WIDTH, _RIM_WIDTH = 3, 1
_STROKE = _LINE_WIDTH + 2 * _RIM_WIDTH
_CLEAR = 4  # between what is outlined and the outline
_LEAST_SIDE = 18  # inside an outline
BADGE_HEIGHT = 26
"""In pixels of the finished picture, whatever its size."""
_BADGE_PADDING = 8
_BADGE_FACE = Face(17, bold=True)
_DETAIL_MARGIN = 0.75  # scene units
_DETAIL_LEAST = 0.3  # of the frame
_DETAIL_MOST = 0.75  # of the frame: a larger detail would only show it all again
_MOST_ENLARGED = 2


def outlined_picture(number: int, problem: Problem, pixels: Pixels, width: int) -> Image.Image:
    """The whole frame ``pixels``, ``width`` pixels wide, with all boxes of ``problem`` outlined."""
    height, full, _ = pixels.shape
    picture = Image.fromarray(pixels).convert("RGB")
    return _outlined(number, problem, picture, (0, 0, full, height), width)


def outlined_detail(number: int, problem: Problem, pixels: Pixels, width: int) -> Image.Image | None:
    """Crop what is around the boxes of ``problem``, at most ``width`` pixels wide and twice enlarged.

    There is none without boxes, nor where it would be most of the frame.
    """
    height, full, _ = pixels.shape
    boxes = _rects(problem, full, height)
    if not boxes:
        return None
    margin = _DETAIL_MARGIN * _scale(problem, full)
    left, top, right, bottom = _grown(_around(boxes), margin, full * _DETAIL_LEAST, height * _DETAIL_LEAST)
    # Its sides stand in the ratio of the frame's, so that details lie beside frames.
    share = min(max((right - left) / full, (bottom - top) / height), 1.0)
    if share > _DETAIL_MOST:
        return None
    part = _moved_inside(_grown((left, top, right, bottom), 0, share * full, share * height), full, height)
    picture = Image.fromarray(pixels).convert("RGB")
    return _outlined(number, problem, picture, part, min(width, round(_MOST_ENLARGED * share * full)))


def badge_width(number: int) -> int:
    """Return the width of the badge of ``number``, in pixels."""
    return max(BADGE_HEIGHT, math.ceil(_BADGE_FACE.length(str(number))) + 2 * _BADGE_PADDING)


def draw_badge(draw: ImageDraw.ImageDraw, at: tuple[float, float], number: int) -> None:
    """Draw the badge of ``number`` with its upper left corner ``at`` some pixel."""
    left, top = map(round, at)
    width = badge_width(number)
    draw.rounded_rectangle(
        (left, top, left + width - 1, top + BADGE_HEIGHT - 1), radius=6, fill=_LINE, outline=_RIM, width=_RIM_WIDTH
    )
    indent = (width - _BADGE_FACE.length(str(number))) / 2
    _BADGE_FACE.draw(draw, (left + indent, top + BADGE_HEIGHT - 7), str(number), _RIM)


def _outlined(number: int, problem: Problem, picture: Image.Image, part: _Rect, width: int) -> Image.Image:
    """``part`` of ``picture``, scaled to ``width``, with outlines that no scaling makes thinner."""
    left, top, right, bottom = part
    scale = width / (right - left)
    size = width, max(1, round((bottom - top) * scale))
    shown = picture.resize(size, Image.Resampling.LANCZOS, box=part)
    outlines = [
        _inside(_outline(_moved(rect, left, top, scale)), *size)
        for rect in _rects(problem, picture.width, picture.height)
    ]
    draw = ImageDraw.Draw(shown)
    for outline in outlines:
        x0, y0, x1, y1 = map(round, outline)
        draw.rectangle((x0, y0, x1 - 1, y1 - 1), outline=_RIM, width=_STROKE)
        inner = (x0 + _RIM_WIDTH, y0 + _RIM_WIDTH, x1 - 1 - _RIM_WIDTH, y1 - 1 - _RIM_WIDTH)
        draw.rectangle(inner, outline=_LINE, width=_LINE_WIDTH)
    if outlines:
        draw_badge(draw, _badge_place(outlines, badge_width(number), shown), number)
    return shown


def _badge_place(outlines: Sequence[_Rect], width: int, picture: Image.Image) -> tuple[float, float]:
    """The place beside an outline that hides least of what the outlines hold, then least of the picture."""
    places = [
        _moved_inside((x, y, x + width, y + BADGE_HEIGHT), *picture.size)
        for left, top, right, bottom in outlines
        for x, y in (
            (left, top - BADGE_HEIGHT),
            (right - width, top - BADGE_HEIGHT),
            (left, bottom),
            (right - width, bottom),
            (left - width, top),
            (right, top),
            (left, top),
        )
    ]

    def hidden(place: _Rect) -> tuple[float, float]:
        beneath = picture.crop((round(place[0]), round(place[1]), round(place[2]), round(place[3])))
        return sum(_shared(place, outline) for outline in outlines), sum(ImageStat.Stat(beneath).stddev)

    return min(places, key=hidden)[:2]


def _scale(problem: Problem, width: int) -> float:
    """Pixels a scene unit in a picture ``width`` pixels wide."""
    return width / ASPECTS[problem.variant.aspect].frame[0]


def _rects(problem: Problem, width: int, height: int) -> list[_Rect]:
    """The boxes of ``problem`` in pixels; one that is not finite is nowhere."""
    scale, x, y = _scale(problem, width), width / 2, height / 2
    rects = [
        (x + box.left * scale, y - box.top * scale, x + box.right * scale, y - box.bottom * scale)
        for box in problem.finding.boxes
    ]
    return [rect for rect in rects if all(map(math.isfinite, rect))]


def _outline(rect: _Rect) -> _Rect:
    """The outer edge of the outline around ``rect``."""
    return _grown(rect, _CLEAR + _STROKE, _LEAST_SIDE + 2 * _STROKE, _LEAST_SIDE + 2 * _STROKE)


def _around(rects: Iterable[_Rect]) -> _Rect:
    lefts, tops, rights, bottoms = zip(*rects, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _moved(rect: _Rect, left: float, top: float, scale: float) -> _Rect:
    """``rect`` seen from the point ``left``, ``top``, and scaled."""
    x0, y0, x1, y1 = rect
    return (x0 - left) * scale, (y0 - top) * scale, (x1 - left) * scale, (y1 - top) * scale


def _grown(rect: _Rect, margin: float, least_width: float, least_height: float) -> _Rect:
    """``rect`` with ``margin`` on each side, and to the least size, about its middle."""
    x0, y0, x1, y1 = rect
    across = max(margin, (least_width - (x1 - x0)) / 2)
    along = max(margin, (least_height - (y1 - y0)) / 2)
    return x0 - across, y0 - along, x1 + across, y1 + along


def _inside(rect: _Rect, width: float, height: float) -> _Rect:
    """Clip ``rect`` to the picture; of one beyond its edge, keep as much as an outline needs to be seen."""
    least = _LEAST_SIDE + 2 * _STROKE
    x0, y0, x1, y1 = rect
    x0, y0 = min(max(x0, 0.0), width - least), min(max(y0, 0.0), height - least)
    return max(x0, 0.0), max(y0, 0.0), min(max(x1, x0 + least), width), min(max(y1, y0 + least), height)


def _moved_inside(rect: _Rect, width: float, height: float) -> _Rect:
    """``rect``, as large as it is, where all of it lies in the picture."""
    x0, y0, x1, y1 = rect
    left, top = max(0.0, min(x0, width - (x1 - x0))), max(0.0, min(y0, height - (y1 - y0)))
    return left, top, min(left + x1 - x0, width), min(top + y1 - y0, height)


def _shared(one: _Rect, other: _Rect) -> float:
    """The area in both."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return max(width, 0.0) * max(height, 0.0)
