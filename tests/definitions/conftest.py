"""A copy of the project's parameters that a test may damage."""

import shutil
from pathlib import Path

import pytest

from workbench.definitions import load_definitions
from workbench.errors import InputFaults

ROOT = Path(__file__).parents[2]


class Parameters:
    """A project folder with the real parameters, without the statistics."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / "parameters"

    def change(self, file: str, old: str, new: str) -> None:
        """Replace the first ``old`` in a file; it has to be there."""
        path = self.folder / file
        text = path.read_text()
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new, 1))

    def line(self, file: str, text: str) -> int:
        """Return the first line that holds ``text``."""
        lines = (self.folder / file).read_text().splitlines()
        return next(number for number, line in enumerate(lines, 1) if text in line)

    def faults(self) -> list[str]:
        """Load and return the faults as a user sees them."""
        with pytest.raises(InputFaults) as caught:
            load_definitions(self.folder)
        assert caught.value.message.splitlines()[0].endswith("in the parameters")
        return [str(fault) for fault in caught.value.faults]


@pytest.fixture
def parameters(tmp_path: Path) -> Parameters:
    shutil.copytree(ROOT / "parameters", tmp_path / "parameters", ignore=shutil.ignore_patterns("statistics"))
    return Parameters(tmp_path)


@pytest.fixture(scope="session")
def definitions():
    return load_definitions(ROOT / "parameters")
