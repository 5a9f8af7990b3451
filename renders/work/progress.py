"""Progress of work, as reported to whatever displays it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Protocol, Self

__all__ = ["Display", "DisplayOf", "Silence"]


class Display(Protocol):
    """Shows progress; a context manager around the work."""

    def show(self, name: str, done: int) -> None:
        """Show that of what ``name`` has to draw, ``done`` frames are drawn."""

    def end(self, name: str, *, failed: bool) -> None:
        """Show that nothing more will be drawn of ``name``."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


DisplayOf = Callable[[Mapping[str, int]], Display]
"""Given how many frames each name has to draw, about, opens a display."""


class Silence:
    """Shows nothing."""

    def __init__(self, totals: Mapping[str, int]) -> None:
        """Take no notice of what is to be drawn."""

    def show(self, name: str, done: int) -> None:
        """Show nothing."""

    def end(self, name: str, *, failed: bool) -> None:
        """Show nothing."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None
