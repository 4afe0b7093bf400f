"""A desk as ``workbench lab`` lays it out, for the real programme, in folders of a test's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from helpers.desk import Desk, open_desk
from helpers.desk.known import Known
from workbench.definitions import load_definitions
from workbench.definitions.desk_context import desk_context
from workbench.project import Project

ROOT = Path(__file__).parents[3]
PROGRAMME = "compulsory-supervision-orders"
AREA = "orkney-islands"


@pytest.fixture(scope="session")
def definitions():
    return load_definitions(ROOT / "parameters")


@pytest.fixture(scope="session")
def context(definitions):
    real = Project(ROOT, ROOT / "evidence", ROOT / "build")
    return json.loads(json.dumps(desk_context(real, definitions, PROGRAMME, AREA)))


@pytest.fixture
def project(tmp_path):
    """A project with report and evidence folders of its own, and the real parameters."""
    return Project(tmp_path / "project", tmp_path / "evidence", tmp_path / "build")


@pytest.fixture
def desk(project, context) -> Desk:
    folder = project.evidence / "desk" / PROGRAMME / AREA
    (folder / "06_evaluation").mkdir(parents=True)
    told = {
        "project": str(project.root),
        "programme": PROGRAMME,
        "area": AREA,
        "role": "inspector",
        "authored": str(project.reports / PROGRAMME / "areas" / AREA),
        "store": str(project.store),
        "results": str(project.build / PROGRAMME / "results"),
        "evidence": str(project.evidence),
        "context": context,
    }
    (folder / "desk.json").write_text(json.dumps(told))
    return open_desk(PROGRAMME, AREA, folder / "06_evaluation")


@pytest.fixture
def known(desk) -> Known:
    return Known(desk)
