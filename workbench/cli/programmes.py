"""The command that lists the programmes, or shows one in full."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from workbench.days import day
from workbench.project import find_project

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from workbench.definitions import Definitions, Framework, Programme
    from workbench.definitions.slots import Slot

# Width where output goes to a file or another program: wide enough for one line a step.
PLAIN_WIDTH = 120


@click.command("programmes")
@click.argument("programme", metavar="[PROGRAMME]", required=False)
def command(programme: str | None) -> None:
    """List the programmes, or show one with its timetable and where its sources disagree.

    Example: workbench programmes compulsory-supervision-orders
    """
    # Imported here so that `workbench --help` stays quick.
    from rich.console import Console

    from workbench.definitions import load_definitions

    definitions = load_definitions(find_project(), only=(programme,) if programme else ())
    # A terminal's width is its own; elsewhere the same text must come out whatever machine it is.
    console = Console(highlight=False, markup=False, emoji=False, width=None if sys.stdout.isatty() else PLAIN_WIDTH)
    if programme is None:
        console.print(overview(definitions))
        console.print("Show one in full: workbench programmes PROGRAMME")
    else:
        show(console, definitions, definitions.programme(programme))


def overview(definitions: Definitions) -> Table:
    """Return a table of all programmes."""
    table = _table("Programme", "Title", "Kind", "Units", "Stages", "Looks at", "State")
    for programme in definitions.programmes.values():
        table.add_row(
            programme.id,
            programme.short_title,
            _kind(definitions, programme),
            _units(definitions, programme),
            str(len(programme.stages)),
            _looks_at(definitions, programme),
            programme.state,
        )
    return table


def _kind(definitions: Definitions, programme: Programme) -> str:
    known = definitions.activities.get(programme.kind)
    return known.title.lower() if known else _plain(programme.kind)


def _looks_at(definitions: Definitions, programme: Programme) -> str:
    """Return the numbers of the quality indicators, or how many items there are where they have no numbers."""
    ids, framework = programme.quality_indicators, definitions.frameworks.get(programme.framework or "")
    if not ids or framework is None:
        return "–"
    if all(id[0].isdigit() for id in ids):
        return ", ".join(ids)
    return _counted(len(ids), framework.heading.lower())


def _units(definitions: Definitions, programme: Programme) -> str:
    """Return how many units there are, in words: "5 partnerships", "national"."""
    found, units = len(definitions.programme_areas(programme)), definitions.unit_set(programme)
    return f"{found} {units.singular if found == 1 else units.plural}" if found else "national"


def show(console: Console, definitions: Definitions, programme: Programme) -> None:
    """Print one programme in full."""
    framework = definitions.frameworks.get(programme.framework or "")
    scale = definitions.scales.get(programme.scale or "")
    areas, units = definitions.programme_areas(programme), definitions.unit_set(programme)
    years = programme.retrospective_years
    console.print(programme.title, style="bold")
    console.print(f"{programme.summary}\n")
    facts = _table(header=False)
    for name, text in (
        ("Kind", _kind(definitions, programme)),
        ("State", programme.state),
        ("Period", programme.period.shown if programme.period else ""),
        ("Suspended", f"{day(programme.suspended.on)}: {programme.suspended.why}" if programme.suspended else ""),
        ("Edition", programme.edition),
        ("Before it", programme.replaces or ""),
        ("Resumed as", programme.resumed_as or ""),
        ("Basis", programme.basis),
        ("Question", programme.question),
        ("Looks back", _counted(years, "year") if years else ""),
        ("Framework", f"{framework.title}, {framework.edition}" if framework else ""),
        ("Scale", scale.title if scale else "none: nothing is graded"),
        ("Proportion words", definitions.proportion_words[programme.proportion_words].title),
        (units.plural.capitalize(), f"all {len(areas)}" if programme.all_areas else ", ".join(x.name for x in areas)),
        ("Partners", "; ".join(f"{partner.name} ({partner.role})" for partner in programme.scrutiny_partners)),
        ("Publishers", "; ".join(publisher.name for publisher in programme.publishers)),
        ("Lenses", "; ".join(lens.title for lens in programme.lenses)),
        ("Outputs", ", ".join(programme.outputs)),
    ):
        if text:
            facts.add_row(name, text)
    console.print(facts)
    if framework:
        _section(console, f"{framework.heading}s", _quality_indicators(framework, programme))
    if programme.stages:
        _section(console, "Stages", _stages(programme, units.singular))
    if programme.instruments:
        _section(console, "Evidence", _evidence(definitions, programme))
    if slots := definitions.slots(programme):
        _section(console, "Slots: texts that are not known or not verified", _slots(slots))
    if programme.timetable:
        _section(console, f"Timetable, {programme.timetable[-1].weeks[1]} weeks", _timetable(programme))
        if programme.timetable_source:
            console.print(f"Source: {_source(definitions, programme.timetable_source)}")
    if programme.disagreements:
        _disagreements(console, definitions, programme)


def _slots(slots: tuple[Slot, ...]) -> Table:
    table = _table("Slot", "State", "What belongs in it, and where to look")
    for slot in slots:
        table.add_row(slot.id, "filled" if slot.filled else "not filled", slot.title if slot.filled else slot.said)
    return table


def _quality_indicators(framework: Framework, programme: Programme) -> Table:
    table = _table("Number", framework.heading, "Wording")
    for indicator in map(framework.quality_indicator, programme.quality_indicators):
        table.add_row(indicator.id, indicator.title, "verified" if indicator.verified else "not verified")
    return table


def _stages(programme: Programme, unit: str) -> Table:
    table = _table("Stage", "Title", "For", "Reads")
    for stage in programme.stages:
        reads = [*stage.evidence, *stage.statistics, *stage.geography, *stage.uses]
        if stage.needs:
            reads.append(f"results of {', '.join(stage.needs)}")
        if stage.collects:
            reads.append(f"every area's {', '.join(stage.collects)}")
        scope = f"each {unit}" if stage.scope == "area" else "the nation"
        table.add_row(stage.id, stage.title, scope, ", ".join(reads))
    return table


def _evidence(definitions: Definitions, programme: Programme) -> Table:
    table = _table("Instrument", "File", "Questions", "Wording")
    for id in programme.instruments:
        instrument = definitions.instruments[id]
        asked = sum(column.type in ("scale", "grade") for column in instrument.columns)
        wording = "verified" if instrument.verified else "not verified"
        table.add_row(id, instrument.file.name, str(asked or "–"), wording)
    return table


def _timetable(programme: Programme) -> Table:
    table = _table("Weeks", "Stage", "Week", "Step")
    for phase in programme.timetable:
        first, last = phase.weeks
        for number, step in enumerate(phase.steps):
            head = (f"{first} to {last}", phase.stage) if number == 0 else ("", "")
            table.add_row(*head, step.weeks_shown, step.text)
    return table


def _disagreements(console: Console, definitions: Definitions, programme: Programme) -> None:
    from rich.padding import Padding

    console.print("\nWhere published sources disagree", style="bold")
    for disagreement in programme.disagreements:
        console.print(disagreement.topic)
        for statement in disagreement.statements:
            source = _source(definitions, statement.source)
            console.print(Padding(f"– {statement.text}", (0, 0, 0, 2)))
            console.print(Padding(source, (0, 0, 0, 4)), style="dim")


def _source(definitions: Definitions, id: str) -> str:
    source = definitions.sources[id]
    return f"{source.publisher}, {source.title} ({source.as_of})"


def _section(console: Console, title: str, table: Table) -> None:
    console.print()
    console.print(title, style="bold")
    console.print(table)


def _table(*names: str, header: bool = True) -> Table:
    from rich.table import Table

    table = Table(box=None, show_header=header, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for position, name in enumerate(names):
        # Identifiers are copied from here: they are never broken over two lines.
        table.add_column(name, no_wrap=position == 0, overflow="fold")
    return table


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _plain(word: str) -> str:
    return word.replace("_", " ")
