"""One lens across programmes, such as the Promise's foundations: tagged findings side by side, never added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from helpers.charted import charted, missing_figure, palette_for
from helpers.elsewhere import Other
from helpers.errors import HelperError
from helpers.figures import Figure
from helpers.lenses import lenses_of
from helpers.run import Run
from helpers.signals import DIRECTION_COLUMNS
from helpers.tables import Column, Table
from helpers.values import Value, count

STRENGTH, IMPROVEMENT = "Strength", "Area for improvement"
#: Words that mean the two directions in the instruments' own labels.
_DIRECTIONS = {"Strength": STRENGTH, "Going well": STRENGTH, "Area for improvement": IMPROVEMENT,
               "Should get better": IMPROVEMENT}  # fmt: skip
_APART = (
    "Programmes stand beside each other and are not added up: they had other frameworks, groups of people and years. "
    "Counts of findings, not of people."
)
#: How many findings of one programme and direction a foundation shows in words.
SHOWN = 3


@dataclass(frozen=True)
class Tagged:
    """One finding as an area's table has it."""

    programme: str
    area: str
    item: str
    text: str
    direction: str


class AcrossProgrammes:
    """Tagged findings of several programmes.

    Parameters
    ----------
    run
        A national run with one lens at least; the first one is used.
    others
        The programmes, built or not.
    """

    def __init__(self, run: Run, others: tuple[Other, ...]) -> None:
        lenses = lenses_of(run)
        if not lenses:
            raise HelperError("The programme names no lens, so there is nothing to sort findings by.")
        self.run = run
        self.lens = lenses[0]
        self.others = others
        self.synthetic = run.synthetic or any(other.synthetic for other in others)
        self.findings = [finding for other in others for finding in self._of(other)]

    @property
    def name(self) -> str:
        """First part of the names that are recorded: the lens's id."""
        return str(self.lens["id"]).replace("-", "_")

    def _of(self, other: Other) -> Iterator[Tagged]:
        for unit, tables in sorted(other.tables(areas_only=True).items()):
            for name, table in sorted(tables.items()):
                if not name.endswith(f".lens_{self.lens['id']}"):
                    continue
                columns = [column["id"] for column in table["columns"]]
                if "direction" in columns:
                    place = columns.index("direction")
                    for row in table["rows"]:
                        yield Tagged(other.id, unit, str(row[0]), str(row[1]), _DIRECTIONS.get(str(row[place]), ""))

    @property
    def built(self) -> tuple[Other, ...]:
        """The programmes of which something was built."""
        return tuple(other for other in self.others if other.built)

    def values(self) -> dict[str, Value]:
        """Return ``<lens>.programmes``; findings are counted programme by programme and never over all of them."""
        return {f"{self.name}.programmes": count(len(self.built), "Programmes whose findings are shown")}

    def programmes_table(self) -> Table:
        """Return every programme with what it shows, and those of which nothing was built."""
        columns = (
            Column("programme", "Programme"),
            Column("areas", "Areas", "count"),
            Column("findings", "Findings tagged", "count"),
            Column("state", "Shown here"),
        )
        rows = []
        for other in self.others:
            own = [each for each in self.findings if each.programme == other.id]
            said = "yes" if own else "nothing tagged" if other.built else "not built yet"
            numbers = (len({each.area for each in own}), len(own)) if other.built else (None, None)
            rows.append((other.title, *numbers, said))
        return Table("Programmes", columns, tuple(rows), (_APART,), "", self.synthetic)

    def summary_table(self) -> Table:
        """Return strengths, areas for improvement and mixed findings by part of the lens and programme."""
        columns = (
            Column("item", self.lens["title"]),
            Column("programme", "Programme"),
            *DIRECTION_COLUMNS,
        )
        rows = tuple(
            (item["title"], other.title, *self._counted(item["title"], other.id))
            for item in self.lens["items"]
            for other in self.built
        )
        return Table(f"{self.lens['title']}: findings", columns, rows, (_APART,), "", self.synthetic)

    def _counted(self, item: str, programme: str) -> tuple[int, int, int]:
        tally = Counter(each.direction for each in self.findings if (each.item, each.programme) == (item, programme))
        return tally[STRENGTH], tally[IMPROVEMENT], tally[""]

    def item_tables(self) -> dict[str, Table]:
        """Return ``<lens>.<item>``: some findings of every programme in words, from various areas."""
        columns = (
            Column("finding", "Finding"),
            Column("direction", "Strength or area for improvement"),
            Column("area", "Area"),
            Column("programme", "Programme"),
        )
        tables = {}
        for item in self.lens["items"]:
            rows, left = [], 0
            for other in self.built:
                for direction in (STRENGTH, IMPROVEMENT):
                    own = [
                        each
                        for each in self.findings
                        if (each.item, each.programme, each.direction) == (item["title"], other.id, direction)
                    ]
                    chosen = spread(own)
                    left += len(own) - len(chosen)
                    rows += [
                        (each.text, direction, other.units.get(each.area, each.area), other.title) for each in chosen
                    ]
            notes = (f"Further findings in the areas' own reports: {left:,}.",) if left else ()
            title = f"{item['title']}: findings in words"
            tables[f"{self.name}.{item['id']}"] = Table(title, columns, tuple(rows), notes, "", self.synthetic)
        return tables

    def balance_figure(self) -> Figure:
        """Return bars of strengths and areas for improvement, a row for each part of the lens and programme."""
        from helpers.charts import BalanceRow, balance_chart

        data = self.summary_table()
        title = f"{self.lens['title']}: strengths and areas for improvement, programme by programme"
        if not self.findings:
            reason = "No programme with tagged findings was built yet."
            return missing_figure(self.run, title, reason, data)
        drawing = balance_chart(
            [BalanceRow(f"{row[0]} – {row[1]}", *row[2:]) for row in data.rows], palette_for(self.run)
        )
        alt = " ".join(f"{row[0]}, {row[1]}: {row[2]} strengths, {row[3]} areas for improvement." for row in data.rows)
        return charted(title, drawing, alt, data)


def spread(findings: list[Tagged], most: int = SHOWN) -> list[Tagged]:
    """Return up to ``most`` findings, from as many areas as there are.

    Examples
    --------
    >>> found = [Tagged("p", area, "Voice", text, "") for area, text in [("a", "1"), ("a", "2"), ("b", "3")]]
    >>> [each.text for each in spread(found, 2)]
    ['1', '3']
    """
    rounds: dict[str, int] = Counter()
    order = []
    for place, each in enumerate(findings):
        order.append((rounds[each.area], place))
        rounds[each.area] += 1
    return [findings[place] for _, place in sorted(order)[:most]]


def read_across(run: Run, others: tuple[Other, ...]) -> AcrossProgrammes:
    """Return the programmes' tagged findings."""
    return AcrossProgrammes(run, others)
