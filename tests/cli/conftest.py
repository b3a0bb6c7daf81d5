"""The command line, in this process and as a user starts it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tutor import catalog
from tutor.catalog import Task
from tutor.cli import main

COMMAND = (sys.executable, "-c", "import sys; from tutor.cli import main; sys.exit(main())")
Run = Callable[..., Result]


@pytest.fixture
def dltutor() -> Run:
    """Return dltutor(*arguments), which runs a command in this process and returns click's result."""

    def run(*arguments: str | Path, **options: object) -> Result:
        return CliRunner().invoke(main, [str(each) for each in arguments], **options)  # type: ignore[arg-type]

    return run


@pytest.fixture(scope="session")
def command() -> tuple[str, ...]:
    """The words that start the command line in a process of its own."""
    return COMMAND


@pytest.fixture
def process() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Return process(*arguments), which runs a command in a process of its own."""

    def run(*arguments: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*COMMAND, *map(str, arguments)],
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            env={**os.environ, **variables},
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def hello() -> Task:
    """The first task there is."""
    return catalog.load().find("hello")
