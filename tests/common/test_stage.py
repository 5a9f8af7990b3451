"""The stage keeps its distances in every shape of picture."""

from __future__ import annotations

import pytest

from common.stage import ASPECTS, PORTRAIT, SHORT_SIDE, Aspect, Box, Stage

EVERY_ASPECT = pytest.mark.parametrize("aspect", ASPECTS.values(), ids=ASPECTS)


@EVERY_ASPECT
def test_zones_lie_in_the_safe_area_and_apart(aspect: Aspect) -> None:
    stage = Stage(aspect)
    for zone in (stage.headline, stage.body, *stage.pair(), *stage.rows()):
        assert stage.safe.left <= zone.left < zone.right <= stage.safe.right
        assert stage.safe.bottom <= zone.bottom + 1e-9 < zone.top <= stage.safe.top
    first, second = stage.pair()
    assert first.right < second.left or second.top < first.bottom
    assert stage.clear.top < stage.headline.bottom
    assert stage.body.bottom == stage.clear.bottom


@EVERY_ASPECT
def test_five_percent_stay_free_on_every_side(aspect: Aspect) -> None:
    width, height = aspect.frame
    safe = Stage(aspect).safe
    assert safe.left >= -0.45 * width - 1e-9
    assert safe.right <= 0.45 * width + 1e-9
    assert safe.top <= 0.45 * height + 1e-9
    assert safe.bottom >= -0.45 * height - 1e-9


def test_portrait_leaves_room_for_what_platforms_lay_over_it() -> None:
    height = PORTRAIT.frame[1]
    safe = Stage(PORTRAIT).safe
    assert safe.top == pytest.approx(0.40 * height)
    assert safe.bottom == pytest.approx(-0.35 * height)


@EVERY_ASPECT
@pytest.mark.parametrize("short_side", [480, 720, 1080, 2160])
def test_pixels_are_even_and_square(aspect: Aspect, short_side: int) -> None:
    width, height = aspect.pixels(short_side)
    assert width % 2 == height % 2 == 0
    assert min(width, height) == short_side
    assert width / height == pytest.approx(aspect.width / aspect.height, rel=0.002)
    assert min(aspect.frame) == SHORT_SIDE


def test_a_box_divides_without_loss() -> None:
    box = Box(0, 0, 10, 6)
    left, right = box.columns(gap=2)
    assert (left.width, right.width, right.left - left.right) == (4, 4, 2)
    upper, lower = box.rows(gap=1)
    assert (upper.height, lower.height, upper.bottom - lower.top) == (2.5, 2.5, 1)
    cells = box.grid(3, 2, gap=0.5)
    assert [(cell.width, cell.height) for cell in cells] == [(3, 2.75)] * 6
    assert (cells[0].left, cells[0].top, cells[-1].right, cells[-1].bottom) == (0, 6, 10, 0)
    assert (cells[1].left - cells[0].right, cells[0].bottom - cells[3].top) == (0.5, 0.5)
    head, rest = box.cut_top(1, gap=0.5)
    assert (head.height, rest.height) == (1, 4.5)
    foot, rest = box.cut_bottom(1, gap=0.5)
    assert (foot.height, rest.height, rest.top) == (1, 4.5, 6)
