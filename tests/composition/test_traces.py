"""Where numbers come from: links, numbers, and a page that gives nothing away."""

from __future__ import annotations

import html
import json
import re
import subprocess

import pytest

from tests.composition.test_compose import whole
from workbench.composition.results import Recorded
from workbench.composition.trace_page import Run, trace_page
from workbench.composition.traces import Traces
from workbench.rendering.pandoc import pandoc_program

STAGE = "04_record_reading"


def value(kind="count", status="shown", says="94", **more):
    return {"kind": kind, "label": "Records read", "text": says, "says": says, "status": status, "reason": "", **more}


def recorded(**values):
    named = {name.replace("__", "."): each for name, each in values.items()}
    return Recorded(
        values=named, origins={"values": dict.fromkeys(named, STAGE)}, stages=(STAGE,), cells={"values": {}}
    )


def page(found, rows=22):
    runs = {STAGE: Run("Record reading", f"{STAGE}.ipynb", "a" * 64, {"record_reading": (("fife.xlsx", rows),)})}
    return trace_page("Fife", "Sample", Traces(found, "areas/fife"), runs, {"nrs": "NRS: Population"}, {})


def test_a_share_is_told_in_full():
    share = value(
        "proportion", says="most (82%, 77 of 94)", count=77, base=94, percent=82, low=73, high=88, word="most",
        rule="education-scotland: whole per cents", table="record_reading",
    )  # fmt: skip
    text = page(recorded(records__chronology=share))
    for part in (
        '<h3 id="v-records-chronology">T1 Records read</h3>', "most (82%, 77 of 94)", "77 of 94",
        "73% to 88% (95% interval)", 'most (<a href="#rule-1">rule 1</a>)', "education-scotland: whole per cents",
        "<code>records.chronology</code>", f"run <code>{'a' * 12}</code>",
    ):  # fmt: skip
        assert part in text, part


HOSTILE = '</dd></dl><script>alert(1)</script> <!-- & "x" \' {{< meta x >}}\n```\n# Not a heading\n\n<b>'


def test_words_that_were_recorded_stay_words():
    share = value("proportion", says=HOSTILE, count=77, base=94, percent=82, low=HOSTILE, high=88, word=HOSTILE)
    found = recorded(
        a__share=share | {"label": HOSTILE, "rule": HOSTILE, "table": HOSTILE},
        a__held=value(status="suppressed", says=HOSTILE) | {"reason": f"withheld by {HOSTILE}", "rule": HOSTILE},
        a__missing=value(status="missing", reason=HOSTILE),
        a__published=value() | {"rule": "published by nrs"},
        a__ruled=value() | {"rule": HOSTILE},
    )
    runs = {STAGE: Run(HOSTILE, HOSTILE, HOSTILE, {"t": ((HOSTILE, 3),)})}
    text = trace_page("Fife", "Sample", Traces(found, "areas/fife"), runs, {"nrs": HOSTILE}, {"t": HOSTILE})
    read = pandoc(text)
    headings = [block for block in read["blocks"] if block["t"] == "Header"]
    assert [heading["c"][0] for heading in headings] == [2, 2]
    raw = [block["c"][1] for block in read["blocks"] if block["t"] == "RawBlock"]
    assert len(raw) == 3
    tags = set(re.findall(r"<(/?\w+)", "".join(raw)))
    assert tags == {f"{end}{tag}" for tag in ("dl", "dt", "dd", "h3", "code", "a", "p") for end in ("", "/")}
    assert "{{<" not in text
    words = html.unescape(re.sub(r"<[^>]*>", "", "".join(raw)))
    assert words.count(" ".join(HOSTILE.split())) > 10


def pandoc(text):
    command = [pandoc_program(), "--from", "markdown", "--to", "json"]
    return json.loads(subprocess.run(command, input=text, capture_output=True, check=True, text=True).stdout)


@pytest.mark.parametrize("reason", ["fewer than 5", "held back so that another number cannot be worked out"])
def test_of_what_is_held_back_nothing_is_told_but_that_it_is(reason):
    hidden = value(status="suppressed", says="a number too small to show safely", table="record_reading")
    first, second = (page(recorded(records__read_twice=hidden | {"reason": each})) for each in (reason, "other"))
    assert first == second
    assert reason not in first
    assert not re.search(r"\b22\b", first)


def test_rows_are_told_only_where_they_say_nothing_new():
    read = value(table="record_reading", value=18, says="18")
    twice = value(table="record_reading", value=4, says="4")
    assert "(22 rows)" in page(recorded(records__read=read, records__read_twice=twice))
    hidden = value(status="suppressed", says="few", table="record_reading")
    assert "rows)" not in page(recorded(records__read=read, records__read_twice=hidden))
    assert "rows)" not in page(recorded(records__read=read), rows=31)


def test_words_that_people_recorded_are_no_links():
    traces = Traces(recorded(a__b=value(), a__c=value("text", says="because")), "areas/fife")
    assert traces.written("a.b.says", "94") == "'[94](/areas/fife/trace.qmd#v-a-b){.traced trace=\"T1\"}'"
    assert traces.written("a.c.says", "because") == "'because'"
    assert traces.written("a.b.label", "Records read") == "'Records read'"


def test_every_linked_number_has_its_entry(composed_once):
    _, composition = composed_once
    entries = {
        page.path: set(re.findall(r' id="([vtf]-[\w-]+)"', (composition.target / page.path).read_text()))
        for page in composition.pages
        if page.kind == "trace"
    }
    found = 0
    for each in composition.pages:
        folder = (composition.target / each.path).parent
        texts = [whole(composition.target / each.path)]
        texts += [path.read_text() for path in folder.glob("_metadata.yml")]
        for target, place in re.findall(r"\]\(/([\w/-]*trace\.qmd)#([vtf]-[\w-]+)\)", "\n".join(texts)):
            assert place in entries[target], f"{each.path}: {target}#{place}"
            found += 1
    assert found > 50
