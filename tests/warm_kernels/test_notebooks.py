from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError

import warm_kernels
from tests.warm_kernels.notebook import outputs, own_folders, printed, run, within, write_notebook

pytestmark = pytest.mark.slow

REALISTIC = [
    "seed = 1",
    "import altair as alt, numpy as np, pandas as pd, sys, os, gc, signal, warnings, logging",
    "rng = np.random.default_rng(seed)\nframe = pd.DataFrame({'area': rng.choice(list('abc'), 60), 'score': "
    "rng.integers(1, 7, 60)})\nframe.head()",
    "summary = frame.groupby('area')['score'].agg(['count', 'mean']).round(2).reset_index()\nsummary",
    "summary.style.format(precision=1).set_uuid('x').to_html()",
    "chart = alt.Chart(summary).mark_bar().encode(x='area', y='mean')\n"
    "(chart + alt.Chart(summary).mark_rule().encode(y='mean(mean)')).to_dict()",
    "slider = alt.param(name='s', value=1)\nalt.Chart(summary, name='v').mark_point().encode(x='area').add_params("
    "slider).to_json()",
    "alt.hconcat(chart.interactive(), chart.interactive()).to_dict()['params']",
    "from IPython.display import display, HTML, Markdown\ndisplay(HTML('<b>bold</b>'), Markdown('*leaning*'))\n"
    "print('printed')",
    "shown = display('first', display_id='one')\nshown.update('second')\nprint('between')\nshown.display('again')",
    "from IPython.display import clear_output\nprint('gone')\nclear_output()\nprint('gone too')\n"
    "clear_output(wait=True)\ndisplay('here')",
    "print('complaint', file=sys.stderr)",
    "!echo from a shell",
    "warnings.warn('look', UserWarning)\npd.Series([1], index=[0]).rename('x')",
    "logging.getLogger('x').warning('logged')",
    "print(set('abcdefgh'), hash('a'))",
    "print(sys.path, sys.argv[0], len(sys.argv), sys.flags, __name__)",
    "print(os.getcwd(), gc.isenabled(), gc.get_threshold(), gc.get_freeze_count() >= 0)",
    "print([signal.getsignal(n) for n in (signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE)], "
    "signal.pthread_sigmask(signal.SIG_BLOCK, ()))",
    "print(sys.__stdout__.encoding, sys.__stdout__.errors, sys.__stderr__.errors, sys.stdin.read)"
    " if False else print(sys.__stdout__.encoding, sys.__stdout__.errors, sys.__stderr__.errors)",
    "get_ipython().run_line_magic('who_ls', '')",
    "import __main__\n__main__.seed, sorted(name for name in vars(__main__) if not name.startswith('_'))",
    "try:\n    1 / 0\nexcept ZeroDivisionError:\n    get_ipython().showtraceback()",
    "frame['missing']",
]


def test_outputs_are_those_of_an_ordinary_kernel(process, tmp_path, monkeypatch, request):
    monkeypatch.setenv("PYTHONHASHSEED", "0")
    path = write_notebook(tmp_path / "realistic.ipynb", REALISTIC)
    # An ordinary kernel ignores what its parents do: this signal, where the tests run under nohup.
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    request.addfinalizer(lambda: signal.signal(signal.SIGHUP, before))
    came_out = []
    for engine in ("warm", None):
        with pytest.raises(PapermillExecutionError, match="missing"):
            run(path, engine=engine)
        text = path.with_suffix(".out.ipynb").read_text()
        # A warning names the cell's file, in which the kernel's number stands.
        came_out.append(nbformat.reads(re.sub(r"ipykernel_\d+", "ipykernel_N", text), 4))
    assert warm_kernels.last_start().warm
    warm, ordinary = came_out
    assert outputs(warm) == outputs(ordinary)
    assert [cell.get("execution_count") for cell in warm.cells] == [
        cell.get("execution_count") for cell in ordinary.cells
    ]


def test_nothing_leaks_from_run_to_run(process, tmp_path):
    leave = write_notebook(
        tmp_path / "leave.ipynb",
        [
            "import os, sys, pandas, altair\nleft = 1\nos.environ['LEFT'] = '1'\nsys.path.append('/left')\n"
            "pandas.left = 1\nos.chdir('/')\npandas.set_option('display.max_rows', 7)\naltair.theme.enable('dark')",
        ],
    )
    look = write_notebook(
        tmp_path / "look.ipynb",
        [
            "import os, sys, pandas, altair\nprint('left' in globals(), 'LEFT' in os.environ, '/left' in sys.path, "
            "hasattr(pandas, 'left'), os.getcwd(), pandas.get_option('display.max_rows'), altair.theme.active)"
        ],
    )
    run(leave)
    first = f"False False False False {tmp_path} 60 default\n"
    assert printed(run(look)) == [first]


def test_random_numbers_differ_unless_seeded(process, tmp_path):
    path = write_notebook(
        tmp_path / "random.ipynb",
        [
            "import random, uuid, numpy\nprint(random.random(), numpy.random.rand(), uuid.uuid4())",
            "random.seed(1); numpy.random.seed(1); print(random.random(), numpy.random.rand(), "
            "numpy.random.default_rng(1).random())",
        ],
    )
    first, second = printed(run(path)), printed(run(path))
    for one, other in zip(first[0].split(), second[0].split(), strict=True):
        assert one != other
    assert first[1] == second[1]


def test_a_cell_that_fails_is_told_as_papermill_does(process, tmp_path):
    path = write_notebook(tmp_path / "fails.ipynb", ["print(1)", "1 / 0", "print(2)"])
    with pytest.raises(PapermillExecutionError, match="ZeroDivisionError"):
        run(path)
    saved = nbformat.read(path.with_suffix(".out.ipynb"), 4)
    assert "ZeroDivisionError" in json.dumps(saved)


def test_a_killed_kernel_is_noticed_at_once_and_what_there_is_is_saved(process, tmp_path):
    path = write_notebook(
        tmp_path / "killed.ipynb",
        ["print('kept')", "import os, time; print(time.time(), flush=True); time.sleep(.1); os.kill(os.getpid(), 9)"],
    )
    took = []
    # On a busy machine any one of them may have to wait for a processor.
    while len(took) < 5 and not any(seconds < 1.0 for seconds in took):
        with pytest.raises(DeadKernelError):
            run(path)
        noticed = time.time()
        kept, killed = printed(nbformat.read(path.with_suffix(".out.ipynb"), 4))
        assert kept == "kept\n"
        took.append(noticed - float(killed) - 0.1)
    assert min(took) < 1.0, took
    assert list(Path(process.address).parent.glob("k*")) == []


def test_a_kernel_killed_from_outside_is_noticed_at_once(process, tmp_path):
    path = write_notebook(
        tmp_path / "sleeps.ipynb",
        ["import os, pathlib, time; pathlib.Path('pid').write_text(f'{os.getpid()} '); time.sleep(60)"],
    )
    code = (
        "import os, pathlib, sys, time; pid = pathlib.Path(sys.argv[1])\n"
        "for _ in range(3000):\n"
        "    if pid.exists() and pid.read_text().endswith(' '): break\n"
        "    time.sleep(.02)\n"
        "kernel = int(pid.read_text()); pid.unlink(); print(time.time(), flush=True); os.kill(kernel, 9)\n"
    )
    took = []
    # On a busy machine any one of them may have to wait for a processor.
    while len(took) < 5 and not any(seconds < 1.0 for seconds in took):
        with subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "pid")], stdout=subprocess.PIPE) as killer:
            with pytest.raises(DeadKernelError):
                run(path)
            noticed = time.time()
            took.append(noticed - float(killer.stdout.read()))
    assert min(took) < 1.0, took


def test_a_cell_that_takes_too_long_ends_the_run_and_its_kernel(process, tmp_path):
    path = write_notebook(tmp_path / "long.ipynb", ["while True: pass"])
    kernels = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    with pytest.raises(CellTimeoutError):
        run(path, execution_timeout=1)
    assert warm_kernels.last_start().warm
    assert within(30.0, lambda: kernels.read_text() == "")


def test_functions_registered_for_the_end_are_called(process, tmp_path):
    path = write_notebook(
        tmp_path / "atexit.ipynb",
        ["import atexit, pathlib; atexit.register(pathlib.Path('ended').write_text, 'yes'); None"],
    )
    run(path)
    assert (tmp_path / "ended").read_text() == "yes"


def test_files_that_are_open_in_the_prepared_process_are_not_in_a_kernel(process, tmp_path):
    path = write_notebook(
        tmp_path / "open.ipynb",
        [
            "import os, pathlib\n"
            "print([os.readlink(entry) for entry in pathlib.Path('/proc/self/fd').iterdir() if entry.exists()])"
        ],
    )
    (listed,) = printed(run(path))
    assert "/lock" not in listed and "pidfd" not in listed and "memfd" not in listed


def test_a_hash_seed_that_the_prepared_process_does_not_have_means_an_ordinary_kernel(process, tmp_path, monkeypatch):
    path = write_notebook(tmp_path / "seed.ipynb", ["import os; print(os.environ['PYTHONHASHSEED'], hash('a'))"])
    assert printed(run(path))[0].startswith("0 ")
    assert warm_kernels.last_start().warm
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    seven = printed(run(path))
    expected = subprocess.run([sys.executable, "-c", "print(7, hash('a'))"], capture_output=True, text=True, check=True)
    assert seven == [expected.stdout]
    assert "PYTHONHASHSEED=7" in warm_kernels.last_start().reason


def test_other_kernels_are_left_to_papermill(process, tmp_path, monkeypatch):
    folder = tmp_path / "jupyter" / "kernels" / "other"
    folder.mkdir(parents=True)
    argv = [sys.executable, "-X", "dev", "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    (folder / "kernel.json").write_text(json.dumps({"argv": argv, "display_name": "Other", "language": "python"}))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    path = write_notebook(tmp_path / "other.ipynb", ["import sys; print(sys.flags.dev_mode)"], kernel="other")
    assert printed(run(path)) == ["True\n"]
    assert warm_kernels.last_start() == warm_kernels.Start(
        warm=False, reason="the kernel 'other' is not this environment's own Python kernel"
    )


def test_an_ordinary_kernel_is_used_where_warm_ones_are_turned_off(tmp_path, monkeypatch):
    monkeypatch.setenv(warm_kernels.OFF, "for a test")
    path = write_notebook(tmp_path / "off.ipynb", ["print('ran')"])
    assert printed(run(path)) == ["ran\n"]
    assert warm_kernels.last_start() == warm_kernels.Start(warm=False, reason="Warm kernels are turned off: for a test")


def test_a_prepared_process_that_was_killed_means_an_ordinary_kernel(tmp_path):
    before = own_folders()
    path = write_notebook(tmp_path / "killed.ipynb", ["print('ran')"])
    with warm_kernels.prepared() as process:
        os.kill(process.pid, signal.SIGKILL)
        assert within(30.0, lambda: not process.running)
        assert printed(run(path)) == ["ran\n"]
        assert "cannot be reached" in warm_kernels.last_start().reason
    assert own_folders() == before
