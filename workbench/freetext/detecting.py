"""What in a text could identify a person."""

from __future__ import annotations

from workbench.freetext.findings import KINDS, Finding, masked
from workbench.freetext.names import name_spans
from workbench.freetext.normalising import normal
from workbench.freetext.patterns import form_spans
from workbench.freetext.vocabulary import Known, field_terms

#: Longer texts are searched in pieces of this many characters, cut at a space, so that time grows with length only.
PIECE = 20_000


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
    found: list[Finding] = []
    searched = normal(text)
    begin = 0
    while begin < len(searched.text):
        end = min(begin + PIECE, len(searched.text))
        if end < len(searched.text):
            end = max(searched.text.rfind(" ", begin + 1, end), begin + PIECE // 2)
        piece = searched.text[begin:end]
        for start, stop, kind in _kept([*form_spans(piece), *name_spans(piece, vocabulary)]):
            places = searched.original(begin + start, begin + stop)
            found.append(Finding(*places, kind, masked(piece[start:stop])))
        begin = end
    return tuple(sorted(found))


def _kept(spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return spans without those that lie in, or cross, one of a kind that matters more."""
    order = {kind: number for number, kind in enumerate(_PRECEDENCE)}
    kept: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(set(spans), key=lambda span: (order[span[2]], span[0] - span[1], span[0])):
        if all(end <= other_start or other_end <= start for other_start, other_end, _ in kept):
            kept.append((start, end, kind))
    return kept


# Kinds with a form of their own before those that capitals alone suggest.
_PRECEDENCE = (
    "chi", "national_insurance", "email", "birth", "online", "phone", "postcode", "date", "address", "school",
    "reference", "age", "family", "name", "place",
)  # fmt: skip
assert set(_PRECEDENCE) == set(KINDS)
