"""The entry point: all commands under one name, each imported when it is asked for."""

from __future__ import annotations

import click

import tutor
from tutor.cli.group import Tutor

COMMANDS = {
    "start": "tutor.cli.starting:start",
    "list": "tutor.cli.listing:list_tasks",
    "check": "tutor.cli.checking:check",
    "hint": "tutor.cli.learning:hint",
    "reset": "tutor.cli.learning:reset",
    "path": "tutor.cli.learning:path",
    "docs": "tutor.cli.documenting:docs",
    "tutorials": "tutor.cli.documenting:list_tutorials",
    "report": "tutor.cli.reporting:report",
    "review": "tutor.cli.reviewing:review",
    "retake": "tutor.cli.reviewing:retake",
    "rate": "tutor.cli.rating:rate",
    "bench": "tutor.cli.benching:bench",
    "compare": "tutor.cli.comparing:compare",
    "export": "tutor.cli.exporting:export",
    "import": "tutor.cli.exporting:import_files",
    "study": "tutor.cli.study:study",
    "backup": "tutor.cli.keeping:backup",
    "forget": "tutor.cli.keeping:forget",
    "setup": "tutor.cli.setting_up:setup",
    "trust": "tutor.cli.trusting:trust",
    "doctor": "tutor.cli.doctor:doctor",
    "dev": "tutor.cli.dev:dev",
}


@click.group(
    cls=Tutor, lazy=COMMANDS, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(tutor.__version__, prog_name="dltutor")
def main() -> None:
    """Learn PyTorch, TensorFlow and neon on code that runs for real.

    \b
    Exit codes: 0 passed or done, 1 not passed, 2 usage or lesson error,
    3 environment problem, 4 progress data problem, 130 interrupted.
    """
