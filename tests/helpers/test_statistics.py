"""The area in context: what is published, what is held back by the source, what is missing."""

from helpers.matters import matters_table, statistics_signals
from helpers.returns import read_return
from helpers.statistics import read_profile
from helpers.tables import Suppressed


def test_what_the_source_holds_back_and_what_is_missing_are_told_apart(run_of):
    values = read_profile(run_of("01_scoping", "orkney-islands")).values()
    assert values["context.looked_after"].status == "suppressed"
    assert values["context.lgbf_placements"].status == "missing"
    assert values["context.population"].status == "shown"


def test_the_family_group_leaves_the_area_itself_out(run_of):
    profile = read_profile(run_of("01_scoping", "midlothian"))
    assert "midlothian" not in profile._family
    assert profile.indicators["looked_after"].family is not None


def test_the_latest_period_is_taken(run_of):
    assert read_profile(run_of("01_scoping", "midlothian")).indicators["lgbf_placements"].period == "2021"


def test_the_profile_shows_gaps_as_what_they_are(run_of):
    table = read_profile(run_of("01_scoping", "orkney-islands")).profile_table()
    cells = {row[0]: row[2] for row in table.rows}
    assert isinstance(cells["Children looked after by the council"], Suppressed)
    assert cells["Looked after children with more than one placement in the year"] is None


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


def test_without_published_statistics_the_stage_still_runs(run_of):
    run = run_of("01_scoping", "midlothian")
    (run.folder / "inputs" / "statistics" / "area_profile.parquet").unlink()
    profile = read_profile(run)
    assert profile.profile_table().status == "missing"
    assert profile.compared_figure().alt
    assert profile.trend_figure().status == "missing"
    assert statistics_signals(run, profile).rows
