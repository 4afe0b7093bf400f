"""One project and one JupyterLab for all browser tests of the desk."""

from __future__ import annotations

import pytest

from tests.builds import copied, half_built
from tests.lab.desk_project import AREA, Seat, running_lab
from tests.miniature import PROGRAMME
from tests.rendering.test_browser import browser  # noqa: F401 - a fixture, one browser for each module


@pytest.fixture(scope="session")
def made_project(tmp_path_factory):
    """A three-area project with its evidence taken in and two areas built; made once for all of pytest's processes."""
    return half_built(tmp_path_factory)


@pytest.fixture(scope="session")
def desk_project(made_project, tmp_path_factory):
    """The project on which JupyterLab runs; tests write into it."""
    return copied(made_project, tmp_path_factory.mktemp("desk") / "project")


@pytest.fixture(scope="module")
def own_project(made_project, tmp_path_factory):
    """The project for one module alone, as it was made."""
    return copied(made_project, tmp_path_factory.mktemp("own") / "project")


@pytest.fixture(scope="session")
def lab(desk_project):
    """``workbench lab`` on one area's desk, as an inspector; a :class:`tests.lab.desk_project.Lab`."""
    with running_lab(desk_project, PROGRAMME, "--area", AREA) as started:
        yield started


@pytest.fixture
def seat(lab, browser):  # noqa: F811
    """Somebody at the desk (:class:`tests.lab.desk_project.Seat`); fails on an error or a request to elsewhere.

    Examples
    --------
    ::

        def test_something(seat):
            page = seat.open(f"{PROGRAMME}/{AREA}/explore.ipynb")
            seat.run_all()
            assert seat.errors() == []
    """
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    sitting = Seat(lab, context)
    yield sitting
    context.close()
    assert sitting.wrong == []
