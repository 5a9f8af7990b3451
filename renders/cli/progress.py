"""Progress of each scene: a redrawn line a scene on a terminal, plain lines elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from renders.work.progress import Display

__all__ = ["LineDisplay", "TerminalDisplay", "display_for"]


def display_for(
    totals: Mapping[str, int], console: Console | None = None, work: str = "frames to draw"
) -> Display:
    """Choose the display that suits ``console``, or standard error.

    Each name has so many frames to draw, about, or other ``work`` to do.

    Lines are redrawn on a real terminal alone: what ``FORCE_COLOR`` and its like call one may be a file, which
    would fill with the codes of the cursor.
    """
    console = console or Console(stderr=True)
    redraws = console.is_interactive and console.file.isatty()
    return TerminalDisplay(totals, console, work) if redraws else LineDisplay(totals, console, work)


class TerminalDisplay:
    """One line a scene: frames done, a bar, the time left."""

    def __init__(self, totals: Mapping[str, int], console: Console, work: str = "frames to draw") -> None:
        self._totals = totals
        self._unit = work.partition(" ")[0]
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[frames]}"),
            TimeRemainingColumn(elapsed_when_finished=True),
            console=console,
        )
        self._lines = {
            name: self._progress.add_task(name, total=total, start=False, frames="waiting")
            for name, total in totals.items()
        }
        self._begun: set[str] = set()

    def show(self, name: str, done: int) -> None:
        """Redraw the line."""
        if not done:
            return
        if name not in self._begun:
            self._begun.add(name)
            self._progress.start_task(self._lines[name])
        total = self._totals[name]
        # The total is an estimate: a bar must not be full before the end.
        shown = min(done, total - 1)
        self._progress.update(self._lines[name], completed=shown, frames=f"{done} of about {total} {self._unit}")

    def end(self, name: str, *, failed: bool) -> None:
        """Fill the bar, or say that it failed."""
        line = self._lines[name]
        if failed:
            self._progress.stop_task(line)
            self._progress.update(line, frames="[red]failed[/red]")
        else:
            self._progress.start_task(line)
            self._progress.update(line, completed=self._totals[name], frames="done")

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()


class LineDisplay:
    """A plain line when a scene starts, at each quarter, and when it ends."""

    def __init__(self, totals: Mapping[str, int], console: Console, work: str = "frames to draw") -> None:
        self._totals = totals
        self._work = work
        self._console = console
        self._said: dict[str, str] = {}

    def show(self, name: str, done: int) -> None:
        """Print a line if there is news."""
        quarter = min(3, 4 * done // self._totals[name])
        if done:
            self._say(name, f"{25 * quarter} %" if quarter else f"about {self._totals[name]} {self._work}")

    def end(self, name: str, *, failed: bool) -> None:
        """Print how it ended."""
        self._say(name, "failed" if failed else "done")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def _say(self, name: str, news: str) -> None:
        if self._said.get(name) != news:
            self._said[name] = news
            self._console.print(f"{name}: {news}", markup=False, highlight=False, soft_wrap=True)
