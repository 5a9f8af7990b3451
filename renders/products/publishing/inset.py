"""The layout of film and captions in a picture of which a platform covers some."""

from __future__ import annotations

from dataclasses import dataclass

from common.stage import ASPECTS, Stage
from renders.captions.breaking import LIMITS
from renders.products.publishing.platforms import FreeArea
from renders.request.variant import Variant

__all__ = ["LEADING", "SIZE", "Inset", "Rect"]

SIZE = 30.0
"""Of the captions, in points of ``common.style.TYPE``."""
LEADING = 0.56
"""Scene units from one baseline of a caption to the next."""
_LINES = 2
_GAP = 0.2
"""Scene units between the film and its captions."""
_EM = 0.41
"""Scene units of an em in that size."""
_ADVANCE = {"en": 0.47, "zh": 0.94}
"""The average width of a character, in ems."""


@dataclass(frozen=True)
class Rect:
    """Whole, even pixels, counted from the upper left corner; ``left`` and ``top`` may lie outside the picture."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True)
class Inset:
    """In a picture of ``size`` (width, height in pixels), the ``film``'s own picture, and its ``captions``.

    The film is made just so small that what it shows, which keeps within its safe area, and two lines of captions
    under that both stand in what the platform leaves free. Of the film, what is seen through the ``window`` is
    shown: there, nothing that runs off its edges ends beside them, or behind the platform's buttons.
    """

    size: tuple[int, int]
    film: Rect
    window: Rect
    captions: Rect
    unit: float
    """Pixels of a scene unit, for captions; the film's own are smaller."""

    @classmethod
    def of(cls, variant: Variant, area: FreeArea) -> Inset:
        """Find the places for a variant on a platform that leaves ``area`` free."""
        aspect = ASPECTS[variant.aspect]
        width, height = variant.size
        unit = width / aspect.frame[0]
        safe = Stage(aspect).safe
        left, right = area.left * width, (1 - area.right) * width
        top, bottom = area.top * height, (1 - area.bottom) * height
        room = unit * (_LINES * LEADING + _GAP)
        scale = min(1.0, (right - left) / (unit * safe.width), (bottom - top - room) / (unit * safe.height))
        # As near to the middle of the whole picture as it may be.
        half = scale * unit * safe.width / 2
        middle = min(max(width / 2, left + half), right - half)
        reach = min(middle - left, right - middle)
        film = Rect(
            _even(middle - scale * width / 2),
            _even(top - scale * (height / 2 - unit * safe.top)),
            _even(scale * width),
            _even(scale * height),
        )
        under = top + scale * unit * safe.height + unit * _GAP
        captions = Rect(_even(middle - reach), _even(under), _even(2 * reach), _even(unit * _LINES * LEADING))
        window = Rect(_even(left), _even(top), _even(right) - _even(left), captions.top - _even(top))
        return cls((width, height), film, window, captions, unit)

    def characters(self, language: str) -> int:
        """The most characters that a line of captions may have."""
        fitting = int(self.captions.width / (self.unit * _EM * _ADVANCE[language]))
        return min(LIMITS[language].line, fitting)


def _even(pixels: float) -> int:
    return 2 * round(pixels / 2)
