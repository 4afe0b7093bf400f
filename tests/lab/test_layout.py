import json

import pytest

from workbench.lab.desk import Desk, DeskNotebook
from workbench.lab.layout import first_open, keep_layout, layout, layout_file, layout_name
from workbench.lab.roles import ROLES


def desk(role, *ids):
    notebooks = tuple(DeskNotebook(id, id, f"p/fife/{id}.ipynb") for id in ids)
    return Desk("p", "fife", "Fife", ROLES[role], "p/fife", notebooks)


EVERYTHING = ("explore", "judgement", "record_reading_form", "01_scoping", "06_evaluation")


@pytest.mark.parametrize(
    ("role", "opened"),
    [
        ("inspector", ["explore", "judgement", "01_scoping"]),
        ("author", ["06_evaluation"]),
        ("reviewer", ["explore", "06_evaluation"]),
    ],
)
def test_each_role_finds_its_own_notebooks_open(role, opened):
    assert first_open(desk(role, *EVERYTHING)) == tuple(f"p/fife/{id}.ipynb" for id in opened)


def test_what_is_not_there_is_not_opened():
    assert first_open(desk("inspector", "01_scoping")) == ("p/fife/01_scoping.ipynb",)
    assert first_open(desk("inspector")) == ()


def test_the_file_is_the_one_that_jupyterlab_itself_would_take(tmp_path):
    from jupyterlab_server.workspaces_handler import WorkspacesManager

    name = layout_name("compulsory-supervision-orders", "orkney-islands", "inspector")
    keep_layout(tmp_path, desk("inspector", *EVERYTHING), name, report=False)
    found = WorkspacesManager(str(tmp_path)).load(name)
    assert found["data"]["layout-restorer:data"]["main"]["current"] == "notebook:p/fife/explore.ipynb"
    saved = WorkspacesManager(str(tmp_path)).save(name, json.dumps(found))
    assert saved == layout_file(tmp_path, name)


def test_a_layout_that_somebody_left_is_not_touched(tmp_path):
    keep_layout(tmp_path, desk("author", "06_evaluation"), "n", report=False)
    layout_file(tmp_path, "n").write_text("as it was left")
    keep_layout(tmp_path, desk("author", "06_evaluation"), "n", report=False)
    assert layout_file(tmp_path, "n").read_text() == "as it was left"
    keep_layout(tmp_path, desk("author", "06_evaluation"), "n", report=False, fresh=True)
    assert layout_file(tmp_path, "n").read_text() != "as it was left"


def test_the_report_stands_beside_for_those_who_read_it_where_there_is_one():
    for role, there, areas in (("author", True, 2), ("author", False, 1), ("inspector", True, 1)):
        dock = layout(desk(role, *EVERYTHING), "n", report=there)["data"]["layout-restorer:data"]["main"]["dock"]
        assert len(dock.get("children", [dock])) == areas, role


def test_without_an_area_the_panel_stands_open_alone():
    data = layout(None, "p.author", report=False)["data"]["layout-restorer:data"]
    assert data["main"] == {} and data["left"]["current"] == "workbench-areas" and not data["left"]["collapsed"]
