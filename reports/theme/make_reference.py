"""Make `reference.docx`, the styles of the Word reports, from the brand file.

Run it after a change to `_brand.yml` or to the styles below::

    python reports/theme/make_reference.py
"""

# ruff: noqa: E501 - lines of XML are clearer whole
from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import yaml

THEME = Path(__file__).resolve().parent
FONT = "Atkinson Hyperlegible"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def make_reference(brand_file: Path, pandoc: str) -> bytes:
    """Return the reference document.

    Parameters
    ----------
    brand_file
        The `_brand.yml` whose palette to use.
    pandoc
        The Pandoc program, whose own reference document is the frame.
    """
    palette = {
        name: value.lstrip("#").upper()
        for name, value in yaml.safe_load(brand_file.read_text(encoding="utf-8"))["color"]["palette"].items()
    }
    default = subprocess.run(
        [pandoc, "--print-default-data-file", "reference.docx"], capture_output=True, check=True
    ).stdout
    with zipfile.ZipFile(io.BytesIO(default)) as frame:
        parts = {name: frame.read(name) for name in frame.namelist() if not name.endswith("/")}
    parts["word/styles.xml"] = styles(palette).encode()
    parts["word/fontTable.xml"] = font_table().encode()
    parts["word/header1.xml"] = header(palette).encode()
    parts["word/footer1.xml"] = footer(palette).encode()
    parts["word/document.xml"] = document(parts["word/document.xml"].decode()).encode()
    relations = parts["word/_rels/document.xml.rels"].decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts["word/_rels/document.xml.rels"] = relations.replace(
        "</Relationships>",
        f'<Relationship Id="rIdHeader1" Type="{kind}/header" Target="header1.xml"/>'
        f'<Relationship Id="rIdFooter1" Type="{kind}/footer" Target="footer1.xml"/></Relationships>',
    ).encode()
    content = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts["[Content_Types].xml"] = (
        parts["[Content_Types].xml"]
        .decode()
        .replace(
            "</Types>",
            f'<Override PartName="/word/header1.xml" ContentType="{content}.header+xml"/>'
            f'<Override PartName="/word/footer1.xml" ContentType="{content}.footer+xml"/></Types>',
        )
        .encode()
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda part: (part != "[Content_Types].xml", part)):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), parts[name], zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def document(text: str) -> str:
    """Return the frame's document with an A4 page, its margins, header and footer."""
    start = text.index("<w:sectPr")
    end = text.index("</w:body>")
    section = (
        '<w:sectPr xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<w:headerReference w:type="default" r:id="rIdHeader1"/><w:footerReference w:type="default" r:id="rIdFooter1"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1531" w:right="1418" w:bottom="1417" w:left="1418" w:header="709" '
        'w:footer="709" w:gutter="0"/></w:sectPr>'
    )
    return text[:start] + section + text[end:]


def field(name: str, look: str = "") -> str:
    """Return a field that shows a property of the document; it is empty until Word or the workbench fills it."""
    return f'<w:fldSimple w:instr=" {name} "><w:r>{look}<w:t xml:space="preserve"></w:t></w:r></w:fldSimple>'


def header(palette: dict[str, str]) -> str:
    """Return the running header: the report's title on the left, the synthetic mark on the right.

    Both are fields for the document's properties, so that they are right in a document that was not finished by the
    workbench as well.
    """
    bold = f'<w:rPr><w:b/><w:color w:val="{palette["heather"]}"/></w:rPr>'
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:hdr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>'
        f"{field('TITLE')}<w:r><w:tab/></w:r>"
        f"{field('SUBJECT', bold)}</w:p></w:hdr>"
    )


def footer(palette: dict[str, str]) -> str:
    """Return the running footer: release and manifest entry, page number and count."""

    def number(name: str) -> str:
        return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'

    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
        f"{field('DOCPROPERTY Category')}<w:r><w:tab/></w:r>"
        f'<w:r><w:t xml:space="preserve">Page </w:t></w:r>{number("PAGE")}<w:r><w:t xml:space="preserve"> of </w:t></w:r>'
        f"{number('NUMPAGES')}</w:p></w:ftr>"
    )


def font_table() -> str:
    """Return the font table: what to use where Atkinson Hyperlegible is not installed."""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {NAMESPACES}><w:font w:name="{FONT}">'
        '<w:altName w:val="Verdana"/><w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def paragraph(
    name: str, based: str = "Normal", *, run: str = "", para: str = "", next_style: str = "", outline: int | None = None
) -> str:
    """Return one paragraph style.

    Parameters
    ----------
    name
        Its name in Word; the id is the name without spaces.
    based, next_style
        The style it builds on, and the one of the paragraph after it.
    run, para
        Its character and paragraph properties as XML.
    outline
        Level of a heading, from 0.
    """
    level = f'<w:outlineLvl w:val="{outline}"/>' if outline is not None else ""
    follows = f'<w:next w:val="{next_style.replace(" ", "")}"/>' if next_style else ""
    based_on = f'<w:basedOn w:val="{based.replace(" ", "")}"/>' if based else ""
    custom = "" if name.lower() in BUILT_IN else ' w:customStyle="1"'
    default = ' w:default="1"' if name == "Normal" else ""
    return (
        f'<w:style w:type="paragraph"{default}{custom} w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/>{based_on}{follows}'
        f"<w:qFormat/><w:pPr>{para}{level}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


BUILT_IN = {
    "normal", "body text", "title", "subtitle", "date", "author", "footnote text", "caption", "header", "footer",
    "block text", "toc heading", *(f"heading {n}" for n in range(1, 10)), *(f"toc {n}" for n in range(1, 4)),
}  # fmt: skip


def spacing(before: int, after: int, line: int = 0, *, keep: bool = False) -> str:
    """Return spacing in points before and after, and the line height in hundredths."""
    height = f' w:line="{line * 240 // 100}" w:lineRule="auto"' if line else ""
    return (
        "<w:keepNext/><w:keepLines/>" if keep else ""
    ) + f'<w:spacing w:before="{before * 20}" w:after="{after * 20}"{height}/>'


def size(points: float) -> str:
    """Return a text size."""
    return f'<w:sz w:val="{int(points * 2)}"/><w:szCs w:val="{int(points * 2)}"/>'


def boxed(palette: dict[str, str], tone: str, *, keep: bool = False) -> str:
    """Return the paragraph properties of a box: a bar on the left and a light ground."""
    keeps = "<w:keepNext/><w:keepLines/>" if keep else ""
    bar = f'<w:left w:val="single" w:sz="36" w:space="10" w:color="{palette[tone]}"/>'
    return (
        f'{keeps}<w:pBdr>{bar}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{palette[tone + "-wash"]}"/>'
        f'<w:spacing w:before="{160 if keep else 0}" w:after="{100 if keep else 0}" w:line="312" w:lineRule="auto"/><w:ind w:left="284" w:right="113"/>'
    )


def styles(palette: dict[str, str]) -> str:
    """Return `styles.xml`."""

    def colour(name: str) -> str:
        return f'<w:color w:val="{palette[name]}"/>'

    bold = "<w:b/><w:bCs/>"
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}" w:eastAsia="{FONT}"/>'
    made = [
        paragraph("Normal", "", para=spacing(0, 8, 125)),
        paragraph("Body Text", para=spacing(0, 8, 125)),
        paragraph("First Paragraph", "Body Text", next_style="Body Text"),
        paragraph("Compact", "Body Text", para=spacing(1, 1, 115)),
        paragraph(
            "Title", run=bold + colour("loch") + size(30), para=spacing(24, 6, 105, keep=True), next_style="Body Text"
        ),
        paragraph(
            "Subtitle", run=colour("muted") + size(16), para=spacing(0, 6, 110, keep=True), next_style="Body Text"
        ),
        paragraph("Author", run=colour("muted"), next_style="Body Text"),
        paragraph("Date", run=colour("muted"), para=spacing(0, 14), next_style="Body Text"),
        paragraph("Block Text", "Body Text", run=colour("muted"), para='<w:ind w:left="567" w:right="567"/>'),
        paragraph("Footnote Text", para=spacing(0, 3, 110)),
        paragraph("Definition Term", "Body Text", run=bold, para="<w:keepNext/>", next_style="Definition"),
        paragraph("Definition", "Body Text", para='<w:ind w:left="567"/>'),
        paragraph("Caption", run=bold + colour("ink"), para=spacing(6, 8, 110)),
        paragraph("Table Caption", "Caption", para=spacing(12, 6, 110, keep=True)),
        paragraph("Image Caption", "Caption", para=spacing(4, 14, 110)),
        paragraph("Figure", para=spacing(10, 0)),
        paragraph("Captioned Figure", "Figure", para="<w:keepNext/>" + spacing(12, 0)),
        paragraph(
            "TOC Heading", run=bold + colour("loch") + size(16), para=spacing(12, 6, keep=True), next_style="Body Text"
        ),
        paragraph("toc 1", run=bold, para=spacing(5, 1)),
        paragraph("toc 2", para=spacing(0, 1) + '<w:ind w:left="340"/>'),
        paragraph("toc 3", para=spacing(0, 1) + '<w:ind w:left="680"/>'),
        paragraph(
            "Header",
            run=colour("muted"),
            para=header_rule(palette) + '<w:tabs><w:tab w:val="right" w:pos="9070"/></w:tabs>' + spacing(0, 0),
        ),
        paragraph(
            "Footer",
            run=colour("muted"),
            para='<w:tabs><w:tab w:val="right" w:pos="9070"/></w:tabs>' + spacing(0, 0),
        ),
        paragraph("Callout", "Body Text"),
        paragraph(
            "Callout Title", run=bold + colour("loch"), para=boxed(palette, "loch", keep=True), next_style="Callout"
        ),
        paragraph("Caution", "Body Text"),
        paragraph(
            "Caution Title",
            run=bold + colour("bracken"),
            para=boxed(palette, "bracken", keep=True),
            next_style="Caution",
        ),
        paragraph("Quiet Title", "Body Text", run=bold + colour("muted"), para=spacing(6, 3, keep=True)),
        paragraph("Evaluation", "Body Text"),
        paragraph("Large Type", "Body Text", run=size(16)),
        paragraph("Works Well", "Body Text"),
        paragraph("Could Improve", "Body Text"),
        paragraph("Synthetic Banner", "Body Text", run=bold + colour("heather"), para=boxed(palette, "heather")),
        paragraph("Key Fact", "Body Text", para=boxed(palette, "loch")),
        paragraph("Scale", "Body Text", para=boxed(palette, "loch")),
        paragraph("After Table", "Body Text", para=spacing(10, 8, 125), next_style="Body Text"),
        paragraph("Table Notes", "Body Text", run=colour("muted"), para=spacing(4, 10, 110)),
    ]
    heads = (
        (20, 22, 8),
        (16, 18, 6),
        (13.5, 14, 5),
        (12, 12, 4),
        (12, 12, 4),
        (12, 12, 4),
        (12, 12, 4),
        (12, 12, 4),
        (12, 12, 4),
    )
    for level, (points, before, after) in enumerate(heads, start=1):
        made.append(
            paragraph(
                f"heading {level}", run=bold + colour("loch") + size(points), para=spacing(before, after, 110, keep=True),
                next_style="Body Text", outline=level - 1,
            ).replace(f'w:styleId="heading{level}"', f'w:styleId="Heading{level}"')
        )  # fmt: skip
    text = "".join(made).replace('w:styleId="toc', 'w:styleId="TOC')
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{fonts}'
        f'{colour("ink")}{size(12)}<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault/></w:docDefaults>{text}{characters(palette)}{table_style(palette)}</w:styles>"
    )


def header_rule(palette: dict[str, str]) -> str:
    """Return the thin line under the running header."""
    return f'<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="4" w:color="{palette["line"]}"/></w:pBdr>'


def characters(palette: dict[str, str]) -> str:
    """Return the character styles."""

    def style(name: str, run: str, *, default: bool = False) -> str:
        mark = ' w:default="1"' if default else ""
        based = "" if default else '<w:basedOn w:val="DefaultParagraphFont"/>'
        return f'<w:style w:type="character"{mark} w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/>{based}<w:rPr>{run}</w:rPr></w:style>'

    loch = f'<w:color w:val="{palette["loch"]}"/>'
    return "".join(
        (
            style("Default Paragraph Font", "", default=True),
            style("Verbatim Char", f'<w:shd w:val="clear" w:color="auto" w:fill="{palette["wash"]}"/>'),
            style("Footnote Reference", '<w:vertAlign w:val="superscript"/>'),
            style("Hyperlink", loch + '<w:u w:val="single"/>'),
            style("Section Number", f'<w:color w:val="{palette["muted"]}"/>'),
            style("Key Fact Number", f"<w:b/>{loch}{size(24)}"),
            style("Scale Chosen", f"<w:b/>{loch}"),
        )
    )


def table_style(palette: dict[str, str]) -> str:
    """Return the table styles: rules between rows, a marked header row."""
    line, loch, wash = palette["line"], palette["loch"], palette["wash"]
    cells = '<w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="100" w:type="dxa"/><w:bottom w:w="60" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar>'
    normal = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{cells}</w:tblPr></w:style>'
    )
    table = (
        '<w:style w:type="table" w:customStyle="1" w:styleId="Table"><w:name w:val="Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f'<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="10" w:space="0" w:color="{loch}"/>'
        f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{line}"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="{line}"/>'
        f"</w:tblBorders>{cells}</w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="{loch}"/></w:rPr><w:tcPr><w:tcBorders>'
        f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{loch}"/></w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="{wash}"/>'
        '<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>'
    )
    return normal + table


if __name__ == "__main__":
    from workbench.rendering.pandoc import pandoc_program

    (THEME / "reference.docx").write_bytes(make_reference(THEME.parent / "_brand.yml", pandoc_program()))
    sys.stdout.write(f"{THEME / 'reference.docx'}\n")
