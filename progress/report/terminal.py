"""The analysis as plain terminal text, fitted to a width, for `dltutor report` and for logs and pipes."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable

from rich.console import Console, Group, RenderableType
from rich.text import Text

from progress.report import charts, tables, wording
from progress.report.findings import Analysis
from progress.report.model import DONE
from progress.report.wording import EMPTY, duration, visible
from progress.stats.results import Curve

COLORS = ("cyan", "magenta", "green", "yellow", "blue", "red")  # by place in the report, so the charts have a key
NARROWEST, WIDEST = 40, 200


def render(analysis: Analysis, width: int = 80, color: bool = False) -> str:
    """Return the analysis as text of at most `width` columns (40 to 200), with escape codes only if `color`.

    NO_COLOR in the environment, if not empty, overrules `color`.
    """
    return written(lambda room: _parts(analysis, room), min(max(width, NARROWEST), WIDEST), color)


def written(parts: Callable[[int], Iterable[RenderableType]], width: int, color: bool) -> str:
    """Return what `parts` gives for `width` columns as text, with escape codes only if `color` and not NO_COLOR."""
    color = color and not os.environ.get("NO_COLOR")
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
        _environ={},
    )
    with console.capture() as captured:
        console.print(Group(*parts(width)))
    return "\n".join(line.rstrip() for line in captured.get().splitlines()) + "\n"


def _parts(analysis: Analysis, width: int) -> Iterable[RenderableType]:
    colors = {framework: COLORS[place % len(COLORS)] for place, framework in enumerate(analysis.frameworks)}
    yield Text("Progress", style="bold")
    yield tables.frameworks(analysis, colors, width)
    if all(row.state == "new" for row in analysis.tasks):
        yield Text(f"\n{EMPTY}" if not analysis.since else f"\nNothing since {analysis.since}.")
        return
    yield from _overview(analysis)
    yield from _learning(analysis, colors, width)
    yield from _side_by_side(analysis, colors, width)
    yield from _skills(analysis, width)
    yield from _time(analysis, width)
    yield from _projects(analysis, colors, width)
    yield from _tasks(analysis, colors, width)
    yield Text()
    yield from (Text(line, style="dim") for line in wording.doubts(analysis))


def _heading(analysis: Analysis, key: str, note: str = "") -> Iterable[Text]:
    figure = analysis.figures[key]
    yield Text(f"\n{figure.title}{note}", style="bold")
    yield Text(f"{figure.what} n = {figure.n} {figure.of}.", style="dim")


def _overview(analysis: Analysis) -> Iterable[Text]:
    overview = analysis.overview
    if analysis.since:
        yield Text(f"\nBelow: what was completed or worked on since {analysis.since}.")
    if overview.today is None:
        return
    yield Text()
    for name, seconds, done in (
        ("Today", overview.today_s, overview.today_done),
        ("This week", overview.week_s, overview.week_done),
    ):
        yield Text(f"{name:<11}{duration(seconds)}, {done} completed")
    yield Text(f"{'Streak':<11}{overview.streak} {'day' if overview.streak == 1 else 'days'}")
    if overview.next is not None:
        key, framework = overview.next
        yield Text(f"{'Next':<11}{visible(key)} in {wording.title_of(framework)}")


def _learning(analysis: Analysis, colors: dict[str, str], width: int) -> Iterable[RenderableType]:
    if not analysis.curves:
        return
    yield from _heading(analysis, "learning_curve")
    yield charts.learning_chart(analysis.curves, colors, width)
    for curve in analysis.curves:
        yield from map(Text, wording.learning(curve))


def _side_by_side(analysis: Analysis, colors: dict[str, str], width: int) -> Iterable[RenderableType]:
    if not analysis.sides:
        return
    yield from _heading(analysis, "typical", " over par")
    yield tables.sides(analysis, colors, width)
    for side in analysis.sides:
        if side.typical.depends_on_idle:
            yield Text(f"{wording.title_of(side.framework)}: {wording.DEPENDS}")
    if any(isinstance(side.solved_by, Curve) for side in analysis.sides):
        yield from _heading(analysis, "solved_by")
        yield charts.solved_chart(analysis.sides, colors, width)
        for side in analysis.sides:
            if isinstance(side.solved_by, Curve):
                yield Text(wording.solved(side.framework, side.solved_by))
    if analysis.pairs:
        yield from _heading(analysis, "ratio")
        for pair in analysis.pairs:
            yield from map(Text, wording.compared(pair))
    for side in analysis.sides:
        if side.ran:
            yield Text(f"{wording.title_of(side.framework)} that ran: {wording.versions(side.ran)}", style="dim")


def _skills(analysis: Analysis, width: int) -> Iterable[RenderableType]:
    if analysis.skills:
        yield from _heading(analysis, "skills")
        yield tables.skills(analysis, width)


def _time(analysis: Analysis, width: int) -> Iterable[RenderableType]:
    shares = analysis.shares
    if not shares.seconds:
        return
    yield from _heading(analysis, "time")
    for name, rows in (
        ("By error", shares.by_error),
        ("By unit", shares.by_unit),
        ("By framework", shares.by_framework),
    ):
        yield Text(name, style="dim")
        named = [
            (row, wording.title_of(row.name) if rows is shares.by_framework else wording.error_name(row))
            for row in rows
        ]
        texts = [
            (label, row.seconds, f"{duration(row.seconds)} {wording.percent(row.share):>5}") for row, label in named
        ]
        yield from charts.bars(texts, width, "blue")


def _projects(analysis: Analysis, colors: dict[str, str], width: int) -> Iterable[RenderableType]:
    if not analysis.projects:
        return
    yield from _heading(analysis, "project")
    for project in analysis.projects:
        yield tables.stages(project, tuple(analysis.frameworks), colors, width)
        if project.trainings:
            yield Text()
            yield tables.trainings(project, width)
            for name, curves in wording.curves_of(project).items():
                yield Text(name, style="dim")
                yield charts.training_chart(curves, colors, width)


def _tasks(analysis: Analysis, colors: dict[str, str], width: int) -> Iterable[RenderableType]:
    done = [row for row in analysis.tasks if row.state in DONE]
    if done:
        yield Text(f"\nCompleted ({len(done)})", style="bold")
        yield tables.completed(done, colors, width)
    worked = [row for row in analysis.tasks if row.active_s > 0]
    if worked:
        yield Text("\nActive time by task", style="bold")
        yield from charts.task_bars(worked, colors, width)
