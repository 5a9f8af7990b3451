"""A person's recordings become takes; what cannot be one is named before anything is rendered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
import pytest
from recorded import heard as heard_in
from typed import Result

from common.voice import find_take, speech_of, take_file
from common.voice.narration import LEAD
from common.voice.takes import Take, key_of
from renders.__main__ import run
from renders.errors import BadInputError
from renders.request.scenes import SceneRef
from renders.voice.own import own_takes
from renders.voice.recording import heard
from renders.voice.script import script_of
from renders.voice.trimming import LEVEL
from scenes.film import FILM

RATE = 48_000
CALM = SceneRef("tiny_scenes", "Calm")
CROSSED = SceneRef("tiny_scenes", "Crossed")
CODECS = {"wav": "pcm_s16le", "flac": "flac", "mp3": "libmp3lame", "m4a": "aac"}
SENTENCE = "A corner sits on an axis, and can hold a weight at zero."

Samples = npt.NDArray[np.float64]
Typed = Callable[[str, list[str]], Result]


def tone(seconds: float, peak: float = 0.3) -> Samples:
    return peak * np.sin(2 * np.pi * 220 * np.arange(round(seconds * RATE)) / RATE)


def silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * RATE))


def record(file: Path, *parts: Samples) -> Path:
    """Write a recording of the kind that its name says."""
    samples = np.concatenate(parts)
    layout = "fltp" if file.suffix in {".mp3", ".m4a"} else "s16"
    data = samples.astype(np.float32) if layout == "fltp" else (samples * 32767).astype(np.int16)
    file.parent.mkdir(exist_ok=True)
    with av.open(str(file), "w") as container:
        stream = container.add_stream(CODECS[file.suffix.lower()[1:]], rate=RATE, layout="mono")
        frame = av.AudioFrame.from_ndarray(data[np.newaxis], format=layout, layout="mono")
        frame.sample_rate = RATE
        fifo = av.AudioFifo()
        fifo.write(frame)
        while part := fifo.read(stream.frame_size or 1024, partial=True):
            container.mux(stream.encode(part))
        container.mux(stream.encode(None))
    return file


def only_take(folder: Path, cache: Path, scene: SceneRef = CALM) -> Take:
    (take,) = own_takes(folder, "own-me", [scene], "en", cache).takes.values()
    return take


@pytest.mark.parametrize("kind", CODECS)
def test_a_recording_of_any_kind_becomes_a_take_of_the_level_of_all(kind: str, tmp_path: Path) -> None:
    record(tmp_path / f"me/Calm-first-1.{kind}", silence(0.7), tone(0.9), silence(0.5))
    found = own_takes(tmp_path / "me", "own-me", [CALM], "en", tmp_path / "cache")
    take = found.takes[key_of(speech_of("A square.", "en"), "own-me")]
    assert take.seconds == pytest.approx(1.01, abs=0.05)
    assert len(take.starts) == len(take.ends) == 2
    samples = heard(take_file(take.key, "en", "own-me", found.folder_of(take.key)))
    assert samples.size == pytest.approx(take.seconds * RATE, abs=1)
    loud = samples[RATE // 5 : RATE // 2]
    assert 20 * np.log10(np.sqrt(np.mean(loud**2))) == pytest.approx(LEVEL, abs=0.3)


def test_a_recording_is_made_a_take_once_and_again_when_it_changes(tmp_path: Path) -> None:
    folder, cache = tmp_path / "me", tmp_path / "cache"
    record(folder / "Calm-first-1.wav", tone(0.9))
    record(folder / "Crossed-first-1.wav", tone(0.8))
    scenes = [CALM, CROSSED]
    before = own_takes(folder, "own-me", scenes, "en", cache)
    files = {file: file.stat().st_mtime_ns for file in cache.rglob("*.opus")}
    assert own_takes(folder, "own-me", scenes, "en", cache) == before
    assert {file: file.stat().st_mtime_ns for file in cache.rglob("*.opus")} == files
    record(folder / "Calm-first-1.wav", tone(0.95))
    after = own_takes(folder, "own-me", scenes, "en", cache)
    assert after.digests["Calm"] != before.digests["Calm"]
    assert after.digests["Crossed"] == before.digests["Crossed"]


# When its words are heard


def spoken_slowly() -> tuple[Take, Samples, list[float]]:
    """A synthetic take; a tone that is 1.2 times as slow and makes a longer pause; when its words begin."""
    take = find_take(speech_of(SENTENCE, "en"), "en", "af_heart")
    assert take
    parts, starts, at = [], [], 0.0
    for number, (start, end) in enumerate(zip(take.starts, take.ends, strict=True)):
        after = take.starts[number + 1] if number + 1 < len(take.starts) else end
        starts.append(at)
        parts.append(tone(1.2 * (end - start)))
        gap = after - end
        if gap >= 0.08:
            parts.append(silence(gap + 0.6))
        at = sum(map(len, parts)) / RATE
    return take, np.concatenate(parts), starts


@pytest.fixture
def kink(monkeypatch: pytest.MonkeyPatch) -> SceneRef:
    """A scene that says nothing but the sentence."""
    monkeypatch.setattr("tiny_words.SAID", {"Calm": {"first": SENTENCE}})
    return CALM


def test_words_follow_the_pauses_of_the_recording(kink: SceneRef, tmp_path: Path) -> None:
    synthetic, samples, starts = spoken_slowly()
    record(tmp_path / "me/Calm-first-1.wav", silence(0.4), samples, silence(0.4))
    take = only_take(tmp_path / "me", tmp_path / "cache", kink)
    assert np.subtract(take.starts, starts) == pytest.approx(0.03, abs=0.05)
    stretched = np.array(synthetic.starts) * take.seconds / synthetic.seconds
    assert np.abs(stretched - starts).max() > 0.2


def test_labels_win_and_what_is_not_labelled_lies_between(kink: SceneRef, tmp_path: Path) -> None:
    _, samples, _ = spoken_slowly()
    file = record(tmp_path / "me/Calm-first-1.wav", silence(0.5), samples)
    file.with_suffix(".txt").write_text("0.9\t0.9\tcorner\n1.7\t1.9\tAxis,\n\\\t100\t200\n2.6\t2.6\tweight\n")
    take = only_take(tmp_path / "me", tmp_path / "cache", kink)
    words = [word.strip(",.").lower() for word in SENTENCE.split()]
    begins = dict(zip(reversed(words), reversed(take.starts), strict=True))
    cut = 0.5 - 0.03
    assert begins["corner"] == pytest.approx(0.9 - cut, abs=0.02)
    assert (begins["axis"], take.ends[words.index("axis")]) == pytest.approx((1.7 - cut, 1.9 - cut), abs=0.02)
    assert take.starts[words.index("weight")] == pytest.approx(2.6 - cut, abs=0.02)
    assert list(take.starts) == sorted(take.starts)


# What is refused


def miss(file: Path) -> None:
    file.unlink()


def be_silent(file: Path) -> None:
    record(file, silence(1.0))


def whisper_too_softly(file: Path) -> None:
    record(file, tone(1.0, peak=0.002))


def clip(file: Path) -> None:
    record(file, np.clip(tone(1.0, peak=3.0), -1, 1))


def go_on_and_on(file: Path) -> None:
    record(file, tone(9.0))


def write_words(file: Path) -> None:
    file.write_text("A square.", encoding="utf-8")


def label_another_word(file: Path) -> None:
    file.with_suffix(".txt").write_text("0.1\t0.2\tcircle\n", encoding="utf-8")


def label_nothing(file: Path) -> None:
    file.with_suffix(".txt").write_text("square\n", encoding="utf-8")


FAULTS = {
    miss: "Calm-first-1 is missing",
    be_silent: "Calm-first-1.wav is silent",
    whisper_too_softly: "Calm-first-1.wav is silent",
    clip: "Calm-first-1.wav is clipped",
    go_on_and_on: "Calm-first-1.wav lasts 9.1 s",
    write_words: "Calm-first-1.wav is no sound",
    label_another_word: "Calm-first-1.wav has a label 'circle'",
    label_nothing: "Calm-first-1.wav has no label in its line 1",
}


@pytest.mark.parametrize("spoil", FAULTS)
def test_a_recording_that_cannot_be_used_is_named_before_anything_is_rendered(
    spoil: Callable[[Path], None], renders: Typed, tmp_path: Path
) -> None:
    file = record(tmp_path / "me/Calm-first-1.wav", tone(0.9))
    spoil(file)
    told = renders("Calm", ["clip", "Calm", "--voice", str(tmp_path / "me"), "--output", str(tmp_path / "out")])
    assert (told.code, told.out, told.err.count("\n")) == (2, "", 1)
    assert FAULTS[spoil] in told.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("peak", [0.99, 0.01])
def test_loud_and_soft_recordings_are_used(peak: float, tmp_path: Path) -> None:
    record(tmp_path / "me/Calm-first-1.wav", tone(0.9, peak))
    assert only_take(tmp_path / "me", tmp_path / "cache").seconds > 0.9


def test_the_first_of_many_that_are_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="Kink-zoom-1 and 19 more are missing"):
        own_takes(tmp_path, "own-me", [SceneRef("scenes.kink", "Kink")], "en", tmp_path / "cache")


# In a clip


def test_a_clip_is_heard_in_ones_own_voice(renders: Typed, tmp_path: Path) -> None:
    record(tmp_path / "me/Calm-first-1.WAV", tone(1.5))
    typed = ["clip", "Calm", "--quality", "480p15", "--voice", str(tmp_path / "me"), "--output", str(tmp_path)]
    told = renders("Calm", typed)
    assert (told.code, told.err.count("silent")) == (0, 0)
    samples = heard_in(tmp_path / "en-16x9-dark-480p15-own-me/Calm.mp4")
    loud = np.flatnonzero(np.abs(samples) > 0.01) / RATE
    assert (loud[0], loud[-1] - loud[0]) == pytest.approx((LEAD + 0.03, 1.5), abs=0.06)


def test_clean_keeps_what_ones_own_voice_says(renders: Typed, tmp_path: Path) -> None:
    place = ["--output", str(tmp_path / "out")]
    typed = ["clip", "Calm", "--quality", "480p15", "--voice", str(tmp_path / "me"), *place]
    record(tmp_path / "me/Calm-first-1.wav", tone(0.9))
    assert renders("Calm", typed).code == 0
    assert renders("Calm", ["clean", *place]).out == "nothing to free\n"
    record(tmp_path / "me/Calm-first-1.wav", tone(1.2))
    assert renders("Calm", typed).code == 0
    assert renders("Calm", ["clean", *place]).out.startswith("1 of 2 stored clips")
    next((tmp_path / "out/voice/en").glob("*.scenes.json")).unlink()
    assert renders("Calm", ["clean", *place]).out.startswith("2 of 2 stored clips")


def test_a_page_in_two_languages_needs_a_folder_for_one_at_least(renders: Typed, tmp_path: Path) -> None:
    record(tmp_path / "me/Calm-first-1.wav", tone(0.9))
    told = renders("Calm", ["page", "--voice", str(tmp_path / "me"), "--output", str(tmp_path / "out")])
    assert (told.code, "folders en and zh" in told.err) == (2, True)


def test_a_folder_that_is_not_there_is_named(renders: Typed, tmp_path: Path) -> None:
    told = renders("Calm", ["film", "--voice", str(tmp_path / "nowhere")])
    assert (told.code, "there is no such folder" in told.err) == (2, True)


# The script


def test_the_script_of_custom_numbers_has_them_in_its_words_and_claims(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def told(*more: str) -> str:
        assert run(["script", "Kink", *more, "--output", str(tmp_path)], FILM) == 0
        return capsys.readouterr().out

    said = SceneRef("scenes.kink", "Kink").load().said("en")
    claims = [beat.claim for beat in said.beats.values() if beat.claim]
    usual, custom = told(), told("--set", "centre=-0.7")
    assert claims
    assert all(f"    [{claim}]\n" in usual for claim in claims)
    assert "slopes by 0.335" in usual
    assert "0.335" not in custom
    assert "0.469" in custom


def test_the_script_names_each_sentence_in_print_and_in_files(renders: Typed, tmp_path: Path) -> None:
    told = renders("Moving Calm", ["script", "--output", str(tmp_path)])
    text, page = (tmp_path / "script/en" / f"script.{kind}" for kind in ("txt", "html"))
    assert told.code == 0
    assert told.out == f"{text.read_text(encoding='utf-8')}{text}\n{page}\n"
    names = [line.name for line in script_of([SceneRef("tiny_scenes", "Moving"), CALM], "en")]
    assert names == ["Moving-enter-1", "Moving-cross_over-1", "Calm-first-1"]
    for name in names:
        assert f"    {name}  " in told.out
        assert name in page.read_text(encoding="utf-8")
    assert "It goes right &amp; stays &lt;there&gt;." in page.read_text(encoding="utf-8")
