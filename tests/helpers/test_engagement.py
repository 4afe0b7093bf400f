"""Findings of engagement and the position statement."""

from helpers.engagement import read_engagement
from helpers.position import read_position


def test_people_of_a_session_count_once_however_many_findings(run_of):
    heard = read_engagement(run_of("05_engagement", "midlothian"))
    sessions = {(row["session"], row["source_role"]): row["people"] for row in heard.rows}
    assert heard.values()["engagement.people"].numbers["value"] == sum(sessions.values())


def test_strengths_come_before_areas_for_improvement(run_of):
    for table in read_engagement(run_of("05_engagement", "midlothian")).quality_indicator_tables().values():
        directions = [row[1] for row in table.rows]
        order = ["Strength", "Area for improvement", "Mixed"]
        assert directions == sorted(directions, key=order.index)


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
