"""The page as a browser shows it: from the disk without a network, and from a server."""

from __future__ import annotations

import functools
import json
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from page_scenes import words_in
from players import violations
from written_page import write, write_spoken

PAGES = {"en": "index.html", "zh": "zh.html"}
DESKTOP, PHONE = (1440, 900), (360, 740)
FPS = 15

NOW = "document.querySelector('video').currentTime"
READY = "document.querySelector('video').readyState > 1 && !document.querySelector('video').seeking"
STATE = """() => {
  const video = document.querySelector("video");
  return {
    seconds: video.currentTime, paused: video.paused, file: video.getAttribute("src"),
    title: document.getElementById("watching").textContent,
    caption: document.getElementById("caption").textContent,
    current: [...document.querySelectorAll(".chapters [aria-current]")].map((link) => link.firstChild.textContent),
    focus: document.activeElement.id || document.activeElement.textContent.trim(),
  };
}"""

OUTLINE = """() => {
  const focused = document.activeElement;
  const shown = focused.type === "radio" ? focused.nextElementSibling : focused;
  return getComputedStyle(shown, shown.matches(".watch") ? "::after" : null).outlineStyle;
}"""


@pytest.fixture(scope="module")
def folder(browser: Any, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    assert browser
    # Asked for here and not above, so that nothing is rendered where there is no browser.
    film, parent = request.getfixturevalue("rendered_film"), tmp_path_factory.mktemp("watched")
    write_spoken(film, parent / "spoken")
    return write(film, parent / "page")


class RangeHandler(SimpleHTTPRequestHandler):
    """Gives parts of files, as every server does that videos are put on, and keeps silent."""

    def do_GET(self) -> None:
        span = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        file = Path(self.translate_path(self.path))
        if not span or not file.is_file():
            super().do_GET()
            return
        content = file.read_bytes()
        first, last = int(span[1]), int(span[2] or len(content) - 1)
        self.send_response(206)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Range", f"bytes {first}-{last}/{len(content)}")
        self.send_header("Content-Length", str(last + 1 - first))
        self.end_headers()
        self.wfile.write(content[first : last + 1])

    def log_message(self, *_: object) -> None: ...


@pytest.fixture(scope="module")
def places(folder: Path) -> Iterator[dict[str, str]]:
    """Where the folder is, from the disk and from a server of this machine; and one with sound."""
    handler = functools.partial(RangeHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield {
            "disk": folder.as_uri(),
            "server": f"http://127.0.0.1:{server.server_port}",
            "spoken": folder.with_name("spoken").as_uri(),
        }
        server.shutdown()
        thread.join()


@dataclass
class Opener:
    """Opens pages and keeps all that they complain of, and all that they ask for from elsewhere."""

    browser: Any
    places: dict[str, str]
    complaints: list[str] = field(default_factory=list)
    contexts: list[Any] = field(default_factory=list)

    def __call__(
        self, place: str = "index.html", *, at: str = "disk", size: tuple[int, int] = DESKTOP, **more: Any
    ) -> Any:
        base = self.places[at]
        viewport = {"width": size[0], "height": size[1]}
        context = self.browser.new_context(
            viewport=viewport, offline=at != "server", reduced_motion="reduce", has_touch=size == PHONE, **more
        )
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self._look(request.url, base))
        page.on("requestfailed", self._failed)
        page.on("response", lambda response: response.ok or self.complaints.append(response.url))
        page.goto(f"{base}/{place}")
        page.wait_for_function(READY)
        return page

    def _look(self, url: str, base: str) -> None:
        if not url.startswith(base):
            self.complaints.append(f"asked for {url}")

    def _failed(self, request: Any) -> None:
        # A player stops reading a video where it jumps to another place.
        if not (request.url.endswith(".mp4") and request.failure == "net::ERR_ABORTED"):
            self.complaints.append(f"{request.url}: {request.failure}")


@pytest.fixture
def opened(browser: Any, places: dict[str, str]) -> Iterator[Opener]:
    """Open pages; at the end, see that they complained of nothing and stayed in their folder."""
    opener = Opener(browser, places)
    yield opener
    for context in opener.contexts:
        context.close()
    assert opener.complaints == []


def state(page: Any) -> Any:
    return page.evaluate(STATE)


def wait(page: Any, condition: str) -> None:
    page.wait_for_function(condition, timeout=10_000)


def scenes(page: Any) -> list[Any]:
    return json.loads(page.locator("#about").text_content())["scenes"]


@pytest.mark.parametrize("at", ["disk", "server"])
def test_it_plays_chapters_jump_and_captions_switch(opened: Opener, at: str) -> None:
    page = opened(at=at)
    assert state(page)["title"] == "The whole film"
    page.click("#play")
    wait(page, f"{NOW} > 0.2")
    before = state(page)
    assert not before["paused"]
    assert before["caption"] == "A circle."
    wait(page, f"{NOW} > {before['seconds']} + 0.2")
    page.click("#play")
    assert state(page)["paused"]
    for scene in (each for each in scenes(page) if each["frames"] >= FPS):
        page.click(f".chapters > div > ol > li > a:has-text('{scene['title']}')")
        page.click("#play")
        for beat in scene["beats"]:
            page.click(f".chapters ol ol:not([hidden]) a:has-text('{beat['title']}')")
            page.click("#play")
            page.evaluate("document.querySelector('video').pause()")
            frame = scene["start"] + beat["start"]
            assert frame / FPS <= state(page)["seconds"] < (frame + 6) / FPS
            assert state(page)["current"] == [scene["title"], beat["title"]]
    page.check("input[value=zh]", force=True)
    wait(page, "document.getElementById('caption').textContent === '一种颜色。'")
    assert page.get_attribute("#caption", "lang") == "zh-CN"
    page.check("input[value=off]", force=True)
    assert page.is_hidden("#caption")
    page.check("input[value=en]", force=True)
    wait(page, "document.getElementById('caption').textContent === 'One colour.'")


@pytest.mark.parametrize("language", PAGES)
def test_captions_say_the_words_of_each_beat(opened: Opener, language: str) -> None:
    page = opened(PAGES[language])
    for scene in scenes(page):
        for name, beat in words_in(language, scene["name"]).beats.items():
            page.evaluate(f"location.hash = '#film&beat={scene['name']}.{name}'")
            wait(page, READY)
            wait(page, f"document.getElementById('caption').textContent === {json.dumps(beat.said)}")


def test_the_film_is_at_its_end_what_the_clock_said(opened: Opener) -> None:
    page = opened()
    page.evaluate("document.querySelector('video').playbackRate = 4")
    page.click("#play")
    wait(page, "document.querySelector('video').ended")
    frames = sum(scene["frames"] for scene in scenes(page))
    assert state(page)["seconds"] == pytest.approx(frames / FPS, abs=0.01)
    shown, whole = page.text_content("#time").split(" / ")
    assert shown == whole == page.text_content("#length")
    assert page.is_visible("#play >> text=Play")


def test_a_card_plays_its_scene_and_back_leads_to_the_film_again(opened: Opener) -> None:
    page = opened()
    page.click(".card a.watch:has-text('The Flat')")
    wait(page, f"{NOW} > 0.1")
    assert state(page)["title"] == "The Flat"
    assert state(page)["file"] == "en/Flat.mp4"
    assert state(page)["current"] == ["amber"]
    assert page.url.endswith("#Flat")
    assert page.evaluate("document.activeElement.id") == "play"
    assert page.get_attribute("a[data-suffix='.zh.vtt']", "href") == "en/Flat.zh.vtt"
    page.go_back()
    wait(page, "document.getElementById('watching').textContent === 'The whole film'")
    page.click(".card a.watch:has-text('The Moving')")
    page.click("#back")
    assert state(page)["file"] == "en/film.mp4"


@pytest.mark.parametrize(
    ("address", "title", "seconds"),
    [
        ("#Moving", "The Moving", 0),
        ("#moving&t=1.2", "The Moving", 1.2),
        ("#t=1.4", "The whole film", 1.4),
        ("#t=-3", "The whole film", 0),
        ("#t=nonsense", "The whole film", 0),
        ("#nonsense", "The whole film", 0),
        ("#Nobody&beat=none", "The whole film", 0),
        ("#%E0%A4%A", "The whole film", 0),
        ("#<img src=x onerror=alert(1)>&t=1", "The whole film", 1),
    ],
)
def test_an_address_leads_to_a_scene_and_a_moment(
    opened: Opener, address: str, title: str, seconds: float
) -> None:
    page = opened(f"index.html{address}")
    assert state(page)["title"] == title
    assert state(page)["paused"]
    assert state(page)["seconds"] == pytest.approx(seconds, abs=0.01)


def test_an_address_beyond_the_end_leads_to_the_last_picture(opened: Opener) -> None:
    page = opened("index.html#Flat&t=1e999")
    (length,) = [scene["frames"] / FPS for scene in scenes(page) if scene["name"] == "Flat"]
    assert length - 1 / FPS < state(page)["seconds"] < length
    assert page.get_attribute("#moment", "href").startswith("#Flat&t=")


def test_the_other_language_shows_the_same_beat(opened: Opener) -> None:
    page = opened("index.html#film&beat=Moving.cross_over")
    page.click("a[hreflang=zh-CN]")
    page.wait_for_url("**/zh.html#*")
    wait(page, READY)
    assert state(page)["current"] == ["移动", "穿过"]
    assert state(page)["file"] == "zh/film.mp4"
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    wait(page, "document.getElementById('caption').textContent === '它向右走 & 停在 <那里>。'")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_is_that_of_the_machine_until_another_is_chosen_and_kept(opened: Opener, scheme: str) -> None:
    page = opened(color_scheme=scheme)
    backgrounds = {"light": "rgb(255, 255, 255)", "dark": "rgb(16, 19, 26)"}
    background = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(background) == backgrounds.pop(scheme)
    ((other, colour),) = backgrounds.items()
    page.click(f"#theme:has-text('{other.title()}')")
    assert page.evaluate(background) == colour
    page.reload()
    assert page.evaluate(background) == colour


def test_what_was_chosen_of_captions_is_kept(opened: Opener) -> None:
    page = opened()
    page.check("input[value=zh]", force=True)
    page.reload()
    assert page.is_checked("input[value=zh]")


SOUND = """() => {
  const { volume, muted } = document.querySelector("video");
  return { volume, muted, slider: document.getElementById("volume").value,
    captions: document.querySelector("[name=captions]:checked").value };
}"""


def test_captions_are_there_while_the_sound_is_off_until_others_are_chosen(opened: Opener) -> None:
    page = opened("zh.html", at="spoken")
    assert page.evaluate(SOUND) == {"volume": 1, "muted": False, "slider": "100", "captions": "off"}
    assert page.is_hidden("#caption")
    page.click("#mute:has-text('静音')")
    wait(page, "document.getElementById('volume').value === '0'")
    assert page.evaluate(SOUND)["captions"] == "zh"
    assert page.is_visible("#caption")
    page.click("#mute:has-text('取消静音')")
    wait(page, "document.getElementById('volume').value === '100'")
    assert page.evaluate(SOUND)["captions"] == "off"
    page.fill("#volume", "0")
    wait(page, "document.querySelector('[name=captions]:checked').value === 'zh'")
    page.check("input[value=off]", force=True)
    page.keyboard.press("m")
    wait(page, "document.getElementById('volume').value === '50'")
    page.keyboard.press("m")
    wait(page, "document.getElementById('volume').value === '0'")
    assert page.evaluate(SOUND) == {"volume": 0.5, "muted": True, "slider": "0", "captions": "off"}


def test_a_video_without_sound_has_captions_and_no_switches_of_sound(opened: Opener) -> None:
    page = opened("index.html#Moving", at="spoken")
    assert page.is_hidden("#mute")
    assert page.evaluate(SOUND)["captions"] == "en"
    page.keyboard.press("m")
    assert not page.evaluate(SOUND)["muted"]
    page.click(".card a.watch:has-text('The Flat')")
    assert page.is_visible("#mute")
    assert page.evaluate(SOUND)["captions"] == "off"


def test_volume_and_muting_are_kept(opened: Opener) -> None:
    page = opened(at="spoken")
    page.fill("#volume", "35")
    page.click("#mute")
    wait(page, "document.getElementById('volume').value === '0'")
    page.reload()
    wait(page, READY)
    assert page.evaluate(SOUND) == {"volume": 0.35, "muted": True, "slider": "0", "captions": "en"}
    page.evaluate("localStorage.setItem('why-l1-is-sparse.volume', 'loud')")
    page.reload()
    wait(page, READY)
    assert page.evaluate(SOUND)["volume"] == 1


def test_keys_play_seek_step_through_chapters_and_choose_captions(opened: Opener) -> None:
    page = opened()
    length = sum(scene["frames"] for scene in scenes(page)) / FPS
    second = scenes(page)[0]["beats"][1]["start"] / FPS
    for key, seconds in (("n", second), ("p", 0), ("ArrowRight", min(5, length)), ("j", 0), ("l", length)):
        page.keyboard.press(key)
        wait(page, READY)
        assert state(page)["seconds"] == pytest.approx(seconds, abs=1 / FPS)
    page.evaluate("location.hash = '#t=0'")
    wait(page, READY)
    for key in (" ", "k"):
        page.keyboard.press(key)
        assert state(page)["paused"] == (key == "k")
    for language in ("zh", "off", "en"):
        page.keyboard.press("c")
        assert page.is_checked(f"input[value={language}]")
    page.keyboard.press("f")
    wait(page, "document.fullscreenElement?.id === 'stage'")
    assert page.is_visible("#caption")
    page.keyboard.press("f")
    wait(page, "!document.fullscreenElement")


def test_what_has_the_focus_keeps_its_keys(opened: Opener) -> None:
    page = opened()
    page.focus("#theme")
    page.keyboard.press(" ")
    assert state(page)["paused"]
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.focus("input[value=en]")
    page.keyboard.press("ArrowRight")
    assert page.is_checked("input[value=zh]")
    assert state(page)["seconds"] == 0
    page.focus("#seek")
    page.keyboard.press("End")
    wait(page, f"{NOW} > 2")
    page.focus("#speed")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.querySelector('video').playbackRate") == 1.25


def test_keys_can_be_turned_off_for_good(opened: Opener) -> None:
    page = opened()
    page.click("#keys summary")
    page.uncheck("#shortcuts")
    page.reload()
    page.keyboard.press("k")
    assert state(page)["paused"]


def test_the_keyboard_alone_reaches_and_uses_everything(opened: Opener) -> None:
    page = opened(at="spoken")
    everything = page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, input, select, summary")]
          .filter((each) => each.checkVisibility() && !(each.type === "radio" && !each.checked))
          .map((each, number) => (each.dataset.number = String(number)))"""
    )
    reached = []
    for _ in everything:
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.dataset.number"))
        assert page.evaluate(OUTLINE) == "solid"
    assert sorted(reached, key=int) == everything
    page.focus(".card a.watch >> nth=2")
    page.keyboard.press("Enter")
    wait(page, f"{NOW} > 0.1")
    assert state(page)["title"] == "The Flat"
    page.focus(".words summary >> nth=0")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    wait(page, "document.getElementById('watching').textContent === 'The whole film'")
    wait(page, "[...document.querySelectorAll('[aria-current]')].at(-1).textContent.startsWith('cross over')")


def test_the_first_tab_offers_to_skip_to_the_film(opened: Opener) -> None:
    page = opened()
    page.keyboard.press("Tab")
    assert state(page)["focus"] == "Go to the film"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert state(page)["focus"] == "play"


@pytest.mark.parametrize("language", PAGES)
def test_a_phone_needs_no_scrolling_sideways_and_fingers_hit_everything(opened: Opener, language: str) -> None:
    page = opened(PAGES[language], at="spoken", size=PHONE)
    for summary in page.locator("summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
    small = page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, select, summary, label, #seek, #volume")]
          .filter((each) => each.checkVisibility() && !each.matches(".skip, .watch"))
          .map((each) => [each.outerHTML.slice(0, 60), each.getBoundingClientRect()])
          .filter(([, box]) => box.width < 43.9 || box.height < 43.9).map(([name]) => name)"""
    )
    assert small == []
    for card in page.locator(".card").all():
        assert card.bounding_box()["height"] > 44


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", PAGES)
def test_axe_finds_nothing_wrong(opened: Opener, language: str, scheme: str, size: tuple[int, int]) -> None:
    page = opened(f"{PAGES[language]}#film&beat=Flat.amber", at="spoken", size=size, color_scheme=scheme)
    assert violations(page) == []
    for summary in page.locator("summary").all():
        summary.click()
    page.click(".card a.watch >> nth=0")
    assert violations(page) == []
