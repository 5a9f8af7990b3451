from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from drawn_clips import SIZE, clip, disc
from recorded import FRAME, babble, click, heard, left, onset, record

from renders.video import muxing
from renders.video.joining import Chapter, check_frames, concatenate
from renders.video.loudness import PAGE, PLATFORM, levelled, measure
from renders.video.muxing import add_sound
from renders.video.sound import Sound, Take, TakeError

FPS = 15
FRAMES = 75
LAST = 48
"""The frame with which the last chapter begins, and something clicks."""
SECONDS = FRAMES / FPS
KINDS = ("mp4", "webm", "mov")


def _mp4(target: Path) -> None:
    chapters = [Chapter("One", 0, LAST), Chapter("Two: L₁", LAST, FRAMES)]
    concatenate([clip(LAST), clip(FRAMES - LAST, start=LAST)], [LAST, FRAMES - LAST], FPS, target, chapters)


def _clear(target: Path, codec: str, pixels: str, options: dict[str, str]) -> None:
    """The disc on no ground, as the formats for editing and for pages hold it."""
    index = {"movflags": "+faststart"} if target.suffix == ".mov" else {}
    with av.open(str(target), "w", options={"fflags": "+bitexact", **index}) as container:
        stream: Any = container.add_stream(codec, FPS, options=options)
        (stream.width, stream.height), stream.pix_fmt = SIZE, pixels
        if target.suffix == ".webm":
            stream.metadata["alpha_mode"] = "1"
        for place in range(FRAMES):
            frame = av.VideoFrame.from_ndarray(disc(place), format="rgba").reformat(format=pixels)
            frame.pts, frame.time_base = place, Fraction(1, FPS)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())


def _mov(target: Path) -> None:
    _clear(target, "prores_ks", "yuva444p10le", {"profile": "4444", "vendor": "apl0"})
    data = target.read_bytes()
    mode = data.index(b"vmhd") + 8
    target.write_bytes(data[:mode] + b"\1\0" + data[mode + 2 :])


@pytest.fixture(scope="module")
def videos(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A silent video of each kind."""
    folder = tmp_path_factory.mktemp("videos")
    files = {kind: folder / f"video.{kind}" for kind in KINDS}
    _mp4(files["mp4"])
    _clear(files["webm"], "libvpx-vp9", "yuva420p", {"deadline": "realtime", "cpu-used": "8"})
    _mov(files["mov"])
    return files


@pytest.fixture(scope="module")
def takes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Take, ...]:
    """Some babble, and a click at the frame ``LAST``."""
    folder = tmp_path_factory.mktemp("takes")
    said = record(folder / "said.opus", babble(2.0, 0.5), 0.3)
    return said, record(folder / "click.opus", click(1.0, 0.5), LAST / FPS - 0.5)


@pytest.fixture(scope="module")
def spoken(
    videos: dict[str, Path], takes: tuple[Take, ...], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """The same videos with sound."""
    folder = tmp_path_factory.mktemp("spoken")
    for video in videos.values():
        add_sound(video, folder / video.name, Sound(SECONDS, takes), PLATFORM)
    return {kind: folder / video.name for kind, video in videos.items()}


def packets(file: Path) -> list[tuple[Any, ...]]:
    with av.open(str(file)) as container:
        return [
            (
                each.pts,
                each.dts,
                each.duration,
                each.time_base,
                each.is_keyframe,
                bytes(each),
                [*map(bytes, each.iter_sidedata())],
            )
            for each in container.demux(video=0)
        ]


def described(file: Path) -> dict[str, Any]:
    with av.open(str(file)) as container:
        stream = container.streams.video[0]
        codec = stream.codec_context
        return {
            "chapters": container.chapters(),
            "alpha": stream.metadata.get("ALPHA_MODE"),
            "rate": stream.average_rate,
            **{
                name: getattr(codec, name)
                for name in (
                    "codec_tag",
                    "extradata",
                    "profile",
                    "pix_fmt",
                    "colorspace",
                    "color_range",
                    "color_trc",
                )
            },
        }


@pytest.mark.parametrize("kind", KINDS)
def test_pictures_are_copied_byte_for_byte_at_their_times(
    videos: dict[str, Path], spoken: dict[str, Path], kind: str
) -> None:
    assert len(packets(spoken[kind])) > FRAMES
    assert packets(spoken[kind]) == packets(videos[kind])
    assert described(spoken[kind]) == described(videos[kind])


def test_the_frames_of_the_film_can_still_be_counted(spoken: dict[str, Path]) -> None:
    check_frames(spoken["mp4"], FRAMES, FPS)


def test_a_mov_still_says_that_its_colours_are_not_multiplied(
    videos: dict[str, Path], spoken: dict[str, Path], monkeypatch: pytest.MonkeyPatch, takes: tuple[Take, ...]
) -> None:
    def mode(file: Path) -> bytes:
        data = file.read_bytes()
        return data[data.index(b"vmhd") + 8 :][:2]

    assert mode(spoken["mov"]) == mode(videos["mov"]) == b"\1\0"
    monkeypatch.setattr(muxing, "_copy_graphics_mode", lambda *_: None)
    add_sound(videos["mov"], spoken["mov"].with_name("other.mov"), Sound(SECONDS, takes), PLATFORM)
    assert mode(spoken["mov"].with_name("other.mov")) == b"\0\0"


@pytest.mark.parametrize("kind", ["mp4", "mov"])
def test_the_index_comes_first(spoken: dict[str, Path], kind: str) -> None:
    data = spoken[kind].read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


@pytest.mark.parametrize("kind", KINDS)
def test_sound_and_picture_agree_where_the_last_chapter_begins(spoken: dict[str, Path], kind: str) -> None:
    with av.open(str(spoken[kind])) as container:
        shown = next(frame for place, frame in enumerate(container.decode(video=0)) if place == LAST)
    assert float(shown.pts * shown.time_base) == pytest.approx(LAST / FPS, abs=0.001)
    assert onset(heard(spoken[kind]), LAST / FPS) == pytest.approx(LAST / FPS, abs=0.001)


@pytest.mark.parametrize("kind", KINDS)
def test_a_shift_of_50_ms_is_found(
    videos: dict[str, Path], takes: tuple[Take, ...], tmp_path: Path, kind: str
) -> None:
    late = tuple(replace(take, start=take.start + 0.05) for take in takes)
    add_sound(videos[kind], tmp_path / f"late.{kind}", Sound(SECONDS, late), PLATFORM)
    assert onset(heard(tmp_path / f"late.{kind}"), LAST / FPS) == pytest.approx(LAST / FPS + 0.05, abs=0.001)


@pytest.mark.parametrize("kind", KINDS)
def test_sound_lasts_as_long_as_the_picture(spoken: dict[str, Path], kind: str) -> None:
    with av.open(str(spoken[kind])) as container:
        assert container.duration / av.time_base == pytest.approx(SECONDS, abs=0.01)
    assert heard(spoken[kind]).size / 48_000 == pytest.approx(SECONDS, abs=0.02)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_input_gives_the_same_bytes_which_do_not_name_their_writer(
    videos: dict[str, Path], spoken: dict[str, Path], takes: tuple[Take, ...], tmp_path: Path, kind: str
) -> None:
    add_sound(videos[kind], tmp_path / f"again.{kind}", Sound(SECONDS, takes), PLATFORM)
    again = (tmp_path / f"again.{kind}").read_bytes()
    assert again == spoken[kind].read_bytes()
    assert b"Lavc" not in again
    add_sound(videos[kind], tmp_path / f"other.{kind}", Sound(SECONDS, takes), PAGE)
    assert (tmp_path / f"other.{kind}").read_bytes() != again


def test_a_film_speaks_aac_in_stereo_at_48_khz(spoken: dict[str, Path]) -> None:
    with av.open(str(spoken["mp4"])) as container:
        stream = container.streams.audio[0]
        assert (stream.codec.name, stream.profile, stream.rate, stream.layout.name) == (
            "aac",
            "LC",
            48_000,
            "stereo",
        )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("level", [PLATFORM, PAGE])
@pytest.mark.parametrize("peak", [0.05, 1.0])
def test_what_is_written_has_the_level_and_no_peak_above_the_limit(
    videos: dict[str, Path], tmp_path: Path, kind: str, level: float, peak: float
) -> None:
    take = record(tmp_path / "said.opus", babble(3.0, peak), 0.5)
    add_sound(videos[kind], tmp_path / f"out.{kind}", Sound(SECONDS, (take,), (4.0,)), level)
    found = measure(tmp_path / f"out.{kind}")
    assert found.integrated == pytest.approx(level, abs=0.3)
    assert found.true_peak <= -1.5


def test_no_frame_of_speech_bursts_out_as_it_would_if_noise_were_guessed(
    videos: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = Sound(SECONDS, (record(tmp_path / "said.opus", babble(4.5, seed=3), 0.2),))
    meant = left(list(levelled(sound, PLATFORM)))

    def worst() -> float:
        add_sound(videos["mp4"], tmp_path / "out.mp4", sound, PLATFORM)
        error = heard(tmp_path / "out.mp4")[: meant.size] - meant
        frames = error[: error.size // FRAME * FRAME].reshape(-1, FRAME)
        return float(np.sqrt((frames**2).mean(axis=1)).max())

    plain = worst()
    monkeypatch.setitem(muxing._CODECS, ".mp4", ("aac", {}))
    assert plain < 0.5 * worst()


@pytest.mark.parametrize("kind", KINDS)
def test_where_nothing_is_heard_there_is_no_sound(videos: dict[str, Path], tmp_path: Path, kind: str) -> None:
    add_sound(videos[kind], tmp_path / f"out.{kind}", Sound(SECONDS), PLATFORM)
    assert (tmp_path / f"out.{kind}").read_bytes() == videos[kind].read_bytes()
    add_sound(videos[kind], tmp_path / f"tick.{kind}", Sound(SECONDS, ticks=(1.0,)), PLATFORM)
    with av.open(str(tmp_path / f"tick.{kind}")) as container:
        assert len(container.streams.audio) == 1


def test_a_bad_take_leaves_no_file(videos: dict[str, Path], takes: tuple[Take, ...], tmp_path: Path) -> None:
    missing = replace(takes[0], file=tmp_path / "none.opus")
    with pytest.raises(TakeError, match="missing"):
        add_sound(videos["mp4"], tmp_path / "out.mp4", Sound(SECONDS, (*takes, missing)), PLATFORM)
    assert not (tmp_path / "out.mp4").exists()
