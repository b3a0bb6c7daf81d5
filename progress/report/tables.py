"""The tables of the terminal's face, each with the columns that the width has room for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.table import Table
from rich.text import Text

from progress.report import wording
from progress.report.findings import Analysis
from progress.report.model import TaskProgress
from progress.report.projects import Project
from progress.report.wording import HELP, duration, number, title_of, visible


def literal(text: str) -> Text:
    """Return text that shows as it is written: never markup, and control characters made visible."""
    return Text(visible(text), overflow="ellipsis", no_wrap=True)


def stages(project: Project, frameworks: Sequence[str], colors: Mapping[str, str], width: int) -> Table:
    """Return the stages of a project against the frameworks: time to the first pass, or how far it is."""
    shown = [name for name in frameworks if any(row.framework == name for row in project.stages)]
    table = _table()
    table.add_column("Stage", max_width=width - 16 * len(shown))  # titles wrap before times are cut
    for name in shown:
        table.add_column(Text(title_of(name), style=colors.get(name, "")), no_wrap=True)
    rows: dict[str, dict[str, TaskProgress]] = {}
    for row in project.stages:
        rows.setdefault(row.info.title, {})[row.framework] = row
    for title, of in rows.items():
        table.add_row(Text(visible(title)), *(wording.stage(of.get(name)) for name in shown))
    return table


def trainings(project: Project, width: int) -> Table:
    """Return the best training of each stage and framework, with the figures that all or some of them have."""
    shown = wording.RESULTS if width >= 100 else wording.RESULTS[:2]
    table = _table()
    table.add_column("Training", max_width=max(width - 64, 14))
    table.add_column("Framework", no_wrap=True)
    for name in shown:
        table.add_column(wording.RESULT_TITLES[name], justify="right", no_wrap=True)
    table.add_column("")
    for one in project.trainings:
        figures = (wording.result(one, name) for name in shown)
        table.add_row(Text(visible(one.title)), title_of(one.framework), *figures, Text(visible(wording.reached(one))))
    return table


def frameworks(analysis: Analysis, colors: Mapping[str, str], width: int) -> Table:
    """Return what is done in each framework, and with how much work and help."""
    table = _table()
    table.add_column("Framework", no_wrap=True)
    headings = ["Done", "Active time", "Checks"]
    headings += ["Hints"] if width >= 60 else []
    headings += ["Alone / helped"] if width >= 80 else []
    headings += ["Last activity"] if width >= 100 and not analysis.anonymous else []
    for heading in headings:
        table.add_column(heading, justify="right", no_wrap=True)
    for framework, row in analysis.frameworks.items():
        last = f"{row.last_activity.astimezone():%Y-%m-%d %H:%M}" if row.last_activity else "–"
        cells = {
            "Done": f"{row.done} of {row.total}",
            "Active time": duration(row.active_s),
            "Checks": str(row.attempts),
            "Hints": str(row.hints),
            "Alone / helped": f"{row.unaided} / {row.aided + row.revealed}",
            "Last activity": last,
        }
        table.add_row(Text(title_of(framework), colors[framework]), *(Text(cells[heading]) for heading in headings))
    return table


def sides(analysis: Analysis, colors: Mapping[str, str], width: int) -> Table:
    """Return each framework's typical time over par beside the others'."""
    table = _table()
    table.add_column("Framework", no_wrap=True)
    table.add_column("Typical × par", overflow="fold")
    if width >= 80:
        table.add_column("Tasks", overflow="fold")
    if width >= 100:
        table.add_column("Ease 1–7", no_wrap=True)
    for side in analysis.sides:
        cells = [Text(wording.typical(side))]
        cells += [Text(wording.counts(side))] if width >= 80 else []
        cells += [Text(wording.ease(side))] if width >= 100 else []
        table.add_row(Text(title_of(side.framework), colors[side.framework]), *cells)
    return table


def skills(analysis: Analysis, width: int) -> Table:
    """Return each skill's opportunities, chance and label."""
    table = _table()
    room = max(len(row.skill) for row in analysis.skills)
    table.add_column("Skill", no_wrap=True, overflow="ellipsis", max_width=min(room, max(width - 34, 10)))
    table.add_column("Right", justify="right", no_wrap=True)
    table.add_column("Chance of passing", no_wrap=width >= 60)
    if width >= 80:
        table.add_column("To 80 %", justify="right")
        table.add_column("Label", no_wrap=True)
    for row in analysis.skills:
        chance, reached, label = wording.skill_text(row)
        cells = [literal(row.skill), Text(f"{sum(row.right)} of {len(row.right)}"), Text(chance)]
        cells += [Text(reached), Text(label)] if width >= 80 else []
        table.add_row(*cells)
    return table


def completed(done: Sequence[TaskProgress], colors: Mapping[str, str], width: int) -> Table:
    """Return the completed tasks, with time, attempts and help."""
    headings = ["Task", "Time", "of par"]
    columns = [
        [literal(row.info.title) for row in done],
        [Text(duration(row.time_to_completion_s) + ("*" if row.notes else "")) for row in done],
        [Text(_of_par(row)) for row in done],
    ]
    named = [Text(title_of(row.framework), colors[row.framework]) for row in done]
    if width >= 60:
        headings[1:1] = ["Framework"]
        columns[1:1] = [named]
        headings.append("Checks")
        columns.append([Text(str(row.attempts)) for row in done])
    else:  # no room for a column: the colour, or the letters before, tell the framework
        columns[0] = [name[:2] + Text(" ") + title for name, title in zip(named, columns[0], strict=True)]
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


def _of_par(row: TaskProgress) -> str:
    if row.time_to_completion_s is None or row.info.par_minutes <= 0:
        return "–"
    return f"{number(row.time_to_completion_s / (60 * row.info.par_minutes))} ×"


def _table() -> Table:
    return Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
