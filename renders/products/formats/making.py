"""Draw a scene once, and write it in every format that is wanted."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from renders.build.hearing import sound_of, write_heard
from renders.errors import BadInputError
from renders.files.atomic import UnwritableError, aside
from renders.files.folders import folder_aside
from renders.files.scratch import scratch, writing_to_scratch
from renders.products.formats.fitting import Fitted, UnfittingError, fit
from renders.products.formats.gif import write_gif
from renders.products.formats.poster import poster_of_reel
from renders.products.formats.reel import Reel, draw_reel
from renders.products.formats.sequence import check_place, write_sequence
from renders.products.formats.table import Format
from renders.products.formats.task import FormatsTask, Made
from renders.products.formats.video import write_mov, write_mp4, write_webm
from renders.products.formats.watch import Watch
from renders.products.formats.webp import write_webp
from renders.products.surround.poster import write_poster
from renders.request.variant import Quality, Variant
from renders.video.sound import Sound
from renders.work.jobs import Counter

__all__ = ["Writer", "make_formats"]

_LEAN = ("webm", "mp4")


class Writer(Protocol):
    """Writes a reel to ``target``, a new file or an empty folder, and tells ``watch`` after each picture."""

    def __call__(self, reel: Reel, target: Path, watch: Watch, *, clear: bool) -> None:
        """Write it without its background if ``clear``."""


_WRITERS: Mapping[str, Writer] = {
    "mp4": write_mp4,
    "webm": write_webm,
    "gif": write_gif,
    "webp": write_webp,
    "png-sequence": write_sequence,
    "mov": write_mov,
}
"""The functions that write the formats, by their names."""


def make_formats(task: FormatsTask, counter: Counter) -> Made:
    """Write all files; one that cannot be small enough is refused, and the others are written nevertheless."""
    made = Made()
    wanted = task.wanted
    with scratch() as folder:
        reels = _Reels(task, folder, counter)
        for each in wanted.formats:
            target = task.folder / each.file_name(task.name)
            try:
                fitted = _make(each, reels, target, task, counter)
            except UnfittingError as error:
                made.refused.append(_refusal(each, target.name, error))
            except UnwritableError:  # nor would the disk take the others
                raise
            except BadInputError as error:
                made.refused.append(str(error))
            else:
                made.files.append(target)
                if wanted.most is not None:
                    made.fitted.append(_choice(target.name, fitted))
        if made.files:
            poster = poster_of_reel(reels.of(task.variant.quality), clear=task.clear_poster)
            made.files.append(write_poster(poster, task.folder / f"{task.name}.png"))
    return made


class _Reels:
    """The scene, drawn once in each size that is tried: shrunk pictures are blurred, and take more bytes."""

    def __init__(self, task: FormatsTask, folder: Path, counter: Counter) -> None:
        self._task, self._folder, self._counter = task, folder, counter
        self._drawn: dict[int, Reel] = {}

    def of(self, quality: Quality) -> Reel:
        """The scene as small and as slow as that; its frames are among those of the quality that was asked for."""
        side = quality.short_side
        if side not in self._drawn:
            variant = replace(self._task.variant, quality=Quality(side, self._task.variant.fps))
            with writing_to_scratch():
                self._drawn[side] = draw_reel(
                    self._task.scene, variant, self._folder / str(side), self._counter.advance
                )
        return self._drawn[side].slower(quality.fps)


def _make(each: Format, reels: _Reels, target: Path, task: FormatsTask, counter: Counter) -> Fitted:
    """Write one file, in the best quality that fits."""
    write = _WRITERS[each.name]
    clear, most = task.wanted.leaves_background(each), task.wanted.most
    if each.is_folder:
        check_place(target)
    opened: AbstractContextManager[Path] = folder_aside(target) if each.is_folder else aside(target)
    with opened as part:

        def write_in(quality: Quality) -> int:
            reel = reels.of(quality)
            if not each.is_folder:
                part.unlink(missing_ok=True)

            def show(file: Path) -> None:
                write(reel, file, Watch(file, len(reel.order), most, counter.advance), clear=clear)

            write_heard(part, _heard(reel, task.variant) if each.heard else Sound(0), show)
            return part.stat().st_size

        return fit(task.variant, each.most_fps, most, write_in)


def _heard(reel: Reel, variant: Variant) -> Sound:
    """What is heard until the last picture has been shown for as long as a loop shows it."""
    return replace(sound_of([reel.timeline], variant), seconds=len(reel.order) / reel.fps)


def _choice(name: str, fitted: Fitted) -> str:
    line = f"{name}: {_megabytes(fitted.size)} at {fitted.quality.name}"
    if fitted.quality == fitted.best:
        return line
    return f"{line}; {fitted.best.name} would take about {_megabytes(fitted.best_size)}"


def _refusal(each: Format, name: str, error: UnfittingError) -> str:
    others = "" if each.name in _LEAN else f", or choose {' or '.join(_LEAN)}, which take less"
    size = _megabytes(error.size)
    return f"{name} would take about {size} even at {error.quality.name}: raise --max-mb{others}"


def _megabytes(size: int) -> str:
    """As many digits as are needed to tell one size from another.

    >>> _megabytes(7_642_100), _megabytes(31_000)
    ('7.64 MB', '0.031 MB')
    """
    return f"{size / 1e6:.3g} MB"
