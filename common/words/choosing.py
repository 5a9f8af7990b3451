"""Choose the words that are true: some numbers make a beat's usual words false."""

from collections.abc import Mapping, Set
from dataclasses import replace
from types import MappingProxyType

from common.words.loading import BeatWords, SceneWords, WordsError

__all__ = ["chosen"]


def chosen(words: SceneWords, cases: Set[str], name: str) -> SceneWords:
    """The words of the scene ``name`` where these ``cases`` hold: a beat's first that is among them, or the usual.

    Raises ``WordsError`` for a case that no beat has words for.
    """
    known = {case for others in words.instead.values() for case in others}
    for case in sorted(cases - known):
        raise WordsError(
            f"{name} has no words for the case {case!r}: {', '.join(sorted(known)) or 'none'} are known"
        )

    def choose(beat: str, usual: BeatWords) -> BeatWords:
        others: Mapping[str, BeatWords] = words.instead.get(beat, {})
        return next((other for case, other in others.items() if case in cases), usual)

    beats = {beat: choose(beat, usual) for beat, usual in words.beats.items()}
    return replace(words, beats=MappingProxyType(beats), instead=MappingProxyType({}))
