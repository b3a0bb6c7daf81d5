"""Charts in characters: plotext, imported when the first is drawn, and bars of blocks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import floor, log10
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from progress.report.findings import LearningCurve, Side
from progress.report.model import TaskProgress
from progress.report.projects import Points
from progress.report.wording import duration, title_of, visible
from progress.stats.results import Curve

if TYPE_CHECKING:
    from types import ModuleType

BARS_SHOWN = 30
WINDOW = 20  # values of a training whose mean is drawn
HEIGHT, WIDEST = 16, 100
SIGNS, LINES, REVEALED, EDGE = "ox+*#@", ".:-~=_", "s", "'"  # a framework is told by its sign where there is no colour


Color = str | tuple[int, int, int]  # as plotext names it, or red, green and blue


def learning_chart(curves: Sequence[LearningCurve], colors: Mapping[str, str], width: int) -> Text:
    """Draw time over par against practice, both axes logarithmic, with each fit as a dotted line."""
    plot = _plot(width)
    draw_learning(plot, curves, colors)
    return _built(plot)


def draw_learning(
    plot: Any, curves: Sequence[LearningCurve], colors: Mapping[str, Color], *, edges: Color | None = None
) -> None:
    """Draw the learning curve on a figure of plotext; with `edges` a colour, also the ends of each fit's interval."""
    of_par = [point.of_par for curve in curves for point in curve.points]
    practice = [float(point.practice) for curve in curves for point in curve.points]
    signs = {framework: place for place, framework in enumerate(colors)}
    for curve in curves:
        place, color = signs[curve.framework] % len(SIGNS), colors[curve.framework]
        if curve.band is not None and edges is not None:
            for edge in (curve.band.low, curve.band.high):
                plot.plot(_logs(curve.band.practice), _logs(edge), marker=EDGE, color=edges)
        if curve.band is not None:
            plot.plot(_logs(curve.band.practice), _logs(curve.band.value), marker=LINES[place], color=color)
        for revealed in (False, True):
            points = [point for point in curve.points if (point.state == "revealed") is revealed]
            if points:
                plot.scatter(
                    _logs(point.practice for point in points),
                    _logs(point.of_par for point in points),
                    marker=REVEALED if revealed else SIGNS[place],
                    color=color,
                    label=title_of(curve.framework) + (", solution seen" if revealed else ""),
                )
    _log_axis(plot.xlim, plot.xticks, practice)
    _log_axis(plot.ylim, plot.yticks, of_par)
    plot.xlabel("tasks completed")


def solved_chart(sides: Sequence[Side], colors: Mapping[str, str], width: int) -> Text:
    """Draw the share solved by each multiple of par, as steps."""
    plot = _plot(width)
    draw_solved(plot, sides, colors)
    return _built(plot)


def draw_solved(plot: Any, sides: Sequence[Side], colors: Mapping[str, Color]) -> None:
    """Draw the share solved by each multiple of par on a figure of plotext; some side has one."""
    signs = {framework: place for place, framework in enumerate(colors)}
    for side in sides:
        if isinstance(side.solved_by, Curve):
            times, share = steps(side.solved_by)
            sign = SIGNS[signs[side.framework] % len(SIGNS)]
            percents = [100 * one for one in share]
            plot.plot(times, percents, marker=sign, color=colors[side.framework], label=title_of(side.framework))
    plot.ylim(0, 100)
    plot.yticks([0, 25, 50, 75, 100], ["0 %", "25 %", "50 %", "75 %", "100 %"])
    end = max(side.solved_by.end for side in sides if isinstance(side.solved_by, Curve))
    marks = [end * quarter / 4 for quarter in range(5)]
    plot.xticks(marks, [f"{mark:.3g}" for mark in marks])
    plot.xlabel("multiples of par")


def training_chart(curves: Mapping[str, Points], colors: Mapping[str, str], width: int) -> Text:
    """Draw the curves of trainings, by framework, against environment steps."""
    plot = _plot(width)
    draw_trainings(plot, curves, colors)
    return _built(plot)


def draw_trainings(plot: Any, curves: Mapping[str, Points], colors: Mapping[str, Color]) -> None:
    """Draw the moving mean of a curve of each framework on a figure of plotext."""
    signs = {framework: place for place, framework in enumerate(colors)}
    for framework, points in curves.items():
        steps_so_far = [step for step, _ in points]
        means = moving_mean([value for _, value in points], WINDOW)
        sign = SIGNS[signs[framework] % len(SIGNS)]
        plot.plot(steps_so_far, means, marker=sign, color=colors[framework], label=title_of(framework))
    plot.xlabel(f"environment steps; each point the mean of {WINDOW} values")


def moving_mean(values: Sequence[float], window: int) -> list[float]:
    """Return the mean of each value and the `window` - 1 before it, or of those that there are."""
    means, total = [], 0.0
    for index, value in enumerate(values):
        total += value - (values[index - window] if index >= window else 0.0)
        means.append(total / min(index + 1, window))
    return means


def steps(curve: Curve) -> tuple[list[float], list[float]]:
    """Return the corners of a step function, from (0, 0) to the end of what is known."""
    times, share = [0.0], [0.0]
    for at, reached in zip(curve.times, curve.share, strict=True):
        times += [at, at]
        share += [share[-1], reached]
    return [*times, max(curve.end, times[-1])], [*share, share[-1]]


def ticks(low: float, high: float) -> list[float]:
    """Return the round numbers (1, 2, 5 times a power of ten) from below `low` to above `high`, both above 0."""
    powers = range(floor(log10(low)) - 1, floor(log10(high)) + 2)
    round_ones = [float(f"{digit}e{power}") for power in powers for digit in (1, 2, 5)]
    first = max(place for place, one in enumerate(round_ones) if one <= low)
    last = min(place for place, one in enumerate(round_ones) if one >= high)
    last = max(last, first + 1)
    return round_ones[first : last + 1]


def task_bars(worked: Sequence[TaskProgress], colors: Mapping[str, str], width: int) -> Iterable[Text]:
    """Draw a bar for the active time of each of the latest tasks, framework by framework."""
    latest = sorted(worked, key=lambda row: row.last_activity.timestamp() if row.last_activity else 0.0)[-BARS_SHOWN:]
    kept = {(row.info.id, row.framework) for row in latest}
    rows = [row for row in worked if (row.info.id, row.framework) in kept]
    for framework, color in colors.items():
        of_framework = [row for row in rows if row.framework == framework]
        if of_framework:
            yield Text(title_of(framework), style=color)
            yield from bars(
                [(row.info.title, row.active_s, duration(row.active_s)) for row in of_framework],
                width,
                color,
                longest=max(row.active_s for row in rows),
                labels=max(cell_len(visible(row.info.title)) for row in rows),
            )
    if len(rows) < len(worked):
        yield Text(f"The latest {len(rows)} of {len(worked)}; --json has all.", style="dim")


def bars(
    rows: Sequence[tuple[str, float, str]], width: int, color: str, *, longest: float = 0.0, labels: int = 0
) -> Iterable[Text]:
    """Draw rows of (label, size, text) as bars, by default against the longest of them."""
    longest = longest or max((size for _, size, _ in rows), default=0.0) or 1.0
    named = [(visible(label), size, text) for label, size, text in rows]
    label_width = min(labels or max((cell_len(label) for label, _, _ in named), default=0), width * 2 // 5)
    text_width = max((cell_len(text) for _, _, text in named), default=0)
    room = width - label_width - max(text_width, 12) - 2
    for label, size, text in named:
        line = Text(_fit(label, label_width) + " ", no_wrap=True)
        line.append(set_cell_size(bar(size / longest, room), room), style=color)
        line.append(" " + text.rjust(text_width))
        yield line


def _fit(text: str, width: int) -> str:
    return set_cell_size(text if cell_len(text) <= width else set_cell_size(text, width - 1) + "…", width)


def bar(share: float, room: int) -> str:
    """Return a bar of blocks, `share` (0 to 1) of `room` cells long, to an eighth of a cell."""
    eighths = max(round(share * room * 8), 1)
    return "█" * (eighths // 8) + " ▏▎▍▌▋▊▉"[eighths % 8].strip()


def _plot(width: int) -> ModuleType:
    import plotext

    plotext.clear_figure()
    plotext.limitsize(False, False)
    plotext.theme("clear")
    plotext.plotsize(min(width, WIDEST), HEIGHT)
    return plotext  # type: ignore[no-any-return]


def _logs(values: Iterable[float]) -> list[float]:
    return [log10(value) for value in values]


def _log_axis(limit: Any, mark: Any, values: Sequence[float]) -> None:
    # plotext's own logarithmic scale takes no limits.
    marks = ticks(min(values), max(values))
    limit(log10(marks[0]), log10(marks[-1]))
    shown = marks[:: len(marks) // 9 + 1]
    mark(_logs(shown), [f"{one:g}" for one in shown])


def _built(plot: ModuleType) -> Text:
    drawn = Text.from_ansi(plot.build().rstrip("\n"), no_wrap=True)
    plot.clear_figure()
    return drawn
