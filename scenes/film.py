"""The film: its scenes in their order. The only place that knows it."""

from __future__ import annotations

from common.explainer import Explainer
from scenes.kink import Kink
from scenes.shrinking_region import ShrinkingRegion
from scenes.steps import Steps

__all__ = ["FILM"]

FILM: tuple[type[Explainer], ...] = (ShrinkingRegion, Kink, Steps)
