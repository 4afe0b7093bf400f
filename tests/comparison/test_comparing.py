"""What differs for a reader between two small builds, and why."""

import base64
import json
import re

import openpyxl
import pytest

from tests.comparison.made import FIFE, Number, chart, held, link, share, table, write_build
from tests.miniature import ROOT
from workbench.comparison.changes import Reason
from workbench.comparison.comparing import compare
from workbench.comparison.page import page_html
from workbench.comparison.saying import comparison_lines
from workbench.comparison.sides import Side
from workbench.errors import WorkbenchError

SAFE = share("children.safe", "I feel safe at home", "most", "82%", 77, 94)
SAID = f"<h2>Key facts</h2><p>Of those asked, {link('children.safe', 'most (82%, 77 of 94)')} feel safe.</p>"
EVIDENCE = {"keys": {"fife/04_records": "k2"}, "reads": {"fife/04_records": {"children_survey.parquet": "b"}}}
BEFORE = {"reads": {"fife/04_records": {"children_survey.parquet": "a"}}}
BECAUSE = (Reason("evidence", "children_survey of fife"),)


def both(tmp_path, before, after):
    """Write two builds, each ``(pages, numbers, more)``, and compare them."""
    sides = []
    for name, (pages, numbers, more) in (("before", before), ("after", after)):
        sides.append(Side(name, write_build(tmp_path / name, pages, numbers, **more)))
    return compare(*sides)


def fife(body, numbers=(SAFE,), **more):
    return {"areas/fife/index.html": body}, {FIFE: list(numbers)}, more


def said(found):
    return "\n".join(comparison_lines(found, everything=True))


def everything(found):
    """All three forms of a comparison as one text, without the typeface inside the page."""
    page = page_html(found, ROOT / "reports").partition("</style>")[2]
    return "\n".join([said(found), json.dumps(found.as_dict(), ensure_ascii=False), page])


def test_nothing_that_is_no_content_counts(tmp_path):
    before = fife(SAID + table("A", ["What", "n"], [["x", "1"]]))
    after = fife(SAID + table("A", ["What", "n"], [["x", "1"]], number=7))
    both(tmp_path, before, after)
    page = tmp_path / "after" / "site" / "areas" / "fife" / "index.html"
    page.write_text(page.read_text().replace("0123456789abcdef", "fedcba9876543210"))
    trace = page.with_name("trace.html")
    trace.write_text(
        trace.read_text().replace("ab12" * 8, "cd34" * 8).replace("T1 ", "T9 ").replace("cell 1", "cell 5")
    )
    found = compare(Side("before", tmp_path / "before"), Side("after", tmp_path / "after"))
    assert not found.differs
    assert said(found) == "tiny: before → after: nothing that a reader sees differs."


def test_a_number_is_said_with_label_place_and_reason(tmp_path):
    now = share("children.safe", "I feel safe at home", "most", "85%", 80, 94)
    before = fife(SAID, **BEFORE)
    after = fife(SAID.replace("82%, 77", "85%, 80"), [now], **EVIDENCE)
    (change,) = both(tmp_path, before, after).changes
    assert (change.kind, change.title, change.place) == ("number", "I feel safe at home", FIFE)
    assert (change.before, change.after) == ("most (82%, 77 of 94)", "most (85%, 80 of 94)")
    assert [str(where) for where in change.where] == ["Fife: a report › Key facts"]
    assert change.reasons == BECAUSE
    assert not change.marks


def test_another_proportion_word_stands_out(tmp_path):
    now = share("children.safe", "I feel safe at home", "the majority", "70%", 66, 94)
    before = fife(SAID, **BEFORE)
    after = fife(SAID.replace("most (82%, 77", "the majority (70%, 66"), [now], **EVIDENCE)
    found = both(tmp_path, before, after)
    (change,) = found.changes
    assert (change.kind, change.marks) == ("word", ("word",))
    assert "Look at these first\n  proportion word: Fife: I feel safe at home: most" in said(found)


@pytest.mark.parametrize("turned", [False, True])
def test_a_number_that_one_side_holds_back_is_named_and_never_said(tmp_path, turned):
    shown = share("children.safe", "I feel safe at home", "most", "82%", 77, 94)
    cells = table(
        "Answers", ["Question", "Share", "In words"], [["Safe", "82%", "most"], ["Heard", "51%", "the majority"]]
    )
    picture = chart("Answers drawn", "Safe: 82%; heard: 51%.", [["Safe", "82%"], ["Heard", "51%"]])
    first = fife(
        SAID + "<p>About 82% said so in the survey of the spring.</p>" + cells + picture, [shown], **BEFORE
    )  # fmt: skip
    second = fife(
        SAID.replace("most (82%, 77 of 94)", "a share that cannot be shown safely").replace("Of those", "Of all those")
        + "<p>Few said so in the survey of the spring.</p>"
        + cells.replace("82%", "[c]").replace("<td>most</td>", "<td>[c]</td>")
        + picture.replace("Safe: 82%", "Safe: not shown").replace("<td>82%", "<td>[c]"),
        [held("children.safe", "I feel safe at home")], **EVIDENCE,
    )  # fmt: skip
    found = both(tmp_path, *((second, first) if turned else (first, second)))
    mark = "shown" if turned else "held back"
    text = everything(found)
    assert "82%" not in text
    assert "77" not in text
    assert "51%" not in said(found)
    kinds = {change.kind for mark_, change in found.standing_out if mark_ == mark}
    assert kinds == {"disclosure", "table", "chart"}
    assert ("shown now" if turned else "held back now") in said(found)


def test_a_grade_stands_out(tmp_path):
    recorded = {"Kind": "Recorded by people, not calculated"}
    grades = [
        Number("evaluation.qi_2_1.grade", "Evaluation of 2.1 Impact", grade, "06_evaluation", recorded)
        for grade in ("Good", "Adequate")
    ]
    file = "reports/tiny/areas/fife/evaluations.yaml"
    text = f"<p>Evaluation: {link('evaluation.qi_2_1.grade', 'Good')}</p>"
    before = fife(text, [grades[0]], keys={"fife/06_evaluation": "1"}, inputs={file: "1"})
    after = fife(
        text.replace("Good", "Adequate"), [grades[1]], keys={"fife/06_evaluation": "2"}, inputs={file: "2"}
    )  # fmt: skip
    (change,) = both(tmp_path, before, after).changes
    assert (change.kind, change.marks, change.before, change.after) == ("grade", ("grade",), "Good", "Adequate")
    assert change.reasons == (Reason("evaluation file", file),)


def test_a_grade_without_a_trace_is_read_from_the_scale(tmp_path):
    scale = "<h2>Impact</h2><ol class='scale'><li>Good</li><li class='chosen'><b>Weak</b> (this evaluation)</li></ol>"
    (change,) = both(tmp_path, fife(scale), fife(scale.replace("Weak", "Adequate"))).changes
    assert (change.kind, change.title, change.before, change.after) == ("grade", "Impact", "Weak", "Adequate")
    # Edited in the page: the trace, where there is one, says another.
    assert set(change.marks) == {"grade", "unexplained"}


def test_a_text_is_compared_word_by_word_and_the_narrative_named(tmp_path):
    file = "reports/tiny/areas/fife/_key-messages.qmd"
    before = fife("<h2>Key messages</h2><p>Leaders know most families well.</p>", inputs={file: "1"})
    after = fife("<h2>Key messages</h2><p>Leaders know the majority of families well.</p>", inputs={file: "2"})
    found = both(tmp_path, before, after)
    (change,) = found.changes
    assert change.words == (
        ("same", "Leaders know"), ("gone", "most"), ("new", "the majority of"), ("same", "families well."),
    )  # fmt: skip
    assert change.marks == ("word",)
    assert change.reasons == (Reason("narrative", file),)
    assert "Leaders know [-most-] {+the majority of+} families well." in said(found)


def test_a_cell_of_a_table_is_said_by_row_and_column(tmp_path):
    one = table("Answers", ["Question", "n"], [["Safe", "12"], ["Safe", "3"], ["Heard", "40"]])
    other = table("Answers", ["Question", "n"], [["Safe", "12"], ["Safe", "4"], ["Seen", "9"], ["Heard", "40"]])
    (change,) = both(tmp_path, fife(one), fife(other)).changes
    assert [(part.label, part.before, part.after) for part in change.parts] == [
        ("Safe · n", "3", "4"),
        ("Row: Seen", "", "9"),
    ]
    # Nothing of the inputs differs: the page was edited, or the program that made it was another.
    assert change.marks == ("unexplained",)


def test_a_row_that_went_where_something_is_held_back_is_not_repeated(tmp_path):
    one = table("Groups", ["Group", "n"], [["Under 5", "8123"], ["Over 5", "40"]])
    other = table("Groups", ["Group", "n"], [["Over 5", "40"]])
    now = SAID.replace("most (82%, 77 of 94)", "a share that cannot be shown safely")
    second = fife(now + other, [held(SAFE.name, SAFE.label)])
    found = both(tmp_path, fife(SAID + one), second)
    (part,) = next(change.parts for change in found.changes if change.kind == "table")
    assert (part.label, part.before, part.after) == ("Row: Under 5", "a row", "")
    assert "8123" not in everything(found)


def test_a_chart_is_compared_by_title_description_data_and_drawing(tmp_path):
    one, other = (
        fife(chart("Answers", "Safe: 12.", [["Safe", "12"]])),
        fife(chart("Answers", "Safe: 13.", [["Safe", "13"]])),
    )
    (change,) = both(tmp_path, one, other).changes
    assert [(part.label, part.before, part.after) for part in change.parts] == [
        ("Description", "Safe: 12.", "Safe: 13."),
        ("Safe · Number", "12", "13"),
    ]


@pytest.mark.parametrize("held_back", [False, True])
def test_a_changed_chart_is_drawn_before_and_after_unless_a_number_is_held_back(tmp_path, held_back):
    now = "not shown" if held_back else "13"
    both(
        tmp_path,
        fife(chart("Answers", "Safe: 12.", [["Safe", "12"]])),
        fife(chart("Answers", f"Safe: {now}.", [["Safe", "[c]" if held_back else now]])),
    )
    sides = [Side(name, tmp_path / name) for name in ("before", "after")]
    for side in sides:
        drawing = side.site / "areas/fife/figures/a.svg"
        drawing.parent.mkdir()
        drawing.write_text(f"<svg><text>{side.name}</text></svg>")
    found = compare(*sides)
    page = page_html(found, ROOT / "reports", (sides[0].site, sides[1].site))
    drawn = re.findall(r'<img src="data:image/svg\+xml;base64,([^"]+)"', page)
    wanted = [] if held_back else [f"<svg><text>{side.name}</text></svg>" for side in sides]
    assert [base64.b64decode(each).decode() for each in drawn] == wanted


def test_a_picture_that_looks_otherwise_is_found_though_its_page_is_the_same(tmp_path):
    pages = fife(SAID + chart("Answers", "Safe: 12.", [["Safe", "12"]]) + "<h2>More</h2><p>Nothing.</p>")
    both(tmp_path, pages, pages)
    sides = [Side(name, tmp_path / name) for name in ("before", "after")]
    for side in sides:
        (side.site / "areas/fife/figures").mkdir()
        (side.site / "areas/fife/figures/a.svg").write_text(f"<svg><text>{side.name}</text></svg>")
    (change,) = compare(*sides).changes
    assert (change.kind, change.title, change.marks) == ("chart", "Answers", ("unexplained",))
    assert [(part.label, part.after) for part in change.parts] == [
        ("Drawing", "looks different; what it says is the same")
    ]
    assert not compare(sides[0], sides[0]).differs


@pytest.mark.parametrize(
    ("old", "new"),
    [("<h1>Fife: a report</h1>", "<h1>Fife: the report</h1>"), ("</h1>", '</h1><p class="subtitle">Sample</p>')],
)
def test_what_a_page_is_headed_by_is_compared(tmp_path, old, new):
    both(tmp_path, fife(SAID), fife(SAID))
    path = tmp_path / "after" / "site" / FIFE / "index.html"
    path.write_text(path.read_text().replace(old, new, 1))
    sides = [Side(name, tmp_path / name) for name in ("before", "after")]
    (change,) = compare(*sides).changes
    assert (change.kind, change.title, change.before) == ("text", "Title", "Fife: a report")
    assert change.after in ("Fife: the report", "Fife: a report. Sample")
    # Whether it is a draft is no content.
    path.write_text(path.read_text().replace(new, f'{old}<p class="page-state">Draft, not released</p>', 1))
    assert not compare(*(Side(name, tmp_path / name) for name in ("before", "after"))).differs


def test_a_number_changed_in_the_page_alone_is_found(tmp_path):
    found = both(tmp_path, fife(SAID), fife(SAID.replace("77 of 94", "78 of 94")))
    (change,) = found.changes
    assert (change.before, change.after) == ("most (82%, 77 of 94)", "most (82%, 78 of 94)")
    assert change.marks == ("unexplained",)
    assert "no input explains it" in said(found)


def test_an_area_and_a_report_that_came_are_said(tmp_path):
    pages, numbers, more = fife(SAID)
    now = {**pages, "areas/moray/index.html": "<p>New.</p>", "areas/fife/letter/index.html": "<p>A letter.</p>"}
    found = both(tmp_path, (pages, numbers, more), (now, numbers, more))
    assert found.came == ("Moray", "Fife: a report")
    assert both(tmp_path / "turned", (now, numbers, more), (pages, numbers, more)).went == found.came
    assert "New: Moray; Fife: a report" in said(found)


def test_a_difference_that_all_areas_have_is_said_once_and_blamed_on_what_they_share(tmp_path):
    places = ("fife", "moray", "angus")
    before = {f"areas/{name}/index.html": "<p>Here is an old sentence of all.</p>" for name in places}
    after = {name: text.replace("old", "new") for name, text in before.items()}
    template, own = "reports/area-report/_about.qmd", "reports/tiny/areas/fife/_key.qmd"
    found = both(
        tmp_path,
        (before, {}, {"inputs": {template: "1", own: "1"}}),
        (after, {}, {"inputs": {template: "2", own: "2"}}),
    )
    assert {change.reasons for change in found.changes} == {(Reason("template", template),)}
    assert said(found).count("[-old-] {+new+}") == 1
    assert "3 areas alike" in said(found)


def test_inputs_that_change_nothing_for_a_reader_are_only_named(tmp_path):
    found = both(tmp_path, fife(SAID, inputs={"src/helpers/a.py": "1"}), fife(SAID, inputs={"src/helpers/a.py": "2"}))
    assert not found.differs
    assert said(found).endswith("Inputs that changed nothing a reader sees: src/helpers/a.py.")


def test_evidence_that_changes_nothing_for_a_reader_is_only_named(tmp_path):
    tables = ("evidence/store/statistics/area_profile.parquet", "evidence/store/tiny/staff_survey/fife.parquet")
    before, after = (fife(SAID, inputs=dict.fromkeys(tables, digest)) for digest in "12")
    found = both(tmp_path, before, after)
    assert not found.differs
    named = "published statistics: area_profile, staff_survey of fife"
    assert said(found).endswith(f"Evidence that changed nothing a reader sees: {named}.")


def test_a_spreadsheet_that_differs_alone_is_said_without_its_numbers(tmp_path):
    for name, number, state in (("before", 8123, "Draft, not released."), ("after", 8124, "Release 2.")):
        write_build(tmp_path / name, *fife(SAID)[:2])
        book = openpyxl.Workbook()
        book.active.append([state])
        book.active.append(["Safe", number])
        book.save(tmp_path / name / "site" / "areas" / "fife" / "annex.xlsx")
    sides = [Side(name, tmp_path / name) for name in ("before", "after")]
    found = compare(*sides)
    (change,) = found.changes
    assert (change.kind, change.title, change.marks) == ("table", "annex.xlsx", ("unexplained",))
    assert "812" not in everything(found)


def test_two_programmes_and_builds_without_pages_are_refused(tmp_path):
    one = Side("one", write_build(tmp_path / "one", *fife(SAID)[:2]))
    other = Side("other", write_build(tmp_path / "other", *fife(SAID)[:2], more={"programme": "another"}))
    with pytest.raises(WorkbenchError, match="only two states of one programme"):
        compare(one, other)
    with pytest.raises(WorkbenchError, match="no HTML pages"):
        compare(one, Side("bare", write_build(tmp_path / "bare", {})))
    with pytest.raises(WorkbenchError, match="neither a build nor a release"):
        compare(one, Side("nothing", tmp_path / "nothing"))
