"""A page of tiny scenes in both languages, of one set of clips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from clip_folder import SMALL, clips_in
from page_scenes import CHINESE, words_in

from renders.products.page.contents import Version
from renders.products.page.folder import write_page
from renders.request import scenes as catalogue
from renders.request.scenes import SceneRef

NAMES = ("Moving", "Blink", "Flat")


def versions_of(film_folder: Path, names: Sequence[str] = NAMES) -> list[Version]:
    """The scenes with those names in English and in Chinese."""
    clips = [clip for clip in clips_in(film_folder) if clip.timeline.name in names]
    scenes = [SceneRef("page_scenes", name) for name in names]
    chinese = []
    for clip in clips:
        title, words = CHINESE[clip.timeline.name]
        beats = tuple(
            replace(beat, title=words[beat.name][0], said=words[beat.name][1]) for beat in clip.timeline.beats
        )
        chinese.append(replace(clip, timeline=replace(clip.timeline, title=title, beats=beats)))
    return [Version(scenes, clips, SMALL), Version(scenes, chinese, replace(SMALL, language="zh"))]


def write(film_folder: Path, folder: Path, names: Sequence[str] = NAMES) -> Path:
    """Write the page of the scenes with those names as ``folder``; return where."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "words_of", lambda name, language: words_in(language, name))
        return write_page(versions_of(film_folder, names), folder).parent
