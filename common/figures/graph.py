"""The base of figures that consist of parts on axes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from manim.utils.color import ManimColor

from common.figures.claims import Axes, Axis, Claim, ToScale
from common.figures.derived import Derived, Tracker
from common.figures.parts.part import Part
from common.figures.window import Window

__all__ = ["Graph"]

_P = TypeVar("_P", bound=Part)


class Graph(Derived):
    """Axes and the parts on them, seen through ``window``, whose box and view may change.

    ``under`` tells it from others of its kind, as in "under L1". Subclasses give themselves axes, then parts.
    """

    is_true_to_scale = False

    def __init__(self, under: str, *trackers: Tracker) -> None:
        super().__init__(*trackers)
        self.under = under

    def look_through(self, window: Window, colour: ManimColor) -> None:
        """Draw the axes of ``window`` in ``colour``, and have no parts yet."""
        self.window, self.axes = window, window.axes(colour)
        self._parts: dict[Part, tuple[Tracker, ...]] = {}

    def following(self, part: _P, *trackers: Tracker) -> _P:
        """Draw ``part`` whenever the window or one of ``trackers`` has changed, and claim what it shows."""
        self._parts[part] = trackers
        self._trackers = tuple(dict.fromkeys((*self._trackers, *trackers)))
        return part

    def redraw(self) -> None:
        """Draw every part whose numbers are new."""
        for part, trackers in self._parts.items():
            if self.is_stale(part, self.window.box, self.window.view, *(each.get_value() for each in trackers)):
                part.draw(self.window)

    def claims(self) -> Iterator[Claim]:
        """Yield what the axes and all parts claim."""
        axes = self.drawn_axes
        yield ToScale(f"axes {self.under}", (axes.along, axes.up), square=self.is_true_to_scale)
        for part in self._parts:
            yield from part.claim(axes)

    @property
    def drawn_axes(self) -> Axes:
        """The axes as they are drawn, which stand for all of the view."""
        view = self.window.view
        return Axes(Axis(self.axes[0], *view.x), Axis(self.axes[1], *view.y))
