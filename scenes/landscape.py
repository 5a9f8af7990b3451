"""The loss of two weights as a landscape: L1 folds it along the axes, L2 only bends it."""

from __future__ import annotations

from common.explainer import Explainer
from common.figures.panel import Panel
from scenes.numbers.landscape import LandscapeNumbers

__all__ = ["Landscape"]


class Landscape(Explainer[LandscapeNumbers]):
    """A fold holds the ball that rolls into it; a bend holds nothing."""

    numbers = LandscapeNumbers()

    def construct(self) -> None:
        """Let a ball roll down the loss, then add either price, and look from above."""
        self.compare(Panel.of, ())
        self.put(lambda panel: [panel])

        with self.beat("bowl") as beat:
            beat.at("pull_back")
            beat.at("bowl")
            beat.at("ball")
            beat.at("best")

        with self.beat("fold") as beat:
            beat.at("raise")
            beat.at("fold")
            beat.at("axes")
            beat.at("cross")

        with self.beat("catch") as beat:
            beat.at("shallow")
            beat.at("enough")
            beat.at("roll")
            beat.at("along")
            beat.at("land")

        with self.beat("bend") as beat:
            beat.at("swap")
            beat.at("bend")
            beat.at("roll")
            beat.at("more")

        with self.beat("remember") as beat:
            beat.at("fold")
            beat.at("bend")

        with self.beat("above") as beat:
            beat.at("climb")
            beat.at("apart")
            beat.at("loss")
            beat.at("price")
            beat.at("picture")
