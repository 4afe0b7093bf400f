import shutil
from pathlib import Path

import pytest

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
