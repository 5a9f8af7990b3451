from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from scenes.film import FILM

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ("latex", "pdflatex", "xelatex", "lualatex", "tex", "dvisvgm")

PLAY = """
import sys
from renders.catalogue import load_scene
from renders.frames import NoFrames
from renders.options import QUALITIES, Variant
from renders.rasterise import rasterise

language, *scenes = sys.argv[1:]
for scene in scenes:
    rasterise(load_scene(scene), Variant(language=language, quality=QUALITIES["480p15"]), NoFrames())
"""


def calls(folder: Path, scenes: Sequence[str], language: str) -> tuple[subprocess.CompletedProcess[str], str]:
    """Play scenes where every program of LaTeX only writes down that it was called."""
    for program in PROGRAMS:
        (folder / program).write_text(f'#!/bin/sh\necho {program} >> "{folder}/calls"\nexit 1\n', encoding="utf-8")
        (folder / program).chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")]),
    }
    done = subprocess.run(
        [sys.executable, "-c", PLAY, language, *scenes],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done, (folder / "calls").read_text() if (folder / "calls").exists() else ""


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_film_never_calls_latex(tmp_path: Path, language: str) -> None:
    done, called = calls(tmp_path, FILM, language)
    assert done.returncode == 0, done.stderr
    assert called == ""


def test_a_call_of_latex_would_be_noticed(tmp_path: Path) -> None:
    _, called = calls(tmp_path, ["tiny_scenes:Typeset"], "en")
    assert "latex" in called
