from __future__ import annotations

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renders.video import levels as conversion
from renders.video.levels import Converter


def exact_bt709(pixels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Limited range BT.709 by its definition: luma (h, w), chroma (2, h/2, w/2) on even columns between rows."""
    r, g, b = np.moveaxis(pixels[..., :3].astype(float), -1, 0)
    luma = 0.2126 * r + 0.7152 * g + 0.0722 * b
    chroma = np.stack([(b - luma) / 1.8556, (r - luma) / 1.5748]) * 224 / 255 + 128
    rows = (chroma[:, ::2] + chroma[:, 1::2]) / 2
    padded = np.pad(rows, ((0, 0), (0, 0), (1, 1)), "edge")
    return 16 + luma * 219 / 255, (padded[..., :-2:2] + 2 * padded[..., 1:-1:2] + padded[..., 2::2]) / 4


def planes(frame: av.VideoFrame) -> tuple[np.ndarray, np.ndarray]:
    levels = frame.to_ndarray(format="yuv420p").astype(float)
    return levels[: frame.height], levels[frame.height :].reshape(2, frame.height // 2, frame.width // 2)


def converted(pixels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return planes(Converter((pixels.shape[1], pixels.shape[0])).convert(pixels))


def every_colour() -> np.ndarray:
    """A picture of patches in all directions of colour, the greys, and noise: (576, 64, 4)."""
    random = np.random.default_rng(0)
    pixels = np.full((576, 64, 4), 255, np.uint8)
    pixels[:256, :, :3] = np.kron(random.integers(0, 256, (32, 8, 3)), np.ones((8, 8, 1)))
    pixels[256:512, :, :3] = np.arange(256)[:, None, None]
    pixels[512:, :, :3] = random.integers(0, 256, (64, 64, 3))
    return pixels


def worst_level() -> float:
    """How far the conversion is from exact at most, in levels."""
    pixels = every_colour()
    (luma, chroma), (true_luma, true_chroma) = converted(pixels), exact_bt709(pixels)
    # The first column of chroma reaches beyond the picture, where there is nothing to compare with.
    return max(np.abs(luma - true_luma).max(), np.abs(chroma - true_chroma)[..., 1:].max())


def test_the_conversion_is_exact_to_a_level() -> None:
    assert worst_level() < 1


@pytest.mark.parametrize("height", [120, 122, 254, 854])
def test_chroma_stands_where_luma_does_at_every_even_height(height: int) -> None:
    pixels = np.zeros((height, 16, 4), np.uint8)
    pixels[height // 2 + height // 2 % 2 :] = (255, 0, 0, 255)
    (luma, chroma), (true_luma, true_chroma) = converted(pixels), exact_bt709(pixels)
    assert luma.shape == (height, 16)
    assert np.abs(luma - true_luma).max() < 1
    assert np.abs(chroma - true_chroma).max() < 1


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("=left", "=center"), ("=area", "=bilinear"), ("=bt709", "=bt601"), ("out_range=limited", "out_range=full")],
)
def test_another_conversion_would_be_noticed(monkeypatch: pytest.MonkeyPatch, right: str, wrong: str) -> None:
    assert right in conversion._TO_BT709
    monkeypatch.setattr(conversion, "_TO_BT709", conversion._TO_BT709.replace(right, wrong))
    assert worst_level() > 4


def test_greys_stay_neutral() -> None:
    _, chroma = converted(every_colour())
    assert (chroma[:, 128:256] == 128).all()


@given(
    height=st.integers(8, 100).map(lambda half: 2 * half),
    starts=st.lists(st.integers(0, 199), max_size=4),
    length=st.integers(1, 70),
    seed=st.integers(0, 99),
)
def test_rows_that_changed_are_all_that_must_be_converted(
    height: int, starts: list[int], length: int, seed: int
) -> None:
    random = np.random.default_rng(seed)
    before = random.integers(0, 256, (height, 32, 4), np.uint8)
    after, rows = before.copy(), [range(start % height, start % height + length) for start in starts]
    for each in rows:
        after[each.start : each.stop] = random.integers(0, 256, after[each.start : each.stop].shape, np.uint8)
    following = Converter((32, height))
    following.convert(before)
    luma, chroma = planes(following.convert(after, rows))
    whole_luma, whole_chroma = converted(after)
    assert np.array_equal(luma, whole_luma)
    assert np.array_equal(chroma, whole_chroma)


def test_a_row_that_is_left_out_would_be_noticed() -> None:
    following, picture = Converter((64, 576)), every_colour()
    following.convert(picture)
    picture[300] = 0
    assert not np.array_equal(planes(following.convert(picture, [range(200)]))[0], converted(picture)[0])


def test_bands_join_without_a_seam() -> None:
    picture = every_colour()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(conversion, "_BAND", len(picture))
        at_once = converted(picture)
    for part, whole in zip(converted(picture), at_once, strict=True):
        assert np.array_equal(part, whole)
