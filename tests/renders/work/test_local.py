"""Workers that cannot even be started."""

from __future__ import annotations

import errno

import pytest

from renders.work import local
from renders.work.local import LocalExecutor


@pytest.fixture
def hired() -> None:
    """Workers, as for everyone: this is about them."""


def test_a_task_fails_whose_worker_cannot_be_started_instead_of_waiting_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EAGAIN, "no more processes")

    monkeypatch.setattr(local, "_Worker", refuse)
    executor = LocalExecutor(2, 2)
    futures = [executor.submit(int), executor.submit(int)]
    for future in futures:
        with pytest.raises(OSError, match="no more processes"):
            future.result(timeout=20)
    executor.shutdown()
