import hashlib
import json
import shutil
import signal
import subprocess
import time
from pathlib import Path

import nbformat
import pytest

from tests.tiny import AREAS, make_tiny, write_notebook
from workbench.build import Options, build
from workbench.errors import UnknownName
from workbench.execution.progress import Lines
from workbench.plan.environment import environment
from workbench.plan.selection import Selection

pytestmark = pytest.mark.slow
# The tiny project has no report sources: naming the stages leaves the reports out.
STAGES = ("01_look", "02_weigh", "overview")
ALL = [word for stage in STAGES for word in ("--stage", stage)]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    tiny = make_tiny(tmp_path_factory.mktemp("built"))
    done = tiny.run("build", "tiny", *ALL)
    assert done.returncode == 0, done.stderr
    return tiny


@pytest.fixture
def tiny(built, tmp_path):
    """A project that was just built, to be changed at will."""
    shutil.copytree(built.root, tmp_path / "tiny", symlinks=True)
    return type(built)(tmp_path / "tiny")


def made(tiny):
    files = [path for name in ("notebooks", "results") for path in (tiny.build / name).rglob("*") if path.is_file()]
    return {str(path.relative_to(tiny.build)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def planned(tiny, **options):
    """Return why each unit would run, by name."""
    chosen = Options(Selection(stages=STAGES, **options), dry_run=True, explain=True)
    lines = build(tiny.project, "tiny", chosen).message.splitlines()
    return dict(line.split("  ", 1) for line in lines if "/" in line.split(" ")[0])


def run(tiny, **options):
    return build(tiny.project, "tiny", Options(Selection(stages=STAGES), jobs=2, **options))


def test_every_unit_leaves_a_notebook_and_results(built):
    units = [f"{area}/{stage}" for area in AREAS for stage in STAGES[:2]] + ["national/overview"]
    assert set(made(built)) == {f"notebooks/{unit}.ipynb" for unit in units} | {
        f"results/{unit}/results.json" for unit in units
    }
    overview = json.loads((built.build / "results" / "national" / "overview" / "results.json").read_text())
    assert overview["values"]["areas"] == list(AREAS)


def test_each_area_has_its_own_results(built):
    for area in AREAS:
        results = json.loads((built.build / "results" / area / "01_look" / "results.json").read_text())
        assert results["values"] == {"area": area, "size": len(f"notes of {area}")}


def test_executed_notebooks_are_valid_and_hold_no_path_of_this_machine(built):
    for path in (built.build / "notebooks").rglob("*.ipynb"):
        nbformat.validate(nbformat.read(path, as_version=4))
        assert str(built.root) not in path.read_text()


def test_no_source_is_touched_and_no_scratch_is_left(built, tmp_path):
    fresh = make_tiny(tmp_path)
    for path in (fresh.root / "notebooks").iterdir():
        assert path.read_bytes() == (built.root / "notebooks" / path.name).read_bytes()
    assert not (built.build / ".running").exists()
    assert not (built.build / "journal.jsonl").exists()


def test_nothing_changed_is_nothing_planned(tiny):
    assert planned(tiny) == {}


def test_another_folder_gives_the_same_bytes(built, tmp_path):
    other = make_tiny(tmp_path / "elsewhere" / "deep")
    assert run(other).exit_code == 0
    assert made(other) == made(built)
    manifests = [(each.build / "manifest.json").read_bytes() for each in (other, built)]
    assert manifests[0] == manifests[1]


# What a change causes: units and rules, by what was changed.
def edit_notebook(tiny):
    path = tiny.root / "notebooks" / "02_weigh.ipynb"
    path.write_text(path.read_text().replace("even=", "is_even="))


def touch_notebook(tiny):
    path = tiny.root / "notebooks" / "02_weigh.ipynb"
    content = json.loads(path.read_text())
    content["cells"][1]["execution_count"] = 9
    content["metadata"]["kernelspec"] = {"name": "other", "display_name": "Other"}
    path.write_text(json.dumps(content))


def edit_helper(tiny):
    tiny.helper("rules.py", "STEP = 2\n")


def comment_helper(tiny):
    tiny.helper("rules.py", '"""Rules, explained better."""\n\n# One at a time.\nSTEP = 1\n')


def edit_unused_helper(tiny):
    tiny.helper("unused.py", "VALUE = 2\n")


def edit_evidence(tiny):
    tiny.evidence("moray", "other notes")


def remove_evidence(tiny):
    tiny.evidence("moray", None)


def edit_programme(tiny):
    path = tiny.root / "parameters" / "programmes" / "tiny.yaml"
    path.write_text(path.read_text().replace("minimum_strands: 1", "minimum_strands: 2"))


def remove_output(tiny):
    (tiny.build / "notebooks" / "fife" / "01_look.ipynb").unlink()


def edit_output(tiny):
    path = tiny.build / "results" / "fife" / "02_weigh" / "results.json"
    path.write_text(path.read_text().replace('"schema": 1', '"schema": 2'))


LOOKS = {f"{area}/01_look" for area in AREAS}
WEIGHS = {f"{area}/02_weigh" for area in AREAS}


@pytest.mark.parametrize(
    ("change", "units", "words"),
    [
        (edit_notebook, WEIGHS, "notebook changed (rule 2)"),
        (touch_notebook, set(), ""),
        (edit_helper, LOOKS, "helper changed: helpers.rules (rule 3)"),
        (comment_helper, set(), ""),
        (edit_unused_helper, set(), ""),
        (
            edit_evidence,
            {"moray/01_look"},
            "evidence changed: notes (what is known of its file), notes.parquet (rule 4)",
        ),
        # An area without evidence has no synthetic evidence either, which every run of it is told.
        (remove_evidence, {"moray/01_look", "moray/02_weigh"}, "run.json synthetic (rule 5)"),
        (edit_programme, LOOKS | WEIGHS | {"national/overview"}, "parameter changed: run.json programme (rule 5)"),
        (remove_output, {"fife/01_look"}, "output missing: notebooks/fife/01_look.ipynb (rule 8)"),
        (edit_output, {"fife/02_weigh"}, "output changed by hand: results/fife/02_weigh/results.json (rule 9)"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_change_runs_what_it_must_and_says_why(tiny, change, units, words):
    change(tiny)
    found = {name: why for name, why in planned(tiny).items() if not why.startswith("only if")}
    # A changed file of results is a changed input of what builds on it as well.
    found = {name: why for name, why in found.items() if not why.startswith("upstream")}
    assert set(found) == units
    assert all(words in why for why in found.values())


def test_what_builds_on_a_run_waits_for_its_results(tiny):
    edit_evidence(tiny)
    plan = planned(tiny)
    assert plan["moray/02_weigh"] == "only if the results of 01_look change (rule 7)"
    assert plan["national/overview"] == "only if the results of 02_weigh change (rule 7)"


def test_results_that_come_out_the_same_stop_there(tiny):
    before = made(tiny)
    tiny.evidence("moray", "notes of MORAY")
    results = run(tiny).results
    assert [name for name, result in results.items() if result == "done"] == ["moray/01_look"]
    assert made(tiny) == before


def test_a_changed_environment_runs_everything(tiny, monkeypatch):
    monkeypatch.setattr("workbench.plan.planner.environment", lambda cache: environment(cache) | {"pandas": "99"})
    plan = planned(tiny)
    assert len(plan) == 7
    assert all("→ 99 (rule 6)" in why for why in plan.values())


def test_a_failure_skips_only_what_needs_it(tiny):
    tiny.evidence("fife", "broken")
    tiny.evidence("moray", "deadly")
    report = run(tiny)
    assert report.exit_code == 1
    assert report.results == {
        "fife/01_look": "failed", "fife/02_weigh": "skipped", "moray/01_look": "failed", "moray/02_weigh": "skipped",
        "orkney-islands/01_look": "unchanged", "orkney-islands/02_weigh": "unchanged", "national/overview": "done",
    }  # fmt: skip
    assert "fife/01_look   cell [4]: AssertionError: the notes are broken" in report.message
    assert "build/tiny/failed/fife/01_look.ipynb" in report.message
    assert "The kernel died" in report.message
    half_run = nbformat.read(tiny.build / "failed" / "fife" / "01_look.ipynb", as_version=4)
    assert any(output.output_type == "error" for cell in half_run.cells for output in cell.get("outputs", []))
    overview = json.loads((tiny.build / "results" / "national" / "overview" / "results.json").read_text())
    assert overview["values"]["areas"] == ["orkney-islands"]

    # No report can show what no longer stands.
    assert not (tiny.build / "results" / "fife" / "01_look").exists()
    assert set(planned(tiny, failed=True)) >= {"fife/01_look", "fife/02_weigh", "moray/01_look", "moray/02_weigh"}
    assert "(rule 10)" in planned(tiny)["fife/01_look"]

    tiny.evidence("fife", "notes of fife")
    tiny.evidence("moray", "notes of moray")
    again = build(tiny.project, "tiny", Options(Selection(stages=STAGES, failed=True)))
    assert again.exit_code == 0
    assert set(again.results) == {
        "fife/01_look", "fife/02_weigh", "moray/01_look", "moray/02_weigh", "national/overview",
    }  # fmt: skip
    assert not (tiny.build / "failed" / "fife" / "01_look.ipynb").exists()
    assert planned(tiny) == {}


def test_nothing_failed_is_nothing_to_do(tiny):
    chosen = Options(Selection(stages=STAGES, failed=True))
    assert "No notebook failed" in build(tiny.project, "tiny", chosen).message


def leftovers(tiny):
    """Return processes that still work in the project's folder."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if (entry / "cwd").readlink().is_relative_to(tiny.root):
                found.append(entry.name)
        except OSError:
            continue
    return found


@pytest.mark.parametrize("wait_for", ["01_look", "02_weigh"])
def test_a_killed_build_is_taken_up_and_ends_in_the_same_bytes(built, tmp_path, wait_for):
    tiny = make_tiny(tmp_path)
    process = subprocess.Popen(
        tiny.command("build", "tiny", *ALL, "--jobs", "2"), cwd=tiny.root, env=tiny.environment(),
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    for line in process.stdout:
        if f"/{wait_for} done" in line:
            process.send_signal(signal.SIGKILL)
            break
    process.wait()
    process.stdout.close()
    finished = (tiny.build / "journal.jsonl").read_text().count("\n")
    assert finished >= 1

    deadline = time.monotonic() + 60
    while leftovers(tiny) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert leftovers(tiny) == []

    results = run(tiny).results
    assert sum(result == "unchanged" for result in results.values()) == finished
    assert made(tiny) == made(built)
    assert not (tiny.build / ".running").exists()


def test_a_second_build_waits_for_the_first(tiny):
    tiny.evidence("fife", "slow" * 3)
    write_notebook(
        tiny.root / "notebooks" / "02_weigh.ipynb",
        [("parameters", 'programme: str = ""\narea: str = ""'), ("code", "raise SystemError('not asked for')")],
    )
    command = tiny.command("build", "tiny", "--area", "fife", "--stage", "01_look")
    first = subprocess.Popen(
        command, cwd=tiny.root, env=tiny.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    while not (tiny.build / ".running").exists():
        assert first.poll() is None, "it ended before it had begun"
        time.sleep(0.05)
    second = subprocess.Popen(
        tiny.command("build", "tiny", "--dry-run"),
        cwd=tiny.root,
        env=tiny.environment(),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert "Another build of tiny is under way" in second.stdout.readline()
    first.send_signal(signal.SIGINT)
    _, complaints = first.communicate(timeout=120)
    assert first.returncode == 1
    # Neither Python's own words nor those of the process that looks after what the workers shared.
    assert complaints == "\nStopped. Finished runs are kept; the same command goes on from there.\n"
    assert second.wait(120) == 0
    second.stdout.close()
    deadline = time.monotonic() + 60
    while leftovers(tiny) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert leftovers(tiny) == []


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"formats": ("pfd",)}, r"No format is called 'pfd'. Did you mean pdf\?"),
        ({"engine": "quatro"}, r"No engine is called 'quatro'. Did you mean quarto\?"),
    ],
)
def test_unknown_formats_and_engines_are_refused(options, message):
    with pytest.raises(UnknownName, match=message):
        Options(**options)


def test_fresh_runs_what_is_up_to_date_and_says_so(tiny, capsys):
    chosen = Options(Selection(("moray",), ("01_look",)), explain=True, fresh=True)
    assert build(tiny.project, "tiny", chosen, Lines()).results == {"moray/01_look": "done"}
    shown = capsys.readouterr().out
    assert "moray/01_look done" in shown
    assert "asked for by --fresh (rule 11)" in shown
