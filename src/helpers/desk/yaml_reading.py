"""YAML that people write by hand, read as plain data; what the build would not take is refused with its line."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from helpers.errors import HelperError


def read_yaml(text: str, shown: str) -> dict[str, Any]:
    r"""Return a YAML text as plain data: mappings, lists, text, numbers; dates as text.

    Parameters
    ----------
    text
        The text.
    shown
        The file as a user recognises it, for messages.

    Raises
    ------
    HelperError
        With the line, where it is no valid YAML, uses anchors or tags, or is no mapping of names to values.

    Examples
    --------
    >>> read_yaml("notes:\n- on: 2026-03-31\n  text: Clear.\n", "notes.yaml")
    {'notes': [{'on': '2026-03-31', 'text': 'Clear.'}]}
    >>> read_yaml("a: 1\na: 2\n", "notes.yaml")
    Traceback (most recent call last):
    helpers.errors.HelperError: notes.yaml, line 2: 'a' is given twice. Mend the file first; nothing was recorded.
    """
    try:
        for event in YAML(pure=True).parse(text):
            if getattr(event, "anchor", None):
                raise _refused(shown, event.start_mark.line, "it uses an anchor or alias ('&' or '*')")
            if getattr(event, "tag", None) and str(event.tag) != "!":
                raise _refused(shown, event.start_mark.line, f"it uses a tag ({event.tag})")
        data = YAML(typ="safe", pure=True).load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = (error.problem or "it is not valid YAML").split("\n")[0]
        twice = what.startswith("found duplicate key")
        said = f"'{what.split(chr(34))[1]}' is given twice" if twice and chr(34) in what else f"not valid YAML: {what}"
        raise _refused(shown, mark.line if mark else 0, said) from None
    except (YAMLError, ValueError) as error:
        raise _refused(shown, 0, f"not valid YAML: {str(error).splitlines()[0]}") from None
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise _refused(shown, 0, "it should hold names with values")
    return {str(key): plain(value) for key, value in data.items()}


def plain(value: Any) -> Any:
    """Return YAML data with dates as text, as the build reads them."""
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()
    return value


def _refused(shown: str, line: int, what: str) -> HelperError:
    return HelperError(f"{shown}, line {line + 1}: {what}. Mend the file first; nothing was recorded.")
