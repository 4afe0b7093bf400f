"""The project's own definitions and records, with nothing built, and Orkney's history of them."""

from pathlib import Path

import pytest

from workbench.definitions import load_definitions
from workbench.project import Project
from workbench.whole.history import area_history

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def definitions():
    return load_definitions(ROOT / "parameters")


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    made = tmp_path_factory.mktemp("whole")
    return Project(ROOT, made / "evidence", made / "build")


@pytest.fixture(scope="module")
def orkney(project, definitions):
    return area_history(project, definitions, definitions.area("orkney-islands"))
