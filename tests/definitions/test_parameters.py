"""The project's own parameters: what they must say, and that they say where it comes from."""

import csv
import hashlib
import json
from pathlib import Path

import pytest

from workbench.errors import UnknownName

ROOT = Path(__file__).parents[2]
PARAMETERS = ROOT / "parameters"


@pytest.fixture(scope="module")
def programme(definitions):
    return definitions.programme("compulsory-supervision-orders")


def test_there_are_32_areas_in_31_partnerships_and_14_health_boards(definitions):
    areas = definitions.areas.values()
    assert len(areas) == 32
    assert len({area.hscp.code for area in areas}) == 31
    assert len({area.health_board.code for area in areas}) == 14
    assert [area.name for area in areas] == sorted(area.name for area in areas)
    assert {"orkney-islands", "na-h-eileanan-siar", "city-of-edinburgh"} <= set(definitions.areas)


def test_four_family_groups_of_eight(definitions):
    orkney = definitions.area("orkney-islands")
    assert {len(definitions.family_group(area)) for area in definitions.areas.values()} == {8}
    assert orkney in definitions.family_group(orkney)


def test_family_groups_are_those_of_the_published_childrens_indicators(definitions):
    name = "lgbf_children_and_adult_social_care_2010-11_2023-24.csv"
    with (PARAMETERS / "statistics" / name).open(encoding="utf-8-sig", newline="") as stream:
        published = {
            row["AreaCode"]: row["FamilyGroup"] for row in csv.DictReader(stream) if row["Code"].startswith("CHN")
        }
    for area in definitions.areas.values():
        assert area.family_group_children.casefold().removeprefix("group ") == published[area.code].casefold()


def test_the_programme_is_the_published_one(definitions, programme):
    assert programme.quality_indicators == ("2.1", "5.3", "9.2")
    assert programme.retrospective_years == 2
    assert programme.timetable[-1].weeks[1] == 21
    assert len(definitions.programme_areas(programme)) == 32
    assert [item.id for item in programme.lenses[0].items] == ["family", "care", "voice", "people", "scaffolding"]
    topics = {each.topic: [said.text for said in each.statements] for each in programme.disagreements}
    assert len(topics["Number of inspections"]) == 3
    assert any("12 weeks" in text for text in topics["Length of an inspection"])
    assert any("21 weeks" in text for text in topics["Length of an inspection"])


def test_only_what_was_read_in_a_source_is_called_verified(definitions):
    framework = definitions.frameworks["children-2022"]
    assert [(one.id, one.key, one.verified) for one in framework.quality_indicators] == [
        ("2.1", "qi_2_1", True), ("5.3", "qi_5_3", True), ("9.2", "qi_9_2", True),
    ]  # fmt: skip
    assert framework.indicator_count == 22
    grades = definitions.scales["six-point"].grades
    assert [(grade.value, grade.label) for grade in grades] == [
        (6, "Excellent"), (5, "Very good"), (4, "Good"), (3, "Adequate"), (2, "Weak"), (1, "Unsatisfactory"),
    ]  # fmt: skip
    assert [grade.value for grade in grades if not grade.verified] == [3, 2, 1]
    assert all(not grade.in_brief for grade in grades if not grade.verified)
    programme = definitions.programme("compulsory-supervision-orders")
    assert not any(definitions.instruments[name].verified for name in programme.instruments)


def test_disclosure_profiles(definitions, programme):
    profiles = definitions.disclosure_profiles
    assert (profiles["default"].threshold, profiles["strict"].threshold) == (4, 9)
    strict = [table for table in programme.instruments if programme.disclosure.profile_of(table) == "strict"]
    assert strict == ["children_survey", "parents_survey", "record_reading"]


def test_every_quality_indicator_is_reached_by_several_strands(definitions, programme):
    reached: dict[str, set[str]] = {id: set() for id in programme.quality_indicators}
    for id in programme.instruments:
        instrument = definitions.instruments[id]
        for column in instrument.columns:
            for indicator in column.quality_indicators:
                reached[indicator].add(instrument.strand)
            if column.type == "quality_indicator":
                for strands in reached.values():
                    strands.add(instrument.strand)
    assert all(len(strands) >= programme.minimum_strands for strands in reached.values()), reached


def test_every_question_says_what_it_is_evidence_for(definitions):
    programme = definitions.programme("compulsory-supervision-orders")
    for instrument in map(definitions.instruments.get, programme.instruments):
        for column in instrument.columns:
            if column.type in ("scale", "grade"):
                assert column.quality_indicators, column.id
                assert column.lenses, column.id
                assert not column.required, column.id


@pytest.mark.parametrize("folder", ["statistics", "geography"])
def test_every_data_file_is_in_the_manifest_as_it_is(definitions, folder):
    with (PARAMETERS / folder / "MANIFEST.csv").open(newline="") as stream:
        rows = {row["file"]: row for row in csv.DictReader(stream)}
    assert set(rows) == {path.name for path in (PARAMETERS / folder).iterdir()} - {"MANIFEST.csv"}
    for name, row in rows.items():
        assert hashlib.sha256((PARAMETERS / folder / name).read_bytes()).hexdigest() == row["sha256"]
        assert row["owner"]
        assert row["licence"]
        assert row["source"] in definitions.sources


def test_the_maps_have_the_32_areas(definitions):
    codes = {area.code for area in definitions.areas.values()}
    folder = PARAMETERS / "geography"
    topology = json.loads((folder / definitions.geography["council_areas"]).read_text())
    assert {each["properties"]["code"] for each in topology["objects"]["council_areas"]["geometries"]} == codes
    with (folder / definitions.geography["tile_grid"]).open(newline="") as stream:
        tiles = list(csv.DictReader(stream))
    assert {tile["code"] for tile in tiles} == codes
    assert len({(tile["row"], tile["col"]) for tile in tiles}) == 32
    hexagons = json.loads((folder / definitions.geography["council_hexes"]).read_text())["hexes"]
    assert set(hexagons) == codes


def test_unknown_names_get_the_nearest(definitions):
    with pytest.raises(UnknownName, match=r"No area is called 'orkny'. Did you mean orkney-islands\?"):
        definitions.area("orkny")
    with pytest.raises(UnknownName, match="Did you mean compulsory-supervision-orders"):
        definitions.programme("compulsory-supervison-orders")
    with pytest.raises(UnknownName, match="compulsory-supervision-orders"):
        definitions.programme("zzz")


def test_nothing_loaded_can_be_changed(definitions, programme):
    with pytest.raises(ValueError, match="frozen"):
        programme.title = "Another"
    with pytest.raises(AttributeError):
        definitions.areas = {}
