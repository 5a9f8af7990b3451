"""How far each scene is: a line a scene on a terminal, plain lines elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import Protocol, Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from renders.jobs import Outcome

__all__ = ["Display", "LineDisplay", "TerminalDisplay", "display_for"]


class Display(Protocol):
    """Shows progress; a context manager around the work."""

    def watch(self, number: int, done: int, total: int, outcome: Outcome | None) -> None:
        """Show that task ``number`` has ``done`` of ``total`` frames (0: not known yet), or how it ended."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def display_for(names: Sequence[str], console: Console) -> Display:
    """Choose the display that suits ``console``, for tasks with these names."""
    return TerminalDisplay(names, console) if console.is_terminal else LineDisplay(names, console)


class TerminalDisplay:
    """One line a scene: frames done, a bar, the time left."""

    def __init__(self, names: Sequence[str], console: Console) -> None:
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[frames]}"),
            TimeRemainingColumn(elapsed_when_finished=True),
            console=console,
        )
        self._lines = [self._progress.add_task(name, total=None, start=False, frames="waiting") for name in names]
        self._begun: set[int] = set()

    def watch(self, number: int, done: int, total: int, outcome: Outcome | None) -> None:
        """Redraw the scene's line."""
        line = self._lines[number]
        if total and number not in self._begun:
            self._begun.add(number)
            self._progress.start_task(line)
        if outcome and outcome.timeline is None:
            self._progress.stop_task(line)
            self._progress.update(line, frames="[red]failed[/red]")
        elif total:
            self._progress.update(line, completed=done, total=total, frames=f"{done}/{total} frames")

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()


class LineDisplay:
    """A plain line when a scene starts, at each quarter, and when it ends."""

    def __init__(self, names: Sequence[str], console: Console) -> None:
        self._names = names
        self._console = console
        self._said: list[str] = [""] * len(names)

    def watch(self, number: int, done: int, total: int, outcome: Outcome | None) -> None:
        """Print a line if there is news."""
        if outcome:
            news = f"done, {outcome.timeline.frames} frames" if outcome.timeline else "failed"
        elif total:
            quarter = 4 * done // total
            news = f"{25 * quarter} % of {total} frames" if quarter else f"{total} frames to draw"
        else:
            return
        if news != self._said[number]:
            self._said[number] = news
            self._console.print(f"{self._names[number]}: {news}", markup=False, highlight=False, soft_wrap=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None
