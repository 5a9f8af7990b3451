"""Thumbnails: a figure of the film, and a title large enough to be read at a tenth of the size."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise

import numpy as np
from manim import (
    LEFT,
    ORIGIN,
    UP,
    Circle,
    Dot,
    Mobject,
    ValueTracker,
    VGroup,
)
from PIL import Image, ImageOps

from common.figures.cost_plot import CostPlot
from common.figures.lettering import Lettering, lettering
from common.figures.meeting_plane import MeetingPlane
from common.figures.weight_bars import WeightBars
from common.maths.paths.lasso import lasso_path
from common.maths.penalties.norms import L1, L2
from common.stage import ASPECTS, SHORT_SIDE, Box, Stage
from common.style import THEMES, Theme
from renders.build.clip import Clip
from renders.picture.drawing import baseline, draw, drawing
from renders.products.surround.poster import poster_of_clip
from renders.request.variant import Variant
from scenes.numbers.kink import KinkNumbers
from scenes.numbers.overfit import OverfitNumbers
from scenes.numbers.shrinking_region import ShrinkingRegionNumbers

__all__ = ["SUBJECTS", "TitleBox", "film_thumbnail", "scene_thumbnail"]

TitleBox = Box
"""The box of a title: left, bottom, right and top as shares of the picture, from its lower left corner."""

_SIZE = 100.0  # points to set a title in, before it is scaled to its box
_LEADING = {True: 1.55, False: 1.85}
"""In heights of a capital, from one baseline to the next: of Latin letters, of others, which are taller."""
_HANG = 0.3  # heights of a capital below the last baseline, for a g
_LARGEST = 1.5  # scene units of a capital
_MARGIN = 0.5
_SHARE = 0.96
"""Of the largest budget at which the corner holds a weight at zero: a large diamond is seen best."""
_WIDER = 1.25  # a ring, for the same reason
_HEAVY = 2.5
"""The factor by which lines are heavier than in the film."""
_LONG, _ROOMY = 28, 0.38  # letters of a title that needs more of the height, and how much
_NEAR = 4  # levels of 255
_PENALTIES = re.compile(r"L[12]")
_PIECE = re.compile(r"[^的与和，。：；、？！]+(?:[的与和，。：；、？！]+\s*|$)|.")
"""Chinese words are not parted by spaces: a line may end where one surely does."""


def film_thumbnail(
    pieces: Sequence[str], size: tuple[int, int], theme: str, subject: str = "meeting"
) -> tuple[Image.Image, TitleBox]:
    """Draw one of ``SUBJECTS``, ``size`` in pixels; ``pieces`` make the lines of its title."""
    frame = _frame(size)
    look = THEMES[theme]
    wide = frame.width > 1.2 * frame.height
    with drawing(size, frame, look):
        if wide:
            left = frame.left + 0.545 * frame.width
            place = Box(left, frame.bottom + 0.22 * frame.height, frame.right - _MARGIN, frame.top - _MARGIN)
            plane = Box(frame.left - 0.6, frame.bottom - 0.3, left - 0.3, frame.top)
        else:
            above, below = frame.cut_top(0.30 * frame.height)
            place = Box(frame.left + _MARGIN, above.bottom, frame.right - _MARGIN, frame.top - _MARGIN)
            plane = Box(frame.left - 1.0, below.bottom - 0.4, frame.right + 0.2, below.top - 0.2)
        title = _title(_breaks(pieces, place), place, look, to_the_left=wide)
        return _draw([*SUBJECTS[subject](plane, look), title], size), _shares(title, frame)


def scene_thumbnail(
    clip: Clip, variant: Variant, size: tuple[int, int], text: str
) -> tuple[Image.Image, TitleBox]:
    """Draw the poster of ``clip`` without its claim, with ``text`` as its title."""
    frame = _frame(size)
    look = THEMES[variant.theme]
    with drawing(size, frame, look):
        usual = 0.3 if frame.height > frame.width else 0.26
        above, below = frame.cut_top((_ROOMY if len(text) > _LONG else usual) * frame.height)
        place = Box(frame.left + _MARGIN, above.bottom + 0.1, frame.right - _MARGIN, frame.top - _MARGIN)
        title = _title(_breaks(_pieces(text), place), place, look)
        picture = _draw([title], size)
    still = _clear(poster_of_clip(clip), Stage(ASPECTS[variant.aspect]))
    scale = size[0] / frame.width
    room = (round((below.width - _MARGIN) * scale), round((below.height - _MARGIN) * scale))
    still = ImageOps.contain(_on_background(still, look), room, Image.Resampling.LANCZOS)
    middle = size[1] - round(below.height * scale / 2)
    picture.paste(still, ((size[0] - still.width) // 2, middle - still.height // 2))
    return picture, _shares(title, frame)


def _meeting(box: Box, theme: Theme) -> list[Mobject]:
    """The plane of the film's two weights where the corner holds one of them, in heavy lines."""
    loss = ShrinkingRegionNumbers().loss
    budget = _SHARE * float(lasso_path(loss).budgets[1])
    plane = MeetingPlane(L1, lambda: loss, ValueTracker(budget), ValueTracker(0.0), theme)
    plane.fit(box)
    plane.region.fill.set_fill(opacity=0.45)
    for part in (plane.region.edge, plane.contour, plane.axes, plane.ghosts):
        part.set_stroke(width=_HEAVY * part.get_family()[-1].get_stroke_width())
    at = plane.dot.dot.get_center()
    dot = Dot(at, radius=0.22, color=theme.ink)
    ring = Circle(radius=0.48, color=theme.zero, stroke_width=_HEAVY * 4).move_to(at)
    return [plane.ghosts, plane.axes, plane.region, plane.contour, VGroup(dot, ring).set_z_index(5)]


def _bars(box: Box, theme: Theme) -> list[Mobject]:
    """The weights of the film's first picture, what L1 leaves above what L2 does."""
    numbers = OverfitNumbers()
    room = Box(box.left + 1.0, box.bottom + 0.7, box.right - 0.2, box.top - 0.4)
    drawn: list[Mobject] = []
    for penalty, half in zip((L1, L2), room.rows(0.35), strict=True):
        bars = WeightBars(partial(numbers.left, penalty), penalty, theme, reach=numbers.span)
        bars.fit(half)
        for ring in bars.rings:
            ring.scale(_WIDER).set_stroke(width=_HEAVY * ring.get_stroke_width() / 2)
        bars.ground[0].set_stroke(width=_HEAVY * bars.ground[0].get_stroke_width())
        drawn += [bars.ground[0], bars.picture]
    return drawn


def _totals(box: Box, theme: Theme) -> list[Mobject]:
    """The totals of one weight: the corner of L1 is lowest at 0, and L2's lowest point is beside it."""
    numbers = KinkNumbers()
    room = Box(box.left + 0.8, box.bottom + 0.7, box.right, box.top - 0.2)
    plot = CostPlot(numbers.loss, ValueTracker(numbers.more), theme)
    plot.fit(room)
    lines = [plot.totals[L2], plot.totals[L1]]
    for line in (*plot.axes[:2], *lines):
        line.set_stroke(width=_HEAVY * line.get_stroke_width())
    dots = [Dot(plot.minima[each].dot.get_center(), radius=0.2, color=theme.ink) for each in (L1, L2)]
    ring = Circle(radius=0.44, color=theme.zero, stroke_width=_HEAVY * 4).move_to(dots[0])
    return [*plot.axes[:2], *lines, VGroup(*dots, ring).set_z_index(5)]


SUBJECTS: Mapping[str, Callable[[Box, Theme], list[Mobject]]] = {
    "meeting": _meeting,
    "bars": _bars,
    "totals": _totals,
}
"""What a thumbnail of the film may show, the first unless another is chosen."""


def _title(lines: Sequence[str], place: Box, theme: Theme, *, to_the_left: bool = False) -> VGroup:
    """The lines as large as ``place`` has room for, L1 and L2 in their colours."""
    set_lines = [_line(line, theme) for line in lines]
    capital = lettering("H", _SIZE, theme.ink, bold=True).height
    leading = _LEADING["".join(lines).isascii()] * capital
    tall = capital * (1 + _HANG) + (len(lines) - 1) * leading
    scale = min(place.width / max(line.width for line in set_lines), place.height / tall, _LARGEST / capital)
    title = VGroup(*set_lines)
    for number, line in enumerate(set_lines):
        line.shift(-(number * leading + baseline(line, _SIZE, bold=True)) * UP)
        if to_the_left:
            line.align_to(ORIGIN, LEFT)
        else:
            line.set_x(0)
    title.scale(scale).move_to(place.centre)
    return title.align_to(place.corner(LEFT), LEFT) if to_the_left else title


def _line(text: str, theme: Theme) -> Lettering:
    line = lettering(text, _SIZE, theme.ink, bold=True)
    for found in _PENALTIES.finditer(text):
        before = sum(not character.isspace() for character in text[: found.start()])
        colour = theme.l1 if found[0] == "L1" else theme.l2
        line[before : before + len(found[0])].set_fill(colour)
    return line


def _set(text: str) -> Lettering:
    return lettering(text, _SIZE, THEMES["dark"].ink, bold=True)


def _pieces(text: str) -> list[str]:
    """The parts of ``text`` between which a line may be broken."""
    return text.split() if text.isascii() else _PIECE.findall(text)


def _breaks(pieces: Sequence[str], place: Box) -> list[str]:
    """Put ``pieces`` on the lines, three at most, that can be set largest in ``place``."""
    text = "".join(pieces)
    gap = " " if text.isascii() else ""
    widths = [_set(piece).width for piece in pieces]
    capital = _set("H").height
    space, leading = 0.4 * capital * len(gap), _LEADING[text.isascii()] * capital

    def widest(cuts: Sequence[int]) -> float:
        return max(sum(widths[start:end]) + space * (end - start - 1) for start, end in pairwise(cuts))

    def size(cuts: Sequence[int]) -> float:
        return min(place.width / widest(cuts), place.height / (capital * (1 + _HANG) + (len(cuts) - 2) * leading))

    # Of several with the largest letters, that with the fewest lines, as equally long as may be.
    best = max(_cuts(len(pieces)), key=lambda cuts: (round(size(cuts), 3), -len(cuts), -widest(cuts)))
    return [gap.join(pieces[start:end]).strip() for start, end in pairwise(best)]


def _cuts(count: int) -> Iterator[list[int]]:
    yield [0, count]
    for first in range(1, count):
        yield [0, first, count]
        for second in range(first + 1, count):
            yield [0, first, second, count]


def _clear(picture: Image.Image, stage: Stage) -> Image.Image:
    """Crop ``picture`` to what is below a claim, and within the safe area."""
    across, up = stage.aspect.frame
    left, right = (round((x / across + 0.5) * picture.width) for x in (stage.clear.left, stage.clear.right))
    top, bottom = (round((0.5 - y / up) * picture.height) for y in (stage.clear.top, stage.clear.bottom))
    return picture.crop((left, top, right, bottom))


def _on_background(picture: Image.Image, theme: Theme) -> Image.Image:
    """``picture`` with exactly the theme's background, which a video only holds to a level or two."""
    background = np.array(theme.background.to_int_rgb())
    pixels = np.array(picture)
    pixels[(np.abs(pixels - background) <= _NEAR).all(axis=2)] = background
    return Image.fromarray(pixels)


def _frame(size: tuple[int, int]) -> Box:
    """The picture in scene units: its shorter side is as long as every other picture's."""
    width, height = (SHORT_SIDE * pixels / min(size) for pixels in size)
    return Box(-width / 2, -height / 2, width / 2, height / 2)


def _draw(mobjects: Sequence[Mobject], size: tuple[int, int]) -> Image.Image:
    return Image.fromarray(draw(mobjects, size)).convert("RGB")


def _shares(title: VGroup, frame: Box) -> TitleBox:
    low, high = title.get_corner(LEFT - UP), title.get_corner(UP - LEFT)
    return Box(
        (low[0] - frame.left) / frame.width,
        (low[1] - frame.bottom) / frame.height,
        (high[0] - frame.left) / frame.width,
        (high[1] - frame.bottom) / frame.height,
    )
