"""Rate functions: how a share of the way follows from a share of the time.

What ends before others in one play is asked beyond its end, too, and stays there.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from manim import smooth

__all__ = ["landing", "lingering", "pulse", "stepwise", "through"]

_START, _END = 0.08, 0.3  # shares of the time in which it gathers speed, and slows down
_LEAST = 0.1  # of its speed, where it lingers
_BRISK, _RISE = 0.85, 0.2
_TOP = 1 / (1 - (_START + _END) / 2)

_Others = ParamSpec("_Others")


def _held(rate: Callable[Concatenate[float, _Others], float]) -> Callable[Concatenate[float, _Others], float]:
    @wraps(rate)
    def held(share: float, /, *others: _Others.args, **named: _Others.kwargs) -> float:
        return rate(min(max(share, 0.0), 1.0), *others, **named)

    return held


@_held
def landing(share: float) -> float:
    """Go evenly, after a short start, and come slowly to rest: for a sweep that ends where a weight lands on 0.

    >>> landing(0.0), landing(1.0)
    (0.0, 1.0)
    """
    if share < _START:
        return _TOP * share**2 / (2 * _START)
    if share > 1 - _END:
        return 1 - _TOP * (1 - share) ** 2 / (2 * _END)
    return _TOP * (share - _START / 2)


@_held
def lingering(share: float, times: int) -> float:
    """Go evenly on the whole, but nearly stop in the middle of each of so many parts, so that one may count them.

    >>> [round(lingering(share, 2), 9) for share in (0.0, 0.25, 0.5, 0.75, 1.0)]
    [0.0, 0.25, 0.5, 0.75, 1.0]
    """
    turn = 2 * math.pi * times
    return share + (1 - _LEAST) * math.sin(turn * share) / turn


@_held
def through(share: float) -> float:
    """Come quickly, pass slowly, and leave quickly.

    >>> through(0.0), through(0.5), through(1.0)
    (0.0, 0.5, 1.0)
    """
    far = 2 * share - 1
    return 0.5 + 0.5 * (_BRISK * far**3 + (1 - _BRISK) * far)


@_held
def pulse(share: float) -> float:
    """Rise quickly from 0 to 1, stay there, and fall as quickly.

    >>> pulse(0.0), pulse(0.5), pulse(1.0)
    (0.0, 1.0, 0.0)
    """
    return min(share / _RISE, (1 - share) / _RISE, 1.0)


def stepwise(steps: int) -> Callable[[float], float]:
    """Go in so many equal ``steps``, each from rest to rest.

    >>> [stepwise(2)(share) for share in (0.0, 0.25, 0.5, 1.0)]
    [0.0, 0.25, 0.5, 1.0]
    """

    @_held
    def rate(share: float) -> float:
        number, within = divmod(share * steps, 1)
        return float((number + smooth(within)) / steps)

    return rate
