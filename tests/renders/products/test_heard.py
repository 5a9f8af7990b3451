"""Files of every kind that can carry sound say what the scene says, where it says it, at the film's level."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import av
import pytest
from recorded import babble, heard, lag, record_wav
from tiny_words import SAID
from typed import FOLDER, Result

from renders.products.formats import making
from renders.video.loudness import PLATFORM, measure
from renders.video.sound import RATE, Sound

SMALL = ["--quality", "480p15"]
SPOKEN = f"{FOLDER}-own-me"
KINDS = ("webm", "mov", "mp4")
Typed = Callable[[str, list[str]], Result]


@pytest.fixture
def voice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The options by which someone speaks both beats of Moving."""
    monkeypatch.setitem(SAID, "Moving", {"enter": "A square.", "cross_over": "A line."})
    record_wav(tmp_path / "me/Moving-enter-1.wav", babble(1.0, 0.5))
    record_wav(tmp_path / "me/Moving-cross_over-1.wav", babble(1.6, 0.5, seed=1))
    return ["--voice", str(tmp_path / "me"), "--output", str(tmp_path / "out")]


def kinds_in(file: Path) -> list[str]:
    with av.open(str(file)) as container:
        return [stream.type for stream in container.streams]


def length(file: Path) -> float:
    with av.open(str(file)) as container:
        stream = container.streams.video[0]
        return sum(1 for _ in container.decode(stream)) / float(stream.average_rate or 1)


@pytest.fixture
def folder(renders: Typed, voice: list[str], tmp_path: Path) -> Path:
    told = renders("Moving", ["clip", "Moving", "--as", "mp4,webm,mov,gif", *SMALL, *voice])
    assert (told.code, told.err.count("silent")) == (0, 0)
    return tmp_path / "out" / SPOKEN


def test_webm_and_mov_say_what_the_mp4_says_when_it_says_it(folder: Path) -> None:
    film = heard(folder / "Moving.mp4")
    for kind in KINDS:
        file = folder / f"Moving.{kind}"
        said = heard(file)
        assert kinds_in(file) == ["video", "audio"]
        assert measure(file).integrated == pytest.approx(PLATFORM, abs=0.5)
        assert measure(file).true_peak <= -1.5
        assert said.size / RATE == pytest.approx(length(file), abs=0.03)
        assert abs(lag(said, film)) <= 0.001 * RATE
    assert kinds_in(folder / "Moving.gif") == ["video"]


def test_sound_that_is_left_out_or_late_would_be_noticed(
    renders: Typed, voice: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = making._heard

    def late(*given: object) -> Sound:
        sound = made(*given)  # type: ignore[arg-type]
        takes = tuple(type(take)(take.start + 0.05, take.seconds, take.file) for take in sound.takes)
        return Sound(sound.seconds, takes)

    monkeypatch.setattr(making, "_heard", late)
    assert renders("Moving", ["clip", "Moving", "--as", "mp4,webm", *SMALL, *voice]).code == 0
    folder = tmp_path / "out" / SPOKEN
    assert lag(heard(folder / "Moving.webm"), heard(folder / "Moving.mp4")) == pytest.approx(0.05 * RATE, abs=48)
    monkeypatch.setattr(making, "_heard", lambda *_: Sound(0))
    assert renders("Moving", ["clip", "Moving", "--as", "mov", *SMALL, *voice]).code == 0
    assert kinds_in(folder / "Moving.mov") == ["video"]


def test_an_mp4_that_is_made_small_is_heard_as_long_as_it_is_seen(
    renders: Typed, voice: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "out" / SPOKEN / "Moving.mp4"
    assert renders("Moving", ["clip", "Moving", *SMALL, *voice]).code == 0
    most = file.stat().st_size - 1000
    told = renders("Moving", ["clip", "Moving", "--max-mb", str(most / 1e6), *SMALL, *voice])
    assert (told.code, "Moving.mp4: 0." in told.err) == (0, True)
    assert file.stat().st_size <= most
    assert heard(file).size / RATE == pytest.approx(length(file), abs=0.03)


def test_off_leaves_all_silent(renders: Typed, voice: list[str], tmp_path: Path) -> None:
    typed = ["clip", "Moving", "--as", "webm,mov", *SMALL, "--voice", "off", *voice[2:]]
    assert renders("Moving", typed).code == 0
    for kind in ("webm", "mov"):
        assert kinds_in(tmp_path / f"out/{FOLDER}-off/Moving.{kind}") == ["video"]


def test_a_preview_says_what_its_beat_says(renders: Typed, voice: list[str], tmp_path: Path, folder: Path) -> None:
    """It begins where the beat begins, however much goes before."""
    told = renders("Moving", ["preview", "Moving", "cross_over", *voice])
    assert told.code == 0
    file = tmp_path / "out" / SPOKEN / "Moving-cross_over.mp4"
    whole, alone = heard(folder / "Moving.mp4"), heard(file)
    assert alone.size / RATE == pytest.approx(length(file), abs=0.03)
    before = length(folder / "Moving.mp4") - length(file)
    assert lag(whole, alone) / RATE == pytest.approx(before, abs=0.002)


def test_a_take_that_is_broken_is_named_and_the_rest_is_made(
    renders: Typed, voice: list[str], tmp_path: Path, folder: Path
) -> None:
    (folder / "Moving.webm").unlink()
    for take in (tmp_path / "out/voice/en/own-me").iterdir():
        take.write_bytes(take.read_bytes()[:300])
    told = renders("Moving", ["clip", "Moving", "--as", "webm,gif", "--theme", "light", *SMALL, *voice])
    light = tmp_path / "out" / SPOKEN.replace("dark", "light")
    assert told.code == 2
    (line,) = [line for line in told.err.splitlines() if line.startswith("renders: the take")]
    assert "delete it" in line
    assert sorted(file.name for file in light.iterdir()) == ["Moving.gif", "Moving.png"]
