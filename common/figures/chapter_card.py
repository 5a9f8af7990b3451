"""The card with a scene's title, which stands over the picture for a moment."""

from __future__ import annotations

import numpy as np
from manim import FullScreenRectangle, VGroup

from common.figures.lettering import lines_of
from common.stage import Stage
from common.style import ATTENTION, TEMPO, TYPE, Theme

__all__ = ["ChapterCard"]

_TIMES = (0.0, TEMPO.card_in, TEMPO.card - TEMPO.card_out, TEMPO.card)
_SEEN = (0.0, 1.0, 1.0, 0.0)
_ABOVE_ALL = 100
_DIGITS = 6  # of its time, which is as long however many steps it was counted in


class ChapterCard(VGroup):
    """A ``title`` over a veil, under which the picture goes on; both come and go by the scene's clock."""

    def __init__(self, title: str, stage: Stage, theme: Theme) -> None:
        self.veil = FullScreenRectangle(stroke_width=0, fill_color=theme.background)
        self.lines = VGroup(*lines_of(title, TYPE.card, theme.ink, stage.safe.width))
        super().__init__(self.veil, self.lines)
        self.set_z_index(_ABOVE_ALL)
        self._elapsed = 0.0
        self._show()
        self.add_updater(lambda card, dt: card._pass(dt))

    @property
    def hides(self) -> bool:
        """True while the veil is seen."""
        return float(self.veil.get_fill_opacity()) > 0

    @property
    def remaining(self) -> float:
        """Seconds for which it is still to be seen."""
        return max(0.0, round(TEMPO.card - self._elapsed, _DIGITS))

    def _pass(self, seconds: float) -> None:
        if seconds and self.remaining:
            self._elapsed += seconds
            self._show()

    def _show(self) -> None:
        seen = float(np.interp(TEMPO.card - self.remaining, _TIMES, _SEEN))
        self.veil.set_fill(opacity=seen * (1 - ATTENTION.under_card))
        self.lines.set_fill(opacity=seen)
