"""A number changed in a file of published statistics is told by ``workbench check``."""

import shutil
from pathlib import Path

import pytest

from workbench.checks.published_files import published_file_faults
from workbench.project import Project

ROOT = Path(__file__).parents[2]
NAME = "simd2020_by_council.csv"


@pytest.fixture
def project(tmp_path):
    for folder in ("statistics", "geography"):
        shutil.copytree(ROOT / "parameters" / folder, tmp_path / "parameters" / folder)
    return Project(tmp_path, tmp_path / "evidence", tmp_path / "build")


def test_published_data_are_as_they_were_published(project):
    faults, files = published_file_faults(project)
    assert faults == []
    assert files >= 5
    assert published_file_faults(Project(project.root / "none", project.evidence, project.build)) == ([], 0)


def test_a_changed_number_and_a_lost_file_are_told_with_what_to_do(project):
    path = project.parameters / "statistics" / NAME
    number = path.read_bytes()
    path.write_bytes(number.replace(b"1", b"2", 1))
    (fault,) = published_file_faults(project)[0]
    assert fault.file == f"parameters/statistics/{NAME}"
    assert "of MANIFEST.csv has the SHA-256 of: put back what was published" in fault.message
    path.unlink()
    (fault,) = published_file_faults(project)[0]
    assert (fault.file, fault.message) == (
        "parameters/statistics/MANIFEST.csv", f"names a file that is not there: {NAME}"
    )  # fmt: skip
    assert fault.line > 1
