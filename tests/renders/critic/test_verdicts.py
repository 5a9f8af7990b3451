"""What had no problem is inspected again once something changes that bears on it, and only then."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from own_process import ROOT, owners_of, run, telling
from typed import Result

from common.stage import ASPECTS
from common.words import LANGUAGES
from renders.critic.task import InspectTask
from renders.critic.verdicts import Verdicts, evidence
from renders.request.scenes import SceneRef
from renders.request.variant import QUALITIES, THEME_NAMES, Variant

ALL = {" ".join(each) for each in product(("Kink", "Steps"), LANGUAGES, ASPECTS, THEME_NAMES)}
KINK = {each for each in ALL if each.startswith("Kink ")}

EDITS = {
    "scenes/kink.py": KINK,
    "common/figures/corner.py": KINK,
    "common/figures/walker.py": ALL - KINK,
    "common/explainer.py": ALL,
    "common/words/zh.toml": {each for each in KINK if " zh " in each},
    "common/words/zh-custom.toml": {each for each in KINK if " zh " in each},
    "renders/critic/truth.py": ALL,
    "renders/critic/inspection.py": ALL,
    "renders/captions/breaking.py": ALL,
    "renders/video/encoder.py": ALL,
    "renders/critic/accepted/Kink-1x1.png": {"Kink en 1:1 dark"},
    "renders/critic/accepted/Draft-1x1.png": set(),
    "renders/critic/page.html.j2": set(),
    "renders/critic/report.py": set(),
    "renders/cli/inspect.py": set(),
    "renders/build/clips.py": set(),
    "scenes/draft.py": set(),
}
"""What is edited or made, and what is then inspected again."""

MEASURE = """
import itertools, json, re, sys
from pathlib import Path
from common.stage import ASPECTS
from common.words import LANGUAGES
from renders.critic.verdicts import Verdicts
from renders.request.variant import QUALITIES, THEME_NAMES, Variant
from renders.critic.task import InspectTask
from renders.request.scenes import SceneRef

small = QUALITIES["480p15"]
tasks = {
    f"{scene.name} {language} {aspect} {theme}": InspectTask(scene, Variant(language, aspect, small, theme))
    for scene in (SceneRef("scenes.kink", "Kink"), SceneRef("scenes.steps", "Steps"))
    for language, aspect, theme in itertools.product(LANGUAGES, ASPECTS, THEME_NAMES)
}

def waiting():
    verdicts = Verdicts(Path("verdicts"), tasks.values())
    return [name for name, task in tasks.items() if not verdicts.stands(task)]

assert waiting() == list(tasks)
verdicts = Verdicts(Path("verdicts"), tasks.values())
for task in tasks.values():
    verdicts.keep(task)
again = {}
for name in json.loads(sys.argv[1]):
    file = Path(name)
    old = file.read_bytes() if file.exists() else None
    if file.suffix == ".toml":
        kink = re.compile(r'\\[Kink[.]\\w+[.]\\w+][^[]*?said = "')
        file.write_text(kink.sub(r"\\g<0>Now: ", old.decode(), count=1), encoding="utf-8")
    else:
        file.write_bytes((old or b"") + b"\\n")
    again[name] = waiting()
    file.unlink() if old is None else file.write_bytes(old)
assert waiting() == []
print(json.dumps(again))
"""


def test_an_edit_has_inspected_again_what_it_bears_on_and_nothing_else(tmp_path: Path) -> None:
    for package in ("common", "scenes", "renders"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("out", "__pycache__"))
    [again] = run(MEASURE, json.dumps(list(EDITS)), folder=tmp_path)
    assert {name: set(inspected) for name, inspected in again.items()} == EDITS


INSPECT = telling("""
from renders.critic.inspection import inspect_scene
from renders.work.jobs import Counter
from renders.request.variant import QUALITIES, Variant
from renders.critic.task import InspectTask
from renders.request.scenes import SceneRef
calm = InspectTask(SceneRef("tiny_scenes", "Calm"), Variant(quality=QUALITIES["480p15"]))
inspect_scene([calm], Counter(None, 0))
""")


def test_all_that_an_inspection_loads_is_among_its_evidence() -> None:
    [(files, modules)] = run(INSPECT)
    known = evidence(InspectTask(SceneRef("tiny_scenes", "Calm"), Variant(quality=QUALITIES["480p15"])))
    assert {file for file in files if not file.startswith("common/voice/takes/")} <= known.keys()
    assert {"common/explainer.py", "renders/critic/truth.py", "renders/captions/cues.py"} <= set(files)
    judging = owners_of(modules)
    assert {"manim", "scipy", "coloraide"} <= judging
    assert judging <= known.keys()


@pytest.fixture
def guest(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The module of a scene, and the words of the film stand as they are."""
    monkeypatch.syspath_prepend(tmp_path)
    file = tmp_path / "guest.py"
    file.write_text("import numpy\n")
    return file


TASK = InspectTask(SceneRef("guest", "Guest"), Variant(quality=QUALITIES["480p15"]))


@pytest.mark.parametrize("edit", ["import scipy\n", "def :\n"])
def test_a_verdict_on_what_was_edited_meanwhile_is_not_kept(guest: Path, tmp_path: Path, edit: str) -> None:
    before = guest.read_text()
    verdicts = Verdicts(tmp_path / "verdicts", [TASK])
    guest.write_text(edit)
    verdicts.keep(TASK)
    assert [*(tmp_path / "verdicts").iterdir()] == []
    guest.write_text(before)
    verdicts.keep(TASK)
    assert Verdicts(tmp_path / "verdicts", [TASK]).stands(TASK)


def damaged(text: bytes) -> list[bytes]:
    return [b"", text[:-1], bytes([text[0] ^ 1]) + text[1:], text + b"\n", b"\xff" * len(text)]


def test_a_damaged_verdict_is_not_believed_and_is_replaced(guest: Path, tmp_path: Path) -> None:
    assert guest.is_file()
    verdicts = Verdicts(tmp_path / "verdicts", [TASK])
    verdicts.keep(TASK)
    (file,) = (tmp_path / "verdicts").iterdir()
    sound = file.read_bytes()
    for content in damaged(sound):
        file.write_bytes(content)
        assert not verdicts.stands(TASK), content
    verdicts.keep(TASK)
    assert file.read_bytes() == sound


def test_the_verdict_on_one_variant_is_not_that_on_another(guest: Path, tmp_path: Path) -> None:
    assert guest.is_file()
    other = InspectTask(TASK.scene, Variant("zh", quality=TASK.variant.quality))
    verdicts = Verdicts(tmp_path / "verdicts", [TASK, other])
    verdicts.keep(TASK)
    (file,) = (tmp_path / "verdicts").iterdir()
    file.rename(file.with_name(file.name.replace("-en-", "-zh-")))
    assert not verdicts.stands(other)


ONE = ["inspect", "--language", "en", "--aspect", "16:9", "--theme", "light", "--jobs", "1"]
KEPT = "had no problem before, and nothing has changed: not inspected again"


def test_the_second_inspection_is_of_what_had_a_problem_and_of_no_more(
    renders: Callable[[str, list[str]], Result], tmp_path: Path
) -> None:
    typed = [*ONE, "--output", str(tmp_path)]
    first, second = renders("Calm Crossed", typed), renders("Calm Crossed", typed)
    page = (tmp_path / "inspect" / "inspect.html").read_bytes()
    for result in (first, second):
        assert result.code == 1
        assert "Crossed: done" in result.err
        assert "1. Crossed first 0.0 s (en 16:9 light): layout/crossed" in result.err
    assert "Calm: done" in first.err
    assert "Calm: done" not in second.err
    assert KEPT not in first.out
    assert f"1 of 2 {KEPT}" in second.out
    calm = renders("Calm", typed)
    assert calm.code == 0
    assert "done" not in calm.err
    assert f"1 of 1 {KEPT}" in calm.out
    shutil.rmtree(tmp_path / "store")
    assert KEPT not in renders("Calm Crossed", typed).out
    assert (tmp_path / "inspect" / "inspect.html").read_bytes() == page


def test_words_that_cannot_be_read_are_refused_in_one_line(
    renders: Callable[[str, list[str]], Result], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def trip(scene: str, language: str) -> Any:
        raise ValueError(f"{language}.toml: {scene} is missing")

    monkeypatch.setattr("renders.request.scenes.words_of", trip)
    result = renders("Calm", [*ONE, "--output", str(tmp_path)])
    assert result.code == 2
    assert "the words in 'en' cannot be shown: en.toml: Calm is missing" in result.err
