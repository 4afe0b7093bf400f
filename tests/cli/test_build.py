import os
import resource
import subprocess
import sys

import pytest

from tests.tiny import make_tiny

STAGE = ("--area", "fife", "--stage", "01_look")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    return make_tiny(tmp_path_factory.mktemp("cli"))


def test_help_shows_an_example(tiny):
    shown = tiny.run("build", "--help").stdout
    assert "workbench build compulsory-supervision-orders --area orkney-islands --stage 03_surveys" in shown


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("tinny",), "No programme is called 'tinny'. Did you mean tiny?"),
        (("tiny", "--area", "orkny"), "Did you mean orkney-islands?"),
        (("tiny", "--stage", "01_lok"), "Did you mean 01_look?"),
        (("tiny", "--format", "html,pfd"), "Did you mean pdf?"),
        (("tiny", "--engine", "quatro"), "Did you mean quarto?"),
    ],
)
def test_what_is_wrong_in_the_command_ends_with_2(tiny, arguments, message):
    done = tiny.run("build", *arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_one_area_and_stage_runs_that_one_thing(tiny):
    done = tiny.run("build", "tiny", *STAGE)
    assert done.returncode == 0, done.stderr
    assert "[1/1] fife/01_look done" in done.stdout
    assert done.stdout.rstrip().endswith("build/tiny/notebooks/fife/01_look.ipynb")
    assert [path.name for path in (tiny.build / "notebooks").rglob("*.ipynb")] == ["01_look.ipynb"]


def test_a_failed_run_ends_with_1_and_names_the_notebook(tiny):
    tiny.evidence("moray", "broken")
    done = tiny.run("build", "tiny", "--area", "moray", "--stage", "01_look")
    assert done.returncode == 1
    assert "moray/01_look  cell [4]: AssertionError: the notes are broken" in done.stdout
    assert "build/tiny/failed/moray/01_look.ipynb" in done.stdout


def test_nothing_changed_is_said_at_once_and_without_imports(tiny):
    tiny.run("build", "tiny", *STAGE)
    code = (
        "import sys; from workbench.cli import main\n"
        f"try: main(['build', 'tiny', *{STAGE!r}])\n"
        "except SystemExit: pass\n"
        "heavy = {'pydantic', 'yaml', 'workbench.definitions', 'workbench.build', 'pandas', 'papermill', 'altair', "
        "'multiprocessing', 'rich'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tiny.root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Nothing changed since the last build.")


def test_nothing_changed_is_quick(tiny):
    tiny.run("build", "tiny", *STAGE)

    def seconds(command):
        """Of the processor, whatever else it does at the same time."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, cwd=tiny.root, env=os.environ, capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    pairs = [
        (seconds([sys.executable, "-c", "pass"]), seconds(tiny.command("build", "tiny", *STAGE))) for _ in range(5)
    ]
    bare, build = (min(times) for times in zip(*pairs, strict=True))
    assert build < 12 * bare


def test_a_dry_run_runs_nothing(tiny):
    done = tiny.run("build", "tiny", "--area", "orkney-islands", "--stage", "01_look", "--dry-run")
    assert done.stdout.splitlines()[0] == "orkney-islands/01_look"
    assert "1 run would be done; 0 up to date." in done.stdout
    assert not (tiny.build / "notebooks" / "orkney-islands").exists()
