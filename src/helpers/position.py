"""The partnership's own account: statements by quality indicator and question."""

from __future__ import annotations

from helpers.findings import Findings
from helpers.run import Run
from helpers.tables import Column, Table
from helpers.values import Value


class Position(Findings):
    """The position statement of one area."""

    @property
    def names_evidence(self) -> bool:
        """Whether a statement says what evidence it refers to."""
        return self.instrument.has("evidence")

    def values(self) -> dict[str, Value]:
        """Return ``position.statements`` and the numbers by quality indicator."""
        total = {"position.statements": self.number(len(self.rows), "Statements in the position statement")}
        return total | self.directed("position", "statements")

    def quality_indicator_tables(self) -> dict[str, Table]:
        """Return ``position.<qi>``: the statements about each quality indicator in the order of the questions."""
        columns = (
            Column("statement", "Statement"),
            Column("question", "Question"),
            Column("direction", "Strength or area for improvement"),
            *([Column("evidence", "Evidence referred to")] if self.names_evidence else ()),
        )
        order = {option.value: place for place, option in enumerate(self.instrument.column("question").options)}
        return {
            f"position.{indicator.key}": self.table(
                f"The partnership's statements about {indicator.name}",
                columns,
                tuple(
                    (
                        row["statement"],
                        self.label("question", row["question"]),
                        self.label("direction", row["direction"]),
                        *([row["evidence"]] if self.names_evidence else ()),
                    )
                    for row in sorted(self.of(indicator.id), key=lambda row: order.get(row["question"], 9))
                ),
                "This is the partnership's own view, not a finding of the inspection.",
            )
            for indicator in self.run.quality_indicators
        }

    def summary_table(self) -> Table:
        """Return how many statements answer each question, by quality indicator."""
        questions = self.instrument.column("question").options
        columns = (
            Column("quality_indicator", self.run.heading),
            *(Column(f"question_{place}", each.label, "count") for place, each in enumerate(questions, 1)),
            *([Column("evidenced", "Statements that refer to evidence", "count")] if self.names_evidence else ()),
        )
        rows = []
        for indicator in self.run.quality_indicators:
            own = self.of(indicator.id)
            numbers = [sum(row["question"] == each.value for row in own) for each in questions]
            if self.names_evidence:
                numbers.append(sum(bool(row["evidence"]) for row in own))
            rows.append((indicator.name, *numbers))
        return self.table("What the position statement covers", columns, tuple(rows))


def read_position(run: Run, table: str = "") -> Position:
    """Return the position statement of this run's area; ``table`` is needed where the stage reads several."""
    table = table or run.table_of("position_statement")
    return Position(run, run.instrument(table), run.evidence(table))
