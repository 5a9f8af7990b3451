"""Graphs of a function of one number."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from manim import LineJointType
from manim.utils.color import ManimColor

from common.figures.claims import Axes, Claim, Follows, Function
from common.figures.parts.part import Part
from common.figures.window import Window, dashes, draw_polylines

__all__ = ["Curve"]

_SAMPLES = 241
_NEAR = np.geomspace(1e-5, 1, 321)
"""Where, between 0 and the end of the view, a curve that is looked at closely is sampled besides."""


class Curve(Part):
    """y = ``function`` (x) over the view, ``dashed`` or not, as far as it lies ``within()`` two x.

    ``function`` takes (n,) to (n,); ``corners`` are the x where its slope jumps. A curve that will be seen
    ``close`` to 0, up to a hundred times as large, is smooth and sharp there, too.
    """

    def __init__(
        self,
        name: str,
        function: Function,
        colour: ManimColor,
        width: float,
        corners: tuple[float, ...] = (),
        *,
        dashed: bool = False,
        close: bool = False,
        within: Callable[[], tuple[float, float]] = lambda: (-np.inf, np.inf),
    ) -> None:
        super().__init__(stroke_color=colour, stroke_width=width)
        if close:  # a round join rounds the very corner that is looked at
            self.joint_type = LineJointType.MITER
        self._name, self._function, self._corners = name, function, corners
        self._dashed, self._close, self._within = dashed, close, within

    def draw(self, window: Window) -> None:
        """Sample the function evenly, at 0 and at its corners, so that these are sharp."""
        low, high = np.clip(self._within(), *window.view.x)
        near = np.outer(window.view.x, _NEAR).ravel() if self._close else np.empty(0)
        x = np.concatenate([np.linspace(*window.view.x, _SAMPLES), (0.0, *self._corners), near])
        x = np.union1d(x[(low < x) & (x < high)], (low, high))
        pieces = window.curve(np.column_stack([x, self._function(x)])) if low < high else []
        draw_polylines(self, [dash for piece in pieces for dash in dashes(piece)] if self._dashed else pieces)

    def claim(self, axes: Axes) -> Iterator[Claim]:
        """Claim that the curve follows the function."""
        yield Follows(self._name, self, self._function, axes, self._corners)
