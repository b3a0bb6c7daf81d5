"""`dltutor export` and `dltutor import`: the log for others, and others' logs for a study."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from tutor import paths
from tutor.cli import options
from tutor.cli.printing import print_json, print_message, print_problem
from tutor.errors import UsageError

if TYPE_CHECKING:
    from progress.export.study import Imported
    from progress.report.model import TaskInfo
    from progress.store import Log

FORMATS = ("csv", "jsonl", "parquet", "datashop", "xapi")
TABLES = ("attempts", "events")
REFUSED = 4  # what `import` ends with when a file was not taken


@click.command()
@click.option("--format", "form", type=click.Choice(FORMATS), required=True, help="The form of the file.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file [default: stdout].")
@click.option("--table", type=click.Choice(TABLES), default="attempts", show_default=True,
              help="For csv and parquet: one row for each attempt, or each event.")  # fmt: skip
@click.option("--anonymise", is_flag=True, help="Replace ids; leave out code, output and messages.")
@click.option("--sources", is_flag=True, help="For jsonl: with the code that was checked.")
def export(form: str, out: Path | None, table: str, anonymise: bool, sources: bool) -> None:
    """Write what was recorded for other programs and for studies.

    jsonl holds every event and can be imported; csv and parquet are tables; datashop holds transactions, xapi
    statements (1.0.3).
    """
    if sources and (form != "jsonl" or anonymise):
        raise UsageError("--sources goes with --format jsonl, and without --anonymise.", "Leave one of them out.")
    if form == "parquet" and out is None and sys.stdout.isatty():
        raise UsageError("Parquet is not for a terminal.", "Name a file with --out.")
    from progress.store import Log

    with Log.open(paths.database()) as log, _opened(out) as file:
        count = _writer(form, table, anonymise, sources)(log, file)
    if out is not None:
        print_message(f"{count:,} rows were written to {out}.")


def _writer(form: str, table: str, anonymise: bool, sources: bool) -> Callable[[Log, BinaryIO], int]:
    """Return what writes a log to a file of bytes in a form."""
    from progress.export import datashop, jsonl, parquet, tables, xapi
    from tutor.curriculum import task_infos

    def text(write: Callable[[io.TextIOWrapper], int], file: BinaryIO) -> int:
        wrapper = io.TextIOWrapper(file, encoding="utf-8", errors="backslashreplace", newline="")
        count = write(wrapper)
        wrapper.detach()  # flushes, and leaves the file open
        return count

    infos: list[TaskInfo] = task_infos()
    match form, table:
        case "jsonl", _:
            return lambda log, file: jsonl.write(log, file, anonymise=anonymise, sources=sources)
        case "xapi", _:
            return lambda log, file: xapi.write(log, infos, file, anonymise=anonymise)
        case "datashop", _:
            return lambda log, file: text(lambda out: datashop.write(log, infos, out, anonymise=anonymise), file)
        case "csv", "events":
            return lambda log, file: text(lambda out: tables.write_events(log, out, anonymise=anonymise), file)
        case "csv", _:
            return lambda log, file: text(lambda out: tables.write_attempts(log, infos, out, anonymise=anonymise), file)
        case _, "events":
            return lambda log, file: parquet.write_events(log, file, anonymise=anonymise)
        case _:
            return lambda log, file: parquet.write_attempts(log, infos, file, anonymise=anonymise)


@contextmanager
def _opened(out: Path | None) -> Iterator[BinaryIO]:
    """Open stdout, or a file that replaces `out` once it is whole; raise UsageError where that cannot be."""
    if out is None:
        stream = sys.stdout.buffer
        yield stream
        stream.flush()
        return
    unfinished = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        with unfinished.open("wb") as file:
            yield file
        unfinished.replace(out)
    except OSError as error:
        raise UsageError(f"{out} cannot be written: {error.strerror or error}.", "Name another file.") from error
    finally:
        unfinished.unlink(missing_ok=True)


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option("--into", required=True, metavar="STUDY", type=click.Path(path_type=Path, dir_okay=False),
              help="The study's file, made if need be; never a learner's own log.")  # fmt: skip
@options.as_json
def import_files(files: tuple[Path, ...], into: Path, as_json: bool) -> None:
    """Collect others' exports (jsonl) in the file of a study.

    A file that was changed or cut short is reported and adds nothing; what is there already is recognised.
    """
    from progress.export.study import import_

    try:
        found = import_(into, files)
    except OSError as error:
        raise UsageError(f"{error.filename} cannot be read: {error.strerror}.", "Name a file.") from error
    if as_json:
        print_json({"schema": "dltutor.import/1", "study": str(into), "files": found})
    else:
        for one in found:
            _tell(one)
    raise SystemExit(0 if all(one.accepted for one in found) else REFUSED)


def _tell(one: Imported) -> None:
    if not one.accepted:
        told = "; ".join(f"{problem.what} (event {problem.seq})" for problem in one.problems[:3])
        print_problem("Not imported", f"{one.file}: {told}.", "Ask for the export anew.")
        return
    parts = [f"{one.added:,} events added", f"{one.duplicates:,} there already"]
    if one.withdrawn:
        parts.append(f"{one.withdrawn:,} withdrawn, as their learner has forgotten them")
    if one.sources:
        parts.append(f"{one.sources:,} sources")
    click.echo(f"{one.file}: {', '.join(parts)} (learner {one.learner})")
