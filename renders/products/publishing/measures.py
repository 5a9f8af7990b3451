"""Measures of a folder to publish, and the checklist's words for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from common.words import LANGUAGES

__all__ = ["MEASURES", "Measured"]

_VIDEO = {
    "video.container": "container",
    "video.tracks": "tracks",
    "video.chapters_inside": "chapters inside",
    "video.index": "where the index stands (first: faststart)",
    "video.edit_lists": "edit lists",
    "video.codec": "video codec",
    "video.profile": "profile",
    "video.pixels": "pixel format",
    "video.colour": "colours: primaries, transfer, matrix, range",
    "video.aspect": "shape of the picture",
    "video.width": "width in pixels",
    "video.height": "height in pixels",
    "video.short_side": "pixels along the shorter side",
    "video.fps": "frames a second",
    "video.seconds": "seconds",
    "video.megabytes": "megabytes",
    "video.megabits_a_second": "megabits a second",
    "video.open_gops": "groups of pictures that do not begin anew (open)",
    "video.gop_share": "longest group of pictures, as a share of the frame rate",
    "video.b_frames": "most B frames in a row",
    "video.frames_lost": "frames that were rendered and cannot be decoded",
    "video.free_left": "share of the width that stays empty at the left",
    "video.free_right": "share of the width that stays empty at the right",
    "video.free_top": "share of the height that stays empty at the top",
    "video.free_bottom": "share of the height that stays empty at the bottom",
    "end_screen.seconds": "seconds of the end screen",
    "end_screen.free": "share of the picture's longer side that its end screen leaves empty",
    "audio.form": "sound track",
    "audio.loudness": "loudness in LUFS, integrated",
    "audio.peak": "true peak in dBTP",
    "audio.drift": "seconds between the ends of sound and picture",
}
_IN_PICTURE = {
    "in_picture.absent": "captions that are not to be seen in the middle of their time",
    "in_picture.elsewhere": "mean levels of 255 by which a picture beside its caption is not the film's",
    "in_picture.strays": "share of a picture beside its caption that is not at all the film's",
    "in_picture.letters": "height of the lowest line of captions, as a share of the picture's shorter side",
    "in_picture.contrast": "contrast of the captions with their background",
}
_CAPTIONS = {
    "cues": "cues",
    "characters_a_line": "characters in the longest line",
    "lines": "most lines in a cue",
    "characters_a_second": "characters a second in the fastest cue",
    "shortest": "seconds of the shortest cue",
    "longest": "seconds of the longest cue",
    "overlaps": "cues that begin before the one before has ended",
    "after_end": "seconds by which the last cue outlasts the video",
}
_TEXTS = {
    "title.characters": "characters in the title",
    "title.angle_brackets": "angle brackets in the title",
    "description.characters": "characters in the description",
    "description.bytes": "bytes in the description",
    "description.angle_brackets": "angle brackets in the description",
    "comment.characters": "characters in the comment to pin",
    "comment.bytes": "bytes in the comment to pin",
    "comment.angle_brackets": "angle brackets in the comment to pin",
    "tags.count": "tags",
    "tags.characters": "characters in all tags",
    "tags.longest": "characters in the longest tag",
    "chapters.count": "chapters",
    "chapters.first": "second at which the first chapter starts",
    "chapters.shortest": "seconds of the shortest chapter",
    "chapters.longest_title": "characters in the longest chapter title",
}
_PICTURE = {
    "width": "width in pixels",
    "height": "height in pixels",
    "aspect": "shape",
    "megabytes": "megabytes",
    "letters": "height of the title's lowest line in pixels, at a tenth of the size",
    "contrast": "contrast of the title with its background, at a tenth of the size",
    "free_corner": "whether the lower right corner is free for the duration",
}

MEASURES: Mapping[str, str] = {
    **_VIDEO,
    **_IN_PICTURE,
    **{f"captions.{language}.{name}": said for language in LANGUAGES for name, said in _CAPTIONS.items()},
    **_TEXTS,
    **{f"{what}.{name}": said for what in ("thumbnail", "cover") for name, said in _PICTURE.items()},
}
"""Every measure by its name, as platforms.toml uses it, and what it is."""


@dataclass(frozen=True)
class Measured:
    """The ``value`` of a ``measure`` as it was found in ``file``; ``note`` says what a number alone would not."""

    measure: str
    value: float | str
    file: str
    note: str = ""
