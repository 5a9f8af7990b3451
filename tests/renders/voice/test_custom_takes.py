"""What custom numbers make a scene say is spoken where the model is installed; else a line says what is silent."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from humming import Hum
from typed import Result

from common.voice.narration import is_spoken
from common.voice.speech import speech_of
from common.voice.takes import OFF, find_take, take_file
from renders.build.sources import Sources
from renders.request.scenes import SceneRef
from renders.request.variant import Variant
from renders.voice import making, model
from renders.voice.custom import custom_takes
from renders.work.crew import Crew

KINK = SceneRef("scenes.kink", "Kink")
OWN = replace(KINK, numbers='{"centre":0.7}')
FILM = Variant()
SMALL = ["--quality", "480p15"]

Typed = Callable[[str, list[str]], Result]


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch, hired: None) -> None:  # noqa: ARG001
    """A voice that hums, in this process."""
    monkeypatch.setattr(making, "require_installed", lambda _: None)
    monkeypatch.setattr(making, "open_speaker", lambda _: Hum())


@pytest.fixture
def absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "find_spec", lambda _: None)


@pytest.mark.usefixtures("installed")
def test_only_what_the_film_does_not_say_is_spoken_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = custom_takes(OWN, FILM, tmp_path, Crew(1))
    assert others
    words = OWN.load().said("en")
    assert is_spoken(words, "en", "af_heart", others.takes)
    assert not is_spoken(words, "en", "af_heart")
    for take in others.takes.values():
        assert take_file(take.key, "en", "af_heart", others.folder_of(take.key)).is_file()
    kept = find_take(speech_of("The smooth graph has one such line.", "en"), "en", "af_heart")
    assert kept
    assert kept.key not in others.takes
    assert take_file(kept.key, "en", "af_heart", others.folder_of(kept.key)).is_file()
    monkeypatch.setattr(making, "open_speaker", lambda _: pytest.fail("it is spoken again"))
    assert custom_takes(OWN, FILM, tmp_path, Crew(1)) == others


@pytest.mark.usefixtures("installed")
def test_takes_count_in_the_key_and_go_to_workers_by_value(tmp_path: Path) -> None:
    spoken = replace(FILM, others=custom_takes(OWN, FILM, tmp_path, Crew(1)))
    silent = replace(FILM, others=custom_takes(OWN, FILM, tmp_path / "elsewhere", None))
    sources = Sources()
    assert sources.takes("Kink", silent) == "silent"
    assert len({sources.takes("Kink", each) for each in (FILM, spoken, silent)}) == 3
    assert pickle.loads(pickle.dumps(spoken)).others == spoken.others


@pytest.mark.usefixtures("absent")
def test_without_the_model_nothing_is_spoken_nor_written(tmp_path: Path) -> None:
    others = custom_takes(OWN, FILM, tmp_path / "cache", Crew(1))
    assert others
    assert (others.takes, others.digests) == ({}, {})
    assert not (tmp_path / "cache").exists()


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(("scene", "variant"), [(KINK, FILM), (OWN, replace(FILM, voice=OFF))])
def test_nothing_is_looked_for_where_nothing_is_lacking(scene: SceneRef, variant: Variant, tmp_path: Path) -> None:
    assert custom_takes(scene, variant, tmp_path, Crew(1)) is None


LINE = "to have them spoken:  make voice"


@pytest.fixture
def _of_the_film(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tiny scenes are told of as scenes of the film are."""
    monkeypatch.setattr("renders.cli.speaking.all_words", lambda _: {"Calm", "Moving", "Numbered"})


@pytest.mark.usefixtures("_of_the_film")
@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["clip", "Calm"], f"Calm is silent: its words have no takes; {LINE}\n"),
        (["clip", "Calm", "Moving"], f"Calm, Moving are silent: their words have no takes; {LINE}\n"),
        (["clip", "Calm", "--voice", "am_michael"], f'{LINE} ARGS="--voice am_michael"\n'),
        (["clip", "Numbered", "--set", "count=2"], f"{LINE}, then this command again\n"),
        (["clip", "Calm", "--voice", "off"], ""),
        (["clip", "Blink"], ""),
    ],
)
@pytest.mark.usefixtures("absent")
def test_one_line_names_what_is_silent(renders: Typed, tmp_path: Path, arguments: list[str], line: str) -> None:
    told = renders("Calm Moving Numbered Blink", [*arguments, *SMALL, "--output", str(tmp_path)])
    assert told.code == 0
    assert told.err.count("silent") == bool(line)
    assert line in told.err
