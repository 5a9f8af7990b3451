"""What ``make`` and the hooks of commits would do, asked without doing it."""

from __future__ import annotations

import re

import pytest
from making import LOCKS, ROOT, plan
from pre_commit.clientlib import load_config

TARGETS = [("film", 1), ("setup", 1), ("slides", 2), ("test", 3), ("dev", 3), ("players", 4)]


@pytest.mark.parametrize(("target", "locks"), TARGETS)
def test_a_target_installs_the_locks_that_it_takes_one_after_another(target: str, locks: int) -> None:
    planned = plan("--always-make", target)
    installed = re.findall(r"^echo \"Installing the packages of (\S+) ", planned, re.MULTILINE)
    assert installed == list(LOCKS)[:locks]


def test_a_lock_is_made_of_what_the_locks_before_it_do_not_hold() -> None:
    made = [line for line in plan("lock").splitlines() if " pip compile " in line]
    assert [re.findall(r" -o (\S+)", line) for line in made] == [[lock] for lock in LOCKS]
    for at, line in enumerate(made):
        assert re.findall(r"\s-c (\S+)", line) == list(LOCKS)[:at]


def test_the_quick_tests_are_there() -> None:
    (command,) = [line for line in plan("quick").splitlines() if " -m pytest " in line]
    places = [word for word in command.split() if word.startswith(("common/", "tests/"))]
    assert {"common/maths", "tests/common/maths"} <= set(places)
    assert [place for place in places if not (ROOT / place).exists()] == []


def test_a_commit_fetches_nothing() -> None:
    checks = load_config(ROOT / ".pre-commit-config.yaml")["repos"]
    assert [each["repo"] for each in checks] == ["local"]
    for hook in checks[0]["hooks"]:
        assert (
            hook["language"] == "unsupported"
        )  # as newer ones call "system": for pre-commit to find, not to install
        assert hook["entry"].startswith(".venv/bin/python -m ")
