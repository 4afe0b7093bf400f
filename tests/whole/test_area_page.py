"""The page of an area: published facts with their source, and what is synthetic said."""

from tests.whole.involved import of
from workbench.whole.area_page import area_page


def test_published_facts_and_publications_stand_with_their_source(orkney, definitions):
    found = of(orkney, "children-care-and-protection")
    assert found.published_evaluations
    assert not found.evaluations
    page = area_page(definitions, orkney)
    assert "Evaluations published" in page
    assert "Report of a joint inspection" in page
    assert "Care Inspectorate" in page


def test_the_page_says_what_is_synthetic_and_never_pools(orkney, definitions):
    page = area_page(definitions, orkney)
    assert "**Sample: synthetic evidence.**" in page
    assert "They are never put together" in page
    assert page.count("What is shown of this programme is synthetic") == sum(
        one.synthetic for one in orkney.involvements
    )
