"""An area's history: every programme by itself, what is under way first."""

import pytest

from workbench.errors import UnknownName
from workbench.whole.history import area_history, chosen_area


def test_what_is_under_way_comes_first(orkney):
    assert orkney.involvements[0].programme.id == "compulsory-supervision-orders"
    assert orkney.involvements[0].synthetic
    assert orkney.synthetic


def test_a_unit_over_several_council_areas_is_in_the_history_of_each(project, definitions):
    for slug in ("stirling", "clackmannanshire"):
        history = area_history(project, definitions, definitions.area(slug))
        shared = [one for one in history.involvements if one.shared]
        assert "Clackmannanshire and Stirling" in {one.unit.name for one in shared}
        assert all(slug in one.unit.covers for one in shared)


def test_an_area_is_found_as_people_name_it(definitions):
    assert chosen_area(definitions, "Orkney").slug == "orkney-islands"
    with pytest.raises(UnknownName, match="Did you mean moray"):
        chosen_area(definitions, "morey")
