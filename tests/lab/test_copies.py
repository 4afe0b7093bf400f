import json

import pytest

from workbench.errors import WorkbenchError
from workbench.lab.copies import GIVEN, INJECTED, WorkingCopies, cells_digest

VALUES = {"programme": "p", "area": "fife"}


def cell(source, *tags, kind="code"):
    extra = {"outputs": [], "execution_count": None} if kind == "code" else {}
    return {"cell_type": kind, "id": source[:4] or "x", "metadata": {"tags": list(tags)}, "source": source, **extra}


def notebook(*cells):
    return json.dumps(
        {"cells": list(cells), "metadata": {"kernelspec": {"name": "python3"}}, "nbformat": 4, "nbformat_minor": 5}
    )


SOURCE = notebook(cell("# Title", kind="markdown"), cell('area: str = ""', "parameters"), cell("print(area)"))
NEWER = notebook(cell('area: str = ""', "parameters"), cell("print(area.upper())"))


def changed(path, source="print('mine')"):
    content = json.loads(path.read_text())
    content["cells"][-1]["source"] = source
    path.write_text(json.dumps(content))


def laid(folder, source=SOURCE, **options):
    return WorkingCopies(folder, "Python 3 (warm)").copy(source, "s.ipynb", VALUES, "s/s.ipynb", **options)


def test_the_parameters_stand_in_a_cell_of_their_own_below_the_tagged_one(tmp_path):
    cells = json.loads(laid(tmp_path).path.read_text())["cells"]
    assert [each["metadata"]["tags"] for each in cells] == [[], ["parameters"], [INJECTED], []]
    names: dict = {}
    exec(cells[2]["source"], names)
    assert {name: names[name] for name in VALUES} == VALUES


def test_what_was_only_run_is_not_a_change(tmp_path):
    path = laid(tmp_path).path
    content = json.loads(path.read_text())
    content["cells"][-1] |= {"outputs": [{"output_type": "stream", "name": "stdout", "text": "fife\n"}]}
    path.write_text(json.dumps(content))
    again = laid(tmp_path)
    assert not again.changed and "fife\\n" in path.read_text(), "outputs are kept"
    newer = laid(tmp_path, NEWER)
    assert not newer.changed and "upper" in path.read_text(), "a newer source replaces what nobody changed"
    assert not (tmp_path / "set-aside").exists()


def test_a_persons_changes_are_kept_and_a_newer_source_is_said(tmp_path):
    path = laid(tmp_path).path
    changed(path)
    again = laid(tmp_path)
    assert again.changed and not again.newer and "mine" in path.read_text()
    newer = laid(tmp_path, NEWER)
    assert newer.changed and newer.newer and "mine" in path.read_text()


def test_a_fresh_copy_sets_the_old_one_aside_each_time(tmp_path):
    path = laid(tmp_path).path
    for number in (1, 2):
        changed(path, f"print({number})")
        laid(tmp_path, fresh=True)
        assert "mine" not in path.read_text() and "print(area)" in path.read_text()
        assert f"print({number})" in (tmp_path / "set-aside" / f"s ({number}).ipynb").read_text()


def test_a_copy_that_is_no_notebook_any_more_is_kept_as_well(tmp_path):
    path = laid(tmp_path).path
    path.write_text("half written")
    assert laid(tmp_path).changed
    assert path.read_text() == "half written"


def test_a_copy_whose_record_was_lost_counts_as_changed(tmp_path):
    path = laid(tmp_path).path
    (tmp_path / GIVEN).unlink()
    before = path.read_text()
    assert laid(tmp_path, NEWER).changed
    assert path.read_text() == before


def test_a_source_that_is_no_notebook_is_named(tmp_path):
    with pytest.raises(WorkbenchError, match=r"s\.ipynb is not a Jupyter notebook"):
        laid(tmp_path, "[]")


def test_tags_and_order_count_as_changes():
    one, two = cell("a"), cell("b")
    assert cells_digest({"cells": [one, two]}) != cells_digest({"cells": [two, one]})
    assert cells_digest({"cells": [cell("a", "parameters")]}) != cells_digest({"cells": [one]})
