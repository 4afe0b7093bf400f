"""From a built programme to its release, on one area: every reason against it, then a folder that nothing changes."""

import json
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import date

import pytest

from tests.assurance.signed import AREA, ROLES, answer_all, make_built, project_of, sign_all
from tests.miniature import PROGRAMME, clean_environment
from tests.survival.releasing import look_for_half_a_release
from workbench.assurance.archive import Released, remove
from workbench.assurance.refusals import Look, NotReleased
from workbench.assurance.refusals_build import read_manifest
from workbench.assurance.releasing import release
from workbench.assurance.releasing_disclosure import disclosure_of
from workbench.assurance.releasing_folder import _copy_outputs
from workbench.assurance.releasing_proof import without_state
from workbench.assurance.sign_offs_signing import sign_report
from workbench.checks.everything import check_project
from workbench.definitions import load_definitions
from workbench.errors import WorkbenchError
from workbench.files import sha256
from workbench.plan.folders import build_folders

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return make_built(tmp_path_factory.mktemp("release") / "project")


@pytest.fixture(scope="module")
def refused(built):
    """What the first attempt says, when nobody has signed anything."""
    return built.run("release", PROGRAMME, check=False)


@pytest.fixture(scope="module")
def signed(built, refused):
    answer_all(built)
    sign_all(built)
    return built


@pytest.fixture(scope="module")
def released(signed):
    log = signed.build / "assurance" / "sense-checks.csv"
    assert ",review," in log.read_text(encoding="utf-8-sig")  # as it was built: nobody had answered yet
    log.write_text("written by hand")
    said = signed.run("release", PROGRAMME)
    return signed.root / "releases" / PROGRAMME / "1", said.stdout


def reasons(miniature):
    """Return everything that holds a release back, as (check, text)."""
    try:
        release(project_of(miniature), PROGRAMME, dry_run=True)
    except NotReleased as error:
        return {(each.check, str(each)) for each in error.refusals}
    return set()


def look_at(miniature):
    """Return a built programme as a release looks at it."""
    project = project_of(miniature)
    definitions = load_definitions(project, only=[PROGRAMME])
    folders = build_folders(project.build, PROGRAMME)
    return Look(project, definitions, definitions.programme(PROGRAMME), folders, read_manifest(folders.manifest))


@contextmanager
def edited(path, old, new):
    """Have a file changed for the block."""
    before = path.read_bytes()
    mode = path.stat().st_mode
    assert old in before
    try:
        path.write_bytes(before.replace(old, new, 1))
        yield
    finally:
        path.write_bytes(before)
        path.chmod(mode)


def test_unsigned_reports_are_refused_and_nothing_is_written(built, refused):
    assert refused.returncode == 1
    assert "is not released. Nothing was written." in refused.stderr
    # What several reports have alike is one line.
    (alike,) = [line for line in refused.stderr.splitlines() if line.endswith(": not signed off, not final.")]
    assert {AREA, "national-overview"} <= set(alike.strip().partition(":")[0].split(", "))
    assert f"What to do: workbench sign-off {PROGRAMME} REPORT --state assured" in refused.stderr
    assert "Traceback" not in refused.stderr
    folder = built.root / "releases" / PROGRAMME
    assert [path.name for path in folder.glob("*")] in ([], [".lock"])


def test_nothing_but_what_people_have_to_do_holds_the_first_release_back(refused):
    headings = {line.split(" (")[0] for line in refused.stderr.splitlines() if re.match(r"[a-z ]+ \(", line)}
    assert headings <= {"states", "sense checks"}


def test_states_are_shown_as_a_table(signed):
    said = signed.run("states", PROGRAMME).stdout
    row = next(line for line in said.splitlines() if line.lstrip().startswith(AREA))
    assert row.split() == [AREA, "final", "Chief", "inspector", "2026-06-01", "no"]
    assert "draft" not in said
    log = signed.run("states", PROGRAMME, "--log").stdout
    assert "2026-06-01  assured, by Quality panel: Read for assured" in log


def test_all_reports_are_signed_at_once_and_none_that_stands_already(signed):
    def sign(*arguments):
        how = ("--role", "Quality panel", "--date", "2026-06-02", "--comment", "Read")
        return signed.run("sign-off", PROGRAMME, *arguments, *how, check=False)

    files = {path: path.read_bytes() for path in (signed.root / "reports" / PROGRAMME / "sign-offs").glob("*.yaml")}
    done = sign("--all", "--state", "final")
    assert done.returncode == 0, done.stderr
    said = "reports stand there or further already, and did not change: nothing was signed."
    assert done.stdout == f"{len(files)} {said}\n"
    done = sign(AREA, "national-overview", "--state", "assured")
    assert done.returncode == 2
    assert "2 reports cannot be signed off as assured, so nothing was signed." in done.stderr
    assert f"{AREA}, national-overview: It is further: final, on 2026-06-01" in done.stderr
    assert "Name the reports to be taken back" in sign("--all", "--state", "draft").stderr
    assert {path: path.read_bytes() for path in files} == files


def test_a_signed_release_can_be_made_and_a_dry_run_writes_nothing(signed):
    said = signed.run("release", PROGRAMME, "--dry-run")
    assert "can be released as 1" in said.stdout
    assert not (signed.root / "releases" / PROGRAMME / "1").exists()


@pytest.mark.parametrize(
    ("file", "old", "new", "check", "words"),
    [
        (
            "build/{p}/site/areas/{a}/childrens-version/index.html",
            b"</h1>",
            b" </h1>",
            "build",
            "is not what the build made",
        ),
        ("build/{p}/project/areas/{a}/_key-messages.qmd", b"e", b"x", "build", "composed sources are not"),
        (
            "build/{p}/results/{a}/04_record_reading/results.json",
            b'"text"',
            b'"text" ',
            "build",
            "is not what the build",
        ),
        ("build/{p}/notebooks/{a}/03_surveys.ipynb", b"cells", b"cellz", "build", "is not what the build made"),
        ("reports/{p}/areas/{a}/_key-messages.qmd", b"e", b"x", "build", "has changed since the build"),
        ("parameters/disclosure.yaml", b"\n", b"\n\n", "build", "has changed since the build"),
        ("notebooks/03_surveys.ipynb", b"helpers", b"helperz", "build", "would run again"),
    ],
)
def test_a_changed_file_is_refused_by_the_check_that_is_there_for_it(signed, file, old, new, check, words):
    path = signed.root / file.format(p=PROGRAMME, a=AREA)
    with edited(path, old, new):
        found = reasons(signed)
    assert any(name == check and words in text for name, text in found), found


def test_a_broken_sign_off_is_told_once_by_check(signed):
    path = signed.root / "reports" / PROGRAMME / "sign-offs" / f"{AREA}.yaml"
    with edited(path, b"Quality panel", b"Somebody else"):
        checks = list(check_project(project_of(signed), (PROGRAMME,)))
    faults = [fault for check in checks for fault in check.faults]
    assert [fault.file for fault in faults] == [f"reports/{PROGRAMME}/sign-offs/{AREA}.yaml"]
    (waiting,) = [check for check in checks if not check.made]
    assert (waiting.name, waiting.note) == (
        f"narrative of {PROGRAMME}", "It needs what is at fault above. Mend that first."
    )  # fmt: skip


def test_results_whose_time_hides_that_they_were_changed_are_not_released(signed, tmp_path):
    path = signed.build / "results" / AREA / "05_engagement" / "results.json"
    before, times = path.read_bytes(), path.stat()
    looked = look_at(signed)
    try:
        path.write_bytes(before[::-1])
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
        with pytest.raises(NotReleased, match=r"results\.json: is not what the build made"):
            _copy_outputs(looked, tmp_path / "making")
    finally:
        path.write_bytes(before)


def test_what_was_built_of_other_evidence_is_not_signed(signed):
    path = signed.root / "evidence" / "store" / PROGRAMME / "staff_survey" / f"{AREA}.parquet"
    how = {"role": "Inspection lead", "on": date(2026, 6, 2), "comment": "Read"}
    with edited(path, b"PAR1", b"PAR2"):
        states = signed.run("states", PROGRAMME).stdout
        with pytest.raises(WorkbenchError, match="was built before its sources, evidence or parameters changed"):
            sign_report(project_of(signed), PROGRAMME, AREA, state="assured", **how)
    row = next(line for line in states.splitlines() if line.lstrip().startswith(AREA))
    assert "inputs changed: build again" in row


def test_an_unanswered_point_an_unsigned_quotation_and_a_name_are_refused_together(signed):
    area = signed.root / "reports" / PROGRAMME / "areas" / AREA
    points, quotations = area / "factual-accuracy.yaml", area / "quotations.yaml"
    points.write_text("points:\n- {number: 1, page: 2, point: A year is wrong.}\n")
    quotations.write_text(
        "quotations:\n- id: trusted\n  source_role: a young person\n  quality_indicator: \"2.1\"\n"
        "  text: My worker listens to me.\n"
    )  # fmt: skip
    try:
        found = reasons(signed)
    finally:
        points.unlink()
        quotations.unlink()
    assert ("factual accuracy", f"{AREA}: point 1 has no answer.") in found
    assert any(check == "quotations" for check, _ in found), found


LEAK = {
    "kind": "count", "label": "Three of all staff", "text": "3", "says": "3", "status": "shown", "reason": "",
    "table": "staff_survey", "value": 3,
}  # fmt: skip


def leaking(results):
    """Return results with a count that is too small to be shown."""
    content = json.loads(results)
    return json.dumps(content | {"values": content["values"] | {"leak.three": LEAK}}).encode()


def test_each_check_refuses_what_it_is_there_for_and_all_are_told_at_once(signed):
    site, results = signed.build / "site", signed.build / "results" / AREA / "03_surveys" / "results.json"
    # A browser looks at what was changed again: pages of little length.
    page, other = site / "index.html", site / "areas" / AREA / "childrens-version" / "index.html"
    silent = re.sub(rb"(?i)synthetic|made up|sample", b"", other.read_bytes())
    number = re.search(rb'class="traced"[^>]*>[^<]*\d[^<]*</a>', page.read_bytes())[0]
    planted = re.sub(rb">[^<]*</a>", b">most (98%, 77 of 78)</a>", number)
    before = results.read_bytes()
    with (
        edited(page, number, planted),
        edited(page, b"</h1>", b'</h1><img src="a.svg">'),
        edited(other, other.read_bytes(), silent),
        edited(results, before, leaking(before)),
    ):
        found = reasons(signed)
    shown = f"build/{PROGRAMME}/site"
    told = {check: [text for name, text in found if name == check] for check, _ in found}
    assert any("numbers-on-pages" in each for each in told["sense checks"]), told
    assert told["accessibility"] == [f"{shown}/index.html: has a picture without a description: a.svg."]
    assert any(
        each.startswith(f"{shown}/areas/{AREA}/childrens-version/index.html: does not say")
        for each in told["synthetic"]
    ), told
    small = f"{AREA}: Three of all staff: 3 is published, but counts from 1 to 4 are protected"
    assert any(small in each for each in told["disclosure"]), told
    assert "states" not in told


def test_what_an_earlier_release_gives_away_refuses_the_next(signed, tmp_path):
    earlier = tmp_path / "1"
    shutil.copytree(signed.build / "results", earlier / "results")
    shutil.copy(signed.build / "manifest.json", earlier)
    path = earlier / "results" / AREA / "03_surveys" / "results.json"
    path.write_bytes(leaking(path.read_bytes()))
    record, refusals = disclosure_of(look_at(signed), [Released(earlier, {})], tmp_path / "scratch", lambda _: None)
    assert record["together_with"] == ["1"]
    assert any("Three of all staff" in each.why for each in refusals)
    assert {each.do for each in refusals} == {
        "See docs/disclosure.md. Nothing that an earlier release shows can be taken back: hold back the same as it did."
    }


def test_a_killed_release_is_not_to_be_seen(signed):
    folder = signed.root / "releases" / PROGRAMME
    making = folder / ".making-1"
    while True:
        process = subprocess.Popen(
            [sys.executable, "-m", "workbench", "release", PROGRAMME],
            cwd=signed.root, env=clean_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        while not (making / "site").exists() and process.poll() is None:
            time.sleep(0.05)
        process.kill()
        assert process.wait() in (-signal.SIGKILL, 0)
        look_for_half_a_release(signed.root)
        if not (folder / "1").exists():
            break
        # On a busy machine it may be whole before the signal comes: once more.
        remove(folder)
    assert making.exists()


def test_what_a_killed_release_left_is_gone_after_the_next(released):
    assert not list(released[0].parent.glob(".making-*"))


def test_a_release_holds_what_was_signed_and_says_so(released, signed):
    folder, said = released
    assert "Released: releases/" in said and "Its digest, to be kept elsewhere:" in said
    page = (folder / "site" / "areas" / AREA / "index.html").read_text()
    assert '<p class="page-state">Release 1, final</p>' in page
    assert "Draft" not in re.sub(r"<[^>]+>", " ", page)
    draft = (signed.build / "site" / "areas" / AREA / "index.html").read_text()
    assert '<p class="page-state">Draft, not released</p>' in draft  # built before it was signed
    assert without_state(page) == without_state(draft)
    record = json.loads((folder / "release.json").read_text())
    assert record["date"] == "2026-06-01"
    assert record["synthetic"] is True
    assert [each["state"] for each in record["reports"][AREA]["sign_offs"]] == list(ROLES)
    assert record["manifest"] == sha256(folder / "manifest.json")
    manifest = json.loads((folder / "manifest.json").read_text())
    for name, digest in manifest["reports"].items():
        assert sha256(folder / name) == digest
    assert (folder / "notebooks" / AREA / "03_surveys.ipynb").is_file()
    assert (folder / "results" / AREA / "03_surveys" / "results.json").is_file()
    assert {each["version"] for each in json.loads((folder.parent / "archive.json").read_text())["releases"]} == {"1"}


def test_the_logs_of_a_release_have_the_answers_that_were_given_after_the_build(released):
    (row,) = re.findall(r"^.*,review,.*$", (released[0] / "assurance" / "sense-checks.csv").read_text(), re.MULTILINE)
    assert row.endswith(",Quality panel,2026-05-30,Looked at; it may stand.")
    checks = json.loads((released[0] / "release.json").read_text())["sense_checks"]["checks"]
    assert checks["no-jump-from-year-to-year"]["outcomes"][AREA]["answer"]["role"] == "Quality panel"
    assert (released[0] / "assurance" / "index.html").read_text().count("Looked at; it may stand.") == 1


def test_a_release_is_whole_and_cannot_be_written(released):
    folder, _ = released
    sums = subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=folder, check=False)
    assert sums.returncode == 0
    named = {line.split(maxsplit=1)[1].lstrip("*") for line in (folder / "SHA256SUMS").read_text().splitlines()}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert there == named | {"SHA256SUMS"}
    assert not any(stat.S_IMODE(path.stat().st_mode) & 0o222 for path in (folder, *folder.rglob("*")))
    assert not any(str(folder.parents[2]).encode() in (folder / name).read_bytes() for name in there)


def test_the_same_content_is_not_released_twice(released, signed):
    folder, _ = released
    said = signed.run("release", PROGRAMME)
    assert "Release 1 has exactly this content already" in said.stdout and "Nothing was written" in said.stdout
    assert {path.name for path in folder.parent.glob("*")} == {"1", "archive.json", ".lock"}


def test_the_same_release_made_elsewhere_has_the_same_bytes(released, signed, tmp_path):
    folder, _ = released
    said = signed.run("release", PROGRAMME, "--name", "1", "--to", str(tmp_path)).stderr
    assert re.search(r"Not weighed together with this release: those in \S+ \(1\)\.", said)
    again = tmp_path / PROGRAMME / "1"
    differing = [
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.read_bytes() != (again / path.relative_to(folder)).read_bytes()
    ]
    assert differing == []


def test_it_is_verified_and_made_again_byte_for_byte(released, signed):
    folder, _ = released
    assert "is as it was made" in signed.run("verify", str(folder)).stdout
    assert re.search(r"^Identical: \d{3} files of ", signed.run("rebuild", str(folder)).stdout, re.MULTILINE)


def test_a_change_after_the_release_shows_and_can_be_released_anew(released, signed):
    folder, _ = released
    narrative = signed.root / "reports" / PROGRAMME / "areas" / AREA / "_key-messages.qmd"
    before = narrative.read_text()
    old = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    try:
        narrative.write_text(before + "\nThe partnership has begun to act.\n")
        assert "inputs changed: build again" in signed.run("states", PROGRAMME).stdout
        with pytest.raises(WorkbenchError, match="was built before its sources, evidence or parameters changed"):
            sign_report(
                project_of(signed),
                PROGRAMME,
                AREA,
                state="assured",
                role="Quality panel",
                on=date(2026, 6, 8),
                comment="Read again",
            )
        signed.run("build", PROGRAMME, "--engine", "embedded")
        page = (signed.build / "site" / "areas" / AREA / "index.html").read_text()
        assert "Draft, changed since it was final on 1 June 2026; not released" in page
        overview = (signed.build / "site" / "index.html").read_text()
        assert "Final on 1 June 2026, not released" in overview
        assert {(check, text) for check, text in reasons(signed) if check != "sense checks"} == {
            ("states", f"{AREA}: Draft, changed since it was final on 1 June 2026; not released.")
        }
        project = project_of(signed)
        for state, role in ROLES.items():
            sign_report(project, PROGRAMME, AREA, state=state, role=role, on=date(2026, 6, 8), comment="Read again")
        answer_all(signed)
        with pytest.raises(WorkbenchError, match="a release is never changed"):
            release(project, PROGRAMME, name="1")
        report = release(project, PROGRAMME, name="2026-06")
        assert report.written
        record = json.loads((report.folder / "release.json").read_text())
        assert (record["previous"], record["disclosure"]["together_with"]) == ("1", ["1"])
        assert {path: path.read_bytes() for path in old} == old
    finally:
        narrative.write_text(before)
