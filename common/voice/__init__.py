"""How the film's sentences sound: from words to phonemes, and the takes in which a synthetic voice speaks them."""

from common.voice.lexicon import UnknownWordError
from common.voice.speech import Speech, SpokenWord, sentences_of, speech_of
from common.voice.takes import VOICES, Take, TakesError, find_take, take_file

__all__ = [
    "VOICES",
    "Speech",
    "SpokenWord",
    "Take",
    "TakesError",
    "UnknownWordError",
    "find_take",
    "sentences_of",
    "speech_of",
    "take_file",
]
