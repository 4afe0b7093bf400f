"""The command line: one lazily loaded module a command."""

from __future__ import annotations

import importlib
import os
import sys

import click

from workbench import __version__
from workbench.errors import WorkbenchError
from workbench.names import did_you_mean

# Name and one-line summary of each command, so that `--help` need not import any of them.
COMMANDS = {
    "sample": "Make the synthetic sample evidence of a programme.",
    "intake": "Take evidence files into the evidence store.",
    "lab": "Open JupyterLab on a desk laid out for one area and one role.",
    "build": "Run the notebooks and make a programme's reports.",
    "programmes": "List the programmes.",
    "timetable": "Give a programme's timetable with dates for one area.",
    "area": "Show one area's history across every programme.",
    "quotations": "List quotations with what was detected in them, and sign them off.",
    "findings": "List texts of the evidence that may identify somebody, and let them appear.",
    "concern": "Record that a concern about somebody's safety was raised, never its detail.",
    "states": "List the reports of a programme with their state and sign-off.",
    "sign-off": "Sign off a report: assured, factual accuracy, final, or back to draft.",
    "factual-accuracy": "Make the tables of what partnerships said of the facts, and the answers.",
    "release": "Release what is signed off, or say everything that holds it back.",
    "check": "Check parameters, notebooks and narrative without building.",
    "compare": "Say what changed between two builds, releases or git revisions, and why.",
    "verify": "Check that a release is as it was made, offline.",
    "rebuild": "Make a release again from the same inputs, and compare every byte.",
    "prove": "Build a programme twice in unlike surroundings, and compare every byte.",
    "doctor": "Say what this machine has and what it lacks.",
}


class LazyGroup(click.Group):
    """A group that imports a command's module only when that command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Return the command called ``name``, or None."""
        if name not in COMMANDS:
            return None
        return importlib.import_module(f"workbench.cli.{name.replace('-', '_')}").command

    def resolve_command(self, ctx: click.Context, args: list[str]):
        """Resolve the command, with the nearest name for a misspelt one."""
        name = args[0] if args else ""
        if name and name not in COMMANDS and not name.startswith("-"):
            ctx.fail(f"No command is called '{name}'.{did_you_mean(name, COMMANDS)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context):
        """Run the command; a user's error becomes one message and exit code 2."""
        try:
            return super().invoke(ctx)
        except WorkbenchError as error:
            click.echo(error.message, err=True)
            ctx.exit(error.exit_code)
        except OSError as error:
            from workbench.cli.disk import said_of

            said = said_of(error)
            if said is None:
                raise
            click.echo(said, err=True)
            ctx.exit(2)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="workbench")
@click.option("--project", metavar="FOLDER", help="The project's folder (default: the current one or one above).")
def main(project: str | None) -> None:
    """Explore evidence, regenerate a programme's reports, and check every published number.

    Example: workbench build compulsory-supervision-orders --area orkney-islands
    """
    if project is not None:
        os.environ["WORKBENCH_PROJECT"] = project


if __name__ == "__main__":
    sys.exit(main())
