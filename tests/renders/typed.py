"""What a command that a test types gives back, and where it writes."""

from __future__ import annotations

from typing import NamedTuple

FOLDER = "en-16x9-dark-480p15"


class Result(NamedTuple):
    code: int
    out: str
    err: str
