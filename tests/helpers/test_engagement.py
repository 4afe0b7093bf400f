"""Findings of engagement and the position statement."""

from helpers.engagement import SMALL_GROUP, read_engagement
from helpers.position import read_position
from helpers.tables import Suppressed


def test_people_of_a_session_count_once_however_many_findings(run_of):
    heard = read_engagement(run_of("05_engagement", "midlothian"))
    sessions = {(row["session"], row["source_role"]): row["people"] for row in heard.rows}
    assert heard.values()["engagement.people"].numbers["value"] == sum(sessions.values())


def test_strengths_come_before_areas_for_improvement(run_of):
    for table in read_engagement(run_of("05_engagement", "midlothian")).quality_indicator_tables().values():
        directions = [row[1] for row in table.rows]
        order = ["Strength", "Area for improvement", "Mixed"]
        assert directions == sorted(directions, key=order.index)


def test_a_finding_does_not_name_a_group_of_very_few_people(run_of):
    heard = read_engagement(run_of("05_engagement", "midlothian"))
    role = heard.rows[0]["source_role"]
    for row in heard.rows:
        if row["source_role"] == role:
            row.update(session="the only one", people=2)
    called = heard.instrument.column("source_role").label_of(role)
    tables = [*heard.quality_indicator_tables().values(), *heard.lens_tables().values(), heard.list_table()]
    cells = [cell for table in tables for row in table.rows for cell in row]
    assert SMALL_GROUP in cells and called not in cells
    # The table of who was heard names every group, and holds the number back.
    row = next(row for row in heard.summary_table().rows if row[0] == called)
    assert isinstance(row[2], Suppressed)


def test_without_engagement_everything_is_missing_with_a_reason(run_of):
    heard = read_engagement(run_of("05_engagement", "midlothian", without=("engagement",)))
    assert {value.status for value in heard.values().values()} == {"missing"}
    assert heard.balance_figure().status == heard.summary_table().status == "missing"
    assert heard.signals().rows[0][5] == "silent"


def test_statements_stand_in_the_order_of_the_questions(run_of):
    own = read_position(run_of("02_self_evaluation", "midlothian"))
    order = [option.label for option in own.instrument.column("question").options]
    for table in own.quality_indicator_tables().values():
        questions = [row[1] for row in table.rows]
        assert questions == sorted(questions, key=order.index)
