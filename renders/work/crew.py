"""A crew: who does tasks, who is shown how far they are, and what is said of those that fail."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Executor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from renders.work.jobs import Outcome, Task, run_tasks
from renders.work.local import LocalExecutor
from renders.work.progress import DisplayOf, Silence

if TYPE_CHECKING:
    from renders.work.dask.cluster import ClusterExecutor

__all__ = ["Crew"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Crew:
    """``processes`` of this machine, or the workers of the cluster that ``connect`` opens.

    With ``traces``, the whole trace of a failure is logged too.
    """

    processes: int
    display: DisplayOf = Silence
    connect: Callable[[], ClusterExecutor] | None = None
    traces: bool = False

    def hire(self, tasks: int) -> LocalExecutor | ClusterExecutor:
        """Open workers for at most so many ``tasks``, on the cluster if there is one."""
        if self.connect is None:
            return self.hire_here(tasks)
        cluster = self.connect()
        for refusal in cluster.refused.values():
            _log.warning(refusal)
        return cluster

    def hire_here(self, tasks: int) -> LocalExecutor:
        """Open workers for at most so many ``tasks`` on this machine."""
        return LocalExecutor(self.processes, tasks)

    def follow(
        self, tasks: Sequence[Task], sizes: Sequence[int], executor: Executor
    ) -> Generator[tuple[int, Outcome[Any]]]:
        """Run ``tasks``, each about ``sizes`` frames long; yield the number and outcome of each as it ends.

        Progress is shown by name. Whatever happens, no work goes on afterwards.
        """
        names = [task.name for task in tasks]
        totals = dict.fromkeys(names, 0)
        for name, size in zip(names, sizes, strict=True):
            totals[name] += max(1, size)
        left = Counter(names)
        ended: set[int] = set()
        failed: set[str] = set()
        display = self.display(totals)
        # Workers on other machines do not count while they draw.
        counts = getattr(executor, "counts", [0] * len(tasks))

        def watch() -> None:
            done = dict.fromkeys(names, 0)
            for number, (name, size) in enumerate(zip(names, sizes, strict=True)):
                done[name] += size if number in ended else counts[number]
            for name in done:
                if left[name]:
                    display.show(name, done[name])

        try:
            with display:
                for number, outcome in run_tasks(executor, tasks, watch):
                    ended.add(number)
                    left[names[number]] -= 1
                    if outcome.result is None:
                        failed.add(names[number])
                    if not left[names[number]]:
                        display.end(names[number], failed=names[number] in failed)
                    yield number, outcome
        finally:
            executor.shutdown(wait=True, cancel_futures=True)

    def succeeding(
        self, tasks: Sequence[Task], sizes: Sequence[int], executor: Executor, folder: Path
    ) -> Generator[tuple[int, Any]]:
        """Like ``follow``, but yield the number and result of each task that succeeds; tell of those that fail.

        The traces of those go to ``folder``.
        """
        with closing(self.follow(tasks, sizes, executor)) as outcomes:
            for number, outcome in outcomes:
                if outcome.result is None:
                    self.tell_failure(tasks[number].name, outcome, folder)
                else:
                    yield number, outcome.result

    def tell_failure(self, name: str, outcome: Outcome[Any], folder: Path) -> None:
        """Log why ``name`` failed; its trace goes to ``name.log`` in ``folder``."""
        file = folder / f"{name}.log"
        try:
            file.write_text(outcome.trace, encoding="utf-8")
            where = f"the trace is in {file}"
        except OSError:
            where = "--debug shows the trace"
        _log.error("%s failed: %s; %s", name, outcome.cause, where)
        if self.traces:
            _log.debug(outcome.trace)
