import pytest

from tests.composition.example import count
from workbench.composition.base import catalogue_facts, programme_metadata
from workbench.composition.facts import fact_tables
from workbench.composition.results import Recorded
from workbench.definitions import load_definitions
from workbench.project import find_project


@pytest.fixture(scope="module")
def facts():
    definitions = load_definitions(find_project())
    programme = definitions.programme("compulsory-supervision-orders")
    recorded = Recorded(values={"staff.responses": count(219), "records.read": count(94)})
    return fact_tables(definitions, programme, recorded)


def test_disagreeing_sources_stand_side_by_side(facts):
    text = facts["programme.disagreements"]
    assert "12 weeks" in text
    assert "21 weeks" in text


def test_the_edge_rule_stands_beside_the_words(facts):
    text = facts["programme.proportion_words"]
    assert "| less than half | 15% to 49% |" in text
    assert "rounded to a whole per cent" in text


def test_the_timetable_keeps_the_published_weeks(facts):
    text = facts["programme.timetable"]
    assert "| 4 to 8 |" in text
    assert "| after 21 |" in text


def test_the_evidence_base_gives_recorded_sizes(facts):
    text = facts["programme.evidence_base"]
    assert "219 responses" in text
    assert "94 records read" in text
    assert "not recorded" in text


def test_the_scale_has_six_points_and_its_caveat(facts):
    text = facts["programme.scale"]
    assert text.index("Excellent") < text.index("Unsatisfactory")
    assert "could not be read in full" in text


def test_the_catalogue_gives_date_and_whether_it_is_synthetic():
    files = [{"as_of": "2026-03-31", "synthetic": True}, {"as_of": "2026-01-31", "synthetic": False}, {"as_of": ""}]
    assert catalogue_facts({"files": files}) == ("2026-03-31", True)
    assert catalogue_facts({}) == ("", False)


def test_metadata_says_what_the_evidence_is():
    definitions = load_definitions(find_project())
    programme = definitions.programme("compulsory-supervision-orders")
    made = programme_metadata(definitions, programme, "2026-03-31", synthetic=True)
    assert made["evidence"]["as_of"] == "31 March 2026"
    assert made["report"]["subtitle"] == "Sample report – synthetic evidence"
    assert made["qi_5_3"]["title"] == "Care planning, managing risk and effective intervention"
