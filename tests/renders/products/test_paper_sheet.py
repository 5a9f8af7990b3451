"""The sheet: its numbers are other solvers', its pictures the film's, its pages fit to print and to be read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from manim import Square
from PIL import Image
from scipy.optimize import minimize_scalar
from typed import Result

from common.maths.penalties.norms import L1
from common.stage import Box
from common.style import DARK, LIGHT, THEMES
from common.words import LANGUAGES
from renders.errors import BadInputError
from renders.picture.drawing import drawing
from renders.picture.vector import draw_svg
from renders.products.sheet import contents, making
from renders.products.sheet.contents import CARDS, contents_of, thresholds
from renders.products.sheet.figures import landed
from renders.products.sheet.task import SheetTask
from renders.products.sheet.wording import FOLDER, sheet_words_of
from scenes.numbers.kink import KinkNumbers
from scenes.numbers.priors import PriorsNumbers
from scenes.numbers.recap import FILM

WALL = Box(-7, -2.5, 7, 2.5)


class _Counter:
    """Counts for nobody."""

    def advance(self, steps: int) -> None: ...


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    task = SheetTask("zh", "dark", tmp_path_factory.mktemp("sheet"))
    return {file.name: file for file in making.make_sheet(task, _Counter())}  # type: ignore[arg-type]


def words(language: str) -> dict:
    return json.loads(contents_of(language, LIGHT))


def test_it_is_there_to_print_and_to_show(made: dict[str, Path]) -> None:
    assert list(made) == [f"sheet-zh-{shape}-dark.{kind}" for shape in ("A4", "16x9") for kind in ("png", "pdf")]
    for shape, size in (("A4", (2480, 3508)), ("16x9", (3840, 2160))):
        with Image.open(made[f"sheet-zh-{shape}-dark.png"]) as picture:
            assert np.abs(np.subtract(picture.size, size)).max() <= 1
            assert picture.convert("RGB").getpixel((2, 2)) == tuple(DARK.background.to_int_rgb())


@pytest.mark.parametrize("shape", ["A4", "16x9"])
def test_the_pdf_is_one_page_of_lines_and_letters_and_says_that_it_can_be_read_aloud(made, shape: str) -> None:
    data = made[f"sheet-zh-{shape}-dark.pdf"].read_bytes()
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data
    assert data.count(b"/Subtype /Image") + data.count(b"/Subtype/Image") == 0
    assert len(re.findall(rb"/FontName ?/\w+\+Film", data)) >= 2


def test_the_same_sheet_is_the_same_bytes(made: dict[str, Path], tmp_path: Path) -> None:
    again = making.make_sheet(SheetTask("zh", "dark", tmp_path), _Counter())  # type: ignore[arg-type]
    assert [file.read_bytes() for file in again] == [file.read_bytes() for file in made.values()]


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_all_its_pictures_have_landed_under_l1_and_none_under_l2(theme) -> None:
    with drawing((700, 250), WALL, theme):
        gallery = landed(WALL, theme)
        found = {
            name: [bool(ball.optimum.zeros.any()) for ball in picture.balls.values()]
            for name, picture in gallery.hung.items()
        }
    assert found == {name: [True, False] for name in CARDS}


@pytest.mark.parametrize(("name", "numbers"), [("kink", KinkNumbers()), ("belief", PriorsNumbers())])
def test_a_threshold_is_where_another_solver_finds_zero(name: str, numbers) -> None:
    threshold = float(words("en")["cards"][list(CARDS).index(name)]["threshold"])

    def weight(strength: float) -> float:
        found = minimize_scalar(
            lambda w: float(numbers.loss.value(w)) + strength * abs(w), (-1, 0.1, 2), options={"xtol": 1e-12}
        )
        return abs(float(found.x))

    assert weight(1.01 * threshold) < 1e-6
    assert weight(0.99 * threshold) > 1e-3


def test_the_other_thresholds_are_what_the_film_computes_elsewhere() -> None:
    found = thresholds()
    assert found["threshold"] == pytest.approx(FILM.shrinkage.strength / FILM.shrinkage.curvature)
    assert found["region"] == pytest.approx(FILM.region.corner)
    assert found["paths"] == pytest.approx(FILM.paths.paths.leaving[FILM.followed])
    steps = FILM.step
    assert steps.walked(L1, np.array([found["step"] - 1.0]))[0, 1] > 0
    assert steps.walked(L1, np.array([float(found["step"])]))[0, 1] == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_is_filled_and_every_claim_is_the_scene_s(language: str) -> None:
    told = words(language)
    for card, scene in zip(told["cards"], CARDS.values(), strict=True):
        assert card["claim"] in {beat.claim for beat in scene.said(language).beats.values()}
        assert not set("{}") & set(card["text"] + card["alt"])
    assert not any(set("{}") & set(text) for pair in told["corrections"] for text in pair)


def test_both_languages_correct_the_same_errors_with_the_same_numbers() -> None:
    fields = [
        [sorted(re.findall(r"\{(\w+)", each.said + each.true)) for each in sheet_words_of(language).corrections]
        + [sorted(re.findall(r"\{(\w+)", card.text)) for card in sheet_words_of(language).cards.values()]
        for language in LANGUAGES
    ]
    assert fields[0] == fields[1]


def test_colours_of_an_svg_are_those_of_the_theme() -> None:
    with drawing((100, 100), Box(-2, -2, 2, 2), LIGHT):
        drawn = draw_svg([Square(1.0, color="#FF8000", fill_opacity=1)], Box(-1, -1, 1, 1)).decode()
    assert "rgb(100%" in drawn
    assert re.search(r"rgb\(100%, ?50\.\d+%, ?0%\)", drawn)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("{Steps_centre}", "{Steps_middle}", "Steps_middle"),
        ("{Steps_centre}", "{", "the words of the sheet in 'en'"),
        ("exactly zero", "exactly 𠮷", "the film's fonts lack 𠮷"),
        ("closing =", "clsing =", "closing"),
    ],
)
def test_faulty_words_are_refused_in_one_line(tmp_path, monkeypatch, before: str, after: str, said: str) -> None:
    text = (FOLDER / "en.toml").read_text(encoding="utf-8")
    assert before in text
    (tmp_path / "en.toml").write_text(text.replace(before, after, 1), encoding="utf-8")
    monkeypatch.setattr(contents, "sheet_words_of", lambda language: sheet_words_of(language, tmp_path))
    with pytest.raises(BadInputError) as refused:
        contents_of("en", DARK)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_words_that_need_a_second_page_are_refused_and_nothing_is_written(tmp_path, monkeypatch) -> None:
    long = contents_of("en", LIGHT).replace("Many lines touch", "Many lines touch " * 40)
    monkeypatch.setattr(making, "contents_of", lambda *_: long)
    with pytest.raises(BadInputError, match="A4 has room for fewer words"):
        making.make_sheet(SheetTask("en", "light", tmp_path), _Counter())  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--language", "fr"], "unknown language 'fr'"),
        (["--theme", "grey"], "unknown theme 'grey'"),
        (["--jobs", "0"], "at least 1 process"),
        (["--quality", "480p15"], "sheet takes no --quality"),
    ],
)
def test_bad_input_is_refused_in_one_line(
    renders: Callable[..., Result], tmp_path: Path, arguments: list[str], said: str
) -> None:
    result = renders("Moving", ["sheet", *arguments, "--output", str(tmp_path / "out")])
    assert (result.code, result.err.count("\n")) == (2, 1)
    assert said in result.err
    assert not (tmp_path / "out").exists()
