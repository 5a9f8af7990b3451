"""The page as a browser shows it, without a network, from the disk."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from clip_folder import SMALL, clips_in

from renders.build.clip import Clip
from renders.products.slides.deck import Deck, compose
from renders.products.slides.html_deck import write_html

WIDTH, HEIGHT = 960, 540
STATE = """() => {
  const top = [...Reveal.getCurrentSlide().querySelectorAll("figure.visible")].at(-1);
  const clip = top && top.querySelector("video");
  return {
    label: top ? top.getAttribute("aria-label") : null,
    seconds: clip && clip.currentTime, paused: clip && clip.paused, ended: clip && clip.ended,
    playing: [...document.querySelectorAll("video")].filter((each) => !each.paused).length,
    wide: clip && clip.videoWidth,
  };
}"""


@pytest.fixture
def clips(film_folder: Path) -> Sequence[Clip]:
    return clips_in(film_folder)


@pytest.fixture
def deck(clips: Sequence[Clip]) -> Deck:
    return compose(clips, SMALL)


def test_the_page_refers_to_files_of_its_folder_alone(deck: Deck, tmp_path: Path) -> None:
    page = write_html(deck, tmp_path)
    referred = re.findall(r'(?:src|href|poster)="([^"]+)"', page.read_text(encoding="utf-8"))
    styles = (page.parent / "deck.css").read_text(encoding="utf-8")
    referred += re.findall(r'url\("([^"]+)"\)', styles)
    assert len(referred) > 3 * len(deck.slides)
    assert [name for name in referred if not (page.parent / name).is_file()] == []
    assert "://" not in page.read_text(encoding="utf-8") + styles


def test_the_licences_of_what_is_copied_lie_beside_it(deck: Deck, tmp_path: Path) -> None:
    folder = write_html(deck, tmp_path).parent
    assert "Permission is hereby granted" in (folder / "reveal" / "LICENSE").read_text(encoding="utf-8")
    assert {file.name for file in (folder / "fonts").glob("*LICENSE*")} == {
        "Inter-LICENSE.txt",
        "NotoSansSC-LICENSE.txt",
    }


def test_words_that_look_like_markup_stay_words(deck: Deck, tmp_path: Path) -> None:
    page = write_html(deck, tmp_path).read_text(encoding="utf-8")
    assert "It goes right &amp; stays &lt;there&gt;." in page
    assert "<there>" not in page


def test_the_same_deck_gives_the_same_folder(deck: Deck, tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    first, second = (write_html(deck, folder).parent for folder in (tmp_path, tmp_path / "again"))
    for file in first.rglob("*.*"):
        assert (second / file.relative_to(first)).read_bytes() == file.read_bytes()


@pytest.fixture
def opened(browser: Any) -> Iterator[Callable[[Path], Any]]:
    """Open a page without a network; at the end, see that it complained of nothing."""
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, offline=True)
    complaints: list[str] = []

    def open_page(page: Path) -> Any:
        shown = context.new_page()
        shown.on("console", lambda message: complaints.append(message.text))
        shown.on("pageerror", lambda error: complaints.append(str(error)))
        shown.on("requestfailed", lambda request: complaints.append(request.url))
        shown.goto(page.as_uri())
        shown.wait_for_function("Reveal.isReady()")
        return shown

    yield open_page
    context.close()
    assert complaints == []


def test_each_key_plays_a_beat_to_its_end_and_then_the_next_scene_comes(
    deck: Deck, tmp_path: Path, opened: Callable[[Path], Any]
) -> None:
    page = opened(write_html(deck, tmp_path))
    assert page.title() == "The Moving, The Blink, The Flat"
    for slides in deck.scenes:
        assert page.evaluate(STATE)["label"] is None
        for slide in slides:
            page.keyboard.press("ArrowRight")
            assert page.evaluate(STATE)["label"] == slide.heading
            page.wait_for_function(f"({STATE})().ended", timeout=20_000)
            state = page.evaluate(STATE)
            assert state["seconds"] == pytest.approx(slide.frames / slide.fps, abs=0.01)
            assert state["wide"] == SMALL.size[0]
        page.keyboard.press("ArrowRight")


def test_headings_are_in_the_fonts_of_the_film_in_chinese_too(
    deck: Deck, tmp_path: Path, opened: Callable[[Path], Any]
) -> None:
    chinese = replace(deck, slides=[replace(slide, scene_title="先验", title="角") for slide in deck.slides])
    page = opened(write_html(chinese, tmp_path))
    page.evaluate("document.fonts.ready")
    assert page.evaluate("[...document.fonts].map((font) => font.status)") == ["loaded", "loaded"]


def test_playback_advances(deck: Deck, tmp_path: Path, opened: Callable[[Path], Any]) -> None:
    page = opened(write_html(deck, tmp_path))
    page.keyboard.press("ArrowRight")
    page.wait_for_function(f"({STATE})().seconds > 0.1")
    before = page.evaluate(STATE)["seconds"]
    page.wait_for_function(f"({STATE})().seconds > {before}")


def test_back_shows_the_beat_before_at_its_end_and_r_plays_it_again(
    deck: Deck, tmp_path: Path, opened: Callable[[Path], Any]
) -> None:
    page = opened(write_html(deck, tmp_path))
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
    length = deck.slides[0].frames / deck.slides[0].fps
    page.wait_for_function(f"({STATE})().seconds > {length - 0.01}")
    state = page.evaluate(STATE)
    assert (state["label"], state["paused"], state["playing"]) == (deck.slides[0].heading, True, 0)
    page.keyboard.press("r")
    page.wait_for_function(f"({STATE})().seconds < {length - 0.1}")
    page.wait_for_function(f"({STATE})().ended")


def test_one_beat_plays_at_a_time_however_fast_the_keys_come(
    deck: Deck, tmp_path: Path, opened: Callable[[Path], Any]
) -> None:
    page = opened(write_html(deck, tmp_path))
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    assert page.evaluate(STATE)["label"] == deck.slides[1].heading
    assert page.evaluate(STATE)["playing"] <= 1


def test_a_looping_clip_begins_again(clips: Sequence[Clip], tmp_path: Path, opened: Callable[[Path], Any]) -> None:
    deck = compose(clips, SMALL, loop=True)
    page = opened(write_html(deck, tmp_path))
    page.keyboard.press("ArrowRight")
    page.wait_for_function(f"({STATE})().seconds > 0.6")
    page.wait_for_function(f"({STATE})().seconds < 0.4")
    assert not page.evaluate(STATE)["paused"]


def test_the_speaker_sees_the_words_of_the_beat(deck: Deck, tmp_path: Path, opened: Callable[[Path], Any]) -> None:
    page = opened(write_html(deck, tmp_path))
    with page.expect_popup() as popup:
        page.keyboard.press("s")
    said = "document.querySelector('.speaker-controls-notes').innerText"
    for slide in deck.slides[:2]:
        page.bring_to_front()
        page.keyboard.press("ArrowRight")
        popup.value.wait_for_function(f"{said}.includes({slide.words!r})", timeout=10_000)


def test_the_picture_fills_the_window_and_its_background_goes_on_around_it(
    deck: Deck, tmp_path: Path, opened: Callable[[Path], Any]
) -> None:
    page = opened(write_html(deck, tmp_path))
    page.keyboard.press("ArrowRight")
    box = page.locator("figure.visible video").last.bounding_box()
    assert box["height"] > 0.9 * HEIGHT
    assert box["y"] + box["height"] <= HEIGHT
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(16, 19, 26)"
