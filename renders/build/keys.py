"""Keys: what a thing is made of, so that it is made again when that has changed, and only then."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from renders.build.sources import Sources
from renders.build.task import PartTask
from renders.request.scenes import SceneRef
from renders.request.variant import Variant
from renders.video.joining import concatenate

__all__ = ["CLIP_MAKERS", "VARIANT_INGREDIENTS", "differences", "ingredients", "key_of"]

VARIANT_INGREDIENTS = ("scene", "language", "aspect", "theme", "quality", "voice")
"""The ingredients that identify a clip; the others are what it is made of."""

Maker = Callable[..., Any]

CLIP_MAKERS: Sequence[Maker] = (PartTask, concatenate)
"""The modules that make clips of any scene: every clip depends on their modules and on what these import."""


def ingredients(
    scene: SceneRef, variant: Variant, sources: Sources | None = None, makers: Sequence[Maker] = CLIP_MAKERS
) -> dict[str, str]:
    """Name all that the clip of ``scene`` depends on, each with its SHA-256 or its value.

    Several scenes may share one reading of the ``sources``; without it they are read as they are now. What else
    than a clip is made of the scene depends on other ``makers``.

    Raises ``BadInputError`` where a module is missing or is not Python, ``WordsError`` where the words are faulty.
    """
    sources = sources or Sources()
    everything = {
        "scene": str(scene),
        "language": variant.language,
        "aspect": variant.aspect,
        "theme": variant.theme,
        "quality": variant.quality.name,
        "voice": variant.voice,
        "words": sources.words(scene.name, variant.language),
        "takes": sources.takes(scene.name, variant),
        **sources.versions,
        **sources.files(scene.module, *(maker.__module__ for maker in makers)),
    }
    return dict(sorted(everything.items()))


def key_of(ingredients: Mapping[str, str]) -> str:
    """One key for all ``ingredients``, whatever their order: a SHA-256 in hexadecimal digits."""
    return hashlib.sha256(json.dumps(ingredients, sort_keys=True).encode()).hexdigest()


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Name the ingredients that are not the same, and say of those that are new or gone that they are.

    >>> differences({"scenes/kink.py": "1f", "old.py": "2e"}, {"scenes/kink.py": "3d", "new.py": "4c"})
    ['new.py (new)', 'old.py (gone)', 'scenes/kink.py']
    """
    return [
        name if name in before and name in after else f"{name} ({'new' if name in after else 'gone'})"
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    ]
