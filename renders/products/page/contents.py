"""The contents of the page: the film in one language, its scenes, and their words in every language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from renders.build.clip import Clip
from renders.captions.cues import Cue, cues
from renders.picture.timeline import Timeline, first_frames
from renders.products.page.wording import page_words_of
from renders.products.surround.chapters import clock
from renders.products.surround.subtitles import in_every_language
from renders.request.scenes import Film
from renders.request.variant import Variant

__all__ = ["FILM", "Piece", "Version"]

FILM = "film"
"""The name of the joined film, beside the names of scenes."""


@dataclass(frozen=True)
class Piece:
    """One video of the page: the ``clips`` of some scenes, one after another.

    ``told`` has the timelines of those clips with the words of each language.
    """

    name: str
    title: str
    clips: Sequence[Clip]
    told: Mapping[str, Sequence[Timeline]]
    variant: Variant

    @property
    def timelines(self) -> list[Timeline]:
        """The timelines of its clips."""
        return [clip.timeline for clip in self.clips]

    @property
    def is_spoken(self) -> bool:
        """Whether a voice is heard in it."""
        return any(timeline.is_spoken for timeline in self.timelines)

    @property
    def length(self) -> str:
        """Its duration, as a clock shows it."""
        return clock(first_frames(self.timelines)[-1], self.variant.fps)

    @cached_property
    def cues(self) -> dict[str, list[Cue]]:
        """The captions, in each language."""
        return {each: cues(timelines, each, self.variant.fps) for each, timelines in self.told.items()}


@dataclass(frozen=True)
class Version:
    """The film in the language of ``variant``: the ``clips`` of ``scenes``, in their order."""

    scenes: Film
    clips: Sequence[Clip]
    variant: Variant

    @property
    def language(self) -> str:
        """The language of its page."""
        return self.variant.language

    @cached_property
    def pieces(self) -> list[Piece]:
        """The videos: first the whole film if it is more than a scene, then each scene."""
        timelines = [clip.timeline for clip in self.clips]
        told = in_every_language(self.scenes, timelines, self.language)
        scenes = [
            Piece(
                clip.timeline.name,
                clip.timeline.title,
                [clip],
                {language: [timelines[number]] for language, timelines in told.items()},
                self.variant,
            )
            for number, clip in enumerate(self.clips)
        ]
        if len(scenes) == 1:
            return scenes
        return [Piece(FILM, page_words_of(self.language).film, self.clips, told, self.variant), *scenes]

    @cached_property
    def summaries(self) -> dict[str, str]:
        """The sentence that each scene closes on, by its name."""
        words = {scene.name: scene.load().said(self.language) for scene in self.scenes}
        closing = {name: list(each.beats.values())[-1] for name, each in words.items()}
        return {name: beat.claim or beat.said for name, beat in closing.items()}

    @cached_property
    def starts(self) -> dict[str, int]:
        """The frame of the film at which each scene begins, by its name."""
        timelines = [clip.timeline for clip in self.clips]
        return {each.name: start for each, start in zip(timelines, first_frames(timelines), strict=False)}

    def place(self, scene: str, beat: str) -> str:
        """Return the fragment of the page's address that leads to a beat."""
        whole = self.pieces[0].name == FILM
        return f"{FILM}&beat={scene}.{beat}" if whole else f"{scene}&beat={beat}"

    def about(self) -> dict[str, Any]:
        """Return the data of the page's script, in frames: of scenes in the film, of all else in its scene."""
        first = self.pieces[0]
        return {
            "fps": self.variant.fps,
            "folder": self.language,
            "film": {"name": first.name, "title": first.title} if first.name == FILM else None,
            "scenes": [
                {
                    "name": scene.name,
                    "title": scene.title,
                    "start": self.starts[scene.name],
                    "frames": scene.timelines[0].frames,
                    "spoken": scene.is_spoken,
                    "beats": [
                        {"name": beat.name, "title": beat.title, "start": beat.start if number else 0}
                        for number, beat in enumerate(scene.timelines[0].beats)
                    ],
                    "cues": {
                        language: [[cue.start, cue.end, cue.text] for cue in spoken]
                        for language, spoken in scene.cues.items()
                    },
                }
                for scene in self.pieces
                if scene.name != FILM
            ],
        }
