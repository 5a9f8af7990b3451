from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from tiny_scenes import Flat, Moving

from common.explainer import Explainer
from renders.encoder import ClipEncoder, EncodingError, check_clip
from renders.options import Quality, Variant
from renders.rasterise import rasterise

SMALL = Variant(quality=Quality(240, 15))


def encode(scene: type[Explainer], path: Path) -> int:
    with ClipEncoder(path, SMALL.size, SMALL.fps) as encoder:
        return rasterise(scene, SMALL, encoder).frames


def decode(path: Path) -> list[av.VideoFrame]:
    with av.open(str(path)) as container:
        return list(container.decode(video=0))


def bt709_to_rgb(frame: av.VideoFrame) -> np.ndarray:
    """Limited range BT.709 by its definition, chroma repeated: a judge that shares no code with the encoder."""
    rows = frame.height
    planes = frame.to_ndarray(format="yuv420p").astype(float)
    luma = (planes[:rows] - 16) / 219
    chroma = planes[rows:].reshape(2, rows // 2, frame.width // 2)
    blue, red = (np.kron(plane, np.ones((2, 2))) / 224 - 128 / 224 for plane in chroma)
    r, b = luma + 1.5748 * red, luma + 1.8556 * blue
    return 255 * np.stack([r, (luma - 0.2126 * r - 0.0722 * b) / 0.7152, b], axis=-1)


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.mp4", "other.mp4"):
        encode(Moving, tmp_path / name)
    assert (tmp_path / "one.mp4").read_bytes() == (tmp_path / "other.mp4").read_bytes()


def test_every_frame_arrives_at_its_time(tmp_path: Path) -> None:
    frames = encode(Moving, tmp_path / "clip.mp4")
    times = [frame.pts * frame.time_base for frame in decode(tmp_path / "clip.mp4")]
    assert times == [Fraction(index, 15) for index in range(frames)]


@pytest.mark.parametrize("wrong", [-1, 1])
def test_a_file_of_another_length_is_noticed(tmp_path: Path, wrong: int) -> None:
    frames = encode(Flat, tmp_path / "clip.mp4")
    check_clip(tmp_path / "clip.mp4", frames, 15)
    with pytest.raises(EncodingError, match=rf"decodes to {frames} frames"):
        check_clip(tmp_path / "clip.mp4", frames + wrong, 15)


def test_the_stream_is_tagged_as_limited_bt709_420(tmp_path: Path) -> None:
    encode(Flat, tmp_path / "clip.mp4")
    with av.open(str(tmp_path / "clip.mp4")) as container:
        codec = container.streams.video[0].codec_context
        tags = codec.color_primaries, codec.color_trc, codec.colorspace, codec.color_range, codec.pix_fmt
    assert tags == (1, 1, 1, 1, "yuv420p")


def test_a_flat_colour_comes_back(tmp_path: Path) -> None:
    encode(Flat, tmp_path / "clip.mp4")
    for frame in decode(tmp_path / "clip.mp4"):
        assert np.abs(bt709_to_rgb(frame) - (0xF5, 0xA6, 0x23)).max() <= 2
        assert np.abs(frame.to_ndarray(format="rgb24").astype(int) - (0xF5, 0xA6, 0x23)).max() <= 2


def test_groups_are_closed_and_half_a_second_long_at_most(tmp_path: Path) -> None:
    encode(Moving, tmp_path / "clip.mp4")
    keys = [index for index, frame in enumerate(decode(tmp_path / "clip.mp4")) if frame.key_frame]
    assert keys[0] == 0
    assert max(np.diff(keys)) <= 15 // 2


def test_the_index_stands_before_the_pictures(film_folder: Path) -> None:
    for file in film_folder.glob("*.mp4"):
        content = file.read_bytes()
        assert content.index(b"moov") < content.index(b"mdat")


def test_a_left_out_frame_is_refused(tmp_path: Path) -> None:
    picture = np.zeros((240, 426, 4), np.uint8)
    with ClipEncoder(tmp_path / "clip.mp4", (426, 240), 15) as encoder:
        encoder.take(0, picture, 2)
        with pytest.raises(EncodingError, match="frame 3 came where frame 2 was due"):
            encoder.take(3, picture, 1)
