import json

import nbformat
import pytest

from tests.tiny import write_notebook
from workbench.execution.pool import LocalPool
from workbench.execution.tasks import RunTask

PARAMETERS = ("parameters", 'programme: str = "p"\narea: str = ""')
SAVE = (
    "from pathlib import Path\nPath('results/figures').mkdir(parents=True)\n"
    "Path('results/results.json').write_text('{\"figures\": {}, \"area\": \"' + area + '\"}')"
)


@pytest.fixture(scope="module")
def pool():
    pool = LocalPool(1)
    yield pool
    pool.close()


@pytest.fixture
def run(pool, tmp_path):
    def run_cells(*cells, files=None):
        write_notebook(tmp_path / "a.ipynb", [PARAMETERS, *(("code", cell) for cell in cells)])
        task = RunTask(
            "fife/a", (tmp_path / "a.ipynb").read_text(), {"programme": "p", "area": "fife"}, files or {},
            scratch=str(tmp_path / "scratch"),
        )  # fmt: skip
        outcome = pool.submit(task).result(120)
        assert list((tmp_path / "scratch").iterdir()) == [], "the run folder is left behind"
        return outcome

    return run_cells


def outputs(outcome):
    notebook = nbformat.reads(outcome.notebook.decode(), as_version=4)
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


def test_a_run_sees_its_folder_and_gives_back_its_results(run):
    outcome = run("print(open('inputs/a.txt').read())", SAVE, files={"inputs/a.txt": b"staged"})
    assert outcome.error == ""
    assert json.loads(outcome.results["results.json"])["area"] == "fife"
    assert outputs(outcome)[0]["text"] == "staged\n"


def test_runs_are_alike_in_what_could_differ(run):
    code = "import os, time\nprint(hash('a'), time.tzname, os.environ['WORKBENCH_DRAW'], sorted({'b', 'a', 'c'}))"
    first, second = run(code, SAVE), run(code, SAVE)
    assert first.notebook == second.notebook
    assert "later" in outputs(first)[0]["text"]


def test_a_failing_cell_is_named_and_the_half_run_notebook_kept(run):
    outcome = run("1 + 1", "raise ValueError('the file\\nis bad')", "'never'")
    assert outcome.error == "cell [4]: ValueError: the file"
    assert outcome.results == {}
    assert [output.output_type for output in outputs(outcome)] == ["execute_result", "error"]


def test_no_path_of_this_machine_is_in_the_notebook(run, tmp_path):
    outcome = run("import os\nprint(os.getcwd())\nopen('none')")
    text = outcome.notebook.decode()
    assert str(tmp_path) not in text
    assert "ipykernel_" not in text


def test_a_dead_kernel_is_an_outcome_with_the_half_run_notebook(run):
    outcome = run("print('before')", "import os\nos.kill(os.getpid(), 9)")
    assert outcome.error.startswith("The kernel died")
    assert outputs(outcome)[0]["text"] == "before\n"


def test_a_notebook_that_records_nothing_is_a_failure(run):
    assert "recorded no results" in run("1").error


def test_a_figure_that_cannot_be_drawn_is_named_and_the_notebook_kept(run):
    figures = {"a": {"spec": "figures/a.vl.json", "title": "A", "alt": "A"}}
    save = (
        "from pathlib import Path\nPath('results/figures').mkdir(parents=True)\n"
        "Path('results/figures/a.vl.json').write_text('[')\n"
        f"Path('results/results.json').write_text({json.dumps({'figures': figures})!r})"
    )
    outcome = run("print('before')", save)
    assert "the figure a cannot be drawn" in outcome.error
    assert outputs(outcome)[0]["text"] == "before\n"
    assert outcome.results == {}


def test_results_that_are_no_json_are_a_failure(run):
    outcome = run(
        "import pathlib\npathlib.Path('results').mkdir()\npathlib.Path('results/results.json').write_text('{')"
    )
    assert outcome.error.startswith("JSONDecodeError")
    assert outcome.results == {}


def test_what_a_user_has_set_up_for_other_work_is_not_in_a_run(pool, run, tmp_path):
    """The start-up file of their Python, and a kernel called python3 that they installed for another one."""
    (tmp_path / "startup.py").write_text("left = True\n")
    other = tmp_path / "jupyter" / "kernels" / "python3"
    other.mkdir(parents=True)
    (other / "kernel.json").write_text(json.dumps({"argv": ["/bin/false"], "display_name": "Other", "language": "r"}))
    settings = {
        "PYTHONSTARTUP": str(tmp_path / "startup.py"),
        "JUPYTER_DATA_DIR": str(tmp_path / "jupyter"),
        "JUPYTER_PREFER_ENV_PATH": "0",
    }
    pool._made().submit(exec, f"import os; os.environ.update({settings!r})").result(60)
    try:
        outcome = run("print('left' in globals())", SAVE)
    finally:
        pool._made().submit(exec, f"import os; [os.environ.pop(name, None) for name in {[*settings]!r}]").result(60)
    assert outcome.error == ""
    assert outputs(outcome)[0]["text"] == "False\n"
