"""Two sides compared: everything that a reader sees, and why it differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from workbench.comparison.causes import Causes
from workbench.comparison.changes import UNEXPLAINED, Change, Comparison, Reason, Where
from workbench.comparison.hiding import says_held
from workbench.comparison.notebooks import notebook_changes
from workbench.comparison.numbers import number_changes
from workbench.comparison.places import Place
from workbench.comparison.reports import reports_that_came_or_went
from workbench.comparison.sides import Side
from workbench.comparison.spreadsheets import spreadsheet_changes
from workbench.comparison.tables import chart_changes, table_changes
from workbench.comparison.texts import grade_changes, number_texts, text_changes, text_pairs
from workbench.comparison.words import TERMS, word_differences
from workbench.errors import WorkbenchError


def compare(before: Side, after: Side, areas: Iterable[str] = ()) -> Comparison:
    """Return everything that differs between two sides and that a reader sees.

    Parameters
    ----------
    before, after
        Builds or releases of the same programme.
    areas
        Slugs of areas to look at, ``national`` for the nation; nothing means all.

    Raises
    ------
    WorkbenchError
        When they are of two programmes, or one of them has no pages.
    """
    if before.programme != after.programme:
        raise WorkbenchError(
            f"{before.name} is of {before.programme}, {after.name} is of {after.programme}: only two states of one "
            "programme can be compared."
        )
    for side in (before, after):
        if not side.pages:
            raise WorkbenchError(
                f"{side.name} has no HTML pages in {side.site}, so there is nothing published to compare. Build it "
                f"whole: workbench build {side.programme} --format html"
            )
    return _Comparing(before, after, frozenset(areas)).comparison()


class _Comparing:
    def __init__(self, before: Side, after: Side, areas: frozenset[str]) -> None:
        self.before, self.after, self.areas = before, after, areas
        self.causes = Causes(before, after)
        both = sorted(set(before.places) & set(after.places))
        self.places = [Place(before, after, place) for place in both if self._wanted(place)]

    def _wanted(self, place: str) -> bool:
        return not self.areas or place.removeprefix("areas/") in self.areas

    def comparison(self) -> Comparison:
        changes = _merged(_flagged(change) for place in self.places for change in self._changes(place))
        came, went = reports_that_came_or_went(self.before, self.after, self._wanted)
        notebooks = notebook_changes(self.before, self.after, self.causes)
        if self.areas:
            notebooks = tuple(one for one in notebooks if self.areas & set(one.places))
        return Comparison(
            self.before.name, self.after.name, self.after.programme, changes, came, went, notebooks,
            {**self.before.names, **self.after.names}, tuple(self._notes(bool(changes or came or went))),
            self.after.programme_title,
        )  # fmt: skip

    def _changes(self, place: Place) -> Iterator[Change]:
        old, new = place.entries
        yield from number_changes(
            place.name, old, new, place.where,
            lambda entry: self.causes.of_stage(place.name, entry.stage) or self.causes.shared,
        )  # fmt: skip

        def why(trace: str) -> tuple[Reason, ...]:
            stage = place.stages.get(trace.partition("#")[2], "")
            return self.causes.of_stage(place.name, stage) or self.causes.of_page(place.name)

        for pair in place.pages:
            yield from table_changes(pair, why, place.hidden)
            yield from chart_changes(pair, why, place.hidden, self._same_file)
            yield from text_changes(pair, lambda a, b: self._of_text(place, a, b), place.hidden, self._terms)
            if not any(entry.is_grade for entry in (*old.values(), *new.values())):
                yield from grade_changes(pair, self.causes.of_page(place.name))
            for ref, before, after, where in number_texts(pair):
                if ref not in self._changed:
                    said = (
                        (before, after) if says_held(before) == says_held(after) else ("as its trace says", "otherwise")
                    )
                    reasons = self.causes.shared or (UNEXPLAINED,)
                    yield Change(place.name, "number", where.section, *said, where=(where,), reasons=reasons)
        yield from self._rule_changes(place)
        yield from self._heading_changes(place)
        if not place.pages and not old and not new:
            why_any = self.causes.of_place(place.name) or self.causes.of_page(place.name)
            yield from spreadsheet_changes(place.name, self.before, self.after, why_any)

    def _rule_changes(self, place: Place) -> Iterator[Change]:
        old, new = place.rules
        if old != new:
            gone, came = [rule for rule in old if rule not in new], [rule for rule in new if rule not in old]
            yield Change(
                place.name, "text", "Rules", " ".join(gone), " ".join(came), where=(place.where_rules,),
                reasons=self.causes.of_place(place.name) or self.causes.of_page(place.name),
            )  # fmt: skip

    def _heading_changes(self, place: Place) -> Iterator[Change]:
        for page, old, new in place.headings:
            yield Change(
                place.name, "text", "Title", old, new, words=word_differences(old, new), where=(Where(page, new),),
                reasons=self.causes.of_page(place.name, elsewhere=True),
            )  # fmt: skip

    def _of_text(self, place: Place, before: str, after: str) -> tuple[Reason, ...]:
        old, new = place.entries
        for anchor in old.keys() & new.keys():
            # What a run recorded in words, such as the rationale of a grade, stands in the page as it is.
            one, other = old[anchor].value, new[anchor].value
            if one != other and ((len(other) > 20 and other in after) or (len(one) > 20 and one in before)):
                return self.causes.of_stage(place.name, new[anchor].stage) or (UNEXPLAINED,)
        elsewhere = self._everywhere[place.anywhere(before), place.anywhere(after)] > 1
        return self.causes.of_page(place.name, elsewhere=elsewhere)

    @cached_property
    def _everywhere(self) -> Counter[tuple[str, str]]:
        """In how many places each difference of texts stands."""
        found: Counter[tuple[str, str]] = Counter()
        for place in self.places:
            pairs = (texts for pair in place.pages for texts in text_pairs(pair))
            found.update(
                {
                    (place.anywhere(old.masked if old else ""), place.anywhere(new.masked if new else ""))
                    for old, new in pairs
                }
            )
        return found

    @cached_property
    def _changed(self) -> frozenset[str]:
        return frozenset(ref for place in self.places for ref in place.changed)

    @cached_property
    def _terms(self) -> frozenset[str]:
        words = {entry.word for place in self.places for side in place.entries for entry in side.values()}
        return TERMS | (words - {""})

    def _same_file(self, old: str, new: str) -> bool:
        try:
            return (self.before.site / old).read_bytes() == (self.after.site / new).read_bytes()
        except OSError:
            return False

    def _notes(self, differs: bool) -> Iterator[str]:
        held = [side.manifest.get("disclosure", {}).get("held_back") for side in (self.before, self.after)]
        if None not in held and held[0] != held[1]:
            yield (
                f"Disclosure control held back {held[0]:,} numbers in {self.before.name} and {held[1]:,} in "
                f"{self.after.name}."
            )
        if not differs:
            for what, names in (("Evidence", self.causes.changed_evidence), ("Inputs", self.causes.changed_inputs)):
                more = f" and {len(names) - 3} more" if len(names) > 3 else ""
                if names:
                    yield f"{what} that changed nothing a reader sees: {', '.join(names[:3])}{more}."


def _flagged(change: Change) -> Change:
    if change.reasons == (UNEXPLAINED,) and "unexplained" not in change.marks:
        return replace(change, marks=(*change.marks, "unexplained"))
    return change


def _merged(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return the changes; the same in several places of one report is one, with all of these places."""
    found: dict[Change, tuple[Where, ...]] = {}
    for change in changes:
        without = replace(change, where=())
        found[without] = tuple(dict.fromkeys((*found.get(without, ()), *change.where)))
    return tuple(replace(change, where=where) for change, where in found.items())
