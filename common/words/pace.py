"""How long words take to take in while a picture moves: the time to read them aloud."""

import re

from common.words.loading import require_language

__all__ = ["reading_seconds"]

SECONDS_PER_ENGLISH_WORD = 0.375  # BBC Subtitle Guidelines: 0.33 to 0.375 s a word, 160 to 180 words a minute
CHINESE_CHARACTERS_PER_SECOND = 5.18  # Mandarin as spoken: Pellegrino, Coupé & Marsico, Language 87 (2011)
LEAST_SECONDS = 1.0  # nobody finds and reads even one word sooner

_NUMBER = re.compile(r"−?\d+(?:\.\d+)?")


def reading_seconds(text: str, language: str) -> float:
    """Seconds that ``text`` has to stay to be read aloud; Chinese counts its punctuation, neither counts spaces.

    A number takes a word for each of its characters, as in "two point five".

    >>> reading_seconds("A corner can hold a weight at zero.", "en"), reading_seconds("It falls to −0.25.", "en")
    (3.0, 3.0)
    """
    require_language(language)
    if language == "zh":
        needed = sum(not character.isspace() for character in text) / CHINESE_CHARACTERS_PER_SECOND
    else:
        needed = sum(map(_spoken, text.split())) * SECONDS_PER_ENGLISH_WORD
    return max(needed, LEAST_SECONDS)


def _spoken(word: str) -> int:
    """How many English words are heard where this one is written."""
    number = _NUMBER.search(word)
    return len(number[0]) if number else 1
