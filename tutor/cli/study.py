"""`dltutor study`: who takes what in which order, how many learners it takes, and what came out."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import click

from tutor.catalog import FRAMEWORKS
from tutor.cli import options
from tutor.cli.group import Commands
from tutor.cli.printing import print_json, print_message
from tutor.errors import UsageError, unknown


@click.group(cls=Commands)
def study() -> None:
    """Compare frameworks over several learners."""


@study.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option("--assigned", type=click.Path(path_type=Path), help="CSV of learner and order, as `study assign` prints.")
@click.option("--cap", type=click.FloatRange(0, min_open=True), default=60, show_default=True,
              help="Minutes of active time that the curves go to.")  # fmt: skip
@click.option("--engine", type=click.Choice(("sums", "statsmodels")), default="sums", show_default=True,
              help="What fits the mixed model; the second is slow, and a second opinion.")  # fmt: skip
@options.as_json
def report(files: tuple[Path, ...], assigned: Path | None, cap: float, engine: str, as_json: bool) -> None:
    """Print what FILEs say of frameworks: study files, and exports as jsonl, csv or parquet."""
    from progress.study import inputs, words
    from progress.study.report import report as make
    from tutor.curriculum import task_infos

    orders = read_orders(assigned) if assigned else None
    try:
        cells = inputs.read(files, task_infos())
    except OSError as error:
        raise UsageError(f"{error.filename} cannot be read: {error.strerror}.", "Name a file.") from error
    found = make(cells, orders, cap=cap, engine="statsmodels" if engine == "statsmodels" else "sums")
    if as_json:
        print_json(found)
        return
    for line in words.lines(found):
        click.echo(line)


@study.command()
@click.option("--learners", type=click.IntRange(1, 100_000), required=True, help="How many take part.")
@click.option("--seed", type=click.IntRange(0), required=True, help="The same seed gives the same orders.")
@click.option("--framework", "-f", "keys", type=options.find_framework, multiple=True, metavar="NAME",
              help="One that is compared; give it at least twice [default: all].")  # fmt: skip
@options.as_json
def assign(learners: int, seed: int, keys: tuple[str, ...], as_json: bool) -> None:
    """Draw the order in which each learner takes the frameworks: Williams orders, in whole blocks."""
    import numpy as np

    from progress.study import assign_orders

    chosen = tuple(dict.fromkeys(keys)) or FRAMEWORKS
    if len(chosen) < 2:
        raise UsageError("One framework has no order.", "Name two or more, or none for all.")
    drawn = assign_orders([str(number) for number in range(1, learners + 1)], chosen, np.random.default_rng(seed))
    if as_json:
        print_json({"schema": "dltutor.assignment/1", "seed": seed, "frameworks": chosen, "assigned": drawn})
        return
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(("learner", "order", "block"))
    for one in drawn:
        table.writerow((one.learner, " ".join(one.order), one.block))
    print_message(
        f"{learners} learners in {drawn[-1].block} blocks. Before `study report --assigned`, put each learner's id "
        "(the field `learner` of `dltutor report --json`) in the place of their number."
    )


@study.command()
@click.option("--ratio", "ratios", type=click.FloatRange(1, min_open=True), multiple=True,
              help="A ratio of times to find; may be given again [default: 2, 1.5 and 1.25].")  # fmt: skip
@click.option("--log-sd", type=click.FloatRange(0, min_open=True), default=0.5, show_default=True,
              help="Standard deviation of a learner's ln ratio.")  # fmt: skip
@click.option("--chance", type=click.FloatRange(0, 1, min_open=True, max_open=True), default=0.8, show_default=True,
              help="With which it is to be found.")  # fmt: skip
@options.as_json
def power(ratios: tuple[float, ...], log_sd: float, chance: float, as_json: bool) -> None:
    """Print how many learners it takes to find a ratio of times between two frameworks."""
    from progress.study import power_table

    try:
        rows = power_table(ratios or (2.0, 1.5, 1.25), chance=chance, log_sd=log_sd)
    except ValueError as error:
        raise UsageError(f"There is no such study: {error}.", "Ask for a larger ratio.") from error
    if as_json:
        print_json({"schema": "dltutor.power/1", "chance": chance, "rows": rows})
        return
    click.echo(f"ratio  learners  power   (two-sided paired t test at 5 %, log-SD {log_sd:g})")
    for row in rows:
        click.echo(f"{row.ratio:5.3g}  {row.learners:8,}  {row.power:5.1%}")


def read_orders(file: Path) -> dict[str, tuple[str, ...]]:
    """Return who was to take which order, from a CSV with columns learner and order; UsageError if it is none."""
    try:
        with file.open(encoding="utf-8", newline="") as opened:
            rows = list(csv.DictReader(opened))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(
            f"{file} cannot be read: {error}.", "Name a CSV with the columns learner and order."
        ) from error
    if not rows or not {"learner", "order"} <= rows[0].keys():
        raise UsageError(f"{file} has no columns learner and order.", "`dltutor study assign` prints such a table.")
    found: dict[str, tuple[str, ...]] = {}
    for number, row in enumerate(rows, start=2):
        order = tuple((row["order"] or "").split())
        for name in order:
            if name not in FRAMEWORKS:
                raise unknown("framework", name, FRAMEWORKS)
        if row["learner"] in found:
            raise UsageError(f"{file}, line {number}: learner {row['learner']} comes twice.", "Give each one order.")
        found[row["learner"]] = order
    return found
