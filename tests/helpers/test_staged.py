"""What a run folder holds beside its context: what was not staged is None, and stages are named once."""

import json

import pytest

from helpers.staged import StagedInputs


@pytest.fixture
def staged(tmp_path):
    """Return the inputs of a national run: two areas' results, of three stages, and one map."""
    for slug, stage in (("fife", "03_surveys"), ("fife", "05_engagement"), ("moray", "03_surveys")):
        path = tmp_path / "areas" / slug / f"{stage}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"values": {"area": slug}}))
    (tmp_path / "geography").mkdir()
    (tmp_path / "geography" / "tile_grid.csv").write_text("code,row,col\n")
    return StagedInputs(tmp_path)


def test_stages_of_any_area_are_named_once_in_order(staged):
    assert staged.stages == ("03_surveys", "05_engagement")


def test_an_areas_results_are_its_own(staged):
    assert staged.of_area("moray", "03_surveys") == {"values": {"area": "moray"}}
    assert staged.of_area("moray", "05_engagement") is None


def test_geography_is_found_by_its_name_without_ending(staged):
    assert staged.geography("tile_grid").name == "tile_grid.csv"
    assert staged.geography("council_areas") is None


def test_what_was_not_staged_is_none(tmp_path):
    nothing = StagedInputs(tmp_path / "not-there")
    assert nothing.stages == ()
    assert nothing.geography("tile_grid") is None
    assert [nothing.evidence("a"), nothing.statistics("a"), nothing.upstream("a")] == [None, None, None]
