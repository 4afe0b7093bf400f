"""What rendering finds in composed sources is told at a file that a person can open."""

import pytest

from workbench.composition.faults import at_their_sources
from workbench.errors import Fault, InputFaults
from workbench.project import Project

SHORT = "{{< meta evaluation.qi.grade.text >}}"


@pytest.fixture
def project(tmp_path):
    """Return a project with a text of an area, the programme's own template, a shared part, and what is composed."""
    texts = {
        "reports/mappa/areas/fife/_key-messages.qmd": "---\nstate: draft\n---\n\nOne.\n\nOf 12 records, some.\n",
        "reports/mappa/area-report/_qi.qmd": f"---\nfor-each: quality-indicator\n---\n\n[How {SHORT}](nowhere.qmd)\n",
        "reports/area-report/index.qmd": "---\ntitle: A\n---\n\nOne.\n\n{{< include _key-messages.qmd >}}\n",
        "reports/shared/_methods.qmd": "Read [this](gone.qmd).\n",
        "reports/mappa/national/_key-messages.qmd": "Elsewhere.\n",
        "build/mappa/project/areas/fife/_key-messages.qmd": "One.\n\nOf 12 records, some.\n",
        "build/mappa/project/areas/fife/_qi-2.1.qmd": f"[How {SHORT.replace('qi', 'qi_2_1')}](nowhere.qmd)\n",
        "build/mappa/project/areas/fife/_methods.qmd": "Read [this](gone.qmd).\n",
        "build/mappa/project/areas/fife/index.qmd": "---\na: b\ntitle: A\n---\n\n::: {.state}\nDraft\n:::\n",
        "build/mappa/project/_methods.qmd": "Read [this](gone.qmd).\n",
    }
    for name, text in texts.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return Project(tmp_path, tmp_path / "evidence", tmp_path / "build")


@pytest.mark.parametrize(
    ("file", "line", "told"),
    [
        ("areas/fife/_key-messages.qmd", 1, "reports/mappa/areas/fife/_key-messages.qmd, line 5: x"),
        ("areas/fife/_key-messages.qmd", 3, "reports/mappa/areas/fife/_key-messages.qmd, line 7: x"),
        ("areas/fife/_qi-2.1.qmd", 1, "reports/mappa/area-report/_qi.qmd, line 5: x"),
        ("areas/fife/_methods.qmd", 1, "reports/shared/_methods.qmd, line 1: x"),
        ("_methods.qmd", 1, "reports/shared/_methods.qmd, line 1: x"),
        ("areas/fife/index.qmd", 7, "build/mappa/project/areas/fife/index.qmd, line 7: x"),
        ("areas/fife/index.qmd", 0, "reports/area-report/index.qmd: x"),
        ("_quarto.yml", 1, "_quarto.yml, line 1: x"),
    ],
)
def test_a_fault_is_told_where_it_was_written(project, file, line, told):
    composed = project.build / "mappa" / "project"
    found = at_their_sources(InputFaults([Fault(file, line=line, message="x")], "1 fault"), project, "mappa", composed)
    assert [str(each) for each in found.faults] == [told]
    assert found.heading == "1 fault"


def test_a_text_that_several_pages_take_up_is_told_once(project):
    composed = project.build / "mappa" / "project"
    taken_up = composed / "areas" / "fife" / "feedback-summary" / "_key-messages.qmd"
    taken_up.parent.mkdir()
    taken_up.write_text("One.\n\nOf 12 records, some.\n")
    files = ("areas/fife/_key-messages.qmd", "areas/fife/feedback-summary/_key-messages.qmd")
    found = at_their_sources(
        InputFaults([Fault(each, line=3, message="x") for each in files]), project, "mappa", composed
    )
    assert [str(each) for each in found.faults] == ["reports/mappa/areas/fife/_key-messages.qmd, line 7: x"]
