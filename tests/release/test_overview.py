"""An overview made from other results than there are now is held back."""

import json

import pytest

from tests.tiny import make_tiny
from workbench.build import Options, _Build, build
from workbench.building.hands import Hands
from workbench.building.standing import hold_overview
from workbench.definitions import load_definitions
from workbench.execution.progress import Silent
from workbench.plan.folders import build_folders
from workbench.plan.selection import Selection


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    made = make_tiny(tmp_path_factory.mktemp("overview"))
    stages = ("01_look", "02_weigh", "overview")
    assert build(made.project, "tiny", Options(Selection(stages=stages), jobs=2)).exit_code == 0
    return made


def held(tiny):
    definitions = load_definitions(tiny.project)
    folders = build_folders(tiny.project.build, "tiny")
    programme = definitions.programme("tiny")
    options = Options(dry_run=True)  # nothing is run, so no hands are needed
    with Hands(tiny.project, programme, options) as hands:
        return hold_overview(_Build(tiny.project, definitions, programme, folders, options, Silent(), hands).planner)


def test_the_overview_stays_while_it_is_of_the_present_results_and_goes_when_it_is_not(tiny):
    overview = tiny.build / "results" / "national" / "overview" / "results.json"
    assert held(tiny) == []
    assert overview.is_file()
    changed = tiny.build / "results" / "fife" / "02_weigh" / "results.json"
    before = changed.read_bytes()
    changed.write_text(json.dumps(json.loads(before) | {"values": {}}))
    (said,) = held(tiny)
    assert "fife/02_weigh" in said
    assert "A build without --area makes them anew" in said
    assert not overview.exists()
    assert not (tiny.build / "notebooks" / "national" / "overview.ipynb").exists()
    assert held(tiny) == []
