from __future__ import annotations

import base64
import html
import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from common.stage import Box
from renders.critic import report
from renders.critic.problem import CHECKS, Finding, Problem
from renders.critic.report import PAGE, write_report
from renders.files.atomic import UnwritableError
from renders.picture.canvas import Pixels
from renders.request.variant import Quality, Variant

EN = Variant(quality=Quality(480, 15))
ZH = Variant("zh", "9:16", Quality(480, 15), "light")
SCENES = ("Kink", "Steps")


def problem(
    scene: str = "Kink", variant: Variant = EN, check: str = "layout/overlap", said: str = "by 3 px"
) -> Problem:
    return Problem(
        scene, variant, "held", 15, 15, Finding(check, ("headline", "w_1 ="), said, (Box(-1, 0, 1, 1),))
    )


PROBLEMS = [
    problem(),
    problem(check="truth/dot", said="2.0 px away, at most 0.25 px"),
    problem("Steps", ZH, "legibility/contrast", "4.1:1, at least 4.5:1"),
]


def pictures(problems: list[Problem]) -> dict[Problem, Pixels]:
    return {each: np.full((*each.variant.size[::-1], 4), 40, np.uint8) for each in problems}


def write(folder: Path, problems: list[Problem], **options: object) -> list[Path]:
    return write_report(folder, problems, pictures(problems), scenes=SCENES, variants=[EN, ZH], **options)


class Page(HTMLParser):
    """The text of a page, its pictures and links, and the elements left open."""

    VOID = ("meta", "br", "img")

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.images: list[dict[str, str | None]] = []
        self.words: list[str] = []
        self.content = file.read_text(encoding="utf-8")
        self.feed(self.content)
        self.text = " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.ids += [each for each in (attributes.get("id"),) if each]
        if tag == "a":
            self.links.append(attributes["href"] or "")
        if tag == "img":
            self.images.append(attributes)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.words.append(data)


def shown(page: Page) -> Iterator[Image.Image]:
    for image in page.images:
        kind, _, content = (image["src"] or "").partition(",")
        assert kind == "data:image/webp;base64"
        yield Image.open(io.BytesIO(base64.b64decode(content)))


def test_there_is_a_page_and_a_sheet_a_scene(tmp_path: Path) -> None:
    written = write(tmp_path / "new", PROBLEMS)
    assert [file.name for file in written] == [PAGE, "inspect-Kink.png", "inspect-Steps.png"]
    assert sorted(written) == sorted((tmp_path / "new").iterdir())
    for sheet in written[1:]:
        Image.open(sheet).verify()


def test_the_page_counts_and_says_each_problem(tmp_path: Path) -> None:
    page = Page(write(tmp_path, PROBLEMS)[0])
    assert not page.open
    assert page.text.startswith("3 problems: inspection of the film 3 problems 2 scenes inspected in 2 variants")
    for each in PROBLEMS:
        assert each.finding.said in page.text
        assert CHECKS[each.finding.check] in page.text
    assert "Steps · held · 1.0 s · zh 9:16 light" in page.text
    assert "en 16:9 dark 480p15 2" in page.text
    assert "zh 9:16 light 480p15 1" in page.text


def test_a_number_is_the_place_of_a_problem_and_a_link_to_it(tmp_path: Path) -> None:
    page = Page(write(tmp_path, PROBLEMS)[0])
    assert [each for each in page.ids if each.startswith("problem-")] == ["problem-1", "problem-2", "problem-3"]
    assert {link.removeprefix("#") for link in page.links if link.startswith("#")} <= set(page.ids)
    assert re.search(r"3 legibility/contrast headline and w_1 = : 4\.1:1", page.text)


def test_the_sheets_have_the_numbers_of_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    numbered: list[list[tuple[int, Problem]]] = []
    monkeypatch.setattr(
        report,
        "problem_sheet",
        lambda problems: numbered.append([each[:2] for each in problems]) or Image.new("RGB", (1, 1)),
    )
    write(tmp_path, PROBLEMS)
    assert numbered == [[(1, PROBLEMS[0]), (2, PROBLEMS[1])], [(3, PROBLEMS[2])]]


def test_each_problem_is_shown_in_detail_and_whole(tmp_path: Path) -> None:
    page = Page(write(tmp_path, PROBLEMS)[0])
    assert len(page.images) == 2 * len(PROBLEMS)
    for image, picture in zip(page.images, shown(page), strict=True):
        assert (image["width"], image["height"]) == tuple(map(str, picture.size))
        assert "headline and w_1 = outlined" in (image["alt"] or "")


def test_the_page_needs_no_other_place_but_its_sheets(tmp_path: Path) -> None:
    page = Page(write(tmp_path, PROBLEMS)[0])
    assert "://" not in page.content
    assert [link for link in page.links if not link.startswith("#")] == ["inspect-Kink.png", "inspect-Steps.png"]
    assert "<script" not in page.content
    assert "prefers-color-scheme: dark" in page.content
    assert '<html lang="en">' in page.content


def test_nothing_found_is_said_plainly_with_all_that_was_looked_for(tmp_path: Path) -> None:
    (file,) = write(tmp_path, [])
    page = Page(file)
    assert "No problems 2 scenes inspected in 2 variants: Kink, Steps." in page.text
    assert "Nothing was found by any of these checks." in page.text
    for check, meaning in CHECKS.items():
        assert f"{check} {meaning} 0" in page.text
    assert "en 16:9 dark 480p15 0" in page.text
    assert "<details open>" in page.content


def test_a_check_that_was_left_out_is_not_said_to_have_found_nothing(tmp_path: Path) -> None:
    done = [check for check in CHECKS if not check.startswith("flashes/")]
    page = Page(write(tmp_path, [], checks=done)[0])
    assert f"{len(done)} checks found nothing" in page.text
    assert "Not part of this inspection: flashes/general, flashes/red." in page.text
    assert CHECKS["flashes/red"] not in page.text


def test_what_was_found_is_never_among_what_is_clean(tmp_path: Path) -> None:
    page = Page(write(tmp_path, PROBLEMS)[0])
    assert f"{len(CHECKS) - 3} checks found nothing" in page.text
    assert "truth/dot a dot is not where the mathematics puts it 0" not in page.text
    assert "Nothing was found" not in page.text


def test_text_is_escaped(tmp_path: Path) -> None:
    said = '<script>alert("w < 0 & λ > 1")</script>'
    page = Page(write(tmp_path, [problem(said=said)])[0])
    assert "<script" not in page.content
    assert html.escape(said, quote=False).partition("alert")[0] in page.content
    assert said in page.text


def test_a_problem_without_a_picture_is_still_said(tmp_path: Path) -> None:
    (file,) = write_report(tmp_path, PROBLEMS[:1], {}, scenes=SCENES, variants=[EN])
    page = Page(file)
    assert "by 3 px" in page.text
    assert not page.images


def test_sheets_of_an_earlier_report_go_and_other_files_stay(tmp_path: Path) -> None:
    write(tmp_path, PROBLEMS)
    (tmp_path / "film.png").touch()
    write(tmp_path, PROBLEMS[2:])
    assert {file.name for file in tmp_path.iterdir()} == {PAGE, "inspect-Steps.png", "film.png"}
    write(tmp_path, [])
    assert {file.name for file in tmp_path.iterdir()} == {PAGE, "film.png"}


def test_a_report_that_fails_leaves_the_earlier_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, PROBLEMS)
    before = {file: file.read_bytes() for file in tmp_path.iterdir()}
    monkeypatch.setattr(report, "_page", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write(tmp_path, PROBLEMS[2:])
    assert {file: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UnwritableError, match="file"):
        write(tmp_path / "file", PROBLEMS)


def test_the_same_report_has_the_same_bytes(tmp_path: Path) -> None:
    one, other = write(tmp_path / "one", PROBLEMS), write(tmp_path / "other", PROBLEMS)
    assert [file.read_bytes() for file in one] == [file.read_bytes() for file in other]
