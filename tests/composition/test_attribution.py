"""A kind of output that attributes nothing refuses the name of any council area, on its page and behind it."""

import pytest

from tests.composition.example import PROGRAMME, example_project, write_results
from workbench.composition import compose
from workbench.composition.attribution import names_of
from workbench.definitions import load_definitions
from workbench.errors import InputFaults

KIND = """
id: unattributed
title: National review
holds: What all said, attributed to none
readers: Everyone
scope: [national]
rules: {not_attributed: true}
"""
PAGE = '---\ntitle: "National review"\n---\n\nWhat all areas said.\n\n'


@pytest.fixture
def project(tmp_path):
    """A project of one area whose programme wants a national page that attributes nothing."""
    project = example_project(tmp_path)
    programme = project.parameters / "programmes" / f"{PROGRAMME}.yaml"
    before, _, after = programme.read_text().partition("outputs: [")
    programme.write_text(f"{before}outputs: [unattributed]{after.partition(']')[2]}")
    folder = project.reports / "unattributed"
    folder.mkdir()
    (folder / "kind.yaml").write_text(KIND)
    (folder / "index.qmd").write_text(PAGE)
    return project


def composed(project):
    definitions = load_definitions(project)
    write_results(project, definitions, ("fife",))
    return compose(project, definitions, PROGRAMME, ("fife",), project.build / PROGRAMME / "project", formats=("html",))


def refused(project):
    with pytest.raises(InputFaults) as caught:
        composed(project)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize("name", ["Fife", "FIFE", "S12000047", "Argyll & Bute", "na-h-eileanan-siar"])
def test_an_area_on_the_page_is_refused(project, name):
    (project.reports / "unattributed" / "index.qmd").write_text(f"{PAGE}One was {name}.\n")
    assert any("attributes nothing" in fault and name in fault for fault in refused(project))


def test_an_area_in_what_notebooks_record_is_refused(project):
    # The example's overview has a table of areas: it would stand in the list of traces and the spreadsheets.
    assert any("from what the notebook records as national." in fault for fault in refused(project))


def test_a_word_that_only_holds_a_name_is_left_alone(tmp_path):
    areas = load_definitions(example_project(tmp_path)).areas.values()
    assert names_of(areas).findall("The fifes of the highlands, and a stirlingly good one") == []
