"""One small desk for all tests of the explorer, and the programme that lies on it."""

import pytest

from helpers.explorer.opening import Explorer, open_explorer
from helpers.explorer.programme import Programme, read_programme
from tests.helpers.explorer.desks import make_desk
from tests.helpers.folders import PROGRAMME


@pytest.fixture(scope="session")
def desk(tmp_path_factory):
    """The folder of one area's desk."""
    return make_desk(tmp_path_factory.mktemp("explorer"))


@pytest.fixture
def programme(desk) -> Programme:
    """The programme on the desk."""
    return read_programme(desk.parents[1], PROGRAMME, desk.parents[2] / "store")


@pytest.fixture
def explorer(desk, monkeypatch) -> Explorer:
    """The explorer with somebody in front of it, at a large area."""
    monkeypatch.setenv("JPY_SESSION_NAME", "explore.ipynb")
    return open_explorer(PROGRAMME, "dundee-city", desk)
