"""Does anything go and come back, or change its colour and back, sooner than a viewer can tell why?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np
from manim import Mobject, VMobject

from common.explainer import Explainer
from common.figures.lettering import Label, Lettering
from common.figures.read_out import ReadOut
from renders.critic.problem import Finding
from renders.critic.sight import FloatArray, Mark, Sight, Words

__all__ = ["Looks", "blink_findings", "looks_of"]

_TEXT_AWAY, _BRIEF = 5.0, 0.4
"""Seconds that a text stays away once it has gone; and that anything else, or another colour, lasts at least."""

_AT_REST = 0.2
"""Seconds for which a thing must have looked the same before: on its way in, it does not."""

_LESS, _OTHER, _SAME = 0.5, 0.15, 0.03
"""Shares: of its opacity, with which a thing is as good as gone; of one of red, green and blue, by which colours
are different, and by which they are all but the same."""

_STILL = 0.3  # scene units
_GONE, _RECOLOURED = "gone", "of another colour"

Looks = Mapping[Mobject, FloatArray]
"""The looks of texts and shapes in a frame: red, green, blue, opacity, and a point where each stands."""

_Run = tuple[int, int, FloatArray]
"""The first frame and the one after the last in which a thing looks the same, and how."""


def looks_of(scene: Explainer) -> Looks:
    """Take in a frame quickly; read-outs are left alone, whose colour is part of what they say."""
    return {thing: _look(leaf) for mobject in scene.mobjects for thing, leaf in _things(mobject)}


def blink_findings(
    looks: Mapping[int, Looks], sights: Mapping[int, Sight], shown: Collection[Mobject], frames: int, fps: int
) -> Iterator[tuple[int, Finding]]:
    """Find what is gone, or of another colour, for too short a time; each with the frame in which that begins.

    ``looks`` has those of each frame at which something changed, which hold until the next, of ``frames`` in all.
    ``sights`` tell the names and places. What is among the ``shown`` comes and goes to say something.
    """
    named: dict[Mobject, Words | Mark] = {}
    for sight in sights.values():
        named |= {text.source: text for text in sight.words} | {mark.source: mark for mark in sight.marks}
    for thing, runs in _runs(looks, frames).items():
        if thing not in named or thing in shown:
            continue
        name, box = named[thing].name, named[thing].box
        for start, end, said in _returns(runs, is_text=isinstance(thing, Lettering), fps=fps):
            yield start, Finding("time/blink", (name,), f"{said} for {(end - start) / fps:.1f} s", (box,))


def _things(mobject: Mobject) -> Iterator[tuple[Mobject, VMobject]]:
    """Texts and shapes in a family, each with the part that shows how it looks."""
    if isinstance(mobject, Label):
        mobject = mobject.lettering  # its backing follows what it stands on
    if isinstance(mobject, Lettering):
        yield mobject, mobject.submobjects[0]
    elif not isinstance(mobject, ReadOut):
        if isinstance(mobject, VMobject) and len(mobject.points):
            yield mobject, mobject
        for part in mobject.submobjects:
            yield from _things(part)


def _look(leaf: VMobject) -> FloatArray:
    fill, stroke = leaf.fill_rgbas[0], leaf.stroke_rgbas[0]
    worn = stroke if leaf.stroke_width > 0 and stroke[3] > 0 else fill
    return np.concatenate([worn, leaf.points[0]])


def _runs(looks: Mapping[int, Looks], frames: int) -> Mapping[Mobject, Sequence[_Run]]:
    """By thing, its looks in their order; while it is not there, there is none."""
    runs: dict[Mobject, list[_Run]] = defaultdict(list)
    for index, after in pairwise([*sorted(looks), frames]):
        for thing, look in looks[index].items():
            before = runs[thing][-1] if runs[thing] else None
            if before and before[1] == index and np.array_equal(before[2][:4], look[:4]):
                runs[thing][-1] = (before[0], after, look)
            else:
                runs[thing].append((index, after, look))
    return runs


def _returns(runs: Sequence[_Run], *, is_text: bool, fps: int) -> Iterator[tuple[int, int, str]]:
    """From which frame on, and up to which, a thing was not as it had been and was again; and what it was."""
    past = 0
    for number, (start, end, look) in enumerate(runs):
        if number < past or end - start < _AT_REST * fps or look[3] == 0:
            continue
        away, said = end, ""
        for later, (before, now) in enumerate(pairwise(runs[number:]), number + 1):
            left = _change(look, now[2], is_absent=now[0] > before[1])
            if left and not said:
                away, said = min(before[1], now[0]), left
            if not said:
                continue
            if now[0] - away > fps * (_TEXT_AWAY if is_text and said == _GONE else _BRIEF):
                break
            is_back = not _change(look, now[2], is_absent=False) and np.abs(now[2][:4] - look[:4]).max() < _SAME
            if is_back and (is_text or np.abs(now[2][4:] - look[4:]).max() < _STILL):
                yield away, now[0], said
                past = later
                break


def _change(before: FloatArray, now: FloatArray, *, is_absent: bool) -> str:
    """Describe how a thing has changed, if it looks different."""
    if is_absent or now[3] < _LESS * before[3]:
        return _GONE
    return _RECOLOURED if np.abs(now[:3] - before[:3]).max() > _OTHER else ""
