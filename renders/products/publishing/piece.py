"""What is uploaded at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from renders.build.clip import Clip
from renders.picture.timeline import Timeline
from renders.products.publishing.caption_task import Captioned
from renders.products.surround.subtitles import in_every_language
from renders.products.surround.wording import wording_of
from renders.request.scenes import Film, SceneRef
from renders.request.variant import Variant
from scenes.film import END_SCREEN

__all__ = ["Piece"]


@dataclass(frozen=True)
class Piece:
    """An upload, one video: the ``clips`` of ``scenes``; the ``whole`` film or one scene of it.

    ``captioned`` are the same clips with captions in their pictures, where the platform needs them there. In a
    series, it is ``number`` so many, from 1, of so many.
    """

    scenes: Film
    clips: Sequence[Clip]
    variant: Variant
    whole: bool
    captioned: Sequence[Captioned] = ()
    number: tuple[int, int] | None = None

    @property
    def title(self) -> str:
        """As the platform shows it."""
        return self.title_in(self.variant.language)

    def title_in(self, language: str) -> str:
        """The title in a language."""
        scene = None if self.whole else self.told[language][0].title
        title = wording_of(language).title_of(scene)
        return title if self.number is None else f"{title} ({self.number[0]}/{self.number[1]})"

    @property
    def name(self) -> str | None:
        """The scene's class; None for the whole film."""
        return None if self.whole else self.clips[0].timeline.name

    @property
    def claim(self) -> str:
        """What its first scene claims; nothing if it claims nothing."""
        words = self.scenes[0].load().said(self.variant.language)
        return next((beat.claim for beat in words.beats.values() if beat.claim), "")

    @property
    def end_screen(self) -> Timeline | None:
        """What follows the film on the screen, beside room for what to watch next."""
        last, timeline = self.scenes[-1], self.clips[-1].timeline
        return timeline if last == SceneRef.parse(END_SCREEN) else None

    @property
    def timelines(self) -> list[Timeline]:
        """Those of the clips."""
        return [clip.timeline for clip in self.clips]

    @cached_property
    def told(self) -> Mapping[str, Sequence[Timeline]]:
        """The timelines in every language."""
        return in_every_language(self.scenes, self.timelines, self.variant.language)

    @property
    def shown(self) -> Sequence[Clip]:
        """The clips that the video is made of."""
        return [each.clip for each in self.captioned] or self.clips
