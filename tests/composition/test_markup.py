"""Raw markup and everything that could run is refused by name, with its line, before anything is composed."""

from pathlib import Path

import pytest

from tests.composition.test_page import put_together
from workbench.composition.markup import markup_faults
from workbench.composition.sources import read_folder

REPORTS = Path(__file__).parents[2] / "reports"


def told(source, text: str) -> list[tuple[int, str]]:
    return [(fault.line, fault.message) for fault in markup_faults(source(text))]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<script>alert(1)</script>", "raw HTML"),
        ("One <b>word</b> of it.", "raw HTML"),
        ("<div>\nblock\n</div>", "raw HTML"),
        ('<img src="x" onerror="alert(1)">', "raw HTML"),
        ("`<b>`{=html}", "raw HTML"),
        ("`First`{=html}", "raw HTML"),
        ("```{=html}\n<b>\n```", "raw HTML"),
        ("```{=typst}\n#set text(red)\n```", "raw Typst"),
        ("```{=openxml}\n<w:p/>\n```", "raw OpenXML"),
        ("\\textbf{x}", "raw TeX"),
        # An escaped backtick begins no code.
        ("\\`<script>alert(1)</script>\\`", "raw HTML"),
        # Taking the comment out would make one.
        ("<scr<!-- -->ipt>alert(1)</script>", "raw HTML"),
        ("<!-- never closed <b>", "raw HTML"),
        ("[here]{onclick='alert(1)'}", "the attribute 'onclick'"),
        ("::: {#x ONMOUSEOVER='alert(1)'}\ntext\n:::", "the attribute 'ONMOUSEOVER'"),
        ("## Heading {style='position:fixed'}", "the attribute 'style'"),
        ("[x](javascript:alert(1))", "a link cannot begin with javascript:"),
        ("[x](java&#115;cript:alert(1))", "a link cannot begin with javascript:"),
        ("[x]\n\n[x]: javascript:alert(1)", "a link cannot begin with javascript:"),
        ("<javascript:alert(1)>", "a link cannot begin with javascript:"),
        ("[x](data:text/html,hello)", "a link cannot begin with data:"),
        ("![x](https://tracker.example/a.png)", "a picture from elsewhere"),
        ("![x](//tracker.example/a.png)", "a picture from elsewhere"),
        ("The sum $x^2$ here.", "mathematics"),
        ("```{python}\nprint(1)\n```", "a code cell"),
        ("{{< env HOME >}}", "no such shortcode"),
        ("`{{< env HOME >}}`", "no such shortcode"),
        ("{{<!-- -->< env HOME >}}", "no such shortcode"),
        ("{{< include /etc/passwd <script> >}}", "takes 1 word"),
    ],
)
def test_it_is_refused_with_its_line(source, text, says):
    found = told(source, f"First.\n\nSecond <!-- a\ncomment --> here.\n\n{text}\n")
    assert found, text
    assert any(says in message for _, message in found), found
    first = 6
    last = first + text.count("\n")
    assert all(first <= line <= last for line, _ in found), found


@pytest.mark.parametrize(
    "text",
    [
        "Fewer < than 5 and > 3, 3<4, costs £5 and $5.",
        "`<script>` and `\\textbf` are code.",
        "    <b>an indented block of code</b>",
        "```\n<b>\n```",
        "\\<b\\> is text, so is a \\$ sign and C:\\\\temp.",
        "[site](https://www.example.scot/a?b=1), [mail](mailto:a@example.org), [page](../index.qmd#sec-a).",
        "<https://www.example.scot/>",
        "[a]{.smallcaps} ![Chart](figures/a){fig-alt='What it shows' width=80%}",
        "{{< meta a.b.says >}} {{< pagebreak >}} {{{< env HOME >}}}",
        "Text[^1].\n\n[^1]: A note.",
        "<!-- <script>left out</script> -->",
    ],
)
def test_what_is_text_stays(source, text):
    assert told(source, text) == []


def test_the_projects_own_sources_hold_none():
    folders = [REPORTS, *sorted(path for path in REPORTS.rglob("*") if path.is_dir())]
    sources = [source for folder in folders for source in read_folder(folder, REPORTS.parent).values()]
    assert len(sources) > 200
    assert [fault for source in sources for fault in markup_faults(source)] == []


def test_a_page_with_it_is_not_put_together(source):
    index = source("{{< include _text.qmd >}}", "index.qmd")
    empty = source("---\nto-be-written: true\n---\nTo be written", "_text.qmd")
    written = source("Written.\n\n<b>bold</b>", "_text.qmd", "narrative")
    faults = put_together([index, empty], [written]).faults
    assert {(fault.file, fault.line) for fault in faults} == {("narrative/_text.qmd", 3)}
