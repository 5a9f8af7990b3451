"""An empty 16:9 presentation in the film's colours, on which own slides look at home, too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from lxml import etree
from manim import ManimColor
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Pptx
from pptx.slide import SlideMaster
from pptx.util import Emu, Inches, Length, Pt

from common.style import THEMES, Theme

__all__ = ["CLIP", "LANGUAGE_TAGS", "STRIP", "Place", "blank_presentation"]


@dataclass(frozen=True)
class Place:
    """A rectangle on a slide, in English metric units."""

    left: Length
    top: Length
    width: Length
    height: Length


_WIDTH, _HEIGHT = Inches(40 / 3), Inches(7.5)
_STRIP_HEIGHT = Inches(0.6)
_CLIP_HEIGHT = Emu(_HEIGHT - _STRIP_HEIGHT)
_CLIP_WIDTH = Emu(_CLIP_HEIGHT * 16 // 9)
_MARGIN = Emu((_WIDTH - _CLIP_WIDTH) // 2)

STRIP = Place(_MARGIN, Emu(0), _CLIP_WIDTH, _STRIP_HEIGHT)
"""The box of the title."""

CLIP = Place(_MARGIN, _STRIP_HEIGHT, _CLIP_WIDTH, _CLIP_HEIGHT)
"""The box of the clip, as large as the title lets it be."""

LANGUAGE_TAGS = {"en": "en-GB", "zh": "zh-CN"}
"""The tags of the words' languages, by which programs spell and read them aloud."""

_TITLE_SIZE = Pt(20)
_LAYOUTS = ("Title and Content", "Title Only", "Blank")
_LATIN, _CHINESE = "Arial", "Microsoft YaHei"
"""Fonts that are where slides are shown, or have a stand-in there: those of the film cannot be taken along."""

_NUMBERS = (Inches(6.5), Inches(0.3))
"""Top and height of the line with date, footer and number."""


def blank_presentation(theme_name: str, language: str) -> Pptx:
    """Make a presentation without slides, on the background of the theme with that name."""
    theme = THEMES[theme_name]
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = _WIDTH, _HEIGHT
    # The size has a name of its own in the template: that of a 4:3 screen.
    presentation.element.find(qn("p:sldSz")).attrib.pop("type", None)
    for layout in list(presentation.slide_layouts):
        if layout.name not in _LAYOUTS:
            presentation.slide_layouts.remove(layout)
    master = presentation.slide_master
    _lay_out(master)
    _colour(master, theme, LANGUAGE_TAGS[language])
    _drop_leftovers(presentation)
    return presentation


def _lay_out(master: SlideMaster) -> None:
    """Move what the template has for a 4:3 slide to where it belongs on this one."""
    top, height = _NUMBERS
    third = Emu(_CLIP_WIDTH // 3)
    places = {
        "title": STRIP,
        "body": Place(_MARGIN, Inches(1.1), _CLIP_WIDTH, Inches(5.2)),
        "dt": Place(_MARGIN, top, third, height),
        "ftr": Place(Emu(_MARGIN + third), top, third, height),
        "sldNum": Place(Emu(_MARGIN + 2 * third), top, third, height),
    }
    for shape in cast(Any, master.placeholders):
        place = places[shape.element.xpath("string(.//p:ph/@type)")]
        shape.left, shape.top, shape.width, shape.height = place.left, place.top, place.width, place.height
    title = master.element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    title.set("algn", "l")
    title.find(qn("a:defRPr")).set("sz", str(int(_TITLE_SIZE.pt * 100)))


def _colour(master: SlideMaster, theme: Theme, language: str) -> None:
    """Set the master's colours, by their meaning, and fonts that other machines have."""
    part = master.part.part_related_by(RT.THEME)
    root = parse_xml(part.blob)
    dark = theme.name == "dark"
    background, ink, tint = theme.background, theme.ink, theme.faint
    colours = {
        "dk1": background if dark else ink,
        "lt1": ink if dark else background,
        "dk2": tint if dark else theme.muted,
        "lt2": theme.muted if dark else tint,
        "accent1": theme.l1,
        "accent2": theme.l2,
        "accent3": theme.loss,
        "accent4": theme.zero,
        "accent5": theme.muted,
        "accent6": theme.faint,
        "hlink": theme.l2,
        "folHlink": theme.muted,
    }
    root.set("name", f"Film, {theme.name}")
    scheme = root.find(f".//{qn('a:clrScheme')}")
    scheme.set("name", f"Film, {theme.name}")
    for name, colour in colours.items():
        _set_colour(scheme.find(qn(f"a:{name}")), colour)
    for font in root.iter(qn("a:majorFont"), qn("a:minorFont")):
        font.find(qn("a:latin")).set("typeface", _LATIN)
        font.find(qn("a:ea")).set("typeface", _CHINESE if language.startswith("zh") else "")
    part.blob = _serialised(root)
    if dark:
        swapped = {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"}
        master.element.find(qn("p:clrMap")).attrib.update(swapped)


def _set_colour(element: Any, colour: ManimColor) -> None:
    for child in list(element):
        element.remove(child)
    element.append(element.makeelement(qn("a:srgbClr"), {"val": colour.to_hex().removeprefix("#").upper()}))


def _serialised(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _drop_leftovers(presentation: Pptx) -> None:
    """Take out what the template tells of itself: its author, dates, printer, thumbnail and counts."""
    package, part = presentation.part.package, presentation.part
    for reference, relation in list(part.rels.items()):
        if relation.reltype == RT.PRINTER_SETTINGS:
            part.rels.pop(reference)
    for kind in (RT.THUMBNAIL, RT.EXTENDED_PROPERTIES):
        for reference, relation in list(package._rels.items()):
            if relation.reltype == kind:
                package.drop_rel(reference)
    about = presentation.core_properties
    about.author = about.last_modified_by = about.comments = ""
    for date in about._element.xpath("dcterms:created | dcterms:modified"):
        date.getparent().remove(date)
