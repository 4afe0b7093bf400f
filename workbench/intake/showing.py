"""What intake says of a file: lines for a person to read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from workbench.errors import Fault, shown_path
from workbench.intake.outcomes import Outcome, Summary

#: Faults of one file shown at once; a file with more has one cause that is mended first.
MOST_FAULTS = 60


def outcome_lines(outcome: Outcome, root: Path, *, preview: bool) -> Iterator[str]:
    """Yield what became of one file, or would become of it, with everything that a person may want to act on.

    Parameters
    ----------
    outcome
        The file's fate.
    root
        The project's folder, for shorter paths.
    preview
        Whether nothing was written.
    """
    if outcome.state == "unchanged":
        if preview:
            yield f"{outcome.file}: unchanged, {outcome.rows:,} rows in the store"
        return
    if outcome.state == "refused":
        kept = "; the store keeps the version taken in earlier" if outcome.kept else ""
        faults = f"{len(outcome.faults)} fault{'s' if len(outcome.faults) != 1 else ''}"
        would = "would be refused" if preview else "refused"
        yield f"{outcome.file}: {would}, {faults}{_reconciled(outcome)}{kept}"
        yield from (f"  {_in_file(fault)}" for fault in outcome.faults[:MOST_FAULTS])
        if len(outcome.faults) > MOST_FAULTS:
            yield f"  … and {len(outcome.faults) - MOST_FAULTS} more faults in this file"
    else:
        would = "would be taken in" if preview else "taken in"
        replaces = ", in place of its earlier version" if outcome.replaces else ""
        refused = f", {outcome.refused} refused (set aside)" if outcome.refused else ""
        yield f"{outcome.file}: {outcome.rows:,} rows {would}{refused}{replaces}"
    if preview:
        yield from (f"  {change}" for change in outcome.changes)
    yield from (f"  row {row.row} is set aside: {row.reason}" for row in outcome.set_aside[:20])
    if len(outcome.set_aside) > 20:
        yield f"  … and {len(outcome.set_aside) - 20} more rows are set aside"
    yield from (f"  To review: {note}" for note in outcome.notes)
    if outcome.refusals is not None and not preview and outcome.state == "refused":
        yield f"  For the sender to mend: {shown_path(outcome.refusals, root)}"


def summary_lines(programme: str, summary: Summary, *, preview: bool) -> Iterator[str]:
    """Yield what became of all files of a programme.

    Parameters
    ----------
    programme
        The programme's id.
    summary
        The files' fates.
    preview
        Whether nothing was written.
    """
    taken, same, refused = (summary.count(state) for state in ("taken in", "unchanged", "refused"))
    if preview:
        yield (
            f"{programme}: {len(summary.outcomes)} files; {taken} would be taken in, {same} unchanged, {refused} would "
            "be refused; nothing was written"
        )
    else:
        yield (
            f"{programme}: {len(summary.outcomes)} files; {taken} taken in, {same} unchanged, {refused} refused; "
            f"{summary.rows:,} rows in the store from them"
        )
    yield f"  Rows: {summary.read:,} read = {summary.rows:,} accepted + {summary.refused:,} refused"
    if summary.ignored:
        yield f"  Not tables, left where they are: {', '.join(summary.ignored)}"
    if summary.gone:
        yield f"  Raw file no longer there, its rows stay in the store: {', '.join(summary.gone)}"


def _in_file(fault: Fault) -> str:
    """Return a fault without its file, which stands in the line above it."""
    return str(fault).removeprefix(fault.file).lstrip(",: ")


def _reconciled(outcome: Outcome) -> str:
    if not outcome.read:
        return ""
    return f" ({outcome.read:,} row{'s' if outcome.read != 1 else ''} read, none accepted)"
