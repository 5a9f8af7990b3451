"""Comparison with accepted pictures: small stills, compared as drawings, not as bytes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image
from scipy import ndimage

from common.stage import ASPECTS, Box
from common.words import LANGUAGES
from renders.critic.problem import Finding
from renders.files.atomic import aside, writing_to
from renders.picture.canvas import Pixels
from renders.request.variant import THEME_NAMES, Variant

__all__ = ["ACCEPTED", "CHANGED", "accept", "accepted_picture", "is_compared", "likeness_finding", "side_by_side"]

CHANGED = "likeness/changed"

ACCEPTED = Path(__file__).parent / "accepted"
"""The folder of accepted stills, one a scene and aspect: English, dark."""

FloatArray = npt.NDArray[np.float64]

_LONG_SIDE = 480
_COLOURS = 256
_ROUNDS = 3  # of k-means
_SWAY = 0.4  # pixels of a still by which an edge may lie elsewhere, so that how it is smoothed does not count
_DIFFERENT = 20.0  # levels beyond that, on average over 3 × 3 pixels of a still; half a pixel of 1080p gives 17
_AROUND = 3  # pixels between a difference and its outline
_GAP = 8
_BARE = 60  # the grey of a panel without a picture
_REMEDY = "look, then accept it with renders inspect --accept"


def accepted_picture(scene: str, aspect: str, folder: Path = ACCEPTED) -> Path:
    """Return the path of the accepted picture of ``scene`` and ``aspect``, whether or not it exists."""
    return folder / f"{scene}-{aspect.replace(':', 'x')}.png"


def is_compared(variant: Variant) -> bool:
    """Return True if scenes are compared with accepted pictures in this variant."""
    return (variant.language, variant.theme) == (LANGUAGES[0], THEME_NAMES[0])


def likeness_finding(scene: str, aspect: str, picture: Pixels, folder: Path = ACCEPTED) -> Finding | None:
    """Find where ``picture`` differs from the accepted one of ``scene`` and ``aspect``; None if it is the same.

    Edges may be smoothed differently, or lie half a pixel of 1080p elsewhere; nothing may move by 4 of them.
    Both pictures should be of 1080p: a smaller one is smoothed so differently that it may count as changed.
    """
    path = accepted_picture(scene, aspect, folder)
    if not path.exists():
        return Finding(CHANGED, (path.name,), f"no picture was accepted yet: {_REMEDY}")
    accepted, present = _read(path), _still(picture)
    if accepted.size != present.size:
        sizes = [f"{image.width} × {image.height}" for image in (accepted, present)]
        return Finding(CHANGED, (path.name,), f"{sizes[1]} pixels, accepted {sizes[0]}: {_REMEDY}")
    difference = _difference(accepted, present)
    if difference.max() <= _DIFFERENT:
        return None
    boxes = _boxes(difference, aspect)
    places = "1 place" if len(boxes) == 1 else f"{len(boxes)} places"
    said = f"off by {difference.max():.0f} levels in {places}, at most {_DIFFERENT:g}: {_REMEDY}"
    return Finding(CHANGED, (path.name,), said, boxes)


def accept(scene: str, aspect: str, picture: Pixels, folder: Path = ACCEPTED) -> Path:
    """Keep ``picture`` as the one that ``scene`` should show in ``aspect``; returns the file, of some 10 KB."""
    path = accepted_picture(scene, aspect, folder)
    with writing_to(folder, ""):
        folder.mkdir(parents=True, exist_ok=True)
    # Other methods drop colours that few pixels have, such as the zero's; this one is at most 8 levels off.
    palette = _still(picture).quantize(
        _COLOURS, Image.Quantize.MAXCOVERAGE, kmeans=_ROUNDS, dither=Image.Dither.NONE
    )
    with aside(path, "") as part:
        palette.save(part, format="PNG", optimize=True)
    return path


def side_by_side(scene: str, aspect: str, picture: Pixels, folder: Path = ACCEPTED) -> Image.Image:
    """The accepted picture, the present one, and what differs in white on the present one, dimmed."""
    path = accepted_picture(scene, aspect, folder)
    present = _still(picture)
    panels = [Image.new("RGB", present.size, (_BARE,) * 3), present, present]
    if path.exists() and (accepted := _read(path)).size == present.size:
        panels[0] = accepted
        shown = np.clip(_difference(accepted, present) / _DIFFERENT, 0, 1)[:, :, np.newaxis]
        panels[2] = Image.fromarray((np.asarray(present) * 0.35 * (1 - shown) + 255 * shown).astype(np.uint8))
    width, height = present.size
    sheet = Image.new("RGB", (3 * width + 2 * _GAP, height), (_BARE,) * 3)
    for number, panel in enumerate(panels):
        sheet.paste(panel, (number * (width + _GAP), 0))
    return sheet


def _read(path: Path) -> Image.Image:
    with Image.open(path) as image:
        return image.convert("RGB")


def _still(picture: Pixels) -> Image.Image:
    """``picture`` as small as it is kept."""
    image = Image.fromarray(np.ascontiguousarray(picture[:, :, :3]))
    share = _LONG_SIDE / max(image.size)
    return image.resize((round(image.width * share), round(image.height * share)), Image.Resampling.BOX)


def _difference(accepted: Image.Image, present: Image.Image) -> FloatArray:
    """By how many levels each pixel of ``present`` leaves what ``accepted`` shows there or ``_SWAY`` away."""
    shown = np.asarray(accepted, np.float32)
    swayed = [
        _swayed(_swayed(shown, down, 0), right, 1) for down in (-_SWAY, 0, _SWAY) for right in (-_SWAY, 0, _SWAY)
    ]
    now = np.asarray(present, np.float32)
    beyond = np.maximum(now - np.max(swayed, axis=0), np.min(swayed, axis=0) - now).clip(0).max(axis=2)
    return np.asarray(ndimage.uniform_filter(beyond, 3), np.float64)


def _swayed(picture: npt.NDArray[np.float32], by: float, axis: int) -> npt.NDArray[np.float32]:
    """``picture`` moved by a share of a pixel along ``axis``."""
    last = picture.shape[axis] - 1
    neighbour = np.clip(np.arange(last + 1) - int(np.sign(by)), 0, last)
    return np.asarray((1 - abs(by)) * picture + abs(by) * np.take(picture, neighbour, axis), np.float32)


def _boxes(difference: FloatArray, aspect: str) -> tuple[Box, ...]:
    """The places that differ, in scene units; what lies close together is one."""
    width, height = ASPECTS[aspect].frame
    unit = width / difference.shape[1]
    near = ndimage.maximum_filter(difference > _DIFFERENT, 2 * _AROUND + 1)
    return tuple(
        Box(
            columns.start * unit - width / 2,
            height / 2 - rows.stop * unit,
            columns.stop * unit - width / 2,
            height / 2 - rows.start * unit,
        )
        for rows, columns in ndimage.find_objects(ndimage.label(near)[0])
    )
