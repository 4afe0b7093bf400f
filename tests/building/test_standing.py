from workbench.building.standing import complete_areas, remove_former, withdraw_reports
from workbench.plan.folders import build_folders
from workbench.plan.keys import Record
from workbench.plan.lockfile import Lockfile
from workbench.plan.units import Unit


def test_an_area_is_complete_with_the_results_of_all_its_stages(tmp_path):
    folders = build_folders(tmp_path, "p")
    units = {unit.name: unit for unit in (Unit("p", stage, area) for area in ("fife", "moray") for stage in ("a", "b"))}
    for name in ("fife/a", "fife/b", "moray/a"):
        folders.results_file(name).parent.mkdir(parents=True)
        folders.results_file(name).write_text("{}")
    assert complete_areas(["moray", "fife"], units, folders) == ["fife"]


def test_only_the_reports_of_areas_that_no_longer_stand_are_taken_away(tmp_path):
    folders = build_folders(tmp_path, "p")
    for area in ("fife", "moray"):
        (folders.site / "areas" / area).mkdir(parents=True)
        (folders.project / "areas" / area).mkdir(parents=True)
    withdraw_reports({"fife", None}, folders)
    assert [path.name for path in sorted(tmp_path.rglob("areas/*"))] == ["moray", "moray"]


def test_what_was_made_of_areas_and_stages_that_left_the_programme_is_taken_away(tmp_path):
    folders = build_folders(tmp_path, "p")
    lockfile = Lockfile(folders)
    units = {unit.name: unit for unit in (Unit("p", "a", "fife"), Unit("p", "total", None))}
    for name in ("fife/a", "fife/b", "moray/a", "national/total", "national/former"):
        folder, _, stage = name.partition("/")
        unit = Unit("p", stage, None if folder == "national" else folder)
        for path in (folders.results_file(name), folders.notebook(unit), folders.failed(unit)):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("{}")
        lockfile.add(name, Record("done", None, {}))
    remove_former("p", lockfile, units, folders)
    found = [path for name in ("results", "notebooks", "failed") for path in (folders.root / name).rglob("*.*")]
    left = sorted(path.relative_to(folders.root).as_posix() for path in found)
    assert left == [
        "failed/fife/a.ipynb", "failed/national/total.ipynb",
        "notebooks/fife/a.ipynb", "notebooks/national/total.ipynb",
        "results/fife/a/results.json", "results/national/total/results.json",
    ]  # fmt: skip
    assert not (folders.results / "moray").exists()
