"""Custom numbers for every case in which a scene's usual words would be false, and some of which they are true."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from custom_tables import houses, points

from common.explainer import Explainer
from renders.request.scenes import SceneRef
from scenes.film import CLIPS, FILM
from scenes.numbers.overfit import OverfitNumbers
from scenes.numbers.selection import SelectionNumbers

__all__ = ["OTHER_NUMBERS", "scenes_with_other_numbers"]

OTHER_NUMBERS: dict[str, list[dict[str, Any]]] = {
    "Overfit": [
        *({"data": points(seed), **OverfitNumbers.fitting(points(seed))} for seed in (4, 11, 28, 33)),
        {"small": 1e-6, "enough": 1e-4},
        {"enough": 2.0},
        {"enough": 0.3},
        {"degree": 6},
    ],
    "Selection": [
        {"data": houses(), **SelectionNumbers.fitting(houses())},
        {"weakest": 10.0},
        {"weakest": 30.0},
    ],
    "OneWeight": [
        {"weak": 0.05, "first": 0.03},
        {
            "x": (1.0, 2.0, 3.0, 4.0),
            "y": (-2.1, -3.9, -6.2, -7.6),
            "flattest": 1.2,
            "steepest": -4.6,
            "first": 18.0,
            "weak": 26.0,
            "more": 90.0,
        },
    ],
    "Kink": [{"centre": -0.7}],
    "Landscape": [
        {"hessian": ((0.8, 0.35), (0.35, 1.0)), "centre": (-1.05, 1.9), "start": (1.0, 2.5)},
        {"hessian": ((1.0, 0.0), (0.0, 0.5)), "centre": (-1.5, -1.0), "start": (-3.0, 0.8), "shallow": 0.2},
    ],
    "ThreeWeights": [
        {
            "hessian": ((0.9, -0.2, -0.1), (-0.2, 1.2, -0.2), (-0.1, -0.2, 1.0)),
            "face": (-1.4, -1.15, 1.0),
            "edge": (-0.65, -1.3, 1.55),
            "corner": (-0.55, -0.55, 2.1),
        },
        {"hessian": ((0.5, 0.0, 0.0), (0.0, 0.6, 0.0), (0.0, 0.0, 0.5)), "face": (1.3, 1.1, 1.25)},
    ],
    "Shrinkage": [
        {"curvature": 2.0, "strong": 3.0},
        {"largest": 9.0, "strength": 1.5, "strong": 5.0, "inputs": 40},
    ],
    "Steps": [
        {"start": 2.4, "step": 0.4},
        {"start": -2.4},
        {"start": 2.0, "step": 0.25, "centre": 1.0, "settling": 20},
    ],
    "ShrinkingRegion": [
        {
            "hessian": ((1.0, 0.5), (0.5, 0.5)),
            "centre": (0.8, 2.0),
            "loosest": 3.0,
            "on_an_edge": 1.9,
            "tightest": 0.7,
        },
        {
            "hessian": ((1.0, 0.5), (0.5, 0.45)),
            "centre": (2.6, 0.2),
            "loosest": 2.85,
            "on_an_edge": 2.603,
            "tightest": 0.7,
        },
        {
            "hessian": ((1.0, 0.5), (0.5, 0.45)),
            "centre": (2.6, -0.2),
            "loosest": 2.85,
            "on_an_edge": 2.603,
            "tightest": 0.7,
        },
        {
            "hessian": ((1.0, 0.5), (0.5, 0.45)),
            "centre": (2.6, -0.2),
            "loosest": 2.85,
            "on_an_edge": 2.4,
            "tightest": 0.7,
        },
        {"turns": 0},
        {"sway": 0.0, "turns": 0, "while_turning": 0.6},
        {"sway": 3.0, "approach": 0.0, "turns": 0},
    ],
}
"""By the scene's name, what differs from the film's numbers."""


def scenes_with_other_numbers() -> Iterator[type[Explainer]]:
    """All scenes, each with each of its other numbers."""
    for scene in map(SceneRef.parse, FILM + CLIPS):
        usual = scene.load()
        for numbers in OTHER_NUMBERS.get(usual.__name__, []):
            yield scene.carrying(type(usual.numbers)(**numbers)).load()
