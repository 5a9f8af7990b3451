"""Captions drawn into the pictures of a clip, for platforms that take no caption files, or hide them."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

import av
import numpy as np
import numpy.typing as npt
from av.filter import Graph
from av.video.format import VideoFormat

from common.style import THEMES
from renders.build.clip import Clip
from renders.files.atomic import digest, writing_to
from renders.picture.renderer import Pixels
from renders.products.publishing.caption_pictures import caption_pictures
from renders.products.publishing.caption_task import Captioned, CaptionTask
from renders.products.publishing.inset import Inset, Rect
from renders.video.encoder import ClipEncoder
from renders.video.ffmpeg_names import ffmpeg_name
from renders.video.levels import Converter, levels
from renders.work.jobs import Counter

__all__ = ["draw_captions"]

# Unless both are named, the levels are converted to BT.601.
_COLOURS = "in_color_matrix=bt709:out_color_matrix=bt709:in_range=limited:out_range=limited"

_Planes: TypeAlias = list[npt.NDArray[np.uint8]]
"""Luma, then the two of chroma, each (rows, columns)."""


def draw_captions(task: CaptionTask, counter: Counter) -> Captioned:
    """Write the clip with its captions below it, both in what the platform leaves free.

    Colours stay as they are: the decoded levels are made smaller, and never turned into RGB.
    """
    inset, theme = task.inset, task.variant.theme
    drawn = caption_pictures(["", *(cue.text for cue in task.cues)], inset, theme)
    captions = {text: _converted(pixels) for text, pixels in drawn.items()}
    texts = [""] * task.clip.timeline.frames
    for cue in task.cues:
        texts[cue.start : cue.end] = [cue.text] * (cue.end - cue.start)
    picture, shrinker, shown = _Picture(inset, theme), _Shrinker(inset), ""
    with (
        writing_to(task.target.parent),
        av.open(ffmpeg_name(task.clip.file), "r", format="mp4") as clip,
        ClipEncoder(task.target, inset.size, task.variant.fps, counter.advance) as encoder,
    ):
        for frame, text in zip(clip.decode(video=0), texts, strict=True):
            picture.put(levels(shrinker.shrink(frame)), inset.film, inset.window)
            if text != shown:
                picture.put(captions[text], inset.captions, inset.captions)
                shown = text
            encoder.encode(picture.frame)
    return Captioned(task, Clip(task.clip.timeline, task.target, digest(task.target)))


class _Picture:
    """The picture that is composed, at first the theme's bare background."""

    def __init__(self, inset: Inset, theme: str) -> None:
        self.frame = av.VideoFrame(*inset.size, "yuv420p")
        self._planes = levels(self.frame)
        self._height = inset.size[1]
        background = np.empty((2, 2, 4), np.uint8)
        background[:] = (*THEMES[theme].background.to_int_rgb(), 255)
        for plane, level in zip(self._planes, _converted(background), strict=True):
            plane[:] = level[0, 0]

    def put(self, planes: _Planes, place: Rect, window: Rect) -> None:
        """Put ``planes`` in their ``place``, as far as that lies in the ``window``."""
        for whole, part in zip(self._planes, planes, strict=True):
            halved = self._height // len(whole)
            top, left = place.top // halved, place.left // halved
            rows = _shared(top, part.shape[0], window.top // halved, window.height // halved)
            columns = _shared(left, part.shape[1], window.left // halved, window.width // halved)
            whole[rows, columns] = part[
                rows.start - top : rows.stop - top, columns.start - left : columns.stop - left
            ]


def _shared(start: int, length: int, other: int, its_length: int) -> slice:
    """What two stretches have in common."""
    return slice(max(start, other), min(start + length, other + its_length))


class _Shrinker:
    """Makes the film's pictures smaller, plane by plane."""

    def __init__(self, inset: Inset) -> None:
        width, height = inset.size
        size = f"{inset.film.width}:{inset.film.height}"
        self._graph = Graph()
        self._graph.threads = 1
        self._graph.link_nodes(
            self._graph.add_buffer(
                width=width, height=height, format=VideoFormat("yuv420p"), time_base=Fraction(1, 1)
            ),
            self._graph.add("scale", f"{size}:{_COLOURS}:flags=lanczos+accurate_rnd+bitexact"),
            self._graph.add("buffersink"),
        ).configure()

    def shrink(self, frame: av.VideoFrame) -> av.VideoFrame:
        self._graph.vpush(frame)
        return self._graph.vpull()


def _converted(pixels: Pixels) -> _Planes:
    """The levels of a picture as H.264 stores them."""
    height, width, _ = pixels.shape
    return [plane.copy() for plane in levels(Converter((width, height)).convert(pixels))]
