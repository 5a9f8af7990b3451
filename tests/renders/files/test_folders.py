from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from renders.files.atomic import UnwritableError
from renders.files.folders import folder_aside


def fill(folder: Path, text: Any) -> None:
    """Let the folder hold a page; where ``text`` is none, an error comes after half of the work."""
    with folder_aside(folder) as part:
        (part / "page").touch()
        (part / "page").write_text(text, encoding="utf-8")


def test_a_new_folder_takes_the_place_of_the_old_with_nothing_left_of_it(tmp_path: Path) -> None:
    with folder_aside(tmp_path / "deck") as part:
        (part / "old").touch()
    fill(tmp_path / "deck", "new")
    assert [path.name for path in (tmp_path / "deck").iterdir()] == ["page"]
    assert [path.name for path in tmp_path.iterdir()] == ["deck"]


def test_an_error_leaves_the_old_folder_as_it_was(tmp_path: Path) -> None:
    fill(tmp_path / "deck", "good")
    with pytest.raises(TypeError):
        fill(tmp_path / "deck", None)
    assert (tmp_path / "deck" / "page").read_text(encoding="utf-8") == "good"
    assert [path.name for path in tmp_path.iterdir()] == ["deck"]


def test_the_old_folder_comes_back_if_the_new_one_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path / "deck", "good")
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path.name == "new":
            raise OSError(28, "No space left on device")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(UnwritableError, match="no space left"):
        fill(tmp_path / "deck", "new")
    assert (tmp_path / "deck" / "page").read_text(encoding="utf-8") == "good"
    assert [path.name for path in tmp_path.iterdir()] == ["deck"]


def test_a_file_in_the_way_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "deck").write_text("not a folder", encoding="utf-8")
    fill(tmp_path / "deck", "new")
    assert (tmp_path / "deck" / "page").read_text(encoding="utf-8") == "new"
