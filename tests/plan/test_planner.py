import subprocess
import sys

import pytest

from tests.tiny import make_tiny, write_notebook
from workbench.build import Options, build
from workbench.errors import WorkbenchError
from workbench.plan.selection import Selection


@pytest.fixture
def tiny(tmp_path):
    return make_tiny(tmp_path)


def test_planning_imports_nothing_that_computes(tiny):
    code = (
        "import sys; from workbench.cli import main\n"
        "try: main(['build', 'tiny', '--dry-run', '--explain'])\n"
        "except SystemExit: pass\n"
        "heavy = {'pandas', 'numpy', 'altair', 'papermill', 'pyarrow', 'nbformat', 'nbclient', 'duckdb', "
        "'multiprocessing'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tiny.root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "7 runs would be done" in done.stdout


def plan(tiny, *stages, areas=()):
    return build(tiny.project, "tiny", Options(Selection(areas, stages), dry_run=True, explain=True)).message


def test_a_stage_that_needs_missing_results_says_what_to_run(tiny):
    with pytest.raises(WorkbenchError, match="needs results of fife that are not there: 01_look"):
        plan(tiny, "02_weigh", areas=("fife",))


def test_a_national_stage_without_any_area_says_what_to_run(tiny):
    with pytest.raises(WorkbenchError, match="there are none yet"):
        plan(tiny, "overview")


def test_a_wrong_parameter_is_found_before_anything_runs(tiny):
    write_notebook(tiny.root / "notebooks" / "01_look.ipynb", [("parameters", 'programme: str = ""\naera: str = ""')])
    with pytest.raises(WorkbenchError, match=r"01_look\.ipynb has no parameter 'area'. Did you mean aera\?"):
        build(tiny.project, "tiny", Options(Selection(("fife",), ("01_look",))))
    assert not (tiny.build / "notebooks").exists()


def test_an_empty_store_says_what_to_run(tiny):
    (tiny.root / "evidence" / "store" / "tiny" / "catalogue.json").unlink()
    with pytest.raises(WorkbenchError, match=r"workbench sample tiny\. Then run: workbench intake tiny"):
        plan(tiny)
    (tiny.root / "evidence" / "raw" / "tiny" / "fife").mkdir(parents=True)
    with pytest.raises(WorkbenchError, match=r"has not been taken in yet\. Run: workbench intake tiny"):
        plan(tiny)


def test_an_area_may_be_named_as_people_name_it(tiny):
    assert plan(tiny, "01_look", areas=("Orkney Islands",)).startswith("orkney-islands/01_look  first run (rule 1)")


def test_evidence_that_was_taken_in_and_is_gone_stops_the_build(tiny):
    (tiny.root / "evidence" / "store" / "tiny" / "notes" / "fife.parquet").unlink()
    with pytest.raises(WorkbenchError, match=r"notes of fife was taken in, but is gone .* workbench intake tiny"):
        plan(tiny, "01_look", areas=("fife",))
    assert "1 run would be done" in plan(tiny, "01_look", areas=("moray",))
