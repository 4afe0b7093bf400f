"""Maps and tiles: every area with its grade in words, drawn as far as their geography is there."""

import json

import pytest

from helpers.national.grade_maps import grade_map_figures


def test_maps_and_tiles_name_every_grade(overview):
    figures = grade_map_figures(overview.run, overview.grades)
    keys = [each.key for each in overview.run.quality_indicators]
    assert list(figures) == [f"national.{way}.{key}" for way in ("map", "tiles") for key in keys]
    for figure in figures.values():
        assert len(figure.data.rows) == 32
    assert figures["national.map.qi_2_1"].alt.endswith("of 32 areas: Good in 2, Weak in 1, Not evaluated in 29.")
    tiles = json.dumps(figures["national.tiles.qi_2_1"].spec)
    assert "Orkney" in tiles
    assert "Weak" in tiles


@pytest.mark.parametrize(("lacks", "left"), [("council_areas", "tiles"), ("tile_grid", "map")])
def test_what_has_no_geography_is_not_drawn(overview, lacks, left):
    overview.run.geography(lacks).unlink()
    figures = grade_map_figures(overview.run, overview.grades)
    assert {name.split(".")[1] for name in figures} == {left}
