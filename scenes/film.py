"""The film: its scenes in their order. The only place that knows it."""

from __future__ import annotations

__all__ = ["FILM"]

FILM: tuple[str, ...] = (
    "scenes.overfit:Overfit",
    "scenes.one_weight:OneWeight",
    "scenes.kink:Kink",
    "scenes.shrinkage:Shrinkage",
    "scenes.steps:Steps",
    "scenes.reaches_zero:ReachesZero",
    "scenes.shrinking_region:ShrinkingRegion",
    "scenes.priors:Priors",
    "scenes.selection:Selection",
    "scenes.recap:Recap",
)
"""``module:Class`` each: named, not imported, so that a command that draws nothing need not load manim."""
