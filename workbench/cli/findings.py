"""Command ``findings``: texts of the evidence and of the reports that may identify somebody, and who read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workbench.cli.days import DAY
from workbench.cli.quotations import ListByDefault

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.definitions import Area, Definitions, Programme
    from workbench.freetext.held import Held
    from workbench.freetext.narrative import Passage
    from workbench.project import Project


@click.group("findings", cls=ListByDefault)
def command() -> None:
    """List texts that may identify somebody, and let them appear.

    A finding or statement in which a name, place, date or the like was detected counts in every number, but its words
    stand in no report, table or spreadsheet until somebody has read them. Mend the raw file and take it in again, or
    sign the text off as it stands.

    What people wrote for the reports (narrative, rationale, matters, recommendations, plans, progress) is searched in
    the same way. It stands in drafts, and a release waits until it is mended or signed off.

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
    slugs = [one.slug for one in chosen_areas(definitions, chosen, areas, _places(definitions, chosen))]
    held = [one for one in _held(project, chosen) if not areas or one.area in slugs]
    written = [one for one in _written(project, chosen, definitions) if not areas or one.area in slugs]
    _say(held, _words(project, chosen, held) if show else {})
    if held:
        count = len({(one.area, one.hash) for one in held})
        click.echo(
            f"{count} text{'s are' if count != 1 else ' is'} held back. Mend the raw file and take it in again, or: "
            f'workbench findings sign-off {chosen.id} AREA ID --role "Inspection lead" --on DATE'
        )
    else:
        click.echo("No text of the evidence is held back.")
    _say(written, {one.hash: one.words for one in written} if show else {})
    if written:
        count = len({(one.area, one.hash) for one in written})
        click.echo(
            f"{count} passage{'s' if count != 1 else ''} written for the reports to read before a release. Change what "
            f'it says, or: workbench findings sign-off {chosen.id} AREA ID --role "Inspection lead" --on DATE'
        )
    if held or written:
        raise SystemExit(1)


@command.command("sign-off")
@click.argument("programme")
@click.argument("area")
@click.argument("ids", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every text of the area that is to be read.")
@click.option("--role", required=True, metavar="ROLE", help="Role of the person who read them; not a name.")
@click.option("--on", "on", required=True, metavar="DATE", type=DAY, help="The day, as year-month-day.")
def sign_off(programme: str, area: str, ids: tuple[str, ...], everything: bool, role: str, on) -> None:
    """Record that you read texts as they stand and let them appear.

    \b
    Example:
      workbench findings sign-off compulsory-supervision-orders fife --all --role "Inspection lead" --on 2026-03-02
    """  # noqa: D301 - click reads the backspace as "do not wrap this"
    from workbench.cli.choices import chosen_areas
    from workbench.errors import WorkbenchError
    from workbench.freetext.held import chosen_texts, sign_off_texts

    if bool(ids) == everything:
        raise click.UsageError("Name the texts by what 'workbench findings' calls them, or say --all.")
    project, definitions, chosen = _found(programme)
    slug = chosen_areas(definitions, chosen, (area,), _places(definitions, chosen))[0].slug
    held = [one for one in _held(project, chosen) if one.area == slug]
    written = [one for one in _written(project, chosen, definitions) if one.area == slug]
    if not everything:
        named = {one.hash for one in chosen_texts([*held, *written], ids, slug)}
        held, written = ([one for one in group if one.hash in named] for group in (held, written))
    _say(held, _words(project, chosen, held))
    _say(written, {one.hash: one.words for one in written})
    if never := [one for one in written if one.never]:
        raise WorkbenchError(
            "This cannot be signed off. It holds what may stand in no report:\n"
            + "\n".join(f"  {one.where}: {one.detected}" for one in never)
        )
    count = sign_off_texts(project, chosen.id, [*held, *written], slug, role=role, on=on)
    if count:
        said = f"{count} text{'s' if count != 1 else ''} signed off by {role} on {on.isoformat()}."
        click.echo(f"{said} A changed text has to be read again.")
    else:
        click.echo("No text of this area is to be read.")


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


def _places(definitions: Definitions, programme: Programme) -> list[Area]:
    """Return everything that texts are written for: areas, and the nation last."""
    from workbench.definitions import NATIONAL
    from workbench.definitions.definitions import SCOTLAND

    areas = definitions.evidence_areas(programme)
    slugs = {area.slug for area in areas}
    more = [area for area in definitions.programme_areas(programme) if area.slug not in slugs]
    return [*areas, *more, *([] if NATIONAL in slugs else [SCOTLAND])]


def _written(project: Project, programme: Programme, definitions: Definitions) -> tuple[Passage, ...]:
    from workbench.freetext.narrative import unread

    return unread(project, programme, definitions, words=True)


def _words(project: Project, programme: Programme, held: Sequence[Held]) -> dict[str, str]:
    from workbench.freetext.held import words_of

    return words_of(project, programme.id, held)


def _say(found: Sequence[Held] | Sequence[Passage], texts: Mapping[str, str]) -> None:
    """Show each different text once, with every place where it stands."""
    from workbench.freetext.plain import without_hidden

    places: dict[tuple[str, str], list[Held | Passage]] = {}
    for one in found:
        places.setdefault((one.area, one.hash), []).append(one)
    for (area, hash), ones in places.items():
        where = "; ".join(one.where for one in ones[:3])
        more = f" and {len(ones) - 3} more" if len(ones) > 3 else ""
        click.echo(f"{area}  {ones[0].id}  {ones[0].detected}: {where}{more}")
        if hash in texts:
            click.echo(f"    “{without_hidden(texts[hash])}”")
