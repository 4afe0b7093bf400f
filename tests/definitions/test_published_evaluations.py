"""Published evaluations: facts with their source, apart from everything that is recorded."""

import shutil

import pytest

from workbench.definitions import load_definitions, load_evaluations
from workbench.definitions.published_evaluations import FILE, read_published_evaluations
from workbench.project import find_project


@pytest.fixture(scope="module")
def definitions():
    return load_definitions(find_project())


def test_the_ones_of_orkney_are_those_that_the_source_lists(definitions):
    found = {
        one.quality_indicator: one.label
        for one in definitions.published_evaluations
        if (one.programme, one.area) == ("children-care-and-protection", "orkney-islands")
    }
    assert found == {
        "leadership": "Unsatisfactory", "impact-on-children": "Weak", "impact-on-families": "Adequate",
        "safety-and-life-chances": "Weak",
    }  # fmt: skip


def test_only_what_was_read_is_there(definitions):
    known = {(one.programme, one.area) for one in definitions.published_evaluations}
    assert known == {
        ("children-2012-17", "west-lothian"), ("children-care-and-protection", "orkney-islands"),
        ("children-at-risk-of-harm", "dundee-city"), ("children-at-risk-of-harm", "east-dunbartonshire"),
    }  # fmt: skip


def test_nothing_is_made_up_beside_a_published_evaluation(definitions):
    project = find_project()
    for one in definitions.published_evaluations:
        assert load_evaluations(project, one.programme, one.area, definitions) is None


def test_a_build_of_one_programme_reads_its_own(tmp_path):
    shutil.copytree(find_project().parameters / "published", tmp_path / "published")
    found, faults = read_published_evaluations(tmp_path / "published", "published", {"children-2012-17"})
    assert not faults
    assert {one.programme for one in found} == {"children-2012-17"}


def test_a_row_with_a_cell_too_few_is_told_with_its_line(tmp_path):
    folder = tmp_path / "published"
    shutil.copytree(find_project().parameters / "published", folder)
    path = folder / FILE
    path.write_text(path.read_text() + "children-2012-17,fife\n")
    _, faults = read_published_evaluations(folder, "published")
    assert [fault.line for fault in faults] == [len(path.read_text().splitlines())]


def test_areas_with_published_evaluations(definitions):
    programme = definitions.programme("children-at-risk-of-harm")
    assert definitions.areas_with_published(programme) == {"dundee-city", "east-dunbartonshire"}
