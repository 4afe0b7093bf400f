import pytest

from workbench.execution.outputs import keep_failure, keep_outputs, remove_outputs
from workbench.execution.tasks import RunOutcome
from workbench.files import sha256
from workbench.plan.folders import build_folders
from workbench.plan.units import Unit

UNIT = Unit("p", "a", "fife")


@pytest.fixture
def folders(tmp_path):
    return build_folders(tmp_path, "p")


def outcome(**results):
    files = {f"{name}.json": text.encode() for name, text in results.items()}
    return RunOutcome(UNIT.name, b"notebook", {**files, "figures/one.svg": b"<svg/>"}, "", 0.1)


def test_outputs_are_named_with_their_hashes(folders):
    made = keep_outputs(folders, UNIT, outcome(results="1"))
    assert set(made) == {
        "results/fife/a/results.json", "results/fife/a/figures/one.svg", "notebooks/fife/a.ipynb",
    }  # fmt: skip
    assert all(sha256(folders.root / path) == value for path, value in made.items())


def test_what_the_new_run_did_not_make_is_gone(folders):
    keep_outputs(folders, UNIT, outcome(results="1", old="1"))
    keep_outputs(folders, UNIT, outcome(results="2"))
    assert sorted(path.name for path in folders.unit_results(UNIT).iterdir()) == ["figures", "results.json"]


def test_a_failure_keeps_the_notebook_and_takes_old_results_away(folders):
    keep_outputs(folders, UNIT, outcome(results="1"))
    kept = keep_failure(folders, UNIT, RunOutcome(UNIT.name, b"half", {}, "no", 0.1))
    assert kept == folders.failed(UNIT)
    assert kept.read_bytes() == b"half"
    assert not folders.unit_results(UNIT).exists()
    assert not folders.notebook(UNIT).exists()


def test_a_good_run_takes_the_half_run_notebook_away(folders):
    keep_failure(folders, UNIT, RunOutcome(UNIT.name, b"half", {}, "no", 0.1))
    keep_outputs(folders, UNIT, outcome(results="1"))
    assert not folders.failed(UNIT).exists()


def test_removing_nothing_is_no_error(folders):
    remove_outputs(folders, UNIT)
    assert keep_failure(folders, UNIT, RunOutcome(UNIT.name, None, {}, "no", 0.1)) is None


def test_no_scratch_is_left(folders):
    keep_outputs(folders, UNIT, outcome(results="1"))
    keep_outputs(folders, UNIT, outcome(results="2"))
    remove_outputs(folders, UNIT)
    assert list(folders.running.iterdir()) == []
