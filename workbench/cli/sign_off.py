"""Command ``sign-off``: a report's next state, by whom, when, and over exactly which content."""

from __future__ import annotations

import click


@click.command("sign-off")
@click.argument("programme")
@click.argument("report")
@click.option("--state", required=True, metavar="STATE", help="draft, assured, factual accuracy or final.")
@click.option("--role", required=True, metavar="ROLE", help="Role of the person who signs off; not a name.")
@click.option(
    "--date", "on", required=True, metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="The day, as year-month-day."
)
@click.option("--comment", required=True, metavar="TEXT", help="What was looked at; for a draft, why it is taken back.")
def command(programme: str, report: str, state: str, role: str, on, comment: str) -> None:
    """Sign off a REPORT of PROGRAMME: an area, or a kind of national output.

    The states follow one another: draft, assured, factual accuracy, final. What is signed is the report's content as it
    was last built. When that changes, the sign-off no longer holds, and the report's pages and `workbench states` say
    so. A report can be taken back to draft at any time, with the reason.

    \b
    Examples:
      workbench sign-off compulsory-supervision-orders orkney-islands --state assured
        --role "Quality and consistency panel" --date 2026-03-02 --comment "Grades tested against earlier reports"
      workbench sign-off compulsory-supervision-orders national-overview --state draft
        --role "Inspection lead" --date 2026-03-09 --comment "A chapter is to be added"
    """  # noqa: D301 - click reads the backspace as "do not wrap this"
    # Imported here, so that --help needs none of it.
    from workbench.assurance.sign_offs_signing import sign_report
    from workbench.project import find_project

    signed, slug = sign_report(find_project(), programme, report, state=state, role=role, on=on.date(), comment=comment)
    click.echo(
        f"{slug} is {'a draft again' if signed.state == 'draft' else signed.state}: signed off by {signed.role} on "
        f"{signed.date}, content {signed.content[:12]}. A change to its content voids this. Its pages say so from the "
        f"next build on: workbench build {programme}"
    )
