"""Read-outs: a symbol and its number, at a fixed place and width, so that digits do not dance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import numpy as np
from manim import RIGHT, Mobject, Rectangle, ValueTracker, VGroup, VMobject

from common.figures.derived import Derived, Tracker
from common.figures.lettering import formula
from common.numerals import number_text
from common.style import TYPE, Theme

__all__ = ["ReadOut", "exponent_out", "widest_of"]

_GLYPHS = "0123456789.−"
_WIDTHS = {".": 0.55, "−": 1.5}  # of a digit, as Computer Modern sets them
_EQUAL = "="
_RELATIONS = f"{_EQUAL}<>"


def widest_of(values: Iterable[float], decimals: int) -> float:
    """A number with as many places as any of ``values``, and as any number between two of them.

    >>> widest_of([-10.5, 0.5], 1), widest_of([0.25, 3.0], 2)
    (-99.0, 9.0)
    """
    values = list(values)
    places = max(len(f"{abs(value):.{decimals}f}".partition(".")[0]) for value in values)
    return float(np.copysign(10.0**places - 1, -1 if min(values) < 0 else 1))


class ReadOut(Derived):
    """``symbol`` (Typst mathematics, with its ``=``) followed by what ``read`` gives now.

    What is not 0 but would round to it is bounded: the ``=`` becomes ``<``, or ``>`` below 0. ``widest`` is the
    longest number to make room for; a longer one raises ``ValueError``. An exact zero stands in the zero colour,
    unless ``marks_zero`` is off because 0 is nothing special there, or does not last. One that ``rides`` stands
    beside what it tells of, and goes where that goes.
    """

    def __init__(
        self,
        symbol: str,
        read: Callable[[], float],
        theme: Theme,
        *trackers: Tracker,
        decimals: int = 2,
        widest: float = 9.0,
        size: float = TYPE.read_out,
        marks_zero: bool = True,
        flush_right: bool = False,
        rides: bool = False,
    ) -> None:
        super().__init__(*trackers)
        self.symbol, self.rides = symbol, rides
        self._read, self._theme, self._decimals = read, theme, decimals
        self._marks_zero, self._flush_right = marks_zero, flush_right
        self._size_set = size
        set_together = formula(f'{symbol} "{_GLYPHS}"', size, theme.ink)
        parts = set_together.submobjects
        self._bank = dict(zip(_GLYPHS, parts[-len(_GLYPHS) :], strict=True))
        # How far to move a glyph of the bank so that it stands where the bank's own zero does.
        zero = self._bank["0"].get_x()
        self._offsets = {character: (zero - glyph.get_x()) * RIGHT for character, glyph in self._bank.items()}
        self._advance = (self._bank["8"].get_x() - zero) / 8
        self._symbol = VGroup(*parts[: -len(_GLYPHS)])
        self._relation = _EQUAL
        self._relations = dict(zip(_RELATIONS, formula(" ".join(_RELATIONS), size, theme.ink), strict=True))
        if symbol.endswith(_EQUAL):
            for relation in self._relations.values():  # each takes as much room as the others
                relation.move_to(self._symbol[-1])
        self._cells = VGroup(*(self._bank["0"].copy() for _ in number_text(widest, decimals)))
        self._slot = Rectangle(stroke_opacity=0, fill_opacity=0)
        self._slot_set_at = self._slot.get_center()
        self._set(number_text(widest, decimals))
        whole = VGroup(self._symbol, self._cells)
        # Some digits are wider than others: the slot is as wide as the cells, whatever stands in them.
        first = self._bank["0"].get_x() - self._advance / 2
        points = sum(_WIDTHS.get(character, 1.0) for character in number_text(widest, decimals))
        left, right = min(first, whole.get_left()[0]), first + points * self._advance
        self._slot.stretch_to_fit_width(right - left).stretch_to_fit_height(whole.height)
        self._slot.move_to(whole).set_x((left + right) / 2)
        self._slot_set_at, self._height_set = self._slot.get_center(), self._slot.height
        self.add(self._slot, self._symbol, self._cells)
        self.text = ""
        self.redraw()

    @property
    def size(self) -> float:
        """In points of ``TYPE``, as it stands now: it may have been scaled."""
        return self._size_set * float(self._slot.height / self._height_set)

    @property
    def sign(self) -> Mobject:
        """Its equal sign, which stands at one height whatever the symbol before it."""
        return self._symbol[-1]

    @property
    def slot(self) -> Mobject:
        """The room that it keeps, whatever the number."""
        return self._slot

    def redraw(self) -> None:
        """Set the digits of the present value."""
        value = self._read()
        self.text = number_text(value, self._decimals)
        if self.is_stale(self._cells, self.text, *self._slot.points[0]):
            self._set(self.text)
        is_marked = self._marks_zero and value == 0
        if self.is_stale(self._symbol, is_marked):
            colour = self._theme.zero if is_marked else self._theme.ink
            self._symbol.set_fill(colour, family=True)
            self._cells.set_fill(colour, family=True)

    @property
    def drawn(self) -> str:
        """The number that its glyphs show, whatever ``text`` says; ``?`` is none of the glyphs it has."""
        digits = "".join(_character(cell, self._bank) for cell in self._cells).strip()
        if not self.symbol.endswith(_EQUAL):
            return digits
        relation = _character(self._symbol[-1], self._relations)
        return digits if relation == _EQUAL else f"{relation} {digits}"

    def _set(self, text: str) -> None:
        """Fill the cells on the read-out's baseline, all digits equally wide; cells to spare stay empty."""
        *bound, number = text.split()
        if len(number) > len(self._cells):
            raise ValueError(
                f"the number {number} needs {len(number)} places, but widest leaves {len(self._cells)}"
            )
        number = (number.rjust if self._flush_right else number.ljust)(len(self._cells))
        moved = self._slot.get_center() - self._slot_set_at
        relation = bound[0] if bound else _EQUAL
        if relation != self._relation:
            self._relation = relation
            self._symbol[-1].set_points(self._relations[relation].points + moved)
        x = 0.0
        for cell, character in zip(self._cells, number, strict=True):
            glyph = self._bank.get(character)
            width = self._advance * _WIDTHS.get(character, 1.0)
            if glyph is None:
                cell.set_points([self._slot.get_center()] * 4)  # nothing to see, that can fade like the others
            else:
                at = (x + (width - self._advance) / 2) * RIGHT + self._offsets[character]
                cell.set_points(glyph.points + at + moved)
            x += width


def exponent_out(log_strength: ValueTracker, exponents: Iterable[float], theme: Theme) -> ReadOut:
    """The power of ten that λ is: ``log_strength``, which stays within ``exponents``."""
    return ReadOut(
        "log_10 lambda =",
        log_strength.get_value,
        theme,
        log_strength,
        decimals=1,
        widest=widest_of(exponents, 1),
        marks_zero=False,
    )


def _character(cell: VMobject, glyphs: Mapping[str, VMobject]) -> str:
    if not np.ptp(cell.points, axis=0).any():
        return " "
    return next((each for each, glyph in glyphs.items() if _is_same_shape(cell, glyph)), "?")


def _is_same_shape(one: VMobject, other: VMobject) -> bool:
    if len(one.points) != len(other.points):
        return False
    sizes = [np.ptp(each.points, axis=0).max() for each in (one, other)]
    shapes = [(each.points - each.points[0]) / size for each, size in zip((one, other), sizes, strict=True)]
    return bool(np.abs(shapes[0] - shapes[1]).max() < 1e-3)
