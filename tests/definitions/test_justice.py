"""Justice programmes: whose scale is whose, what is not known, and counts that are published."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from workbench.definitions import load_evaluations, load_recommendations
from workbench.definitions.editions import MixedEditions, refuse_pooling
from workbench.definitions.follow_up import load_progress
from workbench.errors import InputFaults

ROOT = Path(__file__).parents[2]
EVALUATIONS = """
evaluations:
  - quality_indicator: {indicator}
    grade: {grade}
    rationale: Written for a test.
    decided_by: Inspection lead
    decided_on: 2024-02-12
    state: final
"""


@pytest.fixture
def recorded(tmp_path, definitions):
    """Return a loader of evaluations that were written for a unit of a programme."""
    project = SimpleNamespace(root=tmp_path, reports=tmp_path)

    def load(programme, unit, indicator, grade):
        folder = tmp_path / programme / "areas" / unit
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "evaluations.yaml").write_text(EVALUATIONS.format(indicator=f'"{indicator}"', grade=grade))
        return load_evaluations(project, programme, unit, definitions)

    return load


def test_a_prison_is_rated_on_its_own_scale(recorded, definitions):
    assert recorded("prison-inspections", "sample-prison-a", "7", 2).evaluations[0].grade == 2
    labels = [grade.label for grade in definitions.scales["hmips-five-point"].grades]
    assert labels == ["Good", "Satisfactory", "Generally acceptable", "Poor", "Unacceptable"]


def test_a_six_never_enters_the_five_point_rating(recorded):
    with pytest.raises(InputFaults, match="grade 6 is not on the five-point rating"):
        recorded("prison-inspections", "sample-prison-a", "7", 6)


def test_a_rating_is_never_pooled_with_evaluations_on_the_six_point_scale(definitions):
    with pytest.raises(MixedEditions, match=r"hmips-five-point.*six-point"):
        refuse_pooling(definitions, ["prison-inspections", "community-payback-orders"])


@pytest.mark.parametrize("programme", ["community-justice-self-evaluation", "throughcare", "justice-self-evaluation"])
def test_a_programme_without_a_scale_refuses_grades(recorded, definitions, programme):
    one = definitions.programme(programme)
    unit = definitions.programme_areas(one)[0].slug
    with pytest.raises(InputFaults, match="has no scale, so no grade is recorded"):
        recorded(programme, unit, one.quality_indicators[0], 4)


def test_five_partnerships_cover_seven_councils(definitions):
    units = definitions.programme_areas(definitions.programme("community-justice-self-evaluation"))
    assert len(units) == 5
    assert sorted(slug for unit in units for slug in unit.covers) == [
        "clackmannanshire", "east-ayrshire", "east-lothian", "north-ayrshire", "north-lanarkshire", "shetland-islands",
        "south-ayrshire",
    ]  # fmt: skip


def test_units_that_are_not_known_are_made_up_and_say_so(definitions):
    for name in ("prison-based-social-work", "justice-self-evaluation", "throughcare"):
        programme = definitions.programme(name)
        assert not definitions.unit_set(programme).verified
        assert all("made up" in unit.name for unit in definitions.programme_areas(programme))
        assert any(not slot.filled for slot in definitions.slots(programme))


@pytest.mark.parametrize(
    ("programme", "slot", "holds"),
    [("diversion-from-prosecution", "diversion-recommendations", 34), ("mappa", "mappa-recommendations", 10),
     ("mappa", "mappa-areas-for-development", 17), ("justice-self-evaluation", "justice-validated-services", 6)],
)  # fmt: skip
def test_texts_that_were_not_read_are_slots(definitions, programme, slot, holds):
    found = {each.id: each for each in definitions.slots(definitions.programme(programme))}
    assert (found[slot].holds, found[slot].filled) == (holds, False)


def test_six_validated_and_four_planned_are_both_kept(definitions):
    texts = {
        statement.text
        for each in definitions.programme("justice-self-evaluation").disagreements
        for statement in each.statements
    }
    assert {"Six local authority justice services", "Four were planned"} <= texts


def test_recommendations_take_their_texts_from_a_slot(definitions):
    project = SimpleNamespace(root=ROOT, reports=ROOT / "reports")
    made = load_recommendations(project, "mappa", "national", definitions)
    assert len(made.recommendations) == 10
    assert {one.text for one in made.recommendations} == {"Text not filled. Look in the report of 26 November 2015."}
    progress = load_progress(project, "mappa", "national", definitions)
    assert progress.synthetic
    assert all("made up" in one.evidence.lower() for one in progress.progress if one.evidence)


def test_a_recommendation_without_text_or_slot_is_a_fault(tmp_path, definitions):
    folder = tmp_path / "mappa" / "national"
    folder.mkdir(parents=True)
    text = "recommendations:\n  - {number: 1, quality_indicator: duties, owner: Police}\n"
    (folder / "recommendations.yaml").write_text(text)
    project = SimpleNamespace(root=tmp_path, reports=tmp_path)
    with pytest.raises(InputFaults, match="has no text; write it, or name the slot"):
        load_recommendations(project, "mappa", "national", definitions)
    (folder / "recommendations.yaml").write_text(f"slot: no-such-slot\n{text}")
    with pytest.raises(InputFaults, match="slot of mappa"):
        load_recommendations(project, "mappa", "national", definitions)
