from workbench.building.standing import complete_areas, withdraw_reports
from workbench.plan.folders import build_folders
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
