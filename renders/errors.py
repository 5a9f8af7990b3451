"""Errors in what the user typed, each told in one line."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

__all__ = ["BadInputError", "choose", "quoted"]

_MOST_SHOWN = 40


class BadInputError(ValueError):
    """Bad input; the message is one line that names it and the remedy."""


def choose(what: str, typed: str, known: Iterable[str]) -> str:
    """Return ``typed`` if it is ``known``; raise ``BadInputError``, with a close match and all choices, if not."""
    known = list(known)
    if typed in known:
        return typed
    by_lower = {name.lower(): name for name in known}
    close = difflib.get_close_matches(typed.lower(), by_lower, n=1)
    hint = f"did you mean {by_lower[close[0]]}? " if close else ""
    raise BadInputError(f"unknown {what} {quoted(typed)}: {hint}choose from {', '.join(known)}")


def quoted(text: str) -> str:
    """The beginning of what somebody wrote, in quotes, with what would disturb a line of the console escaped."""
    return repr(text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 1]}…")
