"""What the project's documents say can be typed, can: every command, example and link of every Markdown file."""

from __future__ import annotations

import csv
import doctest
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from making import ROOT, plan

from common.maths.data.sets import diabetes
from renders.__main__ import run
from renders.products.watch.studio import Studio
from scenes.film import CLIPS, FILM

DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
TARGETS = re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
PYTHON = [".venv/bin/python", "-m"]
PLACE = "file/below"
MADE_LATER = ("renders/out", "scenes/flat_bottom.py", "common/figures/parts")
"""Paths that the documents name and a fresh copy lacks: what readers make, and rooms that are being built."""

each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.relative_to(ROOT).as_posix())


def commands_of(text: str) -> Iterator[list[str]]:
    """What is typed in the blocks of a shell, comments left out."""
    for block in re.findall(r"^ *```sh\n(.*?)^ *```", text, re.DOTALL | re.MULTILINE):
        typed = (shlex.split(line, comments=True) for line in block.replace("\\\n", "").splitlines())
        yield from filter(None, typed)


README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = {
    shlex.join(command): command
    for command in (
        *(each for document in DOCUMENTS for each in commands_of(document.read_text(encoding="utf-8"))),
        *map(shlex.split, re.findall(r"`((?:make|renders) [^`]+)`", README)),
    )
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A folder with what a reader of the documents has: numbers, data, and a file where no folder can be."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").touch()
    assert run(["numbers", "Kink"], FILM, CLIPS) == 0
    (tmp_path / "mine.toml").write_text(capsys.readouterr().out, encoding="utf-8")
    data = diabetes()
    names = [{"bmi": "area"}.get(name, name) for name in data.names]
    with (tmp_path / "houses.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[*names, "price"], *np.column_stack([data.design, data.targets]).tolist()])
    return tmp_path


@pytest.fixture(autouse=True)
def _watched_for_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Studio, "draw", interrupted)


def accepted(arguments: list[str], told: pytest.CaptureFixture[str]) -> None:
    """Type that, with a folder that cannot be written: nothing else is amiss, and nothing is made."""
    help_of = [arguments[0], *([] if arguments[0].startswith("-") else ["--help"])]
    assert run(help_of, FILM, CLIPS) == 0
    writes = "--output" in told.readouterr().out and help_of != ["--help"]
    code = run([*arguments, *(["--output", PLACE] if writes else [])], FILM, CLIPS)
    said = told.readouterr().err
    assert code == 0 or (code == 2 and PLACE in said), said


@pytest.mark.parametrize("typed", COMMANDS)
@pytest.mark.usefixtures("folder")
def test_a_command_of_the_documents_works_as_it_stands(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    match COMMANDS[typed]:
        case ["make", target, *given]:
            assert target in TARGETS
            for line in plan(target, *given).splitlines():
                if line.startswith(shlex.join([*PYTHON, "renders"])):
                    accepted(shlex.split(line)[len(PYTHON) + 1 :], capsys)
        case ["renders", *arguments]:
            accepted(arguments[: arguments.index(">")] if ">" in arguments else arguments, capsys)
        case [".venv/bin/python", "-m", "renders", *arguments]:
            accepted(arguments, capsys)
        case [".venv/bin/python", "-m", module] if module.startswith("docs."):
            assert (ROOT / f"{module.replace('.', '/')}.py").is_file()
        case [".venv/bin/python", "-m", "pytest", *arguments]:
            places = [each for each in arguments if "/" in each]
            assert places
            assert [place for place in places if not (ROOT / place).exists()] == []
        case ["grep", *_] as command:
            assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False).stdout
        case ["alias", given]:
            assert given == "renders=.venv/bin/python -m renders"
        case other:
            pytest.fail(f"no test knows how to try {other[0]}")


@each_document
def test_an_example_gives_what_the_document_says(document: Path) -> None:
    assert doctest.testfile(str(document), module_relative=False, encoding="utf-8").failed == 0


@each_document
def test_what_a_document_links_to_is_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    linked = [*re.findall(r"\]\(([^)\s]+)", text), *re.findall(r'(?:src|href|srcset)="([^"\s]+)', text)]
    for link in linked:
        path, _, place = link.partition("#")
        if "://" not in link:
            assert (document.parent / path).exists(), link
            assert not place or place in places_in(document.parent / path if path else document), link


def places_in(document: Path) -> list[str]:
    """What links can add to the name of a document: its headings, as GitHub spells them."""
    headings = re.findall(r"^#+ (.+)", document.read_text(encoding="utf-8"), re.MULTILINE)
    return [re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings]


@each_document
def test_the_code_that_a_document_names_is_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    named = re.findall(r"`((?:common|scenes|renders|tests|docs)/[\w/.-]+)`", text)
    assert [each for each in named if not (each.startswith(MADE_LATER) or (ROOT / each).exists())] == []


STEPS = re.findall(
    r"`(\w+)`(?: and `(\w+)`)? (?:\||in) `([\w/]+\.py)`",
    " ".join((ROOT / "docs/architecture.md").read_text(encoding="utf-8").split()),
)


@pytest.mark.parametrize(("name", "other", "file"), STEPS)
def test_what_the_way_of_a_frame_passes_is_where_the_page_says(name: str, other: str, file: str) -> None:
    source = (ROOT / file).read_text(encoding="utf-8")
    for each in filter(None, (name, other)):
        assert re.search(rf"^(?:def|class) {each}\b|^{each}\b.*=", source, re.MULTILINE), f"{each} in {file}"
