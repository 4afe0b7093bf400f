"""The store for reading: light to import, plain about what is missing or damaged."""

import subprocess
import sys

import pytest

from workbench.errors import WorkbenchError
from workbench.project import Project
from workbench.store import EvidenceStore


@pytest.fixture
def store(tmp_path):
    return EvidenceStore(Project(root=tmp_path, evidence=tmp_path / "evidence", build=tmp_path / "build"))


def test_an_empty_store_has_no_files(store):
    assert store.catalogue("any") == {"schema": 1, "files": []}
    assert store.files("any") == []
    assert store.table_path("any", "staff_survey", "fife") is None
    assert store.statistics_path() is None
    assert not store.folder.exists()


@pytest.mark.parametrize(("content", "said"), [("{", "not a readable catalogue"), ('{"schema": 2}', "another version")])
def test_a_catalogue_that_cannot_be_read_says_what_to_do(store, content, said):
    path = store.folder / "any" / "catalogue.json"
    path.parent.mkdir(parents=True)
    path.write_text(content)
    with pytest.raises(WorkbenchError, match=said):
        store.files("any")


def test_importing_the_store_brings_in_nothing_heavy():
    script = (
        "import sys, workbench.store\n"
        "print([name for name in ('pandas', 'pyarrow', 'numpy', 'duckdb', 'pydantic', 'yaml') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "[]\n"
