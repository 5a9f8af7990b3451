"""Takes are made once, whole or not at all, and go when nothing says them; the film's own are all there."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from humming import Hum

from common.voice import VOICES, TakesError, UnknownWordError, find_take, speech_of, take_file
from common.voice.takes import FOLDER, Take, index_file, index_text, key_of, read_index
from renders.__main__ import run
from renders.request.scenes import SceneRef
from renders.voice import making, model
from renders.voice.making import make_takes, remove_orphans, sentences_in
from renders.voice.model import VoiceMissingError
from renders.voice.recording import RATE, encoded, heard
from renders.work.crew import Crew
from scenes.film import CLIPS, FILM

SENTENCES = ["At zero, it stays.", "Why?", "The loss is small."]
VOICE = ("en", "af_heart")
MOST_BYTES = 8_000_000
SCENES = [SceneRef.parse(place) for place in FILM + CLIPS]


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch, hired: None) -> None:  # noqa: ARG001
    """A voice that hums, in this process."""
    monkeypatch.setattr(making, "require_installed", lambda _: None)
    monkeypatch.setattr(making, "open_speaker", lambda _: Hum())


@pytest.fixture
def made(tmp_path: Path, installed: None) -> Path:  # noqa: ARG001
    assert make_takes(SENTENCES, *VOICE, Crew(1), tmp_path) == (3, 0)
    return tmp_path


def faults_of(sentences: list[str], language: str, voice: str, folder: Path) -> Iterator[str]:
    """What is wrong with the takes of a voice."""
    speeches = [speech_of(sentence, language) for sentence in sentences]
    takes = [take for speech in speeches if (take := find_take(speech, language, voice, folder))]
    yield from ("missing" for _ in range(len(speeches) - len(takes)))
    keys = {take.key for take in takes}
    files = {file.stem for file in (folder / language / voice).iterdir()}
    yield from ("orphan" for _ in (files | read_index(language, voice, folder).keys()) - keys)
    for speech in speeches:
        take = find_take(speech, language, voice, folder)
        if take and take.key in files:
            yield from faults_of_take(take, len(speech.words), take_file(take.key, language, voice, folder))
        elif take:
            yield "without sound"


def faults_of_take(take: Take, words: int, file: Path) -> Iterator[str]:
    if not words == len(take.starts) == len(take.ends):
        yield "words"
        return
    moments = [moment for word in zip(take.starts, take.ends, strict=False) for moment in word]
    if moments != sorted(moments) or moments[0] < 0 or moments[-1] > take.seconds:
        yield "times"
    samples = heard(file)
    if len(samples) != round(take.seconds * RATE):
        yield "length"
    if np.abs(samples).max() >= 1:
        yield "clipped"
    if np.abs(samples).max() < 0.05:
        yield "silent"


# The film's own takes


@pytest.mark.parametrize("language", VOICES)
def test_the_film_has_a_sound_take_for_each_sentence_and_no_other(language: str) -> None:
    voice = VOICES[language][0]
    sentences = sentences_in(SCENES, language)
    assert len(sentences) > 100
    assert list(faults_of(sentences, language, voice, FOLDER)) == []
    assert sum(file.stat().st_size for file in (FOLDER / language).rglob("*")) < MOST_BYTES


def lose_a_sound(folder: Path, take: Take) -> None:
    take_file(take.key, *VOICE, folder).unlink()


def lose_a_take(folder: Path, take: Take) -> None:
    rewrite(folder, lambda takes: takes.pop(take.key))
    lose_a_sound(folder, take)


def leave_a_sound(folder: Path, take: Take) -> None:
    shutil.copy(take_file(take.key, *VOICE, folder), take_file("0" * 16, *VOICE, folder))


def leave_a_take(folder: Path, take: Take) -> None:
    rewrite(folder, lambda takes: takes.update({"0" * 16: take}))


def lose_a_word(folder: Path, take: Take) -> None:
    rewrite(folder, lambda takes: takes.update({take.key: replace(take, starts=take.starts[1:])}))


def go_back(folder: Path, take: Take) -> None:
    rewrite(folder, lambda takes: takes.update({take.key: replace(take, starts=take.starts[::-1])}))


def last_too_long(folder: Path, take: Take) -> None:
    rewrite(folder, lambda takes: takes.update({take.key: replace(take, seconds=take.seconds + 0.02)}))


def record_too_loud(folder: Path, take: Take) -> None:
    record(folder, take, 1.3)


def record_too_softly(folder: Path, take: Take) -> None:
    record(folder, take, 0.001)


def rewrite(folder: Path, change: Callable[[dict[str, Take]], object]) -> None:
    takes = dict(read_index(*VOICE, folder))
    change(takes)
    index_file(*VOICE, folder).write_text(index_text(takes), encoding="utf-8")


def record(folder: Path, take: Take, loudness: float) -> None:
    wave = loudness * np.sin(np.arange(round(take.seconds * RATE)) * 0.05)
    take_file(take.key, *VOICE, folder).write_bytes(encoded(wave.astype(np.float32), RATE))


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        (lose_a_take, "missing"),
        (lose_a_sound, "without sound"),
        (leave_a_sound, "orphan"),
        (leave_a_take, "orphan"),
        (lose_a_word, "words"),
        (go_back, "times"),
        (last_too_long, "length"),
        (record_too_loud, "clipped"),
        (record_too_softly, "silent"),
    ],
)
def test_a_fault_of_a_take_is_found(made: Path, damage: Callable[[Path, Take], None], fault: str) -> None:
    assert list(faults_of(SENTENCES, *VOICE, made)) == []
    take = find_take(speech_of(SENTENCES[0], "en"), *VOICE, made)
    assert take is not None
    damage(made, take)
    assert list(faults_of(SENTENCES, *VOICE, made)) == [fault]


# Making them


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_only_what_is_missing_is_spoken_and_what_nothing_says_goes(made: Path) -> None:
    before = contents(made)
    assert make_takes(SENTENCES, *VOICE, Crew(1), made) == (0, 0)
    assert make_takes([*SENTENCES, "It is zero."], *VOICE, Crew(1), made) == (1, 0)
    assert remove_orphans(SENTENCES, *VOICE, made) == 1
    assert remove_orphans(SENTENCES, *VOICE, made) == 0
    assert contents(made) == before


def test_a_sentence_without_its_sound_is_spoken_again(made: Path) -> None:
    before = contents(made)
    next(made.rglob("*.opus")).unlink()
    assert make_takes(SENTENCES, *VOICE, Crew(1), made) == (1, 0)
    assert contents(made) == before


def test_sentences_that_sound_alike_share_a_take(installed: None, tmp_path: Path) -> None:  # noqa: ARG001
    assert make_takes(["Set it to 2.", "Set it to two."], *VOICE, Crew(1), tmp_path) == (1, 0)


def test_a_word_more_is_another_take_and_so_is_another_voice() -> None:
    speech = speech_of("Set it to 442.", "en")
    cut = replace(speech, words=(*speech.words, replace(speech.words[-1], first=speech.words[-1].last - 1)))
    assert len({key_of(speech, "af_heart"), key_of(cut, "af_heart"), key_of(speech, "am_michael")}) == 3


def test_interrupted_it_keeps_whole_takes_alone(
    installed: None,  # noqa: ARG001
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    spoken = []

    def interrupted(_: str) -> Hum:
        spoken.append(1)
        if len(spoken) == 3:
            raise KeyboardInterrupt
        return Hum()

    monkeypatch.setattr(making, "open_speaker", interrupted)
    with pytest.raises(KeyboardInterrupt):
        make_takes(SENTENCES, *VOICE, Crew(1), tmp_path)
    takes = read_index(*VOICE, tmp_path)
    assert {file.stem for file in tmp_path.rglob("*.opus")} == set(takes)
    monkeypatch.setattr(making, "open_speaker", lambda _: Hum())
    make_takes(SENTENCES, *VOICE, Crew(1), tmp_path)
    assert list(faults_of(SENTENCES, *VOICE, tmp_path)) == []


def test_a_sentence_that_fails_is_named_and_the_others_are_spoken(
    installed: None,  # noqa: ARG001
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    voices = iter([Hum(), Hum(loudness=0.0), Hum()])
    monkeypatch.setattr(making, "open_speaker", lambda _: next(voices))
    assert make_takes(SENTENCES, *VOICE, Crew(1), tmp_path) == (2, 1)
    assert "'Why?' could not be spoken: ValueError: the model gave nothing but silence" in caplog.text


def test_a_word_without_a_sound_stops_it_before_anything_is_spoken(
    installed: None,  # noqa: ARG001
    tmp_path: Path,
) -> None:
    with pytest.raises(UnknownWordError, match="heteroscedastic"):
        make_takes(["It is zero.", "It is heteroscedastic."], *VOICE, Crew(1), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_faulty_index_is_named(made: Path) -> None:
    index_file(*VOICE, made).write_text("[1]", encoding="utf-8")
    with pytest.raises(TakesError, match=r"af_heart\.json .* make voice"):
        find_take(speech_of("Why?", "en"), *VOICE, made)


# What is installed


def test_without_the_model_one_line_says_what_to_type(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(model, "find_spec", lambda _: None)
    with pytest.raises(VoiceMissingError, match="onnxruntime is not installed: make voice"):
        make_takes(["It is heard."], *VOICE, Crew(1))
    assert run(["voice", "--voice", "am_michael"], FILM) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_voice_that_is_absent_or_another_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(model, "_model", lambda: b"")
    monkeypatch.setattr(model, "_VOICES", tmp_path)
    with pytest.raises(VoiceMissingError, match="af_heart is not installed: make voice"):
        model.require_installed("af_heart")
    (tmp_path / "af_heart.bin").write_bytes(b"another")
    with pytest.raises(VoiceMissingError, match="not the voice"):
        model.require_installed("af_heart")


def test_an_unknown_voice_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["voice", "--voice", "af_hart"], FILM) == 2
    assert "did you mean af_heart?" in capsys.readouterr().err
