"""Whatever surrounds a process, its pictures are the same to the byte."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from own_process import ROOT, run

from common.fonts import font_files

DRAW = """
import renders
import hashlib, json
from renders.request.scenes import SceneRef
from renders.picture.renderer import PickedFrames
from renders.request.variant import Quality, Variant
from renders.products.surround.thumbnail import film_thumbnail
from renders.picture.rasterise import rasterise

def digest(pixels):
    return hashlib.sha256(pixels.tobytes()).hexdigest()

frames = PickedFrames([0, 70])
rasterise(SceneRef("scenes.kink", "Kink").load(), Variant("zh", quality=Quality(240, 10)), frames)
thumbnail, _ = film_thumbnail(["Why is L1 ", "sparse?"], (320, 180), "dark")
print(json.dumps({"scene": [digest(each) for each in frames.pictures.values()], "thumbnail": digest(thumbnail)}))
"""
"""A scene in Chinese, with formulas, and a picture outside any scene."""

RULES = """<?xml version="1.0"?>
<fontconfig>
  <match target="font">
    <edit name="embolden" mode="assign"><bool>true</bool></edit>
    <edit name="fontfeatures" mode="append"><string>tnum=1</string><string>kern=0</string></edit>
    <edit name="matrix" mode="assign">
      <matrix><double>1</double><double>0.2</double><double>0</double><double>1</double></matrix>
    </edit>
    <edit name="hinting" mode="assign"><bool>true</bool></edit>
    <edit name="autohint" mode="assign"><bool>true</bool></edit>
    <edit name="antialias" mode="assign"><bool>false</bool></edit>
    <edit name="rgba" mode="assign"><const>rgb</const></edit>
  </match>
  <match target="pattern">
    <edit name="family" mode="prepend" binding="strong"><string>DejaVu Serif</string></edit>
    <edit name="lang" mode="assign"><string>ja</string></edit>
  </match>
  <selectfont>
    <rejectfont><pattern><patelt name="family"><string>Film Inter</string></patelt></pattern></rejectfont>
  </selectfont>
</fontconfig>
"""

TOLD: dict[str, dict[str, str]] = {
    "HarfBuzz": {"HB_SHAPER_LIST": "fallback", "HB_OPTIONS": "uniscribe-bug-compatible"},
    "Pixman": {"PIXMAN_DISABLE": "sse2 ssse3 mmx fast"},
    "Pango": {"PANGOCAIRO_BACKEND": "another", "PANGO_LANGUAGE": "ja"},
    "FreeType": {"FREETYPE_PROPERTIES": "truetype:interpreter-version=35"},
    "fontconfig": {"FONTCONFIG_FILE": "/nowhere", "FONTCONFIG_PATH": "/nowhere", "FONTCONFIG_SYSROOT": "/nowhere"},
    "the date": {"SOURCE_DATE_EPOCH": "today"},
    "Typst": {"TYPST_FONT_PATHS": "/nowhere", "TYPST_ROOT": "/nowhere", "TYPST_PACKAGE_PATH": "/nowhere"},
    "Python": {"PYTHONHASHSEED": "7", "PYTHONOPTIMIZE": "2", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "the numbers": {"OPENBLAS_CORETYPE": "Prescott", "OMP_NUM_THREADS": "1", "NPY_DISABLE_CPU_FEATURES": "X86_V3"},
    "the place": {
        "LC_ALL": "POSIX",
        "LANG": "tr_TR.UTF-8",
        "LANGUAGE": "ja",
        "FC_LANG": "ja",
        "TZ": "Asia/Kathmandu",
    },
    "the terminal": {"COLUMNS": "10", "LINES": "3", "TERM": "dumb"},
}
"""What variables tell whom."""


def person(folder: Path) -> dict[str, str]:
    """The variables of somebody whose home is ``folder``."""
    places = {"CONFIG": ".config", "DATA": ".local/share", "CACHE": ".cache"}
    return {"HOME": str(folder)} | {f"XDG_{name}_HOME": str(folder / place) for name, place in places.items()}


def of_fontconfig(folder: Path) -> dict[str, str]:
    """Rules for all letters."""
    write(folder / ".config/fontconfig/fonts.conf", RULES)
    return {}


def of_typst(folder: Path) -> dict[str, str]:
    """Inter by the names of the fonts that Typst brings along."""
    font = TTFont(font_files()[0])
    font["OS/2"].usWeightClass = 450
    for record in font["name"].names:
        if record.nameID in {1, 4, 16}:
            record.string = "New Computer Modern Math"
    write(folder / ".local/share/fonts/other.ttf", "")
    font.save(folder / ".local/share/fonts/other.ttf")
    return {}


def of_manim(folder: Path) -> dict[str, str]:
    """Another renderer, frame, background and speed."""
    settings = "renderer = opengl\nframe_height = 5\nbackground_color = RED\nframe_rate = 7\nseed = 3\n"
    write(folder / ".config/manim/manim.cfg", f"[CLI]\n{settings}save_last_frame = True\n")
    return {}


def of_variables(_: Path) -> dict[str, str]:
    """All that libraries are told by variables."""
    return {name: value for told in TOLD.values() for name, value in told.items()}


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return drawn(person(tmp_path_factory.mktemp("nobody")))


@pytest.mark.parametrize("surroundings", [of_fontconfig, of_typst, of_manim, of_variables])
def test_pictures_do_not_depend_on_the_settings(surroundings: Any, clean: Any, tmp_path: Path) -> None:
    assert drawn(person(tmp_path) | surroundings(tmp_path)) == clean


def test_the_plain_manim_command_draws_the_films_letters_whatever_the_machine_prefers(tmp_path: Path) -> None:
    pictures = []
    for home, surroundings in (("nobody", []), ("somebody", [of_fontconfig, of_typst])):
        told = person(tmp_path / home)
        for each in surroundings:
            told |= each(tmp_path / home)
        media = tmp_path / home / "media"
        command = ["-m", "manim", "-ql", "-s", "--media_dir", str(media), str(ROOT / "scenes/kink.py"), "Kink"]
        subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=os.environ | told, capture_output=True, check=True
        )
        [picture] = media.glob("images/**/*.png")
        pictures.append(hashlib.sha256(picture.read_bytes()).hexdigest())
    assert len(set(pictures)) == 1


def drawn(told: Mapping[str, str]) -> Any:
    [pictures] = run(DRAW, **told)
    return pictures
