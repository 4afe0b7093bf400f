"""The logs for reviewers, made by every build: sense checks, assumptions and data, as CSV and as one page."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from workbench.assurance import assumptions_log, data_log
from workbench.assurance.roles import ROLES, Assurance
from workbench.assurance.sense_checks.ground import Ground
from workbench.assurance.sense_checks.outcome import Outcome
from workbench.assurance.sense_checks.showing import totals
from workbench.definitions.sense_check_files import Declared
from workbench.files import write_bytes, write_text
from workbench.freetext.plain import csv_cell

FOLDER = "assurance"
_CHECKS = ("check", "place", "outcome", "what was found", "numbers", "key", "role", "date", "comment")
_SAID = (
    "Written by the build for those who assure and approve it; the same inputs give the same page. No number stands "
    "here that a reader of the reports does not see."
)


@dataclass(frozen=True)
class Log:
    """One log: its name, title and introduction, and its table."""

    name: str
    title: str
    introduction: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]


def logs(
    ground: Ground, declared: Sequence[Declared], found: Sequence[Outcome], recorded: Assurance
) -> tuple[Log, ...]:
    """Return the logs of a programme.

    Parameters
    ----------
    ground
        What the programme's numbers rest on.
    declared, found
        Its sense checks, and how they ended.
    recorded
        Roles and assumptions that people wrote down.
    """
    names = {each.check.name for each in declared}
    checks = [_check_row(each, ground) for each in found if each.check in names]
    assumptions = assumptions_log.assumption_rows(ground.definitions, ground.programme, recorded, declared)
    return (
        Log(
            "sense-checks", "Sense checks",
            f"Outcomes: {totals(found)}. What each asks for stands in the assumptions log.",
            _CHECKS, checks,
        ),
        Log(
            "assumptions", "Assumptions log",
            "What people assumed, then what the parameters assume: thresholds, wordings that were not read in a "
            "source, gaps, and sources that disagree.",
            assumptions_log.HEADER, [row.cells for row in assumptions],
        ),
        Log(
            "data", "Data log",
            "Every file of evidence and of published data. A number of rows is given where it says no more than the "
            "reports do.",
            data_log.HEADER, [row.cells for row in data_log.data_rows(ground)],
        ),
    )  # fmt: skip


def _check_row(each: Outcome, ground: Ground) -> tuple[str, ...]:
    numbers = "; ".join(f"{name}: {value}" for name, value in each.numbers.items())
    answer = (each.answer.role, each.answer.date, each.answer.comment) if each.answer else ("", "", "")
    key = each.key if each.state == "review" else ""
    return (each.check, ground.name(each.place), each.state, each.says, numbers, key, *answer)


def write_logs(folder: Path, title: str, synthetic: bool, recorded: Assurance, made: Sequence[Log]) -> None:
    """Write each log as ``<name>.csv``, and all of them as ``index.html``.

    Parameters
    ----------
    folder
        ``build/<programme>/assurance``.
    title
        The programme's.
    synthetic
        Whether any evidence is made up; the page says so.
    recorded
        Roles that people wrote down.
    made
        The logs.
    """
    for log in made:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(log.header)
        writer.writerows([csv_cell(cell) for cell in row] for row in log.rows)
        # With a byte-order mark, so that Excel reads it as UTF-8.
        _write(folder / f"{log.name}.csv", text.getvalue().encode("utf-8-sig"))
    write_text(folder / "index.html", page(title, synthetic, recorded, made))


def _write(path: Path, content: bytes) -> None:
    if not path.is_file() or path.read_bytes() != content:
        write_bytes(path, content)


def page(title: str, synthetic: bool, recorded: Assurance, made: Iterable[Log]) -> str:
    """Return the page of roles and logs: HTML that needs nothing beside it."""
    roles = [(role.capitalize(), ROLES[role], post) for role, post in recorded.roles.as_dict().items()]
    parts = [_table("Roles", "", ("Role", "What it does", "Post"), roles)]
    parts += [
        _table(
            log.title, f'{escape(log.introduction)} <a href="{log.name}.csv">{log.name}.csv</a>', log.header, log.rows
        )
        for log in made
    ]
    name = escape(f"Assurance: {title}")
    return _PAGE.format(title=name, style=_STYLE, mark=_MARK if synthetic else "", said=_SAID, body="".join(parts))


def _table(title: str, introduction: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    # A column that nothing fills, such as answers that nobody had to give, is in the file alone.
    filled = [place for place in range(len(header)) if not rows or any(row[place] for row in rows)]
    header, rows = [header[place] for place in filled], [[row[place] for place in filled] for row in rows]
    head = "".join(f'<th scope="col">{escape(name[:1].upper() + name[1:])}</th>' for name in header)
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in row[1:])}</tr>\n'
        for row in rows
    )
    name = title.lower().replace(" ", "-")
    said = f"<p>{introduction}</p>\n" if introduction else ""
    # What scrolls sideways has to be reached by keyboard.
    wide = f'<div class="wide" role="region" aria-labelledby="{name}" tabindex="0">'
    table = f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>"
    return f'<h2 id="{name}">{escape(title)}</h2>\n{said}{wide}\n{table}\n</div>\n'


_PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>{title}</h1>
{mark}<p>{said}</p>
{body}</main>
</body>
</html>
"""
_MARK = (
    '<p class="synthetic"><strong>Synthetic evidence.</strong> What is counted from it is made up; published '
    "statistics are real.</p>\n"
)
_STYLE = """
body { font: 1rem/1.5 "Atkinson Hyperlegible", system-ui, sans-serif; margin: 0; color: #1b1b1b; background: #fff }
main { max-width: 90rem; margin: 0 auto; padding: 1.5rem }
h1, h2 { line-height: 1.2 }
.synthetic { border: 2px solid #8a4b00; padding: .5rem 1rem }
.wide { overflow-x: auto }
table { border-collapse: collapse; font-size: .9rem }
th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: left; vertical-align: top }
th, td { overflow-wrap: break-word; min-width: 8rem }
thead th { background: #eef1f4 }
a { color: #004a8f }
@media (prefers-color-scheme: dark) {
  body { color: #f0f0f0; background: #16191d }
  thead th { background: #2a3038 }
  .synthetic { border-color: #d08a2e }
  a { color: #9ecbff }
}
"""
