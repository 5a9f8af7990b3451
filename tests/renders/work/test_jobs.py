from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from typed import FOLDER, Result

from renders.build.clip import join_segments
from renders.build.parts import render_part
from renders.build.task import PartTask
from renders.files.unfinished import sweep
from renders.picture.timeline import UnsteadySceneError
from renders.request.scenes import SceneRef
from renders.request.variant import QUALITIES, Variant
from renders.work.jobs import Counter

ROOT = Path(__file__).resolve().parents[3]
SMALL = ["--quality", "480p15"]
Typed = Callable[[str, list[str]], Result]


@pytest.fixture
def hired() -> None:
    """Workers, as for everyone: these tests are about them."""


@pytest.mark.parametrize(
    ("scene", "cause"),
    [
        ("Failing", "ArithmeticError: the optimum is not optimal by 3.2e-1 (tiny_scenes.py:"),
        ("Killed", "its process was killed by SIGKILL (out of memory? try fewer --jobs); it was tried 3 times"),
    ],
)
def test_a_scene_that_fails_is_named_and_the_others_finish(
    renders: Typed, film_folder: Path, scene: str, cause: str
) -> None:
    film = (film_folder / "film.mp4").read_bytes()
    clip = (film_folder / "Moving.mp4").read_bytes()
    (film_folder / "Moving.mp4").unlink()
    result = renders(f"{scene} Moving", ["film", *SMALL, "--jobs", "2", "--output", str(film_folder.parent)])
    assert result.code == 1
    complaints = [line for line in result.err.splitlines() if line.startswith("renders:")]
    assert len(complaints) == 1
    assert f"{scene} failed: {cause}" in complaints[0]
    assert (film_folder / "film.mp4").read_bytes() == film
    assert (film_folder / "Moving.mp4").read_bytes() == clip
    assert not (film_folder / f"{scene}.mp4").exists()
    assert (film_folder / f"{scene}.log").exists()
    assert not list(film_folder.glob(".*"))


def test_a_lost_worker_costs_only_its_own_part(
    renders: Typed, film_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KILLED_ONCE", str(tmp_path / "mark"))
    result = renders("KilledOnce Flat", ["film", *SMALL, "--jobs", "2", "--output", str(tmp_path / "new")])
    assert result.code == 0, result.err
    assert (tmp_path / "mark").exists()
    clip = tmp_path / "new" / FOLDER / "KilledOnce.mp4"
    assert clip.read_bytes() == (film_folder / "Moving.mp4").read_bytes()


def test_parts_that_do_not_fit_together_are_refused() -> None:
    variant = Variant(quality=QUALITIES["480p15"])
    parts = [PartTask(SceneRef("tiny_scenes", "Unsteady"), variant, beat, beat) for beat in (0, 1)]
    segments = [segment for part in parts for segment in render_part(part, Counter(None, 0))]
    with pytest.raises(UnsteadySceneError, match="Unsteady went differently the second time"):
        join_segments(segments, variant.fps)


def test_debug_shows_the_trace(renders: Typed, tmp_path: Path) -> None:
    result = renders("Failing", ["clip", "Failing", *SMALL, "--debug", "--output", str(tmp_path)])
    assert result.code == 1
    assert "Traceback (most recent call last)" in result.err


def test_a_log_of_yesterday_goes_once_the_scene_renders(renders: Typed, tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "Flat.log").touch()
    assert renders("Flat", ["clip", "Flat", *SMALL, "--output", str(tmp_path)]).code == 0
    assert not (tmp_path / FOLDER / "Flat.log").exists()


@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_ended_render_leaves_no_process_and_no_stump(tmp_path: Path, blow: signal.Signals) -> None:
    folder = tmp_path / FOLDER
    command = [sys.executable, str(Path(__file__).parents[1] / "tiny_film.py"), "Slow,Moving", "film", *SMALL]
    process = subprocess.Popen(
        [*command, "--output", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"},
        stderr=(tmp_path / "said").open("w"),
        start_new_session=True,
    )
    until(lambda: "Slow:" in (tmp_path / "said").read_text() or process.poll() is not None)
    if blow == signal.SIGINT:
        os.killpg(process.pid, blow)
    else:
        process.send_signal(blow)
    process.wait(timeout=30)
    error = (tmp_path / "said").read_text()
    until(lambda: not group_members(process.pid))
    if blow == signal.SIGKILL:
        sweep(folder)
    else:
        assert process.returncode == 130, error
        assert "Traceback" not in error
        assert "interrupted" in error.splitlines()[-1]
    assert list(folder.iterdir()) == []


def test_it_works_in_a_folder_with_a_difficult_name(tmp_path: Path) -> None:
    root = tmp_path / "it's 一个 folder"
    for part in ("common", "renders", "scenes", "tests/renders"):
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("out", "__pycache__"))
    done = subprocess.run(
        [sys.executable, "tests/renders/tiny_film.py", "Moving,Flat", "film", *SMALL],
        cwd=root,
        env={**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (root / "renders/out" / FOLDER / "film.mp4").exists()


def until(holds: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def group_members(group: int) -> list[int]:
    """The processes of a process group that still run; zombies count as ended."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, member = entry.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(member) == group and state != "Z":
            found.append(int(entry.parent.name))
    return found
