"""The area in context: what is published, what is held back by the source, what is missing."""

from helpers.statistics import read_profile


def test_what_the_source_holds_back_and_what_is_missing_are_told_apart(run_of):
    values = read_profile(run_of("01_scoping", "orkney-islands")).values()
    assert values["context.looked_after"].status == "suppressed"
    assert values["context.lgbf_placements"].status == "missing"
    assert values["context.population"].status == "shown"


def test_the_family_group_leaves_the_area_itself_out(run_of):
    profile = read_profile(run_of("01_scoping", "midlothian"))
    assert profile.family == set(profile.run.area["family_group"]["areas"]) - {"midlothian"}
    assert len(profile.family) == len(profile.run.area["family_group"]["areas"]) - 1


def test_without_published_statistics_the_stage_still_runs(run_of):
    run = run_of("01_scoping", "midlothian")
    (run.folder / "inputs" / "statistics" / "area_profile.parquet").unlink()
    profile = read_profile(run)
    assert list(profile.values()) == ["context.family_group"]
    assert profile.profile_table().status == "missing"
    assert profile.compared_figure().alt == "The published statistics were not taken in."
    assert profile.trend_figure().alt == "No series over several years is published for Midlothian."
