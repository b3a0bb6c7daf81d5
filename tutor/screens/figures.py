"""What each tab of the progress screen says: tables and sentences of the one analysis, fitted to the tab's width."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from progress.report import charts, tables, wording
from progress.report.findings import Analysis, Pair
from progress.report.wording import duration, number, title_of, visible
from progress.stats.results import Ratio
from tutor.screens.wording import count

if TYPE_CHECKING:
    from progress.review import Scheduled

DUE_SHOWN = 8


class Look(NamedTuple):
    """The colours of the frameworks and of what is said in passing, as "#rrggbb"."""

    frameworks: dict[str, str]
    muted: str
    bars: str


Parts = Callable[[int, Look], Iterable[RenderableType]]


class Fitted:
    """A text for Rich that is written anew for each width. Its parts are never markup."""

    def __init__(self, parts: Callable[[int], Iterable[RenderableType]]) -> None:
        self.parts = parts

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The parts for this width."""
        yield from self.parts(options.max_width)


def overview(found: Analysis, due: Sequence[Scheduled], look: Look, width: int) -> Iterable[RenderableType]:
    """Today, this week, the days in a row, what is next, what is due, and each framework's row."""
    if found.overview.today is None or not found.overview.active_days:
        yield Text("Nothing recorded yet. Your first task begins the log.")
    else:
        yield from _days(found, look)
    yield Text("\nDue for review", "bold")
    for one in due[:DUE_SHOWN]:
        name = f"{visible(one.skill)} in {title_of(one.framework)}"
        yield Text.assemble(name, (f"   retake {visible(one.task)}", look.muted))
    if len(due) > DUE_SHOWN:
        yield Text(f"and {len(due) - DUE_SHOWN} more", look.muted)
    if not due:
        yield Text("Nothing.", look.muted)
    yield Text("\nFrameworks", "bold")
    yield tables.frameworks(found, look.frameworks, width)
    yield Text()
    yield from (Text(line, look.muted) for line in wording.doubts(found))


def _days(found: Analysis, look: Look) -> Iterable[Text]:
    day = found.overview
    rows = [
        ("Today", f"{duration(day.today_s)}, {day.today_done} completed"),
        ("This week", f"{duration(day.week_s)}, {day.week_done} completed"),
    ]
    if day.streak > 1:  # one day, or none, is nothing to be reminded of
        rows.append(("In a row", count(day.streak, "day")))
    if day.next is not None:
        rows.append(("Next", f"{visible(day.next[0])} in {title_of(day.next[1])}"))
    for name, text in rows:
        yield Text.assemble((f"{name:<12}", look.muted), text)


def projects(found: Analysis, look: Look, width: int) -> Iterable[RenderableType]:
    """The stages of each project side by side, and what its trainings reached."""
    if not found.projects:
        yield Text("The capstone is not begun yet: it is the last unit of the lessons, one project in seven stages.")
    for project in found.projects:
        yield tables.stages(project, tuple(found.frameworks), look.frameworks, width)
        if project.trainings:
            yield Text()
            yield tables.trainings(project, width)


def learning(found: Analysis) -> Iterable[RenderableType]:
    """The sentences on each learning rate."""
    for curve in found.curves:
        yield from map(Text, wording.learning(curve))
    if not found.curves:
        yield Text("No task is completed yet. Each first pass will be a point here.")


def sides(found: Analysis, look: Look, width: int) -> Iterable[RenderableType]:
    """Typical times over par, side by side, then one framework against another."""
    if not found.sides:
        yield Text("No task is begun yet.")
        return
    yield Text(f"{found.figures['typical'].title} over par", "bold")
    yield tables.sides(found, look.frameworks, width)
    for side in found.sides:
        if side.typical.depends_on_idle:
            yield Text(f"{title_of(side.framework)}: {wording.DEPENDS}", look.muted)
    yield Text(f"\n{found.figures['ratio'].title}", "bold")
    if found.pairs:
        yield from _ratios(found.pairs, look, width)
    else:
        yield Text("No task is solved in two frameworks yet.", look.muted)
    for side in found.sides:
        if side.ran:
            yield Text(f"{title_of(side.framework)} that ran: {wording.versions(side.ran)}", look.muted)


def performance(found: Analysis, look: Look, width: int) -> Iterable[RenderableType]:
    """The last benchmark, or how to run one."""
    from progress.report.performance import parts

    yield from parts(found.benchmark, look.frameworks, look.muted, width)


def _ratios(pairs: Sequence[Pair], look: Look, width: int) -> Iterable[RenderableType]:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style=look.muted)
    for heading in ("", "Times as long", "n", "p", *(("Order",) if width >= 90 else ())):
        table.add_column(heading, justify="right" if heading in ("n", "p") else "left")
    notes: list[str] = []
    caveats: dict[str, None] = {}  # each once
    for pair in pairs:
        ratio, name = pair.ratio, f"{title_of(pair.a)} / {title_of(pair.b)}"
        if not isinstance(ratio, Ratio):
            notes += wording.compared(pair)
            continue
        value = f"{number(ratio.value)} [{number(ratio.low)}, {number(ratio.high)}]"
        p = "< 0.001" if ratio.p < 0.001 else f"{ratio.p:.3f}"
        cells = [name, value, str(ratio.n), p, ratio.order][: len(table.columns)]
        table.add_row(*(Text(cell) for cell in cells))
        if width < 90:
            notes.append(f"{name}: {ratio.order}.")
        caveats[f"{ratio.caveat[:1].upper()}{ratio.caveat[1:]}."] = None
        if pair.depends_on_idle:
            notes.append(f"{name}: {wording.DEPENDS}")
    if table.row_count:
        yield table
    yield from (Text(note, look.muted) for note in (*notes, *caveats))


def solved(found: Analysis, look: Look) -> Iterable[RenderableType]:
    """The sentences on each curve of the tasks solved by a time, or why there is none."""
    from progress.stats.results import TooLittleData

    for side in found.sides:
        if isinstance(side.solved_by, TooLittleData):
            yield Text(f"{title_of(side.framework)}: {side.solved_by.text} for a curve.", look.muted)
        else:
            yield Text(wording.solved(side.framework, side.solved_by))


def skills(found: Analysis, width: int) -> Iterable[RenderableType]:
    """Each skill's opportunities, predicted success and label."""
    yield tables.skills(found, width) if found.skills else Text("No task is checked yet.")


def time(found: Analysis, look: Look, width: int) -> Iterable[RenderableType]:
    """Where the time went, as bars."""
    shares = found.shares
    if not shares.seconds:
        yield Text("No time is recorded yet.")
        return
    named = (
        ("By error", shares.by_error, wording.error_name),
        ("\nBy unit", shares.by_unit, lambda row: row.name),
        ("\nBy framework", shares.by_framework, lambda row: title_of(row.name)),
    )
    for title, rows, name in named:
        yield Text(title, "bold")
        texts = [(name(row), row.seconds, f"{duration(row.seconds)} {wording.percent(row.share):>5}") for row in rows]
        yield from charts.bars(texts, min(width, 120), look.bars)
