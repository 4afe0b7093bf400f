"""What a template says of evidence that a programme does not have is left out, and nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.composition.recorded_only import without_lacking

TEXT = """\
## One

Kept.

- kept
- lacks this
  on two lines
- kept too

::: {.box}

### Inside

lacks

:::

### Below

lacks

## Two

Last.
"""


def lacks(part):
    return "lacks" in part


def test_items_paragraphs_blocks_and_empty_headings_go():
    made = without_lacking(TEXT, lacks)
    said = [line for line in made.split("\n") if line]
    assert said == ["## One", "Kept.", "- kept", "- kept too", "## Two", "Last."]


def test_lines_keep_their_numbers():
    made = without_lacking(TEXT, lacks).split("\n")
    before = TEXT.split("\n")
    assert len(made) == len(before)
    assert all(line in ("", old) for line, old in zip(made, before, strict=True))


def test_a_heading_that_was_empty_before_goes_with_the_others_only():
    assert without_lacking("## A\n\n## B\n", lambda part: False) == "## A\n\n## B\n"


@given(st.lists(st.sampled_from(["# A", "## B", "text", "- item", "", "::: {.x}", ":::", "lacks"]), max_size=12))
def test_nothing_lacking_is_left_and_nothing_else_is_added(lines):
    text = "\n".join(lines)
    made = without_lacking(text, lacks)
    assert "lacks" not in made
    assert set(made.split("\n")) <= {*lines, ""}
