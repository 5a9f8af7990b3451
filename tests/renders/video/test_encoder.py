from __future__ import annotations

import io
import os
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from drawn_clips import SIZE, clip, decode, disc
from test_levels import exact_bt709, planes
from tiny_scenes import Flat

from renders.picture.rasterise import rasterise
from renders.request.variant import Quality, Variant
from renders.video import encoder
from renders.video.encoder import ClipEncoder, EncodingError


def bt709_to_rgb(frame: av.VideoFrame) -> np.ndarray:
    """Its inverse, chroma repeated: a judge that shares no code with the encoder."""
    luma, chroma = planes(frame)
    luma = (luma - 16) / 219
    blue, red = (np.kron(plane, np.ones((2, 2))) / 224 - 128 / 224 for plane in chroma)
    r, b = luma + 1.5748 * red, luma + 1.8556 * blue
    return 255 * np.stack([r, (luma - 0.2126 * r - 0.0722 * b) / 0.7152, b], axis=-1)


def test_a_flat_colour_comes_back(tmp_path: Path) -> None:
    small = Variant(quality=Quality(240, 15))
    with ClipEncoder(tmp_path / "clip.mp4", small.size, small.fps) as encoder:
        rasterise(Flat, small, encoder)
    for frame in decode(tmp_path / "clip.mp4"):
        assert np.abs(bt709_to_rgb(frame) - (0xF5, 0xA6, 0x23)).max() <= 2
        assert np.abs(frame.to_ndarray(format="rgb24").astype(int) - (0xF5, 0xA6, 0x23)).max() <= 2


def worst_decibels(frames: Iterable[av.VideoFrame]) -> float:
    """The lowest ratio of peak to error of luma among frames that should be discs."""
    errors = [((planes(frame)[0] - exact_bt709(disc(k))[0]) ** 2).mean() for k, frame in enumerate(frames)]
    return float(10 * np.log10(255**2 / max(errors)))


def test_drawn_pictures_stay_crisp(monkeypatch: pytest.MonkeyPatch) -> None:
    assert worst_decibels(decode(clip(12))) > 50
    monkeypatch.setitem(encoder._X264, "qp", "26")
    assert worst_decibels(decode(clip(12))) < 50


def test_the_same_frames_give_the_same_bytes_in_memory_as_in_a_file(tmp_path: Path) -> None:
    clip(20, target=tmp_path / "clip.mp4")
    assert (tmp_path / "clip.mp4").read_bytes() == clip(20).getvalue() == clip(20).getvalue()


def test_pixels_may_be_overwritten_after_each_call() -> None:
    target, pixels = io.BytesIO(), np.empty((SIZE[1], SIZE[0], 4), np.uint8)
    with ClipEncoder(target, SIZE, 15) as encoder:
        for place in range(20):
            pixels[:] = disc(place)
            encoder.take(place, pixels, 1)
            pixels[:] = 255
    assert target.getvalue() == clip(20).getvalue()


@pytest.fixture
def _one_core() -> Iterable[None]:
    if not hasattr(os, "sched_setaffinity") or len(cores := os.sched_getaffinity(0)) < 2:
        pytest.skip("needs two cores and a way to choose one")
    yield
    os.sched_setaffinity(0, cores)


@pytest.mark.usefixtures("_one_core")
@pytest.mark.parametrize("left_to_x264", [False, True])
def test_bytes_do_not_depend_on_the_number_of_cores(
    monkeypatch: pytest.MonkeyPatch, *, left_to_x264: bool
) -> None:
    if left_to_x264:
        monkeypatch.setattr(encoder, "_THREADS", 0)
    on_all = clip(20).getvalue()
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    assert (clip(20).getvalue() != on_all) == left_to_x264


def test_every_frame_arrives_at_its_time() -> None:
    assert [frame.pts * frame.time_base for frame in decode(clip(20))] == [Fraction(k, 15) for k in range(20)]


def test_the_stream_is_high_profile_limited_bt709_420() -> None:
    with av.open(clip(1)) as container:
        codec = container.streams.video[0].codec_context
        tags = codec.color_primaries, codec.color_trc, codec.colorspace, codec.color_range, codec.pix_fmt
        assert codec.profile == "High"
    assert tags == (1, 1, 1, 1, "yuv420p")


def test_every_half_second_begins_a_group_that_decodes_alone() -> None:
    whole = [frame.to_ndarray() for frame in decode(clip(40))]
    with av.open(clip(40)) as container:
        stream = container.streams.video[0]
        packets = [packet for packet in container.demux(stream) if packet.pts is not None]
        keys = [place for place, packet in enumerate(packets) if packet.is_keyframe]
        assert keys == list(range(0, 40, 15 // 2))
        for start, end in zip(keys, [*keys[1:], 40], strict=True):
            decoder = av.CodecContext.create("h264", "r")
            decoder.extradata = stream.codec_context.extradata
            alone = [frame for packet in [*packets[start:end], None] for frame in decoder.decode(packet)]
            assert np.array_equal([frame.to_ndarray() for frame in alone], whole[start:end])


def test_repeated_frames_take_next_to_nothing() -> None:
    target = io.BytesIO()
    with ClipEncoder(target, SIZE, 60) as encoder:
        encoder.take(0, disc(0), 30)
    target.seek(0)
    with av.open(target) as container:
        sizes = [packet.size for packet in container.demux(video=0) if packet.pts is not None]
    assert max(sizes[1:]) < 60 < sizes[0]


def test_a_shaded_clip_is_closer_to_its_pictures_and_has_the_header_of_any_other() -> None:
    headers, decibels = [], []
    for shaded in (False, True):
        target = io.BytesIO()
        with ClipEncoder(target, SIZE, 15, shaded=shaded) as encoder:
            for place in range(12):
                encoder.take(place, disc(place), 1)
        decibels.append(worst_decibels(decode(target)))
        target.seek(0)
        with av.open(target) as container:
            headers.append(container.streams.video[0].codec_context.extradata)
    assert headers[0] == headers[1]
    assert decibels[1] > decibels[0] + 1


def test_the_index_stands_before_the_pictures(tmp_path: Path) -> None:
    clip(5, target=tmp_path / "clip.mp4")
    for content in (clip(5).getvalue(), (tmp_path / "clip.mp4").read_bytes()):
        assert content.index(b"moov") < content.index(b"mdat")


def test_frames_are_counted_as_they_are_encoded() -> None:
    told: list[int] = []
    with ClipEncoder(io.BytesIO(), SIZE, 15, told.append) as encoder:
        encoder.take(0, disc(0), 2)
        encoder.take(2, disc(1), 1)
        assert encoder.frames == sum(told) == 3


def test_a_left_out_frame_is_refused() -> None:
    with ClipEncoder(io.BytesIO(), SIZE, 15) as encoder:
        encoder.take(0, disc(0), 2)
        with pytest.raises(EncodingError, match="frame 3 came where frame 2 was due"):
            encoder.take(3, disc(3), 1)
