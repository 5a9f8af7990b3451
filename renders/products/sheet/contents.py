"""What stands on the sheet: the film's own words where it has them, and numbers from its scenes."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

from common.explainer import Explainer
from common.style import Theme
from common.words import filled_text
from renders.errors import BadInputError
from renders.products.sheet.wording import SheetWords, sheet_words_of
from scenes.kink import Kink
from scenes.numbers.recap import RecapNumbers
from scenes.one_weight import OneWeight
from scenes.overfit import Overfit
from scenes.priors import Priors
from scenes.reaches_zero import ReachesZero
from scenes.recap import Recap
from scenes.selection import Selection
from scenes.shrinkage import Shrinkage
from scenes.shrinking_region import ShrinkingRegion
from scenes.steps import Steps

__all__ = ["CARDS", "contents_of", "facts"]

CARDS: Mapping[str, type[Explainer[Any]]] = {
    "kink": Kink,
    "region": ShrinkingRegion,
    "threshold": Shrinkage,
    "step": Steps,
    "belief": Priors,
    "paths": Selection,
}
"""The scene that each picture of the sheet sums up."""

_TOLD: tuple[type[Explainer[Any]], ...] = (*CARDS.values(), OneWeight, ReachesZero)


def facts() -> dict[str, float]:
    """All numbers that the sheet's words may state, each named after its scene: ``Kink_enough``."""
    return {f"{scene.__name__}_{fact}": value for scene in _TOLD for fact, value in scene.numbers.facts.items()}


def thresholds() -> dict[str, float]:
    """What each picture's number must reach, or come down to, for the weight to be 0 under L1."""
    reached = {name: move.landing for name, move in RecapNumbers().moves.items()}
    return reached | {"step": math.ceil(reached["step"]), "paths": 10 ** reached["paths"]}


def contents_of(language: str, theme: Theme) -> str:
    """Everything that the sheet's template reads, as JSON; raises ``BadInputError`` for words it cannot fill."""
    words, known = sheet_words_of(language), facts()
    recap, overfit, one = (scene.said(language) for scene in (Recap, Overfit, OneWeight))

    def fill(text: str) -> str:
        try:
            return filled_text(text, known)
        except (KeyError, ValueError, IndexError) as error:
            raise BadInputError(f"the words of the sheet in {language!r}: {error} in {text!r}") from error

    return json.dumps(
        {
            "language": language,
            "colours": {name: getattr(theme, name).to_hex() for name in _COLOURS},
            "question": recap.labels["question"],
            "answer": [_claim(Recap, language), recap.labels["unless"]],
            "sides": {
                "L1": [overfit.labels["L1"], recap.labels["sparse"]],
                "L2": [overfit.labels["L2"], recap.labels["smooth"]],
            },
            "loss": one.labels["loss"],
            "cards": [
                {
                    "name": name,
                    "claim": _claim(scene, language),
                    "text": fill(words.cards[name].text),
                    "alt": words.cards[name].alt,
                    "threshold": filled_text("{it:.3g}", {"it": thresholds()[name]}),
                }
                for name, scene in CARDS.items()
            ],
            "corrections": [[fill(each.said), fill(each.true)] for each in words.corrections],
            **{name: getattr(words, name) for name in _OWN},
        },
        ensure_ascii=False,
    )


_COLOURS = ("background", "ink", "muted", "faint", "l1", "l2", "loss", "zero")
_OWN = tuple(name for name, field in SheetWords.model_fields.items() if field.annotation is str)


def _claim(scene: type[Explainer[Any]], language: str) -> str:
    return next(beat.claim for beat in scene.said(language).beats.values() if beat.claim)
