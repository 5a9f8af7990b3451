"""What a rendered scene says about itself: its title, its length, its beats."""

from __future__ import annotations

from dataclasses import dataclass

from common.beats import Beat
from renders.options import BadInputError, choose

__all__ = ["MOMENTS", "Timeline", "moment"]

MOMENTS = ("start", "middle", "end")


@dataclass(frozen=True)
class Timeline:
    """A scene by the renderer's clock: ``frames`` in all, and its beats in frames from its start."""

    name: str
    title: str
    frames: int
    beats: tuple[Beat, ...]

    def beat(self, name: str) -> Beat:
        """Find the beat of that name; raises ``BadInputError`` that lists the known ones."""
        by_name = {beat.name: beat for beat in self.beats}
        return by_name[choose(f"beat of {self.name}", name, by_name)]


def moment(beat: Beat, when: str) -> int:
    """Index of the frame at the ``start``, ``middle`` or ``end`` of a beat; the end is its last frame."""
    if when not in MOMENTS:
        raise BadInputError(f"unknown moment {when!r}: choose from {', '.join(MOMENTS)}")
    return {"start": beat.start, "middle": (beat.start + beat.end) // 2, "end": beat.end - 1}[when]
