import shutil
from pathlib import Path

import pytest

from tests.composition.example import example_website


@pytest.fixture(scope="session")
def composed_once(tmp_path_factory):
    """The example, composed; shared by tests that only read it."""
    return example_website(tmp_path_factory.mktemp("example"))


@pytest.fixture
def website(composed_once, tmp_path):
    """The example composed in a folder of its own, for tests that change something."""
    from workbench.project import Project

    project, _ = composed_once
    root = tmp_path / "project"
    shutil.copytree(project.root, root)
    return Project(root, root / "evidence", root / "build")


@pytest.fixture
def source(tmp_path):
    """Return a function that writes a report source and reads it."""
    from workbench.composition.sources import read_source

    def write(text: str, name: str = "_part.qmd", folder: str = "reports"):
        path = Path(tmp_path) / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return read_source(path, tmp_path)

    return write
