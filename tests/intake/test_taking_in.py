"""Raw files go through intake whole or not at all, and the store is sound whatever happens on the way."""

import csv
import hashlib
import io
import json
import os
import signal
import subprocess
import sys
import time

import openpyxl
import pandas as pd
import pytest

from workbench.errors import WorkbenchError
from workbench.intake.taking_in import take_in
from workbench.sample.files import area_files
from workbench.sample.latent import sample_sizes
from workbench.sample.writing import write_sample
from workbench.store import EvidenceStore

AREAS = ("clackmannanshire", "fife", "orkney-islands")
SEED = 20251


@pytest.fixture
def raw(project, definitions, programme):
    write_sample(project, definitions, programme, map(definitions.area, AREAS), seed=SEED)
    return project.raw / programme.id


@pytest.fixture
def intake(project, definitions, programme, raw):
    return lambda **options: take_in(project, definitions, programme, jobs=1, **options)


def _stored(project):
    """Return the store's tables and catalogue, by path."""
    return {
        path.relative_to(project.store).as_posix(): path.read_bytes()
        for path in sorted(project.store.rglob("*"))
        if path.is_file()
    }


def _assert_sound(project, programme):
    """Every catalogued table is there with the bytes that the catalogue says, and nothing else is."""
    entries = EvidenceStore(project).files(programme.id)
    for entry in entries:
        path = EvidenceStore(project).table_path(programme.id, entry.table, entry.area)
        assert hashlib.sha256(path.read_bytes()).hexdigest() == entry.stored_sha256
        assert len(pd.read_parquet(path)) == entry.rows
    tables = {
        path.relative_to(project.store / programme.id) for path in (project.store / programme.id).glob("*/*.parquet")
    }
    assert len(tables) == len(entries)
    return entries


def test_what_was_sampled_is_in_the_store(project, definitions, programme, intake):
    summary = intake()
    assert summary.count("taken in") == len(summary.outcomes) == 3 * len(programme.instruments)
    entries = _assert_sound(project, programme)
    assert {(entry.synthetic, entry.as_of) for entry in entries} == {(True, "2026-03-31")}
    store = EvidenceStore(project)
    staff = pd.read_parquet(store.table_path(programme.id, "staff_survey", "fife"))
    instrument = definitions.instruments["staff_survey"]
    assert list(staff.columns) == [column.id for column in instrument.columns]
    assert len(staff) == sample_sizes("fife", SEED).staff
    scale = definitions.answer_scales["agreement"]
    assert set(staff["supported"].dropna()) <= {option.value for option in scale.options}
    # Cell by cell against the raw file, through the labels.
    labels = {option.value: option.label for option in scale.options}
    rows = list(openpyxl.load_workbook(next(project.raw.rglob("fife_staff_survey.xlsx")))["Responses"].values)
    place = rows[0].index(instrument.column("supported").header)
    assert [row[place] for row in rows[1:]] == [
        labels.get(value) for value in staff["supported"].replace({pd.NA: None})
    ]
    assert store.table_path(programme.id, "staff_survey", "highland") is None


def test_unchanged_files_are_not_read_again_and_give_the_same_bytes(project, intake):
    intake()
    before = _stored(project)
    times = {path: path.stat().st_mtime_ns for path in project.store.rglob("*") if path.is_file()}
    assert intake().count("unchanged") == 21
    assert times == {path: path.stat().st_mtime_ns for path in project.store.rglob("*") if path.is_file()}
    import shutil

    shutil.rmtree(project.store)
    intake()
    assert _stored(project) == before


def test_two_processes_write_what_one_writes(project, definitions, programme, intake, monkeypatch):
    intake()
    before = _stored(project)
    import shutil

    shutil.rmtree(project.store)
    monkeypatch.setattr("workbench.intake.area_reading.WORTH_A_SECOND_PROCESS", 1)
    take_in(project, definitions, programme, jobs=2)
    assert _stored(project) == before


def test_a_bad_file_is_refused_whole_and_the_others_go_on(project, programme, raw, intake):
    intake()
    before = _stored(project)
    path = raw / "fife" / "fife_staff_survey.xlsx"
    book = openpyxl.load_workbook(path)
    book["Responses"]["B7"] = "Scoial work"
    book["Responses"]["F9"] = "Agreeable"
    book.save(path)
    engagement = raw / "fife" / "fife_engagement.csv"
    engagement.write_text(
        engagement.read_text(encoding="utf-8").replace("Focus group", "focus  GROUP"), encoding="utf-8"
    )
    summary = intake()
    (refused,) = [outcome for outcome in summary.outcomes if outcome.state == "refused"]
    assert refused.file == "fife/fife_staff_survey.xlsx"
    assert refused.kept
    assert [(fault.sheet, fault.row) for fault in refused.faults] == [("Responses", 7), ("Responses", 9)]
    assert "did you mean 'Social work'?" in refused.faults[0].message
    assert summary.count("taken in") == 1
    _assert_sound(project, programme)
    after = _stored(project)
    changed = {name for name in after if after[name] != before[name]}
    # The other file's answers are the same in other letters: only the catalogue knows that it was read again.
    assert changed == {f"{programme.id}/catalogue.json"}
    assert intake().count("refused") == 1


def test_a_first_file_that_is_bad_leaves_no_table(project, programme, raw, intake):
    (raw / "fife" / "fife_engagement.csv").write_text("Finding\nF1\n")
    (refused,) = [one for one in intake().outcomes if one.state == "refused"]
    assert not refused.kept
    assert EvidenceStore(project).table_path(programme.id, "engagement", "fife") is None
    _assert_sound(project, programme)


def test_a_corrected_file_replaces_its_earlier_version(project, programme, raw, intake):
    intake()
    path = raw / "orkney-islands" / "orkney-islands_parents_survey.csv"
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    path.write_text("\n".join(lines[:-1]))
    assert intake().count("taken in") == 1
    entry = next(
        e for e in _assert_sound(project, programme) if (e.table, e.area) == ("parents_survey", "orkney-islands")
    )
    assert entry.rows == len(lines) - 2
    assert entry.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_only_the_chosen_areas_and_files_are_read(project, raw, intake):
    assert {one.file.partition("/")[0] for one in intake(areas=["fife"]).outcomes} == {"fife"}
    path = raw / "orkney-islands" / "orkney-islands_engagement.csv"
    assert [one.file for one in intake(files=[path]).outcomes] == ["orkney-islands/orkney-islands_engagement.csv"]
    with pytest.raises(WorkbenchError, match="Put it there"):
        intake(files=[project.root / "README.md"])


def test_a_folder_may_have_any_known_name_of_its_area(project, programme, raw, intake):
    (raw / "orkney-islands").rename(raw / "Orkney")
    assert intake().count("taken in") == 21
    assert EvidenceStore(project).table_path(programme.id, "engagement", "orkney-islands") is not None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("fife", "fiffe", "Did you mean fife?"),
        ("fife", "Orkney", "are both Orkney Islands"),
        ("fife/fife_engagement.csv", "fife/fife_engagment.csv", "did you mean fife_engagement.csv?"),
        (
            "fife/fife_engagement.csv",
            "fife/orkney_engagement.csv",
            "names Orkney Islands, but lies in the folder of Fife",
        ),
        ("fife/fife_engagement.csv", "fife/fife_engagement.xlsx", "not a readable Excel workbook"),
        ("fife/fife_engagement.csv", "fife_engagement.csv", "one folder for each area"),
    ],
)
def test_what_lies_in_the_wrong_place_is_refused_with_the_right_one(raw, intake, old, new, said):
    (raw / old).rename(raw / new)
    refused = [one for one in intake().outcomes if one.state == "refused"]
    assert len(refused) == 1
    assert said in refused[0].faults[0].message


def test_two_files_for_one_table_are_refused_both_as_doubtful(raw, intake):
    path = raw / "fife" / "fife_engagement.csv"
    (raw / "fife" / "Fife engagement.csv").write_bytes(path.read_bytes())
    refused = [one for one in intake().outcomes if one.state == "refused"]
    assert [one.file for one in refused] == ["fife/Fife engagement.csv", "fife/fife_engagement.csv"]
    assert all("keep the one that counts" in one.faults[0].message for one in refused)


def test_documents_are_left_where_they_are(raw, intake):
    (raw / "fife" / "notes.docx").write_bytes(b"x")
    (raw / "fife" / "~$fife_staff_survey.xlsx").write_bytes(b"x")
    summary = intake()
    assert summary.ignored == ("fife/notes.docx",)
    assert summary.count("refused") == 0


def test_rows_stay_when_a_raw_file_goes(project, programme, raw, intake):
    intake()
    (raw / "fife" / "fife_engagement.csv").unlink()
    assert intake().gone == ("fife/fife_engagement.csv",)
    _assert_sound(project, programme)


def test_without_a_batch_note_evidence_is_real_and_a_broken_note_stops_everything(project, programme, raw, intake):
    (raw / "batch.yaml").unlink()
    intake(areas=["fife"])
    assert {(one.synthetic, one.as_of) for one in EvidenceStore(project).files(programme.id)} == {(False, "")}
    (raw / "batch.yaml").write_text("synthetic: perhaps")
    with pytest.raises(WorkbenchError, match="synthetic is either true or false"):
        intake()


def test_no_raw_evidence_is_an_error_that_says_what_to_do(project, definitions, programme):
    with pytest.raises(WorkbenchError, match="workbench sample compulsory-supervision-orders"):
        take_in(project, definitions, programme)


KILLED_AFTER_ONE_MOVE = """
import os, signal, sys
from pathlib import Path
import workbench.store
from workbench.definitions import load_definitions
from workbench.intake.taking_in import take_in
from workbench.project import Project
root, evidence, when = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
project = Project(root, evidence, evidence)
definitions = load_definitions(project)
whole = Path.replace
def replace(self, target):
    if when == "moving":
        whole(self, target)
    os.kill(os.getpid(), signal.SIGKILL)
Path.replace = replace
take_in(project, definitions, definitions.programme("compulsory-supervision-orders"), areas=["fife"], jobs=1)
"""


@pytest.mark.parametrize("when", ["moving", "before the first move"])
def test_killed_while_the_store_changes_the_next_reader_finishes_the_change(project, programme, raw, intake, when):
    intake(areas=["orkney-islands"])
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_AFTER_ONE_MOVE, str(project.root), str(project.evidence), when], check=False
    )
    assert killed.returncode == -signal.SIGKILL
    # The change of Fife was decided, so the store has it, whole.
    assert {entry.area for entry in _assert_sound(project, programme)} == {"fife", "orkney-islands"}
    assert intake().count("taken in") == 7


def test_killed_at_any_moment_the_store_is_sound_and_the_next_run_goes_on(project, definitions, programme, raw):
    environment = os.environ | {"WORKBENCH_EVIDENCE": str(project.evidence), "WORKBENCH_PROJECT": str(project.root)}
    for seconds in (0.9, 1.2):
        process = subprocess.Popen(
            [sys.executable, "-c", "from workbench.cli import main; main()", "intake", "--jobs", "1"],
            env=environment, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(seconds)
        process.kill()
        process.wait()
        _assert_sound(project, programme)
    summary = take_in(project, definitions, programme, jobs=1)
    assert summary.count("taken in") + summary.count("unchanged") == 21
    _assert_sound(project, programme)


def test_a_changed_definition_reads_the_file_again(project, programme, intake):
    intake()
    path = project.store / programme.id / "catalogue.json"
    catalogue = json.loads(path.read_text())
    catalogue["files"][0]["definition"] = "another"
    path.write_text(json.dumps(catalogue))
    assert intake().count("taken in") == 1


def test_the_samples_files_are_the_raw_files(raw, definitions, programme):
    made = area_files(definitions, programme, definitions.area("fife"), SEED)
    assert {path.name: path.read_bytes() for path in (raw / "fife").iterdir()} == made
    rows = list(csv.reader(io.StringIO(made["fife_engagement.csv"].decode("utf-8-sig"), newline="")))
    assert len(rows) - 1 <= sample_sizes("fife", SEED).findings


def test_a_file_of_another_form_is_told_in_a_few_lines(raw, intake):
    path = raw / "fife" / "fife_staff_survey.xlsx"
    path.unlink()
    headers = [f"Question {number}" for number in range(60)]
    (raw / "fife" / "fife_staff_survey.csv").write_text(",".join(headers) + "\n" + ",".join("1" * 60) + "\n")
    (refused,) = [one for one in intake().outcomes if one.state == "refused"]
    said = [fault.message for fault in refused.faults]
    assert len(said) == 3
    assert said[0].startswith("none of the ") and "--propose-mapping" in said[0]
    assert said[1].startswith("60 columns are unknown to Staff survey ('Question 0', ")
    assert "columns are missing ('Response ID', " in said[2]
