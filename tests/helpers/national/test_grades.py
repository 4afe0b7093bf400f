"""Grades of all areas: counted, in words, and never a mean."""

import ast
from pathlib import Path

import helpers.evaluation
import helpers.national
from helpers.national.grades import area_table, distribution_figure, grades_table


def test_grades_are_counted(overview):
    table = grades_table(overview)
    row, labels = table.rows[0], [column.label for column in table.columns]
    assert (row[labels.index("Good")], row[labels.index("Weak")], row[labels.index("Not evaluated")]) == (2, 1, 29)


def test_every_area_stands_in_the_table_with_its_grade_in_words(overview):
    rows = {row[0]: row[1] for row in area_table(overview).rows}
    assert len(rows) == 32
    assert rows["Midlothian"] == "Weak"
    assert rows["Fife"] == "Not evaluated"


def test_the_figure_is_told_in_words(overview):
    alt = distribution_figure(overview).alt
    assert alt.startswith("2.1 ")
    assert ": Good in 2, Weak in 1." in alt
    assert alt.count(": no area has an evaluation.") == len(overview.run.quality_indicators) - 1


def test_no_value_is_a_mean():
    modules = [Path(helpers.evaluation.__file__), *Path(helpers.national.__file__).parent.glob("*.py")]
    assert len(modules) > 5
    named = {
        name
        for path in modules
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in (getattr(node, "id", ""), getattr(node, "attr", ""), getattr(node, "name", ""))
    }
    assert not named & {"mean", "fmean", "median", "average", "statistics", "Division"}
    sources = "".join(path.read_text(encoding="utf-8") for path in modules)
    assert "mean(" not in sources and "median" not in sources
