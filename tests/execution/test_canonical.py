import copy
import json

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.execution.canonical import canonical_notebook, notebook_bytes


def source():
    cells = [
        nbformat.v4.new_markdown_cell("# A", id="head"),
        nbformat.v4.new_code_cell("programme = ''", id="given", metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell("print(1)", id="show"),
    ]
    return nbformat.v4.new_notebook(cells=cells)


def executed(random_id="a1b2c3", second="00.1", folder="/tmp/run-x1", address="0x7f00aa11bb22", kernel="12345"):
    """Return what papermill gives back, with everything that differs between two equal runs."""
    notebook = copy.deepcopy(source())
    injected = nbformat.v4.new_code_cell("# Parameters\nprogramme = 'p'", metadata={"tags": ["injected-parameters"]})
    injected["id"] = random_id
    notebook.cells.insert(2, injected)
    notebook.metadata["papermill"] = {"start_time": second, "output_path": f"{folder}/out.ipynb"}
    notebook.metadata["language_info"] = {"name": "python", "version": "3.11.7"}
    for number, cell in enumerate(notebook.cells):
        cell.metadata["papermill"] = {"duration": second}
        if cell.cell_type == "code":
            cell["execution_count"] = number
    notebook.cells[3]["outputs"] = [
        nbformat.v4.new_output("stream", name="stdout", text="1\n"),
        nbformat.v4.new_output("stream", name="stderr", text=f"{folder}/results/a.txt\n"),
        nbformat.v4.new_output("stream", name="stdout", text="2\n"),
        nbformat.v4.new_output("display_data", data={"text/plain": f"<Thing at {address}>", "image/svg+xml": "<svg/>"}),
        nbformat.v4.new_output(
            "error", ename="E", evalue=f"in {folder}", traceback=[f'File "/tmp/ipykernel_{kernel}/{kernel}.py", line 1']
        ),
    ]
    return notebook


def canonical(notebook, folder="/tmp/run-x1"):
    return canonical_notebook(notebook, source(), {folder: "."})


def test_equal_runs_give_equal_bytes():
    other = executed("d4e5f6", "99.9", "/tmp/run-y2", "0x7fbb00000000", "777")
    assert notebook_bytes(canonical(executed())) == notebook_bytes(canonical(other, "/tmp/run-y2"))


def test_it_stays_a_valid_notebook_with_stable_ids():
    notebook = json.loads(notebook_bytes(canonical(executed())))
    nbformat.validate(notebook)
    assert [cell["id"] for cell in notebook["cells"]] == ["head", "given", "injected-parameters", "show"]


def test_nothing_of_the_machine_or_of_papermill_is_left():
    text = notebook_bytes(canonical(executed())).decode()
    for trace in ("/tmp/", "papermill", "0x7f", "duration", "3.11.7"):
        assert trace not in text


def test_streams_are_joined_with_errors_last():
    outputs = canonical(executed())["cells"][3]["outputs"]
    assert [(each["name"], each["text"]) for each in outputs[:2]] == [
        ("stdout", "1\n2\n"),
        ("stderr", "./results/a.txt\n"),
    ]


def test_a_path_is_replaced_as_a_whole_only():
    notebook = executed()
    said = nbformat.v4.new_output("stream", name="stdout", text="/home/ann /home/ann/a /home/anna")
    notebook.cells[3]["outputs"] = [said]
    found = canonical_notebook(notebook, source(), {"/home/ann": "~"})
    assert found["cells"][3]["outputs"][0]["text"] == "~ ~/a /home/anna"


@pytest.mark.parametrize("ids", [["same", "same", "same"], ["", "", ""]])
def test_missing_or_double_ids_are_made_from_the_source(ids):
    plain = source()
    for cell, id in zip(plain.cells, ids, strict=True):
        cell["id"] = id
    first = canonical_notebook(plain, plain, {})
    found = [cell["id"] for cell in first["cells"]]
    assert len(set(found)) == 3
    assert first == canonical_notebook(plain, plain, {})


OUTPUTS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)


@settings(max_examples=25)
@given(st.text(), OUTPUTS)
def test_it_is_written_as_nbformat_writes_it(text, value):
    notebook = executed()
    notebook.cells[3].outputs[-2]["data"] |= {"text/html": text, "application/json": value}
    made = canonical(notebook)
    assert notebook_bytes(made).decode() == nbformat.writes(nbformat.from_dict(made)) + "\n"
