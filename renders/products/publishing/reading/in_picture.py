"""Captions in the pictures of a written video, held against the clips that it was made of."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
from av.container import InputContainer
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace
from PIL import Image

from renders.picture.canvas import Pixels
from renders.picture.light import LUMA, contrast_ratio, relative_luminance
from renders.products.publishing.caption_pictures import caption_pictures
from renders.products.publishing.caption_task import Captioned
from renders.products.publishing.inset import Inset, Rect
from renders.products.publishing.measures import Measured
from renders.products.publishing.reading.pixels import INK, lowest_line
from renders.video.ffmpeg_names import ffmpeg_name
from renders.video.levels import levels

__all__ = ["read_in_picture"]

_Levels = npt.NDArray[np.float64]


def read_in_picture(file: Path, captioned: Sequence[Captioned]) -> list[Measured]:
    """Measure the captions in the pictures of ``file``, which are those of ``captioned`` one after another.

    In the middle of each caption, what stands in its place is compared with its words as they are drawn, and all
    the rest with the clip's own picture, which Pillow makes smaller.
    """
    absent: list[str] = []
    elsewhere, strays, letters, contrasts = [0.0], [0.0], [], []
    first = 0
    with av.open(ffmpeg_name(file)) as film:
        for each in captioned:
            task, inset = each.task, each.task.inset
            drawn = caption_pictures((cue.text for cue in task.cues), inset, task.variant.theme)
            with av.open(ffmpeg_name(task.clip.file)) as clip:
                for cue in task.cues:
                    middle = (cue.start + cue.end) // 2
                    shown = _frame(film, first + middle, task.variant.fps)
                    luma, place = levels(shown)[0].astype(np.float64), _slices(inset.captions)
                    words = _luma(drawn[cue.text])
                    ink = np.abs(words - words[0, 0]) > INK
                    if not ink.any() or np.abs(luma[place] - words)[ink].mean() > INK:
                        absent.append(cue.text.replace("\n", " "))
                    off = np.abs(luma - _set_in(_frame(clip, middle, task.variant.fps), inset, words[0, 0]))
                    off[place] = 0
                    elsewhere.append(float(off[_slices(inset.film)].mean()))
                    strays.append(float((off > INK).mean()))
                    picture = _picture(shown).crop(_corners(inset.captions))
                    letters.append(lowest_line(picture) / min(inset.size))
                    light = relative_luminance(np.asarray(picture))
                    contrasts.append(float(np.median(contrast_ratio(light[_full(words)], light[0, 0]))))
            first += task.clip.timeline.frames
    measured = {
        "absent": len(absent),
        "elsewhere": round(max(elsewhere), 2),
        "strays": round(max(strays), 5),
        "letters": round(min(letters, default=0.0), 3),
        "contrast": round(min(contrasts, default=1.0), 1),
    }
    notes = {"absent": "; ".join(absent)}
    return [
        Measured(f"in_picture.{name}", value, file.name, notes.get(name, "")) for name, value in measured.items()
    ]


def _frame(container: InputContainer, index: int, fps: int) -> VideoFrame:
    """The frame with that index, decoded from the nearest place before it; without levels if there is none."""
    stream = container.streams.video[0]
    container.seek(int(index / fps / (stream.time_base or 1)), stream=stream)
    for frame in container.decode(stream):
        if float(frame.time or 0) * fps > index - 0.5:
            return frame
    return VideoFrame.from_ndarray(np.zeros((stream.height * 3 // 2, stream.width), np.uint8), format="yuv420p")


def _set_in(frame: VideoFrame, inset: Inset, background: float) -> _Levels:
    """The levels of a clip's frame where they should be seen, on a ``background`` of that level."""
    canvas = Image.new("L", inset.size, round(background))
    smaller = Image.fromarray(levels(frame)[0]).resize(
        (inset.film.width, inset.film.height), Image.Resampling.LANCZOS
    )
    canvas.paste(smaller, (inset.film.left, inset.film.top))
    seen, window = np.full(inset.size[::-1], np.round(background)), _slices(inset.window)
    seen[window] = np.asarray(canvas, np.float64)[window]
    return seen


def _luma(pixels: Pixels) -> _Levels:
    """Luma in limited BT.709."""
    return np.asarray(16 + 219 / 255 * (pixels[:, :, :3] @ LUMA))


def _full(words: _Levels) -> npt.NDArray[np.bool_]:
    """The mask of letters, without the pixels that their edges thin out."""
    ink = np.abs(words - words[0, 0])
    return np.asarray(ink > 0.9 * ink.max())


def _picture(frame: VideoFrame) -> Image.Image:
    shown = frame.reformat(
        format="rgb24", src_colorspace=Colorspace.ITU709, src_color_range=ColorRange.MPEG, threads=1
    )
    return Image.fromarray(shown.to_ndarray())


def _slices(place: Rect) -> tuple[slice, slice]:
    """Clip ``place`` to the picture."""
    rows, columns = (
        slice(max(0, place.top), place.top + place.height),
        slice(max(0, place.left), place.left + place.width),
    )
    return rows, columns


def _corners(place: Rect) -> tuple[int, int, int, int]:
    return place.left, place.top, place.left + place.width, place.top + place.height
