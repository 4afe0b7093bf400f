import json

import pytest

from tests.composition.example import AREAS, PROGRAMME
from workbench.composition import compose
from workbench.definitions import load_definitions
from workbench.store import SCHEMA


def composed(project, **options):
    """Compose again with a memory; return the names of the areas that were made anew, and what was composed."""
    made: list[str] = []
    composition = compose(
        project, load_definitions(project), PROGRAMME, AREAS, project.build / PROGRAMME / "project",
        report=made.append, memory=project.build / "cache" / "composed.json", **options,
    )  # fmt: skip
    return made, composition


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def twice(website):
    """The example, composed once with a memory."""
    made, composition = composed(website)
    assert made == ["Fife", "Orkney Islands"], "nothing is remembered of a website that was composed without"
    return website, composition


def test_what_stands_is_not_composed_again_and_told_as_before(twice):
    project, before = twice
    files = contents(before.target)
    made, after = composed(project)
    assert made == []
    assert (after.warnings, after.pages, after.changed) == (before.warnings, before.pages, ())
    assert contents(after.target) == files


def narrative(project):
    (project.reports / PROGRAMME / "areas/fife/_qi-2.1.qmd").write_text("Something else is said here.\n")


def page_by_hand(project):
    (project.build / PROGRAMME / "project/areas/fife/trace.qmd").write_text("By hand\n")


def page_gone(project):
    (project.build / PROGRAMME / "project/areas/fife/_metadata.yml").unlink()


def result(project):
    path = project.build / PROGRAMME / "results/fife/04_record_reading/results.json"
    found = json.loads(path.read_text())
    found["values"]["records.chronology"]["says"] = "hardly any"
    path.write_text(json.dumps(found))


def evidence(project):
    path = project.store / PROGRAMME / "catalogue.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    file = {"area": "fife", "table": "records", "file": "records.csv", "rows": 7}
    path.write_text(json.dumps({"schema": SCHEMA, "files": [file]}))


@pytest.mark.parametrize("change", [narrative, page_by_hand, page_gone, result, evidence])
def test_what_belongs_to_one_area_has_that_area_composed_again(twice, change):
    project, _ = twice
    change(project)
    made, composition = composed(project)
    assert made == ["Fife"]
    files = contents(composition.target)
    compose(project, load_definitions(project), PROGRAMME, AREAS, composition.target)
    assert contents(composition.target) == files, "as if nothing had been remembered"


def template(project):
    path = project.reports / "area-report" / "_about.qmd"
    path.write_text(path.read_text() + "\nMore is said.\n")


def parameters(project):
    path = project.parameters / "programmes" / f"{PROGRAMME}.yaml"
    path.write_text(path.read_text() + "# a remark\n")


def sign_off(project):
    folder = project.reports / PROGRAMME / "sign-offs"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "fife.yaml").write_text("sign_offs: []\n")


def memory_torn(project):
    (project.build / "cache" / "composed.json").write_text('{"fife": ')


@pytest.mark.parametrize("change", [template, parameters, sign_off, memory_torn])
def test_what_all_pages_share_has_all_composed_again(twice, change):
    project, _ = twice
    change(project)
    assert composed(project)[0] == ["Fife", "Orkney Islands"]


def test_a_release_and_another_format_have_all_composed_again(twice):
    project, _ = twice
    made, composition = composed(project, formats=("html",))
    assert made == ["Fife", "Orkney Islands"]
    assert composed(project, formats=("html",), release="1")[0] == made
    assert "Release 1" in (composition.target / "areas/fife/_metadata.yml").read_text()
