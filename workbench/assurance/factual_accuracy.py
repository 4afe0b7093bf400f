"""The partnership's points on the factual accuracy of its report, each with the answer and the change made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator

from workbench.assurance.sign_offs import _role
from workbench.definitions.authored import AuthoredFile, Setting
from workbench.definitions.base import Day, Definition, Text, Truth, Whole
from workbench.definitions.lined_yaml import Document
from workbench.errors import Fault

NAME = "factual-accuracy"
Response = Literal["accepted", "partly accepted", "not accepted"]


def _as_text(value: object) -> object:
    return "" if value is None else str(value) if type(value) in (int, float) else value


Place = Annotated[str, BeforeValidator(_as_text)]


class Point(Definition):
    """One point of the partnership.

    Parameters
    ----------
    number
        Its number, from 1.
    page, paragraph
        Where it is in the draft that the partnership read; at least one of them.
    point
        What the partnership says.
    response, because
        The answer; None while there is none. Why, where it is not accepted, or only in part.
    change
        The change made, where it is accepted, at least in part.
    role, date
        Who answered, as a role, and the day.
    """

    number: Whole
    page: Place = ""
    paragraph: Place = ""
    point: Text
    response: Response | None = None
    because: str = ""
    change: str = ""
    role: Annotated[str, AfterValidator(lambda text: _role(text) if text else text)] = ""
    date: Day | None = None

    @property
    def where(self) -> str:
        """Where it is, in words."""
        parts = [f"page {self.page}" if self.page else "", f"paragraph {self.paragraph}" if self.paragraph else ""]
        return ", ".join(part for part in parts if part)


class FactualAccuracy(Definition):
    """What a partnership said of the facts in its draft.

    Parameters
    ----------
    synthetic
        Whether it is made up.
    sent_on, returned_on
        When the draft went to the partnership, and when its points came back.
    points
        In order; none where the partnership had none.
    """

    synthetic: Truth = False
    sent_on: Day | None = None
    returned_on: Day | None = None
    points: tuple[Point, ...] = ()

    @property
    def unanswered(self) -> tuple[int, ...]:
        """Numbers of the points without an answer."""
        return tuple(point.number for point in self.points if point.response is None)

    @property
    def corrections(self) -> int:
        """How many changes were made."""
        return sum(bool(point.change) for point in self.points)


def _faults(found: FactualAccuracy, document: Document, setting: Setting) -> Iterator[Fault]:
    if found.sent_on and found.returned_on and found.returned_on < found.sent_on:
        yield document.fault(f"came back on {found.returned_on}, before it was sent on {found.sent_on}", "returned_on")
    for place, point in enumerate(found.points):
        here = ("points", place)
        if point.number != place + 1:
            told = f"is numbered {point.number}, but is point {place + 1} of the list"
            yield document.fault(f"{told}: number points 1, 2, 3 … from the top", *here, "number")
        if not point.where:
            yield document.fault("does not say where it is: give a page or a paragraph", *here)
        if point.response is None:
            if point.change:
                yield document.fault("has a change made, but no response", *here, "change")
            continue
        if point.response != "not accepted" and not point.change:
            yield document.fault(f"is {point.response}: say what was changed ('change')", *here, "response")
        if point.response == "not accepted" and point.change:
            yield document.fault("is not accepted, yet names a change made", *here, "change")
        if point.response != "accepted" and not point.because:
            yield document.fault(f"is {point.response}: say why ('because')", *here, "response")
        missing = [name for name in ("role", "date") if not getattr(point, name)]
        if missing:
            yield document.fault(f"has an answer, but not its {' and '.join(missing)}", *here, "response")
        if point.date and found.returned_on and point.date < found.returned_on:
            message = f"was answered on {point.date}, before the points came back on {found.returned_on}"
            yield document.fault(message, *here, "date")


load_factual_accuracy = AuthoredFile(NAME, FactualAccuracy, _faults)
"""Loads a partnership's points, from ``factual-accuracy.yaml``."""
