from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from pathlib import Path

import pytest
from jupyter_client import AsyncMultiKernelManager
from jupyter_client.manager import KernelManager

import warm_kernels
from tests.warm_kernels.notebook import is_alive, printed, run, within, write_notebook
from warm_kernels import kept

pytestmark = pytest.mark.slow


@pytest.fixture
def manager(process):
    manager = KernelManager()
    manager._kernel_spec = warm_kernels.kernel_spec()
    manager.start_kernel()
    yield manager
    if manager.has_kernel:
        manager.shutdown_kernel(now=True)


@pytest.fixture
def client(manager):
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    yield client
    client.stop_channels()


def ask(client, code: str) -> str:
    text = []
    reply = client.execute_interactive(
        code, timeout=60, output_hook=lambda message: text.append(message["content"].get("text", ""))
    )
    return "".join(text) if reply["content"]["status"] == "ok" else reply["content"]["ename"]


def test_a_kernel_of_jupyter_client_is_forked(manager, client, process):
    assert warm_kernels.last_start().warm
    assert ask(client, "import os, sys; print(os.getppid(), 'pandas' in sys.modules)") == f"{process.pid} True\n"


def test_a_kernel_uses_the_cores_of_the_one_who_asks(process):
    everything = os.sched_getaffinity(0)
    one = {min(everything)}
    os.sched_setaffinity(0, one)
    try:
        manager = KernelManager()
        manager._kernel_spec = warm_kernels.kernel_spec()
        manager.start_kernel()
    finally:
        os.sched_setaffinity(0, everything)
    try:
        assert os.sched_getaffinity(manager.provisioner.pid) == one
        assert os.sched_getaffinity(process.pid) == everything, "the prepared process itself stays as it is"
    finally:
        manager.shutdown_kernel(now=True)


def test_an_interrupt_stops_the_cell_and_not_the_kernel(manager, client):
    began = time.monotonic()
    asked = client.execute(
        "import time\ntry:\n    print('begun', flush=True)\n    time.sleep(120)\nfinally:\n    stopped = True",
        stop_on_error=False,  # for a moment after an error any kernel aborts what it is asked
    )
    while client.get_iopub_msg(timeout=60)["msg_type"] != "stream":
        pass
    manager.interrupt_kernel()
    reply = client._recv_reply(asked, timeout=60)
    assert reply["content"]["ename"] == "KeyboardInterrupt"
    assert time.monotonic() - began < 100
    assert ask(client, "print(stopped)") == "True\n"


def test_a_restart_gives_a_fresh_kernel(manager, client):
    ask(client, "left = 1")
    first = manager.provisioner.pid
    manager.restart_kernel(now=True)
    client.wait_for_ready(timeout=60)
    assert manager.provisioner.pid != first and not is_alive(first)
    assert ask(client, "print('left' in globals())") == "False\n"


def test_a_shutdown_is_polite_and_leaves_no_file(manager, client, tmp_path):
    ask(client, f"import atexit, pathlib; atexit.register(pathlib.Path({str(tmp_path / 'x')!r}).touch)")
    pid, connection_file = manager.provisioner.pid, manager.connection_file
    client.stop_channels()
    manager.shutdown_wait_time = 120.0  # after half of it the manager is no longer polite
    began = time.monotonic()
    manager.shutdown_kernel()
    assert time.monotonic() - began < 60, "it was waited for in vain"
    assert (tmp_path / "x").exists()
    assert not is_alive(pid) and not os.path.exists(connection_file)  # noqa: PTH110


def test_a_killed_kernel_is_noticed(manager):
    os.kill(manager.provisioner.pid, signal.SIGKILL)
    assert within(30.0, lambda: not manager.is_alive())
    assert manager.provisioner.process.returncode == -signal.SIGKILL


def test_plain_papermill_uses_warm_kernels_by_the_name_of_a_kernelspec(process, tmp_path):
    with warm_kernels.temporary_kernelspec() as name:
        path = write_notebook(tmp_path / "plain.ipynb", ["import os; print(os.getppid())"], kernel=name)
        assert printed(run(path, engine=None)) == [f"{process.pid}\n"]


def test_without_a_published_process_one_is_started_and_kept_and_renewed(tmp_path, monkeypatch):
    (tmp_path / "mine.py").write_text("word = 'first'\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    path = write_notebook(tmp_path / "own.ipynb", ["import mine, os; print(mine.word, os.getppid())"], "warm-python")
    with warm_kernels.temporary_kernelspec(preload=["mine"]):
        first = printed(run(path))[0].split()
        again = printed(run(path))[0].split()
        assert first == again and first[0] == "first"
        # A helper that was changed is never run as it was.
        (tmp_path / "mine.py").write_text("word = 'other and longer'\n")
        later = printed(run(path))[0].split()
        assert later[0] == "other" and later[-1] != first[-1]
        assert warm_kernels.last_start().warm
    assert within(30.0, lambda: not is_alive(int(first[1])))
    kept._close_kept()
    assert not is_alive(int(later[-1]))


async def _two_kernels_with_a_change_between(folder) -> tuple[list[str], int]:
    managers = AsyncMultiKernelManager()
    first = await managers.start_kernel(kernel_name="warm-python")
    old = int(Path(f"/proc/{managers.get_kernel(first).provisioner.pid}/stat").read_text().split()[3])
    (folder / "mine.py").write_text("word = 'second'\n")
    second = await managers.start_kernel(kernel_name="warm-python")
    said = []
    for kernel in (first, second):
        client = managers.get_kernel(kernel).client()
        client.start_channels()
        await client.wait_for_ready(timeout=60)
        await client.execute_interactive(
            "import mine; print(mine.word)",
            timeout=60,
            output_hook=lambda message: said.append(message["content"].get("text", "")),
        )
        client.stop_channels()
    assert is_alive(old)
    await managers.shutdown_all()
    managers.context.destroy()
    return ["".join(said)], old


def test_a_server_keeps_running_kernels_when_a_helper_changes(tmp_path, monkeypatch):
    (tmp_path / "mine.py").write_text("word = 'first'\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with warm_kernels.temporary_kernelspec(preload=["mine"]):
        said, old = asyncio.run(_two_kernels_with_a_change_between(tmp_path))
    assert said == ["first\nsecond\n"]
    assert within(30.0, lambda: not is_alive(old))
    kept._close_kept()


def test_a_published_process_with_a_changed_helper_means_an_ordinary_kernel(tmp_path, monkeypatch):
    (tmp_path / "mine.py").write_text("word = 'first'\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    path = write_notebook(tmp_path / "stale.ipynb", ["import mine; print(mine.word)"])
    with warm_kernels.prepared(preload=["mine"]):
        assert printed(run(path)) == ["first\n"]
        (tmp_path / "mine.py").write_text("word = 'second'\n")
        assert printed(run(path)) == ["second\n"]
        assert "mine.py has changed" in warm_kernels.last_start().reason


def test_a_kernel_that_is_to_outlive_its_program_is_an_ordinary_one(process):
    manager = KernelManager()
    manager._kernel_spec = warm_kernels.kernel_spec()
    manager.start_kernel(independent=True)
    try:
        assert warm_kernels.last_start().reason == "the kernel is to outlive the program that starts it"
        assert manager.is_alive()
    finally:
        manager.shutdown_kernel(now=True)


def test_output_goes_where_the_program_sends_it(process, tmp_path):
    manager = KernelManager()
    manager._kernel_spec = warm_kernels.kernel_spec()
    with (tmp_path / "log").open("wb") as log:
        manager.start_kernel(stdout=log, stderr=log)
        client = manager.client()
        client.start_channels()
        client.wait_for_ready(timeout=60)
        ask(client, "import sys; print('straight', file=sys.__stdout__, flush=True)")
        client.stop_channels()
        manager.shutdown_kernel()
    assert "straight" in (tmp_path / "log").read_text()
    assert sys.__stdout__ is not None


def test_a_server_keeps_the_prepared_processes_that_were_asked_for_last():
    made = {number: kept.ensure(environment={"NUMBER": str(number)}) for number in range(4)}
    assert kept.ensure(environment={"NUMBER": "0"}) is made[0]
    kept.ensure(environment={"NUMBER": "4"})
    assert within(30.0, lambda: not made[1].running)
    assert all(made[number].running for number in (0, 2, 3))
    kept._close_kept()
