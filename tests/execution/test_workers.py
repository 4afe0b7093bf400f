"""Worker processes and kernels that stay for builds that follow one another."""

import json

import pytest

import warm_kernels
from tests.tiny import AREAS, make_tiny, write_notebook
from workbench.build import Options, build
from workbench.execution.kernels import Preload
from workbench.execution.progress import Silent
from workbench.execution.workers import Workers
from workbench.plan.selection import Selection

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not warm_kernels.supported()[0], reason="warm kernels cannot be used here"),
]

# Each run records the step of a helper, the process that its kernel was forked from, and its worker.
CELLS = [
    ("parameters", 'programme: str = "tiny"\narea: str = "fife"'),
    ("code", "import json, os\nfrom pathlib import Path\nfrom helpers.rules import STEP"),
    (
        "code",
        'Path("results").mkdir()\ncontent = {"schema": 1, "values": {"step": STEP, "parent": os.getppid()}, '
        '"tables": {}, "figures": {}}\nPath("results/results.json").write_text(json.dumps(content))',
    ),
]


class Heard(Silent):
    """Keeps what a build notes."""

    def __init__(self):
        self.notes = []

    def note(self, text):
        self.notes.append(text)


@pytest.fixture
def tiny(tmp_path):
    made = make_tiny(tmp_path)
    for stage in ("01_look", "02_weigh"):
        write_notebook(made.root / "notebooks" / f"{stage}.ipynb", CELLS)
    return made


def built(tiny, stage, workers):
    """Build one stage; return what its runs recorded and what was noted."""
    heard = Heard()
    report = build(tiny.project, "tiny", Options(Selection(stages=(stage,))), heard, workers)
    assert report.exit_code == 0, report.message
    found = [tiny.build / "results" / area / stage / "results.json" for area in AREAS]
    values = [json.loads(path.read_text())["values"] for path in found]
    return {each["parent"] for each in values}, {each["step"] for each in values}, heard.notes


def test_builds_that_follow_one_another_have_the_same_prepared_process_and_workers(tiny):
    asked = []
    with Workers(2, lambda: asked.append(1) or Preload(("helpers.rules",), None)) as workers:
        first, _, notes = built(tiny, "01_look", workers)
        there = set(workers.pids)
        second, _, _ = built(tiny, "02_weigh", workers)
        assert set(workers.pids) == there
    assert first == second
    assert len(first) == 1
    assert len(asked) == 1
    assert notes == ["Kernels: forked from a prepared process."]


def test_a_helper_changed_between_two_builds_means_another_prepared_process_and_the_newest_code(tiny):
    with Workers(2, lambda: Preload(("helpers.rules",), None)) as workers:
        first, steps, _ = built(tiny, "01_look", workers)
        assert steps == {1}
        tiny.helper("rules.py", '"""Rules."""\n\nSTEP = 2\n')
        second, steps, notes = built(tiny, "02_weigh", workers)
    assert steps == {2}
    assert not first & second
    assert notes == ["Kernels: forked from a prepared process."]


def test_what_cannot_be_imported_for_all_is_left_to_those_that_need_it(tiny):
    with Workers(2, lambda: Preload(("helpers.that_is_not_there",), None)) as workers:
        parents, _, notes = built(tiny, "01_look", workers)
    assert len(parents) == 1
    assert notes == ["Kernels: forked from a prepared process."]


def test_a_build_that_breaks_off_ends_its_runs_and_the_next_starts_others(tiny, monkeypatch):
    with Workers(2, lambda: Preload(("helpers.rules",), None)) as workers:
        with monkeypatch.context() as patch:
            patch.setattr("workbench.execution.schedule.keep_outputs", lambda *_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                built(tiny, "01_look", workers)
        assert workers.pids == ()
        assert built(tiny, "01_look", workers)[1] == {1}
