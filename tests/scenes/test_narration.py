"""A beat lasts as long as its words are heard, and a mark is due when its word begins."""

from __future__ import annotations

import pytest
from scenes_watched import SCENES

from common.explainer import Explainer
from common.voice import narration
from common.voice.narration import BREATH, GAP, LEAD, Narration, is_spoken, narrations
from common.voice.speech import speech_of
from common.voice.takes import OFF, Take, film_voice
from common.words import LANGUAGES, BeatWords, SceneWords, reading_seconds
from common.words.score import Score

SAID = "Take a weight. ‹0.8› [land]It is zero, [stay]and stays."
TAKES = {
    "Take a weight.": Take("one", 1.5, (0.0, 0.3, 0.4), (0.3, 0.4, 1.5)),
    "It is zero, and stays.": Take("two", 2.0, (0.0, 0.2, 0.4, 1.2, 1.4), (0.2, 0.4, 1.0, 1.4, 2.0)),
}


def words(said: str = SAID) -> SceneWords:
    score = Score.read(said)
    beat = BeatWords("Title", score.text, score.marks, score.silences)
    return SceneWords("Scene", {}, {"beat": beat})


@pytest.fixture
def _takes(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {speech_of(sentence, "en"): take for sentence, take in TAKES.items()}
    monkeypatch.setattr(narration, "find_take", lambda speech, *_: known.get(speech))


def heard(said: str = SAID, voice: str = "someone") -> Narration:
    return narrations(words(said), "en", voice)["beat"]


@pytest.mark.usefixtures("_takes")
def test_sentences_follow_each_other_with_their_silences_and_marks_are_due_on_their_words() -> None:
    told = heard()
    first, second = told.lines
    assert (first.start, first.end) == (LEAD, LEAD + 1.5)
    assert second.start == pytest.approx(first.end + max(GAP, 0.8))
    assert told.marks == pytest.approx({"land": second.start, "stay": second.start + 1.2})
    assert told.seconds == pytest.approx(second.end + BREATH)
    assert [word.start - second.start for word in second.words] == pytest.approx([0.0, 0.2, 0.4, 1.2, 1.4])


@pytest.mark.usefixtures("_takes")
def test_a_silence_at_either_end_of_a_beat_is_kept() -> None:
    early, late = heard("‹2›Take a weight."), heard("Take a weight. ‹1.5›")
    assert early.lines[0].start == pytest.approx(LEAD + 2)
    assert late.seconds == pytest.approx(LEAD + 1.5 + 1.5)


@pytest.mark.usefixtures("_takes")
def test_one_sentence_without_a_take_makes_the_whole_scene_silent() -> None:
    assert is_spoken(words(), "en", "someone")
    assert not is_spoken(words(SAID + " More."), "en", "someone")
    assert heard(SAID + " More.").lines == ()


@pytest.mark.usefixtures("_takes")
def test_in_silence_words_have_their_time_to_be_read_and_marks_come_in_their_order() -> None:
    told = heard(voice=OFF)
    text = words().beats["beat"].said
    assert told.lines == ()
    assert told.seconds == pytest.approx(reading_seconds(text, "en") + 0.8)
    assert 0 < told.marks["land"] < told.marks["stay"] < told.seconds


def test_a_word_that_nobody_can_say_makes_a_scene_silent() -> None:
    assert not is_spoken(words("Qzxv."), "en", film_voice("en"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scene", SCENES)
def test_the_film_is_spoken(scene: type[Explainer], language: str) -> None:
    assert is_spoken(scene.said(language), language, film_voice(language))
