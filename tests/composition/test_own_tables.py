"""Rows of a typed table have as many cells as it has columns, or are told with their line."""

import pytest

from workbench.composition.own_tables import table_faults


def told(source, text):
    return [(fault.line, fault.message.partition(";")[0]) for fault in table_faults(source(text))]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("| A | B |\n|---|---|\n| 1 | 2 | 3 |\n", 3, "this row has 3 cells and its table 2 columns"),
        ("| A | B | C |\n|---|:-:|\n| 1 | 2 |\n", 1, "this row has 3 cells and its table 2 columns"),
        (
            "Text.\n\n| A | B |\n|---|---|\n| 1 | 2 |\n| 1 |\n\n: Caption\n",
            6,
            "this row has 1 cell and its table 2 columns",
        ),
        ("---\ntitle: x\n---\nA | B\n--|--\n1 | 2 | 3\n", 6, "this row has 3 cells and its table 2 columns"),
    ],
)
def test_a_row_of_another_number_of_cells_is_told(source, text, line, said):
    assert told(source, text) == [(line, said)]


@pytest.mark.parametrize(
    "text",
    [
        "| A | B |\n|---|---|\n| 1 |  |\n|   | 2 |\n",
        "| A | B |\n|:--|--:|\n| a \\| b | `c | d` |\n: Caption {#tbl-a}\n",
        "A | B\n--|--\n1 | 2\n\nOne | two | three: no table.\n",
        "```\n| A | B |\n|---|---|\n| 1 | 2 | 3 |\n```\n",
        "| A line of verse\n| and another | one\n",
        "Words\n\n---\n\nOne | two\n",
    ],
)
def test_a_table_with_all_its_cells_and_what_is_no_table_are_left_alone(source, text):
    assert told(source, text) == []
