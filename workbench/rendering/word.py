"""The last touches to a Word document: running header, fixed dates, the same bytes for the same text."""

from __future__ import annotations

import io
import re
import zipfile
from html import escape

TITLE_MARK, BANNER_MARK = "WORKBENCH-TITLE", "WORKBENCH-BANNER"
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def finished(document: bytes, title: str, banner: str) -> bytes:
    """Return ``document`` with its running header filled and nothing in it that changes from run to run.

    Parameters
    ----------
    document
        A Word document as Pandoc wrote it with the theme's reference document.
    title, banner
        The words of the running header: the report's title, and the mark of synthetic evidence (may be empty).
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as made, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in made.namelist():
            content = made.read(name)
            if re.fullmatch(r"word/header\d*\.xml", name):
                content = content.replace(TITLE_MARK.encode(), escape(title).encode())
                content = content.replace(BANNER_MARK.encode(), escape(banner).encode())
            elif name == "docProps/core.xml":
                content = _TIMES.sub(rb"\g<1>1980-01-01T00:00:00Z\2", content)
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
