"""From pinyin to the phonemes that Kokoro learnt for Mandarin.

Source: San Duanmu, The Phonology of Standard Chinese, 2nd ed., Oxford University Press 2007, in misaki's choice of
symbols, since the model was trained on its transcriptions.
"""

from __future__ import annotations

import re

__all__ = ["ipa_of"]

_TONES = {"1": "→", "2": "↗", "3": "↓", "4": "↘", "5": ""}

_PAIR = re.compile(r"(\S+):(\S+)")

_INITIALS: dict[str, str] = dict(
    _PAIR.findall("b:p p:pʰ m:m f:f d:t t:tʰ n:n l:l g:k k:kʰ h:x j:ʨ q:ʨʰ x:ɕ zh:ꭧ ch:ꭧʰ sh:ʂ r:ɻ z:ʦ c:ʦʰ s:s")
)

# The tone stands behind the vowels, where there is a %.
_FINALS: dict[str, str] = dict(
    _PAIR.findall(
        "a:a% ai:ai% an:a%n ang:a%ŋ ao:au% e:ɤ% ei:ei% en:ə%n eng:ə%ŋ er:ɚ% o:wo% ong:ʊ%ŋ ou:ou%"
        " i:i% ia:ja% ian:jɛ%n iang:ja%ŋ iao:jau% ie:je% in:i%n ing:i%ŋ iong:jʊ%ŋ iu:jou%"
        " u:u% ua:wa% uai:wai% uan:wa%n uang:wa%ŋ ueng:wə%ŋ ui:wei% un:wə%n uo:wo%"
        " ü:y% üan:ɥɛ%n üe:ɥe% ün:y%n"
    )
)

# Pinyin writes y and w where no consonant begins the syllable.
_WITHOUT_INITIAL = {"yi": "i", "yin": "in", "ying": "ing", "yu": "ü", "yue": "üe", "yuan": "üan", "yun": "ün"}
_WITHOUT_INITIAL |= {"you": "iu", "wu": "u", "wei": "ui", "wen": "un"}

_LETTERS = {"A": "ˈA ", "H": "ˈAʧ ", "L": "ˈɛl ", "M": "ˈɛm ", "P": "pˈi "}

_SYLLABLE = re.compile(r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcs]?)([a-zü]+)([1-5])")


def ipa_of(pinyin: str) -> str:
    """Transcribe the syllables of a word, separated by spaces; a capital is a Latin letter, as English names it.

    >>> ipa_of("quan2 zhong4"), ipa_of("si4 ran2"), ipa_of("L yi1")
    ('ʨʰɥɛ↗nꭧʊ↘ŋ', 'sɨ↘ɻa↗n', 'ˈɛl i→')

    Raises ``ValueError`` for what is no syllable.
    """
    return "".join(_LETTERS.get(each) or _syllable(each) for each in pinyin.split()).strip()


def _syllable(pinyin: str) -> str:
    match = _SYLLABLE.fullmatch(pinyin)
    if match is None:
        raise ValueError(f"{pinyin!r} is no syllable of pinyin with its tone")
    initial, final, tone = match.groups()
    if initial in {"zh", "ch", "sh", "r", "z", "c", "s"} and final == "i":
        return f"{_INITIALS[initial]}ɨ{_TONES[tone]}"
    if initial in {"j", "q", "x"}:
        final = re.sub("^u", "ü", final)
    if not initial:
        final = _WITHOUT_INITIAL.get(final, re.sub("^y", "i", re.sub("^w", "u", final)))
    if final not in _FINALS:
        raise ValueError(f"{pinyin!r} is no syllable of pinyin")
    return _INITIALS.get(initial, "") + _FINALS[final].replace("%", _TONES[tone])
