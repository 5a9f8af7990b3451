from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest
from drawn_clips import clip

from common.beats import Beat
from common.words import words_of
from renders.build.costs import Costs
from renders.build.forecast import forecast, seconds_of_build
from renders.build.planning import expected as missing
from renders.build.planning import plan_parts
from renders.build.site import Site
from renders.build.stock import Stock, look_up, stocks_of
from renders.picture.timeline import Timeline
from renders.request.scenes import SceneRef
from renders.request.variant import Variant
from scenes.film import FILM

ROOT = Path(__file__).resolve().parents[3]
KINK = SceneRef("scenes.kink", "Kink")
SCENES = [SceneRef.parse(scene) for scene in FILM]
STORED = "its clip is stored, nothing to do"
VARIANT = Variant.parse("en", "16:9", "480p15", "dark")
BEATS = list(words_of("Kink", "en").beats)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Nothing is stored; each beat of Kink took 8 seconds for 600 frames, and its set-up one."""
    costs = Costs(tmp_path / "costs.json")
    for beat in BEATS:
        costs.remember("Kink", beat, VARIANT, 600, 8.0)
    costs.remember_setup("Kink", 1.0)
    costs.save()
    return Site(tmp_path, VARIANT)


def store(site: Site, stock: Stock, beats: int = 0) -> None:
    """Put a clip there, or the segments of so many first ``beats``."""
    video = clip(3).getvalue()
    about = [asdict(Beat(beat, 0, 3, beat, "")) for beat in stock.words.beats]
    timeline = Timeline(stock.name, "", 3, ())
    if not beats:
        site.store.put(stock.key, video, 3, VARIANT.fps, {"timeline": asdict(timeline)})
    for key, beat in list(zip(stock.segment_keys.values(), about, strict=True))[:beats]:
        told = {
            "scene_name": stock.name,
            "scene_title": "",
            "beat": beat,
            "start": 0,
            "seconds": 1.0,
            "setup": 0.0,
        }
        site.store.put(key, video, 3, VARIANT.fps, told)


def times(text: str) -> dict[int, float]:
    """Seconds by workers."""
    rows = re.findall(r"^ *(\d+) +(?:(\d+) min )?([\d.]+) s", text.partition("by workers:\n")[2], re.MULTILINE)
    return {int(team): 60 * int(minutes or 0) + float(seconds) for team, minutes, seconds in rows}


def test_each_part_is_named_by_its_beats_with_its_frames_and_time(site: Site) -> None:
    lines = forecast([KINK], site, 1).splitlines()
    assert lines[0] == "Kink: never rendered like this"
    frames, seconds = 600 * len(BEATS), 1.0 + 8 * len(BEATS)
    assert lines[1] == f"Kink: {BEATS[0]} to {BEATS[-1]}, about {frames} frames, {seconds} s"
    assert lines[2] == "expected time, by workers:"


def test_a_part_of_one_beat_is_named_by_it(site: Site) -> None:
    lines = forecast([KINK], site, len(BEATS)).splitlines()
    assert sorted(lines[1 : 1 + len(BEATS)]) == sorted(f"Kink: {beat}, about 600 frames, 9.0 s" for beat in BEATS)


def test_stored_scenes_say_so_and_are_not_planned(site: Site) -> None:
    for stock in stocks_of(SCENES, VARIANT):
        if stock.name != "Kink":
            store(site, stock)
    said = ["Kink: never rendered like this" if scene == KINK else f"{scene.name}: {STORED}" for scene in SCENES]
    lines = forecast(SCENES, site, 1).splitlines()
    assert lines[: len(SCENES)] == said
    planned = lines[len(SCENES) : len(SCENES) + 2]
    assert [line.partition(":")[0] for line in planned] == ["Kink", "expected time, by workers"]


def test_what_changed_since_the_last_clip_of_the_variant_is_named(site: Site) -> None:
    (stock,) = stocks_of([KINK], VARIANT)
    before = {**stock.ingredients, "scenes/kink.py": "older", "numpy": "1.0"}
    about = {"timeline": asdict(Timeline("Kink", "", 3, ())), "ingredients": before}
    site.store.put("ab" * 32, clip(3).getvalue(), 3, VARIANT.fps, about)
    other = {**before, "theme": "light", "words": "older"}
    site.store.put("cd" * 32, clip(3).getvalue(), 3, VARIANT.fps, {**about, "ingredients": other})
    assert forecast([KINK], site, 1).startswith("Kink: changed since it was rendered: numpy, scenes/kink.py\n")


def test_stored_beats_are_not_planned(site: Site) -> None:
    (stock,) = stocks_of([KINK], VARIANT)
    store(site, stock, beats=len(BEATS) - 1)
    assert forecast([KINK], site, 1).splitlines()[1] == f"Kink: {BEATS[-1]}, about 600 frames, 9.0 s"


def test_where_everything_is_stored_no_time_is_expected(site: Site) -> None:
    (stock,) = stocks_of([KINK], VARIANT)
    store(site, stock)
    assert forecast([KINK], site, 2).splitlines() == [
        "Kink: its clip is stored, nothing to do",
        "expected time: none",
    ]


def test_times_fall_with_workers_until_only_the_longest_beat_counts(site: Site) -> None:
    found = times(forecast([KINK], site, 3))
    assert list(found) == [1, 2, 3, 4, 8, 16, 32, 64]
    assert list(found.values()) == sorted(found.values(), reverse=True)
    assert found[1] > found[2] > found[4] > found[8] == found[64]
    assert found[1] - found[64] == pytest.approx((1 + 8 * len(BEATS)) - (1 + 8))


def test_what_was_asked_is_marked(site: Site) -> None:
    marked = [line.split()[0] for line in forecast([KINK], site, 3).splitlines() if line.endswith("(as asked)")]
    assert marked == ["3"]


def test_starting_and_joining_take_time_besides_the_parts(site: Site) -> None:
    costs = Costs.load(site.output / "costs.json")
    beats = missing(look_up([KINK], site), VARIANT, costs)
    work = sum(part.seconds for part in plan_parts(beats, costs, 1))
    assert work < seconds_of_build(beats, costs, 1) < work + 5


def test_nothing_is_written(site: Site) -> None:
    before = {file: file.stat().st_mtime_ns for file in site.output.rglob("*")}
    forecast(SCENES, site, 2)
    assert {file: file.stat().st_mtime_ns for file in site.output.rglob("*")} == before


def test_forecasting_loads_nothing_that_draws() -> None:
    script = "import sys, renders.build.forecast; print(*{'manim', 'scipy'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
