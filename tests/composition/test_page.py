import pytest

from workbench.composition.page import assemble
from workbench.composition.parts import Parts

METADATA = {"area": {"name": "Fife"}, "records": {"read": {"text": "94", "says": "94"}}, "qi_2_1": {"title": "Impact"}}
INDICATORS = [("2.1", "qi_2_1"), ("5.3", "qi_5_3")]


def parts(made=(), tables=(), figures=(), families=("records",), expected=("records", "staff")):
    return Parts(
        dict(made), frozenset(tables), frozenset(figures), frozenset(families), frozenset(expected),
        lambda kind, name: f"{kind} {name}",
    )  # fmt: skip


def put_together(template, narrative=(), metadata=METADATA, synthetic=True, **made):
    return assemble(
        {each.name: each for each in template}, {each.name: each for each in narrative}, metadata, parts(**made),
        INDICATORS, synthetic=synthetic,
    )  # fmt: skip


def test_a_value_that_does_not_exist_is_told_with_line_and_nearest_name(source):
    page = put_together([source("---\ntitle: A\n---\n\nText\n{{< meta records.raed.says >}}\n", "index.qmd")])
    (fault,) = page.faults
    assert (fault.file, fault.line) == ("reports/index.qmd", 6)
    assert "Did you mean records.read.says?" in fault.message


def test_a_value_without_its_part_is_told_the_parts(source):
    page = put_together([source("{{< meta records.read >}}", "index.qmd")])
    assert "name the part of the value that you want: records.read.says or records.read.text" in page.faults[0].message


def test_a_value_in_the_front_matter_is_put_in_as_plain_text(source):
    index = source('---\ntitle: "About {{< meta area.name >}}"\n---\nx', "index.qmd")
    assert put_together([index], metadata={"area": {"name": "A *b*"}}).front == {"title": r"About A \*b\*"}
    wrong = source('---\nlang: en\ntitle: "{{< meta area.nam >}}"\n---\nx', "index.qmd")
    assert put_together([wrong]).faults[0].line == 3


def test_a_file_that_does_not_exist_is_told_with_the_nearest_one(source):
    page = put_together([source("{{< include _nxt.qmd >}}\n", "index.qmd"), source("x", "_next.qmd")])
    assert page.faults[0].message.endswith("Did you mean _next.qmd?")


def test_code_and_comments_are_not_read_as_shortcodes(source):
    text = "`{{< meta a >}}`\n\n<!-- {{< meta b >}} -->\n\n```\n{{< meta c >}}\n```\n\n{{{< meta d >}}}\n"
    page = put_together([source(text, "index.qmd")])
    assert page.faults == []
    assert "<!--" not in page.files["index.qmd"]


def test_a_partial_for_each_indicator_is_expanded(source):
    index = source("Before\n\n{{< include _chapter.qmd >}}\n\nAfter", "index.qmd")
    chapter = source("---\nfor-each: quality-indicator\n---\n{{< include _qi/records.md >}}\n", "_chapter.qmd")
    made = {"_qi-2.1/records.md": "a", "_qi-5.3/records.md": "b"}
    page = put_together([index, chapter], made=made)
    assert page.files["index.qmd"] == (
        "Before\n\n{{< include _chapter-2.1.qmd >}}\n\n{{< include _chapter-5.3.qmd >}}\n\nAfter"
    )
    assert page.files["_chapter-5.3.qmd"] == "{{< include _qi-5.3/records.md >}}\n"
    assert page.files["_qi-2.1/records.md"] == "a"


def test_a_fault_in_such_a_partial_names_the_authors_line(source):
    index = source("{{< include _chapter.qmd >}}", "index.qmd")
    chapter = source(
        "---\nfor-each: quality-indicator\n---\n{{< meta qi.title >}}\n{{< meta qi.titel >}}\n", "_chapter.qmd"
    )
    metadata = METADATA | {"qi_5_3": {"title": "Planning"}}
    faults = put_together([index, chapter], metadata=metadata).faults
    assert {(fault.file, fault.line) for fault in faults} == {("reports/_chapter.qmd", 5)}


def test_narrative_takes_the_place_of_what_is_to_be_written(source):
    index = source("{{< include _text.qmd >}}", "index.qmd")
    empty = source("---\nto-be-written: true\n---\nTo be written", "_text.qmd")
    assert put_together([index, empty]).warnings == ["_text.qmd is to be written"]
    written = source("Written", "_text.qmd", "narrative")
    page = put_together([index, empty], [written])
    assert page.files["_text.qmd"] == "Written"
    assert page.warnings == []


def test_narrative_cannot_replace_another_part_of_the_template(source):
    template = [source("{{< include _banner.qmd >}}", "index.qmd"), source("Banner", "_banner.qmd")]
    page = put_together(template, [source("Mine", "_banner.qmd", "narrative")])
    assert page.faults[0].file == "narrative/_banner.qmd"
    assert page.files["_banner.qmd"] == "Banner"


def test_narrative_that_is_not_included_is_noticed(source):
    template = [
        source("x {{< include _text.qmd >}}", "index.qmd"),
        source("---\nto-be-written: true\n---\n", "_text.qmd"),
    ]
    page = put_together(template, [source("Mine", "_txt.qmd", "narrative")])
    assert "narrative/_txt.qmd is not included anywhere. Did you mean _text.qmd?" in page.warnings


def test_narrative_must_have_a_name_that_can_be_included(source):
    page = put_together([source("x", "index.qmd")], [source("Mine", "text.qmd", "narrative")])
    assert "rename it to _text.qmd" in page.faults[0].message


def test_evidence_that_is_not_there_at_all_is_filled_in_with_a_warning(source):
    text = "{{< meta staff.supported.says >}} {{< include _figures/staff.answers.md >}} {{< meta staff.b.text >}}"
    page = put_together([source(text, "index.qmd")])
    assert page.faults == []
    assert page.filled == {"staff.supported.says", "staff.b.text"}
    assert page.files["_figures/staff.answers.md"] == "missing staff.answers"
    assert len(page.warnings) == 1


def test_a_table_with_a_wrong_name_is_a_fault_when_others_of_its_kind_are_there(source):
    page = put_together([source("{{< include _tables/records.itms.md >}}", "index.qmd")], tables=["records.items"])
    assert page.faults[0].message == "there is no such table. Did you mean records.items?"


def test_what_is_for_synthetic_evidence_only_goes_with_real_evidence(source):
    index, banner = source("{{< include _b.qmd >}}", "index.qmd"), source("---\nwhen: synthetic\n---\nSample", "_b.qmd")
    assert put_together([index, banner], synthetic=True).files["_b.qmd"] == "Sample"
    assert put_together([index, banner], synthetic=False).files["_b.qmd"].strip() == ""


def test_a_part_included_twice_is_told(source):
    text = "{{< include _tables/records.items.md >}}\n\n{{< include _tables/records.items.md >}}"
    page = put_together([source(text, "index.qmd")], tables=["records.items"])
    (fault,) = page.faults
    assert fault.line == 3
    assert "already included in reports/index.qmd, line 1" in fault.message


def test_a_line_keeps_its_number_where_a_comment_before_it_goes(source):
    index = source("<!-- Written\nby somebody. -->\n\nOne <!-- and --> two.\n\n<!-- apart -->\n\nThree.\n", "index.qmd")
    assert put_together([index]).files["index.qmd"] == "\n\n\nOne two.\n\n\n\nThree.\n"


def test_a_picture_without_words_is_told_at_its_line(source):
    own = source('x\n\n![](figures/records-items)\n\n![](figures/a){fig-alt="Bars."}\n', "_key-messages.qmd")
    page = put_together([source("{{< include _key-messages.qmd >}}", "index.qmd")], [own])
    assert [(fault.line, fault.value) for fault in page.faults] == [(3, "figures/records-items")]


def test_a_picture_beside_a_text_is_told_of_before_anything_is_rendered(source):
    own = source("x\n\n![A street](street.jpg)\n\n![Drawn](figures/records-items)\n", "_key-messages.qmd")
    page = put_together([source("{{< include _key-messages.qmd >}}", "index.qmd")], [own])
    (fault,) = page.faults
    assert (fault.line, fault.value) == (3, "street.jpg")
    assert "a picture of your own is not taken into a report" in fault.message


@pytest.mark.parametrize("text", ["", "\n\n", "<!-- Later. -->\n"])
def test_an_empty_text_is_still_to_be_written(source, text):
    index = source("{{< include _text.qmd >}}", "index.qmd")
    empty = source("---\nto-be-written: true\n---\nTo be written", "_text.qmd")
    page = put_together([index, empty], [source(text, "_text.qmd", "narrative")])
    assert page.files["_text.qmd"] == "To be written"
    assert page.warnings == ["_text.qmd is to be written: narrative/_text.qmd is empty"]
    # What may stay as the template has it may be taken out with an empty file.
    free = source("---\nto-be-written: optional\n---\nDear all", "_text.qmd")
    page = put_together([index, free], [source(text, "_text.qmd", "narrative")])
    assert (page.files["_text.qmd"].strip(), page.warnings) == ("", [])


def test_an_empty_text_of_the_report_stands_in_no_other_page_either(source):
    index = source("{{< include _text.qmd >}}", "index.qmd")
    empty = source("---\nto-be-written: true\n---\nTo be written", "_text.qmd")
    shared = {"_text.qmd": source("\n", "_text.qmd", "narrative")}
    page = assemble(
        {"index.qmd": index, "_text.qmd": empty}, {}, METADATA, parts(), INDICATORS, synthetic=True, shared=shared
    )
    assert page.files["_text.qmd"] == "To be written"


def test_a_row_of_a_table_with_a_cell_too_many_is_told_before_anything_is_rendered(source):
    own = source("x\n\n| Way | People |\n|---|---|\n| Survey | 12 | 3 |\n", "_key-messages.qmd")
    page = put_together([source("{{< include _key-messages.qmd >}}", "index.qmd")], [own])
    (fault,) = page.faults
    assert (fault.line, "would be left out" in fault.message) == (5, True)


def test_a_heading_of_a_text_is_told_by_the_chapter_it_stands_in(source):
    index = source("## Chapter\n\n{{< include _part.qmd >}}\n", "index.qmd")
    part = source("### Section\n\n{{< include _text.qmd >}}\n", "_part.qmd")
    own = source("### Mine\n\nText.\n", "_text.qmd", "narrative")
    assert put_together([index, part], [own]).warnings == [
        "narrative/_text.qmd, line 1: the heading 'Mine' would end the chapter that this text stands in; write it with "
        "####"
    ]
