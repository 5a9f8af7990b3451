"""`renders inspect`, on tiny scenes with and without something wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typed import Result

from renders.cli.inspect import checks_named
from renders.cli.stills import draw
from renders.critic.problem import CHECKS, Finding
from renders.critic.sheet import counted
from renders.critic.task import AcceptTask
from renders.request.scenes import SceneRef
from renders.request.variant import Variant
from renders.work.crew import Crew

Inspect = Callable[..., Result]
ONE = ["--language", "en", "--aspect", "16:9", "--theme", "light", "--jobs", "1"]


@pytest.fixture
def inspect(renders: Callable[[str, list[str]], Result], tmp_path: Path) -> Inspect:
    return lambda scenes, *options: renders(scenes, ["inspect", *ONE, "--output", str(tmp_path), *options])


def test_a_calm_film_passes_and_the_page_says_so(inspect: Inspect, tmp_path: Path) -> None:
    result = inspect("Calm")
    assert result.code == 0, result.err
    assert f"{len(CHECKS)} checks of 1 scene in 1 variant: {counted(0, 'problem')}" in result.out
    assert "inspect.html" in result.out
    assert "Calm" in (tmp_path / "inspect" / "inspect.html").read_text()


def test_what_is_wrong_is_numbered_named_and_pictured(inspect: Inspect, tmp_path: Path) -> None:
    result = inspect("Calm Crossed")
    assert result.code == 1
    assert "1. Crossed first 0.0 s (en 16:9 light): layout/crossed: “zeros” and Line" in result.err
    assert "1 problem\n" in result.out
    assert (tmp_path / "inspect" / "inspect-Crossed.png").is_file()
    assert not (tmp_path / "inspect" / "inspect-Calm.png").exists()


def test_what_stands_alike_on_both_grounds_is_found_on_the_first(inspect: Inspect) -> None:
    result = inspect("Crossed", "--theme", "all")
    assert "(en 16:9 dark): layout/crossed" in result.err
    assert "(en 16:9 light): layout/crossed" not in result.err


def test_a_picture_that_nobody_accepted_is_shown_beside_the_accepted_one(inspect: Inspect, tmp_path: Path) -> None:
    result = inspect("Calm", "--theme", "dark")
    assert result.code == 1
    assert "likeness/changed: Calm-16x9.png: no picture was accepted yet" in result.err
    assert (tmp_path / "inspect" / "inspect-Calm-16x9-compared.png").is_file()


def test_pictures_that_are_accepted_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    accepted = tmp_path / "Calm-16x9.png"
    accepted.touch()
    monkeypatch.setattr(Crew, "succeeding", lambda *_: iter([(0, accepted)]))
    crew = Crew(1)
    draw([AcceptTask(SceneRef("tiny_scenes", "Calm"), Variant(), tmp_path)], crew.hire_here(1), crew)
    assert "Calm-16x9.png" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("fail_on", "code"), [("none", 0), ("truth,flashes/red", 0), ("layout", 1), ("truth,layout/crossed", 1)]
)
def test_only_what_is_asked_for_fails(inspect: Inspect, fail_on: str, code: int) -> None:
    result = inspect("Crossed", "--fail-on", fail_on)
    assert result.code == code
    assert "layout/crossed" in result.err


def test_a_scene_that_cannot_be_played_fails_by_name(inspect: Inspect) -> None:
    result = inspect("Failing")
    assert result.code == 1
    assert "Failing failed: ArithmeticError" in result.err


def test_an_unknown_check_is_refused_with_the_known(inspect: Inspect, tmp_path: Path) -> None:
    result = inspect("Moving", "--fail-on", "layuot")
    assert result.code == 2
    assert "'layuot': did you mean layout?" in result.err
    assert list(tmp_path.iterdir()) == []


def test_groups_and_names_of_checks() -> None:
    assert checks_named("all") == set(CHECKS)
    assert checks_named("flashes") == {"flashes/general", "flashes/red"}
    assert checks_named("time/short, glyphs") == {"time/short", "glyphs/missing"}


def test_a_finding_is_by_a_known_check() -> None:
    with pytest.raises(ValueError, match="layout/odd is not a check"):
        Finding("layout/odd", (), "")
