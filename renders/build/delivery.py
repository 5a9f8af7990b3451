"""A stored clip to the files that a person opens."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from renders.build.clip import Clip
from renders.build.hearing import join_clips
from renders.build.keys import key_of
from renders.build.site import Site
from renders.build.sources import Sources
from renders.captions.cues import captions, cues
from renders.files.atomic import digest_if_readable, stand, write_together
from renders.files.records import Records, Written
from renders.files.unfinished import sweep
from renders.work.crew import Crew
from renders.work.jobs import InlineExecutor
from renders.work.local import WorkerLostError

__all__ = ["deliver_clip", "delivering"]


def deliver_clip(clip: Clip, site: Site) -> list[Path]:
    """Put ``Name.mp4``, ``.srt`` and ``.vtt`` into the site's folder, where they are not there already.

    Return them. Raises ``TakeError`` for a take that is not as it should be.
    """
    files, texts = _files(clip, site), _captions(clip, site)
    if _is_delivered(clip, site):
        return files
    with write_together(*files) as (video, *others):
        join_clips([clip], site.variant, video)
        for file, text in zip(others, texts, strict=True):
            file.write_text(text, encoding="utf-8")
    if clip.timeline.is_spoken:
        _records(site).keep(_which(clip, site), _key(clip, site), Written(files[:1]))
    return files


@contextmanager
def delivering(clips: Sequence[Clip], site: Site, crew: Crew) -> Iterator[list[Path]]:
    """Deliver ``clips`` beside what is done meanwhile, if ``crew`` is more than one and sound is to be made.

    All their files are in the yielded list at the end. Raises as ``deliver_clip`` does.
    """
    left = [clip for clip in clips if clip.timeline.is_spoken and not _is_delivered(clip, site)]
    executor = crew.hire_here(1) if crew.processes > 1 and left else InlineExecutor()
    files: list[Path] = []
    try:
        futures = [executor.submit(deliver_clip, clip, site) for clip in clips]
        yield files
        for clip, future in zip(clips, futures, strict=True):
            try:
                files += future.result()
            except WorkerLostError:
                sweep(site.folder)
                files += deliver_clip(clip, site)
    finally:
        executor.shutdown(cancel_futures=True)


def _files(clip: Clip, site: Site) -> list[Path]:
    return [site.folder / f"{clip.timeline.name}.{kind}" for kind in ("mp4", "srt", "vtt")]


def _captions(clip: Clip, site: Site) -> list[str]:
    fps = site.variant.fps
    spoken = cues([clip.timeline], site.variant.language, fps)
    return [captions(spoken, fps, kind) for kind in ("srt", "vtt")]


def _is_delivered(clip: Clip, site: Site) -> bool:
    """Tell whether its files are what they should be now; the video of a silent clip is the clip itself."""
    file, *others = _files(clip, site)
    if not stand(others, _captions(clip, site)):
        return False
    if not clip.timeline.is_spoken:
        return digest_if_readable(file) == clip.sha256
    return _records(site).find(_which(clip, site), file.parent, _key(clip, site)) is not None


def _records(site: Site) -> Records:
    return Records(site.output / "store" / "clips")


def _which(clip: Clip, site: Site) -> str:
    return f"{site.variant.name}/{site.below}/{clip.timeline.name}"


def _key(clip: Clip, site: Site) -> str:
    """Return a key for all that the file is made of."""
    return key_of(
        {
            "clip": clip.sha256,
            "heard": json.dumps(asdict(clip.timeline), ensure_ascii=False),
            "voice": site.variant.voice,
            "cues": str(site.variant.cues),
            **Sources().files(join_clips.__module__),
        }
    )
