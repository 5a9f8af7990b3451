"""The numbers of a scene: a small validated model, with the film's values as defaults, and the story they tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from operator import ge, gt, le, lt
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, model_validator

__all__ = ["Numbers", "Premise", "Visible"]

_RELATIONS = {"<": (lt, "below"), "<=": (le, "at most"), ">": (gt, "above"), ">=": (ge, "at least")}


@dataclass(frozen=True)
class Premise:
    """A premise of the story: what ``beat`` ``says`` of the numbers of its scene, and of which it ``holds``.

    ``otherwise`` names the case whose words are said where it does not hold; or it tells what such numbers are and
    must be, and they are refused.
    """

    beat: str
    says: str
    holds: Callable[[Any], bool]
    otherwise: str | Callable[[Any], str]

    must_be: ClassVar[str] = "true"

    @classmethod
    def bound(
        cls, beat: str, says: str, name: str, relation: str, limit: float | str | Callable[[Any], float]
    ) -> Self:
        """The claim that the number of that ``name`` is ``<``, ``<=``, ``>`` or ``>=`` a limit, or another one."""
        compare, words = _RELATIONS[relation]

        def limit_of(numbers: Any) -> float:
            value = getattr(numbers, limit) if isinstance(limit, str) else limit
            return value(numbers) if callable(value) else value

        named = f"{limit}, " if isinstance(limit, str) else ""
        return cls(
            beat,
            says,
            lambda n: compare(getattr(n, name), limit_of(n)),
            lambda n: f"{name} is {getattr(n, name):g}, but must be {words} {named}{limit_of(n):.4g}",
        )

    def refusal(self, numbers: Numbers) -> str | None:
        """Why ``numbers`` are refused, if they are."""
        if isinstance(self.otherwise, str) or self.holds(numbers):
            return None
        return f"{self.otherwise(numbers)}, for the beat {self.beat} to be {self.must_be}: {self.says}"


class Visible(Premise):
    """What there is to be seen in a beat, which would be true but not be seen with other numbers."""

    must_be = "seen"


class Numbers(BaseModel):
    """What a scene takes from outside; subclasses declare their fields with units and limits, and their ``story``.

    Frozen; an unknown name, a number out of its limits, or one that is not finite raises ``ValueError``. So do
    numbers of which a claim of the story does not hold, unless it has a case; those after it may rely on it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    story: ClassVar[tuple[Premise, ...]] = ()

    @model_validator(mode="after")
    def _tells_the_story(self) -> Self:
        for claim in self.story:
            if refusal := claim.refusal(self):
                raise ValueError(refusal)
        return self

    @property
    def facts(self) -> Mapping[str, float]:
        """The numbers that the words of the scene state, from the solver; they stand in them as ``{name:.2f}``.

        One that a read-out shows, too, is ``Shown`` and stands in them as ``{name}``.
        """
        return {}

    @property
    def elsewhere(self) -> Mapping[str, float]:
        """By what λ is to be multiplied in other programs, if they compute the scene's fits."""
        return {}

    @property
    def cases(self) -> Set[str]:
        """The cases of the story that hold of the numbers, whose words are said instead of the usual ones."""
        return {
            claim.otherwise for claim in self.story if isinstance(claim.otherwise, str) and not claim.holds(self)
        }
