import json

import pypandoc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.composition.metadata import yaml_text
from workbench.composition.tables import pipe_table
from workbench.composition.text import attribute, one_line, plain

# Text that looks like markup is likelier to break out than letters are.
MARKUP = st.text(alphabet="*_~^#!\"'@[]{}<>|\\$`&()-.:;+=%/,?1aAi \n\t–—’“”é", max_size=24)
PIECES = st.lists(
    st.sampled_from(
        [
            "{{<",
            ">}}",
            "{.x}",
            "{=html}",
            "meta_a.b",
            "<script>",
            "</div>",
            ":::",
            "```",
            "[a](b)",
            "![a](b)",
            "(@a)",
            "$y$",
            "\\[x\\]",
            "#let",
            "https://a.b",
            "a@b.c",
            "--",
            "...",
            "^[n]",
            "'q'",
            "1.",
            "-",
            "|",
            "Mr.",
            "{{{<",
        ]
    ),
    max_size=5,
).map("".join)
TEXTS = st.lists(st.one_of(MARKUP, PIECES, st.text(max_size=24)), min_size=1, max_size=40)


def parsed(markdown: str) -> dict:
    return json.loads(pypandoc.convert_text(markdown, "json", format="markdown+autolink_bare_uris"))


def words(inlines: list[dict]) -> str:
    """Return inlines as text; anything but plain text and quotation marks comes out as its name."""
    parts = []
    for inline in inlines:
        kind, content = inline["t"], inline.get("c")
        if kind == "Str":
            parts.append(content)
        elif kind in ("Space", "SoftBreak"):
            parts.append(" ")
        elif kind == "Quoted":
            left, right = ("“", "”") if content[0]["t"] == "DoubleQuote" else ("‘", "’")
            parts += [left, words(content[1]), right]
        else:
            parts.append(f"<{kind}>")
    return "".join(parts)


def text_of(blocks: list[dict]) -> str:
    if not blocks:
        return ""
    assert [block["t"] for block in blocks] in (["Para"], ["Plain"]), blocks
    return words(blocks[0]["c"])


@settings(max_examples=25, deadline=None, derandomize=True)
@given(TEXTS)
def test_any_text_is_plain_text_in_a_paragraph(texts):
    blocks = parsed("\n\n".join(f"::: {{.t}}\n{plain(text)}\n:::" for text in texts))["blocks"]
    assert [text_of(block["c"][1]) for block in blocks] == [one_line(text) for text in texts]


@settings(max_examples=20, deadline=None, derandomize=True)
@given(TEXTS)
def test_any_text_is_plain_text_in_a_table_cell(texts):
    rows = [["x", text, "y"] for text in texts]
    (table,) = parsed(pipe_table(["a", "b", "c"], rows, caption="Caption"))["blocks"]
    cells = [[text_of(cell[4]) for cell in row[1]] for row in table["c"][4][0][3]]
    assert cells == [["x", one_line(text), "y"] for text in texts]


@settings(max_examples=20, deadline=None, derandomize=True)
@given(TEXTS)
def test_any_text_is_plain_text_as_a_metadata_value(texts):
    tree = {f"v{place}": text for place, text in enumerate(texts)}
    meta = parsed(f"---\n{yaml_text(tree)}---\n")["meta"]

    def read(value: dict) -> str:
        content = value["c"]
        return content if value["t"] == "MetaString" else words(content)

    assert {name: read(value) for name, value in meta.items()} == {name: one_line(text) for name, text in tree.items()}


@settings(max_examples=20, deadline=None, derandomize=True)
@given(TEXTS)
def test_any_text_is_plain_text_in_an_attribute_and_never_a_shortcode(texts):
    blocks = parsed("\n\n".join(f"::: {{.t fig-alt={attribute(text)}}}\nx\n:::" for text in texts))["blocks"]
    read = [dict(block["c"][0][2])["fig-alt"] for block in blocks]
    assert all("{{" not in text and "}}" not in text for text in read)
    assert [" ".join(t.replace("{ ", "{").replace(" }", "}").split()) for t in read] == [
        " ".join(one_line(t).replace("{ ", "{").replace(" }", "}").split()) for t in texts
    ]


@pytest.mark.parametrize("text", ["{{< meta records.read >}}", "{{< include /etc/passwd >}}", "{{{< x >}}}"])
def test_a_shortcode_in_evidence_is_not_one_in_the_source(text):
    assert "{{" not in plain(text)
    assert "{{" not in attribute(text)


def test_ordinary_sentences_stay_readable():
    sentence = "Most (82%, 77 of 94) had a plan; it was reviewed, too."
    assert plain(sentence) == sentence


@pytest.mark.parametrize("hidden", ["\u202e", "\u2067", "\u200b", "\u200e", "\ufeff", "\u00ad", "\U000e0041", "\ue000"])
def test_a_character_that_is_not_seen_is_left_out(hidden):
    assert one_line(f"safe{hidden}guard") == "safeguard"
    assert plain(f"safe{hidden}guard") == "safeguard"
    assert attribute(f"safe{hidden}guard") == '"safeguard"'
