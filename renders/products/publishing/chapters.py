"""Chapters as platforms want them: few, long enough, their titles short."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from renders.picture.timeline import Timeline, first_frames
from renders.products.publishing.platforms import ChapterRule
from renders.video.joining import Chapter, chapters

__all__ = ["platform_chapters"]


def platform_chapters(timelines: Sequence[Timeline], fps: int, rule: ChapterRule) -> list[Chapter]:
    """One chapter a scene, or of a single scene one a beat; what is too short belongs to the chapter before.

    Whole seconds count, which is what a list of chapters shows. Where too few would be left, there are none.

    A scene of 25 s, with beats at 0, 4 and 11 s:

    >>> from common.beats import Beat
    >>> beats = (Beat("a", 0, 8, "One", ""), Beat("b", 8, 22, "Two", ""), Beat("c", 22, 50, "Three", ""))
    >>> rule = ChapterRule(seconds=10, count=2, title=49)
    >>> [(each.title, each.start) for each in platform_chapters([Timeline("A", "A", 50, beats)], 2, rule)]
    [('One', 0), ('Three', 22)]
    """
    by_scene = [
        Chapter(timeline.title, start, start + timeline.frames)
        for timeline, start in zip(timelines, first_frames(timelines), strict=False)
    ]
    by_beat = chapters(timelines) if len(timelines) != 1 else _beats(timelines[0])
    for marks in (by_scene, by_beat):
        kept = _long_enough(marks, fps, rule.seconds)
        if len(kept) >= rule.count:
            return [Chapter(_shortened(each.title, rule.title), each.start, each.end) for each in kept]
    return []


def _beats(timeline: Timeline) -> list[Chapter]:
    """The beats of the one scene there is, whose title need not be said."""
    starts = [0, *(beat.start for beat in timeline.beats[1:]), timeline.frames]
    titles = [beat.title for beat in timeline.beats]
    return [Chapter(title, *span) for title, span in zip(titles, pairwise(starts), strict=False)]


def _long_enough(marks: Sequence[Chapter], fps: int, least: int) -> list[Chapter]:
    kept: list[Chapter] = []
    for mark in marks:
        if kept and mark.start // fps - kept[-1].start // fps < least:
            kept[-1] = Chapter(kept[-1].title, kept[-1].start, mark.end)
        else:
            kept.append(mark)
    if len(kept) > 1 and kept[-1].end // fps - kept[-1].start // fps < least:
        last = kept.pop()
        kept[-1] = Chapter(kept[-1].title, kept[-1].start, last.end)
    return kept


def _shortened(title: str, most: int) -> str:
    return title if len(title) <= most else f"{title[: most - 1].rstrip()}…"
