"""The contents of each slide: a beat, its clip, its poster, its title and the words for the speaker."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from common.beats import Beat
from renders.build.clip import Clip
from renders.picture.timeline import MOMENTS
from renders.products.slides.cutting import cut, last_frames, picture
from renders.request.variant import Variant

__all__ = ["SEPARATOR", "Deck", "Slide", "compose"]

SEPARATOR = " · "


@dataclass(frozen=True)
class Slide:
    """A beat of ``scene`` as a slide; ``name`` is that of its files, different for every slide of a deck.

    ``clip`` is an MP4 of ``frames`` frames at ``fps``, ``poster`` a PNG of the same size.
    """

    name: str
    scene: str
    scene_title: str
    title: str
    words: str
    clip: bytes
    poster: bytes
    frames: int
    fps: int

    @property
    def titles(self) -> list[str]:
        """Those of the scene and the beat that there are, once if they are the same."""
        return list(dict.fromkeys(part for part in (self.scene_title, self.title) if part))

    @property
    def heading(self) -> str:
        """Scene and beat in one line, as a list of slides would show them."""
        return SEPARATOR.join(self.titles)

    @property
    def milliseconds(self) -> int:
        """The duration of the clip."""
        return round(self.frames * 1000 / self.fps)


@dataclass(frozen=True)
class Deck:
    """The slides of some scenes, as ``variant``; with ``loop``, each clip starts again at its end."""

    slides: Sequence[Slide]
    variant: Variant
    loop: bool

    @property
    def name(self) -> str:
        """The name of its files."""
        return "deck-loop" if self.loop else "deck"

    @cached_property
    def scenes(self) -> list[list[Slide]]:
        """The slides, scene by scene."""
        return [list(slides) for _, slides in groupby(self.slides, lambda slide: slide.scene)]

    @property
    def title(self) -> str:
        """The titles of its scenes."""
        return ", ".join(slides[0].scene_title for slides in self.scenes)


def compose(clips: Sequence[Clip], variant: Variant, poster: str = "start", *, loop: bool = False) -> Deck:
    """Cut each clip at its beats; the ``poster`` is the frame at one of the ``MOMENTS`` of each piece.

    Raises ``EncodingError`` where a clip cannot be cut.
    """
    return Deck([slide for clip in clips for slide in _slides(clip, variant.fps, poster)], variant, loop)


def _slides(clip: Clip, fps: int, poster: str) -> Iterator[Slide]:
    timeline = clip.timeline
    ends = last_frames(timeline)
    starts = [0, *ends]
    pieces = cut(clip.file, ends, fps)
    for number, (beat, piece) in enumerate(zip(timeline.beats, pieces, strict=True)):
        frames = ends[number] - starts[number]
        yield Slide(
            name=_name(timeline.name, number, beat),
            scene=timeline.name,
            scene_title=timeline.title,
            title=beat.title,
            words=beat.said,
            clip=piece,
            poster=_png(piece, _frame(poster, frames), fps),
            frames=frames,
            fps=fps,
        )


def _name(scene: str, number: int, beat: Beat) -> str:
    return f"{scene}-{number + 1:02d}-{beat.name}"


def _frame(when: str, frames: int) -> int:
    return dict(zip(MOMENTS, (0, frames // 2, frames - 1), strict=True))[when]


def _png(clip: bytes, index: int, fps: int) -> bytes:
    written = io.BytesIO()
    picture(clip, index, fps).save(written, format="PNG")
    return written.getvalue()
