"""Quotations in reports: only those signed off as they stand, and as nothing but their words."""

import dataclasses
from pathlib import Path

import pypandoc
import pytest

from workbench.composition.quotations import from_groups, groups_to_name, left_out, quotation_partials, voiced
from workbench.composition.results import Recorded
from workbench.definitions import load_definitions
from workbench.freetext.quotations import EVERYBODY, Checked, Quotation, SignOff

PROGRAMME = "compulsory-supervision-orders"


def quotation(id, text, role="children and young people", indicator="2.1", signed=True):
    one = Quotation(id=id, text=text, source_role=role, quality_indicator=indicator)
    if signed:
        one = one.model_copy(update={"sign_off": SignOff(by="Inspection lead", on="2026-03-02", hash=one.hash)})
    return Checked(one, "fife", "quotations.yaml", 3, ())


KEPT = quotation("kept", "My worker kept her promises.")
STAFF = quotation("staff", "We work from one plan.", "frontline staff", "5.3")
WAITING = quotation("waiting", "Nobody asked me.", signed=False)
CHANGED = dataclasses.replace(
    KEPT, quotation=KEPT.quotation.model_copy(update={"id": "changed", "text": "My worker broke her promises."})
)


def test_each_stands_in_the_chapter_of_its_quality_indicator():
    made = quotation_partials([KEPT, STAFF, WAITING, CHANGED], ["2.1", "5.3", "9.2"])
    assert "My worker kept her promises." in made["_qi-2.1/quotations.md"]
    assert "We work from one plan." in made["_qi-5.3/quotations.md"]
    assert made["_qi-9.2/quotations.md"] == ""
    assert not any("Nobody asked me" in text or "broke" in text for text in made.values())


def test_a_childrens_version_quotes_children_alone():
    text = voiced([KEPT, STAFF, WAITING], ["child", "young"])
    assert "My worker kept her promises." in text
    assert "one plan" not in text and "Nobody" not in text
    assert "one plan" in voiced([KEPT, STAFF], [])


def test_those_left_out_are_told_with_the_reason():
    (said,) = left_out([KEPT, WAITING, CHANGED], "orders")
    assert said == (
        "2 of 3 quotations are left out: 'waiting' (not signed off); 'changed' (sign-off void: changed since). "
        "See: workbench quotations orders"
    )
    assert left_out([KEPT], "orders") == []


@pytest.mark.parametrize(
    "text",
    ["{{< include /etc/passwd >}}", "<script>alert(1)</script>", "`r 1`{=html} #set text(red) *x*",
     "a\n\n# Heading\n> b", "[x](javascript:alert)", "=HYPERLINK(1)", "\u202etxet\u200b",
     "$x$ \\(y\\) ::: {.x}", "---\ntitle: x\n---"],
)  # fmt: skip
def test_words_stay_words(text):
    block = voiced([quotation("one", text)], [])
    read = pypandoc.convert_text(block, "plain", format="markdown+smart", extra_args=["--wrap=none"])
    lines = [line.strip() for line in read.splitlines() if line.strip()]
    shown = " ".join(text.replace("\u202e", "").replace("\u200b", "").split())
    assert lines == [f"“{shown}”", "— children and young people"]


def test_two_quotations_are_two_blocks_and_marks_are_not_doubled():
    html = pypandoc.convert_text(voiced([KEPT, quotation("b", "“Twice asked.”")], []), "html", format="markdown")
    assert html.count("<blockquote>") == 2
    assert "““" not in html and "“Twice asked.”" in html


def heard(programme, definitions, rows, people="shown"):
    columns = [{"id": "source_role"}, {"id": "sessions"}, {"id": "people"}]
    table = {"columns": columns, "rows": rows, "status": "shown"}
    recorded = Recorded({"engagement.people": {"status": people}}, {"engagement.summary": table})
    return groups_to_name([definitions.instruments[id] for id in programme.instruments], recorded)


def test_a_group_is_named_where_the_number_of_its_people_may_be_shown():
    definitions = load_definitions(Path(__file__).parents[2] / "parameters", only=(PROGRAMME,))
    programme = definitions.programme(PROGRAMME)
    rows = [["Children and young people", 3, 12], ["Managers", 1, {"suppressed": "too few"}], ["Chief officers", 0, 0]]
    assert heard(programme, definitions, rows) == {"children and young people", EVERYBODY}
    # Where not even the number of all may be shown, nobody is quoted.
    assert heard(programme, definitions, [], "suppressed") == frozenset()
    assert groups_to_name([definitions.instruments["engagement"]], Recorded()) == frozenset()


def test_a_quotation_of_a_group_of_few_is_left_out_and_told_of():
    kept, (said,) = from_groups([KEPT, STAFF], {"children and young people"})
    assert kept == (KEPT,)
    assert said.startswith("1 quotation is left out, because too few people of the group were heard here to name it: ")
    assert "'staff' (frontline staff)" in said and EVERYBODY in said
    assert from_groups([KEPT], {"children and young people"}) == ((KEPT,), [])
