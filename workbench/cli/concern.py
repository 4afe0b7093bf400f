"""Command ``concern``: record that a concern about somebody's safety was raised, never what it is."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from workbench.concerns.concern import Concern


class _NoDetail(click.Command):
    """A command that refuses every further word and option with where the detail belongs, without repeating it."""

    def __init__(self, *arguments, **options) -> None:
        options["context_settings"] = {"ignore_unknown_options": True, "allow_extra_args": True}
        super().__init__(*arguments, **options)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        rest = super().parse_args(ctx, args)
        if ctx.args:
            from workbench.concerns.concerns import WHERE_THE_DETAIL_BELONGS
            from workbench.errors import WorkbenchError

            raise WorkbenchError(f"There are more words than this command takes. Nothing was recorded. "
                                 f"{WHERE_THE_DETAIL_BELONGS}")  # fmt: skip
        return rest


class _When(click.ParamType):
    name = "date"

    def convert(self, value, param, ctx):
        if isinstance(value, datetime):
            return value
        for form in ("%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"):
            try:
                # A time without a zone is the time on this machine's clock; a day alone begins at midnight.
                return datetime.strptime(value, form).astimezone()
            except ValueError:
                continue
        # What was typed is not repeated: it may be a detail.
        self.fail("write it as year-month-day, for example 2026-03-31, with a time if you like: 2026-03-31T14:30")
        return None


_ON = click.option("--on", "on", type=_When(), metavar="DATE", help="Day, or day and time (default: now).")


@click.group("concern")
def command() -> None:
    """Record that a concern about somebody's safety was raised: when, by and to which role, and its status.

    Never the detail: it belongs on the concern form and with the inspection lead. Recording a concern here tells
    nobody; passing it on remains a person's act. Nothing of it enters any report, manifest or notebook.

    \b
    Example:
      workbench concern raise compulsory-supervision-orders orkney-islands --raised-by Inspector
        --to "Inspection lead"
    """  # noqa: D301 - click reads the backspace as "do not wrap this"


@command.command("raise", cls=_NoDetail)
@click.argument("programme")
@click.argument("area")
@click.option("--raised-by", required=True, metavar="ROLE", help="Role of the person who raised it.")
@click.option("--to", required=True, metavar="ROLE", help="Role of the person it was raised to.")
@_ON
def raise_(programme: str, area: str, raised_by: str, to: str, on: datetime | None) -> None:
    """Record that a concern was raised.

    \b
    Example:
      workbench concern raise compulsory-supervision-orders orkney-islands --raised-by Inspector
        --to "Inspection lead"
    """  # noqa: D301 - click reads the backspace as "do not wrap this"
    # Imported here, so that --help needs none of it.
    from workbench.concerns.concerns import raise_concern
    from workbench.concerns.rules import load_rules
    from workbench.definitions import load_definitions
    from workbench.definitions.areas import NATIONAL
    from workbench.errors import UnknownName
    from workbench.project import find_project

    project = find_project()
    definitions = load_definitions(project)
    chosen = definitions.programme(programme)
    matched = definitions.match_area(area, chosen)
    slug = NATIONAL if area == NATIONAL else matched.slug if matched else ""
    if not slug:
        # Not repeated: a detail may stand where the area should.
        kind = definitions.unit_set(chosen).singular
        raise UnknownName(
            f"The second word is no {kind} of this programme; write its slug or name, or national. "
            "Nothing was recorded."
        )
    at = _past(on)
    concern = raise_concern(
        project, chosen, slug,
        raised_by=raised_by, to=to, at=at, definitions=definitions,
    )  # fmt: skip
    hours = load_rules(project).hours_until_passed_on
    click.echo(f"{concern.id} recorded: raised by {concern.raised_by} to {concern.to}, {_when(concern.raised_at)}.")
    click.echo(
        f"This told nobody. Once it is passed on: workbench concern update {concern.id} --status passed-on --by ROLE. "
        f"After {hours} hours each build reminds the inspection lead."
    )


@command.command("update", cls=_NoDetail)
@click.argument("id")
@click.option("--status", required=True, metavar="passed-on|closed", help="What happened to it.")
@click.option("--by", required=True, metavar="ROLE", help="Role of the person who did it.")
@_ON
def update(id: str, status: str, by: str, on: datetime | None) -> None:
    """Record that a concern was passed on or closed.

    \b
    Example: workbench concern update C3 --status passed-on --by "Inspection lead"
    """  # noqa: D301 - click reads the backspace as "do not wrap this"
    from workbench.concerns.concern import STATUSES
    from workbench.concerns.concerns import update_concern
    from workbench.errors import UnknownName
    from workbench.project import find_project

    if status not in STATUSES:
        raise UnknownName(f"The status is one of: {', '.join(STATUSES)}. Nothing was recorded.")
    concern = update_concern(find_project(), id, status=status, by=by, at=_past(on))
    click.echo(f"{concern.id} is {concern.status}, by {concern.changed_by}, {_when(concern.changed_at)}.")


@command.command("list", cls=_NoDetail)
@click.option("--overdue", "only_overdue", is_flag=True, help="Only those that should have been passed on by now.")
def list_(only_overdue: bool) -> None:
    """List the concerns and how they stand.

    The exit code is 1 when one is overdue.

    \b
    Example: workbench concern list --overdue
    """  # noqa: D301 - click reads the backspace as "do not wrap this"
    from workbench.concerns.concerns import all_concerns
    from workbench.concerns.journal import read_journal
    from workbench.concerns.overdue import damaged
    from workbench.concerns.rules import load_rules
    from workbench.project import find_project

    project = find_project()
    rules = load_rules(project)
    now = datetime.now(UTC)
    concerns = all_concerns(project)
    late = [one for one in concerns if one.is_overdue(rules, now)]
    shown = late if only_overdue else list(concerns)
    if not shown:
        click.echo("No concern is overdue." if only_overdue else "No concern is recorded.")
    for concern in shown:
        click.echo(_line(concern, overdue=concern in late, now=now))
    unreadable = read_journal(project)
    if unreadable.unreadable:
        click.echo(damaged(unreadable), err=True)
    if late:
        raise SystemExit(1)


def _line(concern: Concern, *, overdue: bool, now: datetime) -> str:
    status = f"{concern.status} by {concern.changed_by}, {_when(concern.changed_at)}"
    if concern.status == "raised":
        status = f"OVERDUE, {concern.hours(now)} hours" if overdue else f"open, {concern.hours(now)} hours"
    raised = f"raised {_when(concern.raised_at)} by {concern.raised_by} to {concern.to}"
    return f"{concern.id}  {concern.programme}  {concern.area}  {raised}; {status}"


def _past(on: datetime | None) -> datetime:
    from workbench.errors import WorkbenchError

    now = datetime.now(UTC)
    if on is not None and on > now:
        raise WorkbenchError("The day lies in the future. Nothing was recorded.")
    return on or now


def _when(at: datetime) -> str:
    return at.astimezone().strftime("%Y-%m-%d %H:%M")
