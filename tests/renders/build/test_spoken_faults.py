"""Whatever happens as the sound of a film is made, no film has a sentence missing or in another place.

The former film stays, or the new one is whole; and the next build gives the right one. All clips are stored.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import numpy as np
import pytest
from builds import Build, content, fail_if_never
from recorded import babble, heard, record_wav
from test_faults import LONG, SEED, fill, flip, times
from tiny_words import own_words
from typed import FOLDER

from renders.__main__ import run
from renders.request import scenes as catalogue

FILM, FORMER = "Calm,Crossed", "Crossed"
SPOKEN = f"{FOLDER}-own-me"
STEPS = 12_000
"""So many steps of writing are in each build that makes the sound of the film."""


class Home:
    """What is ``right``, what was there ``before``, and the folder of recordings."""

    def __init__(self, folder: Path) -> None:
        self.recordings, self.right, self.before = (folder / each / "me" for each in ("said", "right", "before"))
        self.recordings.parent.mkdir()
        for seed, scene in enumerate(FILM.split(",")):
            record_wav(self.recordings / f"{scene}-first-1.wav", babble(1.2 + seed / 2, 0.5, seed))
        self.film(FILM, self.right)
        shutil.copytree(self.right, self.before)
        self.film(FORMER, self.before)
        shutil.rmtree(self.before / "store/clips")
        for file in (self.before / SPOKEN).glob("Calm.*"):
            file.unlink()

    def film(self, scenes: str, output: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(catalogue, "words_of", own_words)
            typed = ["film", "--quality", "480p15", "--output", str(output), "--jobs", "1", *self.voice]
            assert run(typed, [f"tiny_scenes:{name}" for name in scenes.split(",")]) == 0

    @property
    def voice(self) -> list[str]:
        return ["--voice", str(self.recordings)]

    def build(self, output: Path, temp: Path, fault: str = "none", jobs: int = 1) -> Build:
        return Build(FILM, output, temp, *self.voice, "--jobs", str(jobs), fault=fault)

    def copy(self, output: Path) -> Path:
        """Yesterday's output, when the film was shorter."""
        return Path(shutil.copytree(self.before, output))

    def check_nothing_is_half_done(self, output: Path) -> None:
        old, new = content(self.before / SPOKEN), content(self.right / SPOKEN)
        for name, digest in content(output / SPOKEN).items():
            if not name.startswith("."):
                assert digest in {old.get(name), new.get(name)}, f"{name} is half-written"
        assert old.keys() <= content(output / SPOKEN).keys()

    def check_the_next_build_is_right(self, output: Path, temp: Path) -> None:
        ended = self.build(output, temp).end()
        assert (ended.code, ended.noticed, ended.drawn) == (0, [], set())
        assert content(output) == content(self.right)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return Home(tmp_path_factory.mktemp("home"))


def noticed(defect: str) -> AbstractContextManager[object]:
    """Where a ``defect`` is planted, a check must fail."""
    return nullcontext() if defect == "none" else pytest.raises(AssertionError, match="half-written")


def test_the_right_film_says_both_sentences(home: Home) -> None:
    said = np.abs(heard(home.right / SPOKEN / "film.mp4"))
    assert all(np.mean(half > 0.01) > 0.1 for half in np.array_split(said, 2))


@pytest.mark.parametrize("number", times(1, 20))
def test_what_is_killed_as_it_makes_sound_is_made_good(
    number: int,
    home: Home,
    tmp_path: Path,
    temp: Path,
) -> None:
    output = home.copy(tmp_path / "out")
    step = random.Random(f"{SEED} sound {number}").randrange(1, STEPS)
    assert home.build(output, temp, f"die:{step}").end().code == -signal.SIGKILL
    home.check_nothing_is_half_done(output)
    home.check_the_next_build_is_right(output, temp)


@pytest.mark.parametrize("defect", ["none", "write in place"])
def test_sound_that_is_written_in_place_would_be_noticed(
    defect: str, home: Home, tmp_path: Path, temp: Path
) -> None:
    """Both clips have their sound; the film is killed as it gets it."""
    output = home.copy(tmp_path / "out")
    assert home.build(output, temp, f"{defect},die:_add_voice#3").end().code == -signal.SIGKILL
    with noticed(defect):
        home.check_nothing_is_half_done(output)


@pytest.mark.parametrize("defect", ["none", "write in place"])
@pytest.mark.parametrize("pages", [1, 24])
def test_a_full_disk_is_named_and_the_former_film_stays(
    pages: int,
    defect: str,
    home: Home,
    disk: Path,
    temp: Path,
) -> None:
    output = home.copy(disk / "out")
    ballast = fill(disk, 4096 * pages)
    ended = home.build(output, temp, defect).end()
    assert (ended.code, len(ended.noticed)) == (2 if defect == "none" else 1, 1)
    assert "no space left" in ended.noticed[0]
    assert str(output) in ended.noticed[0]
    with noticed(defect):
        home.check_nothing_is_half_done(output)
    if defect == "none":
        ballast.unlink()
        home.check_the_next_build_is_right(output, temp)


def test_a_read_only_folder_is_named_and_the_former_film_stays(
    home: Home,
    disk: Path,
    temp: Path,
) -> None:
    output = home.copy(disk / "out")
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    ended = home.build(output, temp).end()
    assert (ended.code, len(ended.noticed)) == (2, 1)
    assert f"cannot write to {output}" in ended.noticed[0]
    assert content(output) == content(home.before)


def cut(take: Path, _: Path) -> None:
    os.truncate(take, take.stat().st_size // 2)


def empty(take: Path, _: Path) -> None:
    os.truncate(take, 0)


def take_anothers(take: Path, other: Path) -> None:
    take.write_bytes(other.read_bytes())


def flip_a_bit(take: Path, _: Path) -> None:
    flip(take)


SPOILT = [cut, empty, take_anothers, flip_a_bit] if LONG else [cut, take_anothers]


@pytest.mark.parametrize("spoil", SPOILT)
@pytest.mark.parametrize("defect", ["none", "believe takes"])
def test_a_corrupt_take_is_named_with_the_remedy_which_helps(
    defect: str,
    spoil: Callable[[Path, Path], None],
    home: Home,
    tmp_path: Path,
    temp: Path,
) -> None:
    output = home.copy(tmp_path / "out")
    takes = sorted((output / "voice/en/own-me").iterdir(), key=lambda file: file.stat().st_size)
    spoil(takes[0], takes[1])
    ended = home.build(output, temp, defect).end()
    if defect != "none":
        assert ended.code == 0
        with noticed(defect):
            home.check_nothing_is_half_done(output)
        return
    assert (ended.code, len(ended.noticed)) == (2, 1)
    assert takes[0].name in ended.noticed[0]
    assert ended.noticed[0].endswith("delete it, then  this command again")
    home.check_nothing_is_half_done(output)
    takes[0].unlink()
    home.check_the_next_build_is_right(output, temp)


def test_sound_that_is_made_in_two_processes_is_the_same(home: Home, tmp_path: Path, temp: Path) -> None:
    output = home.copy(tmp_path / "out")
    ended = home.build(output, temp, jobs=2).end()
    assert (ended.code, ended.noticed) == (0, [])
    assert content(output) == content(home.right)
    assert list(temp.iterdir()) == []


def test_a_process_that_is_killed_as_it_makes_sound_is_done_without(
    home: Home, tmp_path: Path, temp: Path
) -> None:
    output = home.copy(tmp_path / "out")
    build = home.build(output, temp, jobs=2)
    fail_if_never(lambda: build.has_ended() or bool(build.workers()), "no worker comes")
    for worker in build.workers():
        os.kill(worker, signal.SIGKILL)
    ended = build.end()
    assert (ended.code, ended.noticed) == (0, [])
    assert content(output) == content(home.right)


def test_another_process_names_a_corrupt_take_too(home: Home, tmp_path: Path, temp: Path) -> None:
    output = home.copy(tmp_path / "out")
    for take in (output / "voice/en/own-me").iterdir():
        empty(take, take)
    ended = home.build(output, temp, jobs=2).end()
    assert (ended.code, len(ended.noticed)) == (2, 1)
    assert ended.noticed[0].endswith("delete it, then  this command again")
    home.check_nothing_is_half_done(output)
