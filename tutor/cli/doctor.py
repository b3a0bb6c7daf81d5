"""`dltutor doctor`: what of the tutor's surroundings works, and what to do about the rest."""

from __future__ import annotations

import click
import msgspec
from rich.text import Text

from tutor.cli import options
from tutor.cli.health import Database, FrameworkHealth, Health, examine, exit_code, try_out
from tutor.cli.printing import console, literal, print_json

PLACES = {
    "settings": "a Python that the settings name",
    "managed": "an environment by dltutor setup",
    "own": "dltutor's own Python",
    "bundled": "the port that comes with dltutor",
}


@click.command()
@click.option("--self-test", is_flag=True, help="Also try to break out of a check, in every way promised against.")
@options.as_json
def doctor(self_test: bool, as_json: bool) -> None:
    """Look at the frameworks, the data folder and this machine; say what is missing and what to do."""
    health = examine()
    if self_test:
        health = msgspec.structs.replace(health, self_test=try_out())
    if as_json:
        print_json(health)
    else:
        _print(health)
    raise SystemExit(exit_code(health))


def _print(health: Health) -> None:
    out = console()
    out.print(Text(f"dltutor {health.dltutor}, Python {health.python_version}, {health.platform}", "bold"))
    left_open = f", open: {', '.join(health.confinement_open)}" if health.confinement_open else ""
    out.print(Text(f"worker: {health.worker}, confinement: {health.confinement}{left_open}"))
    for promise in health.self_test or ():
        mark = ("  held  ", "green") if promise.held else ("  OPEN  ", "bold red")
        out.print(Text.assemble(mark, promise.promise, (f"  ({literal(promise.seen)})", "dim")))
    for each in health.frameworks:
        out.print(_framework_text(each))
    out.print(Text(f"\ndata folder: {health.home}" + ("" if health.home_writable else " (cannot be written)")))
    out.print(_database_text(health.database))
    out.print(Text(f"lessons: {health.tasks} tasks, {len(health.broken_lessons)} broken"))
    for broken in health.broken_lessons:
        out.print(Text(f"    {literal(broken)}", "red"))


def _framework_text(each: FrameworkHealth) -> Text:
    if each.found:
        text = Text.assemble((f"\n{each.title} {literal(each.version or '')}", "bold green"))
        text.append(f"\n    {each.python} (Python {each.python_version}, {each.origin}), device {each.device}")
    else:
        text = Text.assemble((f"\n{each.title}: missing", "bold yellow"), f"\n    {literal(each.missing or '')}")
        text.append(f"\n    {literal(each.remedy or '')}")
    if each.note:
        text.append(f"\n    {literal(each.note)}", "yellow")
    for number, place in enumerate(each.places, start=1):
        why = "used" if place.used else literal(place.state)
        text.append(f"\n    {number}. {PLACES[place.origin]}: {why}", "" if place.used else "dim")
    return text


def _database_text(database: Database) -> Text:
    if database.state == "none":
        return Text("progress: nothing recorded yet")
    if database.state == "ok":
        return Text(f"progress: {database.events} events, whole")
    return Text.assemble(
        ("progress: ", ""), (literal(database.problem or ""), "bold red"), f"\n    {literal(database.remedy or '')}"
    )
