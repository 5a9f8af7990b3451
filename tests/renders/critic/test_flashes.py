from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from common.stage import Box
from renders.critic.flashes import Flash, find_flashes, flash_findings
from renders.request.variant import Variant
from renders.video.encoder import ClipEncoder

BLACK, WHITE, RED = (0, 0, 0), (255, 255, 255), (255, 0, 0)
SIZE = (320, 180)
RATES = (15, 30, 60)

Colour = tuple[int, int, int]
Share = tuple[float, float]


def grey(luminance: float) -> Colour:
    """The grey of that relative luminance, between 0.01 and 1."""
    level = round(255 * (1.055 * luminance ** (1 / 2.4) - 0.055))
    return level, level, level


def film(
    colour: Callable[[float], Colour],
    seconds: float = 2,
    fps: int = 30,
    share: Share = (1, 1),
    size: tuple[int, int] = SIZE,
    background: Colour = BLACK,
    target: Path | io.BytesIO | None = None,
) -> Path | io.BytesIO:
    """A box from the upper left corner, that ``share`` of the width and height, in its ``colour`` at each time."""
    target = target or io.BytesIO()
    pixels = np.full((size[1], size[0], 4), (*background, 255), np.uint8)
    with ClipEncoder(target, size, fps) as encoder:
        for frame in range(round(seconds * fps)):
            pixels[: round(share[1] * size[1]), : round(share[0] * size[0]), :3] = colour(frame / fps)
            encoder.take(frame, pixels, 1)
    return target


def strobe(hertz: float, first: Colour = BLACK, second: Colour = WHITE) -> Callable[[float], Colour]:
    """``hertz`` flashes a second: each of the colours for half of the time."""
    return lambda time: first if int(2 * hertz * time + 1e-9) % 2 == 0 else second


def burst(flashes: int, within: float = 1.0) -> Callable[[float], Colour]:
    """So many white flashes, evenly ``within`` that time, from half a second on."""
    on = strobe(flashes / within, WHITE, BLACK)
    return lambda time: on(time - 0.5) if 0.5 <= time + 1e-9 < 0.5 + within else BLACK


def found(video: Path | io.BytesIO) -> list[tuple[str, int]]:
    return [(flash.check, flash.count) for flash in find_flashes(video)]


@pytest.mark.parametrize("fps", RATES)
def test_a_strobe_is_caught_by_name_and_in_figures_at_any_frame_rate(fps: int) -> None:
    (problem,) = flash_findings(find_flashes(film(strobe(5), fps=fps)), Variant())
    frame, finding = problem
    assert frame / fps == pytest.approx(0.1, abs=1 / fps)
    assert finding.check == "flashes/general"
    assert finding.said == "5 flashes in one second, at most 3"


@pytest.mark.parametrize("fps", RATES)
@pytest.mark.parametrize(("flashes", "expected"), [(1, []), (3, []), (4, [("flashes/general", 4)])])
def test_three_flashes_in_a_second_are_fine_and_four_are_not(
    fps: int, flashes: int, expected: list[tuple[str, int]]
) -> None:
    assert found(film(burst(flashes), fps=fps)) == expected


@pytest.mark.parametrize("fps", RATES)
def test_four_flashes_in_more_than_a_second_are_fine(fps: int) -> None:
    assert found(film(burst(4, within=1.3), fps=fps)) == []


@pytest.mark.parametrize("fps", RATES)
@pytest.mark.parametrize(("hertz", "caught"), [(3, False), (3.5, False), (4, True)])
def test_flashes_that_go_on_are_one_stretch(fps: int, hertz: float, *, caught: bool) -> None:
    assert found(film(strobe(hertz), seconds=4, fps=fps)) == [("flashes/general", 4)] * caught


def test_two_strobes_with_calm_between_are_two_stretches() -> None:
    flashes = find_flashes(film(lambda time: strobe(5)(time) if time % 3 < 1 else BLACK, seconds=5))
    assert [flash.check for flash in flashes] == ["flashes/general"] * 2
    assert flashes[0].until < 32
    assert flashes[1].frame >= 90


@pytest.mark.parametrize("size", [(320, 180), (180, 320), (180, 180)])
@pytest.mark.parametrize(("share", "caught"), [((0.2, 0.1), False), ((0.6, 0.5), True)])
def test_only_a_strobe_on_enough_of_the_picture_is_caught(
    size: tuple[int, int], share: Share, *, caught: bool
) -> None:
    assert bool(found(film(strobe(5), share=share, size=size))) == caught


@pytest.mark.parametrize(("height", "caught"), [(0.95, False), (1.05, True)])
def test_a_quarter_of_ten_degrees_is_the_limit(height: float, *, caught: bool) -> None:
    quarter = (341 / 1024 / 2, height * 256 / 576 / 2)
    assert bool(found(film(strobe(5), share=quarter, size=(640, 360)))) == caught


def test_flashing_specks_add_up_within_ten_degrees_but_not_across_the_picture() -> None:
    def specks(apart: int) -> io.BytesIO:
        target, pixels = io.BytesIO(), np.zeros((180, 320, 4), np.uint8)
        with ClipEncoder(target, SIZE, 30) as encoder:
            for frame in range(60):
                for x, y in np.ndindex(3, 3):
                    pixels[y * apart :, x * apart :][:20, :20] = WHITE[0] * (frame // 3 % 2)
                encoder.take(frame, pixels, 1)
        return target

    assert found(specks(28)) == [("flashes/general", 5)]
    assert found(specks(75)) == []


@pytest.mark.parametrize(
    ("first", "second", "caught"),
    [
        (grey(0.30), grey(0.42), True),
        (grey(0.30), grey(0.38), False),
        (grey(0.78), grey(0.90), True),
        (grey(0.83), grey(1.00), False),
    ],
)
def test_changes_of_a_tenth_of_white_count_unless_both_sides_are_bright(
    first: Colour, second: Colour, *, caught: bool
) -> None:
    assert bool(found(film(strobe(5, first, second)))) == caught


@pytest.mark.parametrize("fps", RATES)
def test_a_red_strobe_is_caught_as_red_and_as_general(fps: int) -> None:
    assert found(film(strobe(5, BLACK, RED), fps=fps)) == [("flashes/general", 5), ("flashes/red", 5)]


def test_red_that_is_too_dark_for_a_general_flash_is_caught_as_red() -> None:
    (problem,) = flash_findings(find_flashes(film(strobe(5, BLACK, (160, 0, 0)))), Variant())
    assert problem[1].check == "flashes/red"
    assert problem[1].said == "5 flashes in one second, at most 3"


@pytest.mark.parametrize(
    ("first", "second", "caught"),
    [
        (RED, (0, 149, 0), True),  # green of the same luminance
        (RED, (230, 0, 0), True),  # both are saturated, and the change is more than 20 of 320
        (RED, (250, 0, 0), False),
        ((200, 110, 90), (120, 120, 120), False),  # no red is saturated
        (BLACK, (200, 110, 90), False),
        ((130, 0, 0), (255, 150, 120), True),  # only the darker is saturated
        (BLACK, (75, 0, 0), True),  # 22 of 320; 19 if it were decoded as BT.601
        (BLACK, (68, 0, 0), False),
        ((0, 0, 255), (0, 70, 0), False),
    ],
)
def test_red_flashes_are_changes_of_redness_to_or_from_saturated_red(
    first: Colour, second: Colour, *, caught: bool
) -> None:
    assert ("flashes/red" in dict(found(film(strobe(5, first, second))))) == caught


def fade(time: float) -> Colour:
    """Up and down within two seconds."""
    return grey(0.01 + 0.99 * abs(1 - time % 2))


def ripple(time: float) -> Colour:
    """A strobe of 3 % on a slow fade."""
    return grey(0.2 + 0.2 * time + strobe(10, BLACK, (1, 1, 1))(time)[0] * 0.03)


@pytest.mark.parametrize("fps", RATES)
@pytest.mark.parametrize(
    "calm", [fade, ripple, lambda time: BLACK if time < 1.2 else WHITE, lambda _: (20, 24, 32)]
)
def test_fades_and_hard_cuts_and_stills_are_no_flashes(fps: int, calm: Callable[[float], Colour]) -> None:
    assert found(film(calm, fps=fps, seconds=3)) == []


@pytest.mark.parametrize("fps", RATES)
def test_dots_and_panels_that_move_are_no_flashes(fps: int) -> None:
    target = io.BytesIO()
    with ClipEncoder(target, SIZE, fps) as encoder:
        for frame in range(2 * fps):
            pixels = np.zeros((180, 320, 4), np.uint8)
            panel, dot = 320 * frame // fps, round(160 + 100 * np.sin(30 * frame / fps))
            pixels[60:, max(0, panel - 200) : panel] = 255
            pixels[20:30, dot - 5 : dot + 5] = 255
            encoder.take(frame, pixels, 1)
    assert found(target) == []


def test_the_box_is_where_the_picture_flashes() -> None:
    (problem,) = flash_findings(
        find_flashes(film(strobe(5), share=(0.5, 0.5), background=(60, 60, 60))), Variant()
    )
    (box,) = problem[1].boxes
    width, height = 8 * 16 / 9, 8
    expected = Box(-width / 2, 0, 0, height / 2)
    assert np.allclose([box.left, box.bottom, box.right, box.top], list(vars(expected).values()), atol=0.15)


def test_a_file_gives_what_memory_gives_and_a_larger_picture_what_a_smaller_gives(tmp_path: Path) -> None:
    expected = [Flash("flashes/general", 3, 57, 5, (0.0, 0.0, 1.0, 1.0))]
    assert find_flashes(film(strobe(5))) == expected
    assert find_flashes(film(strobe(5), target=tmp_path / "strobe.mp4")) == expected
    assert find_flashes(film(strobe(5), size=(1280, 720))) == expected


def test_what_would_flash_in_other_colours_is_found_where_it_is_asked_for() -> None:
    faint = film(strobe(5, (16, 19, 26), (26, 29, 36)))
    assert find_flashes(faint) == []
    assert {flash.check for flash in find_flashes(faint, pale=True)} == {"flashes/pale"}
    assert list(flash_findings(find_flashes(faint, pale=True), Variant())) == []
    assert find_flashes(film(strobe(3, (16, 19, 26), (26, 29, 36))), pale=True) == []
