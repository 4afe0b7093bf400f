"""The store for reading: light to import, plain about what is missing or damaged."""

import subprocess
import sys
from types import SimpleNamespace

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


def test_evidence_that_is_gone_after_a_build_is_told_from_evidence_that_never_was(store):
    programme = SimpleNamespace(id="any", instruments=("staff_survey",))
    with pytest.raises(WorkbenchError, match="There is no evidence of any in evidence/raw/any"):
        store.required(programme)
    built = store.project.build / "any" / "manifest.json"
    built.parent.mkdir(parents=True)
    built.write_text("{}")
    with pytest.raises(WorkbenchError, match=r"is gone: nothing of it lies in evidence\. Where that is a share"):
        store.required(programme)


def test_importing_the_store_brings_in_nothing_heavy():
    script = (
        "import sys, workbench.store\n"
        "print([name for name in ('pandas', 'pyarrow', 'numpy', 'duckdb', 'pydantic', 'yaml') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "[]\n"
