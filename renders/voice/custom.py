"""Takes of what is said of custom numbers only: made where the model is installed."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from common.voice.lexicon import UnknownWordError
from common.voice.speech import speech_of
from common.voice.takes import OFF, OtherTakes, film_voice, find_take, key_of, read_index, take_file
from renders.request.scenes import SceneRef
from renders.request.variant import Variant
from renders.voice.making import digest_of, make_takes, sentences_in
from renders.voice.model import VoiceMissingError

if TYPE_CHECKING:
    from renders.work.crew import Crew

__all__ = ["custom_takes"]


def custom_takes(scene: SceneRef, variant: Variant, folder: Path, crew: Crew | None) -> OtherTakes | None:
    """Find in ``folder`` the takes of what ``scene`` says and the film has no take of; nothing if it has all.

    What is in neither is made by ``crew``, if there is one and the model is installed.
    """
    language, voice = variant.language, variant.voice or film_voice(variant.language)
    sentences = sentences_in([scene], language)
    try:
        keys = {sentence: key_of(speech_of(sentence, language), voice) for sentence in sentences}
    except UnknownWordError:
        return None
    lacking = [each for each in sentences if not find_take(speech_of(each, language), language, voice)]
    if voice == OFF or not lacking:
        return None
    if crew:
        with suppress(VoiceMissingError):
            make_takes(lacking, language, voice, crew, folder)
    index = read_index(language, voice, folder)
    found = {
        key: index[key]
        for key in map(keys.__getitem__, lacking)
        if key in index and take_file(key, language, voice, folder).is_file()
    }
    complete = len(found) == len({keys[each] for each in lacking})
    return OtherTakes(folder, found, {scene.name: digest_of(keys.values())} if complete else {})
