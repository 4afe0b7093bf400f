"""Other inspections stand side by side, with the reason why their figures may not be put together."""

import pytest

from helpers.errors import HelperError
from helpers.explorer.earlier import earlier, earlier_table

RECORDED = """\
synthetic: true
evaluations:
  - {quality_indicator: leadership, grade: 4, state: final}
"""


def _write(reports, text):
    folder = reports / "children-care-and-protection" / "areas" / "orkney-islands"
    folder.mkdir(parents=True)
    (folder / "evaluations.yaml").write_text(text)


def test_what_was_published_and_what_was_recorded_stand_apart(programme, tmp_path):
    _write(tmp_path, RECORDED)
    (found,) = earlier(programme, "orkney-islands", tmp_path)
    assert [(each.indicator, each.label, each.where) for each in found.evaluations] == [
        ("Leadership", "Unsatisfactory", "published February 2020"),
        ("Leadership", "Good", "recorded, final, synthetic"),
    ]  # fmt: skip
    table = earlier_table(programme, "orkney-islands", tmp_path)
    assert table.rows[0][4] == "Side by side only: the editions differ"
    assert "never put together" in table.notes[0]


def test_an_area_that_was_never_inspected_before(programme):
    programme.context = programme.context | {"others": []}
    assert earlier_table(programme, "midlothian").status == "missing"


@pytest.mark.parametrize("text", ["evaluations: [{}]", "- a list", "a: [", "evaluations: 3"])
def test_evaluations_that_cannot_be_read_say_so(programme, tmp_path, text):
    _write(tmp_path, text)
    with pytest.raises(HelperError, match="`workbench check` says what is wrong"):
        earlier(programme, "orkney-islands", tmp_path)
