"""Which sign-off may follow which."""

from datetime import date

import pytest

from workbench.assurance.sign_offs import SignOff
from workbench.assurance.sign_offs_rules import Asked, reasons_against, refuse
from workbench.errors import WorkbenchError

NOW, BEFORE = "a" * 64, "b" * 64
DAY = date(2026, 3, 9)


def signed(state, content=NOW, on=date(2026, 3, 2)):
    return (SignOff(state=state, role="Quality panel", date=on, comment="Read", content=content, seal="0" * 16),)


def asked(state, **other):
    return Asked("fife", state, other.pop("role", "Quality panel"), other.pop("on", DAY), **other)


@pytest.mark.parametrize(
    ("state", "before"),
    [
        ("assured", ()),
        ("assured", signed("draft")),
        ("assured", signed("assured", BEFORE)),
        ("assured", signed("final", BEFORE)),
        ("factual accuracy", signed("assured")),
        ("final", signed("factual accuracy")),
        ("draft", signed("assured")),
        ("draft", signed("final", BEFORE)),
    ],
)
def test_what_may_be_signed(state, before):
    assert reasons_against(asked(state), before, NOW) == []


@pytest.mark.parametrize(
    ("state", "before", "reason"),
    [
        ("factual accuracy", (), "It is a draft. It has to be assured first."),
        ("final", (), "It is a draft. Its factual accuracy has to be signed off first."),
        ("final", signed("assured"), "It is assured. Its factual accuracy has to be signed off first."),
        ("factual accuracy", signed("final"), "It is final, on 2026-03-02, and has not changed. Take it back to draft"),
        ("factual accuracy", signed("final", BEFORE), "It has changed since it was final on 2026-03-02."),
        ("assured", signed("assured"), "It was assured already, on 2026-03-02, and has not changed."),
        ("assured", signed("final"), "It is further: final, on 2026-03-02"),
        ("factual accuracy", signed("factual accuracy"), "It is so already, on 2026-03-02."),
        ("final", signed("final"), "It is final already, on 2026-03-02."),
        ("final", signed("final", BEFORE), "It has changed since it was final on 2026-03-02."),
        ("final", signed("factual accuracy", BEFORE), "It has changed since its factual accuracy"),
        ("factual accuracy", signed("assured", BEFORE), "factual-accuracy.yaml names no change"),
        ("draft", (), "It is a draft already."),
    ],
)
def test_what_may_not(state, before, reason):
    (found,) = reasons_against(asked(state), before, NOW)
    assert reason in found


def test_corrections_of_fact_need_no_second_assurance():
    assert reasons_against(asked("factual accuracy", corrections=1), signed("assured", BEFORE), NOW) == []
    assert reasons_against(asked("factual accuracy", corrections=1), signed("factual accuracy", BEFORE), NOW) == []


@pytest.mark.parametrize(("state", "before"), [("factual accuracy", "assured"), ("final", "factual accuracy")])
def test_a_point_without_an_answer_keeps_a_report_where_it_is(state, before):
    (found,) = reasons_against(asked(state, unanswered=(2, 5)), signed(before), NOW)
    assert "The partnership's points 2 and 5 have no answer." in found


@pytest.mark.parametrize(("state", "before"), [("assured", ()), ("final", signed("factual accuracy"))])
def test_the_analyst_neither_assures_nor_approves(state, before):
    roles = {"analyst": "Strategic Inspector"}
    (found,) = reasons_against(asked(state, role="strategic  inspector", roles=roles), before, NOW)
    assert "Strategic Inspector analysed it" in found
    assert reasons_against(asked(state, role="Panel", roles=roles), before, NOW) == []


def test_every_reason_is_told_at_once():
    with pytest.raises(WorkbenchError) as raised:
        refuse(
            asked("final", on=date(2026, 1, 1), unanswered=(1,), role="Analyst", roles={"analyst": "Analyst"}),
            signed("assured"), NOW,
        )  # fmt: skip
    lines = str(raised.value).splitlines()
    assert lines[0] == "fife cannot be signed off as final."
    assert len(lines) == 5
