"""Play a scene for the critic, and gather what all checks find."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import TypeAlias

import av
import numpy as np
import numpy.typing as npt
from manim import Mobject

from common.explainer import Explainer
from common.stage import LANDSCAPE
from common.style import THEMES
from common.words import glyph_errors
from renders.critic.colours import colour_findings
from renders.critic.contrast import contrast_findings
from renders.critic.dots import DotOnScreen, dot_findings
from renders.critic.flashes import find_flashes, flash_findings
from renders.critic.landings import Landings
from renders.critic.layout import layout_findings, movement_findings, order_findings
from renders.critic.leaps import leap_findings
from renders.critic.lights import Lights
from renders.critic.likeness import CHANGED, accept, is_compared, likeness_finding
from renders.critic.problem import Finding, Problem
from renders.critic.saying import saying_findings
from renders.critic.sight import Sight, look
from renders.critic.sizes import size_findings
from renders.critic.staging import Runs, Staging, join_finding
from renders.critic.steadiness import Looks, blink_findings, looks_of
from renders.critic.task import AcceptTask, Inspected, InspectTask
from renders.critic.timing import (
    Moment,
    caption_findings,
    glance,
    mark_findings,
    reading_findings,
    rest_findings,
    short_findings,
)
from renders.critic.truth import claims_on, dots_on, shown_to_say, surface_findings, truth_findings
from renders.critic.watching import last_picture, play_watched
from renders.files.scratch import scratch
from renders.picture.canvas import Pixels
from renders.picture.rasterise import rasterise
from renders.picture.renderer import NoFrames, PickedFrames
from renders.picture.timeline import MOMENTS, Timeline, moment
from renders.request.scenes import SceneRef
from renders.request.variant import Quality, Variant
from renders.video.encoder import ClipEncoder
from renders.work.jobs import Counter

__all__ = ["accept_scene", "inspect_scene"]

Found: TypeAlias = tuple[int, Finding]
"""A finding, and the frame in which it was made."""

_EVERY = 0.5
"""Seconds between two looks at the layout; twice that in other shapes than the widest, where the same moves."""

_SMALL, _LARGE = 240, 1080
"""Pixels along the short side: to follow every frame, and to look at some closely."""


def inspect_scene(tasks: Sequence[InspectTask], counter: Counter) -> list[Inspected]:
    """Inspect a scene in variants that differ by their themes, on all of which everything stands alike.

    The first is followed small, frame by frame. Of all, the beats are looked at closely, and pictures taken of
    what is wrong.
    """
    scene = tasks[0].scene.load()
    inspected = []
    with scratch() as media:
        timeline, followed, flickers = _follow(scene, tasks[0].variant, media)
        for task in tasks:
            found = [*_look_closely(scene, task.variant, media, timeline)]
            if task is tasks[0]:
                found += followed
            elif flickers:
                found += _flashes(scene, task.variant, media)
            found += [(0, finding) for finding in _in_the_words(timeline.name, task.variant)]
            problems = _gathered(found, timeline, task.variant)
            inspected.append(Inspected(problems, _pictures(scene, task.variant, media, timeline, problems)))
            counter.advance(1)
    return inspected


def accept_scene(task: AcceptTask, counter: Counter) -> Path:
    """Take the scene's last frame for the one to compare later ones with."""
    scene = task.scene.load()
    large = replace(task.variant, quality=Quality(_LARGE, task.variant.fps))
    with scratch() as media:
        timeline = rasterise(scene, large, NoFrames(), media)
        last = moment(timeline.beats[-1], "end")
        frames = PickedFrames([last])
        rasterise(scene, large, frames, media, timeline)
    counter.advance(1)
    return accept(timeline.name, task.variant.aspect, frames.pictures[last])


def _follow(scene: type[Explainer], variant: Variant, media: Path) -> tuple[Timeline, Sequence[Found], bool]:
    """Find what shows in a small film of the scene, at every frame or every so often; and whether it flickers."""
    small = replace(variant, quality=Quality(_SMALL, variant.fps))
    moments: dict[int, Moment] = {}
    looks: dict[int, Looks] = {}
    sights: dict[int, Sight] = {}
    truths: dict[int, list[Finding]] = {}
    shown: set[Mobject] = set()
    landings, lights, staging = Landings(), Lights(), Staging()
    plays = -1
    every = round(_EVERY * variant.fps * (1 if variant.aspect == LANDSCAPE.name else 2))

    def note(playing: Explainer, index: int) -> None:
        nonlocal plays
        moments[index], looks[index] = glance(playing), looks_of(playing)
        landings.note(playing, index)
        # Each wait is looked at as it begins: its later frames are the same, and are not noted.
        if index % every == 0 or plays != playing.renderer.num_plays:
            plays = playing.renderer.num_plays
            sights[index], claims = look(playing), claims_on(playing)
            truths[index] = list(truth_findings(playing, claims))
            shown.update(shown_to_say(claims))
            lights.note(playing, index, claims)
            staging.note(playing, index, sights[index])

    film = io.BytesIO()
    with ClipEncoder(film, small.size, small.fps) as encoder:
        runs = Runs(encoder)
        timeline = play_watched(scene, small, runs, note, media)
    flashes = find_flashes(film, pale=True)
    found = chain(
        (
            (index, finding)
            for index, sight in sorted(sights.items())
            for finding in (*layout_findings(sight), *size_findings(sight), *truths[index])
        ),
        (
            (two, finding)
            for one, two in pairwise(sorted(sights))
            for findings in (movement_findings, order_findings)
            for finding in findings(sights[one], sights[two])
        ),
        blink_findings(looks, sights, shown, timeline.frames, variant.fps),
        leap_findings(looks),
        reading_findings(moments, timeline.frames, variant.language, variant.fps),
        rest_findings(moments),
        landings.findings(variant.fps),
        lights.findings(),
        caption_findings(timeline, variant.language, variant.fps),
        short_findings(timeline, variant.language, variant.fps),
        mark_findings(timeline, variant.fps),
        staging.findings(timeline, runs.lengths, variant.fps),
        flash_findings(flashes, variant),
        _joined(scene, small, runs.first, media),
    )
    return timeline, [*found], bool(flashes)


def _flashes(scene: type[Explainer], variant: Variant, media: Path) -> Iterator[Found]:
    """Find flashes in a small film of the scene."""
    small, film = replace(variant, quality=Quality(_SMALL, variant.fps)), io.BytesIO()
    with ClipEncoder(film, small.size, small.fps) as encoder:
        rasterise(scene, small, encoder, media)
    return flash_findings(find_flashes(film), variant)


def _joined(scene: type[Explainer], variant: Variant, first: Pixels, media: Path) -> Iterator[Found]:
    """Find that the ``first`` picture of the scene is not the last of the one that it continues."""
    if scene.continues:
        before = last_picture(SceneRef.parse(scene.continues).load(), variant, media)
        finding = join_finding(before, first, scene.__name__)
        if finding is not None:
            yield 0, finding


def _look_closely(scene: type[Explainer], variant: Variant, media: Path, timeline: Timeline) -> Iterator[Found]:
    """Find what shows only in large pictures, of the middle and the end of each beat."""
    large = replace(variant, quality=Quality(_LARGE, variant.fps))
    chosen = {moment(beat, when) for beat in timeline.beats for when in MOMENTS[1:]}
    sights: dict[int, Sight] = {}
    dots: dict[int, tuple[DotOnScreen, ...]] = {}
    told: dict[int, list[Finding]] = {}

    def note(playing: Explainer, index: int) -> None:
        sights[index], dots[index] = look(playing), dots_on(playing)
        told[index] = [*saying_findings(playing), *surface_findings(playing)]

    frames = PickedFrames(chosen)
    play_watched(scene, large, frames, note, media, timeline)
    # Of equal frames in a row, only the first has been noted.
    seen = {index: frames.pictures[index] for index in sorted(sights)}
    for (index, pixels), decoded in zip(seen.items(), _decoded(list(seen.values()), large), strict=True):
        for finding in (
            *contrast_findings(sights[index], pixels),
            *dot_findings(dots[index], decoded),
            *told[index],
        ):
            yield index, finding
    if is_compared(variant):
        last = moment(timeline.beats[-1], "end")
        changed = likeness_finding(timeline.name, variant.aspect, frames.pictures[last])
        if changed is not None:
            yield last, changed


def _in_the_words(scene: str, variant: Variant) -> Iterator[Finding]:
    """Find what is wrong whenever the scene is shown: its colours and its glyphs."""
    yield from colour_findings(THEMES[variant.theme])
    for error in glyph_errors(variant.language):
        if error.startswith(f"{scene}."):
            place, _, character = error.partition(": ")
            yield Finding("glyphs/missing", (place,), f"no font of the film draws {character}")


def _gathered(found: Iterable[Found], timeline: Timeline, variant: Variant) -> list[Problem]:
    """One problem for all that is found of the same things by the same check, by its first frame."""
    alike: dict[tuple[str, tuple[str, ...]], list[Found]] = defaultdict(list)
    for index, finding in found:
        alike[finding.check, finding.things].append((index, finding))
    problems = []
    for several in alike.values():
        several.sort(key=itemgetter(0))
        (first, finding), (last, _) = several[0], several[-1]
        beat = next((beat.name for beat in timeline.beats if first < beat.end), timeline.beats[-1].name)
        problems.append(Problem(timeline.name, variant, beat, first, last, finding))
    return sorted(problems, key=attrgetter("frame"))


def _pictures(
    scene: type[Explainer], variant: Variant, media: Path, timeline: Timeline, problems: Sequence[Problem]
) -> Mapping[int, Pixels]:
    """Picture the first frame of each problem."""
    pictures = PickedFrames(problem.frame for problem in problems)
    if problems:
        # What is compared with an accepted picture must be as large as that was.
        has_changed = any(problem.finding.check == CHANGED for problem in problems)
        side = _LARGE if has_changed else variant.quality.short_side
        rasterise(scene, replace(variant, quality=Quality(side, variant.fps)), pictures, media, timeline)
    return pictures.pictures


def _decoded(pictures: Sequence[Pixels], variant: Variant) -> Iterator[npt.NDArray[np.uint8]]:
    """Luma (height, width) of ``pictures`` as a viewer gets it: encoded like the film, and decoded again."""
    film = io.BytesIO()
    with ClipEncoder(film, variant.size, variant.fps) as encoder:
        for index, pixels in enumerate(pictures):
            encoder.take(index, pixels, 1)
    film.seek(0)
    with av.open(film, "r") as container:
        for frame in container.decode(video=0):
            yield np.asarray(frame.to_ndarray(format="gray"), np.uint8)
