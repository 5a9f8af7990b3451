"""The scenes' clips to one film: picture, chapters, captions, and a JSON of what stands where."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from common.voice.takes import film_voice
from renders.build.clip import Clip
from renders.build.hearing import join_clips
from renders.build.keys import key_of
from renders.build.site import Site
from renders.build.sources import Sources
from renders.captions.cues import captions, cues
from renders.files.atomic import digest, digest_if_readable, stand, write_together
from renders.picture.timeline import first_frames
from renders.request.variant import Variant
from renders.video.joining import chapters

__all__ = ["contents", "write_film"]


def write_film(clips: Sequence[Clip], site: Site) -> list[Path]:
    """Join ``clips`` to ``film.mp4``, ``.srt``, ``.vtt`` and ``.json`` in the site's folder; return their paths.

    What is there already, whole and of these very clips, stays. Otherwise none is replaced before all four are
    written and the film's frames are counted; raises ``EncodingError`` if they do not fit.
    """
    variant = site.variant
    targets = [site.folder / f"film.{kind}" for kind in ("mp4", "srt", "vtt", "json")]
    timelines = [clip.timeline for clip in clips]
    spoken = cues(timelines, variant.language, variant.fps)
    texts = [captions(spoken, variant.fps, kind) for kind in ("srt", "vtt")]
    listing = {**contents(clips, variant), "cues": variant.cues}
    there, *told = targets
    if stand(told, [*texts, _text(listing, digest_if_readable(there))]):
        return targets
    with write_together(*targets) as (film, *others):
        join_clips(clips, variant, film, chapters(timelines))
        for file, text in zip(others, [*texts, _text(listing, digest(film))], strict=True):
            file.write_text(text, encoding="utf-8")
    return targets


def contents(clips: Sequence[Clip], variant: Variant) -> dict[str, Any]:
    """Compose what ``film.json`` says: per scene and beat the words, and where it stands in the joined film."""
    fps = variant.fps
    timelines = [clip.timeline for clip in clips]

    def span(start: int, end: int) -> dict[str, Any]:
        return {
            "start_frame": start,
            "end_frame": end,
            "start_seconds": round(start / fps, 6),
            "end_seconds": round(end / fps, 6),
        }

    width, height = variant.size
    starts = first_frames(timelines)
    return {
        "language": variant.language,
        "aspect": variant.aspect,
        "theme": variant.theme,
        "quality": variant.quality.name,
        "voice": variant.voice or film_voice(variant.language),
        "width": width,
        "height": height,
        "fps": fps,
        "frames": starts[-1],
        "seconds": round(starts[-1] / fps, 6),
        "scenes": [
            {
                "name": timeline.name,
                "title": timeline.title,
                "file": f"{timeline.name}.mp4",
                "sha256": clip.sha256,
                **span(start, start + timeline.frames),
                "beats": [
                    {
                        "name": beat.name,
                        "title": beat.title,
                        "said": beat.said,
                        **span(start + beat.start, start + beat.end),
                        "lines": [[line.text, line.start, line.end, line.take] for line in beat.lines],
                    }
                    for beat in timeline.beats
                ],
            }
            for timeline, clip, start in zip(timelines, clips, starts, strict=False)
        ],
        "joined_by": key_of(Sources().files(__name__)),
    }


def _text(listing: dict[str, Any], film: str) -> str:
    """Return the content of ``film.json`` for a film with that SHA-256."""
    return json.dumps(listing | {"sha256": film}, ensure_ascii=False, indent=2) + "\n"
