"""Which disclosure profile holds for which evidence, and which counts are counts of people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from helpers.protection import Demand

# Instruments whose rows are people, or records of people; findings and statements are not.
PEOPLE = frozenset({"survey", "record_reading", "return", "case_register", "pathway", "participation"})
# One count under two names: the records were drawn from the children that the return counts.
SAME = (("information_return", "records.population", "context.cso_at_home"),)


@dataclass(frozen=True)
class Profile:
    """A disclosure profile as ``parameters/disclosure.yaml`` gives it.

    Examples
    --------
    >>> Profile(threshold=9, rounding=5).before_rounding(15)
    (13, 17)
    """

    threshold: int = 4
    suppress_zero: bool = False
    minimum_base_percent: int = 10
    hold_back_extremes: bool = True
    extremes_minimum_base: int = 20
    rounding: int = 1

    def before_rounding(self, shown: int) -> tuple[int, int]:
        """Return the smallest and largest count that is shown as this one."""
        if self.rounding <= 1:
            return shown, shown
        return max(shown - self.rounding // 2, 0), shown + (self.rounding - 1) // 2

    def unfit_share(self, count: int, base: int) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with publishing a share, and the rule."""
        if base < self.minimum_base_percent:
            yield f"a percentage of {base}", f"no percentage is given for fewer than {self.minimum_base_percent}"
        elif self.hold_back_extremes and count in (0, base) and base < self.extremes_minimum_base:
            rule = f"0% and 100% are held back for fewer than {self.extremes_minimum_base}"
            yield f"{count} of {base} is published", rule


@dataclass(frozen=True)
class Rules:
    """The disclosure rules of one programme.

    Parameters
    ----------
    default
        Profile of evidence that has none of its own.
    tables
        Profile by evidence table.
    kinds
        Kind of instrument by evidence table.
    parts
        ``(table, part, whole)`` for values that are parts of others.
    same
        ``(table, name, other name)`` for values that are one count.
    """

    default: Profile = Profile()
    tables: Mapping[str, Profile] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[tuple[str, str, str], ...] = ()
    same: tuple[tuple[str, str, str], ...] = SAME

    def of(self, table: str) -> Profile:
        """Return the profile of an evidence table."""
        return self.tables.get(table, self.default)

    def demand(self, table: str) -> Demand:
        """Return how little a reader may find out about a count from an evidence table."""
        from helpers.protection import demand_of

        return demand_of(self.of(table))

    def people(self, table: str) -> bool:
        """Say whether the rows of an evidence table are people or records of people; an unknown table's are."""
        return self.kinds.get(table, "survey") in PEOPLE

    def counts_people(self, table: str, name: str) -> bool:
        """Say whether a named value counts people."""
        return self.people(table) or name.split(".")[-1] == "people"


def rules_of(definitions: Any, programme: Any) -> Rules:
    """Return the rules of a programme from the project's definitions.

    Parameters
    ----------
    definitions, programme
        As :mod:`workbench.definitions` loads them.
    """
    profiles = {
        name: Profile(**{each: getattr(given, each) for each in Profile.__dataclass_fields__})
        for name, given in definitions.disclosure_profiles.items()
    }
    return Rules(
        profiles[programme.disclosure.default],
        {table: profiles[name] for table, name in programme.disclosure.tables.items()},
        {name: definitions.instruments[name].kind for name in programme.instruments},
        tuple(_parts(definitions, programme)),
    )


def _parts(definitions: Any, programme: Any) -> Iterator[tuple[str, str, str]]:
    """Yield the measures of a return that are parts of others: both published, the rest is known as well."""
    for table in programme.instruments:
        for column in definitions.instruments[table].columns:
            for option in column.options:
                if option.part_of:
                    yield table, f"context.{option.value}", f"context.{option.part_of}"
