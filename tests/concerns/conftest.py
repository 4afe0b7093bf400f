import shutil
from pathlib import Path

import pytest

from tests.concerns.inspection import START
from workbench.concerns.concerns import raise_concern
from workbench.definitions import load_definitions
from workbench.project import Project

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def definitions():
    return load_definitions(ROOT / "parameters")


@pytest.fixture
def project(tmp_path):
    (tmp_path / "parameters").mkdir()
    shutil.copy(ROOT / "parameters" / "concerns.yaml", tmp_path / "parameters")
    return Project(root=tmp_path, evidence=tmp_path / "evidence", build=tmp_path / "build")


@pytest.fixture
def record(project, definitions):
    programme = definitions.programme("compulsory-supervision-orders")

    def raising(at=START, **roles):
        roles = {"raised_by": "Inspector", "to": "Inspection lead"} | roles
        return raise_concern(project, programme, "orkney-islands", at=at, definitions=definitions, **roles)

    return raising
