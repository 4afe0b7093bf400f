"""Pages read back: text without navigation, numbers by name, tables, charts."""

from tests.comparison.made import chart, held, link, page, share, table, traces
from workbench.comparison.reading import read_page
from workbench.comparison.traces import trace_entries


def test_a_page_is_text_tables_and_charts():
    body = (
        f"<h2>Key facts</h2><ul><li><p><strong>{link('staff.responses', '42')}</strong> staff answered</p></li></ul>"
        + table("Answers", ["Question", "n"], [["Safe &amp; well", "12"]], "t-answers")
        + chart("Drawn", "Safe: 12.", [["Safe", "12"]])
        + '<p>See <a class="cross-reference" href="#tbl-answers">Table 1</a>.</p>'
    )  # fmt: skip
    found = read_page("areas/fife/index.html", page("Fife: a report", body))
    assert found.title == "Fife: a report"
    assert [block.text for block in found.blocks] == ["Key facts", "42 staff answered", "See Table 1."]
    assert found.blocks[1].masked == "⟦areas/fife#v-staff-responses⟧ staff answered"
    assert found.blocks[1].section == "Key facts"
    (answers,) = found.tables
    assert (answers.title, answers.trace) == ("Answers", "areas/fife#t-answers")
    assert [[cell.text for cell in row] for row in answers.rows] == [["Safe & well", "12"]]
    (drawn,) = found.charts
    assert (drawn.title, drawn.alt, drawn.source) == ("Drawn", "Safe: 12.", "areas/fife/figures/a.svg")
    assert [[cell.text for cell in row] for row in drawn.data.rows] == [["Safe", "12"]]


def test_a_trace_page_is_entries_without_what_is_no_content():
    numbers = [
        share("children.safe", "I feel safe", "most", "82%", 77, 94, Rule="counts 1 to 4 suppressed"),
        held("a.b", "B"),
    ]
    entries = trace_entries(read_page("areas/fife/trace.html", traces("Fife", numbers)))
    safe, other = entries["v-children-safe"], entries["v-a-b"]
    assert (safe.label, safe.name, safe.value, safe.word) == (
        "I feel safe",
        "children.safe",
        "most (82%, 77 of 94)",
        "most",
    )
    assert safe.stage == "stage-04-records"
    assert set(safe.said) == {"Value", "Count and base", "Likely range", "Proportion word", "Rule"}
    assert other.held
    assert not safe.held
    assert other.said["Disclosure"].endswith("identify a person")
