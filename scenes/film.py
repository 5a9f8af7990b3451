"""The film: its scenes in their order, and the clips beside it. The only place that knows them."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["CLIPS", "END_SCREEN", "FILM", "POSTERS"]

FILM: tuple[str, ...] = (
    "scenes.overfit:Overfit",
    "scenes.one_weight:OneWeight",
    "scenes.kink:Kink",
    "scenes.landscape:Landscape",
    "scenes.shrinking_region:ShrinkingRegion",
    "scenes.shrinkage:Shrinkage",
    "scenes.steps:Steps",
    "scenes.reaches_zero:ReachesZero",
    "scenes.priors:Priors",
    "scenes.selection:Selection",
    "scenes.recap:Recap",
)
"""``module:Class`` each: named, not imported, so that a command that draws nothing need not load manim."""

CLIPS: tuple[str, ...] = ("scenes.three_weights:ThreeWeights",)
"""Scenes that stand by themselves: the film, and all that is made of it as a whole, lack them."""

END_SCREEN = "scenes.end_screen:EndScreen"
"""What follows the film where a platform shows what to watch next; nothing else has it."""

POSTERS: Mapping[str, str] = {"Overfit": "exponent", "Landscape": "catch", "Steps": "race"}
"""The beat whose end stands for a scene before it is played; the last picture of these leads over to the next."""
