"""What the README shows works as it stands."""

from __future__ import annotations

import doctest
import re
import textwrap
from pathlib import Path

import pytest
from manim import ValueTracker

from common.explainer import Explainer
from common.figures.kink_plot import KinkPlot
from common.maths.losses import OneWeightLoss
from common.maths.penalties import L2
from common.words import BeatWords, SceneWords
from renders.catalogue import scene_name
from renders.frames import NoFrames
from renders.options import Quality, Variant
from renders.rasterise import rasterise
from scenes.film import FILM

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def test_the_scene_of_ten_lines_plays(monkeypatch: pytest.MonkeyPatch) -> None:
    source = textwrap.dedent(re.findall(r"^ *```python\n(.*?)^ *```", README, re.DOTALL | re.MULTILINE)[0])
    assert len(source.splitlines()) <= 12
    names = {each.__name__: each for each in (Explainer, KinkPlot, OneWeightLoss, ValueTracker)} | {"L2": L2}
    exec(source, names)
    words = SceneWords("A round bottom", {}, {"raise": BeatWords("Raise", "A headline", "One two three.")})
    monkeypatch.setattr("common.explainer.words_of", lambda _scene, _language: words)
    timeline = rasterise(names["FlatBottom"], Variant(quality=Quality(480, 15)), NoFrames())
    assert [beat.name for beat in timeline.beats] == ["raise"]


def test_its_examples_give_what_it_says() -> None:
    assert doctest.testfile("../README.md", encoding="utf-8") == doctest.TestResults(failed=0, attempted=8)


def test_the_command_of_manim_names_a_scene_of_the_film() -> None:
    [(module, scene)] = re.findall(r"`\.venv/bin/manim -ql scenes/(\w+)\.py (\w+)`", README)
    assert f"scenes.{module}:{scene}" in FILM


def test_the_stills_and_files_it_names_exist() -> None:
    root = Path(__file__).parents[1]
    for name in [*re.findall(r'src="([^"]+)"', README), "common/words/en.toml", "scenes/film.py"]:
        assert (root / name).is_file()


def test_it_shows_every_scene_of_the_film_in_its_order() -> None:
    assert re.findall(r'^\| <img src="[^"]+" .*\*\*`(\w+)`\*\*', README, re.MULTILINE) == [
        scene_name(scene) for scene in FILM
    ]
