"""Build the film's four static fonts from Inter and Noto Sans SC.

Get the two archives, then run from the root of the project (needs ``pip install skia-pathops``)::

    pip download --no-deps fontpkg-inter==4.1.post1
    npm pack @expo-google-fonts/noto-sans-sc@0.4.3
    python -m common.fonts.make_fonts fontpkg_inter-*.whl expo-google-fonts-noto-sans-sc-*.tgz

The same archives and the same fontTools give the same bytes. What is changed, as the licence asks to say:

- Inter becomes static at weights 400 and 700 and at optical size 24. Labels of 36 pixels in a 1080-line frame
  are mostly watched at about two thirds of that size; the display cut (32) sets them too tight there and the
  text cut (14) makes titles loose.
- Both families keep only the characters a film in English and Chinese needs, lose their hinting, and have the
  overlaps of their contours removed, so that a glyph that is outlined or translucent shows no inner lines.
- Inter loses its contextual alternates: they would draw ``->`` as one glyph where manim counts two.
- Both are renamed, so that an Inter or a Noto installed on the viewer's machine never takes their place.
"""

import sys
import tarfile
import zipfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.removeOverlaps import removeOverlaps
from fontTools.ttLib.tables._g_l_y_f import flagOverlapSimple
from fontTools.varLib.instancer import instantiateVariableFont

from common.fonts import CHINESE_FAMILY, LATIN_FAMILY, font_folder

__all__ = ["chinese_characters", "latin_characters", "main"]

WEIGHTS = {"Regular": 400, "Bold": 700}
OPTICAL_SIZE = 24

INTER_FONT = "fontpkg_inter/files/Inter[opsz,wght].ttf"
INTER_LICENCE = "fontpkg_inter/LICENSE"
NOTO_FONT = "package/{weight}{style}/NotoSansSC_{weight}{style}.ttf"
NOTO_LICENCE = "package/LICENSE_FONT"

INTER_FEATURES = ["ccmp", "kern", "mark", "mkmk", "tnum"]
NOTO_FEATURES = ["kern"]

# The field's words that reach into the second level: threshold, entropy, annotate, sticky, paradox, disparate.
BEYOND_LEVEL_ONE = "阈熵诠黏悖迥"
USE_TYPO_METRICS, REGULAR_BIT, BOLD_BIT = 1 << 7, 1 << 6, 1 << 5
WINDOWS, UNICODE, AMERICAN = 3, 1, 0x409


def latin_characters() -> set[int]:
    """Latin with its accents, Greek, punctuation, small figures, arrows, operators and simple shapes."""
    return _codes(
        (0x20, 0x7E),  # ASCII
        (0xA0, 0x17F),  # Latin-1 and Latin Extended-A, which holds ŵ and ŷ
        (0x2C6, 0x2DD),  # spacing accents
        (0x300, 0x30C),  # combining accents, the hat among them
        (0x370, 0x3FF),  # Greek
        (0x2010, 0x205F),  # punctuation
        (0x2070, 0x209C),  # superscripts and subscripts
        (0x20AC, 0x20AC),  # the euro
        (0x2100, 0x214F),  # ℓ, № and their like
        (0x2150, 0x215E),  # fractions
        (0x2190, 0x21FF),  # arrows
        (0x2200, 0x22FF),  # operators
        (0x25A0, 0x25FF),  # shapes
        (0x2713, 0x2717),  # ✓ and ✗
    )


def chinese_characters() -> set[int]:
    """Level one of GB 2312 (3755 characters), Chinese punctuation, and the operators that Inter lacks."""
    level_one = {
        ord(character)
        for row in range(16, 56)
        for character in bytes(byte for cell in range(1, 95) for byte in (0xA0 + row, 0xA0 + cell)).decode(
            "gb2312", errors="ignore"
        )
    }
    return (
        level_one
        | {ord(character) for character in BEYOND_LEVEL_ONE}
        | _codes(
            (0x20, 0x7E),  # ASCII
            (0xA0, 0xFF),  # Latin-1, which holds ×, · and ±
            (0x2010, 0x205F),  # general punctuation
            (0x2190, 0x21FF),  # arrows
            (0x2200, 0x22FF),  # operators: ∈ ∇ ∝ ∥
            (0x2460, 0x2473),  # ① to ⑳
            (0x25A0, 0x25FF),  # shapes
            (0x3000, 0x301F),  # 、。《》「」
            (0xFF01, 0xFF5E),  # ，：！（）
            (0xFFE5, 0xFFE5),  # ￥
        )
    )


def main(inter_wheel: Path, noto_tarball: Path) -> None:
    """Write the four fonts and the two licences beside this file."""
    folder = font_folder()
    with zipfile.ZipFile(inter_wheel) as wheel:
        inter = wheel.read(INTER_FONT)
        (folder / "Inter-LICENSE.txt").write_bytes(wheel.read(INTER_LICENCE))
    noto_files = [NOTO_FONT.format(weight=weight, style=style) for style, weight in WEIGHTS.items()]
    with tarfile.open(noto_tarball) as tarball:
        *notos, licence = (_read(tarball, name) for name in (*noto_files, NOTO_LICENCE))
    (folder / "NotoSansSC-LICENSE.txt").write_bytes(licence)

    for (style, weight), noto in zip(WEIGHTS.items(), notos, strict=True):
        latin = _open(inter)
        _keep(latin, latin_characters(), INTER_FEATURES)
        instantiateVariableFont(latin, {"opsz": OPTICAL_SIZE, "wght": weight}, inplace=True)
        _finish(latin, LATIN_FAMILY, style)

        chinese = _open(noto)
        _keep(chinese, chinese_characters(), NOTO_FEATURES)
        _finish(chinese, CHINESE_FAMILY, style)


def _codes(*ranges: tuple[int, int]) -> set[int]:
    """Every code point of the ranges, both ends included."""
    return {code for first, last in ranges for code in range(first, last + 1)}


def _read(tarball: tarfile.TarFile, name: str) -> bytes:
    member = tarball.extractfile(name)
    if member is None:
        raise FileNotFoundError(f"{name} is not a file in the archive: is it another version of the package?")
    return member.read()


def _open(content: bytes) -> TTFont:
    return TTFont(BytesIO(content), recalcTimestamp=False)


def _keep(font: TTFont, characters: Iterable[int], features: list[str]) -> None:
    """Drop every glyph, feature and table that is not asked for."""
    options = subset.Options(
        layout_features=features,
        hinting=False,
        notdef_outline=True,
        name_IDs=["*"],
        drop_tables=["BASE", "STAT", "gasp", "vhea", "vmtx"],
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)


def _finish(font: TTFont, family: str, style: str) -> None:
    """Remove overlaps, name the font, mark its weight and write it."""
    removeOverlaps(font, ignoreErrors=False)
    for glyph in (font["glyf"][name] for name in font.getGlyphOrder()):
        if glyph.numberOfContours > 0:
            # Not of the first point only: browsers refuse a font in which a later one has the flag.
            glyph.flags = bytearray(flag & ~flagOverlapSimple for flag in glyph.flags)
    _rename(font, family, style)
    bold = style == "Bold"
    font["OS/2"].usWeightClass = WEIGHTS[style]
    kept = font["OS/2"].fsSelection & USE_TYPO_METRICS
    font["OS/2"].fsSelection = kept | (BOLD_BIT if bold else REGULAR_BIT)
    font["head"].macStyle = int(bold)
    font["head"].modified = font["head"].created
    font.save(font_folder() / f"{family.replace(' ', '')}-{style}.ttf")


def _rename(font: TTFont, family: str, style: str) -> None:
    """Rename the font to the film's family; copyright, authors and licence stay as they were."""
    names = font["name"]
    postscript = f"{family.replace(' ', '')}-{style}"
    source = names.getDebugName(5)
    names.names = [record for record in names.names if record.nameID in {0, 7, 8, 9, 11, 12, 13, 14}]
    for identity, text in {
        1: family,
        2: style,
        3: f"{postscript}; {source}",
        4: f"{family} {style}",
        5: f"{source}; subset, made static and renamed",
        6: postscript,
    }.items():
        names.setName(text, identity, WINDOWS, UNICODE, AMERICAN)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python -m common.fonts.make_fonts INTER_WHEEL NOTO_TARBALL")
    main(Path(sys.argv[1]), Path(sys.argv[2]))
