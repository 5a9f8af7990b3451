"""An output folder may have any name that the disk takes, whatever is made in it."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from typed import Result

from renders.video.encoder import ClipEncoder
from renders.video.ffmpeg_names import ffmpeg_name
from renders.video.joining import check_frames

Typed = Callable[[str, list[str]], Result]
SMALL = ["--quality", "480p15"]
ODD = os.fsdecode("12:30 %d?#{x}[red]&\n'\"e\u0301\\".encode() + b"\xff")
NAMES = [
    "a:b",
    "2026-11-30T12:30",
    "data:x",
    "-",
    "--",
    "%d",
    "~",
    "$HOME",
    "file:",
    "subfile,,start,1,end,2,,:x",
    ODD,
]
MAKING = {
    "film": ["film", *SMALL],
    "formats": ["clip", "Flat", "--as", "mp4,gif,webm,webp,mov,png-sequence", *SMALL],
    "small formats": ["clip", "Flat", "--as", "mp4,gif", "--max-mb", "0.2", *SMALL],
    "slides": ["slides", "Flat", *SMALL],
    "page": ["page", "Moving", "Flat", *SMALL, "--language", "en"],
    "publish youtube": ["publish", "youtube", "Flat", *SMALL],
    "publish douyin": ["publish", "douyin", "Flat", *SMALL, "--language", "en"],
    "preview": ["preview", "Flat", "amber"],
    "still": ["still", "Flat", "amber", *SMALL],
    "storyboard": ["storyboard", *SMALL],
    "inspect": ["inspect", "--language", "en", "--aspect", "1:1", "--theme", "dark", "--fail-on", "none"],
}
FILES = {"film": 10, "formats": 8, "small formats": 5, "publish youtube": 8, "publish douyin": 7}
"""How many files are named at least, if it is more than one."""


@pytest.mark.parametrize("command", MAKING)
def test_everything_can_be_made_in_a_folder_with_an_odd_name(
    monkeypatch: pytest.MonkeyPatch, renders: Typed, film_folder: Path, tmp_path: Path, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(film_folder.parent, ODD)
    said = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(said, encoding="utf-8"))
    result = renders("Moving Flat", [*MAKING[command], "--output", ODD])
    # So short a film meets no platform's requirements.
    assert result.code == (1 if command.startswith("publish") else 0), result.err
    assert not any(word in result.err for word in ("Flat failed", "cannot", "damaged"))
    files = [
        path for path in Path(ODD).rglob("*") if path.is_file() and os.fsencode(path) + b"\n" in said.getvalue()
    ]
    assert len(files) >= FILES.get(command, 1)
    assert not list(Path(ODD).rglob(".*"))


@pytest.mark.parametrize("name", NAMES)
def test_ffmpeg_takes_any_path_for_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).mkdir()
    for file in (Path(name) / "film.mp4", Path(f"{name}.mp4")):
        with ClipEncoder(file, (32, 32), 15) as encoder:
            encoder.take(0, np.zeros((32, 32, 4), np.uint8), 1)
        check_frames(file, 1, 15)
        assert os.fsencode(ffmpeg_name(file)).startswith(b"/")


def test_no_other_way_leads_to_ffmpeg() -> None:
    """What opens a file by its name asks ``ffmpeg_name`` for it."""
    package = Path(__file__).resolve().parents[3] / "renders"
    by_name = [
        line.strip()
        for source in package.rglob("*.py")
        for line in source.read_text(encoding="utf-8").splitlines()
        if "av.open(str(" in line
    ]
    assert by_name == []
