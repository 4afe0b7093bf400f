import json

import nbformat
import pytest

from benchmarks.comparisons import BENCHMARKS, Setting
from benchmarks.growing import Growth, said
from benchmarks.pairs import Cost
from benchmarks.peers.loops import papermill_loops
from benchmarks.session import NEEDS, Session
from tests.warm_kernels.notebook import write_notebook

SECONDS = {
    "notebooks": 40, "cold": 80, "correction": 6, "loop": 500, "two loops": 260, "documents": 150, "pictures": 50,
    "floor": 20,
}  # fmt: skip


@pytest.fixture
def where(tmp_path):
    """A setting in which everything was measured twice, the second time on a machine half as fast."""
    session = Session(tmp_path, 2, NEEDS, print)
    session._costs = {name: [Cost(seconds, seconds), Cost(2 * seconds, seconds)] for name, seconds in SECONDS.items()}
    session.names = [f"{area}/{stage}" for area in ("fife", "moray") for stage in ("01", "02", "03")]
    session.intake = [1.0, 2.0]
    return Setting(tmp_path, 2, session, print)


@pytest.mark.parametrize(
    ("name", "found"),
    [("notebooks", "12.5 times"), ("programme", "8.8 times"), ("one-area", "7.5 %"), ("floor", "2.00 times")],
)
def test_a_ratio_is_that_within_rounds(where, name, found):
    findings = BENCHMARKS[name](where)
    assert [check.found for check in findings.checks] == [found]
    assert findings.checks[0].holds
    assert "Medians of 2 pairs" in findings.notes[0]


def test_rounds_begin_with_another_measurement_each_and_measure_nothing_that_nobody_asked_for(tmp_path, monkeypatch):
    order = []
    session = Session(tmp_path, 2, ["programme"], lambda text: None)
    names = ("cold", "loop", "documents", "pictures")
    ways = {name: lambda number, name=name: order.append(name) or Cost(1) for name in (*names, "correction", "floor")}
    monkeypatch.setattr(session, "_prepared", lambda: ways)
    assert session.costs("documents", "pictures") == (Cost(2), Cost(2))
    assert order == [*names, "loop", "documents", "pictures", "cold"]


def test_growth_is_judged_by_the_size_at_which_a_run_takes_longest():
    small = Growth(0.1, 40, (0.1, 0.1), (0.10, 0.20))
    large = Growth(0.1, 399, (2.0, 2.0), (0.13, 0.26))
    findings = said({32: small, 1600: large})
    assert [check.found for check in findings.checks] == ["+30 %", "399 MB", "2.0 s"]
    assert [check.holds for check in findings.checks] == [False, True, True]


@pytest.mark.slow
def test_loops_side_by_side_share_the_runs(tmp_path):
    listed = []
    for number in range(2):
        folder = tmp_path / str(number)
        folder.mkdir()
        write_notebook(folder / "a.ipynb", ["print(area)"])
        runs = [
            {"notebook": str(folder / "a.ipynb"), "output": str(folder / "out.ipynb"), "folder": str(folder),
             "parameters": {"area": "fife"}}
        ]  # fmt: skip
        (folder / "runs.json").write_text(json.dumps(runs))
        listed.append(folder / "runs.json")
    cost = papermill_loops(listed, 20)
    # Ten runs each: far more than the one that was measured.
    assert cost.seconds > 5
    assert nbformat.read(tmp_path / "1" / "out.ipynb", 4).cells[-1].outputs[0].text == "fife\n"
