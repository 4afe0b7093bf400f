"""Sign-offs of a programme's reports: a file for each report, to whose end each sign-off is added."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator

from workbench.assurance.seals import first_broken, seal
from workbench.definitions.base import Day, Definition, Text
from workbench.definitions.faults import validated
from workbench.definitions.lined_yaml import parse, read
from workbench.errors import Fault, InputFaults, WorkbenchError, shown_path
from workbench.files import canonical_json, make_folder, write_text
from workbench.project import Project

FOLDER = "sign-offs"
WAIT_SECONDS = 60.0
State = Literal["draft", "assured", "factual accuracy", "final"]


def _role(text: str) -> str:
    from workbench.freetext.roles import a_role  # word lists: only where a sign-off is read

    return a_role(text)


class SignOff(Definition):
    """One sign-off.

    Parameters
    ----------
    state
        The state that the report is in from then on; ``draft`` where it was taken back.
    role
        Who decided, as a role; never a name.
    date
        The day.
    comment
        What was looked at, or why.
    content
        SHA-256 of the report's content, as the build's manifest has it.
    seal
        Sixteen digits over this sign-off and all before it, so that none can be changed unnoticed.
    """

    state: State
    role: Annotated[str, AfterValidator(_role)]
    date: Day
    comment: Text
    content: Text
    seal: Text

    @property
    def shown(self) -> dict[str, str]:
        """The sign-off as plain data."""
        return {name: str(value) for name, value in self.model_dump(mode="json").items()}


class SignOffs(Definition):
    """The sign-offs of one report, the oldest first."""

    sign_offs: tuple[SignOff, ...] = ()


def sign_offs_folder(project: Project, programme: str) -> Path:
    """Return the folder of a programme's sign-offs."""
    return project.reports / programme / FOLDER


def read_sign_offs(project: Project, programme: str, report: str) -> tuple[SignOff, ...]:
    """Return the sign-offs of a report, the oldest first; none where there is no file.

    Raises
    ------
    InputFaults
        With every fault of the file; a sign-off that was changed after it was given is one.
    """
    path = sign_offs_folder(project, programme) / f"{report}.yaml"
    if not path.is_file():
        return ()
    document, faults = read(path, shown_path(path, project.root))
    found = None
    if document is not None:
        found, faults = validated(SignOffs, document)
        if found is not None:
            faults = list(_broken(found.sign_offs, document.fault))
    if faults or found is None:
        raise InputFaults(faults, f"{len(faults)} fault{'s' if len(faults) != 1 else ''} in sign-offs")
    return found.sign_offs


def all_sign_offs(project: Project, programme: str) -> dict[str, tuple[SignOff, ...]]:
    """Return the sign-offs of every report that has some, by report.

    Raises
    ------
    InputFaults
        With the faults of all files.
    """
    found: dict[str, tuple[SignOff, ...]] = {}
    faults: list[Fault] = []
    for path in sorted(sign_offs_folder(project, programme).glob("*.yaml")):
        try:
            found[path.stem] = read_sign_offs(project, programme, path.stem)
        except InputFaults as error:
            faults += error.faults
    if faults:
        raise InputFaults(faults, f"{len(faults)} fault{'s' if len(faults) != 1 else ''} in sign-offs")
    return found


def _broken(entries: tuple[SignOff, ...], fault: Callable[..., Fault]) -> Iterator[Fault]:
    number = first_broken(entry.shown for entry in entries)
    if number is not None:
        yield fault(
            "this sign-off, or one before it, was changed after it was given. Put the file back as it was; what "
            "has changed since is signed off anew, below",
            "sign_offs", number, "seal",
        )  # fmt: skip


def add_sign_off(
    project: Project, programme: str, report: str, *, state: str, role: str, on: date, comment: str,
    content: Callable[[], str], check: Callable[[tuple[SignOff, ...], str], None] = lambda before, content: None,
) -> SignOff:  # fmt: skip
    """Add a sign-off to the end of a report's file; two people at once lose nothing.

    Parameters
    ----------
    project, programme, report
        Of the report.
    state, role, on, comment
        What is signed, by whom, when, and what they say.
    content
        Returns the hash of the report's content; called when no one else can sign.
    check
        Called with the sign-offs so far and the content's hash before anything is written; may raise.

    Raises
    ------
    WorkbenchError
        When the role is none, when someone else is signing for too long, or from ``check``.
    InputFaults
        With the faults of the file as it is.
    """
    try:
        _role(role)
    except ValueError as error:
        raise WorkbenchError(f"The role {error}.") from None
    if not comment.strip():
        raise WorkbenchError("Say in a few words what was looked at, or why: --comment TEXT.")
    folder = sign_offs_folder(project, programme)
    path = folder / f"{report}.yaml"
    with _signing(folder):
        before = read_sign_offs(project, programme, report)
        found = content()
        check(before, found)
        entry = {
            "state": state, "role": role, "date": on.isoformat(), "comment": " ".join(comment.split()),
            "content": found,
        }  # fmt: skip
        entry["seal"] = seal(before[-1].seal if before else "", entry)
        old = path.read_bytes().decode("utf-8-sig") if path.is_file() else _heading(report)
        text = _with(old, entry)
        new, faults = parse(text, shown_path(path, project.root))
        if new is None or len(new.data["sign_offs"]) != len(before) + 1 or new.data["sign_offs"][-1] != entry:
            raise WorkbenchError(
                f"{shown_path(path, project.root)} is written in a way that a sign-off cannot be added to"
                f"{f' ({faults[0]})' if faults else ''}. Nothing was changed. Put it back as the command wrote it."
            )
        write_text(path, text)
    return SignOff.model_validate(entry)


def _heading(report: str) -> str:
    return (
        f"# Sign-offs of {report}, the oldest first. `workbench sign-off` adds to the end; nothing above changes.\n"
        "sign_offs:\n"
    )


def _with(text: str, entry: Mapping[str, Any]) -> str:
    # JSON's quoted strings are YAML's, so no comment can break out of its line.
    lines = [f"{name}: {canonical_json(value)}" for name, value in entry.items()]
    end = "" if text.endswith("\n") else "\n"
    return f"{text}{end}- " + "\n  ".join(lines) + "\n"


@contextmanager
def _signing(folder: Path) -> Iterator[None]:
    from filelock import FileLock, Timeout

    make_folder(folder)
    lock = FileLock(folder / ".lock")
    try:
        lock.acquire(timeout=WAIT_SECONDS)
    except Timeout:
        raise WorkbenchError("Someone else is signing off a report of this programme. Try again.") from None
    try:
        yield
    finally:
        lock.release()
