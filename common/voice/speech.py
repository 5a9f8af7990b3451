"""From a sentence as it is displayed to the phonemes that a voice speaks, and which of them are which word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from common.voice.lexicon import UnknownWordError, lexicon_of
from common.voice.pinyin import ipa_of
from common.voice.spelling import NUMBER, chinese_number, english_number, is_measured

__all__ = ["Speech", "SpokenWord", "sentences_of", "speech_of"]

_ENDS = {"en": re.compile(r"(?<=[.?!])\s+"), "zh": re.compile(r"(?<=[。？！])\s*")}
_MARKS = str.maketrans("，、。；：？！", ",,.;:?!")
_PUNCTUATION = re.compile(r"[,.;:?!—…]")
_ENGLISH_WORD = re.compile(r"[A-Za-zλ]+\d?(?:['’][a-z]+)?")
_LATIN_OR_ONE = re.compile(r"[A-Za-z]+\d*|.")
_VOWELS = frozenset("aeiouæɑɐɔəɚɛɜɪʊʌᵻAIOQWY")
_CHANGING = {"一": {"1": "4", "2": "4", "3": "4", "4": "2", "5": "2"}, "不": {"4": "2"}}
"""Tones that two characters take before other tones, where they are words by themselves."""


@dataclass(frozen=True)
class SpokenWord:
    """A word: ``[start, end)`` in the sentence as it is displayed, ``[first, last)`` in the phonemes."""

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True)
class Speech:
    """What a voice speaks for a sentence: phonemes in Kokoro's alphabet, and the words in their order."""

    phonemes: str
    words: tuple[SpokenWord, ...]


@dataclass(frozen=True)
class _Piece:
    """A word or a punctuation mark of a sentence, and what there is to know of how it sounds."""

    start: int
    end: int
    sound: str
    is_mark: bool = False


def sentences_of(said: str, language: str) -> list[str]:
    """Split what a beat says into its sentences.

    >>> sentences_of("At 0.3, it is small. And L2? Never.", "en"), sentences_of("L2 呢？到 0.3。", "zh")
    (['At 0.3, it is small.', 'And L2?', 'Never.'], ['L2 呢？', '到 0.3。'])
    """
    return [sentence for part in _ENDS[language].split(said) if (sentence := part.strip())]


@cache
def speech_of(sentence: str, language: str) -> Speech:
    """Look up how a sentence sounds; raises ``UnknownWordError`` for a word that the lexicon lacks.

    >>> speech_of("At 0.3, it is.", "en").phonemes
    'æt zˈɪɹO pˈYnt θɹˈi, ɪt ɪz.'
    >>> speech_of("斜率为零。", "zh").phonemes
    'ɕje↗ly↘ wei↗li↗ŋ.'
    """
    pieces = _english(sentence) if language == "en" else _chinese(sentence)
    phonemes, words = "", []
    for piece in pieces:
        if piece.is_mark:
            phonemes += piece.sound
            continue
        phonemes += " " if phonemes else ""
        words.append(SpokenWord(piece.start, piece.end, len(phonemes), len(phonemes) + len(piece.sound)))
        phonemes += piece.sound
    return Speech(phonemes, tuple(words))


def _english(sentence: str) -> list[_Piece]:
    """Give each word its form, which may depend on what follows."""
    pieces: list[_Piece] = []
    following = ""  # a mark's sound, or the next word's; nothing at the end
    for start, end, spelt in reversed(list(_english_words(sentence))):
        is_mark = spelt is None
        sound = sentence[start:end] if spelt is None else ""
        for word in reversed((spelt or "").split()):
            if word not in lexicon_of("en"):
                raise UnknownWordError(word, "en")
            plain, *others = lexicon_of("en")[word]
            before_vowel, before_pause = (*others, "", "")[:2]
            at_pause = not following or following[0] in ",.;:?!—…"
            vowel = following.lstrip("ˈˌ")[:1] in _VOWELS
            following = (at_pause and before_pause) or (vowel and before_vowel) or plain
            sound = f"{following} {sound}".strip()
        if is_mark:
            following = sound
        pieces.append(_Piece(start, end, sound, is_mark))
    return pieces[::-1]


def _english_words(sentence: str) -> Iterator[tuple[int, int, str | None]]:
    """Where each word is, and how the lexicon spells it; nothing for a mark."""
    place = 0
    while place < len(sentence):
        if match := _PUNCTUATION.match(sentence, place):
            yield place, match.end(), None
        elif match := NUMBER.match(sentence, place):
            yield place, match.end(), english_number(match[0])
        elif match := _ENGLISH_WORD.match(sentence, place):
            yield place, match.end(), match[0].lower().replace("’", "'")
        elif not sentence[place].isspace():
            raise UnknownWordError(sentence[place:].split(maxsplit=1)[0], "en")
        place = match.end() if match else place + 1


def _chinese(sentence: str) -> list[_Piece]:
    """Cut at the longest words of the lexicon, and let tones change before others."""
    found = list(_chinese_words(sentence))
    pieces = []
    for number, (start, end, spelt, pinyin) in enumerate(found):
        following = found[number + 1][3] if number + 1 < len(found) else ""
        tones = _CHANGING.get(spelt, {})
        tone = (following.split() or [""])[0][-1:]
        sound = pinyin[:-1] + tones.get(tone, pinyin[-1]) if tones and tone else pinyin
        pieces.append(_Piece(start, end, ipa_of(sound) if pinyin else spelt, is_mark=not pinyin))
    return pieces


def _chinese_words(sentence: str) -> Iterator[tuple[int, int, str, str]]:
    """Where each word is, how it is spelt, and its pinyin; a mark has none."""
    lexicon = lexicon_of("zh")
    longest = max(map(len, lexicon))
    place = 0
    while place < len(sentence):
        end = place + 1
        if _PUNCTUATION.match(mark := sentence[place].translate(_MARKS)):
            yield place, end, mark, ""
        elif match := NUMBER.match(sentence, place):
            end = match.end()
            spelt = chinese_number(match[0], sentence[end:])
            counted = len(spelt) == 1 and is_measured(sentence[end:])
            pinyin = " ".join(lexicon[character][0] for character in spelt)
            yield place, end, spelt if counted else match[0], pinyin
        elif not sentence[place].isspace():
            ends = range(min(place + longest, len(sentence)), place, -1)
            words = (sentence[place:each] for each in ends)
            word = next((each for each in words if each in lexicon), "")
            if not word:
                raise UnknownWordError("".join(_LATIN_OR_ONE.findall(sentence, place)[:1]), "zh")
            end = place + len(word)
            yield place, end, word, lexicon[word][0]
        place = end
