"""The nearest number that works: sought from one that does not towards the film's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from common.numerals import rounded

__all__ = ["nearest", "nearest_of"]

_STOPS, _HALVINGS = 20, 6
_DIGITS = range(2, 7)


def nearest_of(
    works: Callable[[Mapping[str, Any]], bool], given: Mapping[str, Any], usual: Mapping[str, Any]
) -> Mapping[str, Any]:
    """The one of the numbers ``given`` that has to change, as near as it works; of several, if needed, all.

    Returns nothing if none is found, or one has another shape than the ``usual`` one.

    >>> nearest_of(lambda numbers: numbers["a"] <= 2 * numbers["b"], {"a": 9, "b": 3}, {"a": 1, "b": 2})
    {'a': 6}
    """
    if any(_shape(value) != _shape(usual[name]) for name, value in given.items()):
        return {}

    def found(*names: str) -> Mapping[str, Any]:
        start, end = ([values[name] for name in names] for values in (given, usual))
        value = nearest(lambda some: works({**given, **dict(zip(names, some, strict=True))}), start, end)
        return {} if value is None else dict(zip(names, value, strict=True))

    each = (found(name) for name in given)
    return next(filter(None, each), {}) or (found(*given) if len(given) > 1 else {})


def nearest(works: Callable[[Any], bool], given: Any, usual: Any) -> Any | None:
    """The first value that ``works`` on the way from the one ``given`` to the ``usual`` one, in few digits.

    Both are numbers, or lists of them, of one shape. Returns ``None`` if none is found.

    >>> nearest(lambda value: value <= 1.5, 4.0, 1.0), nearest(lambda value: value <= 7, 12, 5)
    (1.5, 7)
    """
    if given == usual:
        return None
    shares = [stop / _STOPS for stop in range(1, _STOPS + 1)]
    found = next((share for share in shares if works(_between(given, usual, share))), None)
    if found is None:
        return None
    refused = found - 1 / _STOPS
    for _ in range(_HALVINGS):
        middle = (refused + found) / 2
        if works(_between(given, usual, middle)):
            found = middle
        else:
            refused = middle
    exact = _between(given, usual, found)
    candidates = (_rounded(exact, usual, digits, outwards) for digits in _DIGITS for outwards in (True, False))
    return next(filter(works, candidates), exact)


def _between(given: Any, usual: Any, share: float) -> Any:
    """A part of the way, by a constant factor where that leads there."""
    if isinstance(usual, list):
        return [_between(each, its, share) for each, its in zip(given, usual, strict=True)]
    way = given * (usual / given) ** share if given * usual > 0 else (1 - share) * given + share * usual
    return round(way) if isinstance(usual, int) else way


def _rounded(value: Any, usual: Any, digits: int, outwards: bool) -> Any:
    """The ``value``, rounded to so many digits, ``outwards`` or towards the ``usual`` one."""
    if isinstance(usual, list):
        return [_rounded(each, its, digits, outwards) for each, its in zip(value, usual, strict=True)]
    if value == usual or isinstance(usual, int):
        return value
    return rounded(value, digits)[outwards == (value > usual)]


def _shape(value: Any) -> Any:
    return [_shape(each) for each in value] if isinstance(value, list) else None
