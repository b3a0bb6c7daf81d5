"""Saying what it took to set a framework up by oneself: asked once, and no is an answer."""

from __future__ import annotations

import sys

import click

from tutor import frameworks, paths
from tutor.cli.printing import print_message
from tutor.frameworks import Found


def tell(framework: str) -> None:
    """Ask the four questions and record the answers; an empty answer leaves that one out, all empty declines."""
    from progress.recorder import Recorder
    from progress.store import Log

    title = frameworks.ALL[framework].title
    click.echo(f"Setting {title} up by yourself: what did it take? Enter alone skips a question.", err=True)
    minutes = _asked("Minutes, from the first step to the first import that worked", float, 0)
    commands = _asked("Commands that you typed", int, 0)
    failures = _asked("How many of them failed", int, 0)
    ease = _asked("How easy was it, from 1 (very hard) to 7 (very easy)", int, 1, 7)
    answers = (minutes, commands, failures, ease)
    with Log.open(paths.database()) as log, Recorder(log, interface="cli") as recorder:
        recorder.setup_told(
            framework,
            minutes=minutes,
            commands=None if commands is None else int(commands),
            failures=None if failures is None else int(failures),
            ease=None if ease is None else int(ease),
            declined=all(answer is None for answer in answers),
        )
    print_message("Noted. You will not be asked again; this command is there when you want it.")


def offer(framework: str) -> None:
    """Say that it can be told, to who set the framework up by themselves: at the first task done in it, and once."""
    if not sys.stderr.isatty() or not by_hand(framework):
        return
    from progress.materialised import current
    from progress.store import Log
    from progress.told import setup_asked

    with Log.open(paths.database()) as log:
        states = current(log).tasks.items()
        done = sum(key[1] == framework and state.completed_utc is not None for key, state in states)
        if done <= 1 and not setup_asked(log, framework):
            title = frameworks.ALL[framework].title
            print_message(f"You set {title} up by yourself. What did it take? dltutor setup {framework} --told")


def by_hand(framework: str) -> bool:
    """Whether what runs is an environment that the learner made, and not `dltutor setup`."""
    found = frameworks.find(framework)
    return isinstance(found, Found) and found.origin in ("own", "settings") and framework != "neon"


def _asked(question: str, kind: type[int] | type[float], low: int, high: int | None = None) -> float | None:
    while True:
        said = click.prompt(f"  {question}", default="", show_default=False, err=True).strip()
        if not said:
            return None
        try:
            number = kind(said)
        except ValueError:
            number = -1
        if low <= number <= (high if high is not None else 1_000_000):
            return number
        span = f"from {low} to {high}" if high is not None else f"from {low} on"
        click.echo(f"    A number {span}, please.", err=True)
