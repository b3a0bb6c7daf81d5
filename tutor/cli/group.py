"""Groups of commands in which every failure of ours ends in a message on stderr and its exit code."""

from __future__ import annotations

from typing import Any

import click

from progress.errors import ProgressError
from tutor.cli.printing import print_problem
from tutor.errors import TutorError, UsageError, nearest

INTERRUPTED = 130  # what shells report of a command that Ctrl-C ended


class Commands(click.Group):
    """A group that suggests the nearest names for a command that does not exist."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that `args` begins with; raise UsageError if there is none."""
        name = args[0] if args else ""
        if name and not name.startswith("-") and self.get_command(ctx, name) is None:
            close = nearest(name, self.list_commands(ctx))
            remedy = f"Did you mean {' or '.join(close)}?" if close else f"'{ctx.command_path} --help' prints them all."
            raise UsageError(f"There is no command called '{name}'.", remedy)
        return super().resolve_command(ctx, args)


class Tutor(Commands):
    """The outermost group: prints what went wrong and ends with the exit code that belongs to it."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; problems of ours and Ctrl-C become a message and an exit code."""
        try:
            return super().invoke(ctx)
        except (TutorError, ProgressError) as problem:
            print_problem(problem.title, problem.message, problem.remedy)
            ctx.exit(problem.exit_code)
        except (click.Abort, KeyboardInterrupt):
            print_problem("Stopped", "Interrupted.")
            ctx.exit(INTERRUPTED)
