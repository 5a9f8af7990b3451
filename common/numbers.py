"""The numbers of a scene: a small validated model, with the film's values as defaults, and the story they tell.

Those that depend on others follow them, unless they are given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from math import inf
from operator import ge, gt, le, lt
from typing import Any, ClassVar, Self, cast

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic.fields import FieldInfo

from common.numerals import readable

__all__ = ["Follow", "Numbers", "Premise", "Visible", "film_numbers"]

_RELATIONS = {"<": (lt, "below"), "<=": (le, "at most"), ">": (gt, "above"), ">=": (ge, "at least")}


@dataclass(frozen=True)
class Premise:
    """A premise of the story: what ``beat`` ``says`` of the numbers of its scene, and of which it ``holds``.

    ``otherwise`` names the case whose words are said where it does not hold; or it tells what such numbers are and
    must be, and they are refused. Where one that is ``basic`` does not hold, those after it are not asked.
    """

    beat: str
    says: str
    holds: Callable[[Any], bool]
    otherwise: str | Callable[[Any], str]
    basic: bool = False

    must_be: ClassVar[str] = "true"

    @classmethod
    def bound(
        cls,
        beat: str,
        says: str,
        name: str,
        relation: str,
        limit: float | str | Callable[[Any], float],
        *,
        basic: bool = False,
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
            basic,
        )

    def refusal(self, numbers: Numbers) -> str | None:
        """Why ``numbers`` are refused, if they are."""
        if isinstance(self.otherwise, str) or self.holds(numbers):
            return None
        return f"{self.otherwise(numbers)}, for the beat {self.beat} to be {self.must_be}: {self.says}"


class Visible(Premise):
    """What there is to be seen in a beat, which would be true but not be seen with other numbers."""

    must_be = "seen"


@dataclass(frozen=True)
class Follow:
    """How the number ``name`` follows others unless it is given, too: it becomes what the ``rule`` makes of them.

    The rule is asked with the numbers as they are once those declared before it have followed; and, if there are
    others ``upon`` which it depends, only where one of these is given. Of the film's numbers it makes the film's.
    The result is kept within the field's limits.
    """

    name: str
    rule: Callable[[Any], Any]
    upon: Set[str] = frozenset()

    @classmethod
    def ratio(
        cls,
        name: str,
        of: str,
        low: Callable[[Any], float] = lambda _: -inf,
        high: Callable[[Any], float] = lambda _: inf,
        upon: Set[str] = frozenset(),
    ) -> Self:
        """Follow in the film's ratio to the number or property ``of``, within two limits, rounded to read well."""

        def rule(numbers: Numbers) -> Any:
            film = film_numbers(type(numbers))
            scale, usual = getattr(numbers, of) / getattr(film, of), getattr(film, name)
            return readable(usual if scale == 1 else usual * scale, low(numbers), high(numbers), usual)

        return cls(name, rule, upon)


class Numbers(BaseModel):
    """What a scene takes from outside; subclasses declare their fields with units and limits, and their ``story``.

    Fields that are not given are the film's, or as ``follows`` lets them follow those that are.
    Frozen; an unknown name, a number out of its limits, or one that is not finite raises ``ValueError``. So do
    numbers of which claims of the story do not hold that have no case: it tells all of them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    follows: ClassVar[tuple[Follow, ...]] = ()
    story: ClassVar[tuple[Premise, ...]] = ()

    @model_validator(mode="after")
    def _follow_and_tell_the_story(self) -> Self:
        given, film = self.model_fields_set, film_numbers(type(self))
        if any(getattr(self, name) != getattr(film, name) for name in given):
            for each in self.follows:
                if each.name not in given and not (each.upon and given.isdisjoint(each.upon)):
                    self._let_follow(each)
        if refusals := list(self._refusals()):
            raise ValueError("; ".join(refusals))
        return self

    def given(self, name: str, otherwise: float) -> float:
        """The number of that name, if it was given."""
        return float(getattr(self, name)) if name in self.model_fields_set else otherwise

    def _let_follow(self, each: Follow) -> None:
        # Of numbers that cannot be computed with, the story tells.
        with suppress(ArithmeticError, LookupError, ValueError):
            self.__dict__[each.name] = _within(type(self).model_fields[each.name], each.rule(self.but()))

    def but(self, **others: Any) -> Self:
        """These numbers with ``others`` in the place of some, whatever they are: nothing follows or is checked."""
        values = {name: getattr(self, name) for name in type(self).model_fields}
        return cast("Self", type(self).model_construct(self.model_fields_set, **{**values, **others}))

    @property
    def tells_the_story(self) -> bool:
        """Whether all claims of the story hold that have no case, and can be computed."""
        try:
            return next(self._refusals(), None) is None
        except (ArithmeticError, LookupError, ValueError):
            return False

    def _refusals(self) -> Iterator[str]:
        refused = False
        for claim in self.story:
            try:
                refusal = claim.refusal(self)
            except (ArithmeticError, LookupError, ValueError):
                if not refused:
                    raise
                continue  # it cannot be told where one before it does not hold
            if refusal:
                refused = True
                yield refusal
                if claim.basic:
                    return

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


@cache
def film_numbers(model: type[Numbers]) -> Any:
    """The film's numbers of a ``model``."""
    return model.model_construct()


def _within(field: FieldInfo, value: Any) -> Any:
    """The ``value``, or the nearest one that the limits of its ``field`` include; whole if the field is."""
    for limit in field.metadata:
        value = max(value, getattr(limit, "ge", value))
        value = min(value, getattr(limit, "le", value))
    return round(value) if field.annotation is int else value
