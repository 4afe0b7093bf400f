"""The text of a PDF's pages, by the maps that its fonts carry; without a program that may not be installed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_HEX = re.compile(rb"<([0-9A-Fa-f\s]+)>")
_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(<[0-9A-Fa-f\s]+>|\[[^\]]*\])")


def page_texts(document: Any) -> Iterator[str]:
    """Yield the text of each page of a document opened by pikepdf, glyph by glyph in the order of drawing."""
    import pikepdf

    known: dict[Any, dict[int, str]] = {}
    for page in document.pages:
        pieces: list[str] = []
        _draw(pikepdf, page.obj, page.obj.get("/Resources", {}), known, pieces, depth=0)
        yield "".join(pieces)


def _draw(pikepdf: Any, holder: Any, resources: Any, known: dict, pieces: list[str], depth: int) -> None:
    fonts, forms = resources.get("/Font", {}), resources.get("/XObject", {})
    glyphs: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(holder):
        name = str(operator)
        if name == "Tf":
            font = fonts[str(operands[0])]
            glyphs = known.setdefault(font.objgen, _glyphs(font))
        elif name in ("Tj", "'", '"'):
            pieces.append(_shown(bytes(operands[-1]), glyphs))
        elif name == "TJ":
            pieces += [_shown(bytes(each), glyphs) for each in operands[0] if isinstance(each, pikepdf.String)]
        elif name in ("Td", "TD", "T*", "Tm", "ET"):
            pieces.append("\n")
        elif name == "Do" and depth < 8:
            form = forms[str(operands[0])]
            if form.get("/Subtype") == "/Form":
                _draw(pikepdf, form, form.get("/Resources", resources), known, pieces, depth + 1)


def _shown(content: bytes, glyphs: dict[int, str]) -> str:
    if not glyphs:
        return content.decode("latin-1")
    return "".join(glyphs.get(int.from_bytes(content[at : at + 2], "big"), "") for at in range(0, len(content), 2))


def _glyphs(font: Any) -> dict[int, str]:
    """Return the text of each two-byte glyph of a font; nothing for fonts with bytes for letters."""
    if font.get("/Subtype") != "/Type0" or "/ToUnicode" not in font:
        return {}
    found: dict[int, str] = {}
    for kind, body in _BLOCK.findall(font["/ToUnicode"].read_bytes()):
        if kind == b"bfchar":
            codes = _HEX.findall(body)
            found |= {int(code, 16): _text(text) for code, text in zip(codes[::2], codes[1::2], strict=True)}
            continue
        for first, last, target in _RANGE.findall(body):
            low, high = int(first, 16), int(last, 16)
            if target.startswith(b"["):
                found |= {low + n: _text(text) for n, text in enumerate(_HEX.findall(target))}
            else:
                start = _text(target[1:-1])
                found |= {low + n: start[:-1] + chr(ord(start[-1]) + n) for n in range(high - low + 1)}
    return found


def _text(code: bytes) -> str:
    return bytes.fromhex(re.sub(rb"\s", b"", code).decode()).decode("utf-16-be", "replace")
