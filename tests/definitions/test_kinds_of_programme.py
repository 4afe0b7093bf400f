"""Programmes other than inspections of council areas: units, national evidence, slots, publications, editions."""

import pytest

from workbench.definitions import NATIONAL, MixedEditions, load_definitions, refuse_pooling
from workbench.errors import InputFaults, UnknownName
from workbench.store import EvidenceStore

PARTNERSHIPS = """
id: some-partnerships
title: Some partnerships
singular: partnership
plural: partnerships
source: workbench
verified: false
units:
  - {slug: ayrshire, code: X1, name: Ayrshire, covers: [east-ayrshire, north-ayrshire], spellings: [Three Ayrshires]}
  - {slug: fife, code: X2, name: Fife, covers: [fife]}
"""
PROGRAMME = """
id: looked-at
title: Something looked at
short_title: Looked at
kind: thematic_review
state: complete
source: workbench
summary: Made for tests.
proportion_words: education-scotland
areas: all
unit: some-partnerships
disclosure: {default: default}
instruments: [asked]
strands: [{id: survey, title: Surveys}]
slots:
  - {id: i-statements, title: Two statements, holds: 2, look_in: workbench, where: the engagement framework}
stages:
  - {id: answers, notebook: 03_surveys.ipynb, title: Answers, scope: national, evidence: [asked]}
"""
INSTRUMENT = """
id: asked
title: Asked
short: asked
kind: survey
strand: survey
respondents: people
verified: false
source: workbench
file: {name: "{area}_asked.csv", format: csv}
key: [respondent]
columns:
  - {id: respondent, label: Response ID, type: identifier, required: true}
  - {id: place, label: Where, type: area}
"""


@pytest.fixture
def made(parameters):
    (parameters.folder / "units").mkdir(exist_ok=True)
    (parameters.folder / "units" / "some-partnerships.yaml").write_text(PARTNERSHIPS)
    (parameters.folder / "programmes" / "looked-at.yaml").write_text(PROGRAMME)
    (parameters.folder / "instruments" / "asked.yaml").write_text(INSTRUMENT)
    return parameters


def only(made):
    definitions = load_definitions(made.folder, only=("looked-at",))
    return definitions, definitions.programme("looked-at")


def faults(made):
    with pytest.raises(InputFaults) as caught:
        load_definitions(made.folder, only=("looked-at",))
    return caught.value.message


def test_a_programme_may_look_at_other_units_than_council_areas(made):
    definitions, programme = only(made)
    ayrshire, fife = definitions.programme_areas(programme)
    assert ayrshire.covers == ("east-ayrshire", "north-ayrshire")
    assert fife.short_name == "Fife"
    assert fife.hscp is None
    assert definitions.unit_set(programme).plural == "partnerships"
    assert definitions.match_area("three AYRSHIRES", programme) == ayrshire
    assert definitions.match_area("three AYRSHIRES") is None
    assert definitions.match_area("Fife").code == "S12000047"
    assert definitions.area("fife", programme) == fife
    with pytest.raises(UnknownName, match=r"No partnership is called 'fifey'\. Did you mean fife\?"):
        definitions.area("fifey", programme)


def test_evidence_may_be_national(made):
    definitions, programme = only(made)
    assert [area.slug for area in definitions.evidence_areas(programme)] == ["ayrshire", "fife", NATIONAL]
    assert [area.slug for area in definitions.seen_by(programme).evidence_areas(programme)][-1] == NATIONAL
    seen = definitions.seen_by(programme)
    assert seen.match_area("national").name == "Scotland"
    assert seen.match_area("fife").code == "X2"
    assert seen.match_area("Moray").code == "S12000020"
    assert programme.instruments_of(national=True) == ("asked",)
    assert programme.instruments_of(national=False) == ()


def test_a_unit_covers_council_areas_that_exist_and_is_not_called_national(made):
    made.change("units/some-partnerships.yaml", "covers: [fife]", "covers: [fiff]")
    made.change("units/some-partnerships.yaml", "slug: ayrshire", "slug: national")
    message = faults(made)
    assert "no area is called 'fiff'. Did you mean fife?" in message
    assert "'national' is kept for evidence about the whole nation" in message


def test_a_programme_without_units_has_national_stages_only(made):
    made.change("programmes/looked-at.yaml", "areas: all", "areas: []")
    made.change("programmes/looked-at.yaml", "scope: national", "scope: area")
    assert "a programme without units has national stages only" in faults(made)


def test_nothing_is_graded_where_the_kind_of_activity_says_so(made):
    made.change("programmes/looked-at.yaml", "kind: thematic_review", "kind: inquiry")
    made.change("programmes/looked-at.yaml", "areas: all", "scale: six-point\nareas: all")
    message = faults(made)
    assert "nothing is graded in this kind of activity (inquiry)" in message
    assert "there is a scale, but nothing to evaluate on it" in message


def test_a_slot_says_where_to_look_until_a_file_fills_it(made):
    definitions, programme = only(made)
    (slot,) = definitions.slots(programme)
    assert slot.said == (
        "Not filled: Two statements. Look in the engagement framework; fill parameters/slots/i-statements.yaml."
    )
    assert not programme.lenses
    folder = made.folder / "slots"
    folder.mkdir(exist_ok=True)
    file = folder / "i-statements.yaml"
    file.write_text("items:\n  - {id: one, title: First, source: workbench}\n")
    assert "holds 1 texts; Two statements has 2" in faults(made)
    file.write_text(file.read_text() + "  - {id: two, title: Second, source: workbench}\n")
    definitions, programme = only(made)
    assert definitions.slots(programme)[0].filled
    assert [(lens.id, [item.id for item in lens.items]) for lens in programme.lenses] == [
        ("i-statements", ["one", "two"])
    ]


def test_a_fault_in_another_programme_does_not_stop_this_one(made):
    made.change("programmes/compulsory-supervision-orders.yaml", "framework: children-2022", "framework: nothing")
    assert only(made)[1].id == "looked-at"
    assert any("no framework is called 'nothing'" in fault for fault in made.faults())


def test_a_publication_leads_to_what_replaced_it(made):
    (made.folder / "publications.yaml").write_text(
        "publications:\n"
        "  - {id: first, title: First, programme: looked-at, areas: [fife], kind: report, published: 2021-07, "
        "state: superseded, replaced_by: second, source: workbench}\n"
        "  - {id: second, title: Second, programme: looked-at, kind: report, published: 2022, source: workbench}\n"
    )
    definitions, programme = only(made)
    assert [(one.id, one.year) for one in definitions.publications_of(programme)] == [
        ("second", "2022"),
        ("first", "2021"),
    ]
    made.change("publications.yaml", "replaced_by: second", "replaced_by: secnd")
    assert "no publication is called 'secnd'. Did you mean second?" in faults(made)
    made.change("publications.yaml", "replaced_by: secnd, ", "")
    assert "is superseded: say what took its place" in faults(made)
    made.change("publications.yaml", "state: superseded, ", "")
    made.change("publications.yaml", "areas: [fife]", "areas: [moray]")
    assert "no unit of looked-at is called 'moray'" in faults(made)


def test_what_replaces_itself_is_found(made):
    (made.folder / "publications.yaml").write_text(
        "publications:\n"
        "  - {id: a, title: A, programme: looked-at, kind: r, state: superseded, replaced_by: b, source: workbench}\n"
        "  - {id: b, title: B, programme: looked-at, kind: r, state: superseded, replaced_by: a, source: workbench}\n"
    )
    assert "is replaced by itself: a → b → a" in faults(made)


def test_editions_are_never_mixed(definitions):
    refuse_pooling(definitions, ["compulsory-supervision-orders"])
    with pytest.raises(MixedEditions) as caught:
        refuse_pooling(definitions, ["children-2012-17", "compulsory-supervision-orders"])
    message = caught.value.message
    assert "never put together" in message
    assert "November 2022 edition" in message
    assert definitions.frameworks[definitions.programme("children-2012-17").framework].title in message
    assert "side by side" in message


def test_a_scale_of_another_body_is_never_pooled_with_the_six_point_scale(definitions):
    with pytest.raises(MixedEditions, match="on the scale"):
        refuse_pooling(definitions, ["compulsory-supervision-orders", "prison-inspections"])


def test_pooling_across_editions_is_a_fault_in_the_parameters(made):
    made.change("programmes/looked-at.yaml", "areas: all", "pools_with: [compulsory-supervision-orders]\nareas: all")
    with pytest.raises(InputFaults) as caught:
        load_definitions(made.folder)
    assert "the figures of looked-at and compulsory-supervision-orders are never put together" in caught.value.message


def test_the_catalogue_of_a_programme_without_evidence_is_empty(tmp_path):
    from workbench.project import Project

    assert EvidenceStore(Project(tmp_path, tmp_path, tmp_path)).catalogue("looked-at")["files"] == []
