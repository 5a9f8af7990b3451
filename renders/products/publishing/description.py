"""The texts to paste: title, description, tags and lists of chapters, in a platform's form."""

from __future__ import annotations

from collections.abc import Sequence

from renders.picture.timeline import Timeline
from renders.products.publishing.platforms import Platform
from renders.products.surround.chapters import clock
from renders.products.surround.wording import Wording
from renders.video.joining import Chapter

__all__ = ["chapter_lines", "description", "pitch"]


def description(
    wording: Wording,
    summary: str,
    marks: Sequence[Chapter],
    fps: int,
    platform: Platform,
    voice: str,
    elsewhere: Sequence[str] = (),
) -> str:
    """Compose the description: ``summary``, chapters where the platform reads them there, notes, hashtags.

    The notes say what λ is ``elsewhere``, whose ``voice`` is heard, if that has to be said, and where the captions
    are.
    """
    parts = [summary]
    if "description" in platform.chapters and marks:
        parts.append("\n".join([wording.chapters, *chapter_lines(marks, fps)]))
    captions = wording.captions_in_picture if platform.captions_in_picture else wording.captions
    parts += [*elsewhere, f"{voice}\n{captions}".lstrip()]
    tagged = " ".join(f"#{tag}" for tag in wording.hashtags[: platform.hashtags])
    return "\n\n".join(part for part in [*parts, tagged] if part) + "\n"


def chapter_lines(marks: Sequence[Chapter], fps: int) -> list[str]:
    """A line a chapter: its time, a space, its title."""
    return [f"{clock(mark.start, fps)} {' '.join(mark.title.split())}" for mark in marks]


def pitch(wording: Wording, scene: Timeline | None) -> str:
    """Return what the film is about; of one scene, what it says last, and what it is part of."""
    if scene is None:
        return wording.pitch
    said = [beat.said for beat in scene.beats if beat.said]
    # Platforms refuse angle brackets.
    return "\n\n".join([*said[-1:], wording.scene_pitch]).translate({ord("<"): "‹", ord(">"): "›"})
