"""The timetable of an area's report has dates where its start is recorded."""

from pathlib import Path

from workbench.composition.dates import dated_timetable_table
from workbench.definitions import load_definitions
from workbench.project import Project

ROOT = Path(__file__).parents[2]
PROGRAMME = "compulsory-supervision-orders"


def test_dates_and_slippage_are_in_words_where_a_start_is_recorded(tmp_path):
    project = Project(ROOT, tmp_path / "evidence", tmp_path / "build")
    definitions = load_definitions(project, only=(PROGRAMME,))
    programme = definitions.programme(PROGRAMME)
    table = dated_timetable_table(project, definitions, programme, definitions.area("orkney-islands"))
    assert "| 13 | by 10 April 2026 | On site and final analysis | The team" in table
    assert "done, 1 week late" in table
    assert "expected by 15 May 2026" in table
    assert "Began on 12 January 2026; 1 week behind" in table
    assert dated_timetable_table(project, definitions, programme, definitions.area("fife")) == ""
