from __future__ import annotations

import glob
import io
import json
import os
import pickle
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import cluster_jobs
import pytest
import tiny_scenes
import tiny_words

import renders
from renders.build.task import PartTask
from renders.errors import BadInputError
from renders.request.scenes import SceneRef
from renders.request.variant import QUALITIES, Variant
from renders.work.dask import bundle, cluster, remote
from renders.work.dask.cluster import ClusterExecutor, LostError, Tls, open_cluster
from renders.work.jobs import run
from renders.work.versions import versions

VERSIONS = versions()
ROOT = Path(__file__).resolve().parents[4]
EXTRA = [Path(cluster_jobs.__file__), Path(tiny_scenes.__file__), Path(tiny_words.__file__)]
REMEDY = "install requirements.txt there"
SMALL = Variant(quality=QUALITIES["480p15"])


class Cluster:
    """A scheduler and workers, each a process of its own that cannot import the project."""

    def __init__(self, folder: Path, tls: Tls | None = None) -> None:
        self.folder, self.tls = folder, tls
        self.processes: list[subprocess.Popen[bytes]] = []
        (folder / "empty").mkdir()
        self.scheduler = self._dask("scheduler", "--scheduler-file", str(folder / "scheduler"))
        self.address = ""

    def await_scheduler(self) -> None:
        """Wait until it says where it is: it has only just begun to when its file is there."""
        file = self.folder / "scheduler"
        until(lambda: file.exists() and file.read_text().endswith("}"))
        self.address = json.loads(file.read_text())["address"]

    def worker(self, path: str = "") -> subprocess.Popen[bytes]:
        """Start a worker with one thread, and return when it is connected."""
        folder = self.folder / f"worker-{len(self.processes)}"
        started = self._dask(
            *("worker", self.address, "--no-nanny", "--nthreads", "1", "--local-directory", str(folder)), path=path
        )
        log = self.folder / f"{len(self.processes)}.log"
        until(lambda: "Registered to" in log.read_text() and "Starting established" in log.read_text())
        return started

    def end(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()

    def _dask(self, role: str, *options: str, path: str = "") -> subprocess.Popen[bytes]:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        command = [sys.executable, "-m", "dask", role, "--host", "127.0.0.1", "--no-dashboard", *options]
        if self.tls:
            command += ["--tls-ca-file", str(self.tls.ca), "--tls-cert", str(self.tls.cert)]
            command += ["--tls-key", str(self.tls.key), "--protocol", "tls"]
        with (self.folder / f"{len(self.processes) + 1}.log").open("wb") as log:
            process = subprocess.Popen(
                [*command, "--port", "0"] if role == "scheduler" else command,
                cwd=self.folder / "empty",
                env={**environment, "PYTHONPATH": path} if path else environment,
                stdout=log,
                stderr=log,
            )
        self.processes.append(process)
        return process


@pytest.fixture(scope="module")
def two_workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    started = Cluster(tmp_path_factory.mktemp("cluster"))
    try:
        started.await_scheduler()
        started.worker()
        started.worker()
        yield started
    finally:
        started.end()


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A module that is edited while it is in use."""
    module = tmp_path_factory.mktemp("edited") / "edited.py"
    module.write_text("def day():\n    return 'yesterday'\n")
    return module


@pytest.fixture(scope="module")
def executor(two_workers: Cluster, edited: Path) -> Iterator[ClusterExecutor]:
    opened = open_cluster(two_workers.address, extra=[*EXTRA, edited])
    yield opened
    opened.shutdown(cancel_futures=True)


@pytest.fixture
def lonely(tmp_path: Path, certificate: Tls) -> Iterator[Cluster]:
    """A cluster without workers that speaks TLS."""
    started = Cluster(tmp_path, certificate)
    try:
        started.await_scheduler()
        yield started
    finally:
        started.end()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Tls:
    """A certificate that lasts a day, and vouches for itself."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("certificate")
    key, cert = folder / "key.pem", folder / "cert.pem"
    options = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=127.0.0.1"
    subprocess.run(["openssl", *options.split(), "-keyout", key, "-out", cert], check=True, capture_output=True)
    return Tls(cert, cert, key)


@pytest.fixture
def old_numpy(tmp_path: Path) -> str:
    """A folder that makes a process believe that it has another numpy."""
    about = tmp_path / "old" / "numpy-2.1.0.dist-info" / "METADATA"
    about.parent.mkdir(parents=True)
    about.write_text("Metadata-Version: 2.1\nName: numpy\nVersion: 2.1.0\n")
    return str(about.parents[1])


def test_a_part_of_a_scene_is_the_local_one_byte_for_byte(executor: ClusterExecutor) -> None:
    task = PartTask(SceneRef("tiny_scenes", "Moving"), SMALL, 0, 1)
    there, here = executor.submit(run, 0, task).result(60), run(0, task)
    assert here.result, here.trace
    assert there.result, there.trace
    assert [replace(segment, seconds=0, setup=0) for segment in there.result] == [
        replace(segment, seconds=0, setup=0) for segment in here.result
    ]


def test_what_a_scene_raises_comes_back_as_its_outcome(executor: ClusterExecutor) -> None:
    outcome = executor.submit(run, 0, PartTask(SceneRef("tiny_scenes", "Failing"), SMALL, 0, 0)).result(60)
    assert outcome.cause.startswith("ArithmeticError: the optimum is not optimal by 3.2e-1 (tiny_scenes.py:")


def test_calls_run_side_by_side_on_all_workers(executor: ClusterExecutor, tmp_path: Path) -> None:
    assert executor.slots == 2
    futures = [executor.submit(cluster_jobs.await_flag, str(tmp_path)) for _ in range(2)]
    until(lambda: len(begun(tmp_path)) == 2)
    (tmp_path / "go").touch()
    assert len({future.result(60) for future in futures}) == 2


def test_the_code_is_the_client_s_and_nothing_of_it_stays(executor: ClusterExecutor, two_workers: Cluster) -> None:
    folder = Path(executor.submit(cluster_jobs.code_folder).result(60))
    assert two_workers.folder in folder.parents
    assert not folder.exists()
    until(lambda: not unpacked(two_workers))


@pytest.mark.parametrize(
    ("call", "cause"),
    [
        (cluster_jobs.die, "its process was killed by SIGKILL"),
        (cluster_jobs.fail, "ArithmeticError: one over nought"),
    ],
)
def test_what_a_process_dies_of_is_said_and_its_worker_lives(
    executor: ClusterExecutor, two_workers: Cluster, call: Callable[[], None], cause: str
) -> None:
    assert str(executor.submit(call).exception()) == cause
    assert executor.submit(cluster_jobs.worker).result(60) in {process.pid for process in two_workers.processes}


def test_yesterday_s_code_is_not_run(
    executor: ClusterExecutor, two_workers: Cluster, edited: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(edited.parent)
    import edited as module  # type: ignore[import-not-found]  # noqa: PLC0415

    assert executor.submit(module.day).result(60) == "yesterday"
    edited.write_text(edited.read_text().replace("yesterday", "today"))
    with open_cluster(two_workers.address, extra=[edited]) as opened:
        assert {opened.submit(module.day).result(60) for _ in range(2)} == {"today"}


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGTERM])
def test_when_a_worker_is_ended_half_way_another_does_its_call(
    executor: ClusterExecutor, two_workers: Cluster, tmp_path: Path, blow: signal.Signals
) -> None:
    two_workers.worker()
    future = executor.submit(cluster_jobs.await_flag, str(tmp_path))
    until(lambda: begun(tmp_path))
    ((process, worker),) = begun(tmp_path)
    os.kill(worker, blow)
    until(lambda: len(begun(tmp_path)) == 2)
    (tmp_path / "go").touch()
    assert future.result(60) != worker
    until(lambda: not is_alive(process))
    until(lambda: not unpacked(two_workers))


def test_a_worker_that_joins_late_with_other_packages_is_refused(
    executor: ClusterExecutor, two_workers: Cluster, old_numpy: str, tmp_path: Path
) -> None:
    futures = [executor.submit(cluster_jobs.await_flag, str(tmp_path)) for _ in range(2)]
    until(lambda: len(begun(tmp_path)) == 2)
    late = two_workers.worker(old_numpy)
    futures.append(executor.submit(cluster_jobs.await_flag, str(tmp_path)))
    until(lambda: executor.refused)
    (tmp_path / "go").touch()
    assert late.pid not in {future.result(60) for future in futures}
    late.kill()
    assert [line.partition(" has ")[2] for line in executor.refused.values()] == [
        f"numpy 2.1.0, this machine {metadata.version('numpy')}: {REMEDY}"
    ]


@pytest.mark.parametrize("how", ["cancelled", "killed"])
def test_a_call_ends_with_its_client(two_workers: Cluster, tmp_path: Path, how: str) -> None:
    if how == "cancelled":
        opened = open_cluster(two_workers.address, extra=EXTRA)
        future = opened.submit(cluster_jobs.await_flag, str(tmp_path))
        until(lambda: begun(tmp_path))
        opened.shutdown(wait=False, cancel_futures=True)
        assert future.cancelled()
    else:
        script = (
            "import sys, pathlib, cluster_jobs\nfrom renders.work.dask.cluster import open_cluster\n"
            "opened = open_cluster(sys.argv[1], extra=[pathlib.Path(cluster_jobs.__file__)])\n"
            "opened.submit(cluster_jobs.await_flag, sys.argv[2]).result()\n"
        )
        client = subprocess.Popen(
            [sys.executable, "-c", script, two_workers.address, str(tmp_path)],
            env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{Path(__file__).parents[2]}"},
        )
        until(lambda: begun(tmp_path))
        client.kill()
        client.wait()
    ((process, _),) = begun(tmp_path)
    until(lambda: not is_alive(process))
    until(lambda: not unpacked(two_workers))


def test_over_tls_only_workers_with_the_right_packages_are_asked(
    lonely: Cluster, old_numpy: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_LOOK", 0.5)
    lonely.worker(old_numpy)
    good = lonely.worker()
    with open_cluster(lonely.address, lonely.tls, EXTRA) as opened:
        assert opened.slots == 1
        (refusal,) = opened.refused.values()
        assert refusal.endswith(f" has numpy 2.1.0, this machine {metadata.version('numpy')}: {REMEDY}")
        assert {opened.submit(cluster_jobs.worker).result(60) for _ in range(2)} == {good.pid}

        future = opened.submit(cluster_jobs.await_flag, str(tmp_path))
        until(lambda: begun(tmp_path))
        good.kill()
        again = lonely.worker()
        (tmp_path / "go").touch()
        assert future.result(60) == again.pid


class FakeClient:
    """Of a cluster with one worker, with that Python and an answer, or with none."""

    scheduler = SimpleNamespace(address="tcp://there:8786")

    def __init__(self, python: str = "", answer: object = None) -> None:
        self.python, self.answer = python, answer

    def nthreads(self) -> dict[str, int]:
        return {"tcp://there:1": 4} if self.python else {}

    def get_versions(self) -> dict[str, Any]:
        there, here = ({"host": {"python": python}} for python in (self.python, "3.11.7"))
        return {"client": here, "workers": {"tcp://there:1": there}}

    def run(self, *_: object, workers: list[str], **__: object) -> dict[str, object]:
        return dict.fromkeys(workers, self.answer)


@pytest.mark.parametrize(
    ("client", "complaint"),
    [
        (
            FakeClient(),
            "no worker is connected to tcp://there:8786: start some with  dask worker tcp://there:8786",
        ),
        (
            FakeClient("3.12.1", ValueError("bytecode that it would have choked on")),
            f"worker tcp://there:1 has Python 3.12.1, this machine 3.11.7: {REMEDY}",
        ),
        (
            FakeClient("3.11.7", RuntimeError("ModuleNotFoundError: No module\nnamed 'cairo'")),
            "worker tcp://there:1 cannot run it (ModuleNotFoundError: No module named 'cairo'): " + REMEDY,
        ),
        (
            FakeClient("3.11.7", remote.seal(pickle.dumps(({**VERSIONS, "av": "17", "Pango": "1.2"}, None)))),
            f"worker tcp://there:1 has av 17, this machine {VERSIONS['av']}; "
            f"Pango 1.2, this machine {VERSIONS['Pango']}: {REMEDY}",
        ),
    ],
)
def test_a_cluster_without_a_good_worker_is_refused(client: FakeClient, complaint: str) -> None:
    with pytest.raises(BadInputError) as refusal:
        ClusterExecutor(client, b"")
    assert str(refusal.value) == complaint


def test_a_call_is_given_up_when_the_cluster_is_gone(
    lonely: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE", 1)
    monkeypatch.setattr(cluster, "_ABSENCE", 1)
    monkeypatch.setattr(cluster, "_LOOK", 0.5)
    worker = lonely.worker()
    with open_cluster(lonely.address, lonely.tls, EXTRA) as opened:
        future = opened.submit(cluster_jobs.await_flag, str(tmp_path))
        until(lambda: begun(tmp_path))
        worker.kill()
        with pytest.raises(LostError, match="no worker is left"):
            future.result(60)
        future = opened.submit(cluster_jobs.await_flag, str(tmp_path))
        lonely.scheduler.kill()
        with pytest.raises(LostError, match="is its scheduler still running"):
            future.result(60)
        with pytest.raises(LostError, match="is its scheduler still running"):
            opened.submit(cluster_jobs.worker).result(60)
        time.sleep(1.5)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("address", "complaint"),
    [
        ("localhost:8786", "not an address; write tcp://host:port"),
        ("tcp://localhost", "not an address"),
        ("tcp://localhost:0", "not an address"),
        ("tcp://localhost:99999", "not an address"),
        ("http://localhost:80", "not an address"),
        ("tls://localhost:8786", "--tls-ca, --tls-cert and --tls-key go with tls://"),
        ("tcp://127.0.0.1:9", "no Dask scheduler answers at tcp://127.0.0.1:9 within 1 s"),
    ],
)
def test_a_wrong_address_is_refused_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], address: str, complaint: str
) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE", 1)
    with pytest.raises(BadInputError) as refusal:
        open_cluster(address)
    assert complaint in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert capfd.readouterr() == ("", "")


def test_a_file_that_is_no_certificate_is_refused(tmp_path: Path) -> None:
    empty = tmp_path / "ca.pem"
    empty.touch()
    with pytest.raises(BadInputError, match="TLS needs PEM files that belong together"):
        open_cluster("tls://127.0.0.1:9", Tls(empty, empty, empty))


def test_that_dask_is_missing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(BadInputError, match=r"distributed is not installed: pip install '.\[cluster\]'"):
        open_cluster("tcp://localhost:8786")


def test_damage_on_the_way_is_noticed() -> None:
    sealed = remote.seal(b"a segment")
    assert remote.unseal(sealed) == b"a segment"
    for at in (0, 40):
        damaged = bytearray(sealed)
        damaged[at] ^= 1
        with pytest.raises(ValueError, match="damaged"):
            remote.unseal(bytes(damaged))
    with pytest.raises(ValueError, match="damaged"):
        remote.unseal(sealed[:-1])


def test_the_bundle_depends_on_the_files_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = Path(shutil.copytree(Path(renders.__path__[0]), tmp_path / "renders"))
    monkeypatch.setattr(renders, "__path__", [str(project)])
    before = bundle.pack()
    (project / "out" / "en").mkdir(parents=True)
    for leftover in ("out/en/film.mp4", "__pycache__/x.pyc", ".x.part"):
        (project / leftover).parent.mkdir(exist_ok=True)
        (project / leftover).write_text("not the project's")
    os.utime(project / "work" / "jobs.py", (time.time() + 9, time.time() + 9))
    assert bundle.pack() == before
    (project / "work" / "jobs.py").write_text("edited")
    assert bundle.pack() != before
    names = zipfile.ZipFile(io.BytesIO(before)).namelist()
    assert {
        "common/words/en.toml",
        "common/words/en-custom.toml",
        "common/maths/data/diabetes.csv",
        "scenes/film.py",
        "renders/work/dask/remote.py",
    } <= {*names}
    assert any(name.endswith(".ttf") for name in names)


def begun(folder: Path) -> list[tuple[int, int]]:
    """Each call of ``await_flag`` that began: its process and its worker's."""
    pairs = [file.name.split(".") for file in folder.glob("*.begun")]
    return [(int(process), int(worker)) for process, worker, _ in pairs]


def unpacked(started: Cluster) -> list[str]:
    """The folders that calls have on the workers; unlike pathlib's, this glob bears with folders that vanish."""
    return glob.glob(str(started.folder / "*/*/*/renders-*"))


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except OSError:
        return False


def until(holds: Callable[[], object], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)
