"""The analysis as one page: no script, nothing from the network, light and dark, for a browser or a printer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from progress.report import performance, svg, wording
from progress.report.findings import Analysis
from progress.report.model import DONE, TaskProgress
from progress.report.projects import Training
from progress.report.wording import EMPTY, HELP, duration, number, percent, title_of, visible
from progress.scorecard import faces
from progress.scorecard.model import QUESTIONS, Scorecard
from progress.stats.results import Curve, Share

_CSS = Path(__file__).with_name("page.css")
# The page can load nothing, whatever stands in it.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
Cells = Sequence[str]


def page(analysis: Analysis, card: Scorecard | None = None) -> str:
    """Return the whole HTML document, with a scorecard if one is given.

    Raises svg.NeedsExtra if there is something to draw and no matplotlib.
    """
    body = "\n".join([*_parts(analysis), *(_scorecard(card) if card is not None else ())])
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<title>dltutor: progress</title>\n'
        f"<style>\n{_CSS.read_text('utf-8')}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def text(written: str) -> str:
    """Return `written` as HTML that shows it as it is, control characters made visible."""
    return escape(visible(written))


def _parts(analysis: Analysis) -> Iterable[str]:
    yield "<h1>Progress</h1>"
    if analysis.since:
        yield f'<p class="faint">Done since {analysis.since}; the first table has everything.</p>'
    if analysis.overview.today:
        yield f'<p class="faint">As of {analysis.overview.today}.</p>'
    yield _frameworks(analysis)
    if all(row.state == "new" for row in analysis.tasks):
        yield f"<p>{text(f'Nothing since {analysis.since}.' if analysis.since else EMPTY)}</p>"
        yield from _performance(analysis)
        return
    yield from _overview(analysis)
    yield from _learning(analysis)
    yield from _side_by_side(analysis)
    yield from _skills(analysis)
    yield from _time(analysis)
    yield from _projects(analysis)
    yield from _performance(analysis)
    yield from _tasks(analysis)
    yield "".join(f'<p class="faint">{text(line)}</p>' for line in wording.doubts(analysis))


def _heading(analysis: Analysis, key: str) -> str:
    figure = analysis.figures[key]
    return (
        f'<h2 id="{key}">{text(figure.title)}</h2>\n<p class="what">{text(figure.what)} '
        f"n&nbsp;=&nbsp;{figure.n} {text(figure.of)}. Source: {text(figure.source)}.</p>"
    )


def _frameworks(analysis: Analysis) -> str:
    rows = [
        [
            title_of(name),
            f"{row.done} of {row.total}",
            duration(row.active_s),
            str(row.attempts),
            str(row.hints),
            str(row.unaided),
            str(row.aided),
            str(row.revealed),
        ]
        for name, row in analysis.frameworks.items()
    ]
    headings = ("Framework", "Done", "Active time", "Checks", "Hints", "Alone", "With hints", "Solution seen")
    return _table(headings, rows, left=1)


def _overview(analysis: Analysis) -> Iterable[str]:
    overview = analysis.overview
    if overview.today is None:
        return
    cards = [
        ("Today", duration(overview.today_s), f"{overview.today_done} completed"),
        ("This week", duration(overview.week_s), f"{overview.week_done} completed"),
        ("Days in a row", str(overview.streak), f"days with work in all: {overview.active_days}"),
    ]
    if overview.next is not None:
        cards.append(("Next", title_of(overview.next[1]), overview.next[0]))
    shown = (
        f'<div class="card">{text(name)}<b>{text(value)}</b><span class="faint">{text(note)}</span></div>'
        for name, value, note in cards
    )
    yield f'<div class="cards">{"".join(shown)}</div>'


def _learning(analysis: Analysis) -> Iterable[str]:
    if not analysis.curves:
        return
    said = [line for curve in analysis.curves for line in wording.learning(curve)]
    of_par = [point.of_par for curve in analysis.curves for point in curve.points]
    described = (
        f"{len(of_par)} first completions, from {number(min(of_par))} to {number(max(of_par))} times par; "
        f"the table of tasks has each. {' '.join(said)}"
    )
    yield _heading(analysis, "learning_curve")
    yield _figure(svg.learning(analysis.curves, tuple(analysis.frameworks), "Time against practice", described), said)


def _side_by_side(analysis: Analysis) -> Iterable[str]:
    if not analysis.sides:
        return
    yield _heading(analysis, "typical")
    rows = [
        [
            title_of(side.framework),
            wording.typical(side),
            wording.counts(side),
            wording.ease(side),
            wording.versions(side.ran),
        ]
        for side in analysis.sides
    ]
    yield _table(("Framework", "Typical time × par", "Tasks", "Ease 1–7, median", "Versions that ran (checks)"), rows)
    for side in analysis.sides:
        if side.typical.depends_on_idle:
            yield f"<p>{text(f'{title_of(side.framework)}: {wording.DEPENDS}')}</p>"
    drawable = [(side, side.solved_by) for side in analysis.sides if isinstance(side.solved_by, Curve)]
    if drawable:
        said = [wording.solved(side.framework, curve) for side, curve in drawable]
        yield _heading(analysis, "solved_by")
        yield _figure(
            svg.solved(analysis.sides, tuple(analysis.frameworks), "Share solved by time", " ".join(said)), said
        )
    if analysis.pairs:
        yield _heading(analysis, "ratio")
        yield "".join(f"<p>{text(line)}</p>" for pair in analysis.pairs for line in wording.compared(pair))


def _skills(analysis: Analysis) -> Iterable[str]:
    if analysis.skills:
        yield _heading(analysis, "skills")
        rows = [
            [row.skill, f"{sum(row.right)} of {len(row.right)}", *wording.skill_text(row)] for row in analysis.skills
        ]
        yield _table(("Skill", "Right alone", "Chance of passing", "Practice to 80 %", "Label"), rows)


def _time(analysis: Analysis) -> Iterable[str]:
    shares = analysis.shares
    if not shares.seconds:
        return
    yield _heading(analysis, "time")
    for key, title, rows in (
        ("by-error", "By error", [(wording.error_name(row), row) for row in shares.by_error]),
        ("by-unit", "By unit", [(row.name, row) for row in shares.by_unit]),
        ("by-framework", "By framework", [(title_of(row.name), row) for row in shares.by_framework]),
    ):
        yield f"<h3>{title}</h3>"
        described = "; ".join(f"{visible(name)} {percent(row.share)}" for name, row in rows)
        yield _figure(svg.shares(key, [(visible(name), row) for name, row in rows], title, described), ())
        yield _share_table(rows)


def _share_table(rows: Iterable[tuple[str, Share]]) -> str:
    cells = [[name, duration(row.seconds), percent(row.share), str(row.n)] for name, row in rows]
    table = _table(("What", "Active time", "Share", "Spells"), cells, left=1)
    return f"<details><summary>In numbers</summary>{table}</details>"


def _projects(analysis: Analysis) -> Iterable[str]:
    if not analysis.projects:
        return
    yield _heading(analysis, "project")
    order = tuple(analysis.frameworks)
    for project in analysis.projects:
        stages: dict[str, dict[str, TaskProgress]] = {}
        for row in project.stages:
            stages.setdefault(row.info.title, {})[row.framework] = row
        rows = [[title, *(wording.stage(of.get(name)) for name in order)] for title, of in stages.items()]
        yield _table(("Stage", *map(title_of, order)), rows)
        if not project.trainings:
            continue
        headings = ("Training", "Framework", *wording.RESULT_TITLES.values(), "")
        yield _table(headings, [_training(one) for one in project.trainings])
        for place, (title, curves) in enumerate(wording.curves_of(project).items()):
            described = "; ".join(f"{title_of(name)}: {len(points)} points" for name, points in curves.items())
            yield f"<h3>{text(title)}</h3>"
            yield _figure(svg.trainings(f"{project.name}-{place}", curves, order, title, described), ())


def _training(one: Training) -> Cells:
    figures = (wording.result(one, name) for name in wording.RESULTS)
    return [one.title, title_of(one.framework), *figures, wording.reached(one)]


def _scorecard(card: Scorecard) -> Iterable[str]:
    yield '<h2 id="scorecard">Five questions</h2>'
    for question, words in QUESTIONS.items():
        yield f"<h3>{text(words)}</h3>"
        rows = [
            [faces.named(row), *(faces.figure(row.cells[name]) for name in card.frameworks)]
            for row in card.of(question)
        ]
        yield _table(("", *map(title_of, card.frameworks)), rows)
        methods = "".join(
            f"<dt>{text(row.title)}</dt><dd>{'<br>'.join(map(text, faces.details(row, card.frameworks)))}</dd>"
            for row in card.of(question)
        )
        yield f"<details><summary>Method and raw numbers</summary><dl>{methods}</dl></details>"
    yield '<p class="faint">↓ less is better, ↑ more is better; n is what each figure counts.</p>'
    todo = faces.todos(card)
    if todo:
        yield f"<h3>Not measured yet: do this</h3><ul>{''.join(f'<li>{text(line)}</li>' for line in todo)}</ul>"
    yield "".join(f'<p class="faint">{text(note)}</p>' for note in card.notes)


def _performance(analysis: Analysis) -> Iterable[str]:
    if analysis.benchmark is None:
        return
    found = analysis.benchmark.benchmark
    said = (*performance.circumstances(analysis.benchmark), *performance.missing(found))
    rows = [
        [
            row.workload,
            performance.label(row.framework, row.variant),
            performance.seconds(row),
            percent(row.achieved) if row.achieved else "–",
            str(row.repeats),
            performance.note(row),
        ]
        for row in found.results
    ]
    described = "; ".join(f"{name} {label}: {seconds}" for name, label, seconds, *_ in rows)
    drawing = svg.performance(found, tuple(analysis.frameworks), "Seconds of the same work", described)
    memory = [
        [performance.label(row.framework, row.variant), *map(performance.mebibytes, sizes)]
        for row in found.memory
        for sizes in [(row.imported_bytes, row.peak_bytes)]
    ]
    yield _heading(analysis, "performance")
    yield _figure(drawing, said)
    yield _table(("Work", "Framework", "Median", "Of the fastest matmul", "n", "Note"), rows)
    yield _table(("Memory of a fresh process", "After the import", "At most in the first MLP steps"), memory, left=1)


def _tasks(analysis: Analysis) -> Iterable[str]:
    touched = [row for row in analysis.tasks if row.state != "new"]
    practice = {(point.task, curve.framework): point.practice for curve in analysis.curves for point in curve.points}
    tried = {(one.task, one.framework): wording.tried(one) for one in analysis.history}

    def cells(row: TaskProgress) -> Cells:
        key = (row.info.key, row.framework)
        of_par = number(row.active_s / 60 / row.info.par_minutes) if row.state in DONE and row.info.par_minutes else "–"
        return [
            row.info.title,
            row.info.unit,
            title_of(row.framework),
            HELP.get(row.state, row.state),
            tried.get(key, ""),
            str(practice.get(key, "–")),
            duration(row.active_s) + ("*" if row.notes else ""),
            of_par,
            str(row.attempts),
            str(row.hints),
        ]

    headings = (
        "Task",
        "Unit",
        "Framework",
        "Help, or state",
        "Verdicts",
        "n",
        "Active time",
        "× par",
        "Checks",
        "Hints",
    )
    yield _heading(analysis, "tasks")
    yield _table(headings, [cells(row) for row in touched], left=5)


def _figure(drawing: str, said: Iterable[str]) -> str:
    caption = "".join(f"<p>{text(line)}</p>" for line in said)
    return f"<figure>{drawing}{f'<figcaption>{caption}</figcaption>' if caption else ''}</figure>"


def _table(headings: Cells, rows: Iterable[Cells], left: int | None = None) -> str:
    """Return a table; columns from `left` on are numbers and stand to the right, by default none."""
    kinds = ['class="literal"' if left is None or place < left else 'class="number"' for place in range(len(headings))]
    head = "".join(f'<th scope="col" {kind}>{text(cell)}</th>' for kind, cell in zip(kinds, headings, strict=True))
    body = "".join(
        "<tr>" + "".join(f"<td {kind}>{text(cell)}</td>" for kind, cell in zip(kinds, row, strict=True)) + "</tr>\n"
        for row in rows
    )
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table></div>'
