"""Each kind of change to a release is found, and by the checks that should find it."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from tests.provenance.made_release import changed, make_release, read, refresh_manifest, resealed, write_word
from workbench.errors import WorkbenchError
from workbench.files import sha256, write_json
from workbench.provenance.findings import listed
from workbench.provenance.sums import SUMS
from workbench.provenance.verifying import verify

PAGE, TRACE = "site/areas/fife/index.html", "site/areas/fife/trace.html"
NOTEBOOK = "notebooks/fife/04_record_reading.ipynb"
WORD = "site/areas/fife/index.docx"


@pytest.fixture
def release(tmp_path):
    return make_release(tmp_path / "1")


def found(folder, **options):
    """Return the checks that found something, by file."""
    said = {}
    for finding in verify(folder, **options).findings:
        said.setdefault(finding.file, set()).add(finding.check)
    return said


def test_a_release_as_it_was_made_has_no_findings(release):
    verified = verify(release)
    assert verified.findings == ()
    assert verified.pages == 3
    assert verified.numbers == 3
    assert (verified.papers, verified.paper_numbers) == (1, 3)
    assert verified.digest


def test_it_stands_alone_wherever_it_is_copied(release, tmp_path):
    copy = tmp_path / "elsewhere" / "copy"
    shutil.copytree(release, copy)
    shutil.rmtree(release)
    for path in copy.rglob("*"):
        path.chmod(0o500 if path.is_dir() else 0o400)
    assert verify(copy).findings == ()


@pytest.mark.parametrize(
    ("name", "checks"),
    [
        (PAGE, {"sums", "manifest"}),
        ("site/areas/fife/index.pdf", {"sums", "manifest"}),
        ("manifest.json", {"sums", "manifest"}),
        (NOTEBOOK, {"sums", "manifest"}),
        ("results/fife/04_record_reading/results.json", {"sums", "manifest"}),
        ("release.json", {"sums"}),
        ("inputs.json", {"sums"}),
        ("ro-crate-metadata.json", {"sums"}),
    ],
)
def test_one_changed_byte_is_found(release, name, checks):
    content = (release / name).read_bytes()
    # White space at the end: no check but those of bytes can see it.
    (release / name).write_bytes(content[:-1] + b" ")
    assert found(release) == {name: checks}


def test_a_missing_and_an_extra_file_are_named(release):
    (release / "site/areas/fife/index.pdf").unlink()
    (release / "site/areas/fife/extra.html").write_text("<p>Read me too</p>")
    (release / ".hidden").write_text("")
    assert found(release) == {
        "site/areas/fife/index.pdf": {"sums", "manifest"},
        "site/areas/fife/extra.html": {"sums", "manifest"},
        ".hidden": {"sums"},
    }
    said = listed(verify(release).findings)
    assert "site/areas/fife/index.pdf: is missing  [manifest, sums]" in said
    assert "site/areas/fife/extra.html: was not there when it was made  [manifest, sums]" in said


def test_sums_written_anew_do_not_hide_a_change(release):
    before = verify(release).digest
    changed(release / PAGE, "</h1>", "</h1> ")
    resealed(release)
    assert found(release) == {PAGE: {"manifest"}}
    assert found(release, digest=before) == {PAGE: {"manifest"}, SUMS: {"sums"}}


def test_a_manifest_written_anew_is_not_the_one_that_was_released(release):
    manifest = read(release / "manifest.json")
    manifest["versions"]["pandas"] = "2.0"
    (release / "manifest.json").write_text(json.dumps(manifest))
    resealed(release)
    assert found(release) == {"manifest.json": {"manifest"}}


def test_inputs_that_are_not_the_manifests_are_found(release):
    inputs = read(release / "inputs.json")
    inputs["evidence"]["records"]["fife"]["stored"] = "0" * 64
    (release / "inputs.json").write_text(json.dumps(inputs))
    resealed(release)
    assert found(release) == {"inputs.json": {"inputs"}}


@pytest.mark.parametrize("part", ["comment", "date", "role", "state", "content"])
def test_a_sign_off_that_is_not_as_it_was_given_is_found(release, part):
    record = read(release / "release.json")
    (signed,) = record["reports"]["fife"]["sign_offs"]
    signed[part] = f"{signed[part]}0"
    write_json(release / "release.json", record)
    resealed(release)
    assert found(release) == {"release.json": {"sign-offs"}}


def test_a_report_that_is_not_the_one_signed_is_found(release):
    for content in ("f" * 64, ""):
        manifest = read(release / "manifest.json")
        manifest["content"]["fife"] = content
        write_json(release / "manifest.json", manifest)
        record = read(release / "release.json")
        write_json(release / "release.json", {**record, "manifest": sha256(release / "manifest.json")})
        resealed(release)
        assert found(release) == {"release.json": {"sign-offs"}}


def test_a_wrong_number_in_a_page_is_found_though_every_hash_was_made_to_fit(release):
    changed(release / PAGE, ">94</a>", ">95</a>")
    refresh_manifest(release, [NOTEBOOK, "results/fife/04_record_reading/results.json"])
    assert found(release) == {PAGE: {"numbers"}}
    (said,) = listed(verify(release).findings)
    assert said == (
        f"{PAGE}: line 5, under “Records”: says “95”, but records.read was recorded as 94, 94 records  [numbers]"
    )


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (PAGE, "<td>77</td>", "<td>78</td>"),
        (PAGE, "<td>1,060</td>", "<td>1,006</td>"),
        (PAGE, "<td>[c]</td>", "<td>3</td>"),
        (PAGE, "most (82%,", "all (82%,"),
        (PAGE, ">too few to show</a>", ">4</a>"),
        (TRACE, "77 of 94</dd>", "76 of 94</dd>"),
    ],
)
def test_numbers_in_tables_and_traces_words_and_what_is_held_back_are_compared(release, name, old, new):
    changed(release / name, old, new)
    refresh_manifest(release, [NOTEBOOK, "results/fife/04_record_reading/results.json"])
    assert found(release) == {name: {"numbers"}}


def test_without_results_a_number_is_compared_with_its_trace(tmp_path):
    release = make_release(tmp_path / "1", results=False)
    assert verify(release).findings == ()
    changed(release / PAGE, ">94</a>", ">95</a>")
    refresh_manifest(release, [NOTEBOOK])
    assert found(release) == {PAGE: {"numbers"}}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("77 <", "76 <", "under “Records”: says “Practice was good in most (82%, 76 of 94)”, but"),
        ("most (", "all (", "under “Records”: says “Practice was good in all (82%, 77 of 94)”, but"),
        ("94\u2002records", "49\u2002records", "under “Records”: says “49 records read”, but records.read was"),
        ("too few to show", "4", "says “"),
        (">77<", ">78<", "under “Records”: a table shows 78, which records.items does not hold there"),
        (">[c]<", ">3<", "under “Records”: a table shows 3, which records.items does not hold there"),
    ],
)
def test_numbers_in_a_word_file_are_compared_where_a_trace_number_stands(release, old, new, said):
    """A program that made the Word file anew, and every hash with it, is found by what the numbers were."""
    write_word(release / WORD, old, new)
    refresh_manifest(release, [NOTEBOOK, "results/fife/04_record_reading/results.json"])
    assert found(release) == {WORD: {"numbers"}}
    assert said in listed(verify(release).findings)[0]


def test_a_footer_of_another_build_is_found(release):
    text = (release / PAGE).read_text()
    entry = text.partition("Manifest entry <span>")[2][:16]
    changed(release / PAGE, entry, "0123456789abcdef")
    refresh_manifest(release, [NOTEBOOK, "results/fife/04_record_reading/results.json"])
    assert found(release) == {PAGE: {"footers"}}


def test_a_page_put_in_another_areas_place_is_found_by_its_footer(release):
    shutil.copy(release / PAGE, release / "site/page.html")
    refresh_manifest(release, [NOTEBOOK, "results/fife/04_record_reading/results.json"])
    assert "footers" in found(release)["site/page.html"]


def test_a_link_in_a_release_is_refused(release):
    (release / "site/link.html").symlink_to(release / PAGE)
    with pytest.raises(WorkbenchError, match=r"site/link\.html .* is a link"):
        verify(release)


def test_sums_that_are_none_say_where(release):
    (release / SUMS).write_text("hello\n")
    with pytest.raises(WorkbenchError, match="line 1"):
        verify(release)


@pytest.mark.parametrize("content", ["{", "[]", "", "\x00"])
def test_a_broken_file_is_one_finding_and_hides_no_other(release, content):
    results = "results/fife/04_record_reading/results.json"
    (release / results).write_text(content)
    assert found(release) == {results: {"sums", "manifest"}}
    (release / "manifest.json").write_text(content)
    assert found(release) == {results: {"sums"}, "manifest.json": {"sums", "manifest"}}


def test_a_release_without_its_sums_is_a_release_all_the_same(release):
    (release / SUMS).unlink()
    assert found(release) == {SUMS: {"sums"}}


def test_a_folder_that_is_nothing_says_so(tmp_path):
    with pytest.raises(WorkbenchError, match="neither a release nor a build"):
        verify(tmp_path)
    with pytest.raises(WorkbenchError, match="no folder"):
        verify(tmp_path / "none")


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="needs sha256sum")
def test_the_sums_serve_the_usual_program(release):
    done = subprocess.run(["sha256sum", "--check", "--strict", "--quiet", SUMS], cwd=release, check=False)
    assert done.returncode == 0


def test_it_imports_nothing_that_computes(release):
    code = (
        "import sys; from pathlib import Path; from workbench.provenance.verifying import verify; "
        f"verify(Path({os.fspath(release)!r})); "
        "print([name for name in ('pandas', 'altair', 'rocrate', 'papermill') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
