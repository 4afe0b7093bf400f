"""A block or code that a text leaves open is told at its line, before it takes in what follows it."""

import pytest

from workbench.composition.own_blocks import block_faults


def told(source, text):
    return [(fault.line, fault.message.partition(";")[0]) for fault in block_faults(source(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One.\n\n::: {.works-well}\nWell.\n", [(3, "this block is not closed")]),
        (":::: {.columns}\n::: {.column}\nWell.\n::::\n", [(1, "this block is not closed")]),
        ("Well.\n:::\n", [(2, "no block is open that this line could close")]),
        ("One.\n\n```\ncode\n\nMore.\n", [(3, "this code is not closed")]),
        ("---\nto-be-written: true\n---\n~~~ text\ncode\n", [(4, "this code is not closed")]),
    ],
)
def test_what_is_left_open_is_told_with_its_line(source, text, found):
    assert told(source, text) == found


@pytest.mark.parametrize(
    "text",
    [
        '::::: {.columns}\n\n:::: {.column width="50%"}\n\n::: {.works-well}\n\nWell.\n:::\n\n::::\n\n:::::\n',
        "::: works-well\nWell.\n:::\n\n::: {.note} :::\nx\n:::\n",
        "```\n::: {.works-well}\n```\n\n<!--\n::: {.a}\n-->\n\n``` yaml\nx: 1\n```\n",
        "- item\n\n  ::: {.note}\n  x\n  :::\n",
        "> ::: {.note}\n> x\n> :::\n",
        "Code in words: ```x``` and a range 1:::2.\n",
    ],
)
def test_what_is_closed_is_left_alone(source, text):
    assert told(source, text) == []
