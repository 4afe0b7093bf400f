"""Focus groups, interviews and observations: findings by quality indicator, with who said it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from helpers.disclosure import protect_count, protect_list
from helpers.figures import Figure
from helpers.findings import DIRECTIONS, Findings
from helpers.lenses import finding_columns, item_titles, lens_title
from helpers.protected import count_value
from helpers.run import Run
from helpers.signals import DIRECTION_COLUMNS
from helpers.tables import Column, Suppressed, Table
from helpers.values import Value, missing

_CHOSEN = ("direction", "source_role", "theme")
#: What stands in place of a group of which very few people were heard.
SMALL_GROUP = "A group too small to name"
_PEOPLE = "People are counted once for each session they took part in."


class Engagement(Findings):
    """The findings of all sessions in one area."""

    @property
    def _sessions(self) -> dict[tuple[str, str], int]:
        """People by session and role; a session's people stand on each of its findings and count once."""
        found: dict[tuple[str, str], int] = {}
        for row in self.rows:
            place = (str(row.get("session")), str(row.get("source_role")))
            found[place] = max(found.get(place, 0), int(row.get("people") or 0))
        return found

    def values(self) -> dict[str, Value]:
        """Return ``engagement.sessions``, ``.people``, ``.findings`` and the numbers by quality indicator."""
        sessions, short = {session for session, _ in self._sessions}, self.instrument.short
        found = {}
        if self.instrument.has("session"):
            found[f"{short}.sessions"] = self.number(len(sessions), "Focus groups, interviews and other sessions")
        if self.instrument.has("people"):
            found[f"{short}.people"] = self._people()
        found[f"{short}.findings"] = self.number(len(self.rows), "Findings recorded")
        return found | self.directed(short, "findings")

    def _people(self) -> Value:
        label, table = "People who took part in sessions", self.instrument.id
        if self.missing:
            return missing("count", label, self.reason, table=table)
        profile = self.run.profile(table)
        cell = protect_count(sum(self._sessions.values()), profile)
        return count_value(cell, label, table=table, profile=profile)

    def quality_indicator_tables(self) -> dict[str, Table]:
        """Return ``engagement.<qi>``: the findings about each quality indicator, strengths first."""
        columns = self._columns
        return {
            f"{self.instrument.short}.{indicator.key}": self.table(
                f"What people told us about {indicator.name}",
                columns,
                tuple(self._cells(row, columns) for row in self.of(indicator.id)),
            )
            for indicator in self.run.quality_indicators
        }

    def _cells(self, row: Mapping[str, Any], columns: tuple[Column, ...]) -> tuple[str | None, ...]:
        text = self.instrument.of_type("text")[0].id
        return tuple(row[text] if each.id == "finding" else self.label(each.id, row[each.id]) for each in columns)

    def label(self, column: str, value: str | None) -> str | None:
        """Return the words for a choice; a group of so few people that it could tell who they are is not named."""
        return SMALL_GROUP if column == "source_role" and value in self._of_few else super().label(column, value)

    @cached_property
    def _of_few(self) -> frozenset[str]:
        """Roles of which so few people were heard that their number may not be shown."""
        if not self._says_who:
            return frozenset()
        return frozenset(role for role, number in self._people_by_role if isinstance(number, Suppressed))

    @property
    def _people_by_role(self) -> list[tuple[str, int | Suppressed]]:
        """Return the roles that were heard, in the form's order, each with its people as they may be shown."""
        roles = [option.value for option in self.instrument.column("source_role").options]
        present = [role for role in roles if any(where == role for _, where in self._sessions)]
        numbers = [sum(number for (_, where), number in self._sessions.items() if where == role) for role in present]
        return list(zip(present, protect_list(numbers, self.run.profile(self.instrument.id)), strict=True))

    def lens_tables(self) -> dict[str, Table]:
        """Return ``engagement.lens_<lens>``: the same findings by the part of a lens that they are tagged with.

        A finding is tagged once, in its own row; it stands in the table of its quality indicator and in this one.
        """
        tables = {}
        for lens, tag in finding_columns(self.run, self.instrument).items():
            columns = (Column(tag.id, tag.label), *self._columns)
            order = {option.value: place for place, option in enumerate(tag.options)}
            own = sorted((row for row in self.rows if row[tag.id] in order), key=lambda row: order[row[tag.id]])
            titles = item_titles(self.run, lens)
            rows = tuple((titles[row[tag.id]], *self._cells(row, columns[1:])) for row in own)
            title = f"{self.instrument.title}: {lens_title(self.run, lens)}"
            both = " and stands here as well as under its quality indicator" if self.run.quality_indicators else ""
            note = f"Each finding is tagged once{both}."
            tables[f"{self.instrument.short}.lens_{lens}"] = self.table(title, columns, rows, note)
        return tables

    def list_table(self) -> Table:
        """Return every finding in words with what was chosen for it: no session, no number, nobody."""
        chosen = [each for each in self.instrument.of_type("choice") if not each.group or each.id == "source_role"]
        text = self.instrument.of_type("text")[0]
        columns = (Column(text.id, text.label), *(Column(each.id, each.label) for each in chosen))
        # In the order of the choices, so that the order of the file tells nothing.
        order = {each.id: {option.value: place for place, option in enumerate(each.options)} for each in chosen}
        if "source_role" in order:
            order["source_role"] = {role: at for role, at in order["source_role"].items() if role not in self._of_few}
        rows = sorted(
            self.rows, key=lambda row: (*(order[each.id].get(row[each.id], 99) for each in chosen), str(row[text.id]))
        )
        cells = tuple((row[text.id], *(self.label(each.id, row[each.id]) for each in chosen)) for row in rows)
        return self.table(self.instrument.title, columns, cells)

    @property
    def _columns(self) -> tuple[Column, ...]:
        """The columns of a table of findings: those of the form, in the form's own words."""
        text = self.instrument.of_type("text")[0]
        own = [Column("finding", text.label)]
        return (
            *own, *(Column(name, self.instrument.column(name).label) for name in _CHOSEN if self.instrument.has(name))
        )  # fmt: skip

    def summary_tables(self) -> dict[str, Table]:
        """Return ``engagement.summary`` and ``engagement.themes``, where findings say who was heard and on what."""
        short = self.instrument.short
        found = {f"{short}.summary": self.summary_table()} if self._says_who else {}
        return found | ({f"{short}.themes": self.themes_table()} if self.instrument.has("theme") else {})

    @property
    def _says_who(self) -> bool:
        return all(self.instrument.has(name) for name in ("source_role", "session", "people"))

    def balance_figures(self) -> dict[str, Figure]:
        """Return ``engagement.balance``, or nothing where findings are not about quality indicators."""
        return {f"{self.instrument.short}.balance": self.balance_figure()} if self.run.quality_indicators else {}

    def summary_table(self) -> Table:
        """Return sessions, people and findings by the role of those we heard from."""
        columns = (
            Column("source_role", "Who we heard from"),
            Column("sessions", "Sessions", "count"),
            Column("people", "People", "count"),
            *DIRECTION_COLUMNS,
        )
        rows = []
        for role, number in self._people_by_role:
            tally = Counter(row["direction"] for row in self.rows if row["source_role"] == role)
            held = sum(where == role for _, where in self._sessions)
            rows.append((super().label("source_role", role), held, number, *(tally[each] for each in DIRECTIONS)))
        return self.table("Who we heard from", columns, tuple(rows), _PEOPLE)

    def themes_table(self) -> Table:
        """Return findings by theme, the most frequent first."""
        columns = (
            Column("theme", "Theme"),
            *DIRECTION_COLUMNS,
            Column("findings", "Findings", "count"),
        )
        tally = Counter((row["theme"], row["direction"]) for row in self.rows)
        rows = []
        for theme in {theme for theme, _ in tally if theme is not None}:
            numbers = [tally[theme, direction] for direction in DIRECTIONS]
            total = sum(number for (each, _), number in tally.items() if each == theme)
            rows.append((self.label("theme", theme), *numbers, total))
        return self.table("Themes", columns, tuple(sorted(rows, key=lambda row: (-row[4], row[0]))))


def read_engagement(run: Run, table: str = "") -> Engagement:
    """Return the engagement findings of this run's area; ``table`` is needed where the stage reads several."""
    table = table or run.table_of("findings")
    return Engagement(run, run.instrument(table), run.evidence(table))
