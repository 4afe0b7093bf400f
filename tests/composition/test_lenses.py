"""A lens as a part of a report: under each heading what was tagged with it, with the same numbers."""

from types import SimpleNamespace as Thing

from workbench.composition.lenses import lens_partials
from workbench.composition.results import Recorded
from workbench.composition.traces import Traces

ITEMS = [Thing(id="voice", title="Voice"), Thing(id="family", title="Family")]
PROGRAMME = Thing(lenses=[Thing(id="promise", title="The Promise", items=ITEMS)])
SURVEY = Thing(
    short="children", kind="survey", respondents="children", title="Survey",
    columns=[
        Thing(id="heard", label="I am heard", lenses=("voice",)),
        Thing(id="safe", label="I am safe", lenses=()),
        Thing(id="secret", label="I have a secret", lenses=("voice",)),
    ],
)  # fmt: skip
VALUES = {
    "children.heard": {"status": "shown", "says": "most (82%, 77 of 94)"},
    "children.safe": {"status": "shown", "says": "few (3%, 3 of 94)"},
    "children.secret": {"status": "suppressed", "says": "a share that cannot be shown safely"},
}
FINDINGS = {
    "title": "Engagement", "notes": [],
    "columns": [{"id": "foundation", "label": "Foundation"}, {"id": "finding", "label": "What was found"},
                {"id": "direction", "label": "Which way"}],
    "rows": [["Voice", "They are asked.", "Strength"], ["Family", "Help is late.", "Area for improvement"]],
}  # fmt: skip


def made(tables=None, values=VALUES):
    recorded = Recorded(values=values, tables=tables or {})
    return lens_partials(PROGRAMME, [SURVEY], recorded, Traces(recorded))["_lens/promise.md"]


def test_only_what_is_tagged_stands_under_a_heading():
    text = made()
    assert "### Voice" in text
    assert "I am heard" in text
    assert "77 of 94" in text
    assert "I am safe" not in text


def test_what_is_held_back_stays_held_back():
    text = made()
    assert "| I have a secret |" in " ".join(text.split())
    assert "&#91;c&#93;" in text


def test_a_finding_stands_under_its_own_heading_alone():
    voice, family = made({"engagement.lens_promise": FINDINGS}).split("### Family")
    assert "They are asked." in voice
    assert "Help is late." not in voice
    assert "Help is late." in family


def test_a_lens_with_nothing_tagged_is_empty():
    assert made(values={}) == ""
