"""Quotations in reports: only those signed off as they stand, and as nothing but their words."""

import dataclasses

import pypandoc
import pytest

from workbench.composition.quotations import left_out, quotation_partials, voiced
from workbench.freetext.quotations import Checked, Quotation, SignOff


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
