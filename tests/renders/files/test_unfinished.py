"""What a living process has not finished stays, and what a killed one left goes, whoever sweeps."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from builds import ROOT, fail_if_never

from renders.files import unfinished as module
from renders.files.unfinished import discard, held, sweep, unfinished, visible

KINDS = 6  # scratch of an executor and of one task, a file, some files, a folder, an entry of the store


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that has begun one of every kind in ``tmp_path``, with a worker."""
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).parents[1] / "held_folders.py"), str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "begun\n"
    yield process
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def test_what_a_process_of_another_container_holds_stays_until_it_is_killed(
    tmp_path: Path, holder: subprocess.Popen[str]
) -> None:
    begun = set(tmp_path.iterdir())
    assert len(begun) == KINDS
    assert all(folder.name.startswith(".") for folder in begun)
    inside = {path for folder in begun for path in folder.rglob("*")}
    sweep(tmp_path)
    assert set(tmp_path.iterdir()) == begun
    assert {path for folder in begun for path in folder.rglob("*")} == inside
    os.killpg(holder.pid, signal.SIGKILL)
    holder.wait()

    def is_swept() -> bool:  # once the system has taken the worker's memory back
        sweep(tmp_path)
        return not list(tmp_path.iterdir())

    fail_if_never(is_swept, "it is not swept")


def test_a_folder_stays_as_long_as_one_of_those_that_hold_it(tmp_path: Path) -> None:
    with unfinished(tmp_path) as folder:
        folder.rename(tmp_path / "left by a killed build")
    (tmp_path / "left by a killed build").rename(folder)
    with held(folder):
        with held(folder):  # another worker
            pass
        sweep(tmp_path)
        assert folder.exists()
    sweep(tmp_path)
    assert not folder.exists()
    with pytest.raises(FileNotFoundError), held(folder):
        pass


def test_a_folder_that_is_swept_before_it_is_locked_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    swept = []
    lock = fcntl.flock

    def sweep_first(opened: int, how: int) -> None:
        if how == fcntl.LOCK_SH and len(swept) < 2:
            swept.extend(tmp_path.iterdir())
            monkeypatch.setattr(fcntl, "flock", lock)
            sweep(tmp_path)
            monkeypatch.setattr(fcntl, "flock", sweep_first)
        lock(opened, how)

    monkeypatch.setattr(fcntl, "flock", sweep_first)
    with unfinished(tmp_path) as folder:
        assert len(swept) == 2
        assert folder not in swept
        sweep(tmp_path)
        assert list(tmp_path.iterdir()) == [folder]
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_swept_as_soon_as_it_is_made_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = []
    really = module._open_lock

    def sweep_first(folder: Path) -> int:
        opened.append(folder)
        if len(opened) == 1:
            shutil.rmtree(folder)
        return really(folder)

    monkeypatch.setattr(module, "_open_lock", sweep_first)
    with unfinished(tmp_path) as folder:
        assert folder.exists()
        assert opened == [opened[0], folder]


def test_what_was_killed_before_it_took_the_lock_is_swept(tmp_path: Path) -> None:
    with unfinished(tmp_path) as folder:
        left = folder.with_name(folder.name.replace(folder.name[9:12], "abc"))
    left.mkdir()
    (left / "half a film").touch()
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_on_a_disk_without_locks_everything_works_and_nothing_is_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)
    with unfinished(tmp_path) as folder:
        sweep(tmp_path)
        assert folder.exists()
    assert list(tmp_path.iterdir()) == []


def test_what_others_put_there_stays(tmp_path: Path) -> None:
    place = tmp_path / "place"
    place.mkdir()
    with unfinished(place) as folder:
        name = folder.name
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (place / name).symlink_to(elsewhere)
    (place / f"{name[:-6]}1.part").touch()
    for other in (".notes.part", ".renders-x", "renders-1.part"):
        (place / other).mkdir()
    before = set(tmp_path.rglob("*"))
    sweep(place)
    assert set(tmp_path.rglob("*")) == before


def test_what_is_discarded_is_swept_if_its_deletion_is_cut_short(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "store" / "entry").mkdir(parents=True)
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", lambda *_, **__: None)
        discard(tmp_path / "store" / "entry", tmp_path)
    assert not (tmp_path / "store" / "entry").exists()
    assert len(list(tmp_path.iterdir())) == 2
    sweep(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_a_hidden_folder_is_called_by_the_one_that_a_person_sees(tmp_path: Path) -> None:
    with unfinished(tmp_path) as outer, unfinished(outer) as inner:
        assert visible(inner / "film.mp4") == visible(outer) == tmp_path
    assert visible(tmp_path / "film.mp4") == tmp_path / "film.mp4"
