"""Files made worse: bytes, cells, headers, rows, sheets, encodings and archives."""

import csv
import io
import random
import zipfile

NASTY = (
    "", " ", "nan", "inf", "-inf", "1e999", "80%", "[x]", "[c]", "*", "c", "z", "..", "-", "—", "#REF!", "0", "-1",
    "99999999999999999999", "1,234", "12.0", "12.5", "٣", "=1+1", "=cmd|' /C calc'!A0", "@SUM(A1)", "+44", "-2+3",
    "\t=1",
    "<script>alert(1)</script>", "{{< include /etc/passwd >}}", "#set page(width: 1cm)", "![x](javascript:1)", "`r 1`",
    "\u202eevil\u202c", "a\u200bb", "\ufeff", "\x00", "\x1b[31m", "\r\nFrom: x", "a\u0301" + "\u0301" * 40, "🙂" * 20,
    "../../etc/passwd", "C:\\CON", "NaN", "None", "null", "TRUE", "31/02/2026", "03/31/2026", "45382", "1 Mar 26",
    "Total", "Grand total", "Scotland", "Average", "0101011237", "a@example.org", "KW15 1AA", "07700 900123",
    "Eilidh Drever", "Name", "CHI number", "x" * 300, "y" * 11_000, "z" * 40_000, "'", '"', '""', ",", ";", "|", "\\",
    "!!python/object/apply:os.system ['true']", "&a *a", "_x0041_", "\ud7ff", "\uffff", "\U000e0041", "ﬁ", "İ", "ẞ",
    "R001", "F1", "Fife", "S12000015", "Orkney", "2.1", "QI 5.3", "Good", "4", "Yes", "Don’t know", "strongly AGREE ",
)  # fmt: skip
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "utf-32", "utf-7", "cp037")


def rows_of(content):
    """Return a CSV file's cells, read without the workbench."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig", "replace"), newline="")))


def csv_bytes(rows, rng):
    """Return cells as CSV in some delimiter and encoding."""
    text = io.StringIO(newline="")
    delimiter = rng.choice(",,,;\t|")
    writer = csv.writer(text, delimiter=delimiter, lineterminator=rng.choice(("\r\n", "\n")))
    writer.writerows(rows)
    encoding = rng.choice(ENCODINGS) if rng.random() < 0.3 else "utf-8"
    return text.getvalue().encode(encoding, "replace")


def xlsx_bytes(sheets):
    """Return sheets, a dict of rows, as a workbook."""
    import xlsxwriter

    stream = io.BytesIO()
    names = set()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False,
                                      "strings_to_numbers": False}) as book:  # fmt: skip
        for name, rows in sheets.items():
            plain = "".join(sign for sign in name if sign not in "[]:*?/\\'" and sign.isprintable())[:31] or "S"
            while plain.casefold() in names:
                plain = plain[:28] + str(len(names))
            names.add(plain.casefold())
            page = book.add_worksheet(plain)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if cell is not None and cell != "":
                        text = "".join(sign for sign in str(cell) if sign >= " " or sign in "\n\t")
                        page.write(number, place, cell if isinstance(cell, int | float) else text[:32_000])
    return stream.getvalue()


def worse_bytes(content, rng):
    """Return bytes with pieces changed, cut, doubled or put in."""
    data = bytearray(content)
    for _ in range(rng.choice((1, 1, 2, 5, 20))):
        if not data:
            break
        place = rng.randrange(len(data))
        length = rng.choice((1, 1, 2, 8, 100, 3000))
        what = rng.randrange(5)
        if what == 0:
            data[place] = rng.randrange(256)
        elif what == 1:
            del data[place : place + length]
        elif what == 2:
            data[place:place] = data[place : place + length]
        elif what == 3:
            data[place:place] = rng.randbytes(length)
        else:
            del data[place:]
    return bytes(data)


def worse_rows(rows, rng):
    """Return cells with some changed, and rows and columns moved, doubled, dropped or put in."""
    rows = [list(row) for row in rows]
    for _ in range(rng.choice((0, 1, 1, 1, 2, 3, 8))):
        if not rows:
            break
        place = rng.randrange(len(rows)) if rng.random() < 0.8 else 0
        row = rows[place]
        what = rng.randrange(13)
        if what <= 4 and row:
            row[rng.randrange(len(row))] = rng.choice(NASTY)
        elif what == 5:
            rows.insert(place, list(row))
        elif what == 6:
            rows.insert(place, [rng.choice(NASTY) for _ in range(rng.choice((1, 1, 3, max(len(row), 1))))])
        elif what == 7:
            del rows[place]
        elif what == 8:
            rows.append(rng.choice(([], ["Note: as given"], ["Total", *[""] * 3, "99"], [""] * 5, ["Average"])))
        elif what == 9 and row:
            column = rng.randrange(len(row))
            kept = rng.choice(NASTY)
            for each in rows:
                if column < len(each):
                    each[column] = kept if rng.random() < 0.5 else each[column]
        elif what == 10 and row:
            column = rng.randrange(len(row))
            rows = [each[:column] + each[column + 1 :] for each in rows]
        elif what == 11:
            rows = [[*each, rng.choice(NASTY)] for each in rows]
        elif what == 12 and rows[0]:
            header = rng.randrange(len(rows[0]))
            text = str(rows[0][header])
            rows[0][header] = rng.choice((text.upper(), text[:-2], f" {text} ", text + "?", rng.choice(NASTY)))
    if rng.random() < 0.15:
        rows[:0] = [["A title, of some return"], []][: rng.choice((1, 2))]
    return rows


def worse_archive(content, rng):
    """Return a workbook whose parts were changed inside the archive, or whose sizes lie."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    except Exception:
        return content
    name = rng.choice(sorted(parts))
    sheets = [part for part in sorted(parts) if "sheet" in part and part.endswith(".xml")]
    what = rng.randrange(8)
    if what == 0:
        del parts[name]
    elif what == 1:
        parts[name] = worse_bytes(parts[name], rng)
    elif what == 2:
        parts[f"xl/worksheets/../../../{name}"] = b"x"
    elif what == 3 and sheets:
        one = rng.choice(sheets)
        far = rng.choice((b'r="XFD1048576"', b'r="A99999999999"', b'r="ZZZZZ1"', b'r="B500000"', b'r=""', b'r="1A"'))
        parts[one] = parts[one].replace(b'r="B3"', far, 1)
    elif what == 4 and sheets:
        one = rng.choice(sheets)
        doctype = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
        parts[one] = parts[one].replace(b"?>", b"?>" + doctype, 1).replace(b"<v>1</v>", b"<v>&b;</v>", 3)
    elif what == 5 and sheets:
        one = rng.choice(sheets)
        parts[one] = parts[one].replace(b't="s"', rng.choice((b't="e"', b't="n"', b't="d"', b't="?"', b"")), 5)
    elif what == 6 and sheets:
        one = rng.choice(sheets)
        parts[one] = parts[one].replace(b"<v>1</v>", rng.choice((b"<v>999999999</v>", b"<v>nan</v>", b"<v>1e999</v>",
                                                                 b"<v></v>", b"<v>-5</v>")), 3)  # fmt: skip
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in parts.items():
            archive.writestr(part, text)
        if what == 7:
            archive.writestr("xl/media/zeros.bin", b"\0" * 2_000_000)
    packed = stream.getvalue()
    if what == 7:
        # The directory says another size than the part unpacks to.
        packed = packed.replace((2_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    return packed


def rng_of(number):
    """Return the source of chance of one case."""
    return random.Random(f"intake {number}")
