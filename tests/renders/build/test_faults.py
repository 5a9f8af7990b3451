"""Whatever happens to a build, the next one gives the right film, and the last good one is still there.

A few of each kind of fault here; ``FAULTS=long``, which is ``make faults``, plants the full number. ``FAULT_SEED``
chooses other moments.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest
from builds import Build, content, fail_if_never
from test_store import CORRUPTIONS
from tiny_words import own_words
from typed import FOLDER

from renders.__main__ import run
from renders.build.store import ClipStore, Entry
from renders.request import scenes as catalogue

LONG = os.environ.get("FAULTS") == "long"
SEED = int(os.environ.get("FAULT_SEED", "4"))
FILM = "Diving,Winding,Flat"
FORMER = "Flat"
PARALLEL = ["--jobs", "2"]
STEPS = 3000
"""So many steps of writing are in each build of the film out of what was there before."""
KINDS = [kind for kind in CORRUPTIONS if "another number" not in kind]  # which fits that suite's videos only
planted: Counter[str] = Counter()


def times(few: int, many: int) -> range:
    """How often to plant a fault."""
    return range(many if LONG else few)


def chance(*case: object) -> random.Random:
    """The same random numbers each time for a case."""
    return random.Random(f"{SEED} {case}")


class Summary:
    """A last line that says how many faults of each kind the engine has stood."""

    @staticmethod
    def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
        counts = ", ".join(f"{count} {what}" for what, count in sorted(planted.items()))
        terminalreporter.write_line(f"faults stood (FAULT_SEED={SEED}): {counts}")


@pytest.fixture(scope="module", autouse=True)
def _summary(request: pytest.FixtureRequest) -> None:
    if LONG:
        request.config.pluginmanager.register(Summary())


def film(scenes: str, output: Path) -> None:
    """Build in this process, to save its start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "words_of", own_words)
        command = ["film", "--quality", "480p15", "--output", str(output), "--jobs", "2"]
        assert run(command, [f"tiny_scenes:{name}" for name in scenes.split(",")]) == 0


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a build in peace gives."""
    output = tmp_path_factory.mktemp("right")
    film(FILM, output)
    return output


@pytest.fixture(scope="module")
def former(right: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of yesterday, when the film was shorter: all but one scene is to be rendered."""
    output = tmp_path_factory.mktemp("former") / "out"
    shutil.copytree(right, output)
    film(FORMER, output)
    for scene in set(FILM.split(",")) - set(FORMER.split(",")):
        shutil.rmtree(stored(output, scene))
        for file in (output / FOLDER).glob(f"{scene}.*"):
            file.unlink()
    return output


@pytest.fixture
def output(former: Path, tmp_path: Path) -> Path:
    """A copy of yesterday's output."""
    return Path(shutil.copytree(former, tmp_path / "out"))


def stored(output: Path, scene: str) -> Path:
    """The folder of a scene's clip in the store."""
    for entry in ClipStore(output / "store").entries().values():
        if isinstance(entry, Entry) and entry.about["timeline"]["name"] == scene:
            return entry.file.parent
    raise LookupError(scene)


def check_nothing_is_half_done(output: Path, right: Path, former: Path) -> None:
    """What bears a final name is the old or the new, whole."""
    old, new = content(former / FOLDER), content(right / FOLDER)
    for name, digest in content(output / FOLDER).items():
        if not name.startswith("."):
            assert digest in {old.get(name), new.get(name)}, f"{name} is half-written"
    assert old.keys() <= content(output / FOLDER).keys()
    store = ClipStore(output / "store")
    for key in store.entries():
        assert isinstance(store.get(key), Entry)


def check_the_next_build_is_right(output: Path, temp: Path, right: Path) -> None:
    """It also clears away what the one before had left."""
    ended = Build(FILM, output, temp).end()
    assert (ended.code, ended.noticed) == (0, [])
    assert content(output) == content(right)
    assert list(temp.iterdir()) == []


def struck(former: Path, output: Path, temp: Path, moment: float, strike: Callable[[Build], bool]) -> Build:
    """A build that was struck ``moment`` seconds after it began; sooner, if it was done by then."""
    while True:
        shutil.rmtree(output, ignore_errors=True)
        shutil.copytree(former, output)
        build = Build(FILM, output, temp, *PARALLEL)
        build.await_begin()
        time.sleep(moment)
        if not build.has_ended() and strike(build):
            return build
        build.end()
        moment *= 0.7


@pytest.mark.parametrize("number", times(1, 20))
def test_a_killed_worker_is_replaced(number: int, tmp_path: Path, temp: Path, right: Path, former: Path) -> None:
    random = chance("worker", number)

    def strike(build: Build) -> bool:
        fail_if_never(lambda: build.has_ended() or bool(build.workers()), "no worker comes")
        time.sleep(random.uniform(0, 2))
        workers = build.workers()
        if workers:
            os.kill(random.choice(workers), signal.SIGKILL)
        return bool(workers)

    ended = struck(former, tmp_path / "out", temp, 0, strike).end()
    assert (ended.code, ended.noticed) == (0, [])
    assert content(tmp_path / "out") == content(right)
    assert list(temp.iterdir()) == []
    planted["workers killed"] += 1


BLOWS = {
    "all processes killed": (signal.SIGKILL, True),
    "first process killed": (signal.SIGKILL, False),
    "terminated": (signal.SIGTERM, False),
    "interrupted": (signal.SIGINT, True),
}


@pytest.mark.parametrize("number", times(1, 8))
@pytest.mark.parametrize("blow", BLOWS if LONG else ["all processes killed", "interrupted"])
def test_a_struck_build_leaves_the_former_film_and_the_next_is_right(
    blow: str, number: int, tmp_path: Path, temp: Path, right: Path, former: Path
) -> None:
    output = tmp_path / "out"
    kind, whole_group = BLOWS[blow]

    def strike(build: Build) -> bool:
        build.signal(kind, whole_group=whole_group)
        return True

    ended = struck(former, output, temp, chance(blow, number).uniform(0, 4), strike).end()
    check_nothing_is_half_done(output, right, former)
    if kind == signal.SIGKILL:
        assert ended.code == -kind
    else:
        # Struck before the command line has begun, it ends as the system would have it.
        assert (ended.code, len(ended.noticed)) in {(130, 1), (-kind, 0)}
        assert all("interrupted" in line for line in ended.noticed)
        assert list(temp.iterdir()) == []
        assert not list(output.rglob(".*"))
    check_the_next_build_is_right(output, temp, right)
    planted[f"builds {blow}"] += 1


@pytest.mark.parametrize("number", times(1, 12))
def test_what_dies_while_it_writes_is_made_good(
    number: int, output: Path, temp: Path, right: Path, former: Path
) -> None:
    random = chance("step", number)
    for _ in range(2):
        ended = Build(FILM, output, temp, fault=f"die:{random.randrange(1, STEPS)}").end()
        check_nothing_is_half_done(output, right, former)
        planted["builds killed as they wrote"] += ended.code != 0
    check_the_next_build_is_right(output, temp, right)


@pytest.mark.parametrize("defect", ["none", "write in place"])
def test_a_film_written_in_place_would_be_noticed(defect: str, tmp_path: Path, temp: Path, right: Path) -> None:
    output = tmp_path / "out"
    shutil.copytree(right, output)
    flip(output / FOLDER / "film.json")
    flipped = Path(shutil.copytree(output, tmp_path / "flipped"))
    assert Build(FILM, output, temp, fault=f"{defect},die:_open#2").end().code == -signal.SIGKILL
    with pytest.raises(AssertionError, match="half-written") if defect != "none" else nullcontext():
        check_nothing_is_half_done(output, right, flipped)


@pytest.mark.parametrize("corruption", KINDS if LONG else random.Random(SEED).sample(KINDS, 1))
def test_what_is_corrupted_is_noticed_and_rendered_again(
    corruption: str, tmp_path: Path, temp: Path, right: Path
) -> None:
    output = tmp_path / "out"
    shutil.copytree(right, output)
    damaged = {"Winding", "Flat"} if "swapped" in corruption else {"Winding"}
    CORRUPTIONS[corruption][0](stored(output, "Winding"), stored(output, "Flat"))
    folder = output / FOLDER
    flip(folder / "film.mp4")
    flip(folder / "film.json")
    os.truncate(folder / "Diving.mp4", 1000)
    os.truncate(output / "costs.json", 100)
    (folder / "Flat.srt").unlink()
    ended = Build(FILM, output, temp).end()
    assert ended.code == 0
    assert len(ended.noticed) == len(damaged)
    assert {line.split(": ")[1] for line in ended.noticed} == ended.drawn == damaged
    assert content(output) == content(right)
    planted["corrupted outputs"] += 1


def test_a_store_that_is_not_verified_would_be_noticed(tmp_path: Path, temp: Path, right: Path) -> None:
    output = tmp_path / "out"
    shutil.copytree(right, output)
    flip(stored(output, "Winding") / "data.mp4")
    ended = Build(FILM, output, temp, fault="believe records").end()
    assert (ended.code, ended.noticed) == (0, [])
    assert content(output) != content(right)


def flip(file: Path) -> None:
    """Another bit in the middle."""
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


PAIRS = [("of one variant", number) for number in times(1, 20)] + [("of two", number) for number in times(0, 3)]


@pytest.mark.parametrize(("variants", "number"), PAIRS)
def test_two_builds_at_once_are_both_right(
    variants: str, number: int, output: Path, temp: Path, right: Path
) -> None:
    other = ["--theme", "light"] if variants == "of two" else []
    random = chance("pair", variants, number)
    first = Build(FILM, output, temp)
    time.sleep(random.choice((0, random.uniform(0, 4))))
    second = Build(FILM, output, temp, *other)
    for build in (first, second):
        ended = build.end()
        assert (ended.code, ended.noticed) == (0, [])
    expected = content(right)
    if other:
        alone = output.with_name("alone")
        assert Build(FILM, alone, temp, *other).end().code == 0
        expected |= content(alone)
    assert content(output) == expected
    assert list(temp.iterdir()) == []
    planted[f"pairs of builds {variants}"] += 1


CONTAINER = ["unshare", "--pid", "--fork", "--mount-proc", "--kill-child"]


@pytest.mark.parametrize("number", times(0, 3))
def test_builds_of_two_containers_that_share_their_folders_are_both_right(
    number: int, output: Path, temp: Path, right: Path
) -> None:
    tried = subprocess.run([*CONTAINER, "true"], capture_output=True, text=True, check=False)
    if tried.returncode:
        pytest.skip(f"no process numbers of its own can be given to a build here: {tried.stderr.strip()}")
    first = Build(FILM, output, temp, within=CONTAINER)
    time.sleep(chance("containers", number).uniform(1, 4))
    builds = [first, Build(FILM, output, temp), Build(FILM, output, temp, within=CONTAINER)]
    for build in builds:
        ended = build.end()
        assert (ended.code, ended.noticed) == (0, [])
    assert content(output) == content(right)
    assert list(temp.iterdir()) == []
    planted["builds in containers"] += 1


def fill(disk: Path, left: int) -> Path:
    """Leave ``left`` bytes of a disk, in whole pages; return what takes up the rest."""
    ballast = disk / "ballast"
    ballast.write_bytes(bytes(shutil.disk_usage(disk).free - left))
    return ballast


@pytest.mark.parametrize("pages", [chance("pages", number).randrange(80) for number in times(1, 10)])
def test_a_full_disk_is_named_and_nothing_is_lost(
    pages: int, disk: Path, temp: Path, right: Path, former: Path
) -> None:
    output = disk / "out"
    shutil.copytree(former, output)
    ballast = fill(disk, 4096 * pages)
    ended = Build(FILM, output, temp).end()
    assert (ended.code, len(ended.noticed)) == (2, 1)
    assert "no space left" in ended.noticed[0]
    assert str(output) in ended.noticed[0]
    assert "--output" in ended.noticed[0]
    check_nothing_is_half_done(output, right, former)
    assert content(former / FOLDER).items() <= content(output / FOLDER).items()
    ballast.unlink()
    check_the_next_build_is_right(output, temp, right)
    planted["full disks"] += 1


def test_a_disk_that_became_read_only_is_named_and_nothing_is_lost(disk: Path, temp: Path, former: Path) -> None:
    output = disk / "out"
    shutil.copytree(former, output)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    ended = Build(FILM, output, temp).end()
    assert (ended.code, len(ended.noticed)) == (2, 1)
    assert f"cannot write to {output}" in ended.noticed[0]
    assert "--output" in ended.noticed[0]
    assert content(output) == content(former)
    planted["read-only disks"] += 1


def test_a_full_temp_folder_costs_only_what_needs_it(disk: Path, output: Path, former: Path, right: Path) -> None:
    ballast = fill(disk, 2**18)
    ended = Build(f"Scribbling,{FILM}", output, disk).end()
    ballast.unlink()
    (output / FOLDER / "Scribbling.log").unlink()
    assert (ended.code, len(ended.noticed)) == (1, 1)
    assert "Scribbling failed" in ended.noticed[0]
    assert "space" in ended.noticed[0]
    assert ended.drawn >= {"Diving", "Winding"}
    assert (output / FOLDER / "film.mp4").read_bytes() == (former / FOLDER / "film.mp4").read_bytes()
    check_the_next_build_is_right(output, disk, right)
    planted["full temp folders"] += 1


def test_a_worker_that_dies_as_it_sends_its_result_holds_up_no_other(output: Path, temp: Path) -> None:
    ended = Build("KilledSpeaking,Diving,Winding", output, temp, *PARALLEL).end()
    assert (ended.code, len(ended.noticed)) == (1, 1)
    assert "KilledSpeaking failed: its process was killed by SIGKILL" in ended.noticed[0]
    assert ended.drawn >= {"Diving", "Winding"}
    planted["workers that died as they sent"] += 1


def test_a_rebuild_with_nothing_changed_draws_nothing_and_writes_nothing(
    tmp_path: Path, temp: Path, right: Path
) -> None:
    output = tmp_path / "out"
    shutil.copytree(right, output)
    before = {file: file.stat().st_mtime_ns for file in output.rglob("*") if file.is_file()}
    ended = Build(FILM, output, temp).end()
    assert (ended.code, ended.noticed, ended.drawn) == (0, [], set())
    assert {file: file.stat().st_mtime_ns for file in output.rglob("*") if file.is_file()} == before
