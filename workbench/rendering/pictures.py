"""The size of a picture, read from its first bytes."""

from __future__ import annotations

import re
import struct
from pathlib import Path

_SIZE = re.compile(rb"<svg\b[^>]*>", re.DOTALL)
_LENGTH = re.compile(rb'\s(width|height)="([\d.]+)(px|pt)?"')
_BOX = re.compile(rb'\sviewBox="[-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)[ ,]+([\d.]+)"')


def picture_size(path: Path) -> tuple[float, float] | None:
    """Return width and height of a picture in px, or None when it cannot be told.

    Parameters
    ----------
    path
        An SVG or PNG file. A PNG beside an SVG of the same name has the SVG's size: it is the same picture drawn with
        more dots.
    """
    drawing = path.with_suffix(".svg")
    if path.suffix == ".png" and drawing.is_file():
        path = drawing
    with path.open("rb") as stream:
        start = stream.read(4096)
    if path.suffix == ".png" and start[:8] == b"\x89PNG\r\n\x1a\n":
        width, height = struct.unpack(">II", start[16:24])
        return float(width), float(height)
    opening = _SIZE.search(start)
    if not opening:
        return None
    lengths = {
        name: float(number) * (4 / 3 if unit == b"pt" else 1) for name, number, unit in _LENGTH.findall(opening[0])
    }
    if len(lengths) == 2:
        return lengths[b"width"], lengths[b"height"]
    box = _BOX.search(opening[0])
    return (float(box[1]), float(box[2])) if box else None
