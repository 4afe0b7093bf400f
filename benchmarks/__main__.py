"""``python -m benchmarks [NAME…]``: measure, print, and keep the figures in RESULTS.md."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from benchmarks.comparisons import BENCHMARKS, setting
from benchmarks.findings import PAGE, keep
from benchmarks.pairs import machine_state


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]…")
@click.option("--rounds", default=5, show_default=True, type=click.IntRange(min=1), help="Interleaved pairs.")
@click.option("--folder", type=click.Path(path_type=Path), help="Work here and keep it (default: a temporary folder).")
@click.option("--page", default=PAGE, type=click.Path(path_type=Path), help="Keep the figures here.")
def main(names: tuple[str, ...], rounds: int, folder: Path | None, page: Path) -> None:
    """Run the benchmarks called NAME, or all of them.

    Example: python -m benchmarks help noop --rounds 7
    """
    for name in names:
        if name not in BENCHMARKS:
            raise click.UsageError(f"No benchmark is called '{name}'. There are: {', '.join(BENCHMARKS)}.")
    missed = False
    wanted = names or tuple(BENCHMARKS)
    begun, state = time.monotonic(), machine_state()
    click.echo(state, err=True)

    def say(text: str) -> None:
        click.echo(text, err=True)

    with setting(rounds, folder.resolve() if folder else None, wanted, say) as where:
        for name in wanted:
            findings = BENCHMARKS[name](where)
            click.echo(findings.as_text())
            keep(findings, list(BENCHMARKS), state, page)
            missed |= any(check.holds is False for check in findings.checks)
    click.echo(f"{(time.monotonic() - begun) / 60:.0f} minutes; kept in {page}", err=True)
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main(prog_name="python -m benchmarks")
