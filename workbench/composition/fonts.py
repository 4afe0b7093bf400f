"""The typeface inside a drawing, so that it looks the same wherever the picture is shown."""

from __future__ import annotations

import base64
import io
import re
from functools import cache
from pathlib import Path

FAMILY = "Atkinson Hyperlegible"
# What charts use: Latin letters with the accents of Gaelic names, digits, dashes, quotation marks, arrows and marks.
_CHARACTERS = [*range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x2010, 0x2027), 0x2212, 0x2264, 0x2265, 0x2190, 0x2192]
_BOLD = re.compile(r"font-weight(?:=|:)\s*\"?(?:bold|[67]00)")
_OPENING = re.compile(r"<svg\b[^>]*>")


def font_files() -> dict[str, Path]:
    """Return the typeface's files by file name."""
    # Imported here: only composing needs it.
    import fontpkg_atkinson_hyperlegible

    folder = Path(fontpkg_atkinson_hyperlegible.__file__).parent / "files"
    return {path.name: path for path in sorted(folder.glob("*.ttf"))}


@cache
def _face(style: str, weight: int) -> str:
    # fontTools takes a tenth of a second to import; charts are embedded once per process.
    from fontTools import subset

    options = subset.Options(flavor="woff", layout_features=["kern"], hinting=False, desubroutinize=True)
    options.name_IDs = []
    options.notdef_outline = True
    stream = io.BytesIO()
    with subset.load_font(str(font_files()[f"AtkinsonHyperlegible-{style}.ttf"]), options) as font:
        font.recalcTimestamp = False
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=_CHARACTERS)
        cutter.subset(font)
        subset.save_font(font, stream, options)
    data = base64.b64encode(stream.getvalue()).decode()
    return (
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};'
        f'src:url(data:font/woff;base64,{data}) format("woff")}}'
    )


def with_typeface(svg: str) -> str:
    """Return ``svg`` with the typeface's needed weights embedded.

    A picture on a web page cannot use the page's fonts; without this its words would be set in whatever the reader's
    machine has.

    Parameters
    ----------
    svg
        A drawing whose text names the family ``Atkinson Hyperlegible``.

    Examples
    --------
    >>> drawing = with_typeface('<svg width="1"><text font-weight="bold">a</text></svg>')
    >>> drawing.count("@font-face")
    2
    """
    faces = [_face("Regular", 400)] + ([_face("Bold", 700)] if _BOLD.search(svg) else [])
    opening = _OPENING.search(svg)
    if opening is None:
        return svg
    style = f"<defs><style>{''.join(faces)}</style></defs>"
    return svg[: opening.end()] + style + svg[opening.end() :]
