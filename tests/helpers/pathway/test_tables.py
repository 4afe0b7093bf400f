"""Tables of a pathway: what a few cases would tell is held back."""

from helpers.tables import Suppressed
from tests.helpers.pathway.cases import case


def test_cases_not_considered_are_counted_apart(pathway_of, many):
    many[-6:] = [row | {"papers": "reason"} for row in many[-6:]]
    (table,) = pathway_of(many).not_considered_tables().values()
    assert [row[1] for row in table.rows] == [24, 0, 6]


def test_a_few_that_leave_do_not_show(pathway_of):
    pathway = pathway_of([case(n, 6) for n in range(50)] + [case(n, 3) for n in range(50, 52)])
    row = pathway.points_table().rows[3]
    assert isinstance(row[2], Suppressed)
    assert isinstance(row[4], Suppressed)
    assert not pathway.completed.shown
    assert "not shown" in pathway.pathway_figure().alt.lower()
