"""A stage's surveys, whichever they are."""

import pytest

from helpers.errors import EvidenceError
from helpers.questionnaires import read_questionnaires
from helpers.returns import read_return, return_tables, return_values
from helpers.run import open_run
from tests.helpers.folders import PROGRAMME, make_stage


def test_every_survey_of_the_stage_is_read(run_of):
    asked = read_questionnaires(run_of("03_surveys", "midlothian"))
    assert {survey.instrument.short for survey in asked.surveys} == {"children", "parents", "staff"}
    assert {"children.responses", "staff.responses"} <= set(asked.values())
    assert set(asked.answers_figures()) == {"children.answers", "parents.answers", "staff.answers"}


def test_a_stage_with_one_survey_records_that_one(run_of):
    run = run_of("03_surveys", "midlothian")
    for name in ("children_survey", "parents_survey"):
        del run.context["instruments"][name]
    asked = read_questionnaires(run)
    assert set(asked.questions_tables()) == {"staff.questions"}


def test_a_programme_without_signals_has_no_signals(run_of):
    run = run_of("03_surveys", "midlothian")
    run.context["signals"] = None
    assert read_questionnaires(run).signal_tables() == {}


def test_a_programme_may_ask_for_no_return(run_of):
    run = run_of("01_scoping", "midlothian")
    del run.context["instruments"]["information_return"]
    assert read_return(run) is None
    assert return_values(None) == return_tables(None) == {}


def test_one_table_of_a_kind_is_found_and_several_are_not_guessed_between(run_of):
    run = run_of("03_surveys", "midlothian")
    with pytest.raises(EvidenceError, match="3 tables"):
        run.table_of("survey")
    with pytest.raises(EvidenceError, match="no table"):
        run.table_of("findings")


def test_an_empty_area_opens_a_national_run(tmp_path):
    folder = make_stage(tmp_path, "national_overview", None, collected={})
    assert open_run(PROGRAMME, "", folder).place == "Scotland"
