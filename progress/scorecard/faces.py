"""The scorecard as text: cells and orders in words, the same on every face, and a table for a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from progress.report.terminal import WIDEST, written
from progress.report.wording import title_of, visible
from progress.scorecard.model import QUESTIONS, Cell, Order, Row, Scorecard

NARROWEST = 60
WITH_INTERVALS = 120  # columns from which intervals stand beside the figures
NOT_MEASURED = "not measured"
SIGNS = {"less": "↓", "more": "↑"}  # which way is better


def figure(cell: Cell, intervals: bool = True) -> str:
    """Return what stands in a cell: the figure, its interval and n, or that there is none yet."""
    if cell.value is None:
        return NOT_MEASURED if cell.shown == "–" else cell.shown
    return " ".join(filter(None, (cell.shown, cell.interval if intervals else "", f"n={cell.n}")))


def named(row: Row) -> str:
    """Return a row's title with the way that is better."""
    return f"{row.title} {SIGNS[row.better]}" if row.better else row.title


def todos(card: Scorecard) -> tuple[str, ...]:
    """Return what to do for what is not measured yet, each once, with the figures that it would give."""
    found: dict[str, list[str]] = {}
    for row in card.rows:
        for cell in row.cells.values():
            if cell.value is None and cell.todo and row.title not in found.setdefault(cell.todo, []):
                found[cell.todo].append(row.title)
    return tuple(f"{todo}: {', '.join(titles)}" for todo, titles in found.items())


def ordered(order: Order) -> str:
    """Say in which order the weights put the frameworks, and over how many figures."""
    if not order.frameworks:
        return "No figure was measured in all of them yet, so there is no order."
    names = ", ".join(f"{title_of(name)} ({rank:.2f})" for name, rank in order.frameworks)
    count = f"{len(order.rows)} {'figure' if len(order.rows) == 1 else 'figures'}"
    return f"By your weights, mean rank over {count} measured in all: {names}. An order, no score."


def details(row: Row, frameworks: Iterable[str]) -> tuple[str, ...]:
    """Return the method of a row and the raw numbers of each framework, a line each."""
    lines = [row.method, f"n counts {row.of}."]
    for name in frameworks:
        cell = row.cells[name]
        lines.append(f"{title_of(name)}: {figure(cell)}")
        lines += [f"    {visible(line)}" for line in cell.raw]
        if cell.value is None and cell.todo:
            lines.append(f"    to do: {cell.todo}")
    return tuple(lines)


def render(card: Scorecard, order: Order, width: int = 80, color: bool = False) -> str:
    """Return the scorecard as text of at most `width` columns (60 to 200), with escape codes only if `color`."""
    return written(lambda room: _parts(card, order, room), min(max(width, NARROWEST), WIDEST), color)


def _parts(card: Scorecard, order: Order, width: int) -> Iterable[RenderableType]:
    for place, (question, words) in enumerate(QUESTIONS.items()):
        table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=False, expand=True)
        table.add_column(ratio=2)
        for _ in card.frameworks:
            table.add_column(ratio=1 if width < WITH_INTERVALS else 2)
        table.add_row(Text(words, style="bold"), *(Text(title_of(name), style="bold") for name in card.frameworks))
        for row in card.of(question):
            cells = (Text(figure(row.cells[name], width >= WITH_INTERVALS)) for name in card.frameworks)
            table.add_row(Text(named(row)), *cells)
        if place:
            yield Text()
        yield table
    yield Text("\n↓ less is better, ↑ more is better", style="dim")
    yield Text(ordered(order))
    todo = todos(card)
    if todo:
        yield Text("\nNot measured yet: do this", style="bold")
        yield from (Text(f"  {line}") for line in todo)
    yield Text()
    yield from (Text(visible(note), style="dim") for note in card.notes)
