"""What is heard in clips: the voice's takes, each on its frame, and a tick where a weight lands on exactly 0."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from common.voice.takes import FOLDER, film_voice, take_file
from renders.build.clip import Clip
from renders.picture.timeline import Timeline, first_frames
from renders.request.variant import Variant
from renders.video.joining import Chapter, check_frames, concatenate
from renders.video.loudness import PLATFORM
from renders.video.muxing import add_sound
from renders.video.sound import Sound, Take

__all__ = ["join_clips", "sound_of", "write_heard"]

_APART = 0.2
"""Seconds between two ticks at least: what lands together is heard once."""


def sound_of(timelines: Sequence[Timeline], variant: Variant) -> Sound:
    """Place what is heard in scenes that are played one after another; nothing, if none of them is spoken."""
    fps, starts = variant.fps, first_frames(timelines)
    voice = variant.voice or film_voice(variant.language)
    folder = variant.others.folder_of if variant.others else lambda _: FOLDER
    takes = tuple(
        Take(
            (first + beat.start) / fps + line.start,
            line.end - line.start,
            take_file(line.take, variant.language, voice, folder(line.take)),
        )
        for timeline, first in zip(timelines, starts, strict=False)
        for beat in timeline.beats
        for line in beat.lines
    )
    landings = [
        (first + frame) / fps
        for timeline, first in zip(timelines, starts, strict=False)
        for beat in timeline.beats
        for frame in beat.landings
        if beat.lines and variant.cues
    ]
    ticks = [after for before, after in pairwise([-_APART, *sorted(landings)]) if after - before >= _APART]
    return Sound(starts[-1] / fps, takes, tuple(ticks))


def join_clips(
    clips: Sequence[Clip],
    variant: Variant,
    target: Path,
    marks: Sequence[Chapter] = (),
    *,
    level: float = PLATFORM,
    plain: bool = False,
) -> None:
    """Join ``clips`` to ``target`` without encoding pictures again, with ``marks`` inside it and what is heard.

    ``plain`` is as for ``add_sound``. Raises ``EncodingError`` if they do not fit together, and ``TakeError`` for
    a take that is not as it should be.
    """
    timelines = [clip.timeline for clip in clips]
    lengths = [timeline.frames for timeline in timelines]

    def join(joined: Path) -> None:
        concatenate([clip.file for clip in clips], lengths, variant.fps, joined, marks)

    write_heard(target, sound_of(timelines, variant), join, level=level, plain=plain)
    check_frames(target, sum(lengths), variant.fps)


def write_heard(
    target: Path, sound: Sound, write: Callable[[Path], object], *, level: float = PLATFORM, plain: bool = False
) -> None:
    """Let ``write`` put the pictures into a file, and ``sound`` beside them into ``target``.

    Where nothing is heard, it writes ``target`` itself. ``plain``, and what is raised, are as for ``add_sound``.
    """
    if not (sound or plain):
        write(target)
        return
    silent = target.with_name(f"silent-{target.name}")
    try:
        write(silent)
        add_sound(silent, target, sound, level, plain=plain)
    finally:
        silent.unlink(missing_ok=True)
