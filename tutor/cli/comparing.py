"""`dltutor compare`: the five questions, framework beside framework."""

from __future__ import annotations

import os
import shutil
import sys

import click

from tutor.cli import options
from tutor.cli.printing import print_json
from tutor.errors import UsageError
from tutor.packs import load_lessons


def _weights(_context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> dict[str, float]:
    found = {}
    for one in given:
        name, equals, number = one.rpartition("=")
        try:
            found[name.strip()] = float(number)
        except ValueError:
            equals = ""
        if not equals:
            raise UsageError(f"The weight '{one}' cannot be read.", "Write what, '=' and a number: performance=2.")
    return found


@click.command()
@click.option(
    "--weight", "weights", multiple=True, metavar="WHAT=N", callback=_weights,
    help="Count a question (performance=2) or a figure (time_mlp=0) more or less; repeat.",
)  # fmt: skip
@options.as_json
def compare(weights: dict[str, float], as_json: bool) -> None:
    """Compare the frameworks by five questions, with what was measured here."""
    from progress.scorecard import faces, order
    from tutor.published import scorecard

    card = scorecard(load_lessons())
    try:
        by_weight = order(card, weights)
    except ValueError as problem:
        names = ", ".join([*dict.fromkeys(row.question for row in card.rows), *(row.key for row in card.rows)])
        raise UsageError(f"{str(problem).capitalize()}.", f"There are {names}.") from None
    if as_json:
        print_json({"schema": card.schema, "scorecard": card, "order": by_weight})
    else:
        color = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        click.echo(faces.render(card, by_weight, shutil.get_terminal_size().columns, color), nl=False)
