"""A numbered contact sheet of problems: what is wrong outlined in its frame, and said beneath."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from common.stage import ASPECTS
from renders.critic.outlined import BADGE_HEIGHT, badge_width, draw_badge, outlined_picture
from renders.critic.problem import Problem
from renders.picture.canvas import Pixels
from renders.picture.typeset import Face

__all__ = ["counted", "place", "problem_sheet", "things"]

_WIDTH = 1920  # of a full row
_MARGIN, _GAP, _LEADING = 40, 24, 1.4
_AREA_COLUMNS = 4  # square pictures in a row; others have about their area
_PAPER, _INK, _MUTED = "#E9EBEF", "#10131A", "#5A6375"
_HEADING, _CHECK, _SAID, _PLACE = Face(32, bold=True), Face(20, bold=True), Face(19), Face(17)


def problem_sheet(problems: Sequence[tuple[int, Problem, Pixels]]) -> Image.Image:
    """Lay out the frames of ``problems``, each with its number, a row for no more than one shape of picture.

    The shapes follow one another as they first come; within one, the order stays.

    Raises ``ValueError`` if there are no problems.
    """
    if not problems:
        raise ValueError("a sheet needs a problem")
    scenes = dict.fromkeys(problem.scene for _, problem, _ in problems)
    aspects = dict.fromkeys(problem.variant.aspect for _, problem, _ in problems)
    rows: list[list[_Tile]] = []
    for aspect in aspects:
        tiles = [_tile(*each) for each in problems if each[1].variant.aspect == aspect]
        columns = _columns(aspect)
        rows += [tiles[start : start + columns] for start in range(0, len(tiles), columns)]
    width = 2 * _MARGIN + max(sum(tile.picture.width + _GAP for tile in row) - _GAP for row in rows)
    heading = _HEADING.wrap(f"{', '.join(scenes)}: {counted(len(problems), 'problem')}", width - 2 * _MARGIN)
    head = _MARGIN + len(heading) * _line(_HEADING) + _GAP
    height = head + sum(max(tile.height for tile in row) + _MARGIN for row in rows)
    sheet = Image.new("RGB", (width, height), _PAPER)
    draw = ImageDraw.Draw(sheet)
    for index, line in enumerate(heading):
        _HEADING.draw(draw, (_MARGIN, _MARGIN + _HEADING.size + index * _line(_HEADING)), line, _INK)
    top = head
    for row in rows:
        left = _MARGIN
        for tile in row:
            tile.paste(sheet, draw, left, top)
            left += tile.picture.width + _GAP
        top += max(tile.height for tile in row) + _MARGIN
    return sheet


def place(problem: Problem) -> str:
    """Scene, beat, seconds and variant of ``problem``: ``Kink · held · 1.0–2.5 s · en 16:9 dark``."""
    variant = problem.variant
    start, end = f"{problem.seconds:.1f}", f"{problem.until / variant.fps:.1f}"
    seconds = start if start == end else f"{start}–{end}"
    shape = f"{variant.language} {variant.aspect} {variant.theme}"
    return f"{problem.scene} · {problem.beat} · {seconds} s · {shape}"


def things(problem: Problem) -> str:
    """Name what is involved in ``problem``, on one line."""
    return " and ".join(problem.finding.things)


def counted(number: int, name: str) -> str:
    """A number with its noun: ``no problems``, ``1 problem``, ``2 problems``."""
    return f"{number or 'no'} {name}{'' if number == 1 else 's'}"


@dataclass(frozen=True)
class _Tile:
    """A picture, and beneath it the number with the name of the check, then other lines."""

    number: int
    picture: Image.Image
    check: str
    lines: tuple[tuple[Face, str, str], ...]

    @property
    def height(self) -> int:
        return self.picture.height + 12 + BADGE_HEIGHT + 8 + sum(_line(face) for face, _, _ in self.lines)

    def paste(self, sheet: Image.Image, draw: ImageDraw.ImageDraw, left: int, top: int) -> None:
        """Put the tile on ``sheet``, its upper left corner at ``left``, ``top``."""
        sheet.paste(self.picture, (left, top))
        top += self.picture.height + 12
        draw_badge(draw, (left, top), self.number)
        _CHECK.draw(draw, (left + badge_width(self.number) + 10, top + BADGE_HEIGHT - 6), self.check, _INK)
        top += BADGE_HEIGHT + 8
        for face, colour, text in self.lines:
            face.draw(draw, (left, top + face.size), text, colour)
            top += _line(face)


def _tile(number: int, problem: Problem, pixels: Pixels) -> _Tile:
    columns = _columns(problem.variant.aspect)
    width = (_WIDTH - (columns - 1) * _GAP) // columns
    said = f"{things(problem)}: {problem.finding.said}"
    return _Tile(
        number,
        outlined_picture(number, problem, pixels, width),
        problem.finding.check,
        (
            *((_SAID, _INK, line) for line in _SAID.wrap(said, width)),
            *((_PLACE, _MUTED, line) for line in _PLACE.wrap(place(problem), width)),
        ),
    )


def _columns(aspect: str) -> int:
    """Return how many pictures of that shape fit in a row."""
    width, height = ASPECTS[aspect].frame
    return max(1, round(_AREA_COLUMNS * math.sqrt(height / width)))


def _line(face: Face) -> int:
    return round(_LEADING * face.size)
