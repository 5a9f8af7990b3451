"""Lines are redrawn where a person sees them, and nowhere else."""

from __future__ import annotations

import os
import pty
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import pytest
from rich.console import Console

from renders.cli.progress import LineDisplay, TerminalDisplay, display_for

FORCED: list[dict[str, str]] = [
    {},
    {"FORCE_COLOR": "1"},
    {"FORCE_COLOR": "3", "CI": "true", "GITHUB_ACTIONS": "true"},
    {"CLICOLOR_FORCE": "1", "PY_COLORS": "1"},
    {"TTY_COMPATIBLE": "1"},
    {"TTY_COMPATIBLE": "1", "TTY_INTERACTIVE": "1"},
    {"TTY_INTERACTIVE": "1"},
    {"COLORTERM": "truecolor", "TERM": "xterm-256color"},
]
STILL: list[dict[str, str]] = [
    {"TERM": "dumb"},
    {"TERM": "dumb", "FORCE_COLOR": "1"},
    {"TERM": "unknown"},
    {"TTY_COMPATIBLE": "0"},
    {"TTY_INTERACTIVE": "0"},
]
MOVING: list[dict[str, str]] = [{}, {"NO_COLOR": "1"}, {"CI": "true"}, {"FORCE_COLOR": "1"}]


@pytest.fixture
def surrounded(monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, str]], None]:
    """Set variables, and no other that speaks of terminals."""
    for name in {name for told in FORCED + STILL + MOVING for name in told}:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")

    def surround(told: dict[str, str]) -> None:
        for name, value in told.items():
            monkeypatch.setenv(name, value)

    return surround


@pytest.fixture
def terminal() -> Iterator[IO[str]]:
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w", encoding="utf-8") as file:
        yield file
    os.close(ours)


@pytest.mark.parametrize("told", FORCED, ids=str)
def test_a_file_gets_plain_lines_whatever_is_said_of_colours(
    told: dict[str, str], surrounded: Any, tmp_path: Path
) -> None:
    surrounded(told)
    log = tmp_path / "log"
    with log.open("w", encoding="utf-8") as file, display_for({"Kink": 80}, Console(file=file)) as display:
        for done in range(81):
            display.show("Kink", done)
        display.end("Kink", failed=False)
    said = log.read_text(encoding="utf-8")
    assert said.splitlines() == [
        f"Kink: {news}" for news in ("about 80 frames to draw", "25 %", "50 %", "75 %", "done")
    ]


@pytest.mark.parametrize("told", STILL, ids=str)
def test_a_terminal_that_cannot_move_its_cursor_gets_lines(
    told: dict[str, str], surrounded: Any, terminal: IO[str]
) -> None:
    surrounded(told)
    assert isinstance(display_for({"Kink": 80}, Console(file=terminal)), LineDisplay)


@pytest.mark.parametrize("told", MOVING, ids=str)
def test_a_terminal_gets_bars(told: dict[str, str], surrounded: Any, terminal: IO[str]) -> None:
    surrounded(told)
    assert isinstance(display_for({"Kink": 80}, Console(file=terminal)), TerminalDisplay)
