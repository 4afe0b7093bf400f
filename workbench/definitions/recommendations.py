"""Recommendations as people recorded them for an area, or for a national report."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.definitions.authored import AuthoredFile, Setting, indicator_faults
from workbench.definitions.base import Definition, QualityIndicatorId, Text, Truth, Whole
from workbench.definitions.faults import unknown
from workbench.definitions.lined_yaml import Document
from workbench.definitions.slots import Slot
from workbench.errors import Fault


class Recommendation(Definition):
    """One recommendation; ``owner`` is a role or body, not a person.

    The text may be left out where the recommendations of the file name a slot that holds the texts.
    """

    number: Whole
    quality_indicator: QualityIndicatorId
    text: str = ""
    owner: Text


class Recommendations(Definition):
    """The recommendations of one area, or of a national report.

    Parameters
    ----------
    synthetic
        Whether they were made up.
    slot
        The slot that holds their texts in order. Where it is not filled, each text says where to look.
    recommendations
        In order.
    """

    synthetic: Truth = False
    slot: str = ""
    recommendations: tuple[Recommendation, ...]


def _slots(setting: Setting) -> dict[str, Slot]:
    return {slot.id: slot for slot in setting.definitions.slots(setting.programme)}


def _faults(content: Recommendations, document: Document, setting: Setting) -> Iterator[Fault]:
    slots = _slots(setting)
    if content.slot and content.slot not in slots:
        yield document.fault(unknown(f"slot of {setting.programme.id}", content.slot, slots), "slot")
    for number, one in enumerate(content.recommendations):
        here = ("recommendations", number)
        yield from indicator_faults(one.quality_indicator, document, setting.programme, *here)
        if not one.text and not content.slot:
            yield document.fault("has no text; write it, or name the slot that holds the texts", *here)
        if one.number != number + 1:
            told = (
                f"is numbered {one.number}, but is number {number + 1} of the list: number them 1, 2, 3 … from the top"
            )
            yield document.fault(told, *here, "number")


def _with_texts(content: Recommendations, setting: Setting) -> Recommendations:
    """Return the recommendations with the texts that their slot holds, or with where to look for them."""
    slot = _slots(setting).get(content.slot)
    if slot is None:
        return content
    texts = [item.title for item in slot.items]
    missing = f"Text not filled. Look in {slot.where.rstrip('.')}."
    texts += [missing] * (len(content.recommendations) - len(texts))
    filled = (
        one.model_copy(update={"text": one.text or text})
        for one, text in zip(content.recommendations, texts, strict=False)
    )
    return content.model_copy(update={"recommendations": tuple(filled)})


load_recommendations = AuthoredFile("recommendations", Recommendations, _faults, _with_texts)
"""Loads the recommendations made to an area, from ``recommendations.yaml``."""
