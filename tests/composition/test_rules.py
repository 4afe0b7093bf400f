import pytest

from tests.composition.example import PROGRAMME, example_project, write_narrative_of, write_results
from workbench.composition import compose
from workbench.definitions import load_definitions
from workbench.errors import InputFaults

OUTPUTS = (
    "area-report", "national-overview", "childrens-version", "validation-letter", "improvement-plan", "progress-review",
    "feedback-summary", "observations-letter", "data-annex",
)  # fmt: skip


@pytest.fixture
def project(tmp_path):
    """A project of one area whose programme wants every kind of output."""
    project = example_project(tmp_path)
    programme = project.parameters / "programmes" / f"{PROGRAMME}.yaml"
    text = programme.read_text()
    before, _, after = text.partition("outputs: [")
    programme.write_text(f"{before}outputs: [{', '.join(OUTPUTS)}]{after.partition(']')[2]}")
    write_results(project, load_definitions(project), ("fife",))
    write_narrative_of(project, ("fife",))
    return project


def composed(project):
    definitions = load_definitions(project)
    return compose(project, definitions, PROGRAMME, ("fife",), project.build / PROGRAMME / "project", formats=("html",))


def authored(project, name, text):
    path = project.reports / PROGRAMME / "areas" / "fife" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def faults(project):
    with pytest.raises(InputFaults) as caught:
        composed(project)
    return [str(fault) for fault in caught.value.faults]


def page(composition, name):
    return composition.target / "areas" / "fife" / name


def test_a_kind_that_needs_a_record_waits_for_it(project):
    kinds = {each.kind for each in composed(project).pages}
    assert kinds == {"area-report", "national-overview", "childrens-version", "trace"}


def test_plan_progress_and_points_are_put_into_their_pages(project):
    authored(
        project, "improvement-plan.yaml",
        "actions:\n  - {recommendation: 1, action: Train staff, owner: Managers, by: 2026-09-30, measure: An audit}\n",
    )  # fmt: skip
    authored(project, "progress.yaml", "reviewed_on: 2027-05-01\nprogress: []\n")
    authored(project, "key-points.yaml", 'points:\n  - {quality_indicator: "2.1", strengths: [Children feel safe.]}\n')
    composition = composed(project)
    plan = page(composition, "improvement-plan/_tables/improvement-plan.md").read_text()
    assert "| Train staff | Managers | 30 September 2026 | An audit |" in plan
    assert page(composition, "fife-improvement-plan.xlsx").read_bytes().startswith(b"PK")
    missing = page(composition, "progress-review/_progress/missing.md").read_text()
    assert "Recommendation 1: Keep chronologies" in missing
    assert "Not reported" in page(composition, "progress-review/_tables/progress.md").read_text()
    assert "- Children feel safe." in page(composition, "validation-letter/_qi-2.1/points.md").read_text()
    links = page(composition, "_other-versions.md").read_text()
    assert "(improvement-plan/index.qmd)" in links
    assert "(fife-data-annex.xlsx)" in links


def test_the_childrens_version_states_no_number_of_its_own(project):
    authored(project, "childrens-version/_well-and-better.qmd", "Most children are well.\n\n12 were asked.\n")
    (fault,) = faults(project)
    assert "childrens-version/_well-and-better.qmd, line 3, value '12'" in fault
    assert "typed by hand" in fault


def test_the_childrens_version_states_no_fact_that_the_report_does_not_have(project):
    authored(project, "childrens-version/_well-and-better.qmd", "{{< meta records.read.text >}} records were read.\n")
    composed(project)  # the report says how many were read
    authored(project, "childrens-version/_well-and-better.qmd", "{{< meta records.population.text >}} in all.\n")
    (fault,) = faults(project)
    assert "the area's report does not use this value" in fault


@pytest.mark.parametrize(
    "text",
    [
        "This was evaluated as good.",
        "{{< meta evaluation.qi_2_1.grade.text >}}",
        "{{< include _tables/programme.scale.md >}}",
        "We give it grade 4.",
    ],
)
def test_a_validation_letter_states_no_grade(project, text):
    authored(project, "validation-letter/_confidence.qmd", f"We are confident.\n\n{text}\n")
    (fault,) = faults(project)
    assert "validation-letter/_confidence.qmd, line 3" in fault
    assert "states no grade" in fault


def test_ordinary_words_of_praise_are_no_grade(project):
    praise = "Good work is done, and staff are very good at it."
    authored(project, "validation-letter/_confidence.qmd", f"{praise}\n")
    assert praise in page(composed(project), "validation-letter/_confidence.qmd").read_text()


def test_the_author_is_told_the_reading_age(project):
    (said,) = [each for each in composed(project).warnings if "reading age" in each]
    assert said.startswith("childrens-version: reading age")
    hard = "Notwithstanding considerable organisational complexity, multidisciplinary collaboration predominated. "
    authored(project, "childrens-version/_well-and-better.qmd", hard * 30)
    assert any("harder to read than wanted in fife" in each for each in composed(project).warnings)


def test_an_unknown_kind_is_a_fault_of_the_programme(project):
    programme = project.parameters / "programmes" / f"{PROGRAMME}.yaml"
    programme.write_text(programme.read_text().replace("childrens-version", "childrens-versoin"))
    with pytest.raises(
        InputFaults, match=r"no kind of output is called 'childrens-versoin'\. Did you mean childrens-version"
    ):
        load_definitions(project)


def test_a_new_kind_needs_a_folder_alone(project):
    folder = project.reports / "waiting-room"
    folder.mkdir()
    (folder / "kind.yaml").write_text("id: waiting-room\ntitle: Leaflet\nholds: One page\nreaders: Everyone\n")
    (folder / "index.qmd").write_text(
        '---\ntitle: "{{< meta area.name >}}: waiting-room"\n---\n\n{{< include _back.qmd >}}\n'
    )
    programme = project.parameters / "programmes" / f"{PROGRAMME}.yaml"
    programme.write_text(programme.read_text().replace("data-annex]", "data-annex, waiting-room]"))
    composition = composed(project)
    assert "Fife: waiting-room" in page(composition, "waiting-room/index.qmd").read_text()
