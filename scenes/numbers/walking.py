"""Numbers that walks along number lines share: how long a step may be, and where steps lead in decimals."""

from __future__ import annotations

from common.maths.arithmetic.arrays import FloatArray
from common.maths.descents.gradient import penalty_steps
from common.maths.penalties.norms import L1

__all__ = ["LONGEST", "MOST_HOPS", "in_steps", "plain_l1_walk", "require_short_steps", "require_whole_steps"]

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


def require_short_steps(amount: float) -> None:
    """Raise ``ValueError`` for steps of L1 that would lead off the line of weights."""
    if in_steps(amount, LONGEST) > 1:
        raise ValueError(f"step times strength is {amount:g}, but must be {LONGEST:g} at most, to be seen below 0")


def require_whole_steps(name: str, weight: float, amount: float) -> None:
    """Raise ``ValueError`` if steps of ``amount`` from the ``weight`` of that name do not land on 0."""
    if in_steps(weight, amount) % 1:
        raise ValueError(f"{name} is {weight}, but must be a whole number of steps of {amount:g}")


def plain_l1_walk(start: float, amount: float, count: int) -> FloatArray:
    """The weights, shape (count + 1,), of plain L1 steps of ``amount``, which land on 0 if they do in decimals.

    >>> plain_l1_walk(2.1, 0.7, 3).tolist()[-1], 2.1 - 0.7 - 0.7 - 0.7
    (0.0, 2.220446049250313e-16)
    """
    return amount * penalty_steps(L1, in_steps(start, amount), step=1.0, strength=1.0, count=count)
