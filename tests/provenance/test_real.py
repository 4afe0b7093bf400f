"""The proof, and the checks of what it leaves, on a real programme: one area, every format."""

import json
import re
import shutil

import pytest

from tests.miniature import PROGRAMME, make_miniature
from tests.provenance.made_release import changed
from workbench.provenance.differences import files_below
from workbench.provenance.pdf import reader
from workbench.provenance.verifying import verify

pytestmark = pytest.mark.slow
AREA = "orkney-islands"


@pytest.fixture(scope="module")
def proven(tmp_path_factory):
    """Return what the command says, and the folders of both builds."""
    miniature = make_miniature(tmp_path_factory.mktemp("real"), (AREA,))
    miniature.run("sample", PROGRAMME)
    miniature.run("intake", PROGRAMME)
    kept = tmp_path_factory.mktemp("kept")
    done = miniature.run("prove", PROGRAMME, "--engine", "embedded", "--keep", str(kept), check=False)
    places = [path for path in sorted(kept.glob(f"**/build/{PROGRAMME}")) if (path / "manifest.json").is_file()]
    return done, places


def test_two_builds_in_unlike_surroundings_are_the_same_in_every_byte(proven):
    done, places = proven
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^Identical: \d{3} files\.$", done.stdout, re.MULTILINE)
    assert int(re.search(r"clock of (\d+) Python processes", done.stdout)[1]) >= 3
    assert len(places) == 2
    kinds = {path.suffix for path in files_below(places[0]).values()}
    assert kinds >= {".html", ".pdf", ".docx", ".xlsx", ".ipynb", ".svg", ".json"}


def test_a_real_build_is_as_it_was_made_and_many_numbers_are_looked_at(proven):
    verified = verify(proven[1][0])
    assert verified.findings == ()
    assert verified.numbers > 100
    assert verified.paper_numbers > (100 if reader() else 50)


@pytest.fixture
def build(proven, tmp_path):
    return shutil.copytree(proven[1][0], tmp_path / "build")


def test_a_wrong_number_in_a_real_page_is_found_by_its_bytes_and_by_what_it_says(build):
    page = build / "site" / "areas" / AREA / "index.html"
    number = re.search(r'#v-records-read" class="traced">(\d+)</a>', page.read_text())
    changed(page, number[0], number[0].replace(f">{number[1]}<", f">{int(number[1]) + 1}<"))
    found = verify(build).findings
    assert {finding.check for finding in found} == {"manifest", "numbers"}
    assert {finding.file for finding in found} == {f"site/areas/{AREA}/index.html"}
    assert any("records.read was recorded as" in finding.says for finding in found)


def test_numbers_on_paper_are_compared_with_what_was_recorded(build):
    results = build / "results" / AREA / "04_record_reading" / "results.json"
    content = json.loads(results.read_text())
    value = content["values"]["records.read"]
    for part in ("text", "says"):
        value[part] = value[part].replace(str(value["value"]), "1234")
    value["value"] = 1234
    results.write_text(json.dumps(content))
    said = {finding.file: finding.says for finding in verify(build).findings if finding.check == "numbers"}
    wanted = {f"site/areas/{AREA}/index.{form}" for form in ("html", "docx", *(["pdf"] if reader() else []))}
    assert wanted <= set(said)
    assert all("records.read was recorded as 1234" in said[name] for name in wanted)


def test_a_wrong_number_in_a_composed_source_and_in_a_stored_notebook_is_found(build):
    source = build / "project" / "areas" / AREA / "_metadata.yml"
    notebook = build / "notebooks" / AREA / "04_record_reading.ipynb"
    for path, number in ((source, r"\[\d+\]\(/areas/"), (notebook, r"\d+%")):
        shown = re.search(number, path.read_text())[0]
        changed(path, shown, re.sub(r"\d+", "1234", shown))
    found = verify(build).findings
    assert {(finding.check, finding.file) for finding in found} == {
        ("manifest", f"project/areas/{AREA}/_metadata.yml"),
        ("manifest", f"notebooks/{AREA}/04_record_reading.ipynb"),
    }


def test_a_pages_footer_of_another_place_is_found(build):
    shutil.copy(build / "site" / "index.html", build / "site" / "areas" / AREA / "index.html")
    assert {"footers"} <= {finding.check for finding in verify(build).findings}
