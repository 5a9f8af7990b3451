"""EndScreen: the film's pictures stay alive beside the room in which a platform shows what to watch next."""

from __future__ import annotations

from manim import FadeIn, VGroup

from common.explainer import Explainer
from common.figures.gallery import Gallery
from common.figures.tags import tags_in
from common.stage import LANDSCAPE, Box, Stage
from common.style import TEMPO
from scenes.numbers.recap import RecapNumbers
from scenes.recap import Recap

__all__ = ["EndScreen"]

_SHARE = 0.46  # of the safe area, for the pictures; the rest is left free
_TAGS = 0.6


class EndScreen(Explainer[RecapNumbers]):
    """Fifteen seconds without a word, in which all six land, leave, and land again, on one side of the picture."""

    numbers = RecapNumbers()
    shaded = True

    def construct(self) -> None:
        """Let all pictures go to where they land under L1, past it, back to where they began, and there again."""
        stage = Stage(self.stage.aspect)
        head, stage.clear = self._wall().cut_top(_TAGS, gap=0.25)
        gallery = self.gallery = Gallery(self.numbers, stage, self.camera, self.theme)
        for name, tracker in gallery.turned_on.items():
            tracker.set_value(self.numbers.moves[name].start)
        tags = tags_in(head, Recap.said(self.setting.language).labels, self.theme)
        with self.beat("wall"):
            self.play(FadeIn(VGroup(*gallery.figures)), FadeIn(tags), run_time=TEMPO.enter)
            self.play(*gallery.land(4.0))
            self.hold(1.4)
            self.play(*gallery.go_to(self.numbers.last), run_time=1.5)
            self.hold(1.0)
            self.play(*gallery.go_to(0.0), run_time=1.5)
            self.play(*gallery.land(4.0))
            self.hold(1.0)

    def _wall(self) -> Box:
        """The left of a wide picture, or the upper part of another."""
        safe = self.stage.safe
        if self.stage.aspect is LANDSCAPE:
            return Box(safe.left, safe.bottom, safe.left + _SHARE * safe.width, safe.top)
        return safe.cut_top(_SHARE * safe.height)[0]
