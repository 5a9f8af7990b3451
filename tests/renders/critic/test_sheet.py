from __future__ import annotations

import numpy as np
import pytest
from coloraide import Color
from PIL import Image, ImageDraw

from common.stage import ASPECTS, Box
from common.style import THEMES
from renders.critic import outlined
from renders.critic.outlined import outlined_detail, outlined_picture
from renders.critic.problem import Finding, Problem
from renders.critic.sheet import place, problem_sheet
from renders.picture.canvas import Pixels
from renders.picture.typeset import Face
from renders.request.variant import Quality, Variant

DARK = (16, 19, 26, 255)
MIDDLE = Box(-1, -1, 1, 1)


def frame(aspect: str = "16:9", colour: tuple[int, ...] = DARK) -> Pixels:
    width, height = ASPECTS[aspect].pixels(480)
    return np.full((height, width, 4), colour, np.uint8)


def problem(*boxes: Box, aspect: str = "16:9", things: tuple[str, ...] = ("w_1 =", "budget")) -> Problem:
    finding = Finding("layout/crowded", things, "0.05 apart, at least 0.12", boxes)
    return Problem("Kink", Variant(aspect=aspect, quality=Quality(480, 15)), "held", 15, 30, finding)


def changed(picture: Image.Image, pixels: Pixels) -> np.ndarray:
    """Where ``picture``, of the size of ``pixels``, has something drawn over them."""
    return (np.asarray(picture) != pixels[:, :, :3]).any(axis=2)


def red(picture: Image.Image) -> np.ndarray:
    return (np.asarray(picture) == Image.new("RGB", (1, 1), outlined._LINE).getpixel((0, 0))).all(axis=2)


@pytest.mark.parametrize("aspect", ASPECTS)
def test_a_box_is_outlined_where_it_stands_in_the_frame(aspect: str) -> None:
    pixels = frame(aspect)
    height, width, _ = pixels.shape
    scale = height / ASPECTS[aspect].frame[1]
    drawn = changed(outlined_picture(7, problem(Box(-1, 0.5, 1, 1.5), aspect=aspect), pixels, width), pixels)
    inside = drawn[
        round(height / 2 - 1.5 * scale) : round(height / 2 - 0.5 * scale),
        round(width / 2 - scale) : round(width / 2 + scale),
    ]
    assert not inside.any()
    rows, columns = np.flatnonzero(drawn[:, width // 2]), np.flatnonzero(drawn[height // 2 - round(scale)])
    assert (rows[0], rows[-1]) == pytest.approx((height / 2 - 1.5 * scale, height / 2 - 0.5 * scale), abs=10)
    assert (columns[0], columns[-1]) == pytest.approx((width / 2 - scale, width / 2 + scale), abs=10)


def test_without_boxes_nothing_is_drawn_on_the_frame() -> None:
    assert not changed(outlined_picture(1, problem(), frame(), 854), frame()).any()


def test_an_outline_stands_out_on_both_themes() -> None:
    for theme in THEMES.values():
        background = Color(theme.background.to_hex())
        assert max(background.contrast(outlined._LINE), background.contrast(outlined._RIM)) >= 3
    assert Color(outlined._LINE).contrast(outlined._RIM) >= 4.5


def test_what_is_wrong_in_a_tiny_box_stays_visible() -> None:
    pixels = frame()
    drawn = changed(outlined_picture(1, problem(Box(0, 0, 0, 0)), pixels, 854), pixels)
    assert drawn.any()
    assert not drawn[240 - 8 : 240 + 8, 427 - 8 : 427 + 8].any()


@pytest.mark.parametrize("box", [Box(-50, -50, 50, 50), Box(20, 20, 21, 21), Box(-9, -1, -7, 1)])
def test_a_box_that_leaves_the_frame_is_outlined_at_its_edge(box: Box) -> None:
    lines = red(outlined_picture(12, problem(box), frame(), 640))
    assert lines[:8].any() or lines[-8:].any() or lines[:, :8].any()


def test_a_box_that_is_nowhere_is_left_out() -> None:
    lost = problem(Box(float("nan"), 0, 1, 1))
    assert not changed(outlined_picture(1, lost, frame(), 854), frame()).any()
    assert outlined_detail(1, lost, frame(), 960) is None


def test_the_badge_hides_nothing_that_is_outlined_even_where_that_is_the_emptiest_place() -> None:
    pixels = frame()
    pixels[:, ::2] = 255
    pixels[240 - 60 : 240 + 60, 427 - 90 : 427 + 90] = DARK
    drawn = changed(outlined_picture(1, problem(Box(-1.5, -1, 1.5, 1)), pixels, 854), pixels)
    assert not drawn[240 - 60 : 240 + 60, 427 - 90 : 427 + 90].any()
    assert drawn[240 - 60 - 30 : 240 + 60 + 30].any()


def test_the_badge_goes_where_the_picture_is_empty() -> None:
    pixels = frame()
    pixels[:240, ::2] = 255
    drawn = changed(outlined_picture(1, problem(Box(-1, -0.5, 1, 0.5)), pixels, 854), pixels)
    assert not drawn[: 240 - 30 - 14].any()
    assert drawn[240 + 30 + 14 :].any()


def test_a_detail_is_enlarged_and_has_the_shape_of_the_frame() -> None:
    detail = outlined_detail(1, problem(Box(-7, -3, -6.5, -2.8)), frame(), 960)
    assert detail is not None
    assert detail.width / detail.height == pytest.approx(854 / 480, rel=0.01)
    assert 854 * outlined._DETAIL_LEAST < detail.width <= 960


def test_most_of_a_frame_is_no_detail_of_it() -> None:
    assert outlined_detail(1, problem(Box(-6, -3, 6, 3)), frame(), 960) is None
    assert outlined_detail(1, problem(), frame(), 960) is None


SEA = (0, 60, 120, 255)


def sheet_of(*aspects: str) -> Image.Image:
    return problem_sheet(
        [(n, problem(MIDDLE, aspect=aspect), frame(aspect, SEA)) for n, aspect in enumerate(aspects, 1)]
    )


def picture_tops(sheet: Image.Image) -> list[int]:
    """The rows at which pictures begin, as their background tells."""
    background = (np.asarray(sheet) == SEA[:3]).all(axis=2).any(axis=1)
    return [int(row) for row in np.flatnonzero(np.diff(background.astype(int)) == 1)]


def test_a_row_holds_one_shape_of_picture() -> None:
    mixed = sheet_of("16:9", "9:16", "16:9", "1:1", "16:9")
    assert len(picture_tops(mixed)) == 3
    assert mixed.width == sheet_of("16:9", "16:9", "16:9", "16:9").width
    assert mixed.width >= sheet_of("9:16", "9:16").width


def test_rows_of_every_shape_are_as_wide_to_a_few_pixels() -> None:
    widths = [sheet_of(*[aspect] * 6).width for aspect in ASPECTS]
    assert max(widths) - min(widths) <= 5


def test_a_sheet_needs_a_problem() -> None:
    with pytest.raises(ValueError, match="needs a problem"):
        problem_sheet([])


def test_more_words_make_a_tile_taller_and_none_is_lost() -> None:
    long = problem(MIDDLE, things=("a long name " * 20,))
    assert problem_sheet([(1, long, frame())]).height > problem_sheet([(1, problem(MIDDLE), frame())]).height


@pytest.mark.parametrize(
    "text",
    [
        "“w_1 =” and budget: 0.05 apart, at least 0.12",
        "越收越紧的约束，把一个权重压到恰好为零；另一个 w_2 = 0.31 还在。",
        "a_name_without_any_place_to_break_it_that_is_longer_than_a_line",
    ],
)
def test_lines_fit_and_together_hold_every_character(text: str) -> None:
    face = Face(19)
    lines = face.wrap(text, 200)
    assert len(lines) > 1
    assert all(face.length(line) <= 200 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert not any(line[0] in "，；。" for line in lines)


def test_words_are_broken_between_not_within() -> None:
    assert Face(19).wrap("regularisation regularisation", 150) == ["regularisation", "regularisation"]


def test_each_character_is_drawn_by_a_font_that_has_it() -> None:
    def drawn(text: str) -> bytes:
        picture = Image.new("L", (60, 40), 0)
        Face(30).draw(ImageDraw.Draw(picture), (5, 32), text, "#FFFFFF")
        return picture.tobytes()

    nothing = drawn("\U0010fffd")
    assert all(drawn(character) != nothing for character in "aλŵ稀∈")


def test_the_place_tells_when_a_problem_begins_and_ends() -> None:
    assert place(problem()) == "Kink · held · 1.0–2.0 s · en 16:9 dark"
    once = Problem("Kink", Variant(quality=Quality(480, 15)), "held", 15, 15, problem().finding)
    assert place(once) == "Kink · held · 1.0 s · en 16:9 dark"
