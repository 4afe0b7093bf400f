"""Focus groups, interviews and observations: findings by quality indicator, with who said it."""

from __future__ import annotations

from collections import Counter

from helpers.disclosure import protect_count, protect_list
from helpers.findings import DIRECTIONS, Findings
from helpers.run import Run
from helpers.tables import Column, Suppressed, Table
from helpers.values import Value, count, missing, suppressed

_PEOPLE = "People are counted once for each session they took part in."


class Engagement(Findings):
    """The findings of all sessions in one area."""

    @property
    def _sessions(self) -> dict[tuple[str, str], int]:
        """People by session and role; a session's people stand on each of its findings and count once."""
        found: dict[tuple[str, str], int] = {}
        for row in self.rows:
            place = (str(row["session"]), str(row["source_role"]))
            found[place] = max(found.get(place, 0), int(row["people"] or 0))
        return found

    def values(self) -> dict[str, Value]:
        """Return ``engagement.sessions``, ``.people``, ``.findings`` and the numbers by quality indicator."""
        sessions = {session for session, _ in self._sessions}
        return {
            "engagement.sessions": self.number(len(sessions), "Focus groups, interviews and other sessions"),
            "engagement.people": self._people(),
            "engagement.findings": self.number(len(self.rows), "Findings recorded"),
        } | self.directed("engagement", "findings")

    def _people(self) -> Value:
        label, table = "People who took part in sessions", self.instrument.id
        if self.missing:
            return missing("count", label, self.reason, table=table)
        profile = self.run.profile(table)
        cell = protect_count(sum(self._sessions.values()), profile)
        if isinstance(cell, Suppressed):
            return suppressed("count", label, cell.reason, table=table, rule=profile.rule, role=cell.role)
        return count(cell, label, table=table, rule=profile.rule)

    def quality_indicator_tables(self) -> dict[str, Table]:
        """Return ``engagement.<qi>``: the findings about each quality indicator, strengths first."""
        columns = (
            Column("finding", "Finding"),
            Column("direction", "Strength or area for improvement"),
            Column("source_role", "Who we heard from"),
            Column("theme", "Theme"),
        )
        text = self.instrument.of_type("text")[0].id
        return {
            f"engagement.{indicator.key}": self.table(
                f"What people told us about {indicator.id} {indicator.title}",
                columns,
                tuple(
                    (
                        row[text],
                        self.label("direction", row["direction"]),
                        self.label("source_role", row["source_role"]),
                        self.label("theme", row["theme"]),
                    )
                    for row in self.of(indicator.id)
                ),
            )
            for indicator in self.run.quality_indicators
        }

    def summary_table(self) -> Table:
        """Return sessions, people and findings by the role of those we heard from."""
        columns = (
            Column("source_role", "Who we heard from"),
            Column("sessions", "Sessions", "count"),
            Column("people", "People", "count"),
            Column("strengths", "Strengths", "count"),
            Column("improvements", "Areas for improvement", "count"),
            Column("mixed", "Mixed", "count"),
        )
        roles = [option.value for option in self.instrument.column("source_role").options]
        present = [role for role in roles if any(where == role for _, where in self._sessions)]
        profile = self.run.profile(self.instrument.id)
        people = protect_list(
            [sum(number for (_, where), number in self._sessions.items() if where == role) for role in present], profile
        )
        rows = []
        for role, number in zip(present, people, strict=True):
            tally = Counter(row["direction"] for row in self.rows if row["source_role"] == role)
            held = sum(where == role for _, where in self._sessions)
            rows.append((self.label("source_role", role), held, number, *(tally[each] for each in DIRECTIONS)))
        return self.table("Who we heard from", columns, tuple(rows), _PEOPLE)

    def themes_table(self) -> Table:
        """Return findings by theme, the most frequent first."""
        columns = (
            Column("theme", "Theme"),
            Column("strengths", "Strengths", "count"),
            Column("improvements", "Areas for improvement", "count"),
            Column("mixed", "Mixed", "count"),
            Column("findings", "Findings", "count"),
        )
        tally = Counter((row["theme"], row["direction"]) for row in self.rows)
        rows = []
        for theme in {theme for theme, _ in tally if theme is not None}:
            numbers = [tally[theme, direction] for direction in DIRECTIONS]
            total = sum(number for (each, _), number in tally.items() if each == theme)
            rows.append((self.label("theme", theme), *numbers, total))
        return self.table("Themes", columns, tuple(sorted(rows, key=lambda row: (-row[4], row[0]))))


def read_engagement(run: Run, table: str = "engagement") -> Engagement:
    """Return the engagement findings of this run's area."""
    return Engagement(run, run.instrument(table), run.evidence(table))
