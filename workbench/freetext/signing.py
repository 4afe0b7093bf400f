"""A sign-off written into a file of quotations, with everything else in it left as it stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import yaml

from workbench.definitions import Definitions, Programme
from workbench.definitions.lined_yaml import parse
from workbench.errors import UnknownName, WorkbenchError, shown_path
from workbench.files import canonical_json, write_bytes
from workbench.freetext.findings import KINDS
from workbench.freetext.quotations import Checked, checked_quotations, quotations_file
from workbench.freetext.roles import a_role
from workbench.names import did_you_mean
from workbench.project import Project


def sign_off(
    project: Project, programme: Programme, area: str, id: str, *, role: str, on: date, definitions: Definitions,
    check: Callable[[Checked], None] | None = None,
) -> Checked:  # fmt: skip
    """Record that somebody, by role, read a quotation and lets it appear.

    Parameters
    ----------
    project, programme, area, definitions
        Where the quotation stands.
    id
        The quotation.
    role
        Who signs off; a role, not a name.
    on
        The day.
    check
        Called with the quotation before anything is written; may raise.

    Returns
    -------
    Checked
        The quotation as it stood before.

    Raises
    ------
    UnknownName
        When the area has no such quotation.
    WorkbenchError
        When the role is none, when the quotation holds what may never be published, or when the file is written in a
        way that cannot be added to.
    """
    try:
        a_role(role)
    except ValueError as error:
        raise WorkbenchError(f"The role {error}.") from None
    path = quotations_file(project, programme.id, area)
    all_of_area = checked_quotations(project, programme, area, definitions)
    chosen = next((one for one in all_of_area if one.quotation.id == id), None)
    if chosen is None:
        where = shown_path(path, project.root)
        raise UnknownName(
            f"{where} has no quotation '{id}'.{did_you_mean(id, [one.quotation.id for one in all_of_area])}"
            if all_of_area
            else f"{definitions.area(area, programme).name} has no quotations; they stand in {where}."
        )
    never = [finding for finding in chosen.findings if finding.never]
    if never:
        raise WorkbenchError(
            f"'{id}' cannot be signed off. It holds what may never be published:\n"
            + "\n".join(f"  {KINDS[one.kind].one} {one.shown!r}. {one.why} {one.what_to_do}" for one in never)
        )
    if check is not None:
        check(chosen)
    number = all_of_area.index(chosen)
    # Through the same reader as every other file, so that a byte-order mark does no harm; line ends stay as they are.
    text = path.read_bytes().decode("utf-8-sig")
    record = {"by": role, "on": on.isoformat(), "hash": chosen.quotation.hash}
    write_bytes(path, with_sign_off(text, number, record, shown_path(path, project.root)).encode())
    return chosen


def with_sign_off(text: str, number: int, record: dict[str, str], shown: str = "quotations.yaml") -> str:
    r"""Return the YAML of quotations with a sign-off for one of them; nothing else of the text changes.

    Parameters
    ----------
    text
        The file, valid and without anchors or tags.
    number
        Place of the quotation in the list, from 0.
    record
        ``by``, ``on`` and ``hash``.
    shown
        The file in messages.

    Raises
    ------
    WorkbenchError
        When the quotation is written in braces on one line, or the result would not read back as it should.

    Examples
    --------
    >>> print(with_sign_off('quotations:\n  - id: a  # first\n    text: Hi\n', 0, {"by": "Lead", "on": "2026-03-02"}))
    quotations:
      - id: a  # first
        sign_off: {by: "Lead", on: "2026-03-02"}
        text: Hi
    """
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    item = _value(root, "quotations").value[number]
    if item.flow_style:
        raise WorkbenchError(
            f"{shown}, line {item.start_mark.line + 1}: this quotation is written in braces. Write each of its fields "
            "on a line of its own, then sign it off."
        )
    fields = {key.value: (key, value) for key, value in item.value}
    end_of_line = "\r\n" if "\r\n" in text else "\n"
    line = "sign_off: {" + ", ".join(f"{key}: {canonical_json(value)}" for key, value in record.items()) + "}"
    if "sign_off" in fields:
        key, value = fields["sign_off"]
        result = text[: key.start_mark.index] + line + text[_end(value, key) :]
    else:
        # After the last of the short fields: the end of a long text is less certain than theirs.
        after = max(
            (value for name, (_, value) in fields.items() if name in ("id", "source_role", "quality_indicator")),
            key=lambda node: node.end_mark.index,
        )
        rest = text.find("\n", after.end_mark.index)
        place = len(text) if rest < 0 else rest + 1
        indent = " " * item.start_mark.column
        before = "" if text[:place].endswith("\n") else end_of_line
        result = text[:place] + before + indent + line + end_of_line + text[place:]
    _prove(text, result, number, record, shown)
    return result


def _value(mapping: yaml.MappingNode, name: str) -> yaml.Node:
    return next(value for key, value in mapping.value if key.value == name)


def _end(node: yaml.Node, key: yaml.Node) -> int:
    """Return where a value ends: a block's own end mark lies past the comments below it."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style and node.value:
        return max(value.end_mark.index for _, value in node.value)
    if isinstance(node, yaml.ScalarNode) and not node.value:
        return key.end_mark.index + 1  # "sign_off:" with nothing after it
    return node.end_mark.index


def _prove(before: str, after: str, number: int, record: dict[str, str], shown: str) -> None:
    """Raise unless the new text reads as the old one with the record in it."""
    old, _ = parse(before, shown)
    new, faults = parse(after, shown)
    if old is not None and new is not None:
        expected = [dict(one) for one in old.data["quotations"]]
        expected[number]["sign_off"] = record
        if new.data == {**old.data, "quotations": expected}:
            return
    detail = f" ({faults[0]})" if faults else ""
    raise WorkbenchError(
        f"{shown} is written in a way that the sign-off cannot be added to{detail}. Nothing was changed. "
        "Write each field of the quotation on a line of its own."
    )
