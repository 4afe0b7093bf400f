"""A project with the real parameters and an evidence folder of its own."""

from pathlib import Path

import pytest

from workbench.definitions import load_definitions
from workbench.project import Project

ROOT = Path(__file__).parents[1]
PROGRAMME = "compulsory-supervision-orders"


@pytest.fixture(scope="session")
def definitions():
    return load_definitions(ROOT / "parameters")


@pytest.fixture(scope="session")
def programme(definitions):
    return definitions.programme(PROGRAMME)


@pytest.fixture
def project(tmp_path):
    return Project(root=ROOT, evidence=tmp_path / "evidence", build=tmp_path / "build")
