"""What counts in Python source: its code, and nothing that only people read."""

import pytest

from workbench.plan.source_facts import code_hash


@pytest.mark.parametrize(
    "same",
    [
        'def f(x):\n    """Another sentence."""\n    return x + 1\n',
        "# a comment\ndef f(x):\n    return (x +\n            1)\n",
        '"""A module."""\n\n\ndef f(x):\n    return x + 1  # why\n',
    ],
)
def test_comments_docstrings_and_layout_do_not_count(same):
    assert code_hash(same) == code_hash("def f(x):\n    return x + 1\n")


@pytest.mark.parametrize(
    "other", ["def f(x):\n    return x + 2\n", "def g(x):\n    return x + 1\n", "def f(x): 'only'"]
)
def test_code_counts(other):
    assert code_hash(other) != code_hash("def f(x):\n    return x + 1\n")
