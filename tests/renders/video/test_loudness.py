from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from drawn_clips import clip
from recorded import babble, lag, left, record

from renders.video import loudness
from renders.video.encoder import EncodingError
from renders.video.loudness import PAGE, PLATFORM, levelled, measure
from renders.video.mixing import Samples, mixed
from renders.video.sound import RATE, Sound, Take


def sine(pitch: float, decibels: float, phase: float = 0.0, seconds: float = 2.0) -> Samples:
    t = np.arange(round(seconds * RATE)) / RATE
    return np.asarray(10 ** (decibels / 20) * np.sin(2 * np.pi * pitch * t + phase), np.float32)


def store(file: Path, *channels: Samples) -> Path:
    """A file that holds ``channels`` as they are."""
    layout = "mono" if len(channels) == 1 else "stereo"
    with av.open(str(file), "w") as container:
        stream = container.add_stream("pcm_f32le", RATE, layout=layout)
        frame = av.AudioFrame.from_ndarray(np.stack(channels), "fltp", layout)
        frame.sample_rate = RATE
        container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return file


def delivered(file: Path, sound: Sound, level: float) -> tuple[loudness.Loudness, Samples]:
    """What is measured of ``levelled`` as it is, and its left channel."""
    samples = left(list(levelled(sound, level)))
    return measure(store(file.with_suffix(".wav"), samples, samples)), samples


@pytest.mark.parametrize("decibels", [-23, -33, -6])
def test_the_meter_reads_what_the_standard_says_of_a_sine(tmp_path: Path, decibels: float) -> None:
    """EBU Tech 3341, case 1: 1 kHz in both channels, with peaks of -23 dBFS, is -23 LUFS."""
    wave = sine(1000, decibels)
    found = measure(store(tmp_path / "sine.wav", wave, wave))
    assert found.integrated == pytest.approx(decibels, abs=0.1)
    assert found.true_peak == pytest.approx(decibels, abs=0.2)
    assert measure(store(tmp_path / "mono.wav", wave)) == found


def test_peaks_between_samples_are_found(tmp_path: Path) -> None:
    wave = sine(RATE / 4, -6, math.pi / 4) * np.hanning(2 * RATE).astype(np.float32)
    assert 20 * math.log10(np.abs(wave).max()) == pytest.approx(-9, abs=0.1)
    assert measure(store(tmp_path / "sine.wav", wave, wave)).true_peak == pytest.approx(-6, abs=0.3)


def test_a_file_without_sound_has_no_loudness(tmp_path: Path) -> None:
    silence = np.zeros(RATE, np.float32)
    assert measure(store(tmp_path / "silence.wav", silence)) == loudness.Loudness(-70, -math.inf)
    clip(1, target=tmp_path / "none.mp4")
    with pytest.raises(EncodingError, match=r"none\.mp4 has no sound"):
        measure(tmp_path / "none.mp4")


@pytest.fixture(scope="module")
def take(tmp_path_factory: pytest.TempPathFactory) -> Take:
    return record(tmp_path_factory.mktemp("takes") / "said.opus", babble(2.0, 0.5), 0.5)


@pytest.mark.parametrize("level", [PLATFORM, PAGE])
@pytest.mark.parametrize("peak", [0.02, 0.3, 1.0])
def test_takes_of_any_level_come_out_at_the_one_asked_for(tmp_path: Path, level: float, peak: float) -> None:
    take = record(tmp_path / "said.opus", babble(2.0, peak), 0.5)
    found, _ = delivered(tmp_path / "out", Sound(3, (take,), (2.7,)), level)
    assert found.integrated == pytest.approx(level, abs=0.2)
    assert found.true_peak <= -2.4


def test_one_gain_serves_all_takes(tmp_path: Path) -> None:
    loud, quiet = (
        record(tmp_path / f"{peak}.opus", babble(1.5, peak), start) for peak, start in ((0.4, 0.0), (0.1, 1.5))
    )
    _, samples = delivered(tmp_path / "out", Sound(3, (loud, quiet)), -30)
    first, second = (np.sqrt(np.mean(part**2)) for part in (samples[: 3 * RATE // 2], samples[3 * RATE // 2 :]))
    assert first / second == pytest.approx(4, rel=0.05)


def knocks() -> Samples:
    """A quiet hum with hard knocks, which are far above its loudness."""
    samples = sine(300, -30)
    samples[RATE // 4 :: RATE // 4][:] = 1
    samples[RATE // 4 + 1 :: RATE // 4][:] = -1
    return samples


def test_peaks_are_limited_and_without_a_limiter_they_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = Sound(2, (record(tmp_path / "knocks.opus", knocks()),))
    found, samples = delivered(tmp_path / "out", sound, PLATFORM)
    assert found.true_peak <= -2.4
    assert np.abs(samples).max() < 0.8
    monkeypatch.setattr(loudness, "_LIMITER", loudness._LIMITER[-1:])
    assert delivered(tmp_path / "out", sound, PLATFORM)[0].true_peak > 0


def test_what_the_limiter_takes_away_is_given_back(
    tmp_path: Path, take: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound, harder = Sound(3, (take,)), (loudness._LIMITER[0], ("alimiter", "limit=0.5:level=false"))
    monkeypatch.setattr(loudness, "_LIMITER", (*harder, *loudness._LIMITER[2:]))
    for level in (-16, -14):
        assert delivered(tmp_path / "out", sound, level)[0].integrated == pytest.approx(level, abs=0.3)


def test_below_the_limit_nothing_is_changed_but_the_gain(take: Take) -> None:
    sound = Sound(3, (take,))
    before, after = np.concatenate(list(mixed(sound))), left(list(levelled(sound, -30)))
    assert after.size == before.size
    assert lag(after, before) == 0
    gain = np.dot(after, before) / np.dot(before, before)
    assert after == pytest.approx(gain * before, abs=1e-3)


@pytest.mark.parametrize("takes", [True, False])
def test_a_tick_keeps_its_distance_from_what_is_said(take: Take, takes: bool) -> None:
    for level, peak in ((PLATFORM, -26), (PAGE, -28)):
        samples = left(list(levelled(Sound(3.5, (take,) if takes else (), (3.0,)), level)))
        assert 20 * np.log10(np.abs(samples[3 * RATE :]).max()) == pytest.approx(peak, abs=0.2)


def test_silent_takes_are_refused(tmp_path: Path) -> None:
    silent = record(tmp_path / "silent.opus", np.zeros(RATE, np.float32))
    with pytest.raises(EncodingError, match="nothing can be heard"):
        levelled(Sound(2, (silent,)), PLATFORM)
    levelled(Sound(2), PLATFORM)


def test_a_bad_take_is_told_before_anything_is_yielded(take: Take, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="missing"):
        levelled(Sound(3, (replace(take, file=tmp_path / "none.opus"),)), PLATFORM)
