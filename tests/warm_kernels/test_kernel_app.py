from __future__ import annotations

import pytest
from ipykernel.kernelapp import IPKernelApp

from tests.warm_kernels.notebook import is_alive, printed, run, within, write_notebook
from warm_kernels import kernel_app


@pytest.mark.parametrize(
    "arguments",
    [
        ["-f", "kernel.json"],
        ["-f", "kernel.json", "--HistoryManager.hist_file=:memory:"],
        ["-f", "kernel.json", "--ZMQInteractiveShell.colors=NoColor", "--IPKernelApp.quiet=False"],
        ["-f", "kernel.json", "--log-level=ERROR"],
        ["-f", "kernel.json", "--Application.log_level=40", "--debug"],
    ],
)
def test_arguments_are_read_as_traitlets_reads_them(arguments):
    ours, theirs = IPKernelApp(), IPKernelApp()
    kernel_app._take(ours, arguments)
    theirs.parse_command_line(list(arguments))
    for name in ("cli_config", "config", "extra_args", "argv", "connection_file", "quiet", "log_level"):
        assert getattr(ours, name) == getattr(theirs, name), name


@pytest.mark.slow
def test_what_a_kernel_started_ends_with_it(process, tmp_path):
    cells = ["import subprocess\nprint(subprocess.Popen(['sleep', '60']).pid)"]
    started = int(printed(run(write_notebook(tmp_path / "starts.ipynb", cells)))[0])
    assert within(2, lambda: not is_alive(started))


@pytest.mark.slow
def test_what_a_user_has_configured_holds(process, tmp_path, monkeypatch):
    profile = tmp_path / "ipython" / "profile_default"
    profile.mkdir(parents=True)
    (profile / "ipython_config.py").write_text(
        "c = get_config()\nc.InteractiveShell.ast_node_interactivity = 'all'\n"
        "c.IPythonKernel.ZMQInteractiveShell.cache_size = 77\n"
    )
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    cells = ["1\n2", "print(get_ipython().cache_size)"]
    first, second = run(write_notebook(tmp_path / "configured.ipynb", cells)).cells
    assert [output["data"]["text/plain"] for output in first.outputs] == ["1", "2"]
    assert second.outputs[0]["text"] == "77\n"
