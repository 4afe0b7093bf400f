"""The command ``workbench verify``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("verify")
@click.argument("release", type=click.Path(path_type=Path))
@click.option("--digest", default="", metavar="SHA256", help="The digest that was noted when the release was made.")
@click.pass_context
def command(ctx: click.Context, release: Path, digest: str) -> None:
    """Check the folder RELEASE against its own sums, manifest and results: offline, wherever it lies.

    Every file that was changed, is missing or was added is named; so is every page whose footer names another entry of
    the manifest, and every number that is not what was recorded. Exits with 1 when anything is found. A build's folder
    can be checked as well.

    \b
    Examples:
      workbench verify releases/compulsory-supervision-orders/1
      workbench verify /media/copy/1 --digest 4f1c…
    """  # noqa: D301  \b keeps the examples' lines apart
    from workbench.provenance.findings import listed
    from workbench.provenance.pdf import reader
    from workbench.provenance.verifying import verify

    found = verify(release.resolve(), digest.strip())
    looked_at = f"{found.files:,} files, {_many(found.numbers, 'number')} in {_many(found.pages, 'page')}"
    if found.papers:
        looked_at += f" and {found.paper_numbers:,} in {_many(found.papers, 'paper')}"
    if found.findings:
        lines = listed(found.findings)
        click.echo(f"{release} is not as it was made ({looked_at} were looked at):")
        for line in lines:
            click.echo(f"  {line}")
        ctx.exit(1)
    click.echo(f"{release} is as it was made: {looked_at} were looked at.")
    if found.digest:
        click.echo(f"Digest of the release (SHA-256 of its SHA256SUMS): {found.digest}")
    else:
        click.echo("It is a build's folder, without sums: its manifest is all there is to compare with.")
    if not reader():
        click.echo("Numbers in PDF were not read, only the bytes: pdftotext (of poppler) is not on this machine.")


def _many(number: int, one: str) -> str:
    return f"{number:,} {one}{'' if number == 1 else 's'}"
