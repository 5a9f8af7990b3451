"""Custom numbers and data of several scenes reach the scene that they were typed for, and no other."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typed import FOLDER, Result

from common.maths.data.sets import diabetes
from renders.errors import BadInputError
from renders.request.addressed import Typed, customised
from renders.request.custom import Customised, custom_numbers
from renders.request.scenes import SceneRef, find_scenes
from renders.request.table import CustomData
from scenes.film import FILM

SMALL = ["--quality", "480p15"]
SCENES = [SceneRef.parse(scene) for scene in FILM]
Run = Callable[[str, list[str]], Result]


def asked(names: str, typed: Typed) -> Customised:
    read = partial(CustomData.named, decimal=None)
    return customised(find_scenes(names.split(), SCENES), typed, read, ["en", "zh"], SCENES)


def numbers(custom: Customised) -> dict[str, dict[str, float]]:
    return {scene.name: json.loads(scene.numbers) for scene in custom.scenes if scene.numbers}


def have(found: dict[str, dict[str, float]], **due: dict[str, float]) -> bool:
    """Whether these scenes and no others have custom numbers, and these among them: others follow."""
    return found.keys() == due.keys() and all(due[name].items() <= found[name].items() for name in due)


def test_each_number_is_for_the_scene_that_it_begins_with() -> None:
    custom = asked("", Typed(settings=["Kink.centre=0.6", "Kink.weak = 0.15"]))
    assert have(numbers(custom), Kink={"centre": 0.6, "weak": 0.15})
    assert [scene.name for scene in custom.scenes] == [scene.name for scene in SCENES]
    assert list(custom.texts) == ["Kink.toml"]


def test_of_a_single_scene_the_name_may_be_left_out_and_nothing_changes() -> None:
    alone = custom_numbers(find_scenes(["Kink"], SCENES), None, ["centre=0.6"], "en")
    assert (
        asked("Kink", Typed(settings=["centre=0.6"]))
        == asked("Kink", Typed(settings=["Kink.centre=0.6"]))
        == alone
    )


def test_a_file_may_have_a_table_a_scene_and_serves_the_film_and_each_clip(tmp_path: Path) -> None:
    file = tmp_path / "course.toml"
    file.write_text("[Kink]\ncentre = 0.6\n[Priors]\nwide = 1.2\n", encoding="utf-8")
    whole = asked("", Typed(numbers=[str(file)]))
    assert have(numbers(whole), Kink={"centre": 0.6}, Priors={"wide": 1.2})
    assert have(numbers(asked("Kink", Typed(numbers=[str(file)]))), Kink={"centre": 0.6})
    assert asked("Steps", Typed(numbers=[str(file)])) == Customised(find_scenes(["Steps"], SCENES))
    assert whole.folder.startswith("own-course-")


def test_a_setting_goes_before_the_file_of_its_scene(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("centre = 0.6\nweak = 0.15\n", encoding="utf-8")
    custom = asked("Kink Steps", Typed(numbers=[f"Kink={file}"], settings=["Kink.centre=0.55"]))
    assert have(numbers(custom), Kink={"centre": 0.55, "weak": 0.15})


def test_both_beats_of_a_scene_have_its_numbers() -> None:
    kink = find_scenes(["Kink"], SCENES)[0]
    beats = [SceneRef(kink.module, kink.name, beat=beat) for beat in ("grow", "held")]
    custom = customised(
        beats, Typed(settings=["centre=0.6"]), partial(CustomData.named, decimal=None), ["en"], SCENES
    )
    assert [scene.beat for scene in custom.scenes] == ["grow", "held"]
    assert all(json.loads(scene.numbers)["centre"] == 0.6 for scene in custom.scenes)


def test_data_go_to_the_only_scene_that_shows_some_or_to_the_one_they_begin_with(tmp_path: Path) -> None:
    file = tmp_path / "houses.csv"
    data = diabetes()
    rows = [",".join([*data.names, "price"])]
    rows += [",".join(map(str, row)) for row in np.column_stack([data.design, data.targets]).tolist()]
    file.write_text("\n".join(rows), encoding="utf-8")
    typed = Typed(data=[str(file)], targets=["price"])
    assert list(numbers(asked("Kink Selection", typed))) == ["Selection"]
    with pytest.raises(BadInputError, match=r"here are 2, Overfit, Selection: write --data SCENE="):
        asked("", typed)
    both = Typed(data=[f"Overfit={file}", f"Selection={file}"], targets=["price"], features=["Overfit=bmi"])
    custom = asked("", both)
    assert list(numbers(custom)) == ["Overfit", "Selection"]
    names = {scene.name: scene.load().numbers.data.names for scene in custom.scenes if scene.numbers}
    assert names == {"Overfit": ("bmi", "price"), "Selection": (*data.names, "price")}
    assert sorted(custom.texts) == ["Overfit.csv", "Overfit.toml", "Selection.csv", "Selection.toml"]


@pytest.mark.parametrize(
    ("names", "typed", "line"),
    [
        ("", Typed(settings=["centre=2"]), "--set centre=2 belongs to one scene, and here are 11"),
        ("", Typed(settings=["Kinks.centre=2"]), "unknown scene in --set 'Kinks': did you mean Kink?"),
        ("Kink", Typed(settings=["Steps.step=0.25"]), "unknown scene in --set 'Steps': choose from Kink"),
        ("Kink", Typed(settings=["Kink.centr=2"]), "did you mean centre?"),
        ("", Typed(settings=["Kink.centre=0"]), "--set centre=0: Kink cannot show these numbers"),
        ("", Typed(numbers=["Kink="]), "has no name"),
        ("Kink", Typed(numbers=["https://example.com/kink.toml"]), "is an address: download the file"),
        ("", Typed(numbers=["Kink=a.toml", "Kink=b.toml"]), "a.toml and b.toml have numbers of Kink"),
        (
            "",
            Typed(data=["Kink=a.csv"], targets=["y"]),
            "unknown scene in --data 'Kink': choose from Overfit, Selection",
        ),
        ("Kink Steps", Typed(data=["a.csv"], targets=["y"]), "--data: Kink shows no data"),
        ("", Typed(targets=["y"]), "--target says how to read --data"),
    ],
)
def test_what_is_for_no_scene_is_refused_in_one_line(names: str, typed: Typed, line: str) -> None:
    with pytest.raises(BadInputError) as error:
        asked(names, typed)
    assert line in str(error.value)
    assert "\n" not in str(error.value)


def test_numbers_without_a_table_are_refused_in_a_file_for_several_scenes(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("centre = 0.6\n", encoding="utf-8")
    with pytest.raises(
        BadInputError, match=r"mine\.toml: centre belongs to one scene, .*: write it below \[SCENE\]"
    ):
        asked("Kink Steps", Typed(numbers=[str(file)]))


# Folders


def test_different_numbers_of_several_scenes_have_different_folders() -> None:
    typed: Sequence[Sequence[str]] = (
        ["Kink.centre=0.6"],
        ["Kink.centre=0.6", "Priors.wide=1.2"],
        ["Kink.centre=0.55", "Priors.wide=1.2"],
    )
    assert len({asked("", Typed(settings=each)).folder for each in typed}) == 3


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=50))
def test_a_folder_has_a_name_that_any_disk_takes_or_is_refused(name: str) -> None:
    try:
        folder = asked("Kink", Typed(settings=["centre=0.6"], name=name)).folder
    except BadInputError:
        assert not name.isalnum() or len(name) > 40 or name.casefold() == "kink"
    else:
        assert folder == name
        assert Path(folder).name == folder
        assert not folder.startswith((".", "-"))
        assert folder.replace("-", "").replace("_", "").isalnum()


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "-x", "kink", "Kink-held", "a b", "a\n", "x" * 41])
def test_a_name_that_is_unsafe_or_taken_is_refused(name: str) -> None:
    with pytest.raises(BadInputError, match="--name"):
        asked("Kink", Typed(settings=["centre=0.6"], name=name))


def test_a_name_without_numbers_is_refused() -> None:
    with pytest.raises(BadInputError, match=r"--name lecture .* custom numbers"):
        asked("Kink", Typed(name="lecture"))


def test_a_named_folder_never_mixes_the_numbers_of_a_scene(renders: Run, tmp_path: Path) -> None:
    def typed(*more: str) -> Result:
        return renders("Numbered Flat", [*more, "--name", "lecture", *SMALL, "--output", str(tmp_path)])

    folder = tmp_path / FOLDER / "lecture"
    still = ("still", "Numbered", "bars")
    assert typed(*still, "--set", "count=2").code == 0
    before = {file: file.read_bytes() for file in folder.iterdir()}
    assert set(before) == {folder / "Numbered-bars-end.png", folder / "Numbered.toml"}
    assert typed("clip", "Numbered:bars", "--set", "count=2").code == 0
    for refused in ([*still, "--set", "count=4"], ["film", "--set", "Numbered.count=4"]):
        result = typed(*refused)
        assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
        assert "Numbered.toml is of other numbers: choose another --name" in result.err
    assert {file: file.read_bytes() for file in before} == before


def test_the_film_takes_numbers_and_keeps_them_beside_it(renders: Run, tmp_path: Path) -> None:
    typed = ["film", "--set", "Numbered.count=2", "--name", "lecture", *SMALL, "--output", str(tmp_path)]
    result = renders("Numbered Flat", typed)
    assert result.code == 0, result.err
    folder = tmp_path / FOLDER / "lecture"
    assert {"film.mp4", "Numbered.mp4", "Flat.mp4", "Numbered.toml"} <= {file.name for file in folder.iterdir()}
    assert "count = 2" in (folder / "Numbered.toml").read_text(encoding="utf-8")
    assert not (folder / "Flat.toml").exists()
    assert sorted(result.out.split()) == sorted(str(file) for file in folder.iterdir())


def test_page_and_uploads_take_numbers_and_keep_them_beside_what_they_write(renders: Run, tmp_path: Path) -> None:
    more = ["--set", "Numbered.count=2", "--name", "lecture", *SMALL, "--output", str(tmp_path)]
    assert renders("Numbered Flat", ["page", "--language", "en", *more]).code == 0
    page = tmp_path / "page-lecture"
    assert {"index.html", "Numbered.toml"} <= {file.name for file in page.iterdir()}
    assert not (tmp_path / "page").exists()
    uploaded = renders("Numbered Flat", ["publish", "youtube", "Numbered", *more])
    assert uploaded.code == 1, "limits are for longer films"
    (folder,) = (tmp_path / "publish/youtube").glob("*/lecture")
    assert {file.name for file in folder.iterdir()} == {"Numbered", "Numbered.toml"}
    assert str(folder / "Numbered.toml") in uploaded.out
    other = [each.replace("count=2", "count=4") for each in more]
    for command in (["page", "--language", "en"], ["publish", "youtube", "Numbered"]):
        refused = renders("Numbered Flat", [*command, *other])
        assert (refused.code, refused.err.count("\n")) == (2, 1)
        assert "Numbered.toml is of other numbers" in refused.err
