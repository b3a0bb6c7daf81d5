"""Groups of commands: imported when asked for; every failure of ours ends in a message and its exit code."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

import click

from progress.errors import ProgressError
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
    """The outermost group: prints what went wrong and ends with the exit code that belongs to it.

    `lazy` says in which "module:name" each command is, in the order of the help.
    """

    def __init__(self, *args: Any, lazy: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """Return the names in the order in which they are learnt."""
        return list(self._lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and return a command; None if there is none of that name."""
        if cmd_name not in self._lazy:
            return None
        module, _, name = self._lazy[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; problems of ours and Ctrl-C become a message and an exit code."""
        try:
            return super().invoke(ctx)
        except (TutorError, ProgressError) as problem:
            _print(problem.title, problem.message, problem.remedy)
            ctx.exit(problem.exit_code)
        except (click.Abort, KeyboardInterrupt):
            _print("Stopped", "Interrupted.")
            ctx.exit(INTERRUPTED)


def _print(title: str, message: str, remedy: str = "") -> None:
    from tutor.cli.printing import print_problem

    print_problem(title, message, remedy)
