"""Is there time to read: texts, captions, beats, and rest while a new sentence comes in?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from manim import Mobject, VMobject

from common.explainer import Explainer
from common.figures.lettering import Headline, Lettering
from common.figures.raster import Raster
from common.figures.zero_ring import ZeroRing
from common.stage import Box
from common.words import reading_seconds
from renders.captions.breaking import LIMITS
from renders.captions.cues import LONGEST, SHORTEST, Cue, cues
from renders.critic.problem import Finding
from renders.critic.sight import box_of
from renders.picture.timeline import Timeline

__all__ = [
    "Moment",
    "caption_findings",
    "glance",
    "mark_findings",
    "reading_findings",
    "rest_findings",
    "short_findings",
]

_FULL = 0.95
_LATE = 0.25
_READING_SPEED = {"en": 1 / 0.375, "zh": 9.0}
"""Words, or characters, that a viewer reads in a second."""


@dataclass(frozen=True)
class Moment:
    """Notes on every single frame: the texts to be read and, while a sentence comes in, everything else.

    ``texts`` has the box of each text that is fully there. ``rest`` is None except while a claim fades, when it
    maps the other shapes to a digest of their points and colours.
    """

    texts: Mapping[str, Box] = field(default_factory=dict)
    rest: Mapping[Mobject, int] | None = None


def glance(scene: Explainer) -> Moment:
    """Take in a frame quickly."""
    texts: dict[str, Box] = {}
    fading = False
    others: list[Mobject] = []
    scene.camera.aim()
    for mobject in scene.mobjects:
        if isinstance(mobject, Headline):
            if _is_full(mobject):
                texts[" ".join(line.text for line in _lettering(mobject))] = box_of(mobject, scene.camera)
            elif mobject is not scene.claim:
                fading = True
            continue
        others.append(mobject)
        for text in _lettering(mobject):
            if _is_full(text):
                texts[text.text] = box_of(text, scene.camera)
    return Moment(texts, _digests(others) if fading else None)


def reading_findings(
    moments: Mapping[int, Moment], frames: int, language: str, fps: int
) -> Iterator[tuple[int, Finding]]:
    """Texts that are never fully there long enough; each with the frame in which it first is.

    ``moments`` has a moment for each frame at which something changed; it holds until the next.
    """
    began: dict[str, int] = {}
    longest: dict[str, tuple[int, int, Box]] = {}
    before: Mapping[str, Box] = {}
    for index in [*sorted(moments), frames]:
        texts = moments[index].texts if index < frames else {}
        for text in before.keys() - texts.keys():
            run = index - began.pop(text)
            if run > longest.get(text, (-1,))[0]:
                longest[text] = run, index - run, before[text]
        for text in texts.keys() - before.keys():
            began[text] = index
        before = texts
    for text, (run, first, box) in longest.items():
        needed = _needed(text, language)
        if run / fps < needed:
            yield (
                first,
                Finding("time/reading", (f"“{text}”",), f"{run / fps:.1f} s, but needs {needed:.1f} s", (box,)),
            )


def rest_findings(moments: Mapping[int, Moment]) -> Iterator[tuple[int, Finding]]:
    """Shapes that move, or change colour, while a claim comes or goes."""
    for one, two in pairwise(sorted(moments)):
        then, now = moments[one].rest, moments[two].rest
        if then is None or now is None:
            continue
        moving = [shape for shape, digest in now.items() if then.get(shape, digest) != digest]
        if moving:
            name = type(moving[0]).__name__
            said = f"{len(moving)} shapes move" if len(moving) > 1 else "it moves"
            yield two, Finding("time/restless", (name,), said, tuple(box_of(shape) for shape in moving[:4]))


def caption_findings(timeline: Timeline, language: str, fps: int) -> Iterator[tuple[int, Finding]]:
    """Captions that are too long to show or to read, by the limits of their language."""
    for cue in cues([timeline], language, fps):
        for said in _too_much(cue, language, fps):
            yield cue.start, Finding("time/caption", (f"“{' / '.join(cue.text.splitlines())}”",), said)


def short_findings(timeline: Timeline, language: str, fps: int) -> Iterator[tuple[int, Finding]]:
    """Beats that end before their words have been said."""
    for beat in timeline.beats:
        lasts = (beat.end - beat.start) / fps
        needed = beat.lines[-1].end if beat.lines else reading_seconds(beat.said, language)
        if lasts < needed:
            yield (
                beat.start,
                Finding("time/short", (beat.name,), f"{lasts:.1f} s, but its words take {needed:.1f} s"),
            )


def mark_findings(timeline: Timeline, fps: int) -> Iterator[tuple[int, Finding]]:
    """Marks that nothing waits for, and moves that do not begin with the word that announces them."""
    for beat in timeline.beats:
        for mark in beat.marks:
            if mark.begun is None:
                yield mark.due, Finding("time/mark", (f"{beat.name}[{mark.name}]",), "nothing waits for it")
            elif abs(mark.begun - mark.due) > _LATE * fps:
                late = (mark.begun - mark.due) / fps
                said = f"{abs(late):.2f} s {'after' if late > 0 else 'before'} its word, at most {_LATE} s"
                yield mark.begun, Finding("time/mark", (f"{beat.name}[{mark.name}]",), said)


def _too_much(cue: Cue, language: str, fps: int) -> Iterator[str]:
    limits, lines = LIMITS[language], cue.text.splitlines()
    seconds = (cue.end - cue.start) / fps
    widest, letters = max(map(len, lines)), len(cue.text.replace("\n", ""))
    if widest > limits.line:
        yield f"{widest} characters in a line, at most {limits.line}"
    if len(lines) > 2:
        yield f"{len(lines)} lines, at most 2"
    if letters > limits.speed * seconds:
        yield f"{letters / seconds:.1f} characters a second, at most {limits.speed:g}"
    # A frame more or less is the clock's, not the writer's.
    if not SHORTEST - 1 / fps <= seconds <= LONGEST:
        yield f"{seconds:.2f} s, not between {SHORTEST:.2f} and {LONGEST:.0f} s"


def _needed(text: str, language: str) -> float:
    units = len("".join(text.split())) if language == "zh" and not text.isascii() else len(text.split())
    return units / (_READING_SPEED[language] if language == "en" or not text.isascii() else _READING_SPEED["en"])


def _lettering(mobject: Mobject) -> Iterator[Lettering]:
    if isinstance(mobject, Lettering):
        yield mobject
    else:
        for part in mobject.submobjects:
            yield from _lettering(part)


def _is_full(mobject: Mobject) -> bool:
    first, last = _leaf(mobject, 0), _leaf(mobject, -1)
    return min(float(leaf.fill_rgbas[0, 3]) for leaf in (first, last)) > _FULL


def _leaf(mobject: Any, place: int) -> VMobject:
    return _leaf(mobject.submobjects[place], place) if mobject.submobjects else mobject


def _digests(mobjects: Sequence[Mobject]) -> dict[Mobject, int]:
    shapes = [leaf for mobject in mobjects for leaf in mobject.family_members_with_points()]
    return {
        leaf: hash(
            (
                leaf.points.tobytes(),
                leaf.get_fill_rgbas().tobytes(),
                leaf.get_stroke_rgbas().tobytes(),
                leaf.signature() if isinstance(leaf, Raster) else None,
            )
        )
        for leaf in shapes
        if isinstance(leaf, VMobject) and not isinstance(leaf, ZeroRing)  # it blooms by itself
    }
