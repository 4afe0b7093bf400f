import shutil
from pathlib import Path

import pytest

from workbench.definitions import load_definitions
from workbench.freetext.quotations import known_words
from workbench.project import Project

ROOT = Path(__file__).parents[2]
PROGRAMME = "compulsory-supervision-orders"


@pytest.fixture(scope="session")
def definitions():
    return load_definitions(ROOT / "parameters")


@pytest.fixture(scope="session")
def known(definitions):
    return known_words(definitions)


@pytest.fixture(scope="session")
def programme(definitions):
    return definitions.programme(PROGRAMME)


@pytest.fixture
def project(tmp_path):
    """A project with the real parameters and empty reports."""
    shutil.copytree(ROOT / "parameters", tmp_path / "parameters", ignore=shutil.ignore_patterns("statistics"))
    (tmp_path / "notebooks").mkdir()
    return Project(root=tmp_path, evidence=tmp_path / "evidence", build=tmp_path / "build")
