"""The report of the critic: a contact sheet a scene, and one page with every problem."""

from __future__ import annotations

import base64
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from renders.critic.outlined import outlined_detail, outlined_picture
from renders.critic.problem import CHECKS, Problem
from renders.critic.sheet import counted, place, problem_sheet, things
from renders.files.atomic import open_folder, write_together
from renders.picture.canvas import Pixels
from renders.request.variant import Variant
from renders.web.templates import templates_in

__all__ = ["PAGE", "write_report"]

PAGE = "inspect.html"
"""The name of the page."""

_SHEETS = "inspect-*.png"
_TEMPLATE = "page.html.j2"
_LANDSCAPE_WIDTH, _OTHER_WIDTH = 960, 540
_QUALITY = 80  # of WebP: keeps a frame of the film under some 20 kB


def write_report(
    folder: Path,
    problems: Sequence[Problem],
    pictures: Mapping[Problem, Pixels],
    *,
    scenes: Sequence[str],
    variants: Sequence[Variant],
    checks: Iterable[str] = tuple(CHECKS),
) -> list[Path]:
    """Write the page, and a sheet for each scene of which there are pictures, into ``folder``; gives their paths.

    A problem's number, from 1, is its place in ``problems``; one without a picture is only said. ``scenes`` were
    inspected in ``variants`` by ``checks``. Sheets of an earlier report are removed.

    Raises ``UnwritableError`` where the disk refuses.
    """
    open_folder(folder)
    numbered = list(enumerate(problems, 1))
    sheets = {
        scene: folder / _SHEETS.replace("*", scene)
        for scene in dict.fromkeys(problem.scene for problem in problems if problem in pictures)
    }
    page = folder / PAGE
    with write_together(page, *sheets.values()) as (page_part, *sheet_parts):
        for scene, part in zip(sheets, sheet_parts, strict=True):
            shown = [
                (number, problem, pictures[problem])
                for number, problem in numbered
                if problem.scene == scene and problem in pictures
            ]
            problem_sheet(shown).save(part, format="PNG")
        cards = [_card(number, problem, pictures.get(problem)) for number, problem in numbered]
        page_part.write_text(
            _page(cards, {scene: file.name for scene, file in sheets.items()}, scenes, variants, checks),
            encoding="utf-8",
        )
    for old in set(folder.glob(_SHEETS)).difference(sheets.values()):
        old.unlink(missing_ok=True)
    return [page, *sheets.values()]


@dataclass(frozen=True)
class _Picture:
    """A picture inside the page, and what it shows in words."""

    address: str
    width: int
    height: int
    alternative: str
    caption: str


@dataclass(frozen=True)
class _Card:
    """Return what the page says and shows about a problem."""

    number: int
    problem: Problem
    things: str
    place: str
    looked_for: str
    pictures: tuple[_Picture, ...]


def _card(number: int, problem: Problem, pixels: Pixels | None) -> _Card:
    check = problem.finding.check
    shown = () if pixels is None else _pictures(number, problem, pixels)
    return _Card(number, problem, things(problem), place(problem), CHECKS[check], shown)


def _pictures(number: int, problem: Problem, pixels: Pixels) -> tuple[_Picture, ...]:
    """The whole frame, and before it the detail, if there is one."""
    width = min(_LANDSCAPE_WIDTH if problem.variant.aspect == "16:9" else _OTHER_WIDTH, pixels.shape[1])
    detail = outlined_detail(number, problem, pixels, width)
    outlined = f"{things(problem)} outlined" if problem.finding.boxes else "nothing outlined"
    whole = outlined_picture(number, problem, pixels, width)
    frame = _picture(whole, f"The whole frame, {outlined}", "Whole frame")
    return (frame,) if detail is None else (_picture(detail, f"Detail, {outlined}", "Detail"), frame)


def _picture(image: Image.Image, alternative: str, caption: str) -> _Picture:
    buffer = io.BytesIO()
    image.save(buffer, format="WEBP", quality=_QUALITY)
    content = base64.b64encode(buffer.getvalue()).decode("ascii")
    return _Picture(f"data:image/webp;base64,{content}", *image.size, alternative, caption)


def _page(
    cards: Sequence[_Card],
    sheets: Mapping[str, str],
    scenes: Sequence[str],
    variants: Sequence[Variant],
    checks: Iterable[str],
) -> str:
    checked = set(checks)
    found = {check: [card for card in cards if card.problem.finding.check == check] for check in CHECKS}
    per_variant = Counter(card.problem.variant for card in cards)
    template = templates_in(Path(__file__).parent).get_template(_TEMPLATE)
    return template.render(
        heading=counted(len(cards), "problem").capitalize(),
        scenes=scenes,
        sections={
            scene: [card for card in cards if card.problem.scene == scene]
            for scene in dict.fromkeys(card.problem.scene for card in cards)
        },
        sheets=sheets,
        meanings=CHECKS,
        found={check: of_check for check, of_check in found.items() if of_check},
        clean=[check for check in CHECKS if check in checked and not found[check]],
        unchecked=[check for check in CHECKS if check not in checked and not found[check]],
        variants=[(variant, per_variant[variant]) for variant in dict.fromkeys((*variants, *per_variant))],
        counted=counted,
    )
