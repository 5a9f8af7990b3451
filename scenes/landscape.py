"""The loss of two weights as a landscape: L1 folds it along the axes, L2 only bends it."""

from __future__ import annotations

from common.explainer import Explainer
from common.figures.half import Half
from common.figures.lettering import Lettering, lettering
from common.style import TYPE
from scenes.numbers.landscape import LandscapeNumbers

__all__ = ["Landscape"]


class Landscape(Explainer[LandscapeNumbers]):
    """A fold holds the ball that rolls into it; a bend holds nothing."""

    numbers = LandscapeNumbers()

    def construct(self) -> None:
        """Let a ball roll down the loss, then add either price, and look from above."""
        self.compare(_title)
        self.put(lambda title: [title])

        with self.beat("bowl") as beat:
            for mark in ("pull_back", "bowl", "ball", "best"):
                beat.at(mark)

        with self.beat("fold") as beat:
            for mark in ("raise", "fold", "axes", "cross"):
                beat.at(mark)

        with self.beat("catch") as beat:
            for mark in ("shallow", "enough", "roll", "along", "land"):
                beat.at(mark)

        with self.beat("bend") as beat:
            for mark in ("swap", "bend", "roll", "more"):
                beat.at(mark)

        with self.beat("remember") as beat:
            for mark in ("fold", "bend"):
                beat.at(mark)

        with self.beat("above") as beat:
            for mark in ("climb", "apart", "loss", "price", "picture"):
                beat.at(mark)


def _title(half: Half) -> Lettering:
    """The name of a half, in the place of its picture."""
    title = lettering(half.labels[half.penalty.name], TYPE.title, half.colour, bold=True)
    return title.move_to(half.box.centre)
