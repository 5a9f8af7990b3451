"""Fill what the solver finds into words: ``"from {start:.3g}"`` and a fact ``start`` make ``"from 2.2"``.

A fact that a read-out shows is ``Shown``, and is said in that rounding: ``"from {start}"``.
"""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from common.numerals import Shown, number_text
from common.words.loading import BeatWords, SceneWords, WordsError
from common.words.score import Score

__all__ = ["filled", "filled_text"]


def filled(words: SceneWords, facts: Mapping[str, float], name: str) -> SceneWords:
    """Put ``facts`` into every field of the words of the scene ``name``, each formatted as the field asks.

    Raises ``WordsError``, naming the text, for a field that is no fact or that cannot be read.
    """

    def fill(key: str, text: str) -> str:
        try:
            return filled_text(text, facts)
        except KeyError as error:
            known = ", ".join(facts) or "none"
            raise WordsError(
                f"{name}.{key} has the field {error}, which is no fact of the scene: {known}"
            ) from error
        except (ValueError, IndexError) as error:
            raise WordsError(f"{name}.{key}: {error} in {text!r}") from error

    def heard(beat: str, words: BeatWords) -> BeatWords:
        texts = {field: fill(f"beats.{beat}.{field}", text) for field, text in words.texts.items()}
        score = Score.read(texts["said"])
        texts["said"] = score.text
        return BeatWords.of(texts, score.marks, score.silences)

    return SceneWords(
        fill("title", words.title),
        MappingProxyType({label: fill(f"labels.{label}", text) for label, text in words.labels.items()}),
        MappingProxyType({beat: heard(beat, each) for beat, each in words.beats.items()}),
    )


def filled_text(text: str, facts: Mapping[str, float]) -> str:
    """Put ``facts`` into the fields of one ``text``; raises what ``str.format_map`` does."""
    return text.format_map(
        {fact: value if isinstance(value, Shown) else _Number(value) for fact, value in facts.items()}
    )


class _Number(float):
    """A number that is written with a minus sign, not with a hyphen, and never in powers of ten.

    ``.3g`` gives three digits from the first that is not 0, fewer where the others are 0; ``.1f`` gives one
    decimal. What is not 0 never reads 0.

    >>> f"{_Number(2.25):.3g}", f"{_Number(-0.000_041):.2g}", f"{_Number(1_234_567.0):.3g}"
    ('2.25', '−0.000041', '1230000')
    >>> f"{_Number(0.004):.2f}"
    '< 0.01'
    """

    def __format__(self, spec: str) -> str:
        text = super().__format__(spec)
        if "e" in text:
            text = np.format_float_positional(float(text), trim="-")
        if self and not float(text):
            return number_text(self, len(text.partition(".")[2]))
        return text.replace("-", "−")
