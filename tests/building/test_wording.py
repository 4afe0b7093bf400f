from pathlib import Path

from workbench.building.wording import failure_lines, notebook_lines, plan_lines, runs_line
from workbench.execution.schedule import Finished
from workbench.plan.planner import PlannedUnit
from workbench.plan.reasons import Reason, Why
from workbench.plan.units import Unit

ROOT = Path("/project")
LOOK, WEIGH = Unit("p", "01_look", "fife"), Unit("p", "02_weigh", "fife")


def test_a_plan_says_what_runs_what_may_and_why():
    plan = (
        PlannedUnit(LOOK, (Reason(Why.EVIDENCE, "notes.parquet"),), ()),
        PlannedUnit(WEIGH, (), (LOOK.name,)),
        PlannedUnit(Unit("p", "01_look", "moray"), (), ()),
    )
    assert plan_lines(plan, explain=True) == [
        "fife/01_look  evidence changed: notes.parquet (rule 4)",
        "fife/02_weigh  only if the results of 01_look change (rule 7)",
        "1 run would be done, 1 more if what they build on changes; 1 up to date.",
        "What causes a run is in docs/rerun-rules.md.",
    ]
    assert plan_lines(plan[2:], explain=False) == ["0 runs would be done; 1 up to date."]


def test_what_failed_is_said_with_its_notebook_and_the_way_on():
    finished = {
        LOOK.name: Finished(LOOK, "failed", "ValueError: no", ROOT / "build/failed/01_look.ipynb"),
        WEIGH.name: Finished(WEIGH, "skipped", "not run, because 01_look failed"),
    }
    assert runs_line(finished) == "Notebooks: 0 runs done, 1 failed, 1 skipped."
    lines = failure_lines(finished.values(), "p", ROOT)
    assert "build/failed/01_look.ipynb" in "\n".join(lines)
    assert lines[-2:] == [
        "1 run not done, because of what failed.",
        "Build again when it is mended: workbench build p --failed",
    ]
    assert failure_lines([Finished(LOOK, "done")], "p", ROOT) == []


def test_of_many_notebooks_the_first_are_listed():
    paths = [ROOT / f"{number}.ipynb" for number in range(10)]
    assert notebook_lines(paths, ROOT)[-2:] == ["  7.ipynb", "  and 2 more"]
