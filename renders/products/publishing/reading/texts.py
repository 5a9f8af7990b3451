"""Captions and texts, read back: captions as FFmpeg finds them, texts as a platform does."""

from __future__ import annotations

import html
import itertools
import re
from dataclasses import dataclass
from pathlib import Path

import av

from renders.products.publishing.measures import Measured
from renders.video.ffmpeg_names import ffmpeg_name

__all__ = ["read_captions", "read_tags", "read_text", "read_timestamps"]

_TIMESTAMP = re.compile(r"^(?:(\d+):)?(\d{1,2}):(\d{2}) (\S.*)$", re.MULTILINE)


def read_captions(file: Path, language: str, seconds: float) -> list[Measured]:
    """Measure a caption file for a video of so many ``seconds``; the cues are FFmpeg's reading of it."""
    cues = _cues(file)
    speeds = {cue: len(cue.text.replace("\n", "")) / max(cue.end - cue.start, 0.001) for cue in cues}
    fastest = max(cues, key=lambda cue: speeds[cue], default=None)
    where = f"at {fastest.start:.2f} s: {fastest.text!r}" if fastest else ""
    lengths = [cue.end - cue.start for cue in cues]
    measured: dict[str, float] = {
        "cues": len(cues),
        "characters_a_line": max((len(line) for cue in cues for line in cue.text.split("\n")), default=0),
        "lines": max((cue.text.count("\n") + 1 for cue in cues), default=0),
        "characters_a_second": round(max(speeds.values(), default=0.0), 2),
        "shortest": round(min(lengths, default=0.0), 3),
        "longest": round(max(lengths, default=0.0), 3),
        "overlaps": sum(after.start < before.end - 1e-6 for before, after in itertools.pairwise(cues)),
        "after_end": round(max((cue.end for cue in cues), default=0.0) - seconds, 3),
    }
    return [
        Measured(f"captions.{language}.{name}", value, file.name, where if name == "characters_a_second" else "")
        for name, value in measured.items()
    ]


def read_text(file: Path) -> list[Measured]:
    """Measure ``title.txt``, ``description.zh.txt`` and the like, whose name says which it is."""
    text, what = file.read_text(encoding="utf-8").strip(), file.name.partition(".")[0]
    measured = {
        "characters": len(text),
        "bytes": len(text.encode()),
        "angle_brackets": sum(map(text.count, "<>")),
    }
    return [Measured(f"{what}.{name}", value, file.name) for name, value in measured.items()]


def read_tags(file: Path) -> list[Measured]:
    """Measure a line of tags, parted by commas."""
    line = file.read_text(encoding="utf-8").strip()
    tags = [tag.strip() for tag in line.split(",") if tag.strip()]
    measured = {"count": len(tags), "characters": len(line), "longest": max(map(len, tags), default=0)}
    return [Measured(f"tags.{name}", value, file.name) for name, value in measured.items()]


def read_timestamps(file: Path, seconds: float) -> list[Measured]:
    """Measure the chapters in a text as a platform finds them, in lines that begin with a time; there may be none.

    Of a WebVTT file, the cues are its chapters.
    """
    if file.suffix == ".vtt":
        found = [(cue.start, cue.text) for cue in _cues(file)]
    else:
        found = [
            (int(hours or 0) * 3600.0 + int(minutes) * 60 + int(rest), title)
            for hours, minutes, rest, title in _TIMESTAMP.findall(file.read_text(encoding="utf-8"))
        ]
    if not found:
        return []
    ends = [*(start for start, _ in found[1:]), seconds]
    measured = {
        "count": len(found),
        "first": found[0][0],
        "shortest": round(min(end - start for (start, _), end in zip(found, ends, strict=True)), 3),
        "longest_title": max(len(title) for _, title in found),
    }
    return [Measured(f"chapters.{name}", value, file.name) for name, value in measured.items()]


@dataclass(frozen=True)
class _Cue:
    start: float
    end: float
    text: str


def _cues(file: Path) -> list[_Cue]:
    """The cues of a caption file as FFmpeg reads them, in seconds; their lines are parted by a line feed."""
    cues = []
    with av.open(ffmpeg_name(file)) as container:
        for packet in container.demux():
            if packet.pts is not None:
                text = bytes(packet).decode().strip().replace("\r", "")
                clock = float(packet.time_base or 0)
                start, end = packet.pts * clock, (packet.pts + (packet.duration or 0)) * clock
                cues.append(_Cue(start, end, html.unescape(text) if file.suffix == ".vtt" else text))
    return cues
