"""`dltutor rate`: what the learner says of a framework, of how easy a task was, or of a tutorial."""

from __future__ import annotations

import sys

import click

from tutor import frameworks, packs, paths
from tutor.cli import options
from tutor.cli.printing import print_message
from tutor.errors import UsageError


@click.command()
@options.framework
@click.option("--task", "name", metavar="TASK", help="Say how easy this task was, with --ease.",
              shell_complete=options.complete_task)  # fmt: skip
@click.option("--ease", type=click.IntRange(1, 7), help="1 (very hard) to 7 (very easy).")
@click.option("--answers", metavar="N,N,…", help="The ten answers, 1 to 5, in order, without being asked.")
@click.option("--tutorial", metavar="ID", help="Say how good this tutorial was, with --rating.")
@click.option("--rating", type=click.IntRange(1, 7), help="1 (useless) to 7 (excellent).")
@click.option("--minutes", type=click.FloatRange(0, 1e5, min_open=True), help="How long the tutorial took you.")
def rate(
    framework: str,
    name: str | None,
    ease: int | None,
    answers: str | None,
    tutorial: str | None,
    rating: int | None,
    minutes: float | None,
) -> None:
    """Rate a framework by ten statements (the System Usability Scale), the ease of one task, or a tutorial."""
    if (name is None) != (ease is None) or (name and answers):
        raise UsageError("--task goes with --ease, and --answers with neither.", "Leave them out to be asked.")
    if (tutorial is None) != (rating is None) or (minutes and not tutorial) or (tutorial and (name or answers)):
        raise UsageError("--tutorial goes with --rating, and perhaps --minutes.", "'dltutor tutorials' has the ids.")
    from progress.recorder import Recorder
    from progress.stats import sus
    from progress.store import Log

    if tutorial is not None and rating is not None:
        from tutor import tutorials

        chosen = tutorials.load().find(tutorial, framework)
        with Log.open(paths.database()) as log, Recorder(log, interface="cli") as recorder:
            recorder.tutorial_rated(framework, chosen.id, rating, minutes)
        return
    given: list[int] | None
    with Log.open(paths.database()) as log, Recorder(log, interface="cli") as recorder:
        if name is not None and ease is not None:
            recorder.rated(packs.load_lessons().find(name).id, framework, ease)
            return
        given = _parsed(answers) if answers else _asked(framework)
        recorder.framework_rated(framework, given)
    if given is None:
        print_message("Nothing was rated. You will not be asked again; this command is there when you want it.")
    else:
        click.echo(f"{frameworks.ALL[framework].title}: {sus(given):g} of 100")


def offer(framework: str) -> None:
    """Say once it is time that a framework can be rated; nothing where nobody reads it."""
    if not sys.stderr.isatty():
        return
    from progress.ratings import offered
    from progress.store import Log

    with Log.open(paths.database()) as log:
        if offered(log, framework):
            print_message(f"You know {framework} by now. What do you think of it? dltutor rate --framework {framework}")


def _asked(framework: str) -> list[int] | None:
    """Ask for each answer in turn; None as soon as one is left empty."""
    from progress.ratings import SCALE, STATEMENTS

    title = frameworks.ALL[framework].title
    click.echo(f"1 {SCALE[0]} … 5 {SCALE[-1]}. An empty answer skips all of it.", err=True)
    given: list[int] = []
    for number, statement in enumerate(STATEMENTS, start=1):
        while True:
            said = click.prompt(f"{number:2}. {statement.format(title)}", default="", show_default=False, err=True)
            if not said.strip():
                return None
            if said.strip() in {"1", "2", "3", "4", "5"}:
                given.append(int(said))
                break
            click.echo("    A number from 1 to 5, please.", err=True)
    return given


def _parsed(answers: str) -> list[int]:
    words = answers.replace(",", " ").split()
    if len(words) != 10 or not set(words) <= {"1", "2", "3", "4", "5"}:
        raise UsageError(f"'{answers}' is not ten answers.", "Ten numbers from 1 to 5, as 4,2,4,2,4,2,4,2,4,2.")
    return [int(word) for word in words]
