"""What cannot be said is one line on standard error, and an exit code."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from builds import ROOT
from typed import Result

from renders.__main__ import run
from renders.cli.app import COMMANDS
from renders.request.custom import template
from renders.request.scenes import SceneRef
from scenes.film import CLIPS, FILM

Typed = Callable[[str, list[str]], Result]
ANSWERS = [
    ["list"],
    ["list", "--language", "zh"],
    ["numbers", "Numbered"],
    ["clean"],
    ["film"],
    ["film", "--dry-run"],
]


class _Refusing(io.RawIOBase):
    """A file that takes nothing."""

    def __init__(self, code: int) -> None:
        self._code = code

    def writable(self) -> bool:
        return True

    def write(self, _: Any) -> int:
        raise OSError(self._code, os.strerror(self._code))


def refusing(code: int) -> io.TextIOWrapper:
    stream = io.TextIOWrapper(io.BufferedWriter(_Refusing(code)), encoding="utf-8")
    stream.close = lambda: None  # type: ignore[method-assign]
    return stream


@pytest.mark.parametrize("command", ANSWERS, ids=" ".join)
@pytest.mark.parametrize(
    ("output", "reason"),
    [(errno.ENOSPC, "no space left"), (errno.EPIPE, "broken pipe"), (errno.EIO, "input/output"), (None, "closed")],
)
def test_what_standard_output_does_not_take_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch,
    renders: Typed,
    film_folder: Path,
    command: list[str],
    output: int | None,
    reason: str,
) -> None:
    if command[0] in {"film", "clean"}:
        command = [*command, "--output", str(film_folder.parent)]
    if command[0] == "film":
        command += ["--quality", "480p15"]
    monkeypatch.setattr(sys, "stdout", output and refusing(output))
    code, _, error = renders(
        "Moving Blink Flat Numbered" if command[0] == "numbers" else "Moving Blink Flat", command
    )
    assert code == 2
    assert error.count("\n") == 1
    assert error.startswith("renders: cannot write to standard output: ")
    assert reason in error


def test_an_encoding_that_lacks_a_character_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding="latin-1"))
    assert run(["list", "--language", "zh"], FILM) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "latin-1 lacks U+" in error
    assert "PYTHONIOENCODING=utf-8" in error
    assert written.getvalue() == b""


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "utf-16"])
@pytest.mark.parametrize("scene", FILM + CLIPS)
def test_numbers_are_utf_8_whatever_the_encoding(
    monkeypatch: pytest.MonkeyPatch, encoding: str, scene: str
) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding=encoding))
    assert run(["numbers", scene.rpartition(":")[2]], FILM, CLIPS) == 0
    assert written.getvalue() == template(SceneRef.parse(scene)).encode()
    assert tomllib.loads(written.getvalue().decode())


@pytest.mark.parametrize("encoding", ["latin-1", "ascii"])
def test_help_is_written_in_every_encoding(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding=encoding))
    commands = [[], *([name] for name in COMMANDS)]
    for command in commands:
        assert run([*command, "--help"], FILM) == 0
    sys.stdout.flush()
    assert b"--language" in written.getvalue()


@pytest.mark.parametrize("shell", ["exec {} > /dev/full", "exec {} >&-", "{} | true; exit ${{PIPESTATUS[0]}}"])
def test_nothing_is_added_as_the_program_ends(shell: str) -> None:
    if "/dev/full" in shell and not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    program = f'"{sys.executable}" tests/renders/tiny_film.py Moving list'
    done = subprocess.run(
        ["bash", "-c", shell.format(f"(sleep 0.1; exec {program})" if "|" in shell else program)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("renders: cannot write to standard output: ")


def test_numbers_are_written_in_a_locale_of_ascii(tmp_path: Path) -> None:
    with (tmp_path / "mine.toml").open("wb") as file:
        done = subprocess.run(
            [sys.executable, "-m", "renders", "numbers", "Kink"],
            cwd=ROOT,
            env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
            stdout=file,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "mine.toml").read_text(encoding="utf-8") == template(SceneRef("scenes.kink", "Kink"))
