"""Pages of tiny scenes in both languages, of one set of clips: silent, or with a scene that is spoken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from clip_folder import SMALL, clips_in
from page_scenes import CHINESE, words_in
from recorded import babble, record

from common.beats import Line, Word
from renders.build import hearing
from renders.build.clip import Clip
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


def write_spoken(film_folder: Path, folder: Path) -> Path:
    """Write the page of all scenes as ``folder``, of which Flat alone is spoken; return where."""
    take = record(folder.with_name("said.opus"), babble(0.4))
    versions = [
        replace(version, clips=[_spoken(clip) if clip.timeline.name == "Flat" else clip for clip in version.clips])
        for version in versions_of(film_folder)
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "words_of", lambda name, language: words_in(language, name))
        patch.setattr(hearing, "take_file", lambda *_: take.file)
        return write_page(versions, folder).parent


def _spoken(clip: Clip) -> Clip:
    """The clip, heard in its only beat for 0.4 seconds."""
    (beat,) = clip.timeline.beats
    line = Line(beat.said, 0.1, 0.5, (Word(0, len(beat.said), 0.1, 0.5),), "said")
    return replace(clip, timeline=replace(clip.timeline, beats=(replace(beat, lines=(line,)),)))


def write(film_folder: Path, folder: Path, names: Sequence[str] = NAMES) -> Path:
    """Write the page of the scenes with those names as ``folder``; return where."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "words_of", lambda name, language: words_in(language, name))
        return write_page(versions_of(film_folder, names), folder).parent
