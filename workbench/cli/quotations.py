"""Command ``quotations``: what was detected in each quotation, and its sign-off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workbench.cli.days import DAY

if TYPE_CHECKING:
    from workbench.freetext.quotations import Checked


class ListByDefault(click.Group):
    """A group whose first word is a programme unless it is a command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take a first word that is no command for the programme to list."""
        if args and args[0] not in self.commands and args[0] not in ("--help", "-h"):
            args = ["list", *args]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands that help lists; listing itself needs no word."""
        return ["sign-off"]


@click.group("quotations", cls=ListByDefault)
def command() -> None:
    """List a programme's quotations: what was detected in each, and whether it is signed off.

    A quotation appears in a report only with a sign-off of exactly what it says. Nothing detected does not mean that it
    is safe: a person decides, by role, and changing the quotation voids the sign-off. The exit code is 1 when one may
    not appear as it stands.

    \b
    Examples:
      workbench quotations compulsory-supervision-orders --area orkney-islands
      workbench quotations sign-off compulsory-supervision-orders orkney-islands trusted-worker
        --role "Inspection lead" --on 2026-03-02
    """  # noqa: D301 - click reads the backspace as "do not wrap this"


@command.command("list")
@click.argument("programme")
@click.option("--area", "areas", multiple=True, metavar="AREA", help="Only this area; may be given more than once.")
def list_(programme: str, areas: tuple[str, ...]) -> None:
    """List a programme's quotations.

    Example: workbench quotations compulsory-supervision-orders --area orkney-islands
    """
    # Imported here, so that --help needs none of it.
    from workbench.cli.choices import chosen_areas
    from workbench.definitions import load_definitions
    from workbench.errors import InputFaults
    from workbench.freetext.quotations import checked_quotations
    from workbench.project import find_project

    project = find_project()
    definitions = load_definitions(project, only=(programme,))
    chosen = definitions.programme(programme)
    quotations: list[Checked] = []
    faults = []
    for area in chosen_areas(definitions, chosen, areas, definitions.programme_areas(chosen)):
        try:
            quotations += checked_quotations(project, chosen, area.slug, definitions)
        except InputFaults as error:
            faults += error.faults
    for one in quotations:
        _show(one)
    if faults:
        raise InputFaults(faults, f"{len(faults)} fault{'s' if len(faults) != 1 else ''} in quotations")
    waiting = sum(not one.usable for one in quotations)
    if not quotations:
        click.echo("No quotations: they stand in reports/PROGRAMME/areas/AREA/quotations.yaml")
        return
    click.echo(f"{len(quotations)} quotations; {len(quotations) - waiting} may appear, {waiting} may not as they stand")
    if waiting:
        raise SystemExit(1)


@command.command("sign-off")
@click.argument("programme")
@click.argument("area")
@click.argument("id")
@click.option("--role", required=True, metavar="ROLE", help="Role of the person who signs off; not a name.")
@click.option("--on", "on", required=True, metavar="DATE", type=DAY, help="The day, as year-month-day.")
def sign_off_(programme: str, area: str, id: str, role: str, on) -> None:
    """Record that you read a quotation as it stands and let it appear.

    \b
    Example:
      workbench quotations sign-off compulsory-supervision-orders orkney-islands trusted-worker
        --role "Inspection lead" --on 2026-03-02
    """  # noqa: D301 - click reads the backspace as "do not wrap this"
    from workbench.cli.choices import chosen_areas
    from workbench.definitions import load_definitions
    from workbench.freetext.signing import sign_off
    from workbench.project import find_project

    project = find_project()
    definitions = load_definitions(project, only=(programme,))
    chosen = definitions.programme(programme)
    slug = chosen_areas(definitions, chosen, (area,), definitions.programme_areas(chosen))[0].slug
    sign_off(project, chosen, slug, id, role=role, on=on, definitions=definitions, check=_show_text)
    click.echo(f"Signed off by {role} on {on.isoformat()}. A change to its text or role voids this.")


def _show(one: Checked) -> None:
    from workbench.freetext.findings import KINDS, summary

    signed = one.quotation.sign_off
    state = f"{one.state} by {signed.by} on {signed.on}" if one.usable and signed else one.state
    click.echo(f"{one.area}  {one.quotation.id}  {state}; {summary(one.findings)}")
    if not one.usable:
        click.echo(f"    {one.file}, line {one.line}")
    for finding in one.findings:
        click.echo(f"    {KINDS[finding.kind].one}: {finding.shown}  {finding.what_to_do}")


def _show_text(one: Checked) -> None:
    from workbench.freetext.plain import without_hidden

    # Without hidden characters, so that what is signed off is what is seen.
    click.echo(f"“{without_hidden(one.quotation.text)}” ({without_hidden(one.quotation.source_role)})")
    _show(one)
