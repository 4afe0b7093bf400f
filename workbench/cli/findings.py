"""Command ``findings``: texts of the evidence that may identify somebody, and who let them appear."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workbench.cli.quotations import ListByDefault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.definitions import Definitions, Programme
    from workbench.freetext.held import Held
    from workbench.project import Project


@click.group("findings", cls=ListByDefault)
def command() -> None:
    """List texts of the evidence that may identify somebody, and let them appear.

    A finding or statement in which a name, place, date or the like was detected counts in every number, but its words
    stand in no report, table or spreadsheet until somebody has read them. Mend the raw file and take it in again, or
    sign the text off as it stands.

    \b
    Examples:
      workbench findings compulsory-supervision-orders --show
      workbench findings sign-off compulsory-supervision-orders fife 3f9a21c0de --role "Inspection lead" --on 2026-03-02
      workbench findings sign-off compulsory-supervision-orders fife --all --role "Inspection lead" --on 2026-03-02
    """  # noqa: D301 - click reads the backspace as "do not wrap this"


@command.command("list")
@click.argument("programme")
@click.option("--area", "areas", multiple=True, metavar="AREA", help="Only this area; may be given more than once.")
@click.option("--show", is_flag=True, help="Show the words as well, to be read on this screen only.")
def list_(programme: str, areas: tuple[str, ...], show: bool) -> None:
    """List the texts that are held back. The exit code is 1 while there is one.

    Example: workbench findings compulsory-supervision-orders --area fife --show
    """
    # Imported here, so that --help needs none of it.
    from workbench.cli.choices import chosen_areas

    project, definitions, chosen = _found(programme)
    slugs = [one.slug for one in chosen_areas(definitions, chosen, areas, definitions.evidence_areas(chosen))]
    held = [one for one in _held(project, chosen) if not areas or one.area in slugs]
    _say(project, chosen, held, words=show)
    if not held:
        click.echo("No text of the evidence is held back.")
        return
    count = len({(one.area, one.hash) for one in held})
    click.echo(
        f"{count} text{'s are' if count != 1 else ' is'} held back. Mend the raw file and take it in again, or: "
        f'workbench findings sign-off {chosen.id} AREA ID --role "Inspection lead" --on DATE'
    )
    raise SystemExit(1)


@command.command("sign-off")
@click.argument("programme")
@click.argument("area")
@click.argument("ids", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every text of the area that is held back.")
@click.option("--role", required=True, metavar="ROLE", help="Role of the person who read them; not a name.")
@click.option(
    "--on", "on", required=True, metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="The day, as year-month-day."
)
def sign_off(programme: str, area: str, ids: tuple[str, ...], everything: bool, role: str, on) -> None:
    """Record that you read texts as they stand and let them appear.

    \b
    Example:
      workbench findings sign-off compulsory-supervision-orders fife --all --role "Inspection lead" --on 2026-03-02
    """  # noqa: D301 - click reads the backspace as "do not wrap this"
    from workbench.cli.choices import chosen_areas
    from workbench.freetext.held import chosen_texts, sign_off_texts

    if bool(ids) == everything:
        raise click.UsageError("Name the texts by what 'workbench findings' calls them, or say --all.")
    project, definitions, chosen = _found(programme)
    slug = chosen_areas(definitions, chosen, (area,), definitions.evidence_areas(chosen))[0].slug
    held = [one for one in _held(project, chosen) if one.area == slug]
    texts = held if everything else chosen_texts(held, ids, slug)
    _say(project, chosen, texts, words=True)
    day = on.date()
    count = sign_off_texts(project, chosen.id, texts, slug, role=role, on=day)
    if count:
        said = f"{count} text{'s' if count != 1 else ''} signed off by {role} on {day.isoformat()}."
        click.echo(f"{said} A changed text has to be read again.")
    else:
        click.echo("No text of this area is held back.")


def _found(programme: str) -> tuple[Project, Definitions, Programme]:
    from workbench.definitions import load_definitions
    from workbench.project import find_project

    project = find_project()
    definitions = load_definitions(project)
    return project, definitions, definitions.programme(programme)


def _held(project: Project, programme: Programme) -> tuple[Held, ...]:
    from workbench.freetext.held import held_texts
    from workbench.store import EvidenceStore

    return held_texts(project, programme.id, EvidenceStore(project).catalogue(programme.id)["files"])


def _say(project: Project, programme: Programme, held: Sequence[Held], *, words: bool) -> None:
    """Show each different text once, with every place where it stands."""
    from workbench.freetext.held import words_of
    from workbench.freetext.plain import without_hidden

    texts = words_of(project, programme.id, held) if words else {}
    places: dict[tuple[str, str], list[Held]] = {}
    for one in held:
        places.setdefault((one.area, one.hash), []).append(one)
    for (area, hash), ones in places.items():
        where = "; ".join(f"{one.file}, row {one.row}" for one in ones[:3])
        more = f" and {len(ones) - 3} more" if len(ones) > 3 else ""
        click.echo(f"{area}  {ones[0].id}  {ones[0].detected}: {where}{more}")
        if hash in texts:
            click.echo(f"    “{without_hidden(texts[hash])}”")
