"""Choose the words that are true: some custom numbers make a beat's usual words false."""

from collections.abc import Mapping, Set
from dataclasses import replace
from types import MappingProxyType

from common.words.loading import BeatWords, CustomWords, SceneWords, WordsError

__all__ = ["cases_told", "chosen"]


def chosen(words: SceneWords, cases: Set[str], name: str) -> SceneWords:
    """The words of the scene ``name`` where these ``cases`` hold; raises as ``cases_told`` does."""
    told = cases_told(words, cases, name)
    beats = {
        beat: BeatWords.of({**usual.texts, **words.custom[beat][told[beat]].fields}) if beat in told else usual
        for beat, usual in words.beats.items()
    }
    return replace(words, beats=MappingProxyType(beats), custom=MappingProxyType({}))


def cases_told(words: SceneWords, cases: Set[str], name: str) -> Mapping[str, str]:
    """By beat of the scene ``name``, the case whose words it says where these ``cases`` hold.

    Beats that say their usual words are left out. Raises ``WordsError`` for a case that no beat has words for, and
    for two of one beat of which neither goes before the other.
    """
    known = {case for others in words.custom.values() for case in others}
    for case in sorted(cases - known):
        raise WordsError(
            f"{name} has no words for the case {case!r}: {', '.join(sorted(known)) or 'none'} are known"
        )
    told: dict[str, str] = {}
    for beat, others in words.custom.items():
        foremost = _foremost(others, cases)
        if len(foremost) > 1:
            raise WordsError(
                f"{name}.{beat} has words for {foremost[0]!r} and for {foremost[1]!r}, and both cases hold: let"
                " the second name the first under unless"
            )
        told.update((beat, case) for case in foremost)
    return told


def _foremost(others: Mapping[str, CustomWords], cases: Set[str]) -> list[str]:
    """Those of a beat's cases that hold, and before which none goes that holds, too."""
    return [case for case, each in others.items() if case in cases and cases.isdisjoint(each.unless)]
