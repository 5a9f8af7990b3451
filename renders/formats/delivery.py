"""Clips in the formats that were asked for: what lies ready, and what must be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from renders.build import Site
from renders.captions import captions, cues
from renders.catalogue import Film, check_glyphs, film_words, scene_name
from renders.clips import Clip, deliver_clip
from renders.costs import Costs
from renders.formats.poster import poster_of_clip, write_poster
from renders.formats.records import Records, keys_of
from renders.formats.table import Wanted
from renders.formats.task import FormatsTask
from renders.local import LocalExecutor
from renders.options import Variant
from renders.reporting import complain, succeeding
from renders.scratch import sweep_scratch
from renders.store import open_folder, write_together

__all__ = ["Delivered", "deliver"]


@dataclass
class Delivered:
    """The files that there are now; ``refused`` if one cannot be as asked, not ``complete`` if a scene failed."""

    files: list[Path] = field(default_factory=list)
    complete: bool = True
    refused: bool = False


def deliver(
    scenes: Film, clips: Sequence[Clip | None], wanted: Wanted, site: Site, processes: int, *, debug: bool
) -> Delivered:
    """Write what is ``wanted`` of ``scenes``; ``clips`` are their MP4s, if wanted, and None where one failed.

    What was chosen to keep within the limit is said, a line a file, and so is what cannot be done.
    """
    delivered = Delivered(complete=all(clips))
    tasks = []
    for scene, clip in zip(scenes, clips or [None] * len(scenes), strict=True):
        if wanted.mp4 and clip is None:
            continue
        left = _hand_over(clip, wanted, site, delivered) if clip else wanted
        if left.formats:
            tasks.append(FormatsTask(scene, site.variant, site.folder, left, wanted.clear_poster))
    if tasks:
        _make(tasks, site, processes, delivered, debug=debug)
    return delivered


def _hand_over(clip: Clip, wanted: Wanted, site: Site, delivered: Delivered) -> Wanted:
    """Put a clip and its captions into place; what is left to be drawn, the clip too if it is too large."""
    if wanted.most is not None and clip.file.stat().st_size > wanted.most:
        delivered.files += _deliver_captions(clip, site.variant, site.folder)
        return wanted
    delivered.files += deliver_clip(clip, site.variant, site.folder)
    if not wanted.others:
        poster = site.folder / f"{clip.timeline.name}.png"
        delivered.files.append(write_poster(poster_of_clip(clip.file), poster))
    return replace(wanted, formats=wanted.others)


def _deliver_captions(clip: Clip, variant: Variant, folder: Path) -> list[Path]:
    spoken = cues([clip.timeline], variant.language, variant.fps)
    files = [folder / f"{clip.timeline.name}.{kind}" for kind in ("srt", "vtt")]
    with write_together(*files) as parts:
        for part, kind in zip(parts, ("srt", "vtt"), strict=True):
            part.write_text(captions(spoken, variant.fps, kind), encoding="utf-8")
    return files


def _make(tasks: Sequence[FormatsTask], site: Site, processes: int, delivered: Delivered, *, debug: bool) -> None:
    check_glyphs(site.variant.language)
    open_folder(site.folder)
    sweep_scratch()
    records, keys = Records(site.output / "store" / "formats"), keys_of(tasks)
    found = {number: records.find(task, keys[number]) for number, task in enumerate(tasks)}
    made = {number: before for number, before in found.items() if before}
    left = [number for number in found if number not in made]
    if left:
        drawn = [tasks[number] for number in left]
        executor = LocalExecutor(processes, len(drawn))
        with closing(succeeding(drawn, _frames(drawn, site), executor, site.folder, debug=debug)) as results:
            for place, result in results:
                number = left[place]
                made[number] = result
                records.keep(tasks[number], result, keys[number])
    delivered.complete &= len(made) == len(tasks)
    for number in sorted(made):
        delivered.files += made[number].files
        delivered.refused |= bool(made[number].refused)
        for line in [*made[number].fitted, *made[number].refused]:
            complain(line)


def _frames(tasks: Sequence[FormatsTask], site: Site) -> list[int]:
    """How many frames each task is expected to draw and to write."""
    costs = Costs.load(site.output / "costs.json")
    words = film_words([task.scene for task in tasks], site.variant.language)
    return [
        (1 + len(task.wanted.formats))
        * sum(
            costs.expect(scene_name(task.scene), name, beat.said, site.variant).frames
            for name, beat in said.beats.items()
        )
        for task, said in zip(tasks, words, strict=True)
    ]
