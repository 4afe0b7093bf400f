"""Charts drawn as SVG and PNG: one typeface, labelled for screen readers, the same bytes for the same chart."""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from helpers.files import canonical_json

FONT = "Atkinson Hyperlegible"
VEGA_LITE = "6.1"
_CSS_PIXELS_PER_INCH = 96
_PICTURE = (
    b'#set page(width: auto, height: auto, margin: 0pt, fill: none)\n#image(bytes(sys.inputs.svg), format: "svg")'
)
_compilers = threading.local()
_ROOT = re.compile(r"<svg\b[^>]*>")
_CLASH = re.compile(r'(\bid="|url\(#|href="#)(?=(?:clip|gradient_?)\d)')


@cache
def _engine() -> Any:
    import logging

    import vl_convert

    # What it remarks on is for those who write charts, not for those who build reports.
    logging.getLogger("vl_convert").setLevel(logging.ERROR)
    # A chart holds its data: whatever a specification names, nothing is read or fetched for it.
    vl_convert.configure(num_workers=1, base_url=False, allowed_base_urls=[])
    vl_convert.register_font_directory(str(font_folder()))
    return vl_convert


def font_folder() -> Path:
    """Return the folder with the four font files of the typeface."""
    return Path(str(files("fontpkg_atkinson_hyperlegible") / "files"))


def draw_svg(spec: Mapping[str, Any], title: str, description: str) -> str:
    """Draw a Vega-Lite specification.

    Parameters
    ----------
    spec
        The specification; it must hold its data.
    title, description
        Short name and text alternative, written into the picture.

    Returns
    -------
    str
        An SVG document of its own with ``role="img"``, ``<title>`` and ``<desc>``. Ids in it begin with a hash of the
        specification, so that several pictures may stand in one page.

    Raises
    ------
    ValueError
        When the specification is none that can be drawn, or names data or pictures outside itself.
    """
    try:
        svg = _engine().vegalite_to_svg(dict(spec), vl_version=VEGA_LITE)
    except PermissionError as error:
        raise ValueError("the specification names data or pictures outside itself; it must hold them") from error
    except ValueError as error:
        # After a general line comes what is wrong, and then the engine's own calls.
        lines = [line.strip() for line in str(error).splitlines()]
        raise ValueError(lines[1] if len(lines) > 1 else lines[0]) from error
    prefix = "f" + hashlib.sha256(canonical_json(spec).encode()).hexdigest()[:10]
    # Where the typeface is not installed, as in a notebook opened elsewhere, another plain one beats a serif one.
    svg = svg.replace(f'font-family="{FONT}"', f'font-family="{FONT}, Verdana, sans-serif"')
    svg = _CLASH.sub(rf"\g<1>{prefix}-", svg)
    head = _ROOT.search(svg)
    if head is None:
        raise ValueError("the drawing engine returned no SVG")
    root = head.group(0)[:-1] + ' role="img">'
    label = f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
    return svg[: head.start()] + root + label + svg[head.end() :]


def draw_png(svg: str, scale: float = 2) -> bytes:
    """Draw an SVG document as a PNG picture, ``scale`` pixels to each CSS pixel.

    Typst does it in a third of the drawing engine's time, lets other threads go on meanwhile, and packs it a third as
    large.
    """
    return _rasteriser().compile(
        input=_PICTURE, format="png", ppi=_CSS_PIXELS_PER_INCH * scale, sys_inputs={"svg": svg}
    )


def _rasteriser() -> Any:
    # One a thread: a compiler serves one caller at a time.
    if not hasattr(_compilers, "png"):
        import typst

        _compilers.png = typst.Compiler(font_paths=[str(font_folder())], ignore_system_fonts=True)
    return _compilers.png
