from __future__ import annotations

from pathlib import Path

import pytest

from common.beats import Beat
from common.words import LANGUAGES
from renders.build.clip import Clip
from renders.errors import BadInputError
from renders.picture.timeline import Timeline
from renders.products.publishing.checklist import FAILED, check
from renders.products.publishing.description import description, playlist, texts_of
from renders.products.publishing.links import Links
from renders.products.publishing.piece import Piece
from renders.products.publishing.platforms import read_platforms
from renders.products.publishing.reading.texts import read_tags, read_text
from renders.products.surround.wording import wording_of
from renders.request.scenes import SceneRef, film_words
from renders.request.variant import Variant
from renders.video.joining import Chapter
from scenes.film import CLIPS, FILM

PLATFORMS = read_platforms()
MARKS = [Chapter("The chapter with the longest of titles", start, start + 600) for start in range(0, 6000, 600)]
EVERY = [SceneRef.parse(place) for place in FILM + CLIPS]
LINKS = Links("https://example.org/a/film", "https://example.org/some/source")


def _piece(*scenes: SceneRef, language: str, number: tuple[int, int] | None = None) -> Piece:
    """What would be uploaded of ``scenes``, whose beats take ten seconds each."""
    clips = []
    for scene, words in zip(scenes, film_words(scenes, language), strict=True):
        beats = tuple(
            Beat(name, 300 * at, 300 * at + 300, each.title, each.said)
            for at, (name, each) in enumerate(words.beats.items())
        )
        clips.append(Clip(Timeline(scene.name, words.title, 300 * len(beats), beats), Path(), ""))
    return Piece(scenes, clips, Variant(language), whole=len(scenes) > 1, number=number)


def _failed(texts: dict[str, str], name: str, folder: Path) -> list[str]:
    """The requirements that ``texts`` do not meet on a platform, translations among them."""
    measured = []
    for file, text in texts.items():
        (folder / file).write_text(text, encoding="utf-8")
        what = file.partition(".")[0]
        measured += read_tags(folder / file) if what == "tags" else read_text(folder / file)
    return [
        f"{row.file}: {row.measure}"
        for row in check(measured, PLATFORMS.platforms[name], PLATFORMS, whole=True)
        if row.file and row.verdict == FAILED
    ]


@pytest.mark.parametrize("name", PLATFORMS.platforms)
def test_what_is_spoken_says_whose_voice_it_is_and_stays_within_the_limits(name: str, tmp_path: Path) -> None:
    platform = PLATFORMS.platforms[name]
    wording = wording_of(platform.language)
    elsewhere = wording.elsewhere.format(scene="Who keeps the weight?", lasso=0.006493, ridge=221.0, glmnet=0.5)
    spoken, silent = (
        description(wording, wording.pitch, MARKS, 30, platform, f"{elsewhere}\n{voice}")
        for voice in (wording.credit, wording.silence)
    )
    assert (spoken.count(wording.credit), spoken.count(wording.silence)) == (1, 0)
    assert (silent.count(wording.credit), silent.count(wording.silence)) == (0, 1)
    assert _failed({"description.txt": spoken}, name, tmp_path) == []


@pytest.mark.parametrize("name", PLATFORMS.platforms)
def test_texts_of_every_scene_keep_the_platforms_limits_in_each_language_that_it_takes(name, tmp_path: Path):
    platform = PLATFORMS.platforms[name]
    pieces = [_piece(scene, language=platform.language) for scene in EVERY]
    if platform.pieces == "film":
        pieces += [_piece(*EVERY, language=platform.language)]
    for piece in pieces:
        texts = texts_of(piece, platform, LINKS)
        taken = {
            file: text
            for file, text in texts.items()
            if not file.startswith(("captions", "chapters"))
            and (platform.translations or not any(f".{each}." in file for each in LANGUAGES))
        }
        assert _failed(taken, name, tmp_path) == []


def test_every_text_is_there_in_both_languages_and_each_in_its_own():
    piece = _piece(*EVERY, language="en")
    texts = texts_of(piece, PLATFORMS.platforms["youtube"], LINKS)
    names = ["title", "description", "tags", "comment"]
    assert set(texts) == {
        *(f"{name}.txt" for name in names),
        *(f"{name}.zh.txt" for name in names),
        "captions.en.srt",
        "captions.zh.srt",
    }
    for file, text in texts.items():
        is_chinese = any("\u4e00" <= letter <= "\u9fff" for letter in text)
        assert is_chinese == (".zh." in file), file
    assert "\n0:00 Overfitting\n" in texts["description.txt"]
    assert "\n0:00 过拟合\n" in texts["description.zh.txt"]


@pytest.mark.parametrize("links", [Links(), LINKS])
def test_a_scene_names_the_full_film_and_its_own_tags_and_the_film_does_not(links: Links):
    platform = PLATFORMS.platforms["shorts"]
    scene, film = (texts_of(_piece(*each, language="en"), platform, links) for each in ([EVERY[2]], EVERY))
    for language, ending in (("en", "txt"), ("zh", "zh.txt")):
        line = wording_of(language).part_of.format(film=wording_of(language).title)
        about, whole = scene[f"description.{ending}"], film[f"description.{ending}"]
        assert line in about
        assert line not in whole
        for link in filter(None, (links.full_film, links.source)):
            assert link in about
            assert (link in whole) == (link == links.source)
        own = wording_of(language).scene_tags["Kink"]
        assert scene[f"tags.{ending}"].startswith(", ".join(own))
        assert not any(tag in film[f"tags.{ending}"] for tag in own)


def test_the_data_are_credited_where_they_are_shown():
    platform, data = PLATFORMS.platforms["shorts"], wording_of("en").data
    told = {
        scene.name: texts_of(_piece(scene, language="en"), platform, Links())["description.txt"] for scene in EVERY
    }
    film = texts_of(_piece(*EVERY, language="en"), platform, Links())["description.txt"]
    assert [name for name, text in told.items() if data in text] == ["Selection", "Recap"]
    assert data in film
    assert all(wording_of("en").credits in text for text in (*told.values(), film))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_scene_has_tags_of_its_own(language: str):
    assert list(wording_of(language).scene_tags) == [scene.name for scene in EVERY]


def test_what_has_no_address_yet_is_left_to_be_done_by_hand():
    assert LINKS.missing(whole=False) == []
    assert [line.count("--source") for line in Links().missing(whole=True)] == [1]
    assert len(Links().missing(whole=False)) == 2


@pytest.mark.parametrize(
    "link", ["film", "ftp://example.org", "https://", "https://a.org/a b", "https://a.org/<b>"]
)
def test_what_is_no_address_is_refused(link: str):
    with pytest.raises(BadInputError, match=r"--full-film .*not the address of a page"):
        Links(full_film=link)


def test_a_series_is_numbered_in_the_films_order_and_its_playlist_lists_it():
    count = len(FILM)
    pieces = [
        _piece(scene, language="en", number=(number, count)) for number, scene in enumerate(EVERY[:count], 1)
    ]
    assert pieces[2].title == f"The kink at zero | Why is L1 sparse? (3/{count})"
    for language in LANGUAGES:
        text = playlist(pieces, language, Links())
        places = [
            text.index(f"\n{number}. {piece.title_in(language)}\n") for number, piece in enumerate(pieces, 1)
        ]
        assert places == sorted(places)
        assert max(len(piece.title_in(language)) for piece in pieces) <= 100


def test_a_scene_that_fits_data_says_what_lambda_is_in_other_programs_in_each_language() -> None:
    platform = PLATFORMS.platforms["youtube"]
    for name, said in (("Selection", True), ("Kink", False)):
        scene = next(each for each in EVERY if each.name == name)
        texts = texts_of(_piece(scene, language="en"), platform, LINKS)
        for ending in ("txt", "zh.txt"):
            assert ("scikit-learn" in texts[f"description.{ending}"]) is said
