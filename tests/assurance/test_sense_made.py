"""Traced numbers in composed sources and on pages, beside what was recorded."""

from pathlib import Path

import pytest

from helpers.disclosure import Profile
from helpers.proportions import Words, proportion
from helpers.values import count
from tests.assurance.recorded import record
from workbench.assurance.sense_checks.ground import Ground
from workbench.assurance.sense_checks.made import made, pages, sources
from workbench.definitions import load_definitions
from workbench.definitions.sense_checks import SenseCheck
from workbench.files import sha256, write_json, write_text
from workbench.plan.hashes import FileHashes
from workbench.plan.remembered import Remembered
from workbench.project import Project

ROOT = Path(__file__).parents[2]
PROGRAMME = "compulsory-supervision-orders"
DEFINITIONS = load_definitions(ROOT / "parameters", only=[PROGRAMME])
PAGES = SenseCheck(name="a", says="A.", severity="fail", kind="pages")


@pytest.fixture
def ground(tmp_path):
    project = Project(root=tmp_path, evidence=tmp_path / "evidence", build=tmp_path / "build")
    programme = DEFINITIONS.programme(PROGRAMME).model_copy(update={"areas": ("fife",)})
    share = proportion("x", 77, 94, words=Words("w", (("most", 75, 90),)), profile=Profile())
    values = {"records.read": count(1294, "Records"), "records.views_recorded": share.value()}
    for stage in programme.stages:
        if stage.scope == "area":
            record(project, PROGRAMME, "fife", stage.id, values if stage.id == "04_record_reading" else {})
    record(project, PROGRAMME, "national", "national_overview", {"national.records": count(94, "Records")})
    return Ground(project, DEFINITIONS, programme)


def page(ground, name, *links):
    write_text(ground.folders.site / name, "".join(f"<p>{link}</p>" for link in links))


def link(text, name="v-records-read", before="../../", classes="traced", place="areas/fife/"):
    return f'<a href="{before}{place}trace.html#{name}" class="{classes}">{text}</a>'


@pytest.mark.parametrize("text", ["1,294", "<strong>1,294</strong>", " 1,294\n"])
def test_a_number_on_a_page_is_the_one_recorded_however_it_is_set(ground, text):
    page(ground, "areas/fife/index.html", link(text), link("most (82%,&nbsp;77 of 94)", "v-records-views-recorded"))
    (finding,) = pages(PAGES, ground)
    assert (finding.place, finding.holds, finding.numbers) == ("fife", True, {"numbers looked at": 2})


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        (link("1,295"), "has '1,295' where 1,294 was recorded"),
        (link("most (82%, 77 of 95)", "v-records-views-recorded"), "where most (82%, 77 of 94) was recorded"),
        (link("12", "v-records-made-up"), "has '12', which no recorded value of fife stands behind"),
    ],
)
def test_another_number_is_found_with_its_page(ground, shown, told):
    page(
        ground,
        "areas/fife/childrens-version/index.html",
        link("1,294", before="../../../"),
        shown.replace("../../", "../../../"),
    )
    (finding,) = pages(PAGES, ground)
    assert not finding.holds
    assert finding.says.startswith("areas/fife/childrens-version/index.html ")
    assert told in finding.says


def test_the_overview_shows_its_own_numbers_and_those_of_areas(ground):
    page(
        ground,
        "index.html",
        link("94", "v-national-records", "", place=""),
        link("1,294", before=""),
        link("How", "t-x", ""),
    )
    (finding,) = pages(PAGES, ground)
    assert (finding.place, finding.holds) == ("national", True)


def test_a_place_whose_results_were_withdrawn_cannot_be_compared(ground):
    (ground.folders.results / "national" / "national_overview" / "results.json").unlink()
    page(ground, "index.html", link("94", "v-national-records", "", place=""))
    assert list(pages(PAGES, ground)) == []


def test_a_number_in_a_composed_source_is_compared_as_it_is_escaped(ground):
    where = '(/areas/fife/trace.qmd#v-records-read){.traced trace="T1"}\''
    path = ground.folders.project / "areas" / "fife" / "_metadata.yml"
    check = SenseCheck(name="a", says="A.", severity="fail", kind="sources")
    write_text(path, f"records:\n  read:\n    says: '[1,294]{where}\n")
    assert next(sources(check, ground)).holds
    write_text(path, f"records:\n  read:\n    says: '[1,249]{where}\n")
    assert "areas/fife/_metadata.yml has '1,249' where 1,294 was recorded" in next(sources(check, ground)).says


def test_what_was_made_is_held_to_the_manifest(ground):
    check = SenseCheck(name="a", says="A.", severity="fail", kind="made")
    assert list(made(check, ground)) == []
    page(ground, "index.html", "94")
    page(ground, "areas/fife/index.html", "94")
    digests = {f"site/{name}": sha256(path) for name, path in ground.below(ground.folders.site)}
    write_json(ground.folders.manifest, {"reports": digests, "composed": {}, "runs": {}})

    def said():
        return next(made(check, Ground(ground.project, DEFINITIONS, ground.programme))).says

    assert said() == ""
    page(ground, "index.html", "95")
    (ground.folders.site / "areas" / "fife" / "index.html").unlink()
    page(ground, "extra.html", "1")
    assert said() == (
        "changed since: site/index.html; gone: site/areas/fife/index.html; not made by the build: site/extra.html"
    )


def test_a_build_looks_again_at_pages_and_results_that_changed_and_at_no_others(ground, tmp_path, monkeypatch):
    page(ground, "areas/fife/index.html", link("1,294"))
    page(ground, "index.html", link("94", "v-national-records", before="", place=""))

    def looked():
        remembered = Remembered(tmp_path / "found.json", FileHashes())
        read = []
        whole = Path.read_text
        monkeypatch.setattr(Path, "read_text", lambda path, **more: (read.append(path.name), whole(path, **more))[1])
        found = list(pages(PAGES, Ground(ground.project, DEFINITIONS, ground.programme, remembered=remembered)))
        monkeypatch.undo()
        remembered.save()
        assert found == list(pages(PAGES, Ground(ground.project, DEFINITIONS, ground.programme)))
        return read.count("index.html"), [finding.holds for finding in found]

    assert looked() == (2, [True, True])
    assert looked() == (0, [True, True])
    page(ground, "areas/fife/index.html", link("1,295"))
    assert looked() == (1, [False, True])
    assert looked() == (0, [False, True])
    record(ground.project, PROGRAMME, "national", "national_overview", {"national.records": count(95, "Records")})
    assert looked() == (1, [False, False])
