from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import grimp
import pytest
from grimp.exceptions import SourceSyntaxError
from own_process import ROOT, owners_of, run, telling

from common.voice.takes import FOLDER as TAKES
from common.words import all_words
from common.words.loading import FOLDER
from renders.build import sources
from renders.build.keys import CLIP_MAKERS, differences, ingredients, key_of
from renders.build.sources import Sources
from renders.errors import BadInputError
from renders.request.scenes import SceneRef
from renders.request.variant import QUALITIES, Variant
from renders.work.libraries import libraries
from renders.work.versions import packages
from scenes.film import FILM

SMALL = Variant(quality=QUALITIES["480p15"])
SCENES = ("Kink", "Steps", "ShrinkingRegion", "Patients")
"""Those of the film that are edited here, and one that is made for it."""

EN = {f"{scene} en" for scene in SCENES}
ZH = {f"{scene} zh" for scene in SCENES}
ALL = EN | ZH

EDITS = {
    "scenes/kink.py": {"Kink en", "Kink zh"},
    "scenes/steps.py": {"Steps en", "Steps zh"},
    "common/figures/walker.py": {"Steps en", "Steps zh"},
    "common/figures/meeting_plane.py": {"ShrinkingRegion en", "ShrinkingRegion zh"},
    "common/figures/panel.py": {each for each in ALL if each.startswith("ShrinkingRegion")},
    "common/figures/__init__.py": ALL,
    "common/maths/data/sets.py": {each for each in ALL if each.startswith(("Patients", "Kink"))},
    "common/maths/data/diabetes.csv": {each for each in ALL if each.startswith(("Patients", "Kink"))},
    "common/explainer.py": ALL,
    "common/fonts/FilmInter-Bold.ttf": ALL,
    "common/fonts/fonts.conf": ALL,
    "common/surroundings.py": ALL,
    "common/words/en.toml": {"Kink en"},
    "common/words/zh.toml": {"Kink zh"},
    "common/words/en-custom.toml": {"Kink en"},
    "common/words/zh-custom.toml": {"Kink zh"},
    "renders/video/encoder.py": ALL,
    "renders/video/joining.py": ALL,
    "renders/picture/rasterise.py": ALL,
    "renders/picture/session.py": ALL,
    "renders/cli/film.py": set(),
    "renders/build/film.py": set(),
    "scenes/film.py": set(),
    "common/maths/probability/zeros.py": set(),
    "common/fonts/make_fonts.py": set(),
    "common/fonts/Inter-LICENSE.txt": set(),
    "common/figures/.window.py.swp": set(),
    "common/figures/window.py~": set(),
    "scenes/draft.py": set(),
}
"""What is edited or made, and the clips that it changes."""

MEASURE = """
import json, re, sys
from pathlib import Path
from renders.request.scenes import SceneRef
from renders.build.keys import ingredients, key_of
from renders.build.sources import Sources
from renders.request.variant import Variant

FILM = json.loads(sys.argv[1])

def keys():
    sources = Sources()
    return {
        f"{scene.name} {language}": key_of(ingredients(scene, Variant(language), sources))
        for scene in map(SceneRef.parse, FILM) for language in ("en", "zh")
    }

before, changed = keys(), {}
for name in json.loads(sys.argv[2]):
    file = Path(name)
    old = file.read_bytes() if file.exists() else None
    if file.suffix == ".toml":
        kink = re.compile(r'\\[Kink[.]\\w+[.]\\w+][^[]*?said = "')
        file.write_text(kink.sub(r"\\g<0>Now: ", old.decode(), count=1), encoding="utf-8")
    else:
        file.write_bytes((old or b"") + b"\\n")
    after = keys()
    changed[name] = [clip for clip in after if after[clip] != before[clip]]
    file.unlink() if old is None else file.write_bytes(old)
assert keys() == before
loaded = [name for name in sys.modules if name == "manim" or name.startswith(("scenes.", "common.figures"))]
print(json.dumps([changed, loaded]))
"""


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, list[str]], list[str]]:
    """Make each edit in a copy of the project: the clips that it changes, and what was loaded to find out."""
    root = tmp_path_factory.mktemp("project")
    for package in ("common", "scenes", "renders"):
        shutil.copytree(ROOT / package, root / package, ignore=shutil.ignore_patterns("out", "__pycache__"))
    (root / "scenes/patients.py").write_text("from common.maths.data.sets import diabetes\n", encoding="utf-8")
    edited = [scene for scene in FILM if SceneRef.parse(scene).name in SCENES]
    film = [*edited, "scenes.patients:Patients"]
    [(changed, loaded)] = run(MEASURE, json.dumps(film), json.dumps(list(EDITS)), folder=root)
    return changed, loaded


def test_an_edit_changes_the_clips_that_depend_on_it_and_no_other(
    measured: tuple[dict[str, list[str]], list[str]],
) -> None:
    changed, _ = measured
    assert {name: set(clips) for name, clips in changed.items()} == EDITS


def test_nothing_that_draws_is_loaded_to_find_the_keys(measured: tuple[dict[str, list[str]], list[str]]) -> None:
    _, loaded = measured
    assert loaded == []


def test_when_custom_words_are_said_is_no_part_of_a_key_but_what_goes_before_is(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "words"))
    file = folder / "en-custom.toml"

    def key() -> str:
        sources = Sources()
        sources._words = lambda language: all_words.__wrapped__(language, folder)
        return sources.words("ShrinkingRegion", "en")

    text, before = file.read_text(encoding="utf-8"), key()
    file.write_text(text.replace('when = "L1 has a zero already', 'when = "L1 has a zero'), encoding="utf-8")
    assert key() == before
    file.write_text(text.replace('unless = ["early"]\n', ""), encoding="utf-8")
    assert key() != before


PLAY = telling("""
import os
scenes, roots = map(json.loads, sys.argv[1:])
for each in roots:
    importlib.import_module(each)
from renders.picture.renderer import NoFrames
from renders.request.variant import QUALITIES, Variant
from renders.picture.rasterise import rasterise

for scene in scenes:
    process = os.fork()
    if process == 0:
        module, _, name = scene.partition(":")
        rasterise(getattr(importlib.import_module(module), name), Variant(quality=QUALITIES["480p15"]), NoFrames())
        break
    assert os.waitpid(process, 0)[1] == 0, scene
else:
    sys.exit()
""")
"""Plays each scene in a process of its own; they share the time that it takes to load what all need."""


@pytest.mark.slow
def test_all_that_playing_a_scene_loads_is_among_its_ingredients() -> None:
    scenes = [*FILM, "tiny_scenes:Moving"]
    makers = ["renders.build.parts", *(maker.__module__ for maker in CLIP_MAKERS)]
    for scene, (files, modules) in zip(scenes, run(PLAY, json.dumps(scenes), json.dumps(makers)), strict=True):
        known = ingredients(SceneRef.parse(scene), SMALL)
        # The times of words count by the scene, so that a new sentence changes no other scene.
        assert {file for file in files if not file.startswith("common/voice/takes/")} <= known.keys()
        assert {"common/explainer.py", "renders/video/encoder.py"} <= set(files)
        drawing = owners_of(modules)
        assert {"manim", "numpy", "av"} <= drawing
        assert drawing <= known.keys()


def test_takes_of_one_scene_change_its_clip_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    before = [key_of(ingredients(SceneRef.parse(scene), SMALL)) for scene in FILM]
    spoken = sources.read_digests
    monkeypatch.setattr(sources, "read_digests", lambda *of: {**spoken(*of), "Kink": "new"})
    after = [key_of(ingredients(SceneRef.parse(scene), SMALL)) for scene in FILM]
    changed = [scene for scene, one, other in zip(FILM, before, after, strict=True) if one != other]
    assert changed == ["scenes.kink:Kink"]


def test_the_ingredients_of_a_scene_are_told_apart_by_all_that_a_viewer_chooses() -> None:
    sources = Sources()
    variants = [
        SMALL,
        Variant(quality=QUALITIES["720p30"]),
        Variant("zh", quality=SMALL.quality),
        Variant(aspect="9:16", quality=SMALL.quality),
        Variant(theme="light", quality=SMALL.quality),
    ]
    keys = {key_of(ingredients(SceneRef.parse(scene), variant, sources)) for scene in FILM for variant in variants}
    assert len(keys) == len(FILM) * len(variants)


def test_the_order_of_ingredients_does_not_matter() -> None:
    assert key_of({"a": "1", "b": "2"}) == key_of({"b": "2", "a": "1"}) != key_of({"a": "2", "b": "1"})


def test_another_version_of_a_package_changes_every_clip(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = [ingredients(SceneRef.parse(scene), SMALL) for scene in FILM]
    (tmp_path / "svgelements-99.dist-info").mkdir()
    (tmp_path / "svgelements-99.dist-info/METADATA").write_text("Name: svgelements\nVersion: 99\n")
    monkeypatch.syspath_prepend(tmp_path)
    after = [ingredients(SceneRef.parse(scene), SMALL) for scene in FILM]
    assert [differences(*both) for both in zip(before, after, strict=True)] == [["svgelements"]] * len(FILM)


def test_another_version_of_a_library_of_the_system_changes_a_clip(monkeypatch: pytest.MonkeyPatch) -> None:
    here = libraries()
    assert here.keys() == {"Cairo", "FreeType", "HarfBuzz", "Pango", "Pixman", "fontconfig"}
    assert all(re.match(r"\d", version) for version in here.values())
    before = ingredients(SceneRef.parse(FILM[0]), SMALL)
    monkeypatch.setattr("renders.work.versions.libraries", lambda: dict.fromkeys(here, "99"))
    assert differences(before, ingredients(SceneRef.parse(FILM[0]), SMALL)) == sorted(here)


def test_what_only_tests_and_tools_need_is_not_among_the_packages() -> None:
    assert not packages().keys() & {"pytest", "ruff", "mypy", "hypothesis", "cyclopts", "pysubs2", "grimp"}


def test_a_scene_outside_the_project_depends_on_itself_and_on_what_stands_beside_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "guest.py").write_text(
        "import numpy\nfrom guest_figure import x\nimport common.maths.probability.zeros\n"
    )
    (tmp_path / "guest_figure.py").write_text("from common.maths.optima import faces\n")
    (tmp_path / "bystander.py").touch()
    known = ingredients(SceneRef("guest", "Guest"), SMALL)
    assert {
        "guest.py",
        "guest_figure.py",
        "common/maths/probability/zeros.py",
        "common/maths/optima/faces.py",
    } <= known.keys()
    assert not known.keys() & {"bystander.py", "scenes/__init__.py"}


@pytest.mark.parametrize("scene", ["scenes.nowhere:Kink", "nowhere:Kink", "numpy.nowhere:Kink"])
def test_a_module_that_is_not_there_is_named(scene: str) -> None:
    with pytest.raises(BadInputError, match=rf"^there is no module {scene.partition(':')[0]}: .+$"):
        ingredients(SceneRef.parse(scene), SMALL)


def test_a_file_that_is_not_python_is_named_with_its_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "broken.py").write_text("x = 1\ndef :\n")
    with pytest.raises(BadInputError, match=r"broken\.py cannot be read as Python: fix its line 2$"):
        ingredients(SceneRef("broken", "Broken"), SMALL)


def test_a_module_of_the_project_that_is_not_python_is_named_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def trip(*_: object, **__: object) -> None:
        raise SourceSyntaxError("scenes/kink.py", 2, "def :")

    monkeypatch.setattr(grimp, "build_graph", trip)
    with pytest.raises(BadInputError, match=r"^scenes/kink\.py cannot be read as Python: fix its line 2$"):
        ingredients(SceneRef.parse(FILM[0]), SMALL)


def test_data_lies_beside_modules_where_it_is_looked_for() -> None:
    folders = [
        folder for package in ("common", "scenes") for folder in (ROOT / package).rglob("*") if folder.is_dir()
    ]
    for folder in folders:
        is_known = folder.name == "__pycache__" or folder.is_relative_to(TAKES)  # of these, each counts by itself
        assert is_known or (folder / "__init__.py").is_file(), folder
