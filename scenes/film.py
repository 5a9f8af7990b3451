"""The film: its scenes in their order. The only place that knows it."""

from __future__ import annotations

__all__ = ["FILM"]

FILM: tuple[str, ...] = (
    "scenes.shrinking_region:ShrinkingRegion",
    "scenes.kink:Kink",
    "scenes.steps:Steps",
)
"""``module:Class`` each: named, not imported, so that a command that draws nothing need not load manim."""
