"""The text of a CSV file: its encoding, the sign between its cells, and its rows."""

from __future__ import annotations

import csv
import io

from workbench.intake.archives import MOST_CELLS
from workbench.intake.grid import Unreadable, plain_rows, too_long

DELIMITERS = ",;\t|"


def csv_rows(content: bytes) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a CSV file, each cell as text.

    Parameters
    ----------
    content
        The file's bytes, in any encoding that `decode` knows and with any of the usual signs between cells.

    Raises
    ------
    Unreadable
        When the text is in no known encoding, too large or no CSV.
    """
    text = decode(content)
    if text[:4].casefold() == "sep=" and text[5:6] in "\r\n":
        # A line for spreadsheet programs alone, which they do not show.
        text = text[5:].lstrip("\r").removeprefix("\n")
    if max(text.count(sign) for sign in DELIMITERS) + text.count("\n") > MOST_CELLS:
        raise Unreadable(f"the file has more than {MOST_CELLS:,} cells, which no export has; check what it holds")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    try:
        rows = list(reader)
    except csv.Error as error:
        if "field limit" in str(error):
            raise Unreadable(too_long(0)) from error
        raise Unreadable(
            f"the text cannot be read as CSV (line {reader.line_num}: {error}); export it again as 'CSV UTF-8'"
        ) from error
    return plain_rows(rows)


def delimiter_of(text: str) -> str:
    r"""Return the sign between the cells of a CSV text: the one that parts most of its first lines alike.

    Examples
    --------
    >>> delimiter_of("Notes, of spring\na;b;c\n1;2;3\n"), delimiter_of("a,b\n1;2,3\n")
    (';', ',')
    """
    best = (0, ",")
    for sign in DELIMITERS:
        widths: list[int] = []
        try:
            for row in csv.reader(io.StringIO(text[:20_000], newline=""), delimiter=sign):
                widths.append(len(row))
                if len(widths) == 40:
                    break
        except csv.Error:
            pass
        usual = max(set(widths), key=lambda width: (widths.count(width) * (width - 1), width), default=1)
        best = max(best, (widths.count(usual) * (usual - 1), sign), key=lambda pair: pair[0])
    return best[1]


def decode(content: bytes) -> str:
    r"""Return the text of a CSV file in UTF-8, UTF-16 or UTF-32, or else Windows-1252.

    Examples
    --------
    >>> decode(b"\xef\xbb\xbfcaf\xc3\xa9"), decode(b"caf\xe9"), decode("é".encode("utf-16"))
    ('café', 'café', 'é')
    >>> decode("a,b".encode("utf-16-le"))
    'a,b'
    """
    begin = content[:1000]
    if content.startswith(b"\xef\xbb\xbf"):
        encodings = ["utf-8-sig", "cp1252"]
    elif content.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        encodings = ["utf-32"]
    elif content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif len(begin) > 1 and begin[1::2].count(0) > 0.4 * len(begin) / 2 > begin[0::2].count(0):
        encodings = ["utf-16-le"]
    elif len(begin) > 1 and begin[0::2].count(0) > 0.4 * len(begin) / 2 > begin[1::2].count(0):
        encodings = ["utf-16-be"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("the text is in no known encoding; export it again as 'CSV UTF-8'")
