"""`dltutor docs`, `dltutor tutorials` and `dltutor dev doc-coverage`: what there is to read on a framework."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.text import Text

from tutor import frameworks, paths, settings, tutorials
from tutor.catalog import FRAMEWORKS, Task
from tutor.cli import options
from tutor.cli.printing import console, literal, print_json, print_message
from tutor.errors import UsageError, unknown
from tutor.packs import load_lessons

if TYPE_CHECKING:
    from progress.tutorials import TutorialRating
    from tutor.documentation import DocCoverage, Share
    from tutor.judge.lookup import Page
    from tutor.tutorials import Matrix, Tutorial


@click.command()
@click.argument("symbol")
@options.framework
@click.option("--task", type=options.find_task, metavar="TASK", help="The task that you are at.",
              shell_complete=options.complete_task)  # fmt: skip
@options.as_json
def docs(symbol: str, framework: str, task: Task | None, as_json: bool) -> None:
    """Print what the installed framework says of SYMBOL, such as torch.nn.Linear, nn.Linear or Linear."""
    from tutor.workers import open_workers

    with open_workers(settings.load()) as workers:
        page, close = _look_up(workers, framework, symbol)
    _record(task, framework, symbol, page)
    if page is None:
        remedy = f"Did you mean {' or '.join(close)}?" if close else "'dltutor docs' finds what the package itself has."
        raise UsageError(f"{frameworks.ALL[framework].title} has nothing called '{symbol}'.", remedy)
    if as_json:
        print_json({"schema": "dltutor.docs/1", "framework": framework, "page": page})
        return
    out = console()
    out.print(Text.assemble((literal(page.name), "bold"), (f"  {page.kind}", "dim")))
    if page.signature:
        out.print(Text(f"\n{literal(page.signature)}"))
    out.print(Text(f"\n{literal(page.doc)}" if page.doc else "\nThe framework says nothing of it."))
    if page.cut:
        print_message("The rest of it is too long to be shown.")


def _look_up(workers: object, framework: str, symbol: str) -> tuple[Page | None, list[str]]:
    """Find the symbol as it stands, or by its last part; else the names most like it."""
    from tutor.judge import Workers
    from tutor.judge.lookup import index, look_up
    from tutor.search import Names

    assert isinstance(workers, Workers)
    page = look_up(workers, framework, [symbol])
    if page is not None:
        return page, []
    found = [each.name for each in Names(index(workers, framework, paths.cache()).names).search(symbol)]
    same = [name for name in found if name.rpartition(".")[2].lower() == symbol.lower()]
    return (look_up(workers, framework, same[:1]), []) if same else (None, found[:3])


def _record(task: Task | None, framework: str, symbol: str, page: Page | None) -> None:
    """Record the look-up for the task that was named, or else for the one that the learner is at."""
    from progress.materialised import current
    from progress.recorder import Recorder
    from progress.store import Log

    with Log.open(paths.database()) as log, Recorder(log, interface="cli") as recorder:
        place = current(log).line.cursor if log.exists else None
        at = place.task if place is not None and place.present and place.framework == framework else ""
        recorder.docs_looked_up(
            task.id if task else at or None, framework,
            symbol=page.name if page else symbol, query=symbol, found=page is not None, origin="search",
        )  # fmt: skip


@click.command("tutorials")
@options.optional_framework
@click.option("--skill", metavar="SKILL", help="Only those on this skill.")
@options.as_json
def list_tutorials(framework: str | None, skill: str | None, as_json: bool) -> None:
    """Print the official tutorials against the skills of the lessons; with a framework or a skill, list them."""
    found, taught = tutorials.load(), tutorials.skills(load_lessons())
    known = {*taught, *(each for tutorial in found.all for each in tutorial.skills)}
    if skill is not None and skill not in known:
        raise unknown("skill", skill, sorted(known))
    matrix = tutorials.matrix(found, taught)
    chosen = [each for each in found.all if framework in (None, each.framework) and skill in (None, *each.skills)]
    if as_json:
        content = {"schema": "dltutor.tutorials/1", "tutorials": chosen, "breadth": matrix.breadth}
        print_json({**content, "sources": matrix.sources, "skills": taught, "ratings": _ratings()})
        return
    lines = _table(matrix) if framework is None and skill is None else _listing(chosen)
    for line in lines:
        console().print(line)


def _table(matrix: Matrix) -> Iterator[Text]:
    """How many tutorials there are on each skill in each framework; a dot is a gap."""
    titles = [frameworks.ALL[key].title for key in FRAMEWORKS]
    yield Text(f"{'':<24}" + "".join(f"{title:>12}" for title in titles), "bold")
    taught = True
    for row in matrix.rows:
        if taught and not row.taught:
            yield Text("\nBeyond the lessons", "bold")
        taught = row.taught
        cells = (len(row.tutorials[key]) for key in FRAMEWORKS)
        yield Text(f"{row.skill:<24}" + "".join(f"{cell or '·':>12}" for cell in cells))
    yield Text("")
    for key in FRAMEWORKS:
        each = matrix.breadth[key]
        yield Text(f"{frameworks.ALL[key].title}: {each.tutorials} tutorials on {each.covered} of {each.taught} skills "
                   f"of the lessons. From {matrix.sources[key]}.")  # fmt: skip


def _listing(chosen: list[Tutorial]) -> Iterator[Text]:
    ratings = {(each.framework, each.tutorial): each for each in _ratings()}
    for each in chosen:
        rated = ratings.get((each.framework, each.id))
        own = f"  you: {rated.rating} of 7" if rated else ""
        yield Text.assemble((each.title, "bold"), (f"  {each.id}{own}", "dim"))
        yield Text(f"  {each.url}\n  {', '.join(each.skills)}\n  {each.runs_on}; seen {each.seen}")
    if not chosen:
        print_message("There is none.")


def _ratings() -> tuple[TutorialRating, ...]:
    from progress.store import Log
    from progress.tutorials import tutorial_ratings

    with Log.open(paths.database()) as log:
        return tutorial_ratings(log)


@click.command("doc-coverage")
@click.option("--framework", "-f", "keys", type=options.find_framework, multiple=True, metavar="NAME",
              help="Only this one; may be given again [default: all].")  # fmt: skip
@click.option("--write", is_flag=True, help="Keep the figures beside the lessons, where the scorecard reads them.")
@click.option("--lessons", type=click.Path(path_type=Path, file_okay=False), help="Folder of lessons [default: own].")
@options.as_json
def doc_coverage(keys: tuple[str, ...], write: bool, lessons: Path | None, as_json: bool) -> None:
    """Measure the docstrings of the names that the lessons touch, out of the installed frameworks."""
    from tutor import atomic, catalog
    from tutor.contract.coverage import measure
    from tutor.documentation import FILE, encode

    content = catalog.load(lessons)
    coverage = measure(content.tasks, {key: frameworks.launch(key) for key in keys or FRAMEWORKS})
    if write:
        atomic.write(content.root / FILE, encode(coverage))
        print_message(f"Written to {content.root / FILE}.")
    if as_json:
        print_json(coverage)
        return
    for line in _coverage(coverage):
        console().print(line)


def _coverage(coverage: DocCoverage) -> Iterator[Text]:
    from tutor.documentation import DEFINITIONS

    yield Text(f"{'':<28}{'names':>7}{'documented':>18}{'example':>18}{'typed':>18}", "bold")
    for each in coverage.frameworks.values():
        title = f"{frameworks.ALL[each.framework].title} {each.version} {each.implementation}".strip()
        shares = "".join(f"{_share(share):>18}" for share in (each.documented, each.example, each.typed))
        yield Text(f"{title:<28}{len(each.names):>7}{shares}")
    yield Text("")
    for name, words in DEFINITIONS.items():
        yield Text(f"{name}: {words}.", "dim")
    for each in coverage.frameworks.values():
        bare = [name.name for name in each.names if not name.documented]
        if bare:
            yield Text(f"\n{frameworks.ALL[each.framework].title} says nothing of {', '.join(bare)}.")


def _share(share: Share) -> str:
    return f"{share.share:.0%} ({share.count}/{share.n})" if share.share is not None else "–"
