from __future__ import annotations

import json
import math
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.words import reading_seconds
from renders.build.costs import Costs
from renders.request.variant import Variant

SAID = "A corner can hold a weight at zero."
SMALL = Variant.parse("en", "16:9", "480p15", "dark")
LARGE = Variant.parse("en", "16:9", "1080p30", "dark")
SMOOTH = Variant.parse("en", "16:9", "1080p60", "dark")
LIGHT = Variant.parse("en", "16:9", "1080p60", "light")
SQUARE = Variant.parse("en", "1:1", "1080p60", "dark")
CHINESE = Variant.parse("zh", "16:9", "1080p60", "dark")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "costs.json"


@pytest.fixture
def costs(file: Path) -> Costs:
    known = Costs(file)
    known.remember("Kink", "zoom", SMOOTH, 600, 12.0)
    known.remember_setup("Kink", 0.8)
    return known


def seconds(costs: Costs, variant: Variant, beat: str = "zoom", said: str = SAID) -> float:
    return costs.expect("Kink", beat, said, variant).seconds


def test_what_is_remembered_is_expected_again_by_a_later_build(costs: Costs, file: Path) -> None:
    costs.save()
    later = Costs.load(file)
    assert later.expect("Kink", "zoom", SAID, SMOOTH) == costs.expect("Kink", "zoom", SAID, SMOOTH)
    assert seconds(later, SMOOTH) == pytest.approx(12)
    assert later.expect("Kink", "zoom", SAID, SMOOTH).frames == 600
    assert later.setup("Kink") == 0.8
    assert [entry.name for entry in file.parent.iterdir()] == ["costs.json"]


def test_the_theme_makes_no_difference(costs: Costs) -> None:
    assert seconds(costs, LIGHT) == seconds(costs, SMOOTH)


def test_the_same_beat_in_another_picture_is_scaled(costs: Costs) -> None:
    half = costs.expect("Kink", "zoom", SAID, LARGE)
    assert (half.frames, half.seconds) == (300, pytest.approx(6))
    assert seconds(costs, SMALL) < seconds(costs, SQUARE) < seconds(costs, SMOOTH)


def test_a_small_picture_saves_less_than_its_share_of_pixels(costs: Costs) -> None:
    """Drawing costs the same at any size."""
    coarse = replace(SMOOTH, quality=replace(SMOOTH.quality, short_side=540))
    assert 12 / 4 < seconds(costs, coarse) < 12


def test_the_same_beat_in_another_language_costs_as_much_a_frame(costs: Costs) -> None:
    chinese = costs.expect("Kink", "zoom", "角可以把一个权重留在零。", CHINESE)
    assert chinese.frames == math.ceil(60 * reading_seconds("角可以把一个权重留在零。", "zh"))
    assert chinese.seconds / chinese.frames == pytest.approx(12 / 600)


def test_the_nearest_picture_in_the_same_language_is_asked_first(costs: Costs) -> None:
    costs.remember("Kink", "zoom", SMALL, 150, 50.0)
    costs.remember("Kink", "zoom", replace(CHINESE, quality=LARGE.quality), 250, 900.0)
    assert seconds(costs, LARGE) == pytest.approx(6)


@pytest.mark.parametrize(("scene", "beat"), [("Steps", "push"), ("Steps", "zoom"), ("Kink", "held")])
def test_an_unknown_beat_costs_what_the_known_ones_do_a_frame(costs: Costs, scene: str, beat: str) -> None:
    costs.remember("Kink", "slopes", SMOOTH, 200, 12.0)
    unknown = costs.expect(scene, beat, SAID, SMOOTH)
    assert unknown.frames == 60 * reading_seconds(SAID, "en")
    assert unknown.seconds == pytest.approx(unknown.frames * 24 / 800)


def test_a_beat_lasts_at_least_as_long_as_its_words(costs: Costs) -> None:
    longer = costs.expect("Kink", "zoom", "word " * 100, SMOOTH)
    assert longer.frames == 37.5 * 60
    assert longer.seconds == pytest.approx(12 * longer.frames / 600)


def test_without_any_measurement_the_constants_are_of_the_right_size(file: Path) -> None:
    ten_seconds = seconds(Costs(file), SMOOTH, said="word " * 27)
    assert 5 < ten_seconds < 20
    assert 0.5 < Costs(file).setup("Kink") < 5


def test_a_set_up_is_that_of_the_scene_else_the_mean(costs: Costs) -> None:
    costs.remember_setup("Steps", 1.6)
    assert costs.setup("Kink") == 0.8
    assert costs.setup("Path") == pytest.approx(1.2)


def test_one_noisy_run_counts_half_and_is_forgotten(costs: Costs) -> None:
    costs.remember("Kink", "zoom", SMOOTH, 600, 36.0)
    assert seconds(costs, SMOOTH) == pytest.approx(24)
    for _ in range(6):
        costs.remember("Kink", "zoom", SMOOTH, 600, 12.0)
    assert seconds(costs, SMOOTH) == pytest.approx(12, rel=0.02)


def test_an_edit_that_makes_a_beat_longer_does_not_count_as_noise(costs: Costs) -> None:
    costs.remember("Kink", "zoom", SMOOTH, 1200, 24.0)
    longer = costs.expect("Kink", "zoom", SAID, SMOOTH)
    assert (longer.frames, longer.seconds) == (1200, pytest.approx(24))


words = st.integers(1, 200)
pictures = st.sampled_from(["480p15", "720p30", "1080p30", "1080p60", "2160p60"])


@given(words, words, pictures, pictures, st.sampled_from(["zoom", "never_seen"]))
def test_more_frames_or_more_pixels_never_cost_less(few: int, many: int, one: str, other: str, beat: str) -> None:
    known = Costs(Path("costs.json"))
    known.remember("Kink", "zoom", SMOOTH, 600, 12.0)
    costs = [
        seconds(known, Variant.parse("en", "16:9", quality, "dark"), beat, "word " * count)
        for count, quality in zip(sorted((few, many)), sorted((one, other), key=QUALITY_ORDER.index), strict=True)
    ]
    assert costs == sorted(costs)


QUALITY_ORDER = ["480p15", "720p30", "1080p30", "1080p60", "2160p60"]
ROW = {
    "scene": "Kink", "beat": "zoom", "language": "en", "width": 1920, "height": 1080, "fps": 60,
    "frames": 600, "seconds": 12.0,
}  # fmt: skip


def test_the_row_that_the_next_test_garbles_is_sound(file: Path) -> None:
    file.write_text(json.dumps({"setups": {}, "beats": [ROW]}))
    assert seconds(Costs.load(file), SMOOTH) == pytest.approx(12)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"[[[" * 10_000,
        b"null",
        b"[]",
        b'{"beats": []}',
        b'{"setups": {}, "beats": [',
        b'{"setups": {"Kink": "soon"}, "beats": []}',
        b'{"setups": {"Kink": NaN}, "beats": []}',
        b'{"setups": [], "beats": []}',
        *(
            json.dumps({"setups": {"Kink": 0.3}, "beats": [ROW | wrong]}).encode()
            for wrong in (
                {"frames": 0}, {"frames": "many"}, {"frames": 10**400}, {"fps": 0}, {"width": 1e-300},
                {"seconds": -1}, {"seconds": float("nan")}, {"seconds": float("inf")}, {"seconds": None},
                {"scene": 5}, {"beat": ["zoom"]}, {"colour": "red"},
            )
        ),
    ],
)  # fmt: skip
def test_a_garbled_file_is_as_good_as_none(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    garbled, none = Costs.load(file), Costs.load(file.with_name("missing.json"))
    assert garbled.expect("Kink", "zoom", SAID, SMALL) == none.expect("Kink", "zoom", SAID, SMALL)
    assert garbled.setup("Kink") == none.setup("Kink")
    garbled.remember("Kink", "zoom", SMOOTH, 600, 12.0)
    garbled.save()
    assert seconds(Costs.load(file), SMOOTH) == pytest.approx(12)


@given(st.binary(max_size=40))
def test_no_bytes_are_an_error(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "any.json"
    file.write_bytes(content)
    Costs.load(file)


def test_where_nothing_can_be_written_nothing_is_said(costs: Costs, tmp_path: Path) -> None:
    file = tmp_path / "no such folder" / "costs.json"
    nowhere = Costs(file)
    nowhere.save()
    assert not file.exists()
    (tmp_path / "costs.json").mkdir()
    costs.save()
    assert os.listdir(tmp_path) == ["costs.json"]


@pytest.mark.parametrize(("frames", "work"), [(0, 1.0), (-1, 1.0), (10, -1.0), (10, float("nan"))])
def test_a_measurement_that_cannot_be_is_refused(costs: Costs, frames: int, work: float) -> None:
    with pytest.raises(ValueError, match="beat zoom of Kink"):
        costs.remember("Kink", "zoom", LARGE, frames, work)
    assert seconds(costs, LARGE) == pytest.approx(6)
