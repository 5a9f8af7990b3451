from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

import pytest
from typed import FOLDER, Result

from renders.build import clips as build
from renders.build import planning, stock
from renders.build.schedule import Part
from renders.build.task import PartTask
from renders.files.atomic import digest
from renders.request.scenes import SceneRef
from renders.work import crew
from renders.work.jobs import InlineExecutor

SMALL = ["--quality", "480p15"]
Typed = Callable[[str, list[str]], Result]


class Recorder(InlineExecutor):
    """Works in this process, and keeps a list of the parts that it was given."""

    slots = 1

    def __init__(self) -> None:
        self.counts = [0] * 9
        self.parts: list[tuple[str, int, int]] = []

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        number, task = args
        assert isinstance(task, PartTask)
        self.parts.append((task.name, task.first, task.last))
        return super().submit(function, number, task, **kwargs)


@pytest.fixture
def recorder(monkeypatch: pytest.MonkeyPatch) -> Recorder:
    """Stands in for the local workers."""
    found = Recorder()

    def hire(_: int, __: int) -> Executor:
        return found

    monkeypatch.setattr(crew, "LocalExecutor", hire)
    return found


def a_part_a_beat(scenes: Any, *_: object) -> list[Part]:
    return [Part(scene, beat, beat) for scene, cost in scenes.items() for beat in cost.beats]


def files(folder: Path) -> dict[str, tuple[str, int]]:
    return {file.name: (digest(file), file.stat().st_mtime_ns) for file in folder.iterdir()}


def bytes_of(folder: Path) -> dict[str, str]:
    return {name: value for name, (value, _) in files(folder).items()}


def test_a_rebuild_with_nothing_changed_draws_nothing_and_writes_nothing(
    renders: Typed, film_folder: Path, recorder: Recorder
) -> None:
    before = files(film_folder)
    result = renders("Moving Blink Flat", ["film", *SMALL, "--output", str(film_folder.parent)])
    assert result.code == 0
    assert recorder.parts == []
    assert files(film_folder) == before


def test_parts_of_beats_make_the_very_bytes_of_whole_scenes(
    renders: Typed, film_folder: Path, tmp_path: Path, recorder: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "plan", a_part_a_beat)
    assert renders("Moving Blink Flat", ["film", *SMALL, "--output", str(tmp_path / "new")]).code == 0
    assert recorder.parts == [("Moving", 0, 0), ("Moving", 1, 1), ("Blink", 0, 0), ("Flat", 0, 0)]
    assert bytes_of(tmp_path / "new" / FOLDER) == bytes_of(film_folder)


def test_a_scene_whose_ingredients_changed_is_rendered_again_and_no_other(
    renders: Typed, film_folder: Path, recorder: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = bytes_of(film_folder)
    real = build.ingredients

    def edited(scene: SceneRef, *rest: Any) -> dict[str, str]:
        return real(scene, *rest) | ({"words": "new"} if scene.name == "Flat" else {})

    for module in (build, stock):
        monkeypatch.setattr(module, "ingredients", edited)
    result = renders("Moving Blink Flat", ["film", *SMALL, "--output", str(film_folder.parent)])
    assert result.code == 0
    assert recorder.parts == [("Flat", 0, 0)]
    assert bytes_of(film_folder) == before


def test_an_interrupted_build_goes_on_where_it_was(
    renders: Typed, film_folder: Path, tmp_path: Path, recorder: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "plan", a_part_a_beat)
    command = ["clip", "Moving", *SMALL, "--output", str(tmp_path / "new")]
    with monkeypatch.context() as patch:
        patch.setattr(planning, "plan", lambda *_: [Part(SceneRef("tiny_scenes", "Moving"), 1, 1)])
        assert renders("Moving", command).code == 1
    recorder.parts.clear()
    assert renders("Moving", command).code == 0
    assert recorder.parts == [("Moving", 0, 0)]
    assert digest(tmp_path / "new" / FOLDER / "Moving.mp4") == digest(film_folder / "Moving.mp4")


def test_what_is_edited_while_it_is_rendered_is_not_kept(
    renders: Typed, tmp_path: Path, recorder: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = build.ingredients

    def edited(*arguments: Any) -> dict[str, str]:
        return real(*arguments) | {"words": str(len(recorder.parts))}

    for module in (build, stock):
        monkeypatch.setattr(module, "ingredients", edited)
    result = renders("Flat", ["film", *SMALL, "--output", str(tmp_path)])
    assert result.code == 2
    assert "Flat was edited while it was rendered: run the command again" in result.err
    assert not list(tmp_path.rglob("*.mp4"))


def test_a_damaged_clip_is_rendered_again_with_one_line_of_notice(
    renders: Typed, film_folder: Path, recorder: Recorder
) -> None:
    before = bytes_of(film_folder)
    store = film_folder.parent / "store"
    stored = [file for file in store.rglob("data.mp4") if digest(file) == digest(film_folder / "Flat.mp4")]
    stored[0].write_bytes(stored[0].read_bytes()[:-1])
    result = renders("Moving Blink Flat", ["film", *SMALL, "--output", str(film_folder.parent)])
    assert result.code == 0
    (notice,) = (line for line in result.err.splitlines() if line.startswith("renders:"))
    assert notice == "renders: Flat: a stored clip is damaged (length) and will be rendered again"
    assert recorder.parts == [("Flat", 0, 0)]
    assert bytes_of(film_folder) == before


@pytest.mark.parametrize("name", ["film.mp4", "film.srt", "film.json", "Flat.mp4", "Flat.vtt"])
@pytest.mark.parametrize("damage", ["gone", "short", "other"])
def test_a_damaged_file_for_people_is_made_anew_from_the_store(
    renders: Typed, film_folder: Path, recorder: Recorder, name: str, damage: str
) -> None:
    before = bytes_of(film_folder)
    content = (film_folder / name).read_bytes()
    if damage == "gone":
        (film_folder / name).unlink()
    else:
        (film_folder / name).write_bytes(content[:-1] if damage == "short" else b"\x00" + content[1:])
    assert renders("Moving Blink Flat", ["film", *SMALL, "--output", str(film_folder.parent)]).code == 0
    assert recorder.parts == []
    assert bytes_of(film_folder) == before


def test_clean_shows_what_it_would_free_and_keeps_what_the_film_uses(
    renders: Typed, film_folder: Path, recorder: Recorder
) -> None:
    output = film_folder.parent
    stored = set((output / "store").glob("*/*"))
    assert renders("Moving Flat", ["clean", "--output", str(output)]).out.startswith("1 of 3 stored clips")
    assert set((output / "store").glob("*/*")) == stored
    assert "freed" in renders("Moving Flat", ["clean", "--delete", "--output", str(output)]).out
    assert len(set((output / "store").glob("*/*")) & stored) == 2
    assert renders("Moving Flat", ["clean", "--output", str(output)]).out == "nothing to free\n"
    assert renders("Moving Flat", ["film", *SMALL, "--output", str(output)]).code == 0
    assert recorder.parts == []


def test_clean_knows_the_variants_by_their_folders(renders: Typed, film_folder: Path) -> None:
    output = film_folder.parent
    film_folder.rename(output / "en-1x1-dark-480p15")
    assert renders("Moving Blink Flat", ["clean", "--output", str(output)]).out.startswith("3 of 3 stored clips")


def test_clean_refuses_a_folder_that_is_not_there(renders: Typed, tmp_path: Path) -> None:
    result = renders("Moving", ["clean", "--output", str(tmp_path / "none")])
    assert result.code == 2
    assert "--output" in result.err


def test_a_preview_is_the_beat_alone(renders: Typed, tmp_path: Path) -> None:
    result = renders("Moving", ["preview", "Moving", "cross_over", "--output", str(tmp_path)])
    assert result.code == 0
    assert result.out.strip() == str(tmp_path / FOLDER / "Moving-cross_over.mp4")


def test_a_scene_drawn_by_chance_is_named_and_its_parts_are_not_kept(
    renders: Typed, tmp_path: Path, recorder: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "plan", a_part_a_beat)
    result = renders("Unsteady", ["film", *SMALL, "--output", str(tmp_path)])
    assert result.code == 1
    assert recorder.parts == [("Unsteady", 0, 0), ("Unsteady", 1, 1)]
    assert "renders: Unsteady failed: Unsteady went differently the second time" in result.err
    assert not list(tmp_path.rglob("*.mp4"))
