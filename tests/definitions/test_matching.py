"""Areas by spelling and code, and never by likeness."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.definitions import load_definitions, normalised

ROOT = Path(__file__).parents[2]
GEOGRAPHY = ROOT / "parameters" / "geography"
# Loaded once here: hypothesis does not use function fixtures.
DEFINITIONS = load_definitions(ROOT / "parameters")
NAMES = sorted(
    (name, area.slug)
    for area in DEFINITIONS.areas.values()
    for name in (area.code, area.slug, area.name, area.short_name, *area.retired_codes, *area.spellings)
)


def _rows(name: str) -> list[dict[str, str]]:
    with (GEOGRAPHY / name).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("row", _rows("council_name_variants_seen.csv"), ids=lambda row: row["name_in_source"])
def test_every_spelling_met_in_published_tables(row):
    area = DEFINITIONS.match_area(row["name_in_source"])
    assert (area.code if area else "") == row["code"]


def test_every_code_current_or_retired():
    rows = _rows("council_hscp_healthboard_with_retired_codes.csv")
    assert len({row["CA"] for row in rows}) == 36
    for row in rows:
        area = DEFINITIONS.match_area(row["CA"])
        assert area.name == row["CAName"]
        if not row["CADateArchived"] and not row["HSCPDateArchived"] and not row["HBDateArchived"]:
            assert (area.code, area.hscp.code, area.health_board.code) == (row["CA"], row["HSCP"], row["HB"])


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("  ARGYLL   &\tBUTE ", "argyll-and-bute"),
        ("Perth And Kinross", "perth-and-kinross"),
        ("Na h‑Eileanan Siar", "na-h-eileanan-siar"),
        ("na h-eileanan an siar", None),
        ("Edinburgh, City of", "city-of-edinburgh"),
        ("s12000015", "fife"),
        ("Ｏｒｋｎｅｙ Islands", "orkney-islands"),
        ("Órkney", "orkney-islands"),
        ("orkny", None),
        ("Orkney Island", None),
        ("Lanarkshire", None),
        ("Clackmannanshire and Stirling", None),
        ("Scotland", None),
        ("", None),
        (" - ", None),
    ],
)
def test_what_matches_and_what_does_not(text, slug):
    area = DEFINITIONS.match_area(text)
    assert (area.slug if area else None) == slug


@given(st.sampled_from(NAMES), st.data())
def test_case_spaces_punctuation_and_ampersands_make_no_difference(known, data):
    name, slug = known
    text = "".join(data.draw(st.sampled_from([letter.upper(), letter.lower()])) for letter in name)
    if data.draw(st.booleans()):
        text = text.replace(" and ", " & ").replace(" AND ", " & ")
    gaps = st.sampled_from(["", " ", "  ", "\u00a0", "-", ".", ",", "\t"])
    text = "".join(data.draw(gaps) if letter == " " else letter for letter in text)
    assert DEFINITIONS.match_area(data.draw(gaps) + text + data.draw(gaps)).slug == slug


@given(st.sampled_from(NAMES), st.data())
def test_a_letter_more_never_matches_another_area(known, data):
    name, slug = known
    position = data.draw(st.integers(0, len(name)))
    found = DEFINITIONS.match_area(name[:position] + data.draw(st.sampled_from("abcxyz019")) + name[position:])
    assert found is None or found.slug == slug


@given(st.text(max_size=60))
def test_normalising_twice_changes_nothing(text):
    assert normalised(normalised(text)) == normalised(text)


@given(st.text(max_size=60))
def test_any_text_is_known_or_none(text):
    area = DEFINITIONS.match_area(text)
    assert area is None or normalised(text) in {normalised(name) for name, slug in NAMES if slug == area.slug}
