"""Sense checks: what a number has to be like before anybody believes it, declared in ``parameters/sense-checks``."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field, model_validator

from workbench.definitions.base import AreaChoice, Definition, Slug, Text, Truth
from workbench.definitions.instruments import Kind as InstrumentKind

#: Stands in a name for the short name of each instrument that a check is about.
SHORT = "{short}"

Kind = Literal[
    "range", "agreement", "at_most", "share", "parts", "adds_up", "jump", "proportions", "complete", "twice", "rows",
    "published", "as_taken_in", "sources", "pages", "made",
]  # fmt: skip

#: Every kind there is.
KINDS: tuple[str, ...] = get_args(Kind)

# What each kind needs, and what else means something for it; name, says, kind, severity and source are every check's.
_NEEDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "range": ((), ("value", "table", "column", "least", "most")),
    "agreement": (("least",), ("value", "table", "column")),
    "at_most": (("value", "of"), ()),
    "share": (("value", "of"), ("least", "most")),
    "parts": ((), ()),
    "adds_up": (("value", "of"), ()),
    "jump": (("figure", "column", "most", "unit"), ()),
    "proportions": ((), ()),
    "complete": (("what",), ()),
    "twice": ((), ()),
    "rows": ((), ()),
    "published": ((), ("value",)),
    "as_taken_in": ((), ()),
    "sources": ((), ()),
    "pages": ((), ()),
    "made": ((), ()),
}
_FIELDS = ("value", "of", "table", "figure", "column", "least", "most", "unit", "what")


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Names = Annotated[tuple[Text, ...], BeforeValidator(_listed)]
Number = Annotated[float, Field(strict=False)]


class SenseCheck(Definition):
    """One sense check.

    Parameters
    ----------
    name
        What it is called in the build, the manifest and answers.
    says
        What holds where it passes, in a sentence.
    kind
        How it is judged (docs/sense-checks.md has them all).
    severity
        ``fail`` stops a release where it does not hold; ``review`` asks for an answer.
    instruments
        Kinds of instrument it is about: without one of them in a programme it says nothing, and ``{short}`` in a name
        stands for the short name of each.
    value, of
        Names of recorded values, one or as many of each as of the other; ``*`` stands for any part of a name.
    table, figure, column
        A recorded table, or a recorded figure's data, and a column of it.
    least, most
        Between what a number lies, both included; of a jump, how large it may be.
    unit
        Of a jump: ``points`` is the difference of two numbers, ``percent`` the difference in per cent of the earlier.
    what
        Of ``complete``: ``results`` of every stage, or ``evidence`` of every instrument.
    source
        Whose choice the threshold is; the file's where nothing is said.
    """

    name: Slug
    says: Text
    kind: Kind
    severity: Literal["fail", "review"]
    instruments: tuple[InstrumentKind, ...] = ()
    value: Names = ()
    of: Names = ()
    table: str = ""
    figure: str = ""
    column: str = ""
    least: Number | None = None
    most: Number | None = None
    unit: Literal["", "points", "percent"] = ""
    what: Literal["", "results", "evidence"] = ""
    source: Slug | None = None

    @model_validator(mode="after")
    def _fields_fit_kind(self) -> SenseCheck:
        needed, allowed = _NEEDS[self.kind]
        for field in _FIELDS:
            given = getattr(self, field) not in (None, "", ())
            if field in needed and not given:
                raise ValueError(f"a check of kind {self.kind} needs the field '{field}'")
            if given and field not in (*needed, *allowed):
                raise ValueError(f"'{field}' means nothing for a check of kind {self.kind}")
        if self.kind in ("range", "agreement") and bool(self.value) == bool(self.table and self.column):
            raise ValueError(f"a check of kind {self.kind} needs either a value, or a table and its column")
        if self.kind in ("range", "share") and self.least is None and self.most is None:
            raise ValueError(f"a check of kind {self.kind} needs 'least', 'most' or both")
        if self.least is not None and self.most is not None and self.least > self.most:
            raise ValueError(f"least {self.least:g} is above most {self.most:g}")
        if self.of and len(self.of) != len(self.value):
            raise ValueError(f"names {len(self.value)} values and {len(self.of)} under 'of'; each needs one")
        return self

    @property
    def threshold(self) -> dict[str, float | str]:
        """What it compares with, as the manifest has it.

        Examples
        --------
        >>> check = SenseCheck(name="a", says="A.", kind="range", severity="fail", value="x.y", least=0, most=30)
        >>> check.threshold
        {'least': 0.0, 'most': 30.0}
        """
        found = {name: getattr(self, name) for name in ("least", "most", "unit", "what")}
        return {name: value for name, value in found.items() if value not in (None, "")}


class SenseChecksFile(Definition):
    """The content of one file: checks of all programmes, or of those it names.

    Parameters
    ----------
    id, title, note
        What it is called, and what there is to say about it.
    source, verified
        Whose choice the checks and thresholds are, and whether an official source has them.
    programmes
        ``all``, or ids.
    """

    id: Slug
    title: Text
    note: str = ""
    source: Slug
    verified: Truth
    programmes: AreaChoice
    checks: tuple[SenseCheck, ...]

    @property
    def of_all(self) -> bool:
        """Whether its checks are of every programme."""
        return self.programmes == ("all",)
