import json
import os
import signal

import pytest

import warm_kernels
from tests.tiny import AREAS, make_tiny, write_notebook

pytestmark = pytest.mark.skipif(not warm_kernels.supported()[0], reason="warm kernels cannot be used here")

STAGES = ("--stage", "01_look")
RULES = '"""Rules."""\n\nSTEP = {}\n'
NEW = "A new prepared process, since src/helpers/rules.py has changed since it was loaded."
ORDINARY = "From here on ordinary kernels, which start more slowly: "


def looking(tiny, *cells):
    """Have the first stage end with these cells, after the helpers were imported and used."""
    path = tiny.root / "notebooks" / "01_look.ipynb"
    made = [
        (cell["cell_type"], cell["source"])
        if "parameters" not in cell["metadata"].get("tags", ())
        else ("parameters", cell["source"])
        for cell in json.loads(path.read_text())["cells"]
    ]
    write_notebook(path, [(kind, "".join(source)) for kind, source in made] + [("code", cell) for cell in cells])


def changing(tiny, values):
    """Have each area's run change a helper when it is done, as an author may in the middle of a build."""
    rules = tiny.root / "src" / "helpers" / "rules.py"
    looking(
        tiny,
        f"import os\nnew = {values!r}.get(area)\nrules = Path({str(rules)!r})\nwanted = {RULES!r}.format(new)\n"
        # In a warm kernel alone, so that each change is one that a prepared process has to notice.
        "warm = 'zygote' in Path(f'/proc/{os.getppid()}/cmdline').read_text()\n"
        "if new and warm and rules.read_text() != wanted: rules.write_text(wanted)",
    )


def sizes(tiny):
    files = {area: tiny.build / "results" / area / "01_look" / "results.json" for area in AREAS}
    return {area: json.loads(path.read_text())["values"]["size"] for area, path in files.items()}


def test_a_helper_changed_during_a_build_means_a_new_prepared_process_once(tmp_path):
    tiny = make_tiny(tmp_path)
    before = {area: len(f"notes of {area}") for area in AREAS}
    changing(tiny, {"fife": 2})
    done = tiny.run("build", "tiny", *STAGES, "--jobs", "1")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(NEW) == 1
    assert ORDINARY not in done.stdout
    after = {area: size * (1 if area == "fife" else 2) for area, size in before.items()}
    assert sizes(tiny) == after
    # What was done before the change is done again, and nothing else.
    done = tiny.run("build", "tiny", *STAGES, "--explain")
    assert "1 run done, 2 up to date" in done.stdout
    assert "fife/01_look done" in done.stdout and "helpers.rules" in done.stdout
    assert sizes(tiny) == {area: size * 2 for area, size in before.items()}


def test_a_helper_changed_a_second_time_means_ordinary_kernels_and_still_the_newest_code(tmp_path):
    tiny = make_tiny(tmp_path)
    changing(tiny, {"fife": 2, "moray": 3})
    done = tiny.run("build", "tiny", *STAGES, "--jobs", "1")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(NEW) == 1
    assert done.stdout.count(ORDINARY) == 1 and "(a second time)" in done.stdout
    assert sizes(tiny)["orkney-islands"] == 3 * len("notes of orkney-islands")
    # The last area's key is that of the code which it ran.
    done = tiny.run("build", "tiny", *STAGES, "--dry-run")
    assert "orkney-islands" not in done.stdout


def test_a_hash_seed_of_the_users_shell_does_not_matter(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONHASHSEED", "42")
    tiny = make_tiny(tmp_path)
    done = tiny.run("build", "tiny", *STAGES)
    assert done.returncode == 0, done.stderr
    assert "forked from a prepared process" in done.stdout and ORDINARY not in done.stdout


def test_a_prepared_process_that_was_killed_is_replaced(tmp_path):
    tiny = make_tiny(tmp_path)
    looking(tiny, f"import os, time\nif area == 'fife': os.kill(os.getppid(), {signal.SIGKILL:d}); time.sleep(60)")
    done = tiny.run("build", "tiny", *STAGES, "--jobs", "1")
    # The run that was under way ends with its kernel's parent; the others are done in warm kernels all the same.
    assert done.returncode == 1
    assert "fife/01_look failed" in done.stdout and "2 runs done, 1 failed" in done.stdout
    assert "A new prepared process, since the prepared process cannot be reached" in done.stdout
    assert os.listdir(tiny.build / "failed") == ["fife"]  # noqa: PTH208
