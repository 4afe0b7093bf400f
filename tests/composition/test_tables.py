import json

import pypandoc

from tests.composition.example import table
from workbench.composition.tables import notes, recorded_table, table_partial


def test_marks_are_explained_only_where_they_stand():
    shown = recorded_table(table("T", [["a", 1]]))
    assert "[c]" not in shown
    assert "&#91;c&#93;" not in shown
    hidden = recorded_table(table("T", [["a", {"suppressed": "under 5"}], ["b", None]]))
    assert "&#91;c&#93; Not shown: the number" in hidden
    assert "&#91;x&#93; Not available" in hidden


def test_pandoc_reads_caption_id_alignment_and_header():
    text = table_partial("records.agreement_by_item", table("Agreement", [["a", 1], ["b", 22000]]))
    block = json.loads(pypandoc.convert_text(text, "json", format="markdown"))["blocks"][0]
    identifier, caption, columns, head, _, _ = block["c"]
    assert identifier[0] == "tbl-records-agreement-by-item"
    assert caption[1][0]["c"][0]["c"] == "Agreement"
    assert [column[0]["t"] for column in columns] == ["AlignLeft", "AlignRight"]
    assert len(head[1]) == 1
    assert "22,000" in text


def test_a_table_without_rows_is_a_sentence():
    assert recorded_table(table("T", [])).startswith("T: there is nothing to show.")


def test_notes_are_plain_text():
    assert "**" not in notes(["**bold**"])
    assert notes([]) == ""
