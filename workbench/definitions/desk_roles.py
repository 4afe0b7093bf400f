"""The roles in which people write at the desk: a closed list, so that no name stands where a role should."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from workbench.definitions.base import Definition, Text
from workbench.definitions.typed_yaml import read_definition
from workbench.project import Project


class DeskRoles(Definition):
    """The content of ``parameters/desk.yaml``.

    Parameters
    ----------
    roles
        Who writes notes, sorts matters, proposes and records evaluations.
    panels
        Who may change a recorded evaluation afterwards, with a reason.
    """

    roles: Annotated[tuple[Text, ...], Field(min_length=1)] = (
        "Strategic inspector",
        "Inspection lead",
        "Inspection lead with partner inspectors",
    )
    panels: Annotated[tuple[Text, ...], Field(min_length=1)] = ("Quality and consistency panel",)


def load_desk_roles(project: Project) -> DeskRoles:
    """Return the project's roles at the desk; the ones above where it names none.

    Raises
    ------
    InputFaults
        With every fault of ``parameters/desk.yaml``.
    """
    path = project.parameters / "desk.yaml"
    if not path.is_file():
        return DeskRoles()
    return read_definition(path, DeskRoles, project.root, "the roles at the desk")[0]
