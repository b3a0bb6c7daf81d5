"""From the log, and from what is known of the frameworks themselves, to a scorecard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from progress import benchmarks, lookups, ratings
from progress.materialised import current
from progress.report.analysis import read as analyse
from progress.report.findings import Analysis
from progress.report.model import TaskInfo
from progress.report.wording import ORDER, title_of
from progress.scorecard import asked, measured
from progress.scorecard.model import Scorecard
from progress.store import Log
from progress.tutorials import tutorial_ratings

CAVEATS = (
    "No figure sums up the others: they are of different kinds, and what counts is yours to say.",
    ORDER,
    "Times of work are yours; times of set-up and performance are of this machine.",
)


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """A framework as it is published, whoever learns it.

    Of the public names that the lessons touch, `documented` have a docstring, `examples` one with an example, and of
    those that can be called `typed` have a typed signature: each as (how many, of how many). Of the `skills` that the
    lessons teach, official `tutorials` cover `covered`. `bundled` frameworks come with the tutor: nothing to set up.
    """

    version: str = ""
    documented: tuple[int, int] = (0, 0)
    examples: tuple[int, int] = (0, 0)
    typed: tuple[int, int] = (0, 0)
    tutorials: int = 0
    skills: int = 0
    covered: int = 0
    bundled: bool = False


def gather(
    log: Log, tasks: Sequence[TaskInfo], frameworks: Sequence[str], published: Mapping[str, Coverage]
) -> Scorecard:
    """Read a log and return the scorecard over `frameworks`. Raises a ProgressError. May import NumPy and SciPy."""
    found = analyse(log, tasks, frameworks)
    told = asked.told(log)
    bench = benchmarks.latest(log)
    rows = [
        *measured.set_up(frameworks, told, published, _to_first_pass(log, frameworks)),
        *measured.documentation(frameworks, published, lookups.read(log)[1]),
        *measured.tutorials(frameworks, published, tutorial_ratings(log)),
        *measured.learning(frameworks, found, {one.framework: one for one in ratings.rated(log)}),
        *measured.performance(frameworks, bench.benchmark if bench else None),
    ]
    return Scorecard(frameworks=tuple(frameworks), rows=tuple(rows), notes=tuple(_notes(found, bench)))


def _to_first_pass(log: Log, frameworks: Iterable[str]) -> dict[str, float]:
    """Seconds of work on tasks up to the first pass in each framework that has one (installs not counted)."""
    seconds: dict[str, float] = {}
    best: dict[tuple[str, str], int] = {}
    for attempt in current(log, attempts=True).attempts:
        if attempt.framework in seconds or attempt.framework not in frameworks:
            continue
        best[attempt.task, attempt.framework] = attempt.active
        if attempt.outcome == "passed":
            seconds[attempt.framework] = sum(of for (_, name), of in best.items() if name == attempt.framework) / 1e9
    return seconds


def _notes(found: Analysis, bench: benchmarks.Recorded | None) -> Iterable[str]:
    yield from CAVEATS
    for pair in found.pairs:
        if not hasattr(pair.ratio, "n") or not hasattr(pair.ratio, "order"):
            continue
        yield f"{title_of(pair.a)} and {title_of(pair.b)}: {pair.ratio.order}."
    if bench is not None:
        run = bench.benchmark
        load = "" if run.load is None else f", load {run.load:.1f} before it"
        quick = ", quick" if run.quick else ""
        where = f"{run.hardware.cpu}, {run.hardware.cores} cores, {run.hardware.gpu or 'no GPU'}"
        yield f"Performance: {where}, {run.threads} thread(s), {run.device}, on {bench.at:%Y-%m-%d}{quick}{load}."
