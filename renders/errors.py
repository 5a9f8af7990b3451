"""The one line that refuses a wrong choice."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

__all__ = ["BadInputError", "choose"]


class BadInputError(ValueError):
    """What was typed cannot be done; the message is one line that names it and the remedy."""


def choose(what: str, typed: str, known: Iterable[str]) -> str:
    """``typed`` if it is ``known``; raises ``BadInputError`` that lists the known, a close match first."""
    known = list(known)
    if typed in known:
        return typed
    by_lower = {name.lower(): name for name in known}
    close = difflib.get_close_matches(typed.lower(), by_lower, n=1)
    hint = f"did you mean {by_lower[close[0]]}? " if close else ""
    raise BadInputError(f"unknown {what} {typed!r}: {hint}choose from {', '.join(known)}")
