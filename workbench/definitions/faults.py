"""Faults of a file in plain words, with line and the nearest right word."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from workbench.definitions.lined_yaml import Document
from workbench.errors import Fault
from workbench.names import did_you_mean

Model = TypeVar("Model", bound=BaseModel)

_SHOULD_BE = {
    "string_type": "should be text",
    "int_type": "should be a whole number",
    "int_parsing": "should be a whole number",
    "int_from_float": "should be a whole number",
    "bool_type": "should be true or false",
    "tuple_type": "should be a list",
    "list_type": "should be a list",
    "dict_type": "should be a mapping of names to values",
    "model_type": "should be a mapping of fields",
    "model_attributes_type": "should be a mapping of fields",
}


def validated(model: type[Model], document: Document) -> tuple[Model | None, list[Fault]]:
    """Return the document as ``model``, or every fault it has.

    Parameters
    ----------
    model
        What the file should hold.
    document
        The file's content with lines.

    Returns
    -------
    Model or None, list of Fault
    """
    try:
        return model.model_validate(document.data), []
    except ValidationError as error:
        # A union or validator may report one fault several times; a user wants it once.
        faults = {_fault(model, document, detail) for detail in error.errors(include_url=False)}
        return None, sorted(faults)


def unknown(kind: str, word: str, known: Iterable[str]) -> str:
    """Return the message for a reference to something that is not there.

    Examples
    --------
    >>> unknown("source", "lgfb", ["lgbf", "simd"])
    "no source is called 'lgfb'. Did you mean lgbf?"
    """
    return f"no {kind} is called '{word}'.{did_you_mean(word, known)}"


def _fault(model: type[BaseModel], document: Document, detail: Any) -> Fault:
    place = tuple(detail["loc"])
    kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    name = _named(place)
    if kind == "extra_forbidden":
        fields = _fields(model, place[:-1])
        message = f"unknown field '{place[-1]}'.{did_you_mean(str(place[-1]), fields)}"
    elif kind == "missing":
        message = f"the field '{place[-1]}' is missing"
        place = place[:-1]
    elif kind == "literal_error":
        allowed = [word.strip("'") for word in context["expected"].replace(" or ", ", ").split(", ")]
        message = f"{name} is '{value}', not one of: {', '.join(allowed)}.{did_you_mean(str(value), allowed)}"
    elif kind == "value_error":
        reason = str(context["error"])
        message = reason if _speaks_for_itself(place, value) else f"{name}: {reason}"
    elif kind in _SHOULD_BE:
        hint = "; write it in quotes" if kind == "string_type" and isinstance(value, (int, float)) else ""
        message = f"{name} {_SHOULD_BE[kind]}, not {_shown(value)}{hint}"
    elif kind in ("too_short", "too_long"):
        limit = context.get("min_length", context.get("max_length"))
        few = "few" if kind == "too_short" else "many"
        message = f"{name} has too {few} entries ({context['actual_length']} for {limit})"
    elif kind in ("greater_than_equal", "less_than_equal"):
        limit = context.get("ge", context.get("le"))
        side = "at least" if kind == "greater_than_equal" else "at most"
        message = f"{name} should be {side} {limit}, not {_shown(value)}"
    else:
        message = f"{name}: {detail['msg']}"
    return document.fault(message, *place)


def _speaks_for_itself(place: tuple, value: Any) -> bool:
    return not place or isinstance(value, dict)


def _named(place: tuple) -> str:
    """Return the innermost field's name, quoted."""
    for part in reversed(place):
        if isinstance(part, str):
            return f"'{part}'"
    return "the file"


def _shown(value: Any) -> str:
    if value is None:
        return "blank"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"'{text[:60]}'"


def _fields(model: type[BaseModel], place: tuple) -> list[str]:
    """Return the names of the fields that stand at ``place`` in ``model``."""
    current: Any = model
    for part in place:
        current = _inner(current, part)
    if not (isinstance(current, type) and issubclass(current, BaseModel)):
        return []
    return [field.alias or name for name, field in current.model_fields.items()]


def _inner(annotation: Any, part: str | int) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, field in annotation.model_fields.items():
            if part in (name, field.alias):
                return _bare(field.annotation)
        return None
    inner = [_bare(argument) for argument in typing.get_args(annotation) if argument is not Ellipsis]
    # The values of a dict are its last argument, as the entries of a tuple or list are their only one.
    return inner[-1] if inner else None


def _bare(annotation: Any) -> Any:
    """Return an annotation without ``Annotated`` and without ``| None``."""
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        return _bare(typing.get_args(annotation)[0])
    if origin in (typing.Union, types.UnionType):
        rest = [argument for argument in typing.get_args(annotation) if argument is not type(None)]
        return _bare(rest[0]) if len(rest) == 1 else annotation
    return annotation
