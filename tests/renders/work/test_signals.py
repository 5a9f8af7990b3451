from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from own_process import ROOT

from renders.work.signals import interrupts_later


@pytest.fixture(autouse=True)
def _answering() -> Iterator[None]:
    """A shell turns interrupts off for what it runs in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def interrupted(done: list[str]) -> None:
    with interrupts_later():
        signal.raise_signal(signal.SIGINT)
        done.append("all")
    done.append("and more")


def test_an_interrupt_waits_until_the_work_is_done() -> None:
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        interrupted(done)
    assert done == ["all"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_without_an_interrupt_nothing_happens() -> None:
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    with interrupts_later():
        assert signal.getsignal(signal.SIGINT) is not before[0]
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == before


STRUCK = """
import runpy, signal, sys

def strike(event, arguments):
    if event == "import" and arguments[0] == "{}":
        signal.raise_signal(signal.SIGINT)

signal.signal(signal.SIGINT, signal.default_int_handler)
sys.addaudithook(strike)
sys.argv = ["renders", "list"]
runpy.run_module("renders", run_name="__main__")
"""


@pytest.mark.parametrize("module", ["cyclopts", "scenes.film"])
def test_an_interrupt_while_the_program_loads_ends_it_without_a_trace(module: str) -> None:
    command = [sys.executable, "-c", STRUCK.format(module)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, "", "")


def test_other_threads_are_left_alone() -> None:
    def work() -> bool:
        with interrupts_later():
            return True

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(work).result()
