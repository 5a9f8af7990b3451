"""Three weights: the octahedron is met on faces, edges and corners, the ball only on its round side."""

from __future__ import annotations

from common.explainer import Explainer
from common.figures.half import Half
from common.figures.lettering import Lettering, lettering
from common.style import TYPE
from scenes.numbers.three_weights import ThreeWeightsNumbers

__all__ = ["ThreeWeights"]


class ThreeWeights(Explainer[ThreeWeightsNumbers]):
    """One loss moves, and meets a face, an edge and a corner: no weight is zero, then one, then two."""

    numbers = ThreeWeightsNumbers()

    def construct(self) -> None:
        """Let the loss grow until it touches, then move it from kind to kind of contact."""
        self.compare(_title)
        self.put(lambda title: [title])

        with self.beat("solids") as beat:
            for mark in ("octa", "ball", "loss", "touch"):
                beat.at(mark)

        with self.beat("face") as beat:
            for mark in ("face", "none"):
                beat.at(mark)

        with self.beat("edge") as beat:
            for mark in ("move", "edge", "land", "count"):
                beat.at(mark)

        with self.beat("corner") as beat:
            for mark in ("move", "corner", "land", "count"):
                beat.at(mark)

        with self.beat("ball") as beat:
            for mark in ("ball", "glide", "none", "round"):
                beat.at(mark)

        with self.beat("remember") as beat:
            for mark in ("face", "edge", "corner", "none", "more"):
                beat.at(mark)


def _title(half: Half) -> Lettering:
    """The name of a half, in the place of its picture."""
    title = lettering(half.labels[half.penalty.name], TYPE.title, half.colour, bold=True)
    return title.move_to(half.box.centre)
