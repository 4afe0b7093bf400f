"""Plain words of tables taken past Pandoc: every format has the same bytes as when Pandoc had them all."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.rendering.converter import Converters
from workbench.rendering.plain_cells import Taken, plain_cells
from workbench.rendering.word import finished

THEME = Path(__file__).parents[2] / "reports" / "theme"
FORMATS = ("html", "typst", "docx")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Return a function that makes a page in every format, with words taken or not."""
    folder = tmp_path_factory.mktemp("page")
    with Converters() as converters:

        def make(text: str, take: bool) -> dict[str, bytes]:
            taken = plain_cells(text) if take else Taken(text, (), (), ())
            asked = {"job": "check", "values": {"a.b": "7 of 9"}, "formats": FORMATS}
            _, (document,) = converters.call(asked, taken.text.encode())
            formats = [
                {
                    "format": format, "context": {"format": format}, "toc_depth": 2, "metadata": {"title": "Page"},
                    "reference": str(THEME / "reference.docx"),
                }
                for format in FORMATS
            ]  # fmt: skip
            asked = {
                "job": "make", "folder": str(folder), "components": str(THEME / "components.lua"), "words": taken.words,
                "columns": taken.columns, "formats": formats,
            }  # fmt: skip
            answer, parts = converters.call(asked, document)
            assert not any("error" in said for said in answer["formats"].values()), answer
            html, typst, docx = parts
            return {
                "html": taken.put_back(html.decode(), "html").encode(),
                "typst": taken.put_back(typst.decode(), "typst").encode(),
                "docx": finished(docx, "", "", "", taken),
            }

        yield make


def same(made, text: str) -> None:
    with_all, with_less = made(text, False), made(text, True)
    for format in FORMATS:
        assert with_less[format] == with_all[format], format


def tables(cells: list[list[str]]) -> str:
    """Return tables of a few rows and of many, in which the same and other rows follow each other."""
    heads = ["First column", "Second", "Third column"]
    parts = []
    for number, row in enumerate(cells):
        width = len(row)
        others = [(each * 3)[:width] for each in cells[number:]]
        rows = [
            heads[:width],
            *([*row] for _ in range(1 + number % 5)),
            *others,
            *(["a row of", "plain words", "x"][:width],) * 3,
        ]
        lines = [f"| {' | '.join(each)} |" for each in rows]
        parts.append("\n".join([lines[0], "|" + ":---|" * width, *lines[1:]]) + f"\n\n: Table {{#tbl-t{number}}}\n")
    return "\n".join(parts)


PLAIN = st.text(st.sampled_from("aZé0 ,;:()%/+=?£’“”–—.-  ..ngs"), max_size=14)
WRITTEN = r"""
**bold**; *a | b*; `a | b`; `code`; [to | it](#tbl-t0); [words](#tbl-t0); [12 of 20](/t.qmd#v-a){.traced trace="T1"}
&#46; &#45;&#45; &#8211; &#91;c&#93; ; child\'s \| plan; \*not\* \_this\_; a--b...; https://gov.scot; it's "quoted"; $x$
Mr. Smith; p. 4 and Ph.D. work; Dr. (x); 3. Good; 3&#46; Good; &#45; less; &#47; over; // no; &#47;&#47; no; a  b
x^[note]; &#8211; ; &#37; ; 6.8; 6. x; 7.; (see this); <b>x</b>; @tbl-t0; ~sub~ ^sup^; &#60;b&#62; &#36;
&#126;&#96; ; Ω and 中文; a\; \; !
"""
MARKED = st.sampled_from(
    [*(part for line in WRITTEN.split("\n") for part in line.split("; ")), "a\u00a0b", "\ue000a.b\ue001"]
)
CELLS = st.lists(st.lists(PLAIN | MARKED, min_size=2, max_size=3), min_size=4, max_size=12)


@settings(max_examples=20)
@given(CELLS)
def test_every_format_is_the_same(made, cells):
    same(made, tables(cells))


def test_most_words_of_a_report_go_past_pandoc():
    rows = [["Sessions with families", "12 (of 20)", "the plan&#46; It was the child\\'s"]] * 9
    page = tables(rows)
    taken = plain_cells(page)
    assert {"Sessions with families", "12 (of 20)", "the plan. It was the child's"} <= set(taken.words)
    assert "families" not in taken.text
    assert len(taken.text) < len(page) / 3


def test_lines_keep_their_numbers():
    page = "Words\n\n" + tables([["Sessions with", "families", "**12**"], ["a", "b", "c"], ["d", "e", "f"]])
    taken = plain_cells(page)
    lines = page.split("\n")
    assert len(taken.lines) < len(lines)
    for number, line in zip(taken.lines, taken.text.split("\n"), strict=True):
        if not line.startswith("|"):
            assert lines[number - 1] == line


@pytest.mark.parametrize(
    "text",
    [
        "```\n\n| First words | More |\n|---|---|\n| in a block | of code |\n```\n",
        "~~~~\n\n| First words | More |\n|---|---|\n| in a block | of |\n~~~\n\n| a line | more |\n|--|--|\n~~~~\n",
        "| A line block\n|   with its own spaces\n",
        "Words before\n| No table | here |\n|---|---|\n",
        "::: {.callout-note}\n| First words | More words |\n|:-:|--:|\n| in a box | with others |\n:::\n",
        "| One | Two words |\n| :-: | :--- |\n| only one cell\n| three cells | here are | they |\n",
        "| One | Two words |\n|---|\n| not | a table |\n",
    ],
)
def test_what_is_no_table_stays_as_it_is(made, text):
    same(made, text)


def test_a_page_that_has_such_characters_itself_is_left_alone():
    text = "| Words here | more |\n|---|---|\n| \U000f0000 | more |\n"
    assert plain_cells(text) == Taken(text, (), (), (1, 2, 3, 4))
