"""What was published: by year, with what replaced it; nothing is left out."""

from __future__ import annotations

from tests.helpers.folders import PARAMETERS
from workbench.composition.facts import fact_tables
from workbench.composition.publications import publication_tables
from workbench.composition.results import Recorded
from workbench.composition.used_sources import used_sources
from workbench.definitions import load_definitions

DEFINITIONS = load_definitions(PARAMETERS)
ARCHIVE = DEFINITIONS.programme("archive")


def test_every_publication_stands_in_the_archive():
    tables = publication_tables(DEFINITIONS, ARCHIVE)
    whole = (tables["archive.by_year"] + tables["archive.updates"]).replace("\\", "")
    assert [one.title for one in DEFINITIONS.publications.values() if one.title not in whole] == []


def test_years_stand_newest_first_and_the_undated_last():
    text = publication_tables(DEFINITIONS, ARCHIVE)["archive.by_year"]
    headings = [line[4:] for line in text.splitlines() if line.startswith("### ")]
    years = [heading[:4] for heading in headings[:-1]]
    assert years == sorted(years, reverse=True)
    assert headings[-1].startswith("Date not known")


def test_what_replaced_something_is_named():
    text = publication_tables(DEFINITIONS, ARCHIVE)["archive.replaced"]
    replaced = [one for one in DEFINITIONS.publications.values() if one.replaced_by]
    assert replaced
    assert all(one.title in text.replace("\\", "") for one in replaced)


def test_a_page_lists_the_sources_of_its_programme_and_no_others():
    programme = DEFINITIONS.programme("serious-incident-reviews")
    ids = {source.id for source in used_sources(DEFINITIONS, programme)}
    assert {"care-inspectorate-sir-2022-2024", "govuk-bank-holidays", "care-inspectorate-sir-page"} <= ids
    assert not ids & {"make-every-moment-count", "simd", "care-inspectorate-cso-timetable"}


def test_published_counts_and_parts_are_tables():
    programme = DEFINITIONS.programme("social-work-governance")
    tables = fact_tables(DEFINITIONS, programme, Recorded())
    assert "3,935" in tables["programme.published"]
    assert tables["programme.parts"].count("\n") == 3
