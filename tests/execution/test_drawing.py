import json

from workbench.execution.drawing import LATER, draw_figures, with_drawings

SPEC = {
    "data": {"values": [{"answer": "yes", "count": 3}, {"answer": "no", "count": 1}]},
    "mark": "bar",
    "encoding": {"x": {"field": "count", "type": "quantitative"}, "y": {"field": "answer", "type": "nominal"}},
}
RESULTS = {
    "figures/staff.answers.vl.json": json.dumps(SPEC).encode(),
    "results.json": json.dumps(
        {
            "figures": {
                "staff.answers": {
                    "title": "Answers", "alt": "Three said yes.", "spec": "figures/staff.answers.vl.json",
                }
            }
        }
    ).encode(),
}  # fmt: skip


def shown(name):
    output = {"output_type": "display_data", "data": {LATER: {"name": name}, "text/plain": "alt"}, "metadata": {}}
    notebook = {"cells": [{"cell_type": "code", "outputs": [output]}], "metadata": {}}
    return with_drawings(notebook, draw_figures(RESULTS, None))["cells"][0]["outputs"][0]["data"]


def test_a_figure_is_drawn_beside_its_specification():
    svg = draw_figures(RESULTS, None)["figures/staff.answers.svg"].decode()
    assert 'role="img"' in svg
    assert "Three said yes." in svg


def test_a_drawing_is_kept_and_used_again(tmp_path):
    first = draw_figures(RESULTS, tmp_path)
    (cached,) = tmp_path.iterdir()
    cached.write_text("<svg>from the cache</svg>")
    assert first["figures/staff.answers.svg"] == draw_figures(RESULTS, None)["figures/staff.answers.svg"]
    assert draw_figures(RESULTS, tmp_path)["figures/staff.answers.svg"] == b"<svg>from the cache</svg>"


def test_the_notebook_shows_the_drawing():
    data = shown("staff.answers")
    assert set(data) == {"image/svg+xml", "text/plain"}
    assert data["image/svg+xml"].startswith("<svg")


def test_a_figure_that_was_not_recorded_keeps_its_alt_text():
    assert shown("other") == {"text/plain": "alt"}


def test_other_outputs_and_cells_stay_as_they_are():
    notebook = {
        "cells": [
            {"cell_type": "markdown", "source": "x"},
            {"cell_type": "code", "outputs": [{"output_type": "stream", "name": "stdout", "text": "x"}]},
        ]
    }
    assert with_drawings(notebook, {}) == notebook
