"""Is what is said what is shown? Each number in a scene's words against its read-outs."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter

from common.explainer import Explainer
from common.words import chosen, filled_text, words_of
from renders.critic.problem import Finding
from renders.critic.truth import numbers_on

__all__ = ["saying_findings"]

_SAME = 1e-9


def saying_findings(scene: Explainer) -> Iterator[Finding]:
    """Numbers that the words round to 0, in any beat, or otherwise than ``scene`` shows them now."""
    shown = list(numbers_on(scene))
    for name, value, said in _said(scene):
        if value != 0 and float(said.split()[-1].replace("−", "-")) == 0:
            yield Finding("truth/words", (name,), f"said to be {said}, but is {value:.3g}")
        for text, number in shown:
            if abs(number - value) <= _SAME * abs(value) and _trimmed(text) != said:
                yield Finding("truth/words", (name,), f"said to be {said}, but shown as {text}")


def _said(scene: Explainer) -> Iterator[tuple[str, float, str]]:
    """Each fact that the words state, its value, and how they say it."""
    name, facts = type(scene).__name__, scene.numbers.facts
    if not facts:
        return
    beats = chosen(words_of(name, scene.setting.language), scene.numbers.cases, name).beats.values()
    fields = {field[1:3] for words in beats for text in words.texts.values() for field in Formatter().parse(text)}
    for fact, form in sorted((fact, form or "") for fact, form in fields if fact):
        yield fact, facts[fact], filled_text(f"{{{fact}:{form}}}", facts)


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text
