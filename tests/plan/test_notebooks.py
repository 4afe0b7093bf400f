import json

import pytest

from tests.tiny import write_notebook
from workbench.errors import WorkbenchError
from workbench.plan.notebooks import check_parameters, plain_python, read_notebook

CELLS = [
    ("markdown", "# Look"),
    ("parameters", 'programme: str\narea: str = "fife"\nyears: int = 2'),
    ("code", "1 + 1"),
]


@pytest.fixture
def notebook(tmp_path):
    write_notebook(tmp_path / "look.ipynb", CELLS)
    return tmp_path / "look.ipynb"


def changed(path, change):
    content = json.loads(path.read_text())
    change(content)
    path.write_text(json.dumps(content))
    return read_notebook(path).cells_hash


def test_outputs_metadata_and_ids_do_not_change_the_hash(notebook):
    before = read_notebook(notebook).cells_hash

    def noise(content):
        content["metadata"]["kernelspec"] = {"name": "other"}
        cell = content["cells"][2]
        cell.update(id="another", execution_count=7, outputs=[{"output_type": "stream", "name": "stdout", "text": "2"}])
        cell["metadata"]["papermill"] = {"duration": 1}
        cell["source"] = ["1 + 1"]

    assert changed(notebook, noise) == before


@pytest.mark.parametrize("cell", [0, 2])
def test_code_and_prose_change_the_hash(notebook, cell):
    before = read_notebook(notebook).cells_hash
    assert changed(notebook, lambda content: content["cells"][cell].update(source="other")) != before


def test_magics_do_not_hide_imports():
    assert plain_python("%load_ext x\n  !ls\nimport helpers") == "pass\n  pass\nimport helpers"
    assert plain_python("%%bash\nls") == "pass"


@pytest.mark.parametrize(
    "source",
    [
        "%%time\nfrom helpers import surveys",
        "%%capture out\nfrom helpers import surveys",
        "%time from helpers import surveys",
        "%%time\n%time from helpers import surveys",
    ],
)
def test_python_that_a_magic_runs_is_read(source):
    assert plain_python(source) == "from helpers import surveys"


def test_declared_parameters_are_read(notebook):
    found = {each.name: (each.annotation, each.has_default) for each in read_notebook(notebook).parameters}
    assert found == {"programme": ("str", False), "area": ("str", True), "years": ("int", True)}


def test_right_parameters_pass(notebook):
    check_parameters(read_notebook(notebook), {"programme": "p", "area": "moray"})


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"programme": "p", "aera": "fife"}, r"has no parameter 'aera'. Did you mean area\?"),
        ({"area": "fife"}, "needs the parameter 'programme'"),
        ({"programme": "p", "years": "two"}, "is declared as int, but 'two' was given"),
    ],
)
def test_wrong_parameters_are_refused(notebook, given, message):
    with pytest.raises(WorkbenchError, match=message):
        check_parameters(read_notebook(notebook), given)


def test_a_notebook_without_parameters_cell_is_refused(tmp_path):
    write_notebook(tmp_path / "plain.ipynb", [("code", "1")])
    with pytest.raises(WorkbenchError, match="no cell tagged 'parameters'"):
        check_parameters(read_notebook(tmp_path / "plain.ipynb"), {"area": "fife"})


@pytest.mark.parametrize("content", ["", "[]", '{"nbformat": 3}'])
def test_what_is_no_notebook_is_refused(tmp_path, content):
    (tmp_path / "a.ipynb").write_text(content)
    with pytest.raises(WorkbenchError, match="not a Jupyter notebook"):
        read_notebook(tmp_path / "a.ipynb")


def test_a_missing_notebook_is_named(tmp_path):
    with pytest.raises(WorkbenchError, match=r"a\.ipynb is not in"):
        read_notebook(tmp_path / "a.ipynb")
