"""What the tests of all folders share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

collect_ignore_glob = ["*conftest.py"]  # doctest would collect several modules of this one name

LATEX = ("latex", "pdflatex", "xelatex", "lualatex", "tex", "dvisvgm")


@pytest.fixture(scope="session", autouse=True)
def typeset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The texts and formulas of scenes, kept from test to test: to make them takes most of a quick play.

    Each worker has its own, since manim would read a picture of a text that another has begun to write.
    """
    from manim import config  # noqa: PLC0415  (the process that only hands tests to workers need not wait for it)

    config.media_dir = str(tmp_path_factory.mktemp("typeset"))
    return Path(config.media_dir)


@pytest.fixture(scope="session", autouse=True)
def latex_calls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where programs of LaTeX write down that they were called, which is all that they do in any test."""
    folder = tmp_path_factory.mktemp("latex")
    for program in LATEX:
        (folder / program).write_text(f'#!/bin/sh\necho {program} >> "{folder}/calls"\nexit 1\n', encoding="utf-8")
        (folder / program).chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
        yield folder / "calls"
