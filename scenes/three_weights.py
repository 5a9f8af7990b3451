"""Three weights: the octahedron is met on faces, edges and corners, the ball only on its round side."""

from __future__ import annotations

from common.explainer import Explainer
from common.figures.panel import Panel
from scenes.numbers.three_weights import ThreeWeightsNumbers

__all__ = ["ThreeWeights"]


class ThreeWeights(Explainer[ThreeWeightsNumbers]):
    """One loss moves, and meets a face, an edge and a corner: no weight is zero, then one, then two."""

    numbers = ThreeWeightsNumbers()

    def construct(self) -> None:
        """Let the loss grow until it touches, then move it from kind to kind of contact."""
        self.compare(Panel.of, ())
        self.put(lambda panel: [panel])

        with self.beat("solids") as beat:
            beat.at("octa")
            beat.at("ball")
            beat.at("loss")
            beat.at("touch")

        with self.beat("face") as beat:
            beat.at("face")
            beat.at("none")

        with self.beat("edge") as beat:
            beat.at("move")
            beat.at("edge")
            beat.at("land")
            beat.at("count")

        with self.beat("corner") as beat:
            beat.at("move")
            beat.at("corner")
            beat.at("land")
            beat.at("count")

        with self.beat("ball") as beat:
            beat.at("ball")
            beat.at("glide")
            beat.at("none")
            beat.at("round")

        with self.beat("remember") as beat:
            beat.at("face")
            beat.at("edge")
            beat.at("corner")
            beat.at("none")
            beat.at("more")
