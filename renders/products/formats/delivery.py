"""Clips in the formats that were asked for: what lies ready, and what must be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from renders.build.clip import Clip
from renders.build.costs import Costs
from renders.build.delivery import deliver_clip
from renders.build.site import Site
from renders.captions.cues import captions, cues
from renders.files.atomic import open_folder, write_together
from renders.files.records import Records
from renders.files.scratch import sweep_scratch
from renders.products.formats.keys import find, keep, keys_of
from renders.products.formats.table import Wanted
from renders.products.formats.task import FormatsTask
from renders.products.surround.poster import poster_of_clip, write_poster
from renders.request.scenes import Film, check_glyphs, film_words
from renders.request.variant import Variant
from renders.video.muxing import BITS
from renders.work.crew import Crew

__all__ = ["Delivered", "deliver"]

_SPARE = 1.1
"""How much more than was asked for the coder of sound may take, and the index of its packets."""


@dataclass
class Delivered:
    """The files that there are now, and ``notes``, a line each, on what was chosen to keep within a limit.

    ``refused`` if a file cannot be as asked, not ``complete`` if a scene failed.
    """

    files: list[Path] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    complete: bool = True
    refused: bool = False


def deliver(scenes: Film, clips: Sequence[Clip | None], wanted: Wanted, site: Site, crew: Crew) -> Delivered:
    """Write what is ``wanted`` of ``scenes``; ``clips`` are their MP4s, if wanted, and None where one failed."""
    delivered = Delivered(complete=all(clips))
    tasks = []
    for scene, clip in zip(scenes, clips or [None] * len(scenes), strict=True):
        if wanted.mp4 and clip is None:
            continue
        left = _hand_over(clip, wanted, site, delivered) if clip else wanted
        if left.formats:
            tasks.append(FormatsTask(scene, site.variant, site.folder, left, wanted.clear_poster))
    if tasks:
        _make(tasks, site, crew, delivered)
    return delivered


def _hand_over(clip: Clip, wanted: Wanted, site: Site, delivered: Delivered) -> Wanted:
    """Put a clip and its captions into place; what is left to be drawn, the clip too if it is too large."""
    if wanted.most is not None and _most_bytes(clip, site.variant.fps) > wanted.most:
        delivered.files += _deliver_captions(clip, site.variant, site.folder)
        return wanted
    delivered.files += deliver_clip(clip, site)
    if not wanted.others:
        poster = site.folder / f"{clip.timeline.name}.png"
        delivered.files.append(write_poster(poster_of_clip(clip), poster))
    return replace(wanted, formats=wanted.others)


def _most_bytes(clip: Clip, fps: int) -> float:
    """Return what a clip takes at most with what is heard in it."""
    sound = _SPARE * BITS / 8 * clip.timeline.frames / fps if clip.timeline.is_spoken else 0
    return clip.file.stat().st_size + sound


def _deliver_captions(clip: Clip, variant: Variant, folder: Path) -> list[Path]:
    spoken = cues([clip.timeline], variant.language, variant.fps)
    files = [folder / f"{clip.timeline.name}.{kind}" for kind in ("srt", "vtt")]
    with write_together(*files) as parts:
        for part, kind in zip(parts, ("srt", "vtt"), strict=True):
            part.write_text(captions(spoken, variant.fps, kind), encoding="utf-8")
    return files


def _make(tasks: Sequence[FormatsTask], site: Site, crew: Crew, delivered: Delivered) -> None:
    check_glyphs(site.variant.language)
    open_folder(site.folder)
    sweep_scratch()
    records, keys = Records(site.output / "store" / "formats"), keys_of(tasks)
    found = {number: find(records, task, keys[number]) for number, task in enumerate(tasks)}
    made = {number: before for number, before in found.items() if before}
    left = [number for number in found if number not in made]
    if left:
        drawn = [tasks[number] for number in left]
        executor = crew.hire_here(len(drawn))
        with closing(crew.succeeding(drawn, _frames(drawn, site), executor, site.folder)) as results:
            for place, result in results:
                number = left[place]
                made[number] = result
                keep(records, tasks[number], result, keys[number])
    delivered.complete &= len(made) == len(tasks)
    for number in sorted(made):
        delivered.files += made[number].files
        delivered.refused |= bool(made[number].refused)
        delivered.notes += [*made[number].fitted, *made[number].refused]


def _frames(tasks: Sequence[FormatsTask], site: Site) -> list[int]:
    """Return how many frames each task is expected to draw and to write."""
    costs = Costs.load(site.costs)
    words = film_words([task.scene for task in tasks], site.variant.language)
    return [
        (1 + len(task.wanted.formats))
        * sum(
            costs.expect(task.scene.name, name, beat.said, site.variant).frames
            for name, beat in said.beats.items()
            if task.scene.beat in ("", name)
        )
        for task, said in zip(tasks, words, strict=True)
    ]
