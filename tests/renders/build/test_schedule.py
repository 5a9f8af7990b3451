from __future__ import annotations

import itertools
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renders.build.schedule import LONGEST_PART, Part, SceneCost, plan, simulate

ROOT = Path(__file__).resolve().parents[3]
Scenes = Mapping[str, SceneCost]

seconds = st.floats(0.1, 40)
costs = st.builds(SceneCost, st.floats(0, 3), st.dictionaries(st.integers(0, 9), seconds, max_size=8))
films = st.dictionaries(st.sampled_from(["Kink", "Steps", "Corner", "Path"]), costs)
workers = st.integers(1, 6)

WHOLE = {"Kink": SceneCost(1.0, {0: 8.0, 1: 9.0, 2: 7.0}), "Steps": SceneCost(1.5, {0: 5.0, 1: 5.5})}


def misfits(parts: list[Part], scenes: Scenes) -> list[str]:
    """Wanted beats that are not in exactly one part, unwanted ones that are in any, and empty parts."""
    covered = [(part.scene, beat) for part in parts for beat in range(part.first, part.last + 1)]
    wanted = [(scene, beat) for scene, cost in scenes.items() for beat in cost.beats]
    return [
        *(f"{beat}: {covered.count(beat)} times" for beat in {*covered, *wanted} if covered.count(beat) != 1),
        *(f"{beat}: not wanted" for beat in {*covered} - {*wanted}),
        *(f"{part}: empty" for part in parts if part.last < part.first),
    ]


def finish(parts: list[Part], count: int) -> float:
    return simulate([part.seconds for part in parts], count)


@given(films, workers)
def test_every_wanted_beat_is_in_one_part_and_no_other_beat_in_any(scenes: Scenes, count: int) -> None:
    parts = plan(scenes, count)
    assert misfits(parts, scenes) == []
    for part in parts:
        assert part.seconds == scenes[part.scene].seconds(part.first, part.last)


@pytest.mark.parametrize(
    "wrong",
    [
        [Part("Kink", 0, 2)],
        [Part("Kink", 0, 2), Part("Steps", 0, 1), Part("Steps", 1, 1)],
        [Part("Kink", 0, 3), Part("Steps", 0, 1)],
        [Part("Kink", 0, 2), Part("Steps", 0, 1), Part("Steps", 1, 0)],
    ],
)
def test_parts_that_do_not_fit_are_noticed(wrong: list[Part]) -> None:
    assert misfits(wrong, WHOLE)


@given(films, workers)
def test_the_longest_part_starts_first(scenes: Scenes, count: int) -> None:
    lengths = [part.seconds for part in plan(scenes, count)]
    assert lengths == sorted(lengths, reverse=True)


@given(films, workers)
def test_the_order_of_the_scenes_is_of_no_account(scenes: Scenes, count: int) -> None:
    assert plan(scenes, count) == plan(dict(reversed(scenes.items())), count)


@given(films, workers)
def test_cutting_never_ends_later_than_as_few_parts_as_may_be(scenes: Scenes, count: int) -> None:
    assert finish(plan(scenes, count), count) <= finish(plan(scenes, 1), count)


@given(films, workers)
def test_no_part_is_so_long_that_its_loss_would_hurt(scenes: Scenes, count: int) -> None:
    assert all(part.seconds <= LONGEST_PART for part in plan(scenes, count) if part.last > part.first)


def test_one_worker_takes_each_scene_whole() -> None:
    assert plan(WHOLE, 1) == [Part("Kink", 0, 2), Part("Steps", 0, 1)]


def test_a_long_scene_is_cut_to_as_few_parts_as_their_greatest_length_allows() -> None:
    beats = dict.fromkeys(range(5), 50.0) | {7: 2 * LONGEST_PART}
    assert plan({"Kink": SceneCost(1.0, beats)}, 1) == [
        Part("Kink", 7, 7),
        Part("Kink", 0, 1),
        Part("Kink", 2, 3),
        Part("Kink", 4, 4),
    ]


def test_a_stored_beat_parts_those_around_it() -> None:
    assert plan({"Kink": SceneCost(1.0, {0: 5.0, 1: 5.0, 3: 6.0})}, 1) == [Part("Kink", 0, 1), Part("Kink", 3, 3)]


def test_scenes_are_cut_only_as_far_as_an_even_finish_needs() -> None:
    three = {name: SceneCost(1.0, dict.fromkeys(range(6), 10.0)) for name in ("Kink", "Path", "Steps")}
    parts = plan(three, 2)
    assert len(parts) == 4
    assert finish(parts, 2) == 92
    assert finish(plan(three, 1), 2) == 122


def test_a_set_up_that_costs_more_than_it_brings_is_not_paid() -> None:
    assert len(plan({"Kink": SceneCost(20.0, {0: 9.0, 1: 9.0})}, 2)) == 2
    assert len(plan({"Kink": SceneCost(20.0, {0: 9.0, 1: 9.0}), "Path": SceneCost(20.0, {0: 9.0})}, 2)) == 2


def test_many_workers_wait_only_for_the_longest_beat() -> None:
    parts = plan(WHOLE, 64)
    assert finish(parts, 64) == 10
    assert finish(parts, 10_000) == 10


def test_cutting_may_first_bring_nothing() -> None:
    """Two equal scenes on three workers: cutting one leaves the other as late as before."""
    two = {name: SceneCost(0.5, dict.fromkeys(range(6), 5.0)) for name in ("Kink", "Path")}
    assert finish(plan(two, 3), 3) < finish(plan(two, 1), 3)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([1, 9, 7], [2, 5, 2]),  # not found by cutting only what ends last
        ([2, 7, 8], [3, 3]),  # not found by cutting only what is longest
    ],
)
def test_the_best_of_all_cuts_is_found(one: list[float], other: list[float]) -> None:
    scenes = {"Kink": SceneCost(1.0, dict(enumerate(one))), "Path": SceneCost(1.0, dict(enumerate(other)))}
    best = min(
        simulate(sorted((1 + sum(piece) for piece in [*cut, *another]), reverse=True), 2)
        for cut, another in itertools.product(all_cuts(one), all_cuts(other))
    )
    assert finish(plan(scenes, 2), 2) == best


def all_cuts(beats: list[float]) -> list[list[list[float]]]:
    return [
        [beats[start:stop] for start, stop in itertools.pairwise((0, *inner, len(beats)))]
        for size in range(len(beats))
        for inner in itertools.combinations(range(1, len(beats)), size)
    ]


def test_nothing_wanted_is_nothing_to_do() -> None:
    assert plan({"Kink": SceneCost(1.0, {})}, 2) == []
    assert simulate([], 2) == 0


@given(st.lists(seconds, max_size=12), workers)
def test_no_schedule_beats_its_longest_job_or_its_fair_share(jobs: list[float], count: int) -> None:
    least = max(sum(jobs) / count, max(jobs, default=0))
    assert least * (1 - 1e-12) <= simulate(jobs, count) <= sum(jobs) * (1 + 1e-12)


@given(st.lists(st.integers(1, 30), min_size=1, max_size=6), st.integers(1, 3))
def test_longest_first_is_within_a_third_of_the_optimum(jobs: list[int], count: int) -> None:
    """Graham (1969): at most 4/3 - 1/(3 workers) of it."""
    found = simulate(sorted(jobs, reverse=True), count)
    best = min(
        max(sum(job for job, mine in zip(jobs, shares, strict=True) if mine == each) for each in range(count))
        for shares in itertools.product(range(count), repeat=len(jobs))
    )
    assert best <= found <= (4 / 3 - 1 / (3 * count)) * best + 1e-9


def test_a_free_worker_takes_the_next_job_in_order() -> None:
    assert simulate([5, 4, 3, 3, 3], 2) == 10
    assert simulate([3, 3, 3, 4, 5], 2) == 11


def test_planning_loads_nothing_that_draws() -> None:
    modules = "renders.build.schedule, renders.build.costs"
    script = f"import sys, {modules}; print(*{{'manim', 'scipy', 'av'}} & {{*sys.modules}})"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
