"""What the rules for notebooks find."""

import json
from pathlib import Path

import pytest

from workbench.checks.notebooks import notebook_faults

ROOT = Path(__file__).parents[2]


def code(source, count=None, outputs=(), identifier="one", tags=()):
    return {"cell_type": "code", "id": identifier, "source": source, "execution_count": count,
            "outputs": list(outputs), "metadata": {"tags": list(tags)}}  # fmt: skip


PARAMETERS = {"identifier": "parameters", "tags": ["parameters"]}
OUTPUT = {"output_type": "execute_result", "data": {"text/plain": "2"}, "metadata": {}, "execution_count": 2}


@pytest.fixture
def faults(tmp_path):
    """Return a maker of faults: cells in, messages out."""

    def make(*cells, reference=False, minor=5):
        path = tmp_path / "stage.ipynb"
        path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": minor, "metadata": {}, "cells": list(cells)}))
        return [fault.message for fault in notebook_faults(path, reference=reference)]

    return make


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_the_stage_notebooks_keep_the_rules(path):
    assert notebook_faults(path) == []


def test_a_notebook_without_parameters(faults):
    assert faults(code("1 + 1")) == ["0 cells are tagged parameters; exactly one must be"]


@pytest.mark.parametrize("source", ["area = 'fife'", "area: str", "area: str = 'fife'\nprint(area)"])
def test_parameters_have_types_and_defaults(faults, source):
    assert any("typed defaults only" in message for message in faults(code(source, **PARAMETERS)))


@pytest.mark.parametrize(
    ("source", "part"),
    [
        ("%matplotlib inline", "magic"),
        ("!ls", "magic"),
        ("files = !ls", "magic"),
        ("open('/home/anna/data.csv')", "absolute path"),
        (r"open('C:\data.csv')", "absolute path"),
        ("1\n2", "more than its last line"),
        ("display(1)\nx = 2", "more than its last line"),
        ("for x in range(3):\n    print(x)", "more than its last line"),
        ("x = (", "not Python"),
    ],
)
def test_what_a_cell_may_not_do(faults, source, part):
    found = faults(code("area: str = 'fife'", **PARAMETERS), code(source))
    assert len(found) == 1
    assert part in found[0]


def test_a_stage_notebook_has_no_outputs(faults):
    found = faults(code("area: str = 'fife'", **PARAMETERS), code("1 + 1", 2, [OUTPUT]))
    assert found == ["code cell 2 has outputs or a count: clear them, the build makes its own"]


def test_a_stripped_reference_is_refused(faults):
    found = faults(code("area: str = 'fife'", **PARAMETERS), code("1 + 1"), reference=True)
    assert "code cell 1 has execution count None, not 1" in found
    assert "code cell 2 displays something but has no output: make the reference anew" in found


def test_a_gap_in_the_counts_is_refused(faults):
    found = faults(code("area: str = 'fife'", 1, **PARAMETERS), code("1 + 1", 3, [OUTPUT]), reference=True)
    assert found == ["code cell 2 has execution count 3, not 2"]


def test_a_whole_reference_passes(faults):
    assert faults(code("area: str = 'fife'", 1, **PARAMETERS), code("1 + 1", 2, [OUTPUT]), reference=True) == []


def test_an_error_in_a_reference_is_refused(faults):
    error = {"output_type": "error", "ename": "E", "evalue": "", "traceback": []}
    found = faults(code("area: str = 'fife'", 1, **PARAMETERS), code("1 + 1", 2, [error]), reference=True)
    assert found == ["code cell 2 ended in an error"]


def test_cells_need_ids_of_their_own(faults):
    assert "every cell needs an id of its own" in faults(code("area: str = 'fife'", **PARAMETERS),
                                                         code("1", identifier="parameters"))  # fmt: skip
    assert any("4.5" in message for message in faults(code("area: str = 'fife'", **PARAMETERS), minor=4))


def test_a_file_that_is_no_notebook(tmp_path):
    (tmp_path / "a.ipynb").write_text("{}")
    assert "not a notebook" in notebook_faults(tmp_path / "a.ipynb")[0].message
    assert "missing" in notebook_faults(tmp_path / "b.ipynb")[0].message
