"""A deck as one PPTX: a slide a beat, its clip inside, which a click starts."""

from __future__ import annotations

import io
import uuid
import zipfile
from pathlib import Path
from typing import Any

from lxml.builder import ElementMaker
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Pptx
from pptx.slide import Slide as Page
from pptx.text.text import TextFrame

from renders.files.atomic import aside
from renders.products.slides.blank import CLIP, LANGUAGE_TAGS, blank_presentation
from renders.products.slides.deck import SEPARATOR, Deck, Slide
from renders.products.slides.timing import timing_xml

__all__ = ["write_pptx"]

_LAYOUT = "Title Only"
_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
"""The URI of PowerPoint's extension that groups slides."""

_PACKED = (".mp4", ".png")
"""Parts of a package that gain nothing by being compressed once more."""


def write_pptx(deck: Deck, folder: Path) -> Path:
    """Write the deck's PPTX into ``folder`` and return its path; the same deck gives the same bytes.

    Raises ``UnwritableError`` if the disk refuses.
    """
    language = LANGUAGE_TAGS[deck.variant.language]
    presentation = blank_presentation(deck.variant.theme, deck.variant.language)
    presentation.core_properties.title = deck.title
    presentation.core_properties.language = language
    layout = next(layout for layout in presentation.slide_layouts if layout.name == _LAYOUT)
    for slide in deck.slides:
        _fill(presentation.slides.add_slide(layout), slide, language, loop=deck.loop)
    _list_notes_master(presentation)
    _group(presentation, deck)
    file = folder / f"{deck.name}.pptx"
    with aside(file) as part:
        _save(presentation, part)
    return file


def _fill(page: Page, slide: Slide, language: str, *, loop: bool) -> None:
    """Put title, clip and words on an empty page."""
    frame: Any = page.shapes.title
    *scene, last = slide.titles or [""]
    for title in scene:
        run = _say(frame.text_frame, title + SEPARATOR, language)
        run.font.color.theme_color = MSO_THEME_COLOR.TEXT_2
    _say(frame.text_frame, last, language)
    movie: Any = page.shapes.add_movie(
        io.BytesIO(slide.clip),
        CLIP.left,
        CLIP.top,
        CLIP.width,
        CLIP.height,
        poster_frame_image=io.BytesIO(slide.poster),
        mime_type="video/mp4",
    )
    movie.name = slide.name
    movie.element.nvPicPr.cNvPr.set("descr", slide.words or slide.heading)
    timing = parse_xml(timing_xml(movie.shape_id, slide.milliseconds, loop=loop))
    element: Any = page.element
    element.replace(element.find(qn("p:timing")), timing)
    notes = page.notes_slide.notes_text_frame
    if notes is not None:
        _say(notes, slide.words, language)


def _say(frame: TextFrame, text: str, language: str) -> Any:
    """Add ``text`` to what is said in the frame, in that language."""
    run: Any = frame.paragraphs[0].add_run()
    run.text = text
    run.font._element.set("lang", language)
    return run


def _list_notes_master(presentation: Pptx) -> None:
    """Name the master of the notes in the presentation, as the standard wants; python-pptx leaves that out."""
    part = presentation.part
    reference = part.relate_to(part.notes_master_part, RT.NOTES_MASTER)
    listed = f'<p:notesMasterIdLst {nsdecls("p", "r")}><p:notesMasterId r:id="{reference}"/></p:notesMasterIdLst>'
    element: Any = presentation.element
    element.find(qn("p:sldMasterIdLst")).addnext(parse_xml(listed))


def _group(presentation: Pptx, deck: Deck) -> None:
    """Make each scene a section, as PowerPoint shows them in its list of slides."""
    make = ElementMaker(namespace=_P14, nsmap={"p14": _P14})
    numbers = iter([str(page.slide_id) for page in presentation.slides])
    sections = []
    for slides in deck.scenes:
        name = f"{{{str(uuid.uuid5(uuid.NAMESPACE_OID, slides[0].scene)).upper()}}}"
        listed = [make.sldId(id=next(numbers)) for _ in slides]
        sections.append(make.section(make.sldIdLst(*listed), name=slides[0].scene_title, id=name))
    extensions: Any = parse_xml(f'<p:extLst {nsdecls("p")}><p:ext uri="{_SECTIONS}"/></p:extLst>')
    extensions[0].append(make.sectionLst(*sections))
    element: Any = presentation.element
    element.append(extensions)


def _save(presentation: Pptx, file: Path) -> None:
    """Save with no dates in the package, and with what is compressed already as it is."""
    dated = io.BytesIO()
    presentation.save(dated)
    with zipfile.ZipFile(dated) as before, zipfile.ZipFile(file, "w") as after:
        for name in before.namelist():
            packing = zipfile.ZIP_STORED if name.endswith(_PACKED) else zipfile.ZIP_DEFLATED
            after.writestr(zipfile.ZipInfo(name), before.read(name), packing)
