"""Command ``sign-off``: the next state of reports, by whom, when, and over exactly which content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from workbench.cli.days import DAY

if TYPE_CHECKING:
    from workbench.assurance.sign_offs_signing import Signed


@click.command("sign-off")
@click.argument("programme")
@click.argument("reports", nargs=-1, metavar="[REPORT]...")
@click.option("--all", "every", is_flag=True, help="Every report that can be signed so; says why of the others.")
@click.option("--state", required=True, metavar="STATE", help="draft, assured, factual accuracy or final.")
@click.option("--role", required=True, metavar="ROLE", help="Role of the person who signs off; not a name.")
@click.option("--date", "on", required=True, metavar="DATE", type=DAY, help="The day, as year-month-day.")
@click.option("--comment", required=True, metavar="TEXT", help="What was looked at; for a draft, why it is taken back.")
@click.pass_context
def command(
    ctx: click.Context, programme: str, reports: tuple[str, ...], every: bool, state: str, role: str, on, comment: str
) -> None:
    """Sign off each REPORT of PROGRAMME: an area, or a kind of national output; or --all.

    The states follow one another: draft, assured, factual accuracy, final. What is signed is the report's content as it
    was last built. When that changes, the sign-off no longer holds, and the report's pages and `workbench states` say
    so. A report can be taken back to draft at any time, with the reason. Of the reports that are named each is signed,
    or none is. With --all those that can be signed are; it exits with 1 where others cannot, and says why.

    \b
    Examples:
      workbench sign-off compulsory-supervision-orders orkney-islands --state assured
        --role "Quality and consistency panel" --date 2026-03-02 --comment "Grades tested against earlier reports"
      workbench sign-off compulsory-supervision-orders --all --state final
        --role "Chief inspector" --date 2026-03-30 --comment "Approved for publication"
      workbench sign-off compulsory-supervision-orders national-overview --state draft
        --role "Inspection lead" --date 2026-03-09 --comment "A chapter is to be added"
    """  # noqa: D301 - click reads the backspace as "do not wrap this"
    if every == bool(reports):
        raise click.UsageError("Name the reports, or say --all for every report that can be signed so.")
    # Imported here, so that --help needs none of it.
    from workbench.assurance.sign_offs_signing import sign_reports
    from workbench.project import find_project

    found = sign_reports(
        find_project(), programme, reports, state=state, role=role, on=on, comment=comment, every=every
    )
    for line in _lines(found, programme):
        click.echo(line)
    ctx.exit(1 if found.refused else 0)


def _lines(found: Signed, programme: str) -> Iterator[str]:
    from workbench.assurance.sign_offs_rules import by_reason

    if found.signed:
        slug, last = found.signed[-1]
        one = len(found.signed) == 1
        what = f"{slug} is" if one else f"{len(found.signed)} reports are"
        done = "taken back to draft" if last.state == "draft" else f"signed off as {last.state}"
        content = f", content {last.content[:12]}" if one else ""
        yield (
            f"{what} {done} by {last.role} on {last.date}{content}. A change to a report's content "
            f"voids its sign-off. Pages say how their report stands from the next build on: workbench build {programme}"
        )
    if found.already:
        many = f"{len(found.already)} reports stand" if len(found.already) > 1 else f"{found.already[0]} stands"
        yield f"{many} there or further already, and did not change{'' if found.signed else ': nothing was signed'}."
    if found.refused:
        yield "Not signed:"
        yield from (f"  {line}" for line in by_reason(found.refused))
