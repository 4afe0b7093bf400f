"""Matters of the scoping: what the team recorded first, then prompts from declared rules."""

from helpers.matters import matters_table, statistics_signals
from helpers.returns import read_return
from helpers.statistics import read_profile


def test_matters_are_prompts_below_what_the_team_recorded(run_of):
    run = run_of("01_scoping", "midlothian")
    run.context["matters"] = {
        "matters": [
            {
                "matter": "Chronologies",
                "quality_indicator": "5.3",
                "state": "area of concern",
                "because": "Earlier report",
                "next": "",
            }
        ]
    }
    table = matters_table(run, read_profile(run), read_return(run))
    assert table.rows[0][0] == "Chronologies"
    assert {row[5] for row in table.rows[1:]} == {"prompt"}
    assert "not a judgement" in table.notes[0]


def test_without_published_statistics_the_strand_is_silent(run_of):
    run = run_of("01_scoping", "midlothian")
    (run.folder / "inputs" / "statistics" / "area_profile.parquet").unlink()
    rows = statistics_signals(run, read_profile(run)).rows
    assert [row[0][:3] for row in rows] == [each.id for each in run.quality_indicators]
    assert all(sum(row[1:4]) == 0 for row in rows)
