"""A beat in the browser: a save gives a new picture, a fault is told and mended, and only this machine sees it."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import numpy as np
import pytest
from making import ROOT
from PIL import Image

from renders.errors import BadInputError
from renders.picture.rasterise import rasterise
from renders.picture.renderer import NoFrames, PickedFrames
from renders.products.watch.board import Board
from renders.products.watch.changes import Changes
from renders.products.watch.server import serving
from renders.products.watch.shot import Shot
from renders.products.watch.studio import Studio
from renders.request.custom import Customised
from renders.request.scenes import SceneRef
from renders.request.variant import QUALITIES, Variant
from renders.work.jobs import Counter

SMALL = Variant(quality=QUALITIES["480p15"])
PATIENCE = 60


class Browser:
    """What a browser does: it reads the page, listens to the news, and fetches pictures."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._news = urllib.request.urlopen(f"{address}news", timeout=PATIENCE)

    def told(self) -> dict[str, Any]:
        while True:
            line = self._news.readline().decode()
            assert line, "the server has ended"
            if line.startswith("data:"):
                return dict(json.loads(line[5:]))

    def get(self, place: str = "") -> bytes:
        with urllib.request.urlopen(self.address + place, timeout=PATIENCE) as answer:
            return bytes(answer.read())

    def picture(self) -> bytes:
        return self.get("picture.png")


# All of it


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project, whose words and scenes may be edited."""
    (tmp_path / "common").mkdir()
    for place in (ROOT / "common").iterdir():
        if place.name != "words":
            (tmp_path / "common" / place.name).symlink_to(place)
    shutil.copytree(ROOT / "common/words", tmp_path / "common/words")
    shutil.copytree(ROOT / "scenes", tmp_path / "scenes")
    (tmp_path / "renders").symlink_to(ROOT / "renders")
    return tmp_path


@pytest.fixture
def watching(project: Path) -> Iterator[tuple[subprocess.Popen[str], Browser]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "renders", "watch", "Kink", "zoom", "--no-open"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": "", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        assert process.stdout
        yield process, Browser(process.stdout.readline().strip())
    finally:
        process.kill()
        process.communicate()


def saved(file: Path, old: str, new: str) -> None:
    """Save as an editor does: aside, then into its place."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    aside = file.with_name(f".{file.name}.swp")
    aside.write_text(text.replace(old, new, 1), encoding="utf-8")
    aside.replace(file)


@pytest.mark.slow
def test_each_save_gives_a_new_picture_and_a_fault_is_told_until_it_is_mended(
    project: Path, watching: tuple[subprocess.Popen[str], Browser]
) -> None:
    process, browser = watching
    assert browser.told()["fault"] == ""
    seen = [browser.picture()]
    scene = project / "scenes/kink.py"
    for file, old, new in (
        (project / "common/words/en.toml", 'L1 = "L1: a corner"', 'L1 = "L1: an edge"'),
        (project / "scenes/numbers/kink.py", "Field(0.2, ge=0.01", "Field(0.1, ge=0.01"),
        (scene, "THEN = 1.7, 40", "THEN = 1.7, 20"),
        (scene, "NEAREST = 2, 5, 9, 80", "NEAREST = 2, 5, 9, 8"),
    ):
        saved(file, old, new)
        assert browser.told()["fault"] == ""
        seen.append(browser.picture())
    assert len({*seen[:3], seen[4]}) == 4
    saved(scene, "def construct", "def construct(")
    told = browser.told()
    assert "SyntaxError" in told["fault"]
    assert "kink.py, line" in told["fault"]
    assert "\n" not in told["fault"]
    assert browser.picture() == seen[-1]
    saved(scene, "def construct(", "def construct")
    assert browser.told()["fault"] == ""
    assert browser.picture() == seen[-1]
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=PATIENCE)
    assert (process.returncode, errors) == (0, "")


# Pictures


def test_the_picture_is_the_last_frame_of_the_beat(tmp_path: Path) -> None:
    scene = SceneRef("tiny_scenes", "Diving")
    timeline = rasterise(scene.load(), SMALL, NoFrames(), tmp_path)
    for beat in timeline.beats:
        frames = PickedFrames([beat.end - 1])
        rasterise(scene.load(), SMALL, frames, tmp_path)
        (pixels,) = frames.pictures.values()
        png = Shot(lambda: Customised([scene]), "Diving", beat.name, SMALL, tmp_path).run(Counter(None, 0))
        with Image.open(io.BytesIO(png)) as picture:
            assert np.array_equal(np.asarray(picture), pixels[:, :, :3])


class Chosen:
    """The scene of a module, without words of the film."""

    def __init__(self, module: str) -> None:
        self.module = module

    def __call__(self) -> Customised:
        return Customised([SceneRef(self.module, "Guest")])


GUEST = """
import time
from manim import Square
from tiny_scenes import Tiny
from tiny_words import SAID

SAID["Guest"] = {"first": "A square."}

class Guest(Tiny):
    def construct(self):
        with self.beat("first"):
            self.add(Square(side_length=1))
"""


@pytest.mark.slow
def test_what_fails_or_never_ends_is_given_up_and_the_next_save_is_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr("renders.products.watch.studio._PATIENCE", 0.5)
    file = tmp_path / "guest.py"
    file.write_text(GUEST, encoding="utf-8")
    studio = Studio(Shot(Chosen("guest"), "Guest", "first", SMALL, tmp_path / "media"), "guest")
    try:

        def drawn(text: str, *, is_late: bool = False) -> tuple[bool, str]:
            file.write_text(text, encoding="utf-8")
            outcome = studio.draw([file], lambda: is_late)
            return outcome.result is not None, outcome.cause

        assert drawn("1 / 0") == (False, "ZeroDivisionError: division by zero (guest.py:1)")
        assert drawn(GUEST) == (True, "")
        assert drawn(GUEST.replace("first", "second"), is_late=False) == (False, "Guest plays no beat first")
        assert drawn("import os; os._exit(3)") == (False, "its process ended with code 3")
        assert drawn("while True: pass", is_late=True) == (False, "it was given up after 0.5 seconds")
        assert drawn(GUEST) == (True, "")
    finally:
        studio.close()


# Saves


def test_a_save_is_noticed_once_and_neither_reading_nor_what_editors_leave_is_one(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "scenes", tmp_path / "mine"
    for each in (folder / "numbers", elsewhere):
        each.mkdir(parents=True)
    file, numbers = folder / "numbers/kink.py", elsewhere / "mine.toml"
    file.touch()
    numbers.touch()
    with Changes([folder], [numbers]) as changes:
        file.read_bytes()
        (folder / "__pycache__").mkdir()
        for left in ("__pycache__/kink.pyc", ".kink.py.swp", "kink.py~", "#kink.py#"):
            (folder / left).touch()
        (elsewhere / "other.toml").touch()
        time.sleep(0.2)
        assert not changes.are_waiting
        for each in (file, numbers):
            each.write_text("1", encoding="utf-8")
            assert changes.wait()[0] == {each}
            assert not changes.are_waiting


# The server


def test_the_page_is_for_this_machine_alone() -> None:
    with serving(Board(), 0, scene="Kink", beat="held") as address:
        assert address.startswith("http://127.0.0.1:")
        browser = Browser.__new__(Browser)
        browser.address = address
        assert b"Kink held" in browser.get()
        port = int(address.rstrip("/").rpartition(":")[2])
        with pytest.raises(OSError, match="refused"), socket.create_connection(("127.0.0.2", port), timeout=5):
            pass
        guise = urllib.request.Request(address, headers={"Host": "elsewhere.example"})
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(guise, timeout=5)
        with pytest.raises(urllib.error.HTTPError, match="404"):
            browser.get("../../etc/passwd")
        with pytest.raises(urllib.error.HTTPError, match="404"):
            browser.picture()
        with (
            pytest.raises(BadInputError, match=f"--port {port}: .* leave it out"),
            serving(Board(), port, scene="", beat=""),
        ):
            pass


def test_who_comes_late_sees_the_picture_and_who_listens_hears_of_the_next() -> None:
    board = Board()
    board.show(b"one", "", 0.5)
    with serving(board, 0, scene="Kink", beat="held") as address:
        browser = Browser(address)
        assert browser.told() == {"number": 1, "fault": "", "seconds": 0.5}
        Thread(target=board.show, args=(None, "a fault", 0.1)).start()
        assert browser.told()["fault"] == "a fault"
        assert browser.picture() == b"one"
