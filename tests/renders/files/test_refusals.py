"""A folder that refuses is named, and no other: the temporary one, or that of the output, whatever the command."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typed import FOLDER, Result

from renders.build import parts
from renders.build import store as clip_store
from renders.critic import inspection, likeness
from renders.files import atomic as store
from renders.files.atomic import UnwritableError, writing_to
from renders.products.formats import reel
from renders.products.sheet import making as sheet
from renders.products.stills import still as stills
from renders.products.stills import storyboard

Typed = Callable[[str, list[str]], Result]

REFUSALS = {
    errno.ENOSPC: "make room there, or name another folder",
    errno.EDQUOT: "make room there, or name another folder",
    errno.EROFS: "let it be written to, or name another folder",
    errno.EACCES: "let it be written to, or name another folder",
    errno.EPERM: "let it be written to, or name another folder",
    errno.ENAMETOOLONG: "; name another folder",
}
SMALL = ["--quality", "480p15"]
DRAWING = {
    "film": ["film", *SMALL],
    "clip": ["clip", "Flat", *SMALL],
    "loops": ["clip", "Flat", "--as", "gif,png-sequence", *SMALL],
    "slides": ["slides", "Flat", "--quality", "480p15"],
    "page": ["page", "Flat", "--language", "en", *SMALL],
    "publish": ["publish", "youtube", "Flat", *SMALL],
    "sheet": ["sheet", "--language", "en", "--theme", "light"],
    "preview": ["preview", "Flat", "amber"],
    "still": ["still", "Flat", "amber", *SMALL],
    "storyboard": ["storyboard", *SMALL],
    "inspect": ["inspect", "--language", "en", "--aspect", "1:1", "--theme", "dark"],
    "accept": ["inspect", "--accept", "--aspect", "1:1"],
}
"""Every command that draws, on nothing stored."""


@pytest.fixture
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's temporary folder."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def refusal(code: int, *place: str) -> OSError:
    return OSError(code, os.strerror(code), *place)


def check(result: Result, named: Path, other: Path, remedy: str, code: int) -> None:
    """One line names the folder, the reason and the remedy."""
    (line,) = [line for line in result.err.splitlines() if line.startswith("renders:")]
    assert f"cannot write to {named}" in line
    assert f"write to {other}" not in line
    assert os.strerror(code).lower() in line
    assert remedy in line
    assert result.code in {1, 2}
    assert "Traceback" not in result.err


@pytest.mark.parametrize("command", DRAWING)
@pytest.mark.parametrize("code", REFUSALS, ids=errno.errorcode.get)
def test_a_temporary_folder_that_refuses_what_is_drawn_is_named(
    monkeypatch: pytest.MonkeyPatch, renders: Typed, tmp_path: Path, temp: Path, command: str, code: int
) -> None:
    """As a write fails: without the name of a file."""

    def refuse(*_: Any, **__: Any) -> None:
        raise refusal(code)

    for module in (parts, stills, storyboard, reel, inspection):
        monkeypatch.setattr(module, "rasterise", refuse)
    monkeypatch.setattr(sheet, "draw_figures", refuse)
    result = renders("Flat", [*DRAWING[command], "--output", str(tmp_path / "out")])
    check(result, temp, tmp_path / "out", f"{REFUSALS[code]} with TMPDIR", code)
    assert not list(temp.iterdir())


@pytest.mark.parametrize("command", DRAWING)
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES], ids=errno.errorcode.get)
def test_a_temporary_folder_in_which_none_can_be_made_is_named(
    monkeypatch: pytest.MonkeyPatch, renders: Typed, tmp_path: Path, temp: Path, command: str, code: int
) -> None:
    """As it has no inodes left, or belongs to another."""
    make = os.mkdir

    def refuse(path: Any, *more: Any, **options: Any) -> None:
        if Path(path).is_relative_to(temp):
            raise refusal(code, os.fspath(path))
        make(path, *more, **options)

    monkeypatch.setattr(os, "mkdir", refuse)
    result = renders("Flat", [*DRAWING[command], "--output", str(tmp_path / "out")])
    check(result, temp, tmp_path / "out", f"{REFUSALS[code]} with TMPDIR", code)


@pytest.mark.parametrize("command", [name for name in DRAWING if name not in {"inspect", "accept"}])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS], ids=errno.errorcode.get)
@pytest.mark.parametrize("when", ["made", "written"])
def test_an_output_that_refuses_is_named(
    monkeypatch: pytest.MonkeyPatch,
    renders: Typed,
    film_folder: Path,
    temp: Path,
    command: str,
    code: int,
    when: str,
) -> None:
    output = film_folder.parent
    make = os.mkdir

    def refuse(path: Any, *more: Any, **options: Any) -> None:
        if when == "written" and isinstance(path, Path):
            raise refusal(code)
        if when == "made" and Path(path).is_relative_to(output):
            raise refusal(code, os.fspath(path))
        if when == "made":
            make(path, *more, **options)

    if when == "made":
        monkeypatch.setattr(os, "mkdir", refuse)
    else:
        for module in (store, clip_store):
            monkeypatch.setattr(module, "reach_the_disk", refuse)
    for file in film_folder.glob("F*.*"):
        file.unlink()
    scenes = "Moving Flat" if command == "film" else "Flat"
    if command == "page" and when == "written":
        pytest.skip("a page is not waited for until it has reached the disk")
    result = renders(scenes, [*DRAWING[command], "--output", str(output)])
    check(result, output, temp, f"{REFUSALS[code]} with --output", code)
    assert not list(temp.iterdir())


def test_accepted_pictures_cannot_lie_elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(_: Path) -> None:
        raise refusal(errno.ENOSPC)

    monkeypatch.setattr(store, "reach_the_disk", refuse)
    pixels = inspection.np.zeros((1080, 1080, 4), inspection.np.uint8)
    with pytest.raises(UnwritableError, match=r"device; make room there$"):
        likeness.accept("Flat", "1:1", pixels, tmp_path)
    assert not list(tmp_path.iterdir())


def test_of_two_folders_the_one_that_refused_is_named(tmp_path: Path) -> None:
    inner, outer = tmp_path / "inner", tmp_path / "outer"
    named = rf"^cannot write to {inner}: .* TMPDIR$"
    with pytest.raises(UnwritableError, match=named), writing_to(outer), writing_to(inner, "TMPDIR"):
        raise refusal(errno.ENOSPC)
    named = rf"^cannot write to {outer}: .* --output$"
    with pytest.raises(UnwritableError, match=named), writing_to(outer), writing_to(inner, "TMPDIR"):
        (outer / "film.mp4").write_bytes(b"")
    with pytest.raises(FileNotFoundError, match="elsewhere"), writing_to(outer), writing_to(inner):
        (tmp_path / "elsewhere").read_bytes()


@pytest.mark.parametrize("code", [errno.EMFILE, errno.ENFILE, errno.ENOMEM])
def test_what_the_process_lacks_is_no_folders_fault(tmp_path: Path, code: int) -> None:
    with pytest.raises(OSError, match=os.strerror(code)) as raised, writing_to(tmp_path):
        raise refusal(code)
    assert not isinstance(raised.value, UnwritableError)


@pytest.mark.parametrize("name", ["x{y}", os.fsdecode(b"\xff")])
def test_a_temporary_folder_in_which_nothing_can_be_typeset_is_refused(
    monkeypatch: pytest.MonkeyPatch, renders: Typed, tmp_path: Path, name: str
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / name))
    result = renders("Flat", ["film", "--output", str(tmp_path / "out")])
    assert result.code == 2
    assert result.err.count("\n") == 1
    assert "TMPDIR" in result.err
    assert not (tmp_path / "out" / FOLDER / "film.mp4").exists()
