"""Whatever is brought is accepted, or refused in a line that names it; nothing hangs, breaks or is left behind."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import unicodedata
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hostile import Brought, contents, hand_in, make
from hostile_numbers import NUMBER_BOMBS, NUMBERS
from hostile_tables import BOMBS, TABLES
from typed import Result

CASES = {f"table: {name}": case for name, case in TABLES.items()} | {
    f"numbers: {name}": case for name, case in NUMBERS.items()
}
HUGE = BOMBS | NUMBER_BOMBS
SECONDS = 10
LONGEST = 500
REMEDY = re.compile(
    r"(?i)--\w|\b(must|needs?|write|use|choose|give|leave|save|see|take|remove|try|did you mean|unpack|set|close"
    r"|such as|only|at least|at most|check|download|drop|keep|put|make|rename|look for|change|are the most"
    r"|cannot be read|the first row names|but no rows|cannot be a feature)\b"
)
JOINERS = "\u200c\u200d"
"""Letters that are not seen, but belong to words and emoji."""


def unseen(text: str) -> set[str]:
    """What does more to a terminal than to show a letter."""
    kinds = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    return {letter for letter in text.replace("\n", "") if unicodedata.category(letter) in kinds} - set(JOINERS)


def numbers_of(folder: Path) -> str:
    """The checksum of the numbers that were accepted."""
    (own,) = (folder / "out/script/en").iterdir()
    return own.name.rpartition("-")[2]


@cache
def expected(like: str) -> str:
    with TemporaryDirectory() as name:
        case, folder = CASES[like], Path(name)
        make(case, folder)
        assert hand_in(case, folder, SECONDS).code == 0
        return numbers_of(folder)


def faults(case: Brought, result: Result) -> list[str]:
    """What is wrong with what came of it, as far as it was said."""
    both = result.out + result.err
    codes = {True: [0], False: [2], None: [0, 2]}[case.accepted]
    found = {
        "a traceback": "Traceback" in both or "Error:" in both,
        f"letters that are not seen: {unseen(both)}": bool(unseen(both)),
        f"the exit code {result.code}": result.code not in codes,
    }
    if result.code:
        named = case.file if case.named is None else case.named
        found |= {
            "output": bool(result.out),
            "not one line": result.err.count("\n") != 1,
            f"{len(result.err)} letters": len(result.err) > LONGEST,
            f"{named} is not named": named not in result.err,
            f"nothing about {case.says}": not re.search(case.says, result.err),
            "no remedy": not REMEDY.search(result.err),
        }
    else:
        found[f"nothing about {case.said}"] = not re.search(case.said, result.err)
    return [fault for fault, is_there in found.items() if is_there]


@pytest.mark.parametrize("name", CASES)
def test_accepted_or_refused(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    make(case, tmp_path)
    before = contents(tmp_path)
    result = hand_in(case, tmp_path, SECONDS)
    assert not faults(case, result), result.err
    if result.code:
        assert contents(tmp_path) == before
    else:
        assert {entry for entry in contents(tmp_path) if not entry.startswith("out")} == set(before)
        assert not any("<script>alert" in page.read_text("utf-8") for page in tmp_path.glob("out/**/*.html"))
        if case.like:
            assert numbers_of(tmp_path) == expected(f"{name.partition(':')[0]}: {case.like}"), result.err


@pytest.fixture(scope="module")
def handed_in() -> dict[str, dict[str, Any]]:
    """What came of all that is huge, each in a process that has little memory."""
    bombs = [sys.executable, str(Path(__file__).with_name("hostile_bombs.py")), str(SECONDS)]
    found = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    said = subprocess.run(bombs, capture_output=True, text=True, check=True, env=found).stdout
    return {what["name"]: what for what in map(json.loads, said.splitlines())}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited as on Linux")
@pytest.mark.parametrize("name", HUGE)
def test_what_is_huge_takes_neither_long_nor_much_memory(name: str, handed_in: dict[str, dict[str, Any]]) -> None:
    what = handed_in[name]
    assert "broke" not in what
    result = Result(what["code"], what["out"], what["err"])
    assert not faults(HUGE[name], result), result.err
    assert not [entry for entry in what["left"] if result.code or not entry.startswith("out")]
