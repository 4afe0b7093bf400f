import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from workbench.definitions import load_definitions
from workbench.freetext.quotations import known_words
from workbench.project import Project

ROOT = Path(__file__).parents[2]
PROGRAMME = "compulsory-supervision-orders"

# The same examples every time, and no failure because the machine was busy for a moment.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


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
