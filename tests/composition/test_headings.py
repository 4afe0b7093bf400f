"""Headings without words are faults, headings without a text below are told, each with its line."""

import pytest

from workbench.composition.headings import heading_faults, heading_notes, level_notes


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


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("# Mine\n\nText.\n", 1, "'Mine' would end the chapter that this text stands in; write it with ###"),
        ("Text.\n\n## Mine\n\nText.\n", 3, "'Mine' would end the chapter that this text stands in; write it with ###"),
        ("#### Deep\n\nText.\n", 1, "'Deep' leaves a level out; write it with ###"),
        ("### One\n\nText.\n\n##### Deep\n\nText.\n", 5, "'Deep' leaves a level out; write it with ####"),
    ],
)
def test_a_heading_of_a_level_that_its_place_does_not_have_is_told(source, text, line, said):
    assert list(level_notes(source(text), 2)) == [f"reports/_part.qmd, line {line}: the heading {said}"]


def test_headings_one_below_the_other_are_not_told_of(source):
    text = "### One\n\nx\n\n#### Part\n\nx\n\n### Two\n\nx\n\n```\n# code\n```\n"
    assert list(level_notes(source(text), 2)) == []
