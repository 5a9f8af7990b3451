"""A contact sheet of a scene: a row a beat, its first, middle and last frame."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PIL import Image, ImageDraw

from renders.files.atomic import aside
from renders.files.scratch import scratch
from renders.picture.rasterise import rasterise
from renders.picture.renderer import NoFrames, PickedFrames, Pixels
from renders.picture.timeline import MOMENTS, Timeline, moment
from renders.picture.typeset import Face
from renders.products.stills.task import StoryboardTask
from renders.work.jobs import Counter

__all__ = ["contact_sheet", "draw_storyboard"]

_LONG_SIDE = 640
_GAP = 16
_NAMES = 300
_PAPER, _INK, _MUTED = "#E9EBEF", "#10131A", "#5A6375"
_FACE = Face(20)


def draw_storyboard(task: StoryboardTask, counter: Counter) -> Path:
    """Find the frames, draw them alone, and lay them out."""
    scene = task.scene.load()
    with scratch() as media:
        timeline = rasterise(scene, task.variant, NoFrames(), media)
        frames = PickedFrames(moment(beat, when) for beat in timeline.beats for when in MOMENTS)
        rasterise(scene, task.variant, frames, media, timeline)
    with aside(task.file) as part:
        contact_sheet(timeline, frames.pictures, task.variant.fps).save(part, format="PNG")
    counter.advance(1)
    return task.file


def contact_sheet(timeline: Timeline, pictures: Mapping[int, Pixels], fps: int) -> Image.Image:
    """Lay out ``pictures``, by frame index, a row a beat; its name, title and seconds stand beside it."""
    height, width, _ = next(iter(pictures.values())).shape
    shrink = min(1.0, _LONG_SIDE / max(width, height))
    small = (round(width * shrink), round(height * shrink))
    sheet = Image.new(
        "RGB",
        (
            _NAMES + len(MOMENTS) * (small[0] + _GAP),
            _GAP + max(1, len(timeline.beats)) * (small[1] + _GAP),
        ),
        _PAPER,
    )
    draw = ImageDraw.Draw(sheet)
    for row, beat in enumerate(timeline.beats):
        top = _GAP + row * (small[1] + _GAP)
        notes = [
            (_INK, beat.name),
            *((_INK, line) for line in _FACE.wrap(beat.title, _NAMES - 2 * _GAP)),
            (_MUTED, f"{beat.start / fps:.1f} – {beat.end / fps:.1f} s"),
        ]
        for line, (colour, text) in enumerate(notes):
            _FACE.draw(draw, (_GAP, top + 20 + 28 * line), text, colour)
        for column, when in enumerate(MOMENTS):
            picture = Image.fromarray(pictures[moment(beat, when)]).convert("RGB")
            sheet.paste(
                picture.resize(small, Image.Resampling.LANCZOS), (_NAMES + column * (small[0] + _GAP), top)
            )
    return sheet
