"""The overview's numbers lead into the areas': every link has its place in the area's trace page."""

import re

from workbench.composition.behind import Behind, behind_of, places_in
from workbench.definitions import load_definitions


def test_what_the_overview_calls_it_is_what_areas_record(composed_once):
    project, _ = composed_once
    definitions = load_definitions(project)
    programme = definitions.programme("compulsory-supervision-orders")
    instruments = [definitions.instruments[name] for name in programme.instruments]
    behind = behind_of(instruments, {})
    assert behind.names["records"] == "records.read"
    assert behind.names["staff"] == "staff.responses"
    assert behind.names["people"] == "engagement.people"


def test_every_link_into_an_area_has_its_place(composed_once):
    _, composition = composed_once
    trace = (composition.target / "trace.qmd").read_text()
    links = re.findall(r'href="areas/([\w-]+)/trace\.html#(v-[\w-]+)"', trace)
    assert ("fife", "v-records-read") in links
    for area, place in links:
        assert place in places_in(composition.target / "areas" / area / "trace.qmd")


def test_a_number_that_no_area_has_is_no_link():
    behind = Behind({"records": "records.read"}, {"Fife": ("fife", frozenset())})
    assert behind.cell("3", "Fife", "records").markdown == "3"
    assert behind.links("national.records") == ""
