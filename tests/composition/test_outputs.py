"""What a programme wants is what is composed: any kinds, in any formats, with or without stages and reports."""

import shutil

import pytest
import yaml

from tests.composition.example import PROGRAMME, example_project, write_narrative_of, write_results
from workbench.composition import compose
from workbench.definitions import load_definitions
from workbench.errors import InputFaults, WorkbenchError

POINTS = 'points:\n  - {quality_indicator: "2.1", strengths: [Children feel safe.], improvements: [Plans are late.]}\n'
LETTER = "validation-letter"
TRIAL = "trial"


@pytest.fixture
def project(tmp_path):
    """A project with results of two areas and the nation."""
    project = example_project(tmp_path)
    write_results(project, load_definitions(project))
    write_narrative_of(project, ("fife", "orkney-islands"))
    for folder in (project.build, project.reports):
        shutil.copytree(folder / PROGRAMME, folder / TRIAL)
    return project


def of_programme(project, **changes):
    """Compose after changes to the programme; None takes a key out."""
    programme = {key: value for key, value in (given(project) | changes).items() if value is not None}
    (project.parameters / "programmes" / f"{TRIAL}.yaml").write_text(yaml.safe_dump(programme, sort_keys=False))
    definitions = load_definitions(project)
    areas = ("fife", "orkney-islands")
    return compose(project, definitions, TRIAL, areas, project.build / TRIAL / "project", formats=("html",))


def given(project):
    text = (project.parameters / "programmes" / f"{PROGRAMME}.yaml").read_text()
    return yaml.safe_load(text) | {"id": TRIAL, "published": []}


def area_stages(project):
    return [stage for stage in given(project)["stages"] if stage["scope"] == "area"]


def front(composition, page):
    text = (composition.target / page).read_text()
    return yaml.safe_load(text.split("---\n")[1])


def pages(composition):
    return {page.path: page.kind for page in composition.pages if page.kind != "trace"}


def write_points(project, area="fife"):
    (project.reports / TRIAL / "areas" / area / "key-points.yaml").write_text(POINTS)


def test_letters_alone_for_the_areas_that_have_one(project):
    write_points(project)
    composition = of_programme(project, outputs=[LETTER])
    assert pages(composition) == {
        "index.qmd": "home", "areas/fife/index.qmd": "home", f"areas/fife/{LETTER}/index.qmd": LETTER,
    }  # fmt: skip
    table = (composition.target / "_tables" / "outputs.md").read_text()
    assert f"[Fife](areas/fife/index.qmd) | [Read](areas/fife/{LETTER}/index.qmd)" in table
    letter = composition.target / "areas/fife" / LETTER
    assert "Children feel safe." in (letter / "_qi-2.1" / "points.md").read_text()
    assert "../index.qmd" not in "".join(path.read_text() for path in letter.rglob("*.qmd"))
    assert not (composition.target / "areas/orkney-islands").exists()


def test_a_national_report_alone(project):
    composition = of_programme(project, outputs=["national-overview"])
    assert pages(composition) == {"index.qmd": "national-overview"}
    assert not (composition.target / "areas").exists()
    assert "Area by area" not in (composition.target / "_areas-chapter.qmd").read_text()


def test_reports_without_a_national_stage(project):
    composition = of_programme(project, stages=area_stages(project), outputs=["area-report", "data-annex"])
    assert pages(composition)["index.qmd"] == "home"
    assert "areas/fife/index.qmd" in pages(composition)
    assert "(areas/fife/fife-data-annex.xlsx)" in (composition.target / "_tables" / "outputs.md").read_text()


def test_an_overview_without_a_national_stage_says_what_there_is(project):
    (project.reports / TRIAL / "national" / "_key-messages.qmd").unlink()
    composition = of_programme(project, stages=area_stages(project), outputs=["area-report", "national-overview"])
    text = "".join(path.read_text() for path in composition.target.glob("_*.qmd"))
    assert "national." not in text
    assert "{#sec-areas}" in text
    assert "{#sec-themes}" not in text


def test_a_report_says_nothing_of_evidence_that_the_programme_does_not_have(project):
    stages = [stage for stage in given(project)["stages"] if stage["id"] in ("02_self_evaluation", "05_engagement")]
    for stage in stages:
        stage.pop("needs", None)
    (project.reports / TRIAL / "areas" / "fife" / "_key-messages.qmd").write_text("Plans are good.\n")
    (project.reports / TRIAL / "areas" / "fife" / "_qi-2.1.qmd").write_text("Staff are helpful.\n")
    (project.reports / TRIAL / "areas" / "orkney-islands" / "_key-messages.qmd").write_text("Plans are good.\n")
    (project.reports / TRIAL / "areas" / "orkney-islands" / "_qi-2.1.qmd").write_text("Staff are helpful.\n")
    composition = of_programme(
        project, stages=stages, instruments=["engagement", "position_statement"], outputs=["area-report"], scale=None,
        minimum_strands=None, signals=None, disclosure={"default": "default"}, timetable=None, timetable_source=None,
        disagreements=None, lenses=None,
        strands=[{"id": "engagement", "title": "Engagement"}, {"id": "documents", "title": "Documents"}],
    )  # fmt: skip
    folder = composition.target / "areas" / "fife"
    said = "".join(path.read_text() for path in sorted(folder.rglob("*.*md")) if path.name != "trace.qmd")
    sections = ("{#sec-context}", "{#sec-scale}", "{#sec-disagreements}")
    for gone in (*sections, "Record reading", "not available", "point scale"):
        assert gone not in said
    assert "{#sec-engagement-qi-2-1 " in said
    assert not [warning for warning in composition.warnings if "nothing was recorded" in warning]


def test_formats_may_be_narrowed(project):
    write_points(project)
    composition = of_programme(
        project, outputs=["area-report", LETTER, "data-annex"], formats={LETTER: ["html", "docx"]}
    )
    assert set(front(composition, f"areas/fife/{LETTER}/index.qmd")["format"]) == {"html", "docx"}
    assert "format" not in front(composition, "areas/fife/index.qmd")


@pytest.mark.parametrize(
    ("formats", "said"),
    [
        ({LETTER: ["docx"]}, "a page needs the format html"),
        ({LETTER: ["html", "xlsx"]}, "Validation letter has no format 'xlsx'"),
    ],
)
def test_formats_that_cannot_be(project, formats, said):
    with pytest.raises(WorkbenchError, match=said):
        of_programme(project, outputs=[LETTER], formats=formats)


def test_formats_of_a_kind_that_is_not_wanted(project):
    with pytest.raises(InputFaults, match="kind among the outputs"):
        of_programme(project, outputs=[LETTER], formats={"area-report": ["html"]})


def test_a_part_marked_where_recorded_still_tells_of_a_misspelt_name(project):
    part = project.reports / "area-report" / "_context.qmd"
    part.write_text(part.read_text() + "\n{{< meta area.nmae >}}\n")
    with pytest.raises(InputFaults, match="area\\.nmae"):
        of_programme(project)
