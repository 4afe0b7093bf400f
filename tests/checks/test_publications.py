"""Nothing that was published disappears."""

from pathlib import Path

from workbench.checks.publications import SEEN, publication_faults
from workbench.definitions import load_definitions
from workbench.project import Project

ROOT = Path(__file__).parents[2]


def test_every_publication_is_kept_track_of():
    project = Project(ROOT, ROOT / "evidence", ROOT / "build")
    assert not publication_faults(project, load_definitions(project).publications)


def test_a_publication_that_is_gone_is_a_fault_with_the_nearest(tmp_path):
    project = Project(tmp_path, tmp_path / "evidence", tmp_path / "build")
    project.parameters.mkdir()
    (project.parameters / SEEN).write_text("# ids\norkney-2020\nstirling-2019\n")
    (gone,) = publication_faults(project, ["orkney-2021", "stirling-2019"])[:1]
    assert (gone.file, gone.line) == (f"parameters/{SEEN}", 2)
    assert "Did you mean orkney-2021?" in gone.message
    assert "nothing that was published disappears" in gone.message
    new = publication_faults(project, ["orkney-2021", "stirling-2019"])[-1]
    assert "add the line 'orkney-2021'" in new.message
