"""Numbers that walks along number lines share: how long a step may be, and where steps lead in decimals."""

from __future__ import annotations

from common.maths.arithmetic.arrays import FloatArray
from common.maths.descents.gradient import penalty_steps
from common.maths.penalties.norms import L1
from common.numbers import Premise, Visible

__all__ = ["LONGEST", "MOST_HOPS", "few_steps", "in_steps", "plain_l1_walk", "short_steps", "whole_steps"]

LONGEST = 0.6
"""The longest step: the lines go on for as much beyond 0."""

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
        lambda n: in_steps(n.amount, LONGEST) <= 1,
        lambda n: f"step times strength is {n.amount:g}, but must be {LONGEST:g} at most",
    )


def few_steps(beat: str, *names: str) -> Premise:
    """The sight of each step in ``beat`` from the weights of these ``names`` to 0."""
    return Visible(
        beat,
        "each step can be told from the next",
        lambda n: max(getattr(n, name) for name in names) <= MOST_HOPS * n.amount,
        lambda n: f"{' and '.join(names)} must be within {MOST_HOPS} steps of {n.amount:g} from 0",
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
