from __future__ import annotations

import pickle
import shutil
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from importlib import util
from pathlib import Path
from typing import Any

import pytest
import tiny_scenes
from players import CHROMIUM, absent
from typed import FOLDER, Result

from renders.__main__ import run
from renders.request import scenes as catalogue
from renders.work.local import LocalExecutor


def done_here(_: LocalExecutor, *call: Any) -> Future[Any]:
    """Make a call in this process; as of a worker, what it gets and what it gives are copies."""
    function, *arguments = pickle.loads(pickle.dumps(call))
    done: Future[Any] = Future()
    done.set_result(pickle.loads(pickle.dumps(function(*arguments))))
    return done


@pytest.fixture
def hired(monkeypatch: pytest.MonkeyPatch) -> None:
    """No workers: what they would do is done in this process, which has loaded manim long ago."""
    monkeypatch.setattr(LocalExecutor, "submit", done_here)


@pytest.fixture
def renders(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    hired: None,  # noqa: ARG001
) -> Callable[[str, list[str]], Result]:
    """Run the command line in this process on some tiny scenes."""
    monkeypatch.setattr(catalogue, "words_of", tiny_scenes.own_words)

    def typed(scenes: str, arguments: list[str]) -> Result:
        code = run(arguments, [f"tiny_scenes:{name}" for name in scenes.split()])
        return Result(code, *capsys.readouterr())

    return typed


@pytest.fixture(scope="session")
def rendered_film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("film")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "words_of", tiny_scenes.own_words)
        film = ["tiny_scenes:Moving", "tiny_scenes:Blink", "tiny_scenes:Flat"]
        assert run(["film", "--quality", "480p15", "--output", str(output), "--jobs", "2"], film) == 0
    return output / FOLDER


@pytest.fixture
def film_folder(rendered_film: Path, tmp_path: Path) -> Path:
    """A copy of what ``film`` wrote for Moving, Blink and Flat at 480p15; the store is beside it."""
    return Path(shutil.copytree(rendered_film.parent, tmp_path / "out")) / FOLDER


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium without a window, by way of playwright."""
    if not util.find_spec("playwright"):
        absent("playwright")
    if not CHROMIUM:
        absent("Chromium")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def temp(tmp_path: Path) -> Path:
    """The system's temp folder."""
    folder = tmp_path / "temp"
    folder.mkdir()
    return folder


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, of four megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)
