"""Machines of a Dask cluster, behind the interface of ``concurrent.futures.Executor``."""

from __future__ import annotations

import asyncio
import concurrent.futures
import itertools
import logging
import operator
import pickle
import re
import ssl
import warnings
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from renders.errors import BadInputError
from renders.work.dask import remote
from renders.work.dask.bundle import pack
from renders.work.versions import versions

if TYPE_CHECKING:
    from distributed import Client

__all__ = ["ClusterExecutor", "LostError", "Tls", "check_address", "open_cluster"]

P = ParamSpec("P")
T = TypeVar("T")

_PATIENCE = 10
"""Seconds to wait for a scheduler to answer."""

_ABSENCE = 30
"""Seconds to wait for a worker to come back when none is left: a nanny takes some to start it anew."""

_LOOK = 10
"""Seconds after which a job that has not ended looks whether there still are workers."""


class LostError(RuntimeError):
    """No worker did the job, through no fault of the job's own."""


@dataclass(frozen=True)
class Tls:
    """Credentials by which a cluster and its caller authenticate each other: three PEM files."""

    ca: Path
    cert: Path
    key: Path


def open_cluster(address: str, tls: Tls | None = None, extra: Iterable[Path] = ()) -> ClusterExecutor:
    """Connect to the scheduler at ``address``, such as ``tcp://host:8786``; use the executor in a ``with``.

    The workers need neither the project nor a disk in common, only its packages. ``extra`` names modules outside
    the project that jobs need, each a file. Raises ``BadInputError`` when Dask is not installed, when no scheduler
    answers within ten seconds, or when no worker is connected that has the packages of this machine.
    """
    client = _connect(address, tls)
    try:
        return ClusterExecutor(client, remote.seal(pack(extra)))
    except BaseException:
        client.close()
        raise


class ClusterExecutor(Executor):
    """Sends calls to the workers of a cluster that have the packages of this machine.

    ``slots`` says how many calls they do at once, ``refused`` why other workers get none, by address. Dask itself
    begins a call anew whose worker is lost, three times; that a future raises means that its call was not done.
    """

    def __init__(self, client: Client, project: bytes) -> None:
        import cloudpickle  # noqa: PLC0415 (comes with the optional extra)

        cloudpickle.register_pickle_by_value(remote)
        self.refused: dict[str, str] = {}
        self._client = client
        self._versions = versions()
        self._futures: set[Future[Any]] = set()
        self._started = itertools.count()
        self.slots = self._survey(project)
        # What every job needs goes out once, and on from worker to worker. As tasks, not as scattered data: Dask
        # makes it anew when the workers that held it are lost.
        self._shared = (cloudpickle.dumps(remote.carry_out), project)
        self._sent: tuple[Any, Any] | None = None

    def submit(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Call ``function``, found by its name, on a worker; calls begin in the order of their submission."""
        job = remote.pack_job(self._versions, (function, args, kwargs))
        future = asyncio.run_coroutine_threadsafe(
            self._outcome(job, -next(self._started)), self._client.loop.asyncio_loop
        )
        self._futures.add(future)
        future.add_done_callback(self._futures.discard)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster: at once if ``cancel_futures``, which ends running calls too, else when all end."""
        pending = list(self._futures)
        if cancel_futures:
            for future in pending:
                future.cancel()
        elif wait:
            concurrent.futures.wait(pending)
        if wait or cancel_futures:
            self._client.close()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wait for all calls, unless an error wants out."""
        self.shutdown(cancel_futures=kind is not None)

    async def _outcome(self, job: bytes, priority: int) -> Any:
        try:
            while True:
                if answered := await self._answer(job, priority):
                    worker, answer = answered
                    versions, result = remote.unpack_answer(answer)
                    if versions == self._versions:
                        return result
                    self.refused[worker] = _refusal(worker, versions, self._versions)
        except Exception as error:
            if isinstance(error, concurrent.futures.CancelledError) or self._client.status != "running":
                raise LostError("the cluster gave it up: is its scheduler still running?") from error
            raise

    async def _answer(self, job: bytes, priority: int) -> tuple[str, bytes] | None:
        """A worker and its sealed answer; None when the job has to be sent anew."""
        workers = await self._good() if self.refused else None
        carry_out, project = self._send()
        future = self._client.submit(
            operator.call, carry_out, project, job, pure=False, priority=priority, workers=workers
        )
        answer = asyncio.ensure_future(future.result())
        try:
            while not (await asyncio.wait({answer}, timeout=_LOOK))[0]:
                present = await self._good()
                # Dask would wait for ever for the very workers that it was told, though they came back elsewhere.
                if workers and not {*workers} & {*present}:
                    return None
            worker, sealed = answer.result()
            return worker, sealed
        finally:
            answer.cancel()
            future.release()

    async def _good(self) -> list[str]:
        """Connected workers that are not refused; raises ``LostError`` when there is none for a while."""
        for _ in range(_ABSENCE):
            if workers := [worker for worker in await self._client.nthreads() if worker not in self.refused]:
                return workers
            await asyncio.sleep(1)
        raise LostError("; ".join(["no worker is left", *self.refused.values()]))

    def _send(self) -> tuple[Any, Any]:
        """Send the code and the project, unless they are there: a lost connection takes them along."""
        if self._sent is None or any(future.cancelled() for future in self._sent):
            code, project = self._shared
            self._sent = (self._client.submit(pickle.loads, code), self._client.submit(bytes, project))
        return self._sent

    def _survey(self, project: bytes) -> int:
        """Count the threads of the workers that have the right packages, and refuse the others."""
        client, refused = self._client, self.refused
        threads: dict[str, int] = client.nthreads()
        if not threads:
            address = client.scheduler.address
            raise BadInputError(f"no worker is connected to {address}: start some with  dask worker {address}")
        known = client.get_versions()
        here = known["client"]["host"]["python"]
        for worker, about in known["workers"].items():
            # Functions travel as bytecode, which another Python must not even be asked to run.
            if (there := about["host"]["python"]) != here:
                refused[worker] = _refusal(worker, {"Python": there}, {"Python": here})
        job = remote.pack_job(self._versions, (bool, (), {}))
        asked = [worker for worker in threads if worker not in refused]
        for worker, answer in client.run(remote.survey, project, job, workers=asked, on_error="return").items():
            if isinstance(answer, Exception):
                reason = " ".join(str(answer).split())
                refused[worker] = f"worker {worker} cannot run it ({reason}): install requirements.txt there"
            elif (versions := remote.unpack_answer(answer)[0]) != self._versions:
                refused[worker] = _refusal(worker, versions, self._versions)
        slots = sum(count for worker, count in threads.items() if worker not in refused)
        if not slots:
            raise BadInputError("; ".join(refused.values()))
        return slots


def _connect(address: str, tls: Tls | None) -> Client:
    check_address(address, tls)
    try:
        from distributed import Client, Security  # noqa: PLC0415 (an optional extra, and slow to load)
    except ModuleNotFoundError as error:
        raise BadInputError(
            f"--on needs Dask, and {error.name} is not installed: pip install '.[cluster]'"
        ) from error
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    security = tls and Security(
        tls_ca_file=str(tls.ca),
        tls_client_cert=str(tls.cert),
        tls_client_key=str(tls.key),
        require_encryption=True,
    )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of versions that differ: the survey says which, and of which worker
            return Client(address, timeout=_PATIENCE, security=security, set_as_default=False)
    except ssl.SSLError as error:
        raise BadInputError(f"TLS needs PEM files that belong together ({error}): see --help") from error
    except (OSError, ValueError) as error:
        raise BadInputError(
            f"no Dask scheduler answers at {address} within {_PATIENCE} s: start one with  dask scheduler"
        ) from error


def check_address(address: str, tls: Tls | None) -> None:
    """Raise ``BadInputError`` for what cannot be a scheduler's address, or does not go with ``tls``."""
    found = re.fullmatch(r"(tcp|tls)://(?:[^\s/:@]+|\[[0-9a-fA-F:]+\]):(\d{1,5})", address)
    if not found or not 0 < int(found[2]) < 65536:
        raise BadInputError(f"--on {address}: not an address; write tcp://host:port, or tls://host:port")
    if (found[1] == "tls") != bool(tls):
        raise BadInputError(
            f"--on {address}: --tls-ca, --tls-cert and --tls-key go with tls://, and not with tcp://"
        )


def _refusal(worker: str, there: Mapping[str, str], here: Mapping[str, str]) -> str:
    different = [
        f"{name} {there.get(name, 'missing')}, this machine {here.get(name, 'none')}"
        for name in sorted({*there, *here}, key=str.lower)
        if there.get(name) != here.get(name)
    ]
    more = f"; {len(different) - 3} more differ" if len(different) > 3 else ""
    return f"worker {worker} has {'; '.join(different[:3])}{more}: install requirements.txt there"
