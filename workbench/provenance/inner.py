"""Where two files made of parts first differ: the part of a Word or Excel file, the object of a PDF."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable

from workbench.provenance.package import BROKEN

_ARCHIVES = frozenset({".docx", ".xlsx", ".zip", ".pptx", ".odt"})
_OBJECT = re.compile(rb"(?:^|\n)(\d+ \d+ obj\b)")
_STREAM = re.compile(rb"stream\r?\n(.*?)\nendstream", re.DOTALL)
_TYPE = re.compile(rb"/Type\s*/(\w+)")
_AROUND = 24

Explain = Callable[[str, bytes, bytes, tuple[str, str]], str]


def inner_difference(suffix: str, one: bytes, other: bytes, names: tuple[str, str], explain: Explain) -> str:
    """Return the part in which two files first differ, and how; empty where they are not made of known parts.

    Parameters
    ----------
    suffix
        What kind of file it is.
    one, other
        The contents.
    names
        What to call the two.
    explain
        Says how two parts differ, given a name and both contents.
    """
    if suffix in _ARCHIVES:
        return _archive_difference(one, other, names, explain)
    if suffix == ".pdf":
        return _pdf_difference(one, other, names)
    return ""


def _archive_difference(one: bytes, other: bytes, names: tuple[str, str], explain: Explain) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(one)) as mine, zipfile.ZipFile(io.BytesIO(other)) as yours:
            here, there = mine.infolist(), yours.infolist()
            lists = [[part.filename for part in parts] for parts in (here, there)]
            for name in sorted({*lists[0], *lists[1]}):
                if name not in lists[1] or name not in lists[0]:
                    return f"part {name} is in the {names[0] if name in lists[0] else names[1]} alone"
                left, right = mine.read(name), yours.read(name)
                if left != right:
                    return f"part {name}, {explain(name, _broken(left), _broken(right), names)}"
            if lists[0] != lists[1]:
                return f"the same parts in another order: {lists[0][:3]} and {lists[1][:3]}"
            for left, right in zip(here, there, strict=True):
                for what in ("date_time", "external_attr", "create_system", "compress_type", "extra", "comment"):
                    if getattr(left, what) != getattr(right, what):
                        values = f"{getattr(left, what)!r} and {getattr(right, what)!r}"
                        return f"part {left.filename} is the same, its {what} is not: {values}"
            return "every part is the same; they are packed otherwise"
    except BROKEN:
        return ""


def _broken(content: bytes) -> bytes:
    """Return XML with a line for each element, so that a difference is shown with little around it."""
    return content.replace(b"><", b">\n<") if content[:1] == b"<" else content


def _pdf_difference(one: bytes, other: bytes, names: tuple[str, str]) -> str:
    left, right = _objects(one), _objects(other)
    if not left or not right:
        return ""
    for name in sorted({*left, *right}, key=lambda name: (int(name.split()[0]), name)):
        if name not in left or name not in right:
            return f"object {name} is in the {names[0] if name in left else names[1]} alone"
        if left[name] != right[name]:
            kind = _TYPE.search(left[name]) or _TYPE.search(right[name])
            said = f" ({kind[1].decode()})" if kind else ""
            mine, yours = _unpacked(left[name]), _unpacked(right[name])
            differing = (n for n, (a, b) in enumerate(zip(mine, yours, strict=False)) if a != b)
            at = next(differing, min(len(mine), len(yours)))
            shown = [each[max(0, at - _AROUND) : at + _AROUND].decode("latin-1") for each in (mine, yours)]
            width = max(map(len, names)) + 1
            lines = [f"  {who + ':':<{width}} {text!r}" for who, text in zip(names, shown, strict=True)]
            return "\n".join([f"object {name}{said}", *lines])
    return ""


def _objects(content: bytes) -> dict[str, bytes]:
    """Return the objects of a PDF by number; what stands after the last (the table of places) belongs to it."""
    places = list(_OBJECT.finditer(content))
    ends = [*(place.start() for place in places[1:]), len(content)]
    head = {"0 0 obj": content[: places[0].start()]} if places else {}
    return head | {place[1].decode(): content[place.end() : end] for place, end in zip(places, ends, strict=True)}


def _unpacked(content: bytes) -> bytes:
    """Return an object with its stream unpacked where it is packed as PDFs usually are."""

    def unpack(match: re.Match[bytes]) -> bytes:
        try:
            return b"stream\n" + zlib.decompressobj().decompress(match[1]) + b"\nendstream"
        except zlib.error:
            return match[0]

    return _STREAM.sub(unpack, content)
