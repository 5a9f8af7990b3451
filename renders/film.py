"""The scenes' clips to one film: picture, chapters, captions, and a JSON of what stands where."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from renders.captions import cues, write_captions
from renders.joining import check_film, first_frames, join
from renders.options import Variant
from renders.store import write_together
from renders.timeline import Timeline

__all__ = ["contents", "write_film"]


def write_film(timelines: Sequence[Timeline], clips: Sequence[Path], variant: Variant, folder: Path) -> list[Path]:
    """Join ``clips`` and write ``film.mp4``, ``.srt``, ``.vtt`` and ``.json``; return their paths.

    None is replaced before all four are written and the film's frames are counted; raises ``EncodingError`` if
    they do not fit.
    """
    targets = [folder / f"film.{kind}" for kind in ("mp4", "srt", "vtt", "json")]
    with write_together(*targets) as (film, srt, vtt, listing):
        join(clips, timelines, variant.fps, film)
        check_film(film, first_frames(timelines)[-1], variant.fps)
        captions = cues(timelines, variant.language, variant.fps)
        write_captions(captions, variant.fps, srt, "srt")
        write_captions(captions, variant.fps, vtt, "vtt")
        text = json.dumps(contents(timelines, clips, variant), ensure_ascii=False, indent=2)
        listing.write_text(text + "\n", encoding="utf-8")
    return targets


def contents(timelines: Sequence[Timeline], clips: Sequence[Path], variant: Variant) -> dict[str, Any]:
    """Compose what ``film.json`` says: per scene and beat the words, and where it stands in the joined film."""
    fps = variant.fps

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
        "width": width,
        "height": height,
        "fps": fps,
        "frames": starts[-1],
        "seconds": round(starts[-1] / fps, 6),
        "scenes": [
            {
                "name": timeline.name,
                "title": timeline.title,
                "file": clip.name,
                **span(start, start + timeline.frames),
                "beats": [
                    {
                        "name": beat.name,
                        "title": beat.title,
                        "said": beat.said,
                        **span(start + beat.start, start + beat.end),
                    }
                    for beat in timeline.beats
                ],
            }
            for timeline, clip, start in zip(timelines, clips, starts, strict=False)
        ],
    }
