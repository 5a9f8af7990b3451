"""What `renders page` writes, read by what did not write it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import av
import pysubs2
import pytest
from fontTools.ttLib import TTFont
from lxml import etree
from page_scenes import words_in
from PIL import Image
from typed import FOLDER, Result
from written_page import NAMES, versions_of, write, write_spoken

from renders.products.page.wording import page_words_of
from renders.products.surround.wording import wording_of

PAGES = {"en": "index.html", "zh": "zh.html"}
SVG = "http://www.w3.org/2000/svg"


@pytest.fixture(scope="module")
def folder(rendered_film: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(rendered_film, tmp_path_factory.mktemp("written") / "page")


@pytest.fixture(scope="module")
def spoken(rendered_film: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_spoken(rendered_film, tmp_path_factory.mktemp("spoken") / "page")


def html(folder: Path, language: str) -> etree._Element:
    return etree.HTML((folder / PAGES[language]).read_text(encoding="utf-8"), etree.HTMLParser())


def about(folder: Path, language: str) -> Any:
    return json.loads(html(folder, language).xpath("string(//script[@id='about'])"))


def referred(folder: Path) -> Iterator[str]:
    """Every file that a page, its style or its script asks for."""
    for language, page in PAGES.items():
        yield page
        for value in html(folder, language).xpath("//@src | //@href | //@poster"):
            yield str(value).partition("#")[0]
        told = about(folder, language)
        for name in told["sizes"]:
            for suffix in (".mp4", ".png", ".chapters.vtt", *(f".{each}.vtt" for each in told["captions"])):
                yield f"{told['folder']}/{name}{suffix}"
    yield from re.findall(r'url\("([^"]+)"\)', (folder / "page.css").read_text(encoding="utf-8"))


def test_whatever_is_asked_for_is_there_and_nothing_else_but_licences(folder: Path) -> None:
    there = {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}
    assert there - {name for name in there if "LICENSE" in name} == set(referred(folder)) - {""}
    assert len(there) > 40


def test_nothing_leads_into_a_network(folder: Path) -> None:
    for file in folder.rglob("*"):
        if file.suffix in {".html", ".css", ".js", ".svg"}:
            assert "://" not in file.read_text(encoding="utf-8").replace(SVG, ""), file.name


class Nesting(HTMLParser):
    """Notes what is closed in another order than it was opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, _: object) -> None:
        if tag not in {"img", "input", "link", "meta"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, _: object) -> None: ...

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> in line {self.getpos()[0]}")


@pytest.mark.parametrize("language", PAGES)
def test_the_page_is_well_formed(folder: Path, language: str) -> None:
    text = (folder / PAGES[language]).read_text(encoding="utf-8")
    parser = etree.HTMLParser()
    page = etree.HTML(text, parser)
    # Its parser is older than <main>.
    assert [str(each) for each in parser.error_log if each.type_name != "HTML_UNKNOWN_TAG"] == []
    nesting = Nesting()
    nesting.feed(text)
    assert (nesting.wrong, nesting.open) == ([], [])
    names = page.xpath("//@id")
    assert len(set(names)) == len(names)
    assert set(page.xpath("//@aria-labelledby")) <= set(names)


def test_each_page_is_in_its_language_and_leads_to_the_other(folder: Path) -> None:
    for language, tag, title in (("en", "en-GB", "Why is L1 sparse, and L2 smooth?"), ("zh", "zh-CN", "为什么")):
        page = html(folder, language)
        assert page.get("lang") == tag
        assert page.xpath("string(//title)").startswith(title)
        assert [str(each) for each in page.xpath("//nav/a/@href")][:2] == list(PAGES.values())
        (current,) = page.xpath("//nav/a[@aria-current='page']")
        assert current.get("lang") == tag
        words = " ".join(page.xpath("//dd/text()"))
        for name in NAMES:
            for beat in words_in(language, name).beats.values():
                assert beat.said in words
    chinese = " ".join(html(folder, "zh").xpath("//body//text()[not(parent::script)]"))
    assert set(re.findall(r"[A-Za-z]{3,}", chinese)) == {"English", "Inter", "Noto", "Sans", "SIL"}


def test_words_that_look_like_markup_stay_words(folder: Path) -> None:
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert "It goes right &amp; stays &lt;there&gt;." in page
    assert "stays \\u003cthere\\u003e." in page
    assert "<there>" not in page


@pytest.mark.parametrize("film", PAGES)
@pytest.mark.parametrize("language", PAGES)
def test_captions_of_every_language_say_its_words_in_the_beats_of_the_film(
    folder: Path, film: str, language: str
) -> None:
    scenes = about(folder, film)["scenes"]
    cues = pysubs2.load(str(folder / film / f"film.{language}.vtt"))
    for scene in scenes:
        marks = [beat["start"] for beat in scene["beats"]]
        for (name, beat), first, end in zip(
            words_in(language, scene["name"]).beats.items(), marks, [*marks[1:], scene["frames"]], strict=True
        ):
            span = [(scene["start"] + frame) * 1000 // 15 for frame in (first, end)]
            said = [unescape(cue.plaintext) for cue in cues if span[0] <= cue.start < span[1]]
            assert re.sub(r"\s", "", "".join(said)) == re.sub(r"\s", "", beat.said), name
            clip = [text for start, _, text in scene["cues"][language] if first <= start < end]
            assert [re.sub(r"\s", "", text) for text in clip] == [re.sub(r"\s", "", text) for text in said]


def test_chapters_begin_where_beats_do(folder: Path) -> None:
    for language in PAGES:
        scenes = about(folder, language)["scenes"]
        starts = [scene["start"] + beat["start"] for scene in scenes for beat in scene["beats"]]
        chapters = pysubs2.load(str(folder / language / "film.chapters.vtt"))
        assert [cue.start for cue in chapters] == [-(-start * 1000 // 15) for start in starts]
        assert chapters[0].plaintext.startswith(scenes[0]["title"])


def test_the_film_is_its_scenes_and_each_has_a_poster(folder: Path) -> None:
    lengths = {}
    for language in PAGES:
        for name in ("film", *NAMES):
            with av.open(str(folder / language / f"{name}.mp4")) as video:
                lengths[name] = sum(1 for _ in video.decode(video=0))
            with Image.open(folder / language / f"{name}.png") as poster:
                assert poster.size == ((1280, 720) if name == "film" else (854, 480))
        assert lengths["film"] == sum(lengths[name] for name in NAMES)
        assert {each["name"]: each["frames"] for each in about(folder, language)["scenes"]} == {
            name: lengths[name] for name in NAMES
        }


def test_the_fonts_have_every_letter_of_both_pages(spoken: Path) -> None:
    text = "".join("".join(html(spoken, language).itertext()) for language in PAGES)
    for weight in ("Regular", "Bold"):
        drawn: set[int] = set()
        for font in (spoken / "fonts").glob(f"*-{weight}.ttf"):
            drawn |= set(TTFont(font).getBestCmap())
        assert {letter for letter in text if not letter.isspace() and ord(letter) not in drawn} == set()


@pytest.mark.parametrize("language", PAGES)
def test_only_a_page_that_is_heard_says_whose_voice_it_is(folder: Path, spoken: Path, language: str) -> None:
    credit = wording_of(language).credit
    assert credit in html(spoken, language).xpath("//footer/p/text()")
    assert credit not in (folder / PAGES[language]).read_text(encoding="utf-8")


def test_the_script_is_told_which_videos_have_sound(folder: Path, spoken: Path) -> None:
    for written in (folder, spoken):
        for language in PAGES:
            told = {each["name"]: each["spoken"] for each in about(written, language)["scenes"]}
            assert told == {name: written == spoken and name == "Flat" for name in NAMES}
            for name, heard in {**told, "film": any(told.values())}.items():
                with av.open(str(written / language / f"{name}.mp4")) as video:
                    assert bool(video.streams.audio) == heard


def test_the_same_clips_give_the_same_folder(folder: Path, rendered_film: Path, tmp_path: Path) -> None:
    again = write(rendered_film, tmp_path / "page")
    for file in folder.rglob("*.*"):
        assert (again / file.relative_to(folder)).read_bytes() == file.read_bytes(), file.name


def test_a_single_scene_needs_no_film_and_no_gallery(rendered_film: Path, tmp_path: Path) -> None:
    folder = write(rendered_film, tmp_path / "page", ["Flat"])
    assert {file.stem for file in folder.glob("*/*.mp4")} == {"Flat"}
    assert html(folder, "en").xpath("//section[contains(@class, 'clips')]") == []
    assert html(folder, "en").xpath("//dt/a/@href") == ["#Flat&beat=amber"]


def test_a_scene_is_told_of_by_the_claim_that_it_closes_on(rendered_film: Path) -> None:
    english, chinese = versions_of(rendered_film)
    assert english.summaries["Moving"] == "It goes right & stays <there>."
    assert chinese.summaries["Moving"] == "L1 停住"


def test_both_languages_name_the_same_number_of_keys() -> None:
    english, chinese = (page_words_of(language) for language in PAGES)
    assert len(english.keys) == len(chinese.keys)


Pages = Callable[..., Result]


@pytest.fixture
def page(renders: Callable[[str, list[str]], Result], film_folder: Path) -> Pages:
    """Make a page of what is stored already."""
    more = ["--language", "en", "--quality", "480p15", "--jobs", "1", "--output", str(film_folder.parent)]
    return lambda *typed: renders("Moving Blink Flat", ["page", *more, *typed])


def test_the_command_writes_the_page_and_says_where(page: Pages, film_folder: Path) -> None:
    result = page("Flat", "Moving")
    assert result.code == 0, result.err
    assert result.out.split() == [str(film_folder.parent / "page" / "index.html")]
    told = json.loads(etree.parse(result.out.strip(), etree.HTMLParser()).xpath("string(//script[@id='about'])"))
    assert [scene["name"] for scene in told["scenes"]] == ["Flat", "Moving"]
    assert {path.name for path in film_folder.parent.glob("page/*/film.mp4")} == {"film.mp4"}


@pytest.mark.parametrize(
    ("typed", "named", "remedy"),
    [
        (["Flta"], "'Flta'", "did you mean Flat?"),
        (["--language", "en,xx"], "'xx'", "en, zh"),
        (["--language", ""], "''", "en, zh"),
        (["--quality", "720p"], "'720p'", "720p30"),
        (["--theme", "drak"], "'drak'", "did you mean dark?"),
        (["--jobs", "0"], "--jobs 0", "leave the option out"),
        (["--on", "nowhere"], "--on nowhere", "tcp://host:port"),
    ],
)
def test_bad_input_is_one_line_that_names_it_and_the_remedy(
    page: Pages, film_folder: Path, typed: list[str], named: str, remedy: str
) -> None:
    result = page(*typed)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert named in result.err
    assert remedy in result.err
    assert not (film_folder.parent / "page").exists()


def test_a_scene_that_fails_leaves_the_page_as_it_was(
    renders: Callable[[str, list[str]], Result], film_folder: Path
) -> None:
    output = film_folder.parent
    (output / "page").mkdir()
    (output / "page" / "index.html").write_text("before")
    more = ["--language", "en", "--quality", "480p15", "--jobs", "1", "--output", str(output)]
    result = renders("Flat Failing", ["page", *more])
    assert result.code == 1
    assert "Failing failed" in result.err
    assert (output / "page" / "index.html").read_text() == "before"
    assert FOLDER in {path.name for path in output.iterdir()}
