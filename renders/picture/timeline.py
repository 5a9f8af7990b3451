"""Timelines of rendered scenes: title, length and beats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from common.beats import Beat

__all__ = ["MOMENTS", "Timeline", "UnsteadySceneError", "first_frames", "moment"]


class UnsteadySceneError(RuntimeError):
    """A scene was played more than once, and its frames or beats were not the same."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} went differently the second time: is it drawn by chance?")


MOMENTS = ("start", "middle", "end")


@dataclass(frozen=True)
class Timeline:
    """A scene by the renderer's clock: ``frames`` in all, and its beats in frames from its start."""

    name: str
    title: str
    frames: int
    beats: tuple[Beat, ...]

    @property
    def is_spoken(self) -> bool:
        """Whether a voice says what it says: a scene is spoken as a whole, or not at all."""
        return any(beat.lines for beat in self.beats)


def moment(beat: Beat, when: str) -> int:
    """Index of the frame at one of the ``MOMENTS`` of a beat; the end is its last frame."""
    return {"start": beat.start, "middle": (beat.start + beat.end) // 2, "end": beat.end - 1}[when]


def first_frames(timelines: Sequence[Timeline]) -> list[int]:
    """Return where each scene begins in the joined film, in frames, and last where the film ends."""
    starts = [0]
    for timeline in timelines:
        starts.append(starts[-1] + timeline.frames)
    return starts
