"""The report as plain terminal text, fitted to a width, for `dltutor report` and for logs and pipes."""

from __future__ import annotations

import io
import os
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from rich.cells import cell_len, set_cell_size
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from progress.report.model import DONE, FrameworkProgress, Report, TaskProgress

TITLES = {"pytorch": "PyTorch", "tensorflow": "TensorFlow", "neon": "neon"}
COLORS = ("cyan", "magenta", "green", "yellow", "blue", "red")  # by place in the report, so the chart has a key
NARROWEST, BARS_SHOWN = 40, 30
HELP = {"unaided": "none", "aided": "hints", "revealed": "solution"}
EMPTY = "Nothing recorded yet. Your first task in `dltutor start` or `dltutor check` begins the log."


def render(report: Report, width: int = 80, color: bool = False, titles: Mapping[str, str] = TITLES) -> str:
    """Return the report as text of at most `width` columns (40 at least), with escape codes only if `color`.

    NO_COLOR in the environment, if not empty, overrules `color`. `titles` names the frameworks for people.
    """
    color = color and not os.environ.get("NO_COLOR")
    console = Console(
        file=io.StringIO(),
        width=max(width, NARROWEST),
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
        console.print(Group(*_parts(report, console.width, titles)))
    return "\n".join(line.rstrip() for line in captured.get().splitlines()) + "\n"


def literal(text: str) -> Text:
    """Return text that shows as it is written: never markup, and control characters made visible."""
    return Text("".join(_visible(character) for character in text), overflow="ellipsis", no_wrap=True)


def duration(seconds: float | None) -> str:
    """Write a duration for people: "42 s", "3 min 42 s", "1 h 05 min"; "–" for none."""
    if seconds is None:
        return "–"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02d} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02d} min"


def _parts(report: Report, width: int, titles: Mapping[str, str]) -> Iterable[RenderableType]:
    colors = {framework: COLORS[place % len(COLORS)] for place, framework in enumerate(report.frameworks)}
    named = {framework: literal(titles.get(framework, framework)) for framework in report.frameworks}
    for framework, name in named.items():
        name.stylize(colors[framework])
    yield Text("Progress", style="bold")
    yield _frameworks(report.frameworks, named, width)
    touched = [row for row in report.tasks if row.state != "new"]
    if not touched:
        yield Text(f"\n{EMPTY}")
        return
    done = [row for row in report.tasks if row.state in DONE]
    if done:
        yield Text(f"\nCompleted ({len(done)})", style="bold")
        yield _completed(done, named, width)
    worked = [row for row in touched if row.active_s > 0]
    if worked:
        yield Text("\nActive time by task", style="bold")
        yield from _chart(worked, named, colors, width)
    yield Text()
    yield from (Text(line, style="dim") for line in _small_print(report, touched))


def _frameworks(frameworks: Mapping[str, FrameworkProgress], named: Mapping[str, Text], width: int) -> Table:
    table = _table()
    table.add_column("Framework", no_wrap=True)
    for heading in ("Done", "Active time", "Checks"):
        table.add_column(heading, justify="right", no_wrap=True)
    if width >= 60:
        table.add_column("Hints", justify="right", no_wrap=True)
    if width >= 80:
        table.add_column("Alone / helped", justify="right", no_wrap=True)
    if width >= 100:
        table.add_column("Last activity", justify="right", no_wrap=True)
    for framework, row in frameworks.items():
        cells = [f"{row.done} of {row.total}", duration(row.active_s), str(row.attempts)]
        cells += [str(row.hints)] if width >= 60 else []
        cells += [f"{row.unaided} / {row.aided + row.revealed}"] if width >= 80 else []
        if width >= 100:
            cells.append(f"{row.last_activity.astimezone():%Y-%m-%d %H:%M}" if row.last_activity else "–")
        table.add_row(named[framework], *(Text(cell) for cell in cells))
    return table


def _completed(done: Sequence[TaskProgress], named: Mapping[str, Text], width: int) -> Table:
    headings = ["Task", "Time", "of par"]
    columns = [
        [literal(row.info.title) for row in done],
        [Text(duration(row.time_to_completion_s) + ("*" if row.notes else "")) for row in done],
        [Text(_of_par(row)) for row in done],
    ]
    if width >= 60:
        headings[1:1] = ["Framework"]
        columns[1:1] = [[named[row.framework] for row in done]]
        headings.append("Checks")
        columns.append([Text(str(row.attempts)) for row in done])
    else:  # no room for a column: the colour, or the letter before, tells the framework
        columns[0] = [named[row.framework][:2] + Text(" ") + title for row, title in zip(done, columns[0], strict=True)]
    if width >= 80:
        headings.append("Help")
        columns.append([Text(HELP[row.state]) for row in done])
    others = [
        max(len(heading), *(cell.cell_len for cell in cells)) for heading, cells in zip(headings, columns, strict=True)
    ]
    table = _table()
    for place, heading in enumerate(headings):
        left = heading in ("Task", "Framework", "Help")
        table.add_column(
            heading,
            justify="left" if left else "right",
            no_wrap=True,
            overflow="ellipsis",
            max_width=width - sum(others[1:]) - 2 * len(others) if place == 0 else None,
        )
    for cells in zip(*columns, strict=True):
        table.add_row(*cells)
    return table


def _chart(
    worked: Sequence[TaskProgress], named: Mapping[str, Text], colors: Mapping[str, str], width: int
) -> Iterable[Text]:
    latest = sorted(worked, key=lambda row: row.last_activity.timestamp() if row.last_activity else 0.0)[-BARS_SHOWN:]
    kept = {(row.info.id, row.framework) for row in latest}
    rows = [row for row in worked if (row.info.id, row.framework) in kept]
    longest = max(row.active_s for row in rows)
    label_width = min(max(literal(row.info.title).cell_len for row in rows), width * 2 // 5)
    time_width = max(len(duration(row.active_s)) for row in rows)
    room = width - label_width - time_width - 2
    for framework, name in named.items():
        of_framework = [row for row in rows if row.framework == framework]
        if of_framework:
            yield name
        for row in of_framework:
            line = Text(_fit(literal(row.info.title).plain, label_width) + " ", no_wrap=True)
            line.append(set_cell_size(_bar(row.active_s / longest, room), room), style=colors[framework])
            line.append(" " + duration(row.active_s).rjust(time_width))
            yield line
    if len(rows) < len(worked):
        yield Text(f"The latest {len(rows)} of {len(worked)}; --json has all.", style="dim")


def _fit(text: str, width: int) -> str:
    return set_cell_size(text if cell_len(text) <= width else set_cell_size(text, width - 1) + "…", width)


def _small_print(report: Report, touched: Sequence[TaskProgress]) -> Iterable[str]:
    first = [sum(getattr(row, name) for row in touched) for name in ("active_5_s", "active_s", "active_15_s", "wall_s")]
    five, ten, fifteen, wall = (duration(seconds) for seconds in first)
    yield "Active time leaves out pauses over 10 minutes, and the time checks and installs ran."
    yield f"First time through, pauses up to 5 min: {five}; 10: {ten}; 15: {fifteen}; wall: {wall}."
    doubts = sorted({note for row in touched for note in row.notes})
    if doubts:
        why = {
            "asleep": "the machine slept meanwhile (subtracted)",
            "clock set": "its clock was set meanwhile",
            "wall clock": "it was restarted meanwhile (measured by the wall clock)",
        }
        yield "* " + "; ".join(why[note] for note in doubts) + "."
    if report.unlisted:
        yield f"Tasks worked on that the curriculum no longer has: {report.unlisted}."


def _of_par(row: TaskProgress) -> str:
    if row.time_to_completion_s is None or row.info.par_minutes <= 0:
        return "–"
    return f"{row.time_to_completion_s / (60 * row.info.par_minutes):.1f} ×"


def _bar(share: float, room: int) -> str:
    eighths = max(round(share * room * 8), 1)
    return "█" * (eighths // 8) + " ▏▎▍▌▋▊▉"[eighths % 8].strip()


def _table() -> Table:
    return Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")


def _visible(character: str) -> str:
    code = ord(character)
    if code < 32:
        return chr(0x2400 + code)  # Unicode's pictures of control characters
    # Cc, Cf: the other controls, and what turns the direction of writing round; Cs cannot be written at all.
    return "\N{REPLACEMENT CHARACTER}" if unicodedata.category(character) in ("Cc", "Cf", "Cs") else character
