"""The rows of the scorecard, question by question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import mean, median
from typing import TYPE_CHECKING

from progress.benchmarks import FEW, WHAT, Benchmark
from progress.lookups import LookupSums
from progress.ratings import Rated
from progress.report.findings import Analysis
from progress.report.performance import in_parts, label, mebibytes, note, seconds
from progress.report.wording import duration, number, percent, size, title_of
from progress.scorecard.asked import Told
from progress.scorecard.model import Better, Cell, Question, Row
from progress.stats.results import Estimate, LearningRate
from progress.tutorials import TutorialRating

if TYPE_CHECKING:
    from progress.scorecard.gathering import Coverage

WORKLOADS = {
    "matmul": "Matrix product",
    "mlp": "MLP step",
    "convnet": "Convnet step",
    "lstm": "LSTM step",
    "attention": "Attention step",
    "autoencoder": "Autoencoder epoch",
    "pipeline": "Data pipeline",
    "dqn": "DQN learning step",
    "import": "Import",
    "first_step": "First step",
}
BUNDLED = Cell(shown="comes along")


def set_up(
    frameworks: Sequence[str],
    told: Mapping[str, Told],
    published: Mapping[str, Coverage],
    to_first_pass: Mapping[str, float],
) -> Iterable[Row]:
    """What it took to have the framework at all, and then the first pass."""

    def todo(framework: str) -> Cell:
        own = told.get(framework, Told()).own
        if published[framework].bundled:
            return BUNDLED
        hint = "" if own else ", or tell what it took you: dltutor setup FRAMEWORK --told"
        return Cell(todo=f"dltutor setup {framework}{hint}".replace("FRAMEWORK", framework))

    def measured(value: Callable[[Told], float], show: Callable[[float], str]) -> Callable[[str], Cell]:
        def cell(framework: str) -> Cell:
            of = told.get(framework, Told())
            done = [one for one in of.installs if one.outcome == "done"]
            if not done:
                return todo(framework)
            raw = tuple(
                f"{one.outcome}, {one.device}: {duration(one.wall_s)}, {one.commands} commands, {one.failures} failed, "
                f"{one.retries} retried, {size(one.bytes_fetched)} fetched, {size(one.bytes_on_disk)} on "
                f"disk, {one.packages} packages, first import {one.first_import_s:.1f} s, {one.version}"
                for one in of.installs
            )
            found = value(of)
            return Cell(shown=show(found), value=found, n=len(of.installs), raw=raw)

        return cell

    def last(name: str) -> Callable[[Told], float]:
        return lambda of: float(getattr([one for one in of.installs if one.outcome == "done"][-1], name))

    rows = (
        ("setup_time", "Time to install", "Wall time of the last set-up that succeeded.", "less", last("wall_s"),
         duration),
        ("setup_failures", "Failures and retries", "Over all set-ups: commands that failed, downloads tried again.",
         "less", lambda of: sum(one.failures + one.retries for one in of.installs), lambda value: f"{value:.0f}"),
        ("setup_disk", "On disk", "Size of the environment of the last set-up that succeeded.", "less",
         last("bytes_on_disk"), size),
        ("setup_import", "First import", "The first import in a fresh process after the last set-up.", "less",
         last("first_import_s"), lambda value: f"{value:.1f} s"),
    )  # fmt: skip
    for key, title, method, better, value, show in rows:
        yield _row(key, "set-up", title, method, "set-ups", frameworks, measured(value, show), better)  # type: ignore[arg-type]

    def first(framework: str) -> Cell:
        worked = to_first_pass.get(framework)
        if worked is None:
            return Cell(todo=f"pass a task in {title_of(framework)}")
        installs = sum(one.wall_s for one in told.get(framework, Told()).installs)
        minutes = [one.minutes for one in told.get(framework, Told()).own if one.minutes is not None]
        own = 60 * minutes[-1] if minutes and not installs else 0.0
        raw = (f"installing {duration(installs)}", f"told of one's own set-up {duration(own)}",
               f"work on tasks {duration(worked)}")  # fmt: skip
        total = installs + own + worked
        return Cell(shown=duration(total), value=total, n=1, raw=raw)

    yield _row(
        "first_pass", "set-up", "From nothing to the first pass",
        "Installing (all set-ups, or what you told) and your active time on tasks until the first one passed.",
        "first passes", frameworks, first, "less",
    )  # fmt: skip

    def ease(framework: str) -> Cell:
        answers = [one.ease for one in told.get(framework, Told()).own if one.ease is not None]
        if not answers:
            return BUNDLED if published[framework].bundled else Cell(todo=f"dltutor setup {framework} --told")
        return Cell(shown=f"{answers[-1]} of 7", value=float(answers[-1]), n=1)

    yield _row(
        "setup_ease", "set-up", "Ease of your own set-up",
        "The single ease question, asked once of those who set the framework up themselves; 7 is easy.",
        "answers", frameworks, ease, "more",
    )  # fmt: skip


def documentation(
    frameworks: Sequence[str], published: Mapping[str, Coverage], looked_up: Sequence[LookupSums]
) -> Iterable[Row]:
    """What the documentation has, and whether looking into it helped."""
    sums = {one.framework: one for one in looked_up}

    def share(name: str) -> Callable[[str], Cell]:
        def cell(framework: str) -> Cell:
            count, n = getattr(published[framework], name)
            if not n:
                return Cell(todo="dltutor dev doc-coverage --write")
            raw = (f"{count} of {n} public names that the lessons touch, {published[framework].version}",)
            return Cell(shown=percent(count / n), value=count / n, n=n, raw=raw)

        return cell

    for key, name, title, what in (
        ("doc_coverage", "documented", "Names with a docstring", "a docstring"),
        ("doc_examples", "examples", "Names with an example", "an example in the docstring"),
        ("doc_types", "typed", "Names with typed signatures", "types in the signature"),
    ):
        method = f"Of the public names that the lessons touch, the share with {what}; from the installed package."
        yield _row(key, "documentation", title, method, "names", frameworks, share(name), "more")

    def per_task(framework: str) -> Cell:
        of = sums.get(framework)
        if of is None or of.per_task is None:
            return Cell(todo="check a task; F1 in a lesson looks a name up")
        raw = (f"{of.lookups} look-ups over {of.tasks} tasks, {of.found} found",)
        return Cell(shown=number(of.per_task), value=of.per_task, n=of.tasks, raw=raw)

    def further(framework: str) -> Cell:
        of = sums.get(framework)
        if of is None or of.share_further is None:
            return Cell(todo="F1 in a lesson looks a name up")
        raw = (f"{of.further} of {of.followed} look-ups with a check after them",)
        return Cell(shown=percent(of.share_further), value=of.share_further, n=of.followed, raw=raw)

    yield _row(
        "lookups", "documentation", "Look-ups a task",
        "Names looked up by F1, over tasks checked; neither few nor many is better.", "tasks", frameworks, per_task,
        None,
    )  # fmt: skip
    yield _row(
        "lookups_further", "documentation", "Look-ups that helped",
        "The share after which the next check passed more steps than the one before.", "look-ups", frameworks, further,
        "more",
    )  # fmt: skip


def tutorials(
    frameworks: Sequence[str], published: Mapping[str, Coverage], ratings: Sequence[TutorialRating]
) -> Iterable[Row]:
    """How much of the ladder official tutorials cover, and what the learner thought of them."""

    def breadth(framework: str) -> Cell:
        of = published[framework]
        if not of.skills:
            return Cell(todo="dltutor tutorials")
        raw = (f"{of.tutorials} official tutorials on {of.covered} of the {of.skills} skills of the lessons",)
        return Cell(shown=f"{of.covered} of {of.skills}", value=of.covered / of.skills, n=of.tutorials, raw=raw)

    def rating(framework: str) -> Cell:
        given = [one for one in ratings if one.framework == framework]
        if not given:
            return Cell(todo="use one, then dltutor rate --tutorial")
        value = mean(one.rating for one in given)
        raw = tuple(f"{one.tutorial}: {one.rating} of 7" for one in given)
        return Cell(shown=f"{value:.1f} of 7", value=value, n=len(given), raw=raw)

    yield _row(
        "tutorial_breadth", "tutorials", "Skills with a tutorial",
        "Of the skills that the lessons teach, those that an official tutorial teaches too.", "tutorials", frameworks,
        breadth, "more",
    )  # fmt: skip
    yield _row(
        "tutorial_rating", "tutorials", "Your rating of those you used", "The mean of your ratings, 1 to 7.",
        "tutorials rated", frameworks, rating, "more",
    )  # fmt: skip


def learning(frameworks: Sequence[str], found: Analysis, rated: Mapping[str, Rated]) -> Iterable[Row]:
    """The figures of the learning curve, with their gates."""
    sides = {side.framework: side for side in found.sides}
    curves = {curve.framework: curve for curve in found.curves}
    go_on = "go on with the lessons"

    def typical(framework: str) -> Cell:
        side = sides.get(framework)
        if side is None or not isinstance(side.typical.value, Estimate):
            words = "" if side is None else str(side.typical.value)
            raw = () if side is None else tuple(number(time) for time in side.times)
            return Cell(shown=words or "–", n=len(raw), todo=go_on, raw=raw)
        of = side.typical.value
        shown = f"{number(of.value)} × par"
        raw = tuple(number(time) for time in side.times)
        interval = f"[{number(of.low)}, {number(of.high)}]"
        return Cell(shown=shown, value=of.value, n=of.n, low=of.low, high=of.high, interval=interval, raw=raw)

    def rate(framework: str) -> Cell:
        curve = curves.get(framework)
        if curve is None or not isinstance(curve.rate.value, LearningRate):
            words = "" if curve is None else str(curve.rate.value)
            return Cell(shown=words or "–", n=len(curve.points) if curve else 0, todo=go_on)
        of = curve.rate.value
        return Cell(
            shown=percent(of.value), value=of.value, n=of.n, low=of.low, high=of.high,
            interval=f"[{percent(of.low)}, {percent(of.high)}]", raw=(of.caveat,),
        )  # fmt: skip

    def ease(framework: str) -> Cell:
        side = sides.get(framework)
        answers = [] if side is None else [at for at, times in enumerate(side.ease, start=1) for _ in range(times)]
        if not answers:
            return Cell(todo="answer the question after a pass")
        return Cell(shown=f"{median(answers):g} of 7", value=float(median(answers)), n=len(answers))

    def usability(framework: str) -> Cell:
        of = rated.get(framework)
        if of is None:
            return Cell(todo=f"dltutor rate --framework {framework}")
        return Cell(shown=f"{of.score:g} of 100", value=of.score, n=1, raw=(f"answers {of.answers}",))

    yield _row(
        "typical", "learning curve", found.figures["typical"].title, found.figures["typical"].what, "tasks solved",
        frameworks, typical, "less",
    )  # fmt: skip
    yield _row(
        "learning_rate", "learning curve", "Time that a doubling of practice leaves",
        found.figures["learning_curve"].what, "first completions", frameworks, rate, "less",
    )  # fmt: skip
    yield _row(
        "ease", "learning curve", "Ease of its tasks", "The median of the single ease question, 1 (hard) to 7 (easy).",
        "answers", frameworks, ease, "more",
    )  # fmt: skip
    yield _row(
        "usability", "learning curve", "Usability", "The System Usability Scale, 0 to 100 (Brooke 1996).", "answers",
        frameworks, usability, "more",
    )  # fmt: skip


def performance(frameworks: Sequence[str], bench: Benchmark | None) -> Iterable[Row]:
    """The faster variant of each workload, median and interval; then memory."""

    def timed(workload: str) -> Callable[[str], Cell]:
        def cell(framework: str) -> Cell:
            rows = [
                row
                for row in (bench.results if bench else ())
                if (row.workload, row.framework) == (workload, framework)
            ]
            right = [row for row in rows if row.equal]
            if not right:
                why = "its results differed from the reference" if rows else ""
                return Cell(shown="not equal" if rows else "–", todo=why or "dltutor bench")
            best = min(right, key=lambda row: row.median_s)
            raw = tuple(
                f"{label(row.framework, row.variant)}: {seconds(row)}, n={row.repeats} {note(row)}" for row in rows
            )
            median, interval = in_parts(best)
            shown = f"{median} compiled" if best.variant == "compiled" else median
            enough = best.repeats >= FEW  # else what stands there is a range, and no interval
            return Cell(
                shown=shown, value=best.median_s, n=best.repeats, low=best.low_s if enough else None,
                high=best.high_s if enough else None, interval=interval, raw=raw,
            )  # fmt: skip

        return cell

    for workload, what in WHAT.items():
        yield _row(
            f"time_{workload}", "performance", WORKLOADS.get(workload, workload),
            f"{what[0].upper()}{what[1:]}: median, and its interval, of the faster of the framework's variants.",
            "repeats", frameworks, timed(workload), "less",
        )  # fmt: skip

    def memory(framework: str) -> Cell:
        rows = [row for row in (bench.memory if bench else ()) if row.framework == framework]
        if not rows:
            return Cell(todo="dltutor bench")
        best = min(rows, key=lambda row: row.peak_bytes)
        raw = tuple(
            f"{label(row.framework, row.variant)}: imported {mebibytes(row.imported_bytes)}, at most "
            f"{mebibytes(row.peak_bytes)}, n={row.repeats}"
            for row in rows
        )
        if best.repeats < FEW:
            return Cell(shown=mebibytes(best.peak_bytes), value=float(best.peak_bytes), n=best.repeats, raw=raw)
        return Cell(
            shown=mebibytes(best.peak_bytes), value=float(best.peak_bytes), n=best.repeats, low=float(best.low_bytes),
            high=float(best.high_bytes), interval=f"[{mebibytes(best.low_bytes)}, {mebibytes(best.high_bytes)}]",
            raw=raw,
        )  # fmt: skip

    yield _row(
        "memory", "performance", "Memory", "Main memory of a fresh process at most, while it trains the MLP.",
        "processes", frameworks, memory, "less",
    )  # fmt: skip


def _row(
    key: str,
    question: Question,
    title: str,
    method: str,
    of: str,
    frameworks: Sequence[str],
    cell: Callable[[str], Cell],
    better: Better | None,
) -> Row:
    cells = {framework: cell(framework) for framework in frameworks}
    return Row(key=key, question=question, title=title, method=method, of=of, cells=cells, better=better)
