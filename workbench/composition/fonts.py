"""The typeface inside a drawing, so that it looks the same wherever the picture is shown."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from functools import cache
from importlib.metadata import version
from pathlib import Path

from workbench.files import write_text

FAMILY = "Atkinson Hyperlegible"
#: Part of the key of a kept typeface; raise it when it is cut in another way.
_MAKING = "1"
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
def _face(style: str, weight: int, cache_folder: Path | None) -> str:
    font = font_files()[f"AtkinsonHyperlegible-{style}.ttf"]
    if cache_folder is None:
        return _made(font, weight)
    # Cutting a typeface to its characters, and fontTools itself, take longer than composing an area.
    of = f"{_MAKING}\n{version('fonttools')}\n{weight}\n{_CHARACTERS}\n".encode() + font.read_bytes()
    kept = cache_folder / f"typeface-{hashlib.sha256(of).hexdigest()}.css"
    if kept.is_file():
        return kept.read_text(encoding="utf-8")
    face = _made(font, weight)
    write_text(kept, face)
    return face


def _made(path: Path, weight: int) -> str:
    from fontTools import subset

    options = subset.Options(flavor="woff", layout_features=["kern"], hinting=False, desubroutinize=True)
    options.name_IDs = []
    options.notdef_outline = True
    stream = io.BytesIO()
    with subset.load_font(str(path), options) as font:
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


def with_typeface(svg: str, cache_folder: Path | None = None) -> str:
    """Return ``svg`` with the typeface's needed weights embedded.

    A picture on a web page cannot use the page's fonts; without this its words would be set in whatever the reader's
    machine has.

    Parameters
    ----------
    svg
        A drawing whose text names the family ``Atkinson Hyperlegible``.
    cache_folder
        Folder where the typeface is kept as it was cut before.

    Examples
    --------
    >>> drawing = with_typeface('<svg width="1"><text font-weight="bold">a</text></svg>')
    >>> drawing.count("@font-face")
    2
    """
    faces = [_face("Regular", 400, cache_folder)] + ([_face("Bold", 700, cache_folder)] if _BOLD.search(svg) else [])
    opening = _OPENING.search(svg)
    if opening is None:
        return svg
    style = f"<defs><style>{''.join(faces)}</style></defs>"
    return svg[: opening.end()] + style + svg[opening.end() :]
