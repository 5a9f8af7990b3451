"""Names of files as FFmpeg takes them."""

from __future__ import annotations

from pathlib import Path

__all__ = ["ffmpeg_name"]


def ffmpeg_name(file: Path) -> str:
    """``file`` from the root of the disk: of a relative path, what stands before a colon would be a protocol.

    >>> ffmpeg_name(Path("12:30/film.mp4")).startswith("/")
    True
    """
    return str(file.absolute())
