"""Do rings close around what has landed on zero, or are they there all at once?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from manim import Circle, Mobject

from common.explainer import Explainer
from common.style import Theme
from renders.critic.problem import Finding
from renders.critic.sight import box_of

__all__ = ["Landings"]

_SEEN, _FULL = 0.02, 0.95
_DISC = 0.5  # a circle that is filled more is no ring: one that blooms is filled less
_LEAST_RATE = 10
"""Frames a second from which on a ring can be seen to close."""


class Landings:
    """Follows from frame to frame how opaque each circle in the colour of zero is."""

    def __init__(self) -> None:
        self._plays = -1
        self._rings: list[Circle] = []
        self._opacities: dict[int, dict[Circle, float]] = {}

    def note(self, scene: Explainer, index: int) -> None:
        """Take in the frame ``index``. Equal frames need not be noted."""
        if scene.renderer.num_plays != self._plays:  # only then do rings come or go
            self._plays = scene.renderer.num_plays
            members = (each for mobject in scene.mobjects for each in mobject.get_family())
            self._rings = [each for each in members if isinstance(each, Circle) and _is_ring(each, scene.theme)]
        self._opacities[index] = {ring: float(ring.get_stroke_opacity()) for ring in self._rings}

    def findings(self, fps: int) -> Iterator[tuple[int, Finding]]:
        """Rings that were not to be seen, and in the next frame are as good as closed."""
        for one, two in pairwise(sorted(self._opacities)):
            for ring, opacity in self._opacities[two].items():
                if fps >= _LEAST_RATE and self._opacities[one].get(ring, 1.0) <= _SEEN and opacity >= _FULL:
                    said = "closed, but not there a frame before"
                    yield two, Finding("time/pop", ("ring of a zero",), said, (box_of(ring),))


def _is_ring(circle: Mobject, theme: Theme) -> bool:
    return bool(circle.get_fill_opacity() < _DISC and circle.get_stroke_color() == theme.zero)
