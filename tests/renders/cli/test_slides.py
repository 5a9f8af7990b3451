"""`renders slides`, on tiny scenes."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from importlib import util
from pathlib import Path

import pytest
from typed import FOLDER, Result

from renders.products.slides import revealjs

Slides = Callable[..., Result]


@pytest.fixture
def slides(renders: Callable[[str, list[str]], Result], film_folder: Path) -> Slides:
    """Make slides of what is stored already."""
    more = ["--quality", "480p15", "--jobs", "1", "--output", str(film_folder.parent)]
    return lambda *typed: renders("Moving Blink Flat", ["slides", *more, *typed])


def made(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if "deck" in path.name}


def test_the_whole_film_becomes_a_pptx_and_a_page(slides: Slides, film_folder: Path) -> None:
    result = slides()
    assert result.code == 0, result.err
    assert result.out.split() == [str(film_folder / "deck.pptx"), str(film_folder / "deck" / "index.html")]
    assert made(film_folder) == {"deck.pptx", "deck"}
    with zipfile.ZipFile(film_folder / "deck.pptx") as package:
        assert sum(name.endswith(".mp4") for name in package.namelist()) == 4
    assert len(list((film_folder / "deck" / "clips").iterdir())) == 4


def test_some_scenes_in_the_order_they_are_named(slides: Slides, film_folder: Path) -> None:
    assert slides("Flat", "Moving").code == 0
    clips = [path.name for path in (film_folder / "deck" / "clips").iterdir()]
    assert sorted(clips) == ["Flat-01-amber.mp4", "Moving-01-enter.mp4", "Moving-02-cross_over.mp4"]
    page = (film_folder / "deck" / "index.html").read_text(encoding="utf-8")
    assert page.index("The Flat") < page.index("The Moving")


def test_the_looping_deck_stands_beside_the_other(slides: Slides, film_folder: Path) -> None:
    assert slides("Flat").code == slides("Flat", "--loop").code == 0
    assert made(film_folder) == {"deck.pptx", "deck", "deck-loop.pptx", "deck-loop"}


@pytest.mark.parametrize(
    ("typed", "named", "remedy"),
    [
        (["Flta"], "'Flta'", "did you mean Flat?"),
        (["--poster", "noon"], "'noon'", "start, middle, end"),
        (["--language", "xx"], "'xx'", "en, zh"),
        (["--quality", "720p"], "'720p'", "720p30"),
        (["--theme", "drak"], "'drak'", "did you mean dark?"),
        (["--jobs", "0"], "--jobs 0", "leave the option out"),
        (["--aspect", "9:16"], "--aspect", "renders slides --help"),
    ],
)
def test_bad_input_is_one_line_that_names_it_and_the_remedy(
    slides: Slides, film_folder: Path, typed: list[str], named: str, remedy: str
) -> None:
    result = slides(*typed)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert named in result.err
    assert remedy in result.err
    assert made(film_folder) == set()


@pytest.mark.parametrize(("missing", "named"), [("pptx", "python-pptx"), ("sphinx_revealjs", "reveal.js")])
def test_a_library_that_is_missing_is_named_with_what_installs_it(
    slides: Slides, film_folder: Path, monkeypatch: pytest.MonkeyPatch, missing: str, named: str
) -> None:
    found = util.find_spec
    monkeypatch.setattr(revealjs, "find_spec", lambda name: None if name == missing else found(name))
    result = slides()
    assert (result.code, result.err.count("\n")) == (2, 1)
    assert named in result.err
    assert "make slides" in result.err
    assert made(film_folder) == set()


def test_a_scene_that_fails_leaves_the_deck_as_it_was(
    renders: Callable[[str, list[str]], Result], tmp_path: Path
) -> None:
    more = ["--quality", "480p15", "--jobs", "1", "--output", str(tmp_path)]
    assert renders("Flat", ["slides", *more]).code == 0
    before = (tmp_path / FOLDER / "deck.pptx").read_bytes()
    result = renders("Flat Failing", ["slides", *more])
    assert result.code == 1
    assert "Failing failed" in result.err
    assert (tmp_path / FOLDER / "deck.pptx").read_bytes() == before


def test_custom_numbers_have_a_folder_of_their_own(
    renders: Callable[[str, list[str]], Result], tmp_path: Path
) -> None:
    more = ["--quality", "480p15", "--jobs", "1", "--output", str(tmp_path)]
    result = renders("Numbered", ["slides", "--set", "count=2", *more])
    assert result.code == 0, result.err
    deck, page, numbers = map(Path, result.out.split())
    assert deck.parent == page.parent.parent == numbers.parent
    assert deck.parent.parent == tmp_path / FOLDER
    assert "count = 2" in numbers.read_text(encoding="utf-8")


def test_custom_numbers_that_cannot_be_drawn_are_named(
    renders: Callable[[str, list[str]], Result], tmp_path: Path
) -> None:
    more = ["--quality", "480p15", "--jobs", "1", "--output", str(tmp_path)]
    result = renders("Numbered", ["slides", "--set", "gap=9", *more])
    assert result.code == 1
    assert "gap" in result.err.splitlines()[-1]
    assert not list(tmp_path.rglob("deck*"))
