"""A YAML file read as one kind of definition, or refused with every fault it has."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from workbench.definitions.base import Definition
from workbench.definitions.faults import validated
from workbench.definitions.lined_yaml import Document, read
from workbench.errors import Fault, InputFaults, shown_path

Content = TypeVar("Content", bound=Definition)


def read_definition(
    path: Path,
    model: type[Content],
    root: Path,
    what: str,
    faults: Callable[[Content, Document], Iterable[Fault]] = lambda content, document: (),
) -> tuple[Content, Document]:
    """Return what a file holds, and the file with the lines of everything in it.

    Parameters
    ----------
    path
        The file.
    model
        What it should hold.
    root
        The project's folder, which messages leave out of the file's name.
    what
        What the file is, for the heading of its faults: ``quotations``.
    faults
        Yields what is wrong between the parts of a file that is well formed.

    Raises
    ------
    InputFaults
        With every fault: file, line, what is wrong, and the nearest right word.
    """
    document, found = read(path, shown_path(path, root))
    content = None
    if document is not None:
        content, found = validated(model, document)
        if content is not None:
            found = [*faults(content, document)]
    if document is None or content is None or found:
        raise InputFaults(found, f"{len(found)} fault{'s' if len(found) != 1 else ''} in {what}")
    return content, document
