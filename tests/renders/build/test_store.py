from __future__ import annotations

import errno
import hashlib
import json
import multiprocessing
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import av
import numpy as np
import pytest

from renders.build import store as clip_store
from renders.build.store import ClipStore, Damaged, Entry
from renders.errors import BadInputError

FPS = 15
ABOUT = {"timeline": [["enter", 0, 8]], "title": "稀疏", "ingredients": {"scenes/kink.py": "1f"}}


def key(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def video(path: Path, frames: int, grey: int) -> bytes:
    with av.open(str(path), "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=FPS)
        stream.width, stream.height, stream.pix_fmt = 32, 32, "yuv420p"
        for number in range(frames):
            picture = np.full((32, 32, 3), grey + number, np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode())
    return path.read_bytes()


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return video(tmp_path_factory.mktemp("one") / "one.mp4", 8, 60)


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return video(tmp_path_factory.mktemp("other") / "other.mp4", 8, 160)


@pytest.fixture
def store(tmp_path: Path, one: bytes, other: bytes) -> ClipStore:
    """A store with two entries of the same number of frames."""
    store = ClipStore(tmp_path / "store")
    store.put(key("one"), one, 8, FPS, ABOUT)
    store.put(key("other"), other, 8, FPS)
    return store


def place(store: ClipStore, name: str) -> Path:
    return store.folder / key(name)[:2] / key(name)


def sound(store: ClipStore, name: str) -> Entry:
    entry = store.get(key(name))
    assert isinstance(entry, Entry)
    return entry


def test_what_was_put_is_found_again(store: ClipStore, one: bytes) -> None:
    entry = sound(store, "one")
    assert entry.file.read_bytes() == one
    assert (entry.length, entry.sha256) == (len(one), hashlib.sha256(one).hexdigest())
    assert (entry.frames, entry.fps, entry.about) == (8, FPS, ABOUT)
    assert store.put(key("third"), one, 8, FPS) == sound(store, "third")
    assert store.get(key("nobody's")) is None


def test_a_file_is_copied_and_stays(store: ClipStore, one: bytes, tmp_path: Path) -> None:
    file = tmp_path / "clip.mp4"
    file.write_bytes(one)
    store.put(key("from a file"), file, 8, FPS)
    assert sound(store, "from a file").file.read_bytes() == one == file.read_bytes()


def rewrite(path: Path, change: Callable[[bytes], bytes]) -> None:
    path.write_bytes(change(path.read_bytes()))


def flip(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


def swap(one: Path, other: Path) -> None:
    aside = one.with_name("aside")
    one.rename(aside)
    other.rename(one)
    aside.rename(other)


def claim_frames(record: bytes) -> bytes:
    content = json.loads(record)
    content["frames"] = 9
    del content["seal"]
    return json.dumps({**content, "seal": clip_store._seal(content)}).encode()


CORRUPTIONS: dict[str, tuple[Callable[[Path, Path], object], str]] = {
    "truncated": (lambda mine, _: rewrite(mine / "data.mp4", lambda data: data[:-100]), "length"),
    "empty": (lambda mine, _: rewrite(mine / "data.mp4", lambda _: b""), "length"),
    "a flipped bit": (lambda mine, _: rewrite(mine / "data.mp4", flip), "checksum"),
    "swapped videos": (lambda mine, other: swap(mine / "data.mp4", other / "data.mp4"), "length|checksum"),
    "swapped records": (lambda mine, other: swap(mine / "record.json", other / "record.json"), "another's record"),
    "swapped folders": (swap, "another's record"),
    "no video": (lambda mine, _: (mine / "data.mp4").unlink(), "no data"),
    "no record": (lambda mine, _: (mine / "record.json").unlink(), "no record"),
    "an empty record": (lambda mine, _: rewrite(mine / "record.json", lambda _: b""), "garbled record"),
    "half a record": (lambda mine, _: rewrite(mine / "record.json", lambda record: record[:70]), "garbled record"),
    "a record of another kind": (lambda mine, _: rewrite(mine / "record.json", lambda _: b"[]"), "garbled record"),
    "a flipped bit in a record": (lambda mine, _: rewrite(mine / "record.json", flip), "garbled record"),
    "another number in a record": (
        lambda mine, _: rewrite(
            mine / "record.json", lambda record: record.replace(b'"frames": 8', b'"frames": 9')
        ),
        "garbled record",
    ),
    "a wrong number of frames": (lambda mine, _: rewrite(mine / "record.json", claim_frames), "frame count"),
    "an empty folder": (lambda mine, _: [file.unlink() for file in mine.iterdir()], "no record"),
}


@pytest.mark.parametrize("corruption", CORRUPTIONS)
def test_damage_is_noticed_and_named_and_the_entry_can_be_made_anew(
    store: ClipStore, one: bytes, corruption: str
) -> None:
    corrupt, fault = CORRUPTIONS[corruption]
    corrupt(place(store, "one"), place(store, "other"))
    found = store.get(key("one"))
    assert isinstance(found, Damaged)
    assert found.fault in fault.split("|")
    assert store.get(key("one")) is None
    store.put(key("one"), one, 8, FPS, ABOUT)
    assert sound(store, "one").file.read_bytes() == one


@pytest.mark.parametrize("corruption", CORRUPTIONS)
def test_an_entry_is_stored_in_the_place_of_a_damaged_one(store: ClipStore, one: bytes, corruption: str) -> None:
    CORRUPTIONS[corruption][0](place(store, "one"), place(store, "other"))
    store.put(key("one"), one, 8, FPS, ABOUT)
    assert sound(store, "one").file.read_bytes() == one


def test_the_first_of_two_builds_keeps_its_entry(store: ClipStore, one: bytes, other: bytes) -> None:
    assert store.put(key("one"), other, 8, FPS, "mine") == sound(store, "one")
    assert sound(store, "one").file.read_bytes() == one
    assert sound(store, "one").about == ABOUT
    assert not list(store.folder.glob(".*"))


def put_often(folder: Path, data: bytes, times: int) -> None:
    store = ClipStore(folder)
    for number in range(times):
        assert store.put(key(str(number)), data, 8, FPS).file.parent == place(store, str(number))


def test_two_processes_put_the_same_keys_at_once(tmp_path: Path, one: bytes) -> None:
    context = multiprocessing.get_context("spawn")
    builders = [context.Process(target=put_often, args=(tmp_path, one, 40)) for _ in range(2)]
    for builder in builders:
        builder.start()
    for builder in builders:
        builder.join()
        assert builder.exitcode == 0
    assert len(ClipStore(tmp_path).entries()) == 40
    assert all(sound(ClipStore(tmp_path), str(number)) for number in range(40))
    assert not list(tmp_path.glob(".*"))


def test_a_reader_never_sees_half_an_entry(tmp_path: Path, one: bytes) -> None:
    store = ClipStore(tmp_path)
    seen: set[type] = set()
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.add(type(store.get(key("one"))))

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(60):
        store.put(key("one"), one, 8, FPS)
        store.remove([key("one")])
    done.set()
    reader.join()
    assert seen <= {Entry, type(None)}


def test_that_test_notices_an_entry_that_is_written_in_place(
    store: ClipStore, one: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.remove([key("one")])
    seen = []

    def look(_: Path) -> None:
        seen.append(type(store.get(key("one"))))

    monkeypatch.setattr(clip_store, "reach_the_disk", look)
    store.put(key("one"), one, 8, FPS)
    assert set(seen[:-1]) == {type(None)}
    seen.clear()
    store.remove([key("one")])
    monkeypatch.setattr(clip_store, "discard", lambda *_: None)
    monkeypatch.setattr(clip_store, "unfinished", lambda _: nullcontext(place(store, "one").parent))
    store.put(key("one"), one, 8, FPS)
    assert Damaged in seen


def test_a_killed_put_leaves_nothing_under_a_final_name(tmp_path: Path, one: bytes) -> None:
    (tmp_path / "one.mp4").write_bytes(one)
    script = """
import os, signal, sys
from pathlib import Path
from renders.build import store as clip_store
clip_store.reach_the_disk = lambda path: path.name == "record.json" and os.kill(os.getpid(), signal.SIGKILL)
clip_store.ClipStore(Path("store")).put("ab" * 32, Path("one.mp4"), 8, 15)
"""
    root = Path(__file__).resolve().parents[3]
    subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(root)}, check=False
    )
    store = ClipStore(tmp_path / "store")
    assert store.get("ab" * 32) is None
    assert len(list(store.folder.iterdir())) == 1
    store.sweep()
    assert not list(store.folder.iterdir())


@pytest.mark.parametrize("call", ["write", "fsync", "mkdir", "rename"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS])
def test_a_disk_that_refuses_is_named_in_one_line_and_nothing_is_left(
    store: ClipStore, one: bytes, monkeypatch: pytest.MonkeyPatch, call: str, code: int
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        if call == "write":
            patch.setattr(clip_store, "_write", refuse)
        elif call == "fsync":
            patch.setattr(os, "fsync", refuse)
        else:
            patch.setattr(Path, call, refuse)
        with pytest.raises(
            BadInputError, match=r"^cannot write to .*store: .*; (make room|let it be written to).*, or name .*$"
        ) as raised:
            store.put(key("third"), one, 8, FPS)
    assert "\n" not in str(raised.value)
    assert store.get(key("third")) is None
    assert set(store.entries()) == {key("one"), key("other")}
    assert not list(store.folder.glob(".*"))


def test_a_read_only_store_is_read_and_its_damage_still_noticed(
    store: ClipStore, one: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    rewrite(place(store, "other") / "data.mp4", flip)
    monkeypatch.setattr(Path, "rename", refuse)
    assert sound(store, "one").file.read_bytes() == one
    assert store.get(key("other")) == store.get(key("other")) == Damaged("checksum")
    with pytest.raises(BadInputError, match=r"cannot write to .*store"):
        store.put(key("other"), one, 8, FPS)
    with pytest.raises(BadInputError, match=r"cannot write to .*store"):
        store.remove([key("one")])


def test_entries_are_listed_measured_and_removed(store: ClipStore, one: bytes, other: bytes) -> None:
    entries = store.entries()
    assert entries[key("one")] == sound(store, "one")
    records = [(place(store, name) / "record.json").stat().st_size for name in ("one", "other")]
    assert store.size([key("one")]) == len(one) + records[0]
    assert store.size() == len(one) + len(other) + sum(records)
    (place(store, "other") / "record.json").unlink()
    assert store.entries()[key("other")] == Damaged("no record")
    store.remove([key("one"), key("nobody's")])
    assert set(store.entries()) == {key("other")}
    assert store.size([key("one")]) == 0


def test_a_store_that_nobody_made_is_empty(tmp_path: Path) -> None:
    store = ClipStore(tmp_path / "nowhere")
    store.sweep()
    assert store.get(key("one")) is None
    assert store.entries() == {}
    assert store.size() == 0
