from __future__ import annotations

import tracemalloc
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from recorded import babble, lag, record

from renders.video import sound as sounds
from renders.video.mixing import Samples, mixed
from renders.video.sound import RATE, Sound, Take, TakeError

STARTS = [0.0, 0.31, 1.0 - 1 / RATE, 1.23456]


def whole(sound: Sound, gain: float = 1.0, tick_peak: float = 1.0) -> Samples:
    return np.concatenate(list(mixed(sound, gain, tick_peak)))


@pytest.fixture(scope="module")
def spoken() -> Samples:
    return babble(1.5)


@pytest.fixture(scope="module")
def take(spoken: Samples, tmp_path_factory: pytest.TempPathFactory) -> Take:
    return record(tmp_path_factory.mktemp("takes") / "said.opus", spoken)


@pytest.mark.parametrize("start", STARTS)
def test_a_take_is_heard_from_its_sample_on(take: Take, spoken: Samples, start: float) -> None:
    samples = whole(Sound(3, (replace(take, start=start),)))
    assert lag(samples, spoken) == round(start * RATE)
    assert not samples[: round(start * RATE)].any()
    assert not samples[round(start * RATE) + spoken.size :].any()


def test_a_take_in_the_wrong_place_is_noticed(take: Take, spoken: Samples) -> None:
    assert lag(whole(Sound(3, (replace(take, start=1.05),))), spoken) == 1.05 * RATE != 1.0 * RATE


@pytest.mark.parametrize("start", STARTS)
def test_blocks_leave_no_seam(take: Take, start: float) -> None:
    first, last = round(start * RATE), round(start * RATE) + round(take.seconds * RATE)
    moved = whole(Sound(3, (replace(take, start=start),)))[first:last]
    assert np.array_equal(moved, whole(Sound(1.5, (take,))))


@pytest.mark.parametrize("seconds", [0.5, 1.0, 2.34567, 3.0])
def test_the_mix_lasts_as_long_as_the_picture_to_the_sample(seconds: float) -> None:
    samples = whole(Sound(seconds, ticks=(0.25,)))
    assert (samples.size, samples.dtype) == (round(seconds * RATE), np.float32)


def test_takes_and_ticks_add_up(take: Take) -> None:
    other = replace(take, start=0.7)
    both = whole(Sound(3, (other, take), (1.1,)), 0.5, 0.1)
    parts = whole(Sound(3, (take,))), whole(Sound(3, (other,))), whole(Sound(3, ticks=(1.1,)))
    assert both == pytest.approx(0.5 * (parts[0] + parts[1]) + 0.1 * parts[2], abs=1e-6)


def test_a_tick_is_a_short_fifth_that_peaks_as_it_is_told() -> None:
    samples = whole(Sound(1, ticks=(0.5,)), tick_peak=0.05)
    place, length = RATE // 2, round(0.18 * RATE)
    assert np.abs(samples).max() == pytest.approx(0.05)
    assert np.abs(samples).argmax() - place <= 0.006 * RATE
    assert not samples[:place].any()
    assert not samples[place + length :].any()
    spectrum = np.abs(np.fft.rfft(samples))
    assert spectrum[[880, 1320]].min() > 10 * spectrum[[440, 2640]].max()
    early, late = (np.abs(samples[place + round(at * RATE) :][:480]).max() for at in (0.02, 0.05))
    assert early / late == pytest.approx(np.e, rel=0.05)


def test_a_tick_at_the_end_is_cut_off() -> None:
    assert whole(Sound(1, ticks=(0.99,))).size == RATE


def test_only_the_takes_of_a_block_are_in_memory(take: Take) -> None:
    sound = Sound(60, tuple(replace(take, start=float(start)) for start in range(0, 58, 2)))
    tracemalloc.start()
    for _ in mixed(sound):
        pass
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 60 * RATE * 4 / 5


@pytest.mark.parametrize("start", [-0.1, 1.51])
def test_a_take_that_the_picture_does_not_hold_is_named(take: Take, start: float) -> None:
    with pytest.raises(TakeError, match=r"said\.opus is heard from .* the picture lasts 3\.00 s"):
        Sound(3, (replace(take, start=start),))
    Sound(3, (replace(take, start=1.5),))


@pytest.mark.parametrize("wrong", [-0.05, -0.01, 0.01, 0.05])
def test_a_take_of_another_length_than_promised_is_named(take: Take, wrong: float) -> None:
    with pytest.raises(TakeError, match=r"said\.opus lasts 1\.500 s where .* were promised"):
        whole(Sound(3, (replace(take, seconds=1.5 + wrong),)))
    whole(Sound(3, (replace(take, seconds=1.5 + wrong / 20),)))


def test_a_missing_take_is_named(take: Take, tmp_path: Path) -> None:
    with pytest.raises(TakeError, match=r"none\.opus is missing: this command again"):
        whole(Sound(3, (replace(take, file=tmp_path / "none.opus"),)))


@pytest.mark.parametrize(
    ("place", "remedy"),
    [
        ("en/af_heart", "delete it, then  make voice"),
        ("en/am_michael", 'delete it, then  make voice ARGS="--voice am_michael"'),
        ("en/none", 'make voice ARGS="--voice none"'),
        ("../elsewhere/en/own-me", "this command again"),
    ],
)
def test_the_remedy_is_named_for_takes_of_the_film_and_for_others(
    take: Take, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, remedy: str
) -> None:
    monkeypatch.setattr(sounds, "FOLDER", tmp_path)
    bad = tmp_path / place / "bad.opus"
    if remedy.startswith("delete"):
        bad.parent.mkdir(parents=True)
        bad.write_bytes(b"no sound")
    with pytest.raises(TakeError) as raised:
        whole(Sound(3, (replace(take, file=bad),)))
    assert str(raised.value).endswith(f": {remedy}")


@pytest.mark.parametrize("content", [b"", b"no sound", bytes(5000)])
def test_what_is_no_take_is_named(take: Take, tmp_path: Path, content: bytes) -> None:
    bad = tmp_path / "bad.opus"
    bad.write_bytes(content)
    with pytest.raises(TakeError, match=r"bad\.opus cannot be decoded"):
        whole(Sound(3, (replace(take, file=bad),)))


@pytest.mark.parametrize("part", [0.02, 0.3, 0.6, 0.97])
@pytest.mark.parametrize("fault", ["flipped", "cut"])
def test_a_damaged_take_is_named_in_one_line(take: Take, tmp_path: Path, part: float, fault: str) -> None:
    data = bytearray(take.file.read_bytes())
    place = int(part * len(data))
    data[place:] = bytes([data[place] ^ 1]) + data[place + 1 :] if fault == "flipped" else b""
    bad = tmp_path / "bad.opus"
    bad.write_bytes(data)
    with pytest.raises(TakeError, match=r"bad\.opus (cannot|lasts)") as raised:
        whole(Sound(3, (replace(take, file=bad),)))
    assert "\n" not in str(raised.value)
