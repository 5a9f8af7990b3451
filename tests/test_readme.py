"""What the README and its pages show works; commands and links are tested with those of all documents."""

from __future__ import annotations

import re
import textwrap

import pytest
from making import ROOT
from manim import ValueTracker
from PIL import Image

from common.explainer import Explainer
from common.figures.cost_plot import CostPlot
from common.maths.losses.quadratic import OneWeightLoss
from common.maths.penalties.norms import L2
from common.style import THEMES
from common.words import BeatWords, SceneWords, words_of
from docs.make_pictures import CUSTOM, MOST, STILLS
from renders.picture.rasterise import rasterise
from renders.picture.renderer import NoFrames
from renders.request.scenes import SceneRef
from renders.request.variant import Quality, Variant
from scenes.film import CLIPS, FILM

README = (ROOT / "README.md").read_text(encoding="utf-8")
SCENES, RENDERING = ((ROOT / f"docs/{page}.md").read_text(encoding="utf-8") for page in ("scenes", "rendering"))
LOOPS = ["docs/pictures/landing-light.webp", "docs/pictures/landing-dark.webp"]


def test_it_is_read_in_a_minute_or_two() -> None:
    assert len(README.splitlines()) <= 120


def test_its_first_picture_is_light_or_dark_as_its_reader_is() -> None:
    (first,) = re.findall(r"<picture>(.*?)</picture>", README, re.DOTALL)
    assert "(prefers-color-scheme: light)" in first
    assert re.findall(r'(?:srcset|src)="([^"]+)"', first) == LOOPS
    assert README.index("</picture>") < README.index("\n## ")


@pytest.mark.parametrize("file", LOOPS)
def test_its_first_picture_moves_and_is_small(file: str) -> None:
    assert (ROOT / file).stat().st_size <= MOST
    with Image.open(ROOT / file) as picture:
        assert picture.format == "WEBP"
        assert picture.n_frames > 1
        assert picture.info["loop"] == 0
        background = THEMES[file.removesuffix(".webp").rpartition("-")[2]].background.to_int_rgb()
        for frame in (0, picture.n_frames - 1):
            picture.seek(frame)
            assert picture.convert("RGB").getpixel((0, 0)) == tuple(background)


def test_the_scene_of_ten_lines_plays(monkeypatch: pytest.MonkeyPatch) -> None:
    source = textwrap.dedent(re.findall(r"^ *```python\n(.*?)^ *```", SCENES, re.DOTALL | re.MULTILINE)[0])
    assert len(source.splitlines()) <= 12
    names = {each.__name__: each for each in (Explainer, CostPlot, OneWeightLoss, ValueTracker)} | {"L2": L2}
    exec(source, names)
    words = SceneWords("A round bottom", {}, {"raise": BeatWords("Raise", "One two three.")})
    monkeypatch.setattr("common.explainer.words_of", lambda _scene, _language: words)
    timeline = rasterise(names["FlatBottom"], Variant(quality=Quality(480, 15)), NoFrames())
    assert [beat.name for beat in timeline.beats] == ["raise"]


def test_the_command_of_manim_names_a_scene_of_the_film() -> None:
    [(module, scene)] = re.findall(r"`\.venv/bin/manim -ql scenes/(\w+)\.py (\w+)`", RENDERING)
    assert f"scenes.{module}:{scene}" in FILM


def test_its_custom_numbers_are_those_of_the_picture_beside_them() -> None:
    assert set(re.findall(r"(--set) (\S+?)(?=[`\s])", README)) == {CUSTOM}


def test_it_shows_every_scene_of_the_film_in_its_order() -> None:
    names = [SceneRef.parse(scene).name for scene in FILM]
    shown = re.findall(r'<img src="docs/pictures/(\w+)\.png" [^>]*><br>\*\*`(\w+)`\*\*', README)
    all_names = [*names, *(SceneRef.parse(scene).name for scene in CLIPS)]
    assert shown == list(zip(all_names, all_names, strict=True))
    assert [name for name in all_names if STILLS[name] not in words_of(name, "en").beats] == []
    assert re.findall(r"^\| `(\w+)` \|", SCENES, re.MULTILINE) == names
