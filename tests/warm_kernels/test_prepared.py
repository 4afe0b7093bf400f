from __future__ import annotations

import contextlib
import itertools
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

import warm_kernels
from tests.warm_kernels.notebook import is_alive, own_folders, printed, run, within, write_notebook
from warm_kernels import folders
from warm_kernels.client import RefusedError, fork_kernel

pytestmark = pytest.mark.slow

DRIVER = """
import json, os, sys, time
from concurrent.futures import ProcessPoolExecutor
import warm_kernels
from warm_kernels.client import fork_kernel

def work(number):
    connection = f"{os.environ['FOLDER']}/{number}.json"
    process = fork_kernel(os.environ[warm_kernels.ADDRESS], ["-f", connection], dict(os.environ), os.environ["FOLDER"])
    while not process.ready:
        process.poll()
        time.sleep(.01)
    print(json.dumps([os.getpid(), process.pid]), flush=True)
    time.sleep(60)

if __name__ == "__main__":
    with warm_kernels.prepared() as process:
        print(json.dumps([process.pid]), flush=True)
        with ProcessPoolExecutor(2, initializer=warm_kernels.end_with_parent) as pool:
            list(pool.map(work, range(2)))
"""

SLOW_FORK = """
import os, pathlib, time
from warm_kernels import protocol

told, fork, send = pathlib.Path({told!r}), os.fork, protocol.send

def fork_and_wait():
    pid = fork()
    while pid and not told.exists():
        time.sleep(.01)
    return pid

def send_and_tell(connection, message, *descriptors):
    send(connection, message, *descriptors)
    if "ready" in message:
        told.touch()

os.fork, protocol.send = fork_and_wait, send_and_tell
"""


def start_driver(tmp_path: Path) -> tuple[subprocess.Popen, list[int]]:
    (tmp_path / "driver.py").write_text(DRIVER)
    driver = subprocess.Popen(
        [sys.executable, str(tmp_path / "driver.py")],
        stdout=subprocess.PIPE,
        env={**os.environ, "FOLDER": str(tmp_path)},
        start_new_session=True,
    )
    pids = [pid for _ in range(3) for pid in json.loads(driver.stdout.readline())]
    return driver, pids


def test_a_driver_killed_at_work_leaves_no_process_and_no_folder(tmp_path):
    before = own_folders()
    driver, pids = start_driver(tmp_path)
    with driver:
        assert len(pids) == 5 and all(is_alive(pid) for pid in pids)
        driver.kill()
    assert within(30.0, lambda: not any(is_alive(pid) for pid in pids))
    assert within(30.0, lambda: own_folders() == before)


@pytest.mark.parametrize("own", [True, False], ids=["its own folder", "somebody's folder"])
def test_a_driver_killed_before_it_says_anything_leaves_no_folder_and_takes_no_other(tmp_path, own):
    """Killed between starting the prepared process and telling it what to prepare."""
    folder = folders.make() if own else tmp_path
    (folder / "log").touch()
    done = subprocess.run(
        [sys.executable, "-m", "warm_kernels.zygote"], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (folder / "log").exists() is not own
    assert folder.exists() is not own


def test_a_driver_killed_while_its_process_prepares_leaves_nothing(tmp_path):
    before = own_folders()
    (tmp_path / "slow.py").write_text(
        f"import os, pathlib, time\npathlib.Path({str(tmp_path / 'pid')!r}).write_text(f'{{os.getpid()}} ')\n"
        "time.sleep(.5)\n"
    )
    code = "import warm_kernels\nwith warm_kernels.prepared(preload=['slow']): pass"
    driver = subprocess.Popen([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(tmp_path)})
    with driver:
        assert within(60.0, lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text().endswith(" "))
        driver.kill()
    assert within(30.0, lambda: not is_alive(int((tmp_path / "pid").read_text())))
    assert own_folders() == before


def test_a_prepared_process_killed_at_work_takes_its_kernels_with_it(tmp_path):
    before = own_folders()
    driver, pids = start_driver(tmp_path)
    zygote, kernels = pids[0], [pids[2], pids[4]]
    with driver:
        os.kill(zygote, signal.SIGKILL)
        assert within(30.0, lambda: not any(is_alive(pid) for pid in kernels))
        os.kill(pids[1], signal.SIGKILL)  # its pool then ends the other worker by itself
        driver.wait(60)
    assert within(30.0, lambda: not any(is_alive(pid) for pid in pids))
    assert own_folders() == before


def test_a_worker_killed_at_work_takes_its_kernel_with_it(tmp_path):
    driver, pids = start_driver(tmp_path)
    with driver:
        os.kill(pids[1], signal.SIGKILL)
        assert within(30.0, lambda: not is_alive(pids[2]))
        driver.kill()
    assert within(30.0, lambda: not any(is_alive(pid) for pid in pids))


def test_a_normal_end_leaves_nothing(tmp_path):
    before = own_folders()
    path = write_notebook(tmp_path / "a.ipynb", ["import os; print(os.getpid())"])
    with warm_kernels.prepared(preload=("json",)) as process:
        zygote = process.pid
        assert Path(process.address).parent.stat().st_mode & 0o777 == 0o700
        kernel = int(printed(run(path))[0])
    assert not is_alive(zygote) and not is_alive(kernel)
    assert own_folders() == before
    assert warm_kernels.ADDRESS not in os.environ


def in_worker(path: Path) -> tuple[int, bool]:
    notebook = run(path)
    return int(printed(notebook)[0]), warm_kernels.last_start().warm


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_workers_of_a_pool_use_the_drivers_process(process, tmp_path, method):
    paths = [write_notebook(tmp_path / f"{n}.ipynb", ["import os; print(os.getppid())"]) for n in range(3)]
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(1, mp_context=context, initializer=warm_kernels.end_with_parent) as pool:
        assert list(pool.map(in_worker, paths)) == [(process.pid, True)] * 3


def test_two_hundred_kernels_in_a_row_leave_nothing(process, tmp_path):
    folder = Path(process.address).parent
    files, descriptors = sorted(folder.iterdir()), len(list(Path(f"/proc/{process.pid}/fd").iterdir()))
    own = len(list(Path("/proc/self/fd").iterdir()))
    pids = []
    for number in range(200):
        # None of them ends by itself, however long the kill takes to come.
        handed = (sys.stderr.fileno(),) * 2 if number % 20 else (1, 2)
        kernel = fork_kernel(process.address, ["-f", "c.json"], dict(os.environ), str(tmp_path), handed)
        pids.append(kernel.pid)
        kernel.kill()
        assert kernel.wait(60) == -signal.SIGKILL
    assert len(set(pids)) == 200 and not any(is_alive(pid) for pid in pids)
    assert sorted(folder.iterdir()) == files
    assert within(30.0, lambda: len(list(Path(f"/proc/{process.pid}/fd").iterdir())) == descriptors)
    assert len(list(Path("/proc/self/fd").iterdir())) == own
    assert Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text() == ""


def test_where_there_can_be_no_prepared_process_the_block_runs_and_says_why(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    with warm_kernels.prepared() as process:
        assert not process.running
        assert process.reason == "Warm kernels need Linux; this is darwin."
        assert os.environ[warm_kernels.OFF] == process.reason
    assert warm_kernels.OFF not in os.environ


@pytest.mark.parametrize(
    ("module", "reason"),
    [
        ("import threading, time; threading.Thread(target=time.sleep, args=(60,), daemon=True).start()", "threads"),
        ("raise ImportError('not here')", "cannot be imported (not here)"),
        ("1 / 0", "importing faulty failed (ZeroDivisionError: division by zero)"),
        ("import os; os._exit(3)", "ended while it was starting"),
    ],
)
def test_a_package_that_cannot_be_preloaded_is_told(tmp_path, monkeypatch, module, reason):
    before = own_folders()
    (tmp_path / "faulty.py").write_text(module + "\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with warm_kernels.prepared(preload=["faulty"]) as process:
        assert not process.running
        assert reason in process.reason
    assert own_folders() == before


def test_a_warm_up_that_fails_is_told():
    with warm_kernels.prepared(warm_up="warm_kernels.warm_ups:missing") as process:
        assert "the warm-up warm_kernels.warm_ups:missing failed" in process.reason


def test_the_key_follows_packages_and_local_files(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    keys = []
    for content in ("a = 1\n", "a = 1\n", "a = 2\n"):
        (tmp_path / "mine.py").write_text(content)
        with warm_kernels.prepared(preload=["mine"]) as process:
            keys.append(process.key)
    assert keys[0] == keys[1] != keys[2]


def test_a_kernel_may_be_ready_before_the_prepared_process_says_its_number(tmp_path, monkeypatch):
    # On a busy machine the prepared process may wait for the processor longer than its kernel needs to start.
    (tmp_path / "slow_fork.py").write_text(SLOW_FORK.format(told=str(tmp_path / "told")))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with warm_kernels.prepared(preload=["slow_fork"]) as process:
        kernel = fork_kernel(process.address, ["-f", "c.json"], dict(os.environ), str(tmp_path))
        assert kernel.ready and is_alive(kernel.pid)
        kernel.kill()
        assert kernel.wait(60) == -signal.SIGKILL


def test_a_socket_that_is_not_there_is_a_refusal(tmp_path):
    with pytest.raises(RefusedError, match="cannot be reached"):
        fork_kernel(str(tmp_path / "s"), [], {}, "/")


def test_folders_that_nobody_holds_are_swept_and_others_are_not():
    abandoned, young, held = folders.make(), folders.make(), folders.make()
    lock = folders.hold(held)
    os.close(folders.hold(abandoned))
    long_ago = time.time() - 3600
    for folder in (abandoned, held):
        os.utime(folder, (long_ago, long_ago))
    try:
        swept = folders.sweep()
        assert abandoned in swept and not abandoned.exists()
        assert young.exists() and held.exists()
    finally:
        os.close(lock)
        folders.remove(young)
        folders.remove(held)


def test_a_folder_is_gone_though_somebody_still_writes_into_it():
    """A worker of a killed build may be making a kernel's folder in it at that very moment."""
    folder = folders.make()
    begun = threading.Event()

    def write() -> None:
        with contextlib.suppress(FileNotFoundError):
            for number in itertools.count():
                (folder / f"k{number}").mkdir()
                (folder / f"k{number}" / "c.json").write_text("{}")
                begun.set()

    writer = threading.Thread(target=write)
    writer.start()
    assert begun.wait(30)
    folders.remove(folder)
    writer.join(30)
    assert not writer.is_alive()
    assert not list(folder.parent.glob(f"{folder.name}*"))
