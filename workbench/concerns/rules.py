"""The rules of concerns: which roles there are, and after how long one is overdue."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from workbench.definitions.base import Definition, Text
from workbench.definitions.typed_yaml import read_definition
from workbench.errors import UnknownName
from workbench.names import did_you_mean
from workbench.project import Project


class Rules(Definition):
    """The content of ``parameters/concerns.yaml``.

    Parameters
    ----------
    hours_until_passed_on
        Hours after which a concern that is neither passed on nor closed is overdue.
    roles
        Who can raise, receive and deal with a concern.
    """

    hours_until_passed_on: Annotated[int, Field(strict=True, ge=1, le=24 * 365)]
    roles: Annotated[tuple[Text, ...], Field(min_length=1)]

    def role(self, text: str) -> str:
        """Return the role that ``text`` names, whatever its capitals and spaces.

        A closed list, so that no detail can be entered in its place.

        Raises
        ------
        UnknownName
            With the nearest role and every role; it does not repeat what was typed.
        """
        named = {role.casefold(): role for role in self.roles}
        typed = " ".join(text.casefold().split())
        if typed not in named:
            near = did_you_mean(typed, self.roles) if len(typed) <= 60 else ""
            raise UnknownName(
                f"That is none of the roles for concerns.{near} Roles: {', '.join(self.roles)} "
                "(parameters/concerns.yaml). Nothing was recorded."
            )
        return named[typed]


def load_rules(project: Project) -> Rules:
    """Return the project's rules for concerns.

    Raises
    ------
    InputFaults
        With every fault of ``parameters/concerns.yaml``.
    """
    path = project.parameters / "concerns.yaml"
    return read_definition(path, Rules, project.root, "the rules for concerns")[0]
