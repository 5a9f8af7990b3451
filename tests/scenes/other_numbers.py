"""Numbers of one's own for every case in which a scene's usual words would be false."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from common.explainer import Explainer
from renders.catalogue import carrying, load_scene
from scenes.film import FILM

__all__ = ["OTHER_NUMBERS", "scenes_with_other_numbers"]

OTHER_NUMBERS: dict[str, list[dict[str, Any]]] = {}
"""By the scene's name, what differs from the film's numbers."""


def scenes_with_other_numbers() -> Iterator[type[Explainer]]:
    """The film's scenes, each with each of its other numbers."""
    for scene in FILM:
        usual = load_scene(scene)
        for numbers in OTHER_NUMBERS.get(usual.__name__, []):
            yield load_scene(carrying(scene, type(usual.numbers)(**numbers)))
