import hashlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.tiny import make_tiny
from workbench.errors import WorkbenchError
from workbench.execution.cluster import ClusterError, DaskPool
from workbench.execution.cluster_worker import Preparation

STAGES = [word for stage in ("01_look", "02_weigh", "overview") for word in ("--stage", stage)]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Cluster:
    """A scheduler and two workers on this machine, as the documentation starts them."""

    def __init__(self, folder, workers=2, threads=1):
        self.folder = folder
        self.threads = threads
        self.address = f"tcp://127.0.0.1:{free_port()}"
        port = self.address.rpartition(":")[2]
        self.scheduler = self.start("scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard")
        self.workers = [self.worker(number) for number in range(workers)]

    def start(self, *arguments):
        # Each in a folder and a session of its own: what it starts is found and ended by its group.
        command = [str(Path(sys.executable).with_name("dask")), *arguments]
        with (self.folder / f"{arguments[0]}.log").open("ab") as log:
            # Dask's nanny, left out here, gives its worker a hash seed.
            environment = {**os.environ, "PYTHONHASHSEED": "6640"}
            return subprocess.Popen(
                command, cwd=self.folder, env=environment, stdout=log, stderr=log, start_new_session=True
            )

    def worker(self, number):
        return self.start(
            "worker", self.address, "--nthreads", str(self.threads), "--no-dashboard", "--no-nanny",
            "--name", f"w{number}", "--local-directory", str(self.folder / f"w{number}"),
        )  # fmt: skip

    def wait_for_workers(self, patience=90):
        from distributed import Client

        with Client(self.address, timeout=patience, set_as_default=False) as client:
            client.wait_for_workers(len(self.workers), timeout=patience)

    def stop(self):
        for process in (*self.workers, self.scheduler):
            if process.poll() is None:
                process.terminate()
        for process in (*self.workers, self.scheduler):
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def cluster(folder, workers=2, threads=1):
    folder.mkdir()
    made = Cluster(folder, workers, threads)
    try:
        made.wait_for_workers()
        yield made
    finally:
        made.stop()


def made(tiny):
    files = [path for name in ("notebooks", "results") for path in (tiny.build / name).rglob("*") if path.is_file()]
    return {str(path.relative_to(tiny.build)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def processes_of(folder):
    """Return processes that work in a folder, prepared processes and kernels among them."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if (entry / "cwd").readlink().is_relative_to(folder):
                found.append(int(entry.name))
        except OSError:
            continue
    return found


@pytest.fixture(scope="module")
def local(tmp_path_factory):
    """A project, and what a build on this machine alone makes of it."""
    tiny = make_tiny(tmp_path_factory.mktemp("local"))
    done = tiny.run("build", "tiny", *STAGES)
    assert done.returncode == 0, done.stderr
    return tiny


@pytest.mark.slow
def test_a_cluster_of_two_workers_one_killed_half_way_makes_the_same_bytes(local, tmp_path):
    tiny = make_tiny(tmp_path / "tiny")
    with cluster(tmp_path / "cluster") as running:
        # The project lies where no worker works, and its own helpers reach the workers with the task.
        command = tiny.command("build", "tiny", *STAGES, "--scheduler", running.address)
        build = subprocess.Popen(
            command, cwd=tiny.root, env=tiny.environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        said = []
        for line in build.stdout:
            said.append(line)
            if re.search(r"\S+ done", line) and running.workers[0].poll() is None:
                running.workers[0].send_signal(signal.SIGKILL)
                running.workers[0].wait()
        build.stdout.close()
        assert build.wait() == 0, "".join(said)
        assert any("Kernels: on 2 workers" in line for line in said)
        assert made(tiny) == made(local)
        assert not list((tmp_path / "cluster" / "w1").rglob("run-*"))
    deadline = time.monotonic() + 60
    while processes_of(tmp_path / "cluster") and time.monotonic() < deadline:
        time.sleep(0.1)
    assert processes_of(tmp_path / "cluster") == []


def read(path):
    """Return what the system says of a process or a thread; nothing where it has just ended."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def prepared_processes(worker):
    """Return the prepared processes that a worker has started."""
    children = [
        int(pid) for task in Path(f"/proc/{worker.pid}/task").iterdir() for pid in read(task / "children").split()
    ]
    return [pid for pid in children if b"warm_kernels.zygote" in read(Path(f"/proc/{pid}/cmdline"))]


@pytest.mark.slow
def test_a_worker_with_two_threads_does_two_runs_at_a_time_from_one_prepared_process(local, tmp_path):
    tiny = make_tiny(tmp_path / "tiny")
    with cluster(tmp_path / "cluster", workers=1, threads=2) as running:
        command = tiny.command("build", "tiny", *STAGES, "--scheduler", running.address)
        build = subprocess.Popen(
            command, cwd=tiny.root, env=tiny.environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        said, prepared = [], set()
        for line in build.stdout:
            said.append(line)
            if " done" in line:
                prepared.update(prepared_processes(running.workers[0]))
        build.stdout.close()
        assert build.wait() == 0, "".join(said)
        assert any("Kernels: on 1 worker of" in line and "2 at a time" in line for line in said)
        assert len(prepared) == 1
        assert not any("ordinary kernels" in line for line in said)
        assert made(tiny) == made(local)
        runners = [
            pid for pid in processes_of(tmp_path / "cluster") if b"runners" in read(Path(f"/proc/{pid}/cmdline"))
        ]
        assert len(runners) == 2
        running.workers[0].kill()
        deadline = time.monotonic() + 60
        while any(Path(f"/proc/{pid}/cwd").exists() for pid in runners) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert not any(Path(f"/proc/{pid}/cwd").exists() for pid in runners)


@pytest.mark.slow
def test_other_versions_are_refused_and_a_lost_worker_and_a_lost_scheduler_are_told(tmp_path):
    from workbench.execution.tasks import RunTask

    notes = []
    with cluster(tmp_path / "cluster") as running:
        with pytest.raises(WorkbenchError, match=r"pandas is \S+ \(the build has 0\.1\)"):
            DaskPool(running.address, Preparation({"pandas": "0.1"}))
        with pytest.raises(WorkbenchError, match="the workbench itself is of another state"):
            DaskPool(running.address, Preparation({}, code="another"))
        pool = DaskPool(running.address, note=notes.append)
        assert pool.jobs == 2
        running.workers[1].send_signal(signal.SIGKILL)
        running.workers[1].wait()
        task = RunTask("fife/a", "{}", {}, {})
        outcome = pool.submit(task).result(60)
        assert outcome.name == "fife/a"
        assert outcome.error  # no notebook at all
        deadline = time.monotonic() + 60
        while not notes and time.monotonic() < deadline:
            time.sleep(0.1)
        pool._preparation = Preparation({"pandas": "0.1"})
        refused = pool.submit(task).result(60)
        assert refused.error.startswith("This worker has other versions: pandas is")
        # Those that were there from the beginning have refused it as well by now.
        assert sum("A worker that has come does no runs. This worker has other versions" in note for note in notes) == 1
        pool._preparation = Preparation({})
        under_way = pool.submit(task)
        running.scheduler.kill()
        running.scheduler.wait()
        assert isinstance(under_way.exception(60), ClusterError)
        assert "Finished runs are kept" in str(under_way.exception())
        pool.stop()
        with pytest.raises(ClusterError, match="has gone"):
            pool.submit(task)
    assert re.fullmatch(r"The worker tcp://127\.0\.0\.1:\d+ has gone; what it was running is done again\.", notes[0])


@pytest.mark.filterwarnings("ignore")
def test_a_scheduler_that_does_not_answer_is_named():
    with pytest.raises(WorkbenchError, match=r"No Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        DaskPool("tcp://127.0.0.1:9", patience=0.5)


@pytest.mark.filterwarnings("ignore")
def test_something_else_that_listens_is_no_scheduler():
    with socket.create_server(("127.0.0.1", 0)) as other:
        address = f"tcp://127.0.0.1:{other.getsockname()[1]}"
        with pytest.raises(ClusterError, match=rf"No Dask scheduler answers at {address} \("):
            DaskPool(address, patience=0.5)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:9", "tcp://127.0.0.1:99999", "tcp://127.0.0.1:port", "tpc://127.0.0.1:9", "tls://127.0.0.1:9"],
)
def test_what_is_no_address_of_a_scheduler_is_named(address):
    with pytest.raises(ClusterError, match=re.escape(address)):
        DaskPool(address, patience=0.5)
