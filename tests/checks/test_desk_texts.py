"""What people write at the desk is searched for what could identify somebody."""

from pathlib import Path

import pytest

from workbench.checks.desk_texts import desk_texts
from workbench.definitions import load_definitions
from workbench.project import Project

ROOT = Path(__file__).parents[2]
PROGRAMME, AREA = "compulsory-supervision-orders", "orkney-islands"
NOTES = """\
notes:
- quality_indicator: '5.3'
  strand: records
  text: The chronology by Eilidh Drever is a list.
  by: Link inspector
  on: 2026-03-09
- {quality_indicator: '5.3', strand: records, text: Ring 07700 900123 about it., by: Link inspector, on: 2026-03-09}
"""


@pytest.fixture(scope="module")
def definitions():
    return load_definitions(ROOT / "parameters", only=[PROGRAMME])


def searched(tmp_path, definitions, text):
    project = Project(tmp_path, tmp_path / "evidence", tmp_path / "build")
    folder = project.reports / PROGRAMME / "areas" / AREA
    folder.mkdir(parents=True)
    (folder / "notes.yaml").write_text(text)
    return desk_texts(project, definitions, definitions.programme(PROGRAMME))


def test_a_possible_name_is_told_and_a_phone_number_is_a_fault(tmp_path, definitions):
    found = searched(tmp_path, definitions, NOTES)
    file = f"reports/{PROGRAMME}/areas/{AREA}/notes.yaml"
    assert [note.split(". ")[0] for note in found.notes] == [f"{file}, line 4: possible name 'E… D…'"]
    assert [(fault.file, fault.line) for fault in found.faults] == [(file, 7)]
    assert "phone number '#'" in found.faults[0].message
    assert "Eilidh" not in f"{found}"


def test_made_up_files_and_plain_texts_are_passed_over(tmp_path, definitions):
    found = searched(tmp_path / "one", definitions, f"synthetic: true\n{NOTES}")
    assert (found.faults, found.notes) == ((), ())
    found = searched(tmp_path / "two", definitions, NOTES.split("- {")[0].replace("Eilidh Drever", "one service"))
    assert (found.faults, found.notes) == ((), ())
