"""What was refused of a file, row by row beside the reason, for the sender to mend."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import Fault
from workbench.freetext.plain import csv_cell
from workbench.intake.originals import safe_name

if TYPE_CHECKING:
    from workbench.intake.readings import Reading

ROW, REASON = "Row", "What is wrong"


def refusal_path(evidence: Path, programme: str, area: str, name: str) -> Path:
    """Return where the refused rows of a raw file stand.

    Examples
    --------
    >>> refusal_path(Path("e"), "orders", "fife", "fife_staff_survey.xlsx").as_posix()
    'e/refused/orders/fife/fife_staff_survey.xlsx.csv'
    """
    return evidence / "refused" / programme / area / f"{safe_name(name)}.csv"


def refusal_text(reading: Reading) -> bytes:
    """Return the refused rows of a file as CSV that no spreadsheet program takes for formulas.

    First come the faults of the file as a whole, without a row of the table; then every row with something wrong of its
    own, its reasons and its cells as they stand in the file. Cells that must not be repeated are left blank.

    Parameters
    ----------
    reading
        What reading the file gave.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)

    def write(*cells: object) -> None:
        writer.writerow([csv_cell(cell) for cell in cells])

    write(ROW, REASON, *reading.headers)
    rows = {wrong.row for wrong in reading.wrong_rows}
    for fault in reading.faults:
        # Faults of single cells stand beside their rows below.
        if fault.row not in rows:
            write(fault.row or "", _said(fault))
    for wrong in reading.wrong_rows:
        write(wrong.row, "; ".join(wrong.reasons), *wrong.cells)
    for aside in reading.set_aside:
        write(aside.row, f"Set aside: {aside.reason}", *aside.cells)
    # With a mark, so that spreadsheet programs read it as UTF-8.
    return "\ufeff".encode() + text.getvalue().encode("utf-8", "replace")


def _said(fault: Fault) -> str:
    place = [f"sheet {fault.sheet}" if fault.sheet else "", f"column {fault.column}" if fault.column else ""]
    where = ", ".join(part for part in place if part)
    return f"{where}: {fault.message}" if where else fault.message
