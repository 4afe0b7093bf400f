"""An area's history: every programme by itself, published facts apart, what comes next."""

from pathlib import Path

import pytest

from workbench.definitions import MixedEditions, load_definitions
from workbench.errors import UnknownName, WorkbenchError
from workbench.project import Project
from workbench.whole.history import area_history, chosen_area, pooled_evaluations
from workbench.whole.pages import area_page, front_page
from workbench.whole.summary import programme_lines

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def definitions():
    return load_definitions(ROOT / "parameters")


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    made = tmp_path_factory.mktemp("whole")
    return Project(ROOT, made / "evidence", made / "build")


@pytest.fixture(scope="module")
def orkney(project, definitions):
    return area_history(project, definitions, definitions.area("orkney-islands"))


def of(history, programme):
    return next(one for one in history.involvements if one.programme.id == programme)


def test_what_is_under_way_comes_first(orkney):
    assert orkney.involvements[0].programme.id == "compulsory-supervision-orders"
    assert orkney.involvements[0].synthetic
    assert orkney.synthetic


def test_each_programme_stands_under_its_own_edition(orkney):
    now, before = of(orkney, "compulsory-supervision-orders"), of(orkney, "children-2012-17")
    assert "November 2022 edition" in now.edition
    assert now.edition.endswith("on the six-point scale")
    assert before.edition != now.edition


def test_evaluations_of_two_editions_are_never_one_list(orkney, definitions):
    now, before = of(orkney, "compulsory-supervision-orders"), of(orkney, "children-2012-17")
    assert len(pooled_evaluations(definitions, [now])) == len(now.evaluations) == 3
    with pytest.raises(MixedEditions, match="never put together"):
        pooled_evaluations(definitions, [now, before])
    with pytest.raises(WorkbenchError, match="No programme was named"):
        pooled_evaluations(definitions, [])


def test_what_comes_next_is_the_next_step_of_the_timetable(orkney):
    assert (
        of(orkney, "compulsory-supervision-orders").next == "Quality and consistency panel (expected by 15 May 2026)."
    )


def test_a_suspended_programme_says_what_resumed_it(orkney):
    said = of(orkney, "children-care-and-protection").next
    assert said.startswith("Suspended in 2020")
    assert said.endswith("Resumed as: Children at risk of harm.")


def test_published_facts_and_publications_stand_with_their_source(orkney, definitions):
    found = of(orkney, "children-care-and-protection")
    assert found.published_evaluations
    assert not found.evaluations
    page = area_page(definitions, orkney)
    assert "Evaluations published" in page
    assert "Report of a joint inspection" in page
    assert "Care Inspectorate" in page


def test_a_unit_over_several_council_areas_is_in_the_history_of_each(project, definitions):
    history = area_history(project, definitions, definitions.area("stirling"))
    shared = [one for one in history.involvements if one.shared]
    assert {one.unit.name for one in shared} >= {"Clackmannanshire and Stirling"} or not shared
    for one in shared:
        assert "stirling" in one.unit.covers


def test_the_page_says_what_is_synthetic_and_never_pools(orkney, definitions):
    page = area_page(definitions, orkney)
    assert "**Sample: synthetic evidence.**" in page
    assert "They are never put together" in page
    assert page.count("What is shown of this programme is synthetic") == sum(
        one.synthetic for one in orkney.involvements
    )


def test_an_area_is_found_as_people_name_it(definitions):
    assert chosen_area(definitions, "Orkney").slug == "orkney-islands"
    with pytest.raises(UnknownName, match="Did you mean moray"):
        chosen_area(definitions, "morey")


def test_the_front_page_lists_every_programme_and_publication(project, definitions):
    lines = programme_lines(project, definitions)
    page = front_page(definitions, lines, definitions.areas.values(), "All")
    assert page.count("(not built)") == len(definitions.programmes)
    assert all(f"areas/{slug}/index.qmd" in page for slug in definitions.areas)
    assert "superseded; replaced by" in page
    assert "## Under way" in page
    assert "### 2020" in page
