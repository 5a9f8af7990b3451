"""The checklist: each requirement, what was measured on the written file, and whether that is enough."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from renders.products.publishing.measures import MEASURES, Measured
from renders.products.publishing.platforms import HOW, Limit, Platform, Platforms, Source

__all__ = ["FAILED", "Row", "as_json", "as_markdown", "check"]

PASSED, FAILED, ADVICE, LEFT_OUT = "pass", "FAIL", "advice not kept", "not there"

_OF_CHAPTERS = "chapters."
_OF_END_SCREEN = "end_screen."
_OF_SPEECH = {"audio.loudness", "audio.peak"}


@dataclass(frozen=True)
class Row:
    """One requirement and how a file met it; ``measured`` is None where there was nothing to measure."""

    measure: str
    requirement: str
    file: str
    measured: float | str | None
    limit: str
    verdict: str
    source: str
    as_of: str
    how: str
    note: str = ""


def check(measured: Iterable[Measured], platform: Platform, limits: Platforms, *, whole: bool) -> list[Row]:
    """Hold what was ``measured`` against the limits of ``platform``, in their order.

    What was not measured fails; only a single scene, not ``whole``, may do without chapters.
    """
    found: dict[str, list[Measured]] = {}
    for each in measured:
        found.setdefault(each.measure, []).append(each)
    nothing: list[Measured | None] = [None]
    return [
        _row(each, limit, limits.sources[limit.source], _verdict(each, limit, whole=whole))
        for limit in limits.limits_of(platform)
        for each in found.get(limit.measure) or nothing
    ]


def as_json(rows: Sequence[Row], platform: Platform, title: str) -> str:
    """The checklist for a program."""
    failed = sum(row.verdict == FAILED for row in rows)
    whole = {"platform": platform.name, "title": title, "failed": failed, "rows": [asdict(row) for row in rows]}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def as_markdown(rows: Sequence[Row], platform: Platform, title: str, by_hand: Sequence[str]) -> str:
    """The checklist for a person: what failed first, then all of it, then what is left to do ``by_hand``."""
    failed = [row for row in rows if row.verdict == FAILED]
    verdict = f"{len(failed)} of {len(rows)} requirements failed" if failed else "All requirements hold"
    unkept = sum(row.verdict == ADVICE for row in rows)
    if unkept:
        verdict += f"; advice that is not kept: {unkept}"
    lines = [
        f"# {title}: ready for {platform.name}?",
        "",
        f"{verdict}. Measured on the files beside this one.",
    ]
    lines += ["", *(f"- **{_cell(row.requirement)}**: {_shown(row)}, limit {row.limit}" for row in failed)]
    lines += [""] * bool(failed)
    sources = {source: number for number, source in enumerate(dict.fromkeys(map(_source, rows)), 1)}
    lines += ["| | file | requirement | measured | limit | source |", "|---|---|---|---|---|---|"]
    lines += [
        f"| {row.verdict} | {row.file} | {_cell(row.requirement)} | {_shown(row)} | {row.limit} |"
        f" {sources[_source(row)]} |"
        for row in rows
    ]
    lines += [
        "",
        "## How the limits are known",
        "",
        *(f"{number}. {source}" for source, number in sources.items()),
    ]
    lines += ["", "## By hand", "", *(f"- [ ] {line}" for line in by_hand)]
    return "\n".join(lines) + "\n"


def _row(measured: Measured | None, limit: Limit, source: Source, verdict: str) -> Row:
    return Row(
        limit.measure,
        MEASURES[limit.measure],
        measured.file if measured else "",
        measured.value if measured else None,
        limit.text,
        verdict,
        source.name,
        source.as_of.isoformat(),
        HOW[source.how],
        measured.note if measured else "",
    )


def _verdict(measured: Measured | None, limit: Limit, *, whole: bool) -> str:
    if measured is None and limit.measure.startswith(_OF_CHAPTERS) and not whole:
        return LEFT_OUT
    if measured is None and (limit.measure in _OF_SPEECH or limit.measure.startswith(_OF_END_SCREEN)):
        return LEFT_OUT
    if measured is not None and limit.allows(measured.value):
        return PASSED
    return ADVICE if limit.advice else FAILED


def _source(row: Row) -> str:
    return f"{_cell(row.source)}: {row.how}, {row.as_of}"


def _shown(row: Row) -> str:
    value = "nothing" if row.measured is None else row.measured
    shown = f"{value:g}" if isinstance(value, float) and value < 1e5 else str(value)
    return f"{_cell(shown)} ({_cell(row.note)})" if row.note else _cell(shown)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
