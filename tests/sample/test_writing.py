"""The sample is written whole, is quick to repeat and never writes over what somebody changed."""

import pytest

from workbench.errors import WorkbenchError
from workbench.sample.writing import write_sample


@pytest.fixture
def sampled(project, definitions, programme):
    def write(*areas, **options):
        options = {"seed": 20251, "size": 0.2} | options
        return write_sample(project, definitions, programme, [definitions.area(area) for area in areas], **options)

    return write


def _contents(project):
    return {
        path.relative_to(project.raw).as_posix(): path.read_bytes()
        for path in sorted(project.raw.rglob("*"))
        if path.is_file()
    }


def test_a_second_run_writes_nothing(project, sampled):
    assert sampled("orkney-islands", "fife").files == 14
    before = _contents(project)
    assert sampled("orkney-islands", "fife").files == 0
    assert _contents(project) == before


def test_a_lost_file_is_written_again(project, sampled):
    sampled("orkney-islands")
    before = _contents(project)
    next(project.raw.rglob("*engagement.csv")).unlink()
    assert sampled("orkney-islands").files == 1
    assert _contents(project) == before


def test_a_changed_file_is_not_written_over(project, sampled):
    sampled("orkney-islands")
    changed = next(project.raw.rglob("*engagement.csv"))
    changed.write_text("mine")
    before = _contents(project)
    with pytest.raises(WorkbenchError, match=r"orkney-islands_engagement\.csv"):
        sampled("orkney-islands", "fife")
    assert _contents(project) == before
    assert sampled("orkney-islands", force=True).files == 1
    assert changed.read_text(encoding="utf-8-sig") != "mine"


def test_evidence_that_is_not_the_samples_is_never_called_synthetic(project, programme, sampled):
    real = project.raw / programme.id / "fife" / "fife_engagement.csv"
    real.parent.mkdir(parents=True)
    real.write_text("real")
    with pytest.raises(WorkbenchError, match="not written by the sample"):
        sampled("orkney-islands")
    assert _contents(project) == {f"{programme.id}/fife/fife_engagement.csv": b"real"}


def test_another_seed_replaces_the_samples_own_files(project, sampled):
    sampled("orkney-islands")
    before = _contents(project)
    assert sampled("orkney-islands", seed=7).files == 7
    assert _contents(project).keys() == before.keys()


def test_a_run_that_was_killed_while_files_changed_can_be_repeated(project, programme, sampled):
    sampled("orkney-islands")
    first = _contents(project)
    sampled("orkney-islands", seed=7)
    second = _contents(project)
    # As if the first run of the new seed had been killed after one file.
    name = f"{programme.id}/orkney-islands/orkney-islands_engagement.csv"
    (project.raw / name).write_bytes(first[name])
    note = project.raw / programme.id / ".sample.json"
    import hashlib
    import json

    written = json.loads(note.read_text())
    written["areas"].clear()
    written["files"]["orkney-islands/orkney-islands_engagement.csv"].append(hashlib.sha256(first[name]).hexdigest())
    note.write_text(json.dumps(written))
    sampled("orkney-islands", seed=7)
    assert _contents(project) == second
