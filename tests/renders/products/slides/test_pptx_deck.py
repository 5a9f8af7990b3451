"""The PPTX as others read it: as a package of XML, and as LibreOffice opens it."""

from __future__ import annotations

import hashlib
import io
import subprocess
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from clip_folder import SMALL, clips_in
from lxml import etree
from PIL import Image
from players import need

from renders.build.clip import Clip
from renders.products.slides.deck import Deck, compose
from renders.products.slides.pptx_deck import write_pptx
from renders.request.variant import Variant

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
ODF = {
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "anim": "urn:oasis:names:tc:opendocument:xmlns:animation:1.0",
    "presentation": "urn:oasis:names:tc:opendocument:xmlns:presentation:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
}


@pytest.fixture
def clips(film_folder: Path) -> Sequence[Clip]:
    return clips_in(film_folder)


@pytest.fixture
def deck(clips: Sequence[Clip]) -> Deck:
    return compose(clips, SMALL)


def parts(file: Path, pattern: str) -> Iterator[etree._Element]:
    """The XML parts whose names match, in the order of the package."""
    with zipfile.ZipFile(file) as package:
        for name in package.namelist():
            if Path(name).match(pattern):
                yield etree.fromstring(package.read(name))


def text(element: etree._Element) -> str:
    return "".join(element.itertext("{http://schemas.openxmlformats.org/drawingml/2006/main}t"))


def test_each_slide_has_its_title_its_words_and_its_clip(deck: Deck, tmp_path: Path) -> None:
    file = write_pptx(deck, tmp_path)
    assert [text(slide) for slide in parts(file, "ppt/slides/*.xml")] == [slide.heading for slide in deck.slides]
    assert [text(notes) for notes in parts(file, "ppt/notesSlides/*.xml")] == [
        slide.words for slide in deck.slides
    ]
    with zipfile.ZipFile(file) as package:
        assert package.testzip() is None
        media = {hashlib.sha256(package.read(name)).digest() for name in package.namelist()}
    assert {hashlib.sha256(slide.clip).digest() for slide in deck.slides} <= media
    assert {hashlib.sha256(slide.poster).digest() for slide in deck.slides} <= media


def test_a_click_plays_the_clip_once_to_its_last_picture(deck: Deck, tmp_path: Path) -> None:
    for slide, page in zip(deck.slides, parts(write_pptx(deck, tmp_path), "ppt/slides/*.xml"), strict=True):
        (shape,) = page.xpath("//*[local-name()='pic']//*[local-name()='cNvPr']/@id")
        play, pause = page.iter(f"{P}cmd")
        assert (play.get("cmd"), pause.get("cmd")) == ("playFrom(0.0)", "togglePause")
        assert next(play.iter(f"{P}cTn")).get("dur") == str(slide.milliseconds)
        assert next(play.iterancestors(f"{P}cTn")).get("nodeType") == "clickEffect"
        (clip,) = page.iter(f"{P}video")
        timing = next(clip.iter(f"{P}cTn"))
        assert (timing.get("fill"), timing.get("repeatCount")) == ("hold", None)
        assert {target.get("spid") for target in page.iter(f"{P}spTgt")} == {shape}


def test_a_clip_of_a_looping_deck_begins_again_at_its_end(clips: Sequence[Clip], tmp_path: Path) -> None:
    file = write_pptx(compose(clips, SMALL, loop=True), tmp_path)
    assert file.name == "deck-loop.pptx"
    for page in parts(file, "ppt/slides/*.xml"):
        (clip,) = page.iter(f"{P}video")
        assert next(clip.iter(f"{P}cTn")).get("repeatCount") == "indefinite"


def test_the_slide_is_16_to_9_and_so_is_the_clip_on_it(deck: Deck, tmp_path: Path) -> None:
    file = write_pptx(deck, tmp_path)
    (presentation,) = parts(file, "ppt/presentation.xml")
    size = presentation.find(f"{P}sldSz")
    width, height = int(size.get("cx")), int(size.get("cy"))
    assert width * 9 == height * 16
    for page in parts(file, "ppt/slides/*.xml"):
        (extent,) = page.xpath("//*[local-name()='pic']//*[local-name()='ext'][@cx]")
        (offset,) = page.xpath("//*[local-name()='pic']//*[local-name()='off']")
        assert int(extent.get("cx")) / int(extent.get("cy")) == pytest.approx(16 / 9, abs=1e-6)
        assert int(offset.get("x")) + int(extent.get("cx")) <= width
        assert int(offset.get("y")) + int(extent.get("cy")) <= height


def test_each_scene_is_a_section(deck: Deck, tmp_path: Path) -> None:
    (presentation,) = parts(write_pptx(deck, tmp_path), "ppt/presentation.xml")
    slides = [slide.get("id") for slide in presentation.find(f"{P}sldIdLst")]
    sections = presentation.xpath("//*[local-name()='section']")
    assert [section.get("name") for section in sections] == ["The Moving", "The Blink", "The Flat"]
    listed = [[slide.get("id") for slide in section.iter("{*}sldId")] for section in sections]
    assert listed == [slides[:2], slides[2:3], slides[3:]]


def test_the_parts_of_a_presentation_stand_in_the_order_of_the_standard(deck: Deck, tmp_path: Path) -> None:
    (presentation,) = parts(write_pptx(deck, tmp_path), "ppt/presentation.xml")
    assert [etree.QName(child).localname for child in presentation] == [
        *("sldMasterIdLst", "notesMasterIdLst", "sldIdLst", "sldSz", "notesSz", "defaultTextStyle", "extLst")
    ]


def test_the_same_deck_gives_the_same_bytes_and_says_nothing_of_who_made_it(deck: Deck, tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    file = write_pptx(deck, tmp_path)
    assert write_pptx(deck, tmp_path / "again").read_bytes() == file.read_bytes()
    with zipfile.ZipFile(file) as package:
        about = package.read("docProps/core.xml").decode()
        names = package.namelist()
        dates = {part.date_time for part in package.infolist()}
    assert "The Moving, The Blink, The Flat" in about
    assert dates == {(1980, 1, 1, 0, 0, 0)}
    assert "Canny" not in about
    assert "python-pptx" not in about
    assert not [name for name in names if "printer" in name or "thumbnail" in name]


@pytest.mark.parametrize(("theme", "background"), [("dark", "dk1"), ("light", "lt1")])
def test_own_slides_get_the_background_of_the_film(
    clips: Sequence[Clip], tmp_path: Path, theme: str, background: str
) -> None:
    deck = compose(clips, Variant(quality=SMALL.quality, theme=theme))
    file = write_pptx(deck, tmp_path)
    (master,) = parts(file, "ppt/slideMasters/*.xml")
    assert master.find(f"{P}clrMap").get("bg1") == background
    colours, *_ = parts(file, "ppt/theme/theme1.xml")
    (shown,) = colours.xpath(f"//*[local-name()='{background}']/*/@val")
    assert shown == {"dark": "10131A", "light": "FFFFFF"}[theme]


def test_chinese_is_marked_as_chinese(clips: Sequence[Clip], tmp_path: Path) -> None:
    file = write_pptx(compose(clips, Variant("zh", quality=SMALL.quality)), tmp_path)
    for page in [*parts(file, "ppt/slides/*.xml"), *parts(file, "ppt/notesSlides/*.xml")]:
        assert set(page.xpath("//*[local-name()='rPr']/@lang")) <= {"zh-CN"}


def odf(prefix: str, name: str) -> str:
    return f"{{{ODF[prefix]}}}{name}"


def convert(file: Path, kind: str, folder: Path) -> Path:
    """Open the file with LibreOffice, under a profile of its own, and save it as another kind."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [need("soffice"), profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder / f"{file.stem}.{kind}"


@pytest.mark.parametrize("loop", [False, True])
def test_libreoffice_finds_clips_that_a_click_starts_and_the_words(
    clips: Sequence[Clip], tmp_path: Path, *, loop: bool
) -> None:
    deck = compose(clips, SMALL, loop=loop)
    with zipfile.ZipFile(convert(write_pptx(deck, tmp_path), "odp", tmp_path)) as package:
        pages = etree.fromstring(package.read("content.xml")).iter(odf("draw", "page"))
        for slide, page in zip(deck.slides, pages, strict=True):
            assert page.get(odf("draw", "name")) == slide.heading
            (clip,) = page.iter(odf("draw", "plugin"))
            assert package.read(clip.get(odf("xlink", "href"))) == slide.clip
            looped = clip.xpath("draw:param[@draw:name='Loop']/@draw:value", namespaces=ODF)
            assert loop or looped == ["false"]
            (play,) = page.xpath(".//anim:command[@anim:command='play']", namespaces=ODF)
            assert play.getparent().get(odf("presentation", "node-type")) == "on-click"
            notes = page.find("presentation:notes", ODF)
            assert "".join(notes.xpath(".//text:span/text()", namespaces=ODF)) == slide.words


def test_libreoffice_draws_title_and_poster_and_no_seam_between_clip_and_background(
    deck: Deck, tmp_path: Path
) -> None:
    reader = need("pdftoppm")
    pdf = convert(write_pptx(deck, tmp_path), "pdf", tmp_path)
    subprocess.run([reader, "-r", "40", "-png", str(pdf), str(tmp_path / "page")], check=True)
    pages = [
        np.asarray(Image.open(file).convert("RGB")).astype(int) for file in sorted(tmp_path.glob("page*.png"))
    ]
    assert len(pages) == len(deck.slides)
    for slide, page in zip(deck.slides, pages, strict=True):
        height, width, _ = page.shape
        assert width / height == pytest.approx(16 / 9, abs=0.01)
        background = page[2, 2]
        strip = page[: round(height * 0.07)]
        assert np.abs(strip - background).max() > 100, "no title"
        poster = Image.open(io.BytesIO(slide.poster)).convert("RGB")
        shown = page[round(height * 0.5), round(width * 0.5)]
        assert np.abs(shown - np.asarray(poster)[poster.height // 2 - 20, poster.width // 2]).max() <= 8
    calm = pages[0]
    edge = calm[calm.shape[0] // 3, round(calm.shape[1] * 0.06)]
    assert np.abs(edge - calm[2, 2]).max() <= 4
