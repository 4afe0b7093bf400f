"""Headings without words are faults, headings without a text below are told, each with its line."""

import pytest

from workbench.composition.headings import heading_faults, heading_notes


def lines(found):
    return [fault.line for fault in found]


@pytest.mark.parametrize("heading", ["##", "### ", "## {#sec-x .unnumbered}", "## <!-- later -->"])
def test_a_heading_without_words_is_told_with_its_line(source, heading):
    assert lines(heading_faults(source(f"One.\n\n{heading}\n\nTwo.\n"))) == [3]


@pytest.mark.parametrize(
    "text", ["## Words", "## `code`", "## {{< meta qi.name >}} {#sec-qi}", "#hashtag", "```\n##\n```", "<!--\n##\n-->"]
)
def test_a_heading_with_words_is_none(source, text):
    assert lines(heading_faults(source(f"One.\n\n{text}\n\nTwo.\n"))) == []


def test_a_heading_with_nothing_below_is_told_and_one_with_a_part_below_is_not(source):
    text = "## Empty\n\n## Full\n\n### Part\n\nText.\n\n## Columns\n\n:::: {.columns}\n::::\n\n## Last\n"
    assert list(heading_notes(source(text))) == [
        "reports/_part.qmd, line 1: nothing stands below the heading 'Empty'",
        "reports/_part.qmd, line 9: nothing stands below the heading 'Columns'",
    ]
