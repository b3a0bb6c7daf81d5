"""The entry point: all commands under one name."""

from __future__ import annotations

import click

import tutor
from tutor.cli import checking, dev, doctor, learning, reporting
from tutor.cli.group import Tutor


@click.group(cls=Tutor, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(tutor.__version__, prog_name="dltutor")
def main() -> None:
    """Learn PyTorch, TensorFlow and neon on code that runs for real.

    \b
    Exit codes: 0 passed or done, 1 not passed, 2 usage or lesson error,
    3 environment problem, 4 progress data problem, 130 interrupted.
    """


for _command in (
    learning.start,
    learning.list_tasks,
    checking.check,
    learning.hint,
    learning.reset,
    learning.path,
    reporting.report,
    doctor.doctor,
    dev.dev,
):
    main.add_command(_command)
