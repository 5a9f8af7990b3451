"""A stored clip to the files that a person opens."""

from __future__ import annotations

import json
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

__all__ = ["deliver_clip"]


def deliver_clip(clip: Clip, site: Site) -> list[Path]:
    """Put ``Name.mp4``, ``.srt`` and ``.vtt`` into the site's folder, where they are not there already.

    Return them. Raises ``TakeError`` for a take that is not as it should be.
    """
    name, variant = clip.timeline.name, site.variant
    files = [site.folder / f"{name}.{kind}" for kind in ("mp4", "srt", "vtt")]
    spoken = cues([clip.timeline], variant.language, variant.fps)
    texts = [captions(spoken, variant.fps, kind) for kind in ("srt", "vtt")]
    if stand(files[1:], texts) and _is_up_to_date(clip, site, files[0]):
        return files
    with write_together(*files) as (video, *others):
        join_clips([clip], variant, video)
        for file, text in zip(others, texts, strict=True):
            file.write_text(text, encoding="utf-8")
    if clip.timeline.is_spoken:
        _records(site).keep(_which(clip, site), _key(clip, site), Written(files[:1]))
    return files


def _is_up_to_date(clip: Clip, site: Site, file: Path) -> bool:
    """Tell whether ``file`` is the clip with what is heard in it now; a silent one is the clip itself."""
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
