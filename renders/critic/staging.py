"""Is a scene staged by the grammar: never empty, seldom still, large where it decides, calm after a landing?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from manim import config

from common.beats import Beat
from common.explainer import Explainer
from common.figures.chapter_card import ChapterCard
from common.figures.raster import Raster
from common.stage import Box
from common.style import ATTENTION, Theme
from renders.critic.problem import Finding
from renders.critic.sight import Sight, box_of
from renders.picture.canvas import Pixels, leaves_in
from renders.picture.renderer import Sink
from renders.picture.timeline import Timeline

__all__ = ["LEAST_SEEN", "MOST_DIFFERENT", "MOST_STILL", "Runs", "Staging", "join_finding"]

LEAST_SEEN = 0.2
"""The share of the picture that the box around all that is drawn, besides texts, takes at every moment."""

MOST_STILL = 0.45
"""The share of a scene's frames that may be like the frame before."""

LEAST_FILLED, LEAST_SUBJECT = 0.7, 0.45
"""Shares of the stage's height, or of its width if it is not wide, where a weight lands: of all that is drawn, and
of what has the colour of a penalty or of the loss."""

MOST_DIFFERENT = 0.01
"""The share of pixels that may differ between a scene's first picture and the one that it continues."""

_SEEN = 0.1
_ALIKE = 24  # levels of a channel
_CALM, _SOON = 0.3, 1.5
"""Seconds: how long the picture rests after a landing, and by when it has begun to."""

_LATE = 0.25
_AT_REST = (ATTENTION.resting, 1.0)
_ROUNDING = 1e-6


class Runs:
    """Passes all on to another sink, and remembers for how many frames each picture stays, and the ``first``."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self.lengths: dict[int, int] = {}
        self.first: Pixels

    def wants(self, index: int) -> bool:
        """Want what the other wants."""
        return self._sink.wants(index)

    def enter(self, segment: int) -> None:
        """Pass it on."""
        self._sink.enter(segment)

    def take(self, index: int, pixels: Pixels, count: int, rows: Sequence[range]) -> None:
        """Remember ``count``, and pass all on."""
        if not self.lengths:
            self.first = pixels.copy()
        self.lengths[index] = count
        self._sink.take(index, pixels, count, rows)


@dataclass(frozen=True)
class _Shown:
    """The boxes around all that is drawn, and around what has a colour of the mathematics; None if nothing is."""

    drawn: Box | None
    subject: Box | None


class Staging:
    """Follows a scene that is staged by the grammar: one whose words have a claim. Of others it says nothing."""

    def __init__(self) -> None:
        self._shown: dict[int, _Shown] = {}
        self._strengths: dict[int, tuple[float, ...]] = {}
        self._stage: Box | None = None
        self._is_wide, self._picture = True, 0.0

    def note(self, scene: Explainer, index: int, sight: Sight) -> None:
        """Take in the frame ``index``; what is noted last of it counts."""
        if not any(beat.claim for beat in scene.words.beats.values()):
            return
        self._stage, self._is_wide = scene.stage.body, config.frame_width > config.frame_height
        self._picture = config.frame_width * config.frame_height
        self._strengths[index] = tuple(float(each.get_value()) for each in scene.camera.strengths)
        if any(isinstance(each, ChapterCard) for each in scene.mobjects):
            self._shown.pop(index, None)
        else:
            self._shown[index] = _shown(scene, sight)

    def findings(self, timeline: Timeline, runs: Mapping[int, int], fps: int) -> Iterator[tuple[int, Finding]]:
        """Find where it breaks the grammar; ``runs`` say for how many frames each picture stays."""
        if self._stage is None:
            return
        yield from self._empty()
        yield from self._half_at_rest()
        yield from _still(timeline, runs)
        for beat in timeline.beats:
            for mark in beat.marks:
                if mark.name == "land" and mark.begun is not None:
                    yield from _landing(beat, mark.begun, runs, fps)
                    yield from self._small(mark.begun)

    def _empty(self) -> Iterator[tuple[int, Finding]]:
        for index, shown in self._shown.items():
            share = _area(shown.drawn) / self._picture
            if share < LEAST_SEEN:
                said = f"what is drawn takes {share:.0%} of the picture, at least {LEAST_SEEN:.0%}"
                yield index, Finding("staging/empty", ("the picture",), said)

    def _half_at_rest(self) -> Iterator[tuple[int, Finding]]:
        for one, two in pairwise(sorted(self._strengths)):
            stayed = (
                now for then, now in zip(self._strengths[one], self._strengths[two], strict=False) if then == now
            )
            for strength in stayed:
                if min(abs(strength - each) for each in _AT_REST) > _ROUNDING:
                    said = f"stands at {strength:.2f} of its strength, not at 1 or {ATTENTION.resting:.2f}"
                    yield two, Finding("staging/attention", ("a subject",), said)

    def _small(self, landed: int) -> Iterator[tuple[int, Finding]]:
        looked = [index for index in self._shown if index <= landed]
        if not looked or self._stage is None:
            return
        index, stage = max(looked), self._stage
        shown = self._shown[index]
        for what, box, least in (
            ("all that is drawn", shown.drawn, LEAST_FILLED),
            ("the subject", shown.subject, LEAST_SUBJECT),
        ):
            share = 0.0
            if box is not None:
                share = box.height / stage.height if self._is_wide else box.width / stage.width
            if share < least:
                said = f"takes {share:.0%} of the stage where a weight lands, at least {least:.0%}"
                yield index, Finding("staging/small", (what,), said, (box,) if box else ())


def join_finding(before: Pixels, after: Pixels, name: str) -> Finding | None:
    """Find that ``after``, a scene's first picture, is not ``before``, the last of the scene called ``name``."""
    apart = np.abs(before[..., :3].astype(int) - after[..., :3]).max(axis=2) > _ALIKE
    share = float(apart.mean())
    if share <= MOST_DIFFERENT:
        return None
    return Finding("staging/join", (name,), f"{share:.1%} of the pixels differ, at most {MOST_DIFFERENT:.0%}")


def _still(timeline: Timeline, runs: Mapping[int, int]) -> Iterator[tuple[int, Finding]]:
    share = sum(length - 1 for length in runs.values()) / timeline.frames
    if share > MOST_STILL:
        said = f"{share:.0%} of the frames are like the frame before, at most {MOST_STILL:.0%}"
        yield max(runs, key=lambda index: runs[index]), Finding("staging/still", (timeline.name,), said)


def _landing(beat: Beat, begun: int, runs: Mapping[int, int], fps: int) -> Iterator[tuple[int, Finding]]:
    thing = (f"{beat.name}[land]",)
    near = [landed for landed in beat.landings if abs(landed - begun) <= _LATE * fps + 1]
    if not near:
        yield begun, Finding("staging/landing", thing, "no weight lands on 0 there")
        return
    least, latest = round(_CALM * fps), max(near) + round(_SOON * fps)
    rests = (min(start + length, latest + least) - max(start, *near) for start, length in runs.items())
    longest = max(rests, default=0)
    if longest < least:
        said = f"the picture rests for {max(longest, 0) / fps:.1f} s within {_SOON} s, at least {_CALM} s"
        yield max(near), Finding("staging/landing", thing, said)


def _shown(scene: Explainer, sight: Sight) -> _Shown:
    rasters = [
        leaf for leaf in leaves_in(list(scene.mobjects)) if isinstance(leaf, Raster) and leaf.opacity > _SEEN
    ]
    painted = [box_of(raster, scene.camera) for raster in rasters]
    marks = [mark for mark in sight.marks if mark.opacity > _SEEN]
    coloured = [mark.box for mark in marks if mark.colour in _meaning(scene.theme)]
    safe = scene.stage.safe
    return _Shown(_around([*painted, *(mark.box for mark in marks)], safe), _around([*painted, *coloured], safe))


def _meaning(theme: Theme) -> set[str]:
    return {colour.to_hex().upper() for colour in (theme.l1, theme.l2, theme.loss)}


def _around(boxes: Sequence[Box], within: Box) -> Box | None:
    """The box around all of ``boxes``, as far as it is ``within`` another."""
    if not boxes:
        return None
    box = Box(
        max(within.left, min(each.left for each in boxes)),
        max(within.bottom, min(each.bottom for each in boxes)),
        min(within.right, max(each.right for each in boxes)),
        min(within.top, max(each.top for each in boxes)),
    )
    return box if box.width > 0 and box.height > 0 else None


def _area(box: Box | None) -> float:
    return box.width * box.height if box else 0.0
