"""What in a text could identify a person."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable

from workbench.freetext.findings import KINDS, Finding, masked
from workbench.freetext.names import name_spans
from workbench.freetext.normalising import normal
from workbench.freetext.patterns import form_spans
from workbench.freetext.vocabulary import Known, field_terms

#: Longer texts are searched in pieces of this many characters, so that time grows with length only.
PIECE = 4_000
#: Characters by which a piece reaches back into the one before it, so that no detail is cut in two.
OVERLAP = 400


def detect(text: str, known: Known | None = None) -> tuple[Finding, ...]:
    r"""Return what in a text could identify a person, in order of place.

    Nothing found does not mean that a text is safe: `workbench.freetext.findings.NOTHING` says it in words.

    Parameters
    ----------
    text
        Any text.
    known
        Capitalised words that name no person and no small place, best with the areas:
        ``field_terms().with_areas(definitions)``. By default the field's words alone.

    Returns
    -------
    tuple of Finding
        Places count in ``text`` as given, whatever hidden characters stand in it. Of overlapping details the one that
        matters most is kept.

    Examples
    --------
    >>> for finding in detect("My worker Eilidh Drever rang 07700 900123 about my review."):
    ...     print(finding.kind, finding.shown)
    name E… D…
    phone #
    >>> detect("My worker helped me to speak up at my review.")
    ()
    """
    vocabulary = field_terms() if known is None else known
    searched = normal(text)
    spans: set[tuple[int, int, str]] = set()
    for begin in range(0, max(len(searched.text), 1), PIECE):
        piece = searched.text[max(0, begin - OVERLAP) : begin + PIECE]
        shift = max(0, begin - OVERLAP)
        found = (*form_spans(piece), *name_spans(piece, vocabulary))
        spans.update((shift + start, shift + end, kind) for start, end, kind in found)
    return tuple(
        Finding(*searched.original(start, end), kind, masked(searched.text[start:end]))
        for start, end, kind in _kept(spans)
    )


def _kept(spans: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return spans in order, without those that lie in, or cross, one of a kind that matters more."""
    order = {kind: number for number, kind in enumerate(_PRECEDENCE)}
    kept: list[tuple[int, int, str]] = []
    for span in sorted(spans, key=lambda span: (order[span[2]], span[0] - span[1], span[0])):
        place = bisect(kept, span)
        # What is kept does not overlap, so only the neighbours can.
        if (place == 0 or kept[place - 1][1] <= span[0]) and (place == len(kept) or span[1] <= kept[place][0]):
            kept.insert(place, span)
    return kept


# Kinds with a form of their own before those that capitals alone suggest.
_PRECEDENCE = (
    "chi", "national_insurance", "email", "birth", "online", "phone", "postcode", "date", "address", "school",
    "reference", "age", "family", "name", "place",
)  # fmt: skip
assert set(_PRECEDENCE) == set(KINDS)
