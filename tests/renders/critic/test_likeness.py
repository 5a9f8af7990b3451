"""A picture is like the accepted one however it is smoothed, and unlike it as soon as a thing moved or is gone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from scipy import ndimage

from renders.critic.likeness import accept, likeness_finding, side_by_side
from renders.critic.problem import Finding
from renders.picture.canvas import Pixels
from renders.picture.rasterise import rasterise
from renders.picture.renderer import PickedFrames
from renders.request.variant import Quality, Variant
from scenes.shrinking_region import ShrinkingRegion

FRAME = 100


@cache
def still() -> Pixels:
    """The corner holds a weight at zero: texts, read-outs, thick and thin lines, dots."""
    sink = PickedFrames([FRAME])
    rasterise(ShrinkingRegion, Variant(quality=Quality(1080, 3)), sink)
    return sink.pictures[FRAME]


@pytest.fixture
def accepted(tmp_path: Path) -> Path:
    accept("ShrinkingRegion", "16:9", still(), tmp_path)
    return tmp_path


def compare(picture: Pixels, folder: Path) -> Finding | None:
    return likeness_finding("ShrinkingRegion", "16:9", picture, folder)


def shifted(picture: Pixels, right: float, down: float) -> Pixels:
    return ndimage.shift(picture.astype(float), (down, right, 0), order=1, mode="nearest").round().astype(np.uint8)


def noisy(picture: Pixels) -> Pixels:
    edges = np.ptp(
        np.stack([np.roll(picture, by, axis) for axis in (0, 1) for by in (-1, 0, 1)]).astype(int), axis=0
    )
    noise = np.random.default_rng(0).integers(-8, 9, picture.shape) * (edges > 8)
    return (picture + noise).clip(0, 255).astype(np.uint8)


def disks(picture: Pixels, colour: tuple[int, int, int], area: tuple[int, int]) -> list[tuple[int, int, int]]:
    """Middles and radii of the disks of one colour whose area in pixels lies between the two."""
    labels, _ = ndimage.label((np.abs(picture[:, :, :3].astype(int) - colour) < 8).all(axis=2))
    found = []
    for number, (rows, columns) in enumerate(ndimage.find_objects(labels), 1):
        height, width = rows.stop - rows.start, columns.stop - columns.start
        size = int((labels[rows, columns] == number).sum())
        if (
            area[0] < size < area[1]
            and abs(height - width) <= 1
            and abs(size / (height * width) - np.pi / 4) < 0.06
        ):
            found.append(((columns.start + columns.stop) // 2, (rows.start + rows.stop) // 2, width // 2))
    return found


def with_moved_disk(picture: Pixels, disk: tuple[int, int, int], right: int, down: int) -> Pixels:
    x, y, radius = disk
    down_from, right_from = np.ogrid[: picture.shape[0], : picture.shape[1]]
    rows, columns = np.nonzero(np.hypot(right_from - x, down_from - y) < radius + 5)
    moved = picture.copy()
    moved[rows + down, columns + right] = picture[rows, columns]
    return moved


LABEL = 256, 147, 324, 195
"""Where w₂ stands in the left half: left, top, right and bottom, in pixels."""


def without(picture: Pixels, left: int, top: int, right: int, bottom: int) -> Pixels:
    bare = picture.copy()
    bare[top:bottom, left:right] = picture[5, 5]
    return bare


def test_a_picture_is_like_itself_and_its_still_is_small(accepted: Path) -> None:
    assert compare(still(), accepted) is None
    (path,) = accepted.iterdir()
    assert path.name == "ShrinkingRegion-16x9.png"
    assert path.stat().st_size < 25_000


@pytest.mark.parametrize(("right", "down"), [(0.5, 0), (0, -0.5), (0.5, 0.5), (-0.5, 0.5)])
def test_half_a_pixel_and_noise_at_edges_make_no_difference(right: float, down: float, accepted: Path) -> None:
    assert compare(noisy(shifted(still(), right, down)), accepted) is None


@pytest.mark.parametrize(("right", "down"), [(4, 0), (0, 4), (-3, 3)])
def test_a_dot_that_moved_by_four_pixels_is_found_where_it_is(right: int, down: int, accepted: Path) -> None:
    disk = disks(still(), (236, 239, 244), (300, 800))[-1]
    finding = compare(with_moved_disk(still(), disk, right, down), accepted)
    assert finding is not None
    assert finding.check == "likeness/changed"
    (box,) = finding.boxes
    x, y = (disk[0] - 960) / 135, (540 - disk[1]) / 135
    assert box.left < x < box.right
    assert box.bottom < y < box.top


def test_a_changed_digit_and_a_missing_label_are_found(accepted: Path) -> None:
    picture = still()
    digit = picture.copy()
    digit[62:112, 864:895] = picture[62:112, 823:854]
    for changed in (digit, without(picture, *LABEL)):
        finding = compare(changed, accepted)
        assert finding is not None
        assert len(finding.boxes) >= 1
        assert "at most 20" in finding.said


def test_what_was_never_accepted_says_how_to_accept_it(tmp_path: Path) -> None:
    finding = compare(still(), tmp_path)
    assert finding is not None
    assert "renders inspect --accept" in finding.said


def test_a_picture_of_another_shape_is_not_alike(accepted: Path) -> None:
    finding = compare(still()[:, :1080], accepted)
    assert finding is not None
    assert finding.said.startswith("480 × 480 pixels, accepted 480 × 270")


def test_both_are_shown_side_by_side_with_what_differs(accepted: Path) -> None:
    changed = without(still(), *LABEL)
    sheet = np.asarray(side_by_side("ShrinkingRegion", "16:9", changed, accepted))
    assert sheet.shape == (270, 3 * 480 + 2 * 8, 3)
    difference = sheet[:, -480:]
    left, top, right, bottom = (edge // 4 for edge in LABEL)  # the picture is shown at a quarter of its size
    assert (difference[top:bottom, left:right] > 250).any()
    assert difference[bottom + 20 :].max() < 120
    accept("ShrinkingRegion", "16:9", changed, accepted)
    assert compare(changed, accepted) is None
