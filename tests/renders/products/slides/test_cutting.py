from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from clip_folder import clips_in

from common.beats import Beat
from renders.build.clip import Clip
from renders.picture.timeline import Timeline
from renders.products.slides.cutting import cut, last_frames, picture
from renders.video.encoder import EncodingError

FPS = 15


@pytest.fixture
def clips(film_folder: Path) -> Sequence[Clip]:
    return clips_in(film_folder)


def decoded(source: Path | io.BytesIO) -> list[tuple[float, bytes]]:
    """Time in seconds and levels of each frame."""
    with av.open(source if isinstance(source, io.BytesIO) else str(source)) as container:
        return [(frame.time, frame.to_ndarray().tobytes()) for frame in container.decode(video=0)]


def test_the_pieces_of_a_clip_have_its_frames_each_once(clips: Sequence[Clip]) -> None:
    for clip in clips:
        pieces = [decoded(io.BytesIO(piece)) for piece in cut(clip.file, last_frames(clip.timeline), FPS)]
        assert [levels for piece in pieces for _, levels in piece] == [levels for _, levels in decoded(clip.file)]


def test_each_piece_begins_at_zero_and_goes_on_in_even_steps(clips: Sequence[Clip]) -> None:
    for piece in cut(clips[0].file, last_frames(clips[0].timeline), FPS):
        times = [time for time, _ in decoded(io.BytesIO(piece))]
        assert times == pytest.approx(np.arange(len(times)) / FPS)


def test_a_piece_has_its_index_first_and_is_the_same_each_time(clips: Sequence[Clip]) -> None:
    ends = last_frames(clips[0].timeline)
    first, *_ = pieces = cut(clips[0].file, ends, FPS)
    assert first.index(b"moov") < first.index(b"mdat")
    assert cut(clips[0].file, ends, FPS) == pieces


def test_what_follows_the_last_beat_belongs_to_it_and_what_precedes_another_to_that() -> None:
    beats = (Beat("a", 2, 5, "", ""), Beat("b", 7, 9, "", ""), Beat("c", 9, 12, "", ""))
    assert last_frames(Timeline("A", "A", 14, beats)) == [5, 9, 14]


def test_a_clip_is_not_cut_where_no_picture_stands_alone(clips: Sequence[Clip]) -> None:
    with pytest.raises(EncodingError, match="cannot be cut at frame 1"):
        cut(clips[0].file, [1, clips[0].timeline.frames], FPS)


def test_a_clip_that_is_too_short_is_refused(clips: Sequence[Clip]) -> None:
    with pytest.raises(EncodingError):
        cut(clips[0].file, [clips[0].timeline.frames + 1], FPS)


def test_a_picture_is_the_frame_asked_for_in_its_own_colours(clips: Sequence[Clip]) -> None:
    moving, _, flat = clips
    amber = np.asarray(picture(flat.file.read_bytes(), 3, FPS))
    assert np.abs(amber.astype(int) - (0xF5, 0xA6, 0x23)).max() <= 1
    video = moving.file.read_bytes()
    pictures = [picture(video, index, FPS).tobytes() for index in range(moving.timeline.frames)]
    changes = [before != after for before, after in pairwise(pictures)]
    levels = [levels for _, levels in decoded(moving.file)]
    assert changes == [before != after for before, after in pairwise(levels)]
    assert any(changes)


def test_a_picture_past_the_end_is_refused(clips: Sequence[Clip]) -> None:
    with pytest.raises(EncodingError, match="no frame 999"):
        picture(clips[2].file.read_bytes(), 999, FPS)
