"""Command line of the long random tests."""

import time
import traceback

import click


@click.group()
def main():
    """Run a long random test; it ends with 1 when a case breaks a promise."""


@main.command()
@click.option("--n", "count", default=10_000, show_default=True, help="Cases.")
@click.option("--seed", default=1, show_default=True, help="Seed of the first case; each case has its own.")
@click.option("--most", default=5, show_default=True, help="Broken cases after which it stops.")
def intake(count, seed, most):
    """Mutate the sample's files and real published ones, and take them in."""
    from tests.fuzz.intake import Bench, run_case

    began, spent = time.monotonic(), time.process_time()
    broken = 0
    totals = {}
    slowest = (0.0, 0)
    with Bench() as bench:
        for number in range(seed, seed + count):
            case_began = time.process_time()
            try:
                result = run_case(bench, number)
            except Exception:
                broken += 1
                click.echo(f"Case {number} broke a promise; again with: --n 1 --seed {number}", err=True)
                click.echo(traceback.format_exc(), err=True)
                if broken >= most:
                    break
                continue
            for name, times in result.items():
                totals[name] = totals.get(name, 0) + times
            slowest = max(slowest, (time.process_time() - case_began, number))
            done = number - seed + 1
            if done % 1000 == 0:
                click.echo(f"{done:,} cases, {time.monotonic() - began:.0f} s")
    said = ", ".join(f"{times:,} {name}" for name, times in sorted(totals.items()))
    click.echo(f"{count:,} cases from seed {seed}: {broken} broken; {said}")
    click.echo(
        f"{time.monotonic() - began:.0f} s, {time.process_time() - spent:.0f} s of processor time; slowest: case "
        f"{slowest[1]} with {slowest[0]:.1f} s"
    )
    raise SystemExit(1 if broken else 0)


if __name__ == "__main__":
    main()
