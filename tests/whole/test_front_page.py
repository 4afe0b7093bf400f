"""The front page over all programmes."""

from workbench.whole.front_page import front_page
from workbench.whole.summary import programme_lines


def test_the_front_page_lists_every_programme_and_publication(project, definitions):
    lines = programme_lines(project, definitions)
    page = front_page(definitions, lines, definitions.areas.values(), "All")
    assert page.count("(not built)") == len(definitions.programmes)
    assert all(f"areas/{slug}/index.qmd" in page for slug in definitions.areas)
    assert "superseded; replaced by" in page
    assert "## Under way" in page
    assert "### 2020" in page
