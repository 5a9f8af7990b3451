"""Takes have no silence at their ends, one level and no clipped sample; words begin and end where they sound."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from humming import SECONDS, Hum

from common.voice.speech import speech_of
from renders.voice.model import RATE, Speaker
from renders.voice.recording import encoded, heard
from renders.voice.synthesis import synthesised
from renders.voice.trimming import LEVEL, PEAK, levelled


def test_words_begin_where_their_sound_does_and_end_with_it_before_a_pause() -> None:
    speech = speech_of("At zero, it stays.", "en")
    spoken = synthesised(speech, Hum())
    at, zero, it, stays = speech.words
    assert spoken.starts[0] == pytest.approx(0.03, abs=0.011)
    from_first = [start - spoken.starts[0] for start in spoken.starts]
    assert from_first[1] == pytest.approx((zero.first - at.first) * 4 * SECONDS, abs=0.002)
    assert from_first[2] == pytest.approx(((it.first - at.first - 1) * 4 + 16) * SECONDS, abs=0.002)
    assert spoken.ends[0] == spoken.starts[1]
    assert spoken.ends[1] - spoken.starts[1] == pytest.approx((zero.last - zero.first) * 4 * SECONDS, abs=0.011)
    assert spoken.ends[3] - spoken.starts[3] == pytest.approx((stays.last - stays.first) * 4 * SECONDS, abs=0.011)


def test_silence_at_the_ends_is_cut_off() -> None:
    spoken = synthesised(speech_of("It stays.", "en"), Hum())
    loud = np.flatnonzero(np.abs(spoken.samples) > 0.01)
    assert 0.02 < loud[0] / RATE < 0.05
    assert 0.05 < (len(spoken.samples) - loud[-1]) / RATE < 0.13
    assert len(spoken.samples) % (RATE // 50) == 0


@pytest.mark.parametrize("loudness", [0.003, 0.3, 1.07])
def test_takes_have_one_level_however_loud_the_model_was(loudness: float) -> None:
    samples = synthesised(speech_of("At zero, it stays.", "en"), Hum(loudness=loudness)).samples
    sounding = samples[np.abs(samples) > 1e-3]
    assert 20 * np.log10(np.sqrt(np.mean(np.square(sounding)))) == pytest.approx(LEVEL, abs=0.3)


def test_a_take_with_a_tall_peak_is_quieter_and_not_clipped() -> None:
    samples = (0.01 * np.sin(np.arange(RATE) * 0.05)).astype(np.float32)
    samples[RATE // 2] = 1.07
    assert np.abs(levelled(samples, RATE)).max() == pytest.approx(PEAK)


def test_nothing_but_silence_is_refused() -> None:
    with pytest.raises(ValueError, match="silence"):
        synthesised(speech_of("It stays.", "en"), Hum(loudness=0.0))


@pytest.mark.parametrize("frames", [15, 43, 149])
def test_the_same_samples_give_the_same_bytes_and_as_many_come_back(frames: int) -> None:
    samples = (0.3 * np.sin(np.arange(frames * RATE // 50) * 0.05)).astype(np.float32)
    sound = encoded(samples, RATE)
    assert sound == encoded(samples, RATE)
    back = heard(BytesIO(sound))
    assert len(back) == 2 * len(samples)
    assert back[4000:-4000:2] == pytest.approx(samples[2000:-2000], abs=0.05)


def test_too_long_a_sentence_and_an_unknown_phoneme_are_refused() -> None:
    speaker = Speaker(None, np.empty((510, 256), np.float32))
    with pytest.raises(ValueError, match="split it"):
        speaker.speak("a" * 511)
    with pytest.raises(ValueError, match="#"):
        speaker.speak("a#")
