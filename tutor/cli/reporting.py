"""`dltutor report`: what the log says of the learner's progress, as text, as data or as a page."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tutor import paths
from tutor.catalog import FRAMEWORKS, Catalog
from tutor.cli import options
from tutor.cli.printing import print_json, print_message
from tutor.errors import UsageError
from tutor.packs import load_lessons

if TYPE_CHECKING:
    from progress.report.findings import Analysis
    from progress.report.model import Report
    from progress.scorecard import Scorecard


@click.command()
@options.optional_framework
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="What was done from that day on.")
@click.option(
    "--html",
    "page",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write one page, for a browser or a printer.",
)
@click.option("--anonymise", is_flag=True, help="Leave out who and when, to share it.")
@options.as_json
def report(framework: str | None, since: datetime | None, page: Path | None, anonymise: bool, as_json: bool) -> None:
    """Print what is done, how long it took, how much help it needed, and what may be said of it."""
    if page is not None and as_json:
        raise UsageError("A report is either a page or JSON.", "Ask for one of --html and --json.")
    found = analyse(load_lessons(), (framework,) if framework else FRAMEWORKS, since.date() if since else None)
    if anonymise:
        from progress.report.sharing import anonymise as without_ids

        found = without_ids(found)
    if as_json:
        print_json(found)
    elif page is not None:
        _write(found, page, None if anonymise else _scorecard())
    else:
        from progress.report.terminal import render

        color = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        click.echo(render(found, shutil.get_terminal_size().columns, color), nl=False)


def analyse(content: Catalog, frameworks: tuple[str, ...], since: date | None = None) -> Analysis:
    """Read the log and return what it says of some frameworks; raises ProgressError."""
    from progress.report.analysis import read
    from progress.store import Log
    from tutor.curriculum import task_infos

    with Log.open(paths.database()) as log:
        return read(log, task_infos(content.tasks), frameworks, since=since)


def build_report(content: Catalog, frameworks: tuple[str, ...]) -> Report:
    """Read the log and return the progress in some frameworks, without statistics; raises ProgressError."""
    from progress.report.model import build
    from progress.store import Log
    from tutor.curriculum import task_infos

    with Log.open(paths.database()) as log:
        return build(log, task_infos(content.tasks), frameworks)


def _scorecard() -> Scorecard:
    from tutor.published import scorecard

    return scorecard(load_lessons())


def _write(found: Analysis, file: Path, card: Scorecard | None) -> None:
    from progress.report.html import page

    written = page(found, card)
    try:
        file.write_text(written, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{file} cannot be written: {error.strerror or error}.", "Name another file.") from error
    print_message(f"Written: {file}")
