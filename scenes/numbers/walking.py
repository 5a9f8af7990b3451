"""Numbers that walks along number lines share: how long a step may be, and where steps lead in decimals.

All that is said of weights above 0 holds of those below it, mirrored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import ceil

from common.maths.arithmetic.arrays import FloatArray
from common.maths.descents.gradient import penalty_steps
from common.maths.penalties.norms import L1
from common.numbers import Premise, Visible

__all__ = [
    "FARTHEST",
    "LONGEST",
    "MOST_HOPS",
    "amount_near",
    "away_from_zero",
    "few_steps",
    "in_steps",
    "plain_l1_walk",
    "short_steps",
    "times_as_far",
    "whole_steps",
    "whole_steps_near",
]

FARTHEST = 3.0
"""The farthest start that the film's picture has room for, with what is written above it."""

LONGEST = 0.6
"""The longest step there: the line of weights goes on for as much beyond 0."""

MOST_HOPS = 12
"""The steps to 0 that a walk may take, for each to be seen."""

_DIGITS = 9  # of a count of steps: what is beyond them is rounding, as where 2.1 is 3 steps of 0.7


def in_steps(weight: float, amount: float) -> float:
    """How many steps of ``amount`` it is from ``weight`` to 0: a whole number where it is one in decimals.

    >>> in_steps(2.1, 0.7), 2.1 / 0.7
    (3.0, 3.0000000000000004)
    """
    return round(weight / amount, _DIGITS)


def short_steps(beat: str) -> Premise:
    """The sight of steps of L1 that do not lead off the line of weights, in ``beat``."""
    return Visible(
        beat,
        "a step past 0 stays on the line of weights",
        lambda n: in_steps(n.amount, LONGEST * n.size) <= 1,
        lambda n: f"step times strength is {n.amount:g}, but must be {LONGEST * n.size:g} at most",
    )


def few_steps(beat: str, *names: str) -> Premise:
    """The sight of each step in ``beat`` from the weights of these ``names`` to 0."""
    return Visible(
        beat,
        "each step can be told from the next",
        lambda n: max(abs(getattr(n, name)) for name in names) <= MOST_HOPS * n.amount,
        lambda n: f"{' and '.join(names)} must be within {MOST_HOPS} steps of {n.amount:g} from 0",
        basic=True,
    )


def away_from_zero(beat: str, name: str, least: float) -> Premise:
    """The sight of some way to 0 from the weight of that ``name``."""
    return Visible(
        beat,
        f"{name} is away from 0",
        lambda n: abs(getattr(n, name)) >= least,
        lambda n: f"{name} is {getattr(n, name):g}, but must be {least:g} or more away from 0",
        basic=True,
    )


def whole_steps(beat: str, name: str) -> Premise:
    """The claim of ``beat`` that steps from the weight of that ``name`` land on 0."""
    return Premise(
        beat,
        f"from {name}, L1 lands on 0",
        lambda n: in_steps(getattr(n, name), n.amount) % 1 == 0,
        lambda n: f"{name} is {getattr(n, name)}, but must be a whole number of steps of {n.amount:g}",
    )


def plain_l1_walk(start: float, amount: float, count: int) -> FloatArray:
    """The weights, shape (count + 1,), of plain L1 steps of ``amount``, which land on 0 if they do in decimals.

    >>> plain_l1_walk(2.1, 0.7, 3).tolist()[-1], 2.1 - 0.7 - 0.7 - 0.7
    (0.0, 2.220446049250313e-16)
    """
    return amount * penalty_steps(L1, in_steps(start, amount), step=1.0, strength=1.0, count=count)


def times_as_far(*weights: float) -> float:
    """How many times as far as in the film's picture one has to see, for such ``weights`` to be in it."""
    return max(1.0, *(abs(weight) / FARTHEST for weight in weights))


def whole_steps_near(weight: float, amount: float, least: float = 0.0) -> float:
    """The weight near that one, on its side of 0, that is a whole number of steps of ``amount`` from 0.

    It is at ``least`` so far from 0, but within as many steps as can be seen.

    >>> whole_steps_near(3.0, 0.46), whole_steps_near(-3.0, 0.1), whole_steps_near(0.1, 0.5, 1.2)
    (3.22, -1.2, 1.5)
    """
    count = min(max(round(abs(weight) / amount), ceil(in_steps(least, amount)), 1), MOST_HOPS)
    return round(count * amount, _DIGITS) * (1 if weight > 0 else -1)


def amount_near(
    amount: float,
    longest: float,
    reads: Callable[[float], Iterable[float]],
    fits: Callable[[float], bool],
    whole: float = 0.0,
) -> float:
    """That ``amount`` of a step if it ``fits`` and is not too long, or one near it that ``reads`` well.

    A ``whole`` number of them lead to 0 from there, if it is given.

    >>> amount_near(0.7, 0.6, lambda amount: [amount, amount / 1.4], lambda _: True)
    0.56
    """

    def is_possible(each: float) -> bool:
        few = not whole or (in_steps(whole, each) % 1 == 0 and in_steps(abs(whole), each) <= MOST_HOPS)
        return few and in_steps(each, longest) <= 1 and fits(each)

    def cost(each: float) -> tuple[int, float]:
        return sum(_is_long(number) for number in (each, *reads(each))), abs(each - amount)

    if is_possible(amount):
        return amount
    hundredths = [each / 100 for each in range(2, round(100 * longest) + 1)]
    parts = [abs(whole) / count for count in range(1, MOST_HOPS + 1)] if whole else []
    return min(filter(is_possible, parts or hundredths), key=cost, default=amount)


def _is_long(number: float) -> bool:
    """Whether it has more than two decimals."""
    return round(number, 2) != round(number, _DIGITS)
