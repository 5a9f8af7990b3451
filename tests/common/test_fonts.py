"""The film's fonts are its own: static, clean, renamed, and found wherever the project lies."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import manimpango
import pathops
import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont
from manim import Text, tempconfig

import common
from common.fonts import (
    CHINESE_FAMILY,
    FAMILIES,
    LATIN_FAMILY,
    FontError,
    font_files,
    font_folder,
    make_fonts,
    missing_glyphs,
    register_fonts,
)

SAMPLE = "稀疏正则化惩罚阈值梯度矩阵收缩轨迹，《》ABCQRagktx0134689&@%ŵλθ≤→½"
OVERLAP_FLAG = 0x40
MEGABYTE = 1 << 20


@pytest.fixture(params=font_files(), ids=lambda file: file.stem)
def font(request: pytest.FixtureRequest) -> TTFont:
    return TTFont(request.param)


def test_every_font_is_static(font: TTFont) -> None:
    assert not {"fvar", "gvar", "avar", "HVAR", "MVAR", "STAT"} & set(font.keys())


def test_every_font_carries_the_films_names_and_its_weight(font: TTFont) -> None:
    names = font["name"]
    bold = names.getDebugName(2) == "Bold"
    assert names.getDebugName(1) in {LATIN_FAMILY, CHINESE_FAMILY}
    assert names.getDebugName(4) == f"{names.getDebugName(1)} {names.getDebugName(2)}"
    assert not {16, 17, 21, 22, 25} & {record.nameID for record in names.names}
    assert font["OS/2"].usWeightClass == (700 if bold else 400)
    assert bool(font["OS/2"].fsSelection & 1 << 5) == bold
    assert bool(font["OS/2"].fsSelection & 1 << 6) != bold
    assert font["head"].macStyle == bold


def test_no_two_fonts_share_a_name() -> None:
    assert len({TTFont(file)["name"].getDebugName(6) for file in font_files()}) == len(font_files())


def test_no_point_of_a_glyph_says_that_contours_overlap_which_browsers_refuse(font: TTFont) -> None:
    flagged = [
        name
        for name in font.getGlyphOrder()
        for glyph in [font["glyf"][name]]
        if glyph.numberOfContours > 0 and any(flag & OVERLAP_FLAG for flag in glyph.flags)
    ]
    assert flagged == []


def test_no_contour_of_a_glyph_overlaps_another(font: TTFont) -> None:
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    for character in filter(lambda character: ord(character) in names, SAMPLE):
        assert _overlap(glyphs[names[ord(character)]], glyphs) < 1e-4, character


def test_the_overlap_test_sees_an_overlap() -> None:
    class TwoSquares:
        def draw(self, pen: Any) -> None:
            for start in (0, 50):
                pen.moveTo((start, 0))
                for corner in ((start + 100, 0), (start + 100, 100), (start, 100)):
                    pen.lineTo(corner)
                pen.closePath()

    assert _overlap(TwoSquares(), None) > 0.1


def test_inter_keeps_kerning_and_tabular_figures_but_no_glyph_that_stands_for_two() -> None:
    for file in font_files()[:2]:
        font = TTFont(file)
        substitutions = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
        assert "tnum" in substitutions
        assert not {"calt", "liga", "dlig", "clig"} & substitutions
        assert "kern" in {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}


def test_the_four_fonts_stay_small_and_keep_their_licences() -> None:
    assert sum(file.stat().st_size for file in font_files()) < 3 * MEGABYTE
    for source in ("Inter", "NotoSansSC"):
        text = (font_folder() / f"{source}-LICENSE.txt").read_text(encoding="utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in text


def test_the_common_chinese_characters_are_all_there() -> None:
    level_one = "".join(chr(code) for code in make_fonts.chinese_characters() if 0x4E00 <= code <= 0x9FFF)
    assert len(level_one) >= 3755
    assert missing_glyphs(level_one) == []


def test_the_signs_of_the_field_are_there() -> None:
    assert (
        missing_glyphs("ŵ ŷ λ θ ² ½ · − × ÷ ± → ≤ ≥ ≈ ≠ ∞ ∑ ∂ √ ∇ ∈ ∝ ‖ ₁ ₂ ℓ … – — “”‘’ ①《》（），。：！？、")
        == []
    )


@pytest.mark.parametrize("absent", ["𠮷", "龘"])
def test_a_character_that_no_font_has_is_named(absent: str) -> None:
    assert missing_glyphs(f"稀{absent} sparse\n{absent}\u3000疏") == [absent]


def test_registering_twice_changes_nothing() -> None:
    register_fonts()
    once = set(manimpango.registered_fonts)
    register_fonts()
    assert set(manimpango.registered_fonts) == once
    assert {LATIN_FAMILY, CHINESE_FAMILY} <= set(manimpango.list_fonts())


def test_a_missing_file_is_an_error_that_names_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("common.fonts.font_folder", lambda: tmp_path)
    with pytest.raises(FontError, match=r"FilmInter-Regular\.ttf is missing"):
        register_fonts()


def test_a_refused_file_is_an_error_that_names_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("common.fonts.font_folder", lambda: tmp_path)
    (tmp_path / "FilmInter-Regular.ttf").write_bytes(b"not a font")
    with pytest.raises(FontError, match=r"refused the font .*FilmInter-Regular\.ttf"):
        register_fonts()


@pytest.mark.parametrize("weight", ["NORMAL", "BOLD"])
def test_latin_comes_from_inter_and_chinese_from_noto_in_one_text(weight: str, tmp_path: Path) -> None:
    """Each glyph on the screen has the proportions that its own font gives it."""
    register_fonts()
    regular = weight == "NORMAL"
    latin, chinese = (TTFont(file) for file in font_files()[0 if regular else 1 :: 2])
    text = "L1稀疏sparseŵλ：惩罚"
    with tempconfig({"media_dir": str(tmp_path)}):
        drawn = Text(text, font=FAMILIES, weight=weight, font_size=200, warn_missing_font=False)
    for character, glyph in zip(text, drawn, strict=True):
        assert glyph.width / glyph.height == pytest.approx(
            _proportions(latin if ord(character) in latin.getBestCmap() else chinese, character), rel=0.01
        ), character


def test_a_process_has_the_fonts_of_the_film_and_no_other_wherever_the_project_lies(tmp_path: Path) -> None:
    project = tmp_path / "odd place's 字体"
    shutil.copytree(font_folder(), project / "common" / "fonts", ignore=shutil.ignore_patterns("__pycache__"))
    for module in ("__init__.py", "surroundings.py"):
        shutil.copy(Path(common.__file__).with_name(module), project / "common")
    program = (
        "import os, common.fonts, manimpango; before = dict(os.environ); common.fonts.register_fonts();"
        "print(ascii(common.fonts.__file__)); print(set(before.items()) ^ set(os.environ.items()));"
        "print(*manimpango.list_fonts(), sep='\\n')"
    )
    finished = subprocess.run(
        [sys.executable, "-c", program],
        cwd=project,
        env=os.environ | {"FONTCONFIG_FILE": "/nowhere", "HB_OPTIONS": "x", "PYTHONPATH": str(project)},
        capture_output=True,
        text=True,
        check=True,
    )
    place, changed, *families = finished.stdout.splitlines()
    assert "\\u5b57\\u4f53" in place
    assert changed == "{('HB_OPTIONS', 'x')}"
    assert set(families) - {"Monospace", "Sans", "Serif", "System-ui"} == {LATIN_FAMILY, CHINESE_FAMILY}
    assert not finished.stderr


def _overlap(glyph: Any, glyphs: Any) -> float:
    """The part of the outline's area that lies inside more than one contour."""
    drawn, simple = pathops.Path(), pathops.Path()
    for path in (drawn, simple):
        glyph.draw(path.getPen(glyphSet=glyphs))
    simple.simplify(fix_winding=True)
    return float(abs(abs(drawn.area) - abs(simple.area)) / abs(drawn.area))


def _proportions(font: TTFont, character: str) -> float:
    glyphs = font.getGlyphSet()
    pen = BoundsPen(glyphs)
    glyphs[font.getBestCmap()[ord(character)]].draw(pen)
    left, bottom, right, top = pen.bounds
    return float((right - left) / (top - bottom))
