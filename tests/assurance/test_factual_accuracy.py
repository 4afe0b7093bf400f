"""The partnership's points of fact: read with their faults, and made into tables."""

import shutil
import zipfile
from pathlib import Path

import pytest

from workbench.assurance.factual_accuracy import FactualAccuracy, load_factual_accuracy
from workbench.assurance.factual_accuracy_table import make_tables, page, said_of, spreadsheet
from workbench.definitions import load_definitions
from workbench.errors import InputFaults
from workbench.project import Project

ROOT = Path(__file__).parents[2]
PROGRAMME, AREA = "compulsory-supervision-orders", "fife"
GOOD = """
synthetic: true
sent_on: 2026-03-02
returned_on: 2026-03-16
points:
- number: 1
  page: 4
  paragraph: 2.3
  point: The team was set up in 2024 | not 2023.
  response: accepted
  change: The year was put right.
  role: Inspection lead
  date: 2026-03-18
- number: 2
  page: "9"
  point: The evaluation should be higher.
  response: not accepted
  because: It is no point of fact.
  role: Inspection lead
  date: 2026-03-18
- number: 3
  paragraph: 5.1
  point: Eleven records, not ten.
"""


@pytest.fixture(scope="module")
def definitions():
    return load_definitions(Project(ROOT, ROOT / "evidence", ROOT / "build"), only=(PROGRAMME,))


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path, tmp_path / "evidence", tmp_path / "build")


def write(project, text):
    path = project.reports / PROGRAMME / "areas" / AREA / "factual-accuracy.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def load(project, definitions):
    return load_factual_accuracy(project, definitions.programme(PROGRAMME), AREA, definitions)


def test_points_are_read(project, definitions):
    assert load(project, definitions) is None
    write(project, GOOD)
    found = load(project, definitions)
    assert found.unanswered == (3,)
    assert found.corrections == 1
    assert [point.where for point in found.points] == ["page 4, paragraph 2.3", "page 9", "paragraph 5.1"]
    assert said_of(found) == (
        "The draft was sent on 2 March 2026 and came back on 16 March 2026. 3 points: 1 accepted, 1 not accepted, "
        "1 without an answer."
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        (
            "number: 2",
            "number: 3",
            14,
            "is numbered 3, but is point 2 of the list: number points 1, 2, 3 … from the top",
        ),
        ('page: "9"', "page:", 14, "does not say where it is"),
        ("change: The year was put right.", "because: Yes", 10, "say what was changed"),
        ("because: It is no point of fact.", "change: Raised.", 17, "say why"),
        ("response: not accepted", "response: refused", 17, "'response' is 'refused', not one of"),
        ("  role: Inspection lead\n  date: 2026-03-18\n- number: 2", "- number: 2", 10, "not its role and date"),
        ("role: Inspection lead", "role: Morag MacDonald", 12, "looks like a person's name"),
        ("date: 2026-03-18", "date: 2026-03-10", 13, "before the points came back"),
        ("returned_on: 2026-03-16", "returned_on: 2026-02-16", 4, "before it was sent"),
        ("point: Eleven", "pont: Eleven", 23, "unknown field 'pont'. Did you mean point?"),
    ],
)
def test_every_mistake_is_named_with_its_line(project, definitions, old, new, line, message):
    assert old in GOOD
    write(project, GOOD.replace(old, new, 1))
    with pytest.raises(InputFaults) as raised:
        load(project, definitions)
    found = [fault for fault in raised.value.faults if message in fault.message]
    assert found, raised.value
    assert found[0].line == line
    assert found[0].file.endswith("areas/fife/factual-accuracy.yaml")


def test_a_spreadsheet_has_every_point(project, definitions):
    write(project, GOOD)
    sheet = spreadsheet("Fife", "A programme", load(project, definitions))
    assert [row[0] for row in sheet.sheets[0].rows] == [1, 2, 3] or [row[0] for row in sheet.sheets[0].rows] == list(
        "123"
    )
    assert "synthetic" in " ".join(sheet.intro).lower()


def test_tables_are_made_as_page_word_and_spreadsheet(project, definitions):
    write(project, GOOD)
    shutil.copytree(ROOT / "reports" / "theme", project.reports / "theme")
    shutil.copy(ROOT / "reports" / "_brand.yml", project.reports)
    programme = definitions.programme(PROGRAMME)
    site = make_tables(project, programme, {AREA: ("Fife", load(project, definitions))}, engine="embedded")
    html = (site / "fife.html").read_text()
    for words in (
        "The year was put right",
        "2024 | not 2023",
        "Not answered yet",
        "This table is not published",
        "<th",
    ):
        assert words in html
    assert "synthetic evidence" in html.lower()
    assert zipfile.is_zipfile(site / "fife.docx") and zipfile.is_zipfile(site / "fife.xlsx")
    assert 'href="fife.html"' in (site / "index.html").read_text()
    assert site == project.build / PROGRAMME / "factual-accuracy" / "site"


def test_a_partnership_without_points_has_a_table_that_says_so():
    assert "The partnership had no points" in page("Fife", "P", "fife", FactualAccuracy())
