"""What an inspector reads when the run folder is not as it should be."""

import json

import pytest

from helpers.errors import EvidenceError, RunError
from helpers.run import open_run
from tests.helpers.folders import PROGRAMME, make_folder


def test_without_a_run_folder_the_message_says_what_to_do(tmp_path):
    with pytest.raises(RunError, match=r"workbench build compulsory-supervision-orders --area orkney-islands"):
        open_run(PROGRAMME, "orkney-islands", tmp_path)


def test_another_areas_folder_is_refused(tmp_path):
    make_folder(tmp_path, "03_surveys", "midlothian")
    with pytest.raises(RunError, match="belongs to compulsory-supervision-orders, midlothian"):
        open_run(PROGRAMME, "orkney-islands", tmp_path)


def test_a_broken_run_file_is_named(tmp_path):
    (tmp_path / "run.json").write_text("{")
    with pytest.raises(RunError, match=r"run\.json in this folder cannot be read"):
        open_run(PROGRAMME, "midlothian", tmp_path)


def test_a_run_of_another_version_is_refused(tmp_path):
    make_folder(tmp_path, "03_surveys", "midlothian")
    content = json.loads((tmp_path / "run.json").read_text())
    (tmp_path / "run.json").write_text(json.dumps(content | {"schema": 99}))
    with pytest.raises(RunError, match="another version"):
        open_run(PROGRAMME, "midlothian", tmp_path)


def test_a_table_the_stage_does_not_read_is_refused_with_the_nearest(run_of):
    with pytest.raises(EvidenceError, match="Did you mean staff_survey"):
        run_of("03_surveys", "midlothian").evidence("staf_survey")


def test_an_area_without_a_survey_has_a_reason(run_of):
    run = run_of("03_surveys", "midlothian", without=("parents_survey",))
    assert run.evidence("parents_survey") is None
    assert run.why_missing("parents_survey") == "no parents' and carers' survey was taken in for Midlothian"


def test_a_notebook_shows_the_sentence_and_no_traceback():
    assert RunError("Do this.")._render_traceback_() == ["RunError: Do this."]
