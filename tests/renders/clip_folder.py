"""What the command ``film`` wrote, as clips."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from common.beats import Beat
from renders.build.clip import Clip
from renders.picture.timeline import Timeline
from renders.request.variant import QUALITIES, Variant

SMALL = Variant(quality=QUALITIES["480p15"])


def clips_in(film_folder: Path) -> list[Clip]:
    """The clips of Moving (two beats), Blink (one frame, nothing said) and Flat, at 480p15."""
    scenes = json.loads((film_folder / "film.json").read_text(encoding="utf-8"))["scenes"]
    return [_clip(scene, film_folder) for scene in scenes]


def _clip(scene: dict[str, Any], folder: Path) -> Clip:
    first = scene["start_frame"]
    beats = tuple(
        Beat(beat["name"], beat["start_frame"] - first, beat["end_frame"] - first, beat["title"], beat["said"])
        for beat in scene["beats"]
    )
    timeline = Timeline(scene["name"], scene["title"], scene["end_frame"] - first, beats)
    return Clip(timeline, folder / scene["file"], scene["sha256"])
