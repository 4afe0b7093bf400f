"""In which order programmes are built."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.tiny import make_tiny
from workbench.build import Options
from workbench.definitions import load_definitions
from workbench.definitions.stages import OtherStage
from workbench.errors import WorkbenchError
from workbench.execution.cluster import ClusterError
from workbench.whole.building import build_all, in_order

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def definitions():
    return load_definitions(ROOT / "parameters")


def test_a_programme_comes_after_those_it_collects_from(definitions):
    order = [programme.id for programme in in_order(definitions)]
    assert sorted(order) == sorted(definitions.programmes)
    collecting = 0
    for programme in definitions.programmes.values():
        for stage in programme.stages:
            for other in stage.collects_from:
                collecting += 1
                assert order.index(other.programme) < order.index(programme.id)
    assert collecting


def test_programmes_that_wait_for_one_another_are_refused(definitions):
    programmes = dict(list(definitions.programmes.items())[:2])
    first, second = programmes
    for one, other in ((first, second), (second, first)):
        stage = (
            definitions.programmes["the-promise"]
            .stages[0]
            .model_copy(update={"collects_from": (OtherStage(programme=other, stage="x"),)})
        )
        programmes[one] = programmes[one].model_copy(update={"stages": (stage,)})
    with pytest.raises(WorkbenchError, match="collect from one another"):
        in_order(replace(definitions, programmes=programmes))


def test_a_cluster_that_cannot_be_used_is_said_once_and_not_for_every_programme(tmp_path, monkeypatch):
    def build(*_):
        raise ClusterError("No Dask scheduler answers")

    monkeypatch.setattr("workbench.whole.building.build", build)
    with pytest.raises(ClusterError, match="No Dask scheduler answers"):
        build_all(make_tiny(tmp_path).project, Options(scheduler="tcp://127.0.0.1:9"))
