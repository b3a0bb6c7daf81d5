"""`dltutor start`: the way to the screens. Imports nothing that they do not need themselves."""

from __future__ import annotations

import os
import sys

import click

from tutor.errors import EnvironmentProblem


@click.command()
def start() -> None:
    """Open the tutor in this terminal."""
    from tutor.screens.app import run
    from tutor.screens.small import SMALLEST

    if sys.stdin.isatty() and sys.stdout.isatty():  # without a terminal, run() says so
        _require_room(*SMALLEST)
    raise SystemExit(run())


def _require_room(columns: int, lines: int) -> None:
    """Raise EnvironmentProblem if the terminal is too small to read a lesson in."""
    size = os.get_terminal_size(sys.stdout.fileno())
    if 0 < size.columns < columns or 0 < size.lines < lines:  # 0 means that the terminal does not know
        raise EnvironmentProblem(
            f"The terminal has {size.columns}×{size.lines} characters; "
            f"the tutor needs {columns}×{lines}, better 80×24.",
            "Enlarge the window, or choose a smaller font.",
        )
