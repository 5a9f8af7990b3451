"""Chapters as a person reads them, and as a browser does."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from renders.video.joining import Chapter

__all__ = ["clock", "web_chapters"]


def clock(frame: int, fps: int) -> str:
    """The whole second of ``frame`` as it stands in a list of chapters.

    >>> clock(0, 30), clock(4500, 30), clock(120000, 30)
    ('0:00', '2:30', '1:06:40')
    """
    minutes, seconds = divmod(frame // fps, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours}:{minutes:02}:{seconds:02}"
    return f"{minutes}:{seconds:02}"


def web_chapters(marks: Sequence[Chapter], fps: int) -> str:
    """Compose a WebVTT track of chapters."""
    cues = [
        f"{_stamp(each.start, fps)} --> {_stamp(each.end, fps)}\n{escape(each.title, quote=False)}\n"
        for each in marks
    ]
    return "\n".join(["WEBVTT\n", *cues])


def _stamp(frame: int, fps: int) -> str:
    # Up, not down: a chapter that starts a moment early would show the last frame of the one before.
    milliseconds = -(-frame * 1000 // fps)
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"
