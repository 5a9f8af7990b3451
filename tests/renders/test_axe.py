"""What a browser shows beside the page: the checker of accessibility finds no fault in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from clip_folder import SMALL, clips_in
from players import violations

from common.stage import Box
from renders.critic.problem import Finding, Problem
from renders.critic.report import write_report
from renders.products.script.sheet import write_script
from renders.products.slides.deck import compose
from renders.products.slides.html_deck import write_html
from renders.request.scenes import SceneRef
from renders.request.variant import Quality, Variant
from renders.voice.script import script_of

Opened = Callable[[Path], Any]


@pytest.fixture(params=["light", "dark"])
def opened(browser: Any, request: pytest.FixtureRequest) -> Iterator[Opened]:
    context = browser.new_context(offline=True, color_scheme=request.param, reduced_motion="reduce")

    def open_page(file: Path) -> Any:
        page = context.new_page()
        page.goto(file.as_uri())
        return page

    yield open_page
    context.close()


def test_of_the_slides(opened: Opened, film_folder: Path, tmp_path: Path) -> None:
    page = opened(write_html(compose(clips_in(film_folder), SMALL), tmp_path))
    page.wait_for_function("Reveal.isReady()")
    assert violations(page) == []
    page.keyboard.press("ArrowRight")
    assert violations(page) == []


@pytest.mark.parametrize("some", [True, False])
def test_of_what_the_critic_found(opened: Opened, tmp_path: Path, some: bool) -> None:
    variant = Variant(quality=Quality(480, 15))
    finding = Finding("layout/overlap", ("headline", "w_1 ="), "by 3 px", (Box(-1, 0, 1, 1),))
    problems = [Problem("Kink", variant, "held", 15, 15, finding)] if some else []
    pictures = {each: np.full((*variant.size[::-1], 4), 40, np.uint8) for each in problems}
    file, *_ = write_report(tmp_path, problems, pictures, scenes=["Kink"], variants=[variant])
    assert violations(opened(file)) == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_of_the_script(opened: Opened, tmp_path: Path, language: str) -> None:
    lines = script_of([SceneRef.parse("scenes.kink:Kink")], language)
    file = next(each for each in write_script(lines, language, tmp_path) if each.suffix == ".html")
    assert violations(opened(file)) == []


def test_a_fault_is_found(opened: Opened, tmp_path: Path) -> None:
    faulty = tmp_path / "faulty.html"
    faulty.write_text('<!doctype html><title>A</title><main><img src="a.png"><h1>A</h1></main>', encoding="utf-8")
    assert [each.partition(":")[0] for each in violations(opened(faulty))] == ["html-has-lang", "image-alt"]
