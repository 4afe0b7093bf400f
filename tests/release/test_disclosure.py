import copy
import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.definitions import load_definitions
from workbench.errors import WorkbenchError
from workbench.release.disclosure import attack_release, check_release
from workbench.release.disclosure_rules import Profile, Rules, rules_of

KINDS = {
    "staff_survey": "survey",
    "record_reading": "record_reading",
    "engagement": "findings",
    "information_return": "return",
}
PARTS = (("information_return", "context.cso_at_home", "context.cso_all"),)
RULES = Rules(Profile(), {"record_reading": Profile(threshold=9)}, KINDS, PARTS)
SMALL = {"suppressed": "a number from 1 to 4, or one that would give such a number away, could identify a person"}
SUPPORTED = "I feel supported"


def count(number, label, table="staff_survey"):
    shown = (
        {"status": "shown", "value": number}
        if number is not None
        else {"status": "suppressed", "reason": SMALL["suppressed"]}
    )
    return {"kind": "count", "label": label, "table": table, **shown}


def share(yes, base, label=SUPPORTED, table="staff_survey"):
    head = {"kind": "proportion", "label": label, "table": table}
    if yes is None:
        return head | {"status": "suppressed", "reason": SMALL["suppressed"]}
    return head | {"status": "shown", "count": yes, "base": base, "percent": round(100 * yes / base)}


def table(columns, *rows, evidence="staff_survey", **more):
    kinds = [{"id": name, "label": label, "kind": kind} for name, label, kind in columns]
    return {
        "title": "Table",
        "columns": kinds,
        "rows": [list(row) for row in rows],
        "notes": [],
        "table": evidence,
        **more,
    }


def results(area="fife", stage="03_surveys", values=(), tables=(), figures=()):
    figures = {name: {"title": name, "alt": "", "data": data} for name, data in dict(figures).items()}
    return {"schema": 1, "programme": "p", "area": area, "stage": stage, "values": dict(values), "tables": dict(tables),
            "figures": figures}  # fmt: skip


def groups(*cells, sizes, share_of_all=80):
    columns = [("question", "Question", "text"), ("all", "Everybody", "percent")]
    columns += [
        (f"group_{n}", f"Group {n} ({size})" if size else f"Group {n}", "percent") for n, size in enumerate(sizes, 1)
    ]
    return table(columns, (SUPPORTED, share_of_all, *cells))


def messages(*recorded, rules=RULES, **more):
    return [str(breach) for breach in attack_release(list(recorded), rules, **more).breaches]


SAFE = {"staff.responses": count(60, "Staff"), "staff.supported": share(40, 52)}


def test_a_safe_release_passes():
    gate = attack_release([results(values=SAFE)], RULES)
    assert gate.open and gate.counts > 3 and not gate.log


def test_a_small_count_that_is_published_is_found():
    found = messages(results(values={"staff.responses": count(3, "Staff who answered")}))
    assert len(found) == 1
    assert found[0].startswith("fife: Staff who answered: 3 is published, but counts from 1 to 4 are protected")
    assert "fife/03_surveys value staff.responses" in found[0]


def test_the_profile_of_the_evidence_decides():
    values = {"records.read": count(8, "Records read", "record_reading"), "staff.responses": count(8, "Staff")}
    found = messages(results(values=values))
    assert len(found) == 1
    assert "Records read: 8 is published" in found[0]


def test_what_is_left_of_a_share_counts_as_well():
    found = messages(results(values={"staff.supported": share(50, 52)}))
    assert any("those not counted: the published numbers leave only 2" in message for message in found)


def test_hidden_in_one_output_and_shown_in_another_is_found():
    columns = [("question", "Q", "text"), ("share", "S", "percent"), ("count", "C", "count"), ("base", "B", "count")]
    figure = table(columns, (SUPPORTED, 8, 4, 52))
    recorded = results(values={"staff.supported": share(None, None)}, figures={"staff.answers": figure})
    assert any("those counted: 4 is published" in message for message in messages(recorded))


def test_grades_beside_the_share_good_or_better_give_a_cell_away():
    columns = [
        ("item", "Item", "text"),
        *((f"grade_{n}", f"Grade {n}", "count") for n in range(6, 0, -1)),
        ("base", "B", "count"),
    ]
    grades = table(columns, ("Plan", 12, 20, SMALL, SMALL, 30, 10, 90), evidence="record_reading")
    alone = results(stage="04", tables={"records.grades": grades})
    assert not messages(alone)
    # 35 of 90 are good or better, so 3 got grade 4 and 15 got grade 3.
    both = results(
        stage="04",
        values={"records.plan": share(35, 90, "Plan: good or better", "record_reading")},
        tables={"records.grades": grades},
    )
    assert any("“Plan”, Grade 4: the published numbers leave only 3" in message for message in messages(both))


def test_group_percentages_give_the_last_group_away():
    values = {"staff.responses": count(52, "Staff"), "staff.supported": share(34, 52)}
    one_hidden = groups(SMALL, 80, sizes=(12, 40), share_of_all=65)
    found = messages(results(values=values, tables={"staff.by_service": one_hidden}))
    # Everybody answered, 80 % of 40 is 32, and 34 are counted in all.
    assert any("service=Group 1, those counted: the published numbers leave only 2" in message for message in found)
    both_hidden = groups(SMALL, SMALL, sizes=(12, 40), share_of_all=65)
    assert not messages(results(values=values, tables={"staff.by_service": both_hidden}))


def test_a_group_left_out_of_a_breakdown_is_attacked_too():
    values = {"staff.responses": count(43, "Staff")}
    found = messages(results(values=values, tables={"staff.by_service": groups(80, 75, sizes=(20, 20))}))
    assert any("groups left out of the breakdown" in m and "leave only 3" in m for m in found)


def test_a_national_total_gives_the_one_hidden_area_away():
    areas = [
        results("angus", values={"staff.responses": count(30, "Staff")}),
        results("fife", values={"staff.responses": count(None, "Staff")}),
    ]
    of_all = results(None, "national_overview", {"national.staff": count(33, "Staff", "")})
    assert any("fife: Staff: the published numbers leave only 3" in m for m in messages(*areas, of_all))
    of_shown = results(None, "national_overview", {"national.staff": count(30, "Staff", "")})
    assert not messages(*areas, of_shown)


def test_part_and_whole_of_the_return_give_the_rest_away():
    values = {
        "context.cso_at_home": count(24, "At home", "information_return"),
        "context.cso_all": count(26, "All", "information_return"),
    }
    found = messages(results(stage="01_scoping", values=values))
    assert any("without" in m or "not in context.cso_at_home: the published numbers leave only 2" in m for m in found)


def test_an_earlier_release_is_remembered():
    now = results(values={"staff.responses": count(None, "Staff")})
    before = results(values={"staff.responses": count(3, "Staff")})
    assert not messages(now)
    assert messages(now, earlier=[[before]])


def test_people_heard_are_protected_and_findings_are_not():
    columns = [("role", "Role", "text"), ("people", "People", "count"), ("strengths", "Strengths", "count")]
    summary = table(columns, ("Young people", SMALL, 2), ("Staff", 20, 3), evidence="engagement")
    values = {
        "engagement.people": count(22, "People", "engagement"),
        "engagement.findings": count(2, "Findings", "engagement"),
    }
    found = messages(results(stage="05", values=values, tables={"engagement.summary": summary}))
    assert len(found) == 1
    assert "people, Young people: the published numbers leave only 2" in found[0]


def test_declared_totals_are_used():
    columns = [("area", "Area", "text"), ("a", "A", "count"), ("b", "B", "count"), ("all", "All", "count")]
    rows = (("North", SMALL, 20, 23), ("South", 30, 40, 70), ("All", 33, 60, 93))
    plain = table(columns, *rows)
    assert not messages(results(tables={"staff.x": plain}))
    declared = table(columns, *rows, totals={"column": "all", "row": "All"})
    assert any(
        "North, A: the published numbers leave only 3" in m for m in messages(results(tables={"staff.x": declared}))
    )


def test_extremes_and_small_bases_are_refused():
    found = messages(results(values={"staff.a": share(12, 12, "A"), "staff.b": share(5, 9, "B")}))
    assert any("12 of 12 is published" in message for message in found)
    assert any("a percentage of 9" in message for message in found)


def test_reasons_that_tell_the_small_count_from_its_neighbour_are_refused():
    small, beside = {"suppressed": "it is a small number"}, {"suppressed": "it would give a small number away"}
    columns = [
        ("q", "Q", "text"),
        ("positive", "P", "percent"),
        ("neutral", "N", "percent"),
        ("negative", "N", "percent"),
        ("base", "B", "count"),
    ]
    found = messages(results(figures={"staff.answers": table(columns, ("Q", 60, small, beside, 50))}))
    assert len(found) == 1
    assert "different reasons are given for hidden numbers" in found[0]


def test_what_the_source_withholds_stands_beside_other_reasons_and_is_attacked():
    columns = [("measure", "Measure", "text"), ("count", "Number", "count")]
    source = {"suppressed": "withheld by the source as confidential ([c])", "role": "source"}
    beside = table(columns, ("Orders", 120), ("Reviews", source), ("On the register", SMALL))
    assert not messages(results(tables={"context.returned": beside}))
    totals = [("area", "Area", "text"), ("a", "A", "count"), ("b", "B", "count"), ("all", "All", "count")]
    given_away = table(totals, ("North", source, 20, 23), totals={"column": "all"})
    assert any("leave only 3" in message for message in messages(results(tables={"staff.x": given_away})))


def test_numbers_that_contradict_each_other_are_refused():
    found = messages(results(values={"staff.responses": count(20, "Staff"), "staff.supported": share(40, 52)}))
    assert len(found) == 1
    assert "the numbers of a release must agree" in found[0]


def test_rounded_counts_are_read_as_ranges():
    rounded = Rules(Profile(rounding=5), {}, KINDS)
    columns = [("area", "Area", "text"), ("a", "A", "count"), ("b", "B", "count"), ("all", "All", "count")]
    declared = table(columns, ("North", SMALL, 20, 25), totals={"column": "all"})
    assert not messages(results(tables={"staff.x": declared}), rules=rounded)


def test_the_log_says_what_was_held_back_and_why():
    recorded = results(
        values=SAFE | {"staff.alone": count(None, "Alone")}, tables={"staff.by_x": groups(SMALL, 80, sizes=(12, 40))}
    )
    gate = attack_release([recorded], RULES)
    rows = list(csv.DictReader(io.StringIO(gate.log_csv())))
    assert [(row["area"], row["output"], row["what"]) for row in rows] == [
        ("fife", "staff.alone", "Alone"),
        ("fife", "staff.by_x", f"{SUPPORTED}, Group 1 (12)"),
    ]
    assert all(row["reason"] for row in rows)


def test_the_order_of_results_changes_nothing():
    recorded = [results("angus", values=SAFE), results("fife", values={"staff.responses": count(3, "Staff")})]
    first = attack_release(recorded, RULES)
    assert first == attack_release(copy.deepcopy(recorded[::-1]), RULES)


def test_results_are_read_from_a_build(tmp_path):
    path = tmp_path / "fife" / "03_surveys" / "results.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(results(values={"staff.responses": count(2, "Staff")})))
    assert not check_release(tmp_path, RULES).open
    path.write_text("{")
    with pytest.raises(WorkbenchError, match="cannot be read"):
        check_release(tmp_path, RULES)


def test_rules_come_from_the_programme():
    definitions = load_definitions(Path(__file__).parents[2] / "parameters")
    rules = rules_of(definitions, definitions.programme("compulsory-supervision-orders"))
    assert rules.of("children_survey").threshold == 9
    assert rules.of("staff_survey").threshold == 4
    assert rules.people("staff_survey") and not rules.people("engagement")
    assert ("information_return", "context.no_lead_worker", "context.cso_at_home") in rules.parts


def test_one_count_under_two_names_is_one_count():
    hidden = results(values={"context.cso_at_home": count(None, "At home", "information_return")})
    shown = results(stage="04", values={"records.population": count(3, "Drawn from", "information_return")})
    assert any("At home: the published numbers leave only 3" in m for m in messages(hidden, shown))


def test_what_a_number_is_held_back_for_decides_what_is_asked():
    columns = [("area", "Area", "text"), ("a", "A", "count"), ("b", "B", "count"), ("all", "All", "count")]
    declared = table(columns, ("North", SMALL, SMALL, 7), totals={"column": "all"}, evidence="record_reading")
    recorded = results(tables={"x": declared})
    # 7 in all, itself small: neither can be above 9, which is asked of both as long as nothing more is known of them.
    assert len(messages(recorded)) == 3
    roles = {"schema": 1, "values": {}, "tables": {"x": [[0, 1, "unsafe"], [0, 2, "secondary"]]}, "figures": {}}
    assert len(messages(recorded | {"held_back": roles})) == 2


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=2, max_size=5))
def test_examples_fit_what_is_published_or_are_left_aside(pairs):
    pairs = [pair for pair in pairs if sum(pair)]
    yes, base = sum(pair[0] for pair in pairs), sum(map(sum, pairs))
    if not base:
        return
    cells = [SMALL if min(pair) < 5 else round(100 * pair[0] / sum(pair)) for pair in pairs]
    values = {"staff.responses": count(base, "Staff"), "staff.supported": share(yes, base)}
    shown = groups(*cells, sizes=[sum(pair) for pair in pairs], share_of_all=SMALL)
    recorded = [results(values=values, tables={"staff.by_service": shown})]
    with_examples = messages(*recorded)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("workbench.release.attacker.examples", lambda *a: iter(()))
        assert messages(*recorded) == with_examples
