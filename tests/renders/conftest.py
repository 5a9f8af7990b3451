from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
import tiny_scenes

from renders import catalogue
from renders.__main__ import run

FOLDER = "en-16x9-dark-480p15"


class Result(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def renders(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[str, list[str]], Result]:
    """Run the command line in this process on some tiny scenes."""
    monkeypatch.setattr(catalogue, "words_of", tiny_scenes.own_words)

    def typed(scenes: str, arguments: list[str]) -> Result:
        code = run(arguments, [f"tiny_scenes:{name}" for name in scenes.split()])
        return Result(code, *capsys.readouterr())

    return typed


@pytest.fixture(scope="session")
def _rendered_film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("film")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "words_of", tiny_scenes.own_words)
        film = ["tiny_scenes:Moving", "tiny_scenes:Blink", "tiny_scenes:Flat"]
        assert run(["film", "--quality", "480p15", "--output", str(output), "--jobs", "2"], film) == 0
    return output / FOLDER


@pytest.fixture
def film_folder(_rendered_film: Path, tmp_path: Path) -> Path:
    """A copy of what ``film`` wrote for Moving, Blink and Flat at 480p15; the store is beside it."""
    return Path(shutil.copytree(_rendered_film.parent, tmp_path / "out")) / FOLDER
