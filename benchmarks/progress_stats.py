"""The statistics beside what one would use instead: seconds for the same answer, on this machine.

    python benchmarks/progress_stats.py [--rows 100000] [--study 1000000]

Needs lifelines and statsmodels (the extra `dev`). Each line is the median of five runs after one to warm up, but
for statsmodels' mixed model, which runs once.
"""

from __future__ import annotations

import argparse
import resource
import time
import warnings
from collections.abc import Callable
from statistics import median

import numpy as np

from progress.stats import (
    FirstAttempt,
    additive_factors,
    cumulative_solved,
    kaplan_meier,
    learning_rate,
    log_rank,
)
from progress.study import Sums, Terms, mixed_model, pooled_solved

FRAMEWORKS = ("neon", "pytorch", "tensorflow")


def seconds(call: Callable[[], object], runs: int = 5) -> float:
    if runs > 1:
        call()
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return median(taken)


def line(what: str, ours: float, theirs: float | None = None, other: str = "") -> None:
    beside = f"{other:>12} {theirs:9.4f} s   {theirs / ours:7.1f} x" if theirs else ""
    print(f"{what:<42} {ours:9.4f} s   {beside}", flush=True)


def study(learners: int, tasks: int = 86) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(1)
    rows = learners * tasks * 3
    learner = np.repeat(np.arange(learners), tasks * 3)
    period = np.tile(np.repeat([1, 2, 3], tasks), learners)
    shift = np.repeat(rng.permuted(np.tile(np.arange(3), (learners, 1)), axis=1).ravel(), tasks)
    before = np.where(period == 1, "", np.array(FRAMEWORKS)[np.roll(shift, tasks)])
    logs = rng.normal(0, 0.3, learners)[learner] + 0.2 * shift - 0.1 * period + rng.normal(0, 0.5, rows)
    return {
        "learner": learner,
        "task": np.tile(np.arange(tasks), learners * 3),
        "framework": np.array(FRAMEWORKS)[shift],
        "period": period,
        "previous": before,
        "seconds": np.exp(logs),
    }


def curves(rows: int) -> None:
    import lifelines
    from lifelines.statistics import logrank_test

    rng = np.random.default_rng(0)
    times, solved = rng.exponential(9, rows), rng.random(rows) < 0.8
    outcomes = rng.choice(["solved", "gave_up", "open"], rows).tolist()
    half = rows // 2
    a, b = (times[:half], solved[:half]), (times[half:], solved[half:])
    fitter = lifelines.KaplanMeierFitter()
    line(f"kaplan_meier, {rows:,} rows", seconds(lambda: kaplan_meier(times, solved)),
         seconds(lambda: fitter.fit(times, solved)), "lifelines")  # fmt: skip
    line(f"log_rank, {rows:,} rows", seconds(lambda: log_rank(a, b)),
         seconds(lambda: logrank_test(a[0], b[0], a[1], b[1])), "lifelines")  # fmt: skip
    codes = np.array([{"open": 0, "solved": 1, "gave_up": 2}[outcome] for outcome in outcomes])
    fitter = lifelines.AalenJohansenFitter(calculate_variance=True)
    small = slice(0, min(rows, 2_000))  # lifelines' variance takes quadratic time
    line(f"cumulative_solved, {small.stop:,} rows",
         seconds(lambda: cumulative_solved(times[small], outcomes[small], 100)),
         seconds(lambda: fitter.fit(times[small], codes[small], event_of_interest=1), 1), "lifelines")  # fmt: skip
    line(f"cumulative_solved, {rows:,} rows", seconds(lambda: cumulative_solved(times, outcomes, 100)))
    columns = {"learner": np.arange(rows) % 500, "duration": times, "outcome": outcomes}
    line(f"pooled_solved, {rows:,} rows of 500", seconds(lambda: pooled_solved(columns, 60)))


def learner(tasks: int) -> None:
    rng = np.random.default_rng(2)
    times = np.arange(1, tasks + 1) ** -0.3 * np.exp(rng.normal(0, 0.5, tasks))
    line(f"learning_rate, {tasks} tasks", seconds(lambda: learning_rate(times)))
    made = [FirstAttempt(f"skill {index % 20}", bool(rng.random() < 0.6)) for index in range(tasks)]
    line(f"additive_factors, {tasks} attempts", seconds(lambda: additive_factors(made)))


def mixed(rows: int) -> None:
    columns = study(40)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        line(
            "mixed model, 10,320 rows of 40",
            seconds(lambda: mixed_model(columns, label="randomised")),
            seconds(lambda: mixed_model(columns, label="randomised", engine="statsmodels"), 1),
            "statsmodels",
        )
    learners = max(rows // 258, 7)
    many = study(learners)
    terms = Terms(tuple(range(86)), FRAMEWORKS, (1, 2, 3), FRAMEWORKS)

    def fit() -> None:
        sums = Sums(terms)
        sums.add(many)
        sums.fit(label="randomised")

    line(f"mixed model, {learners * 258:,} rows of {learners:,}", seconds(fit, 1))
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GiB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--study", type=int, default=1_000_000)
    options = parser.parse_args()
    learner(258)
    curves(options.rows)
    mixed(options.study)


if __name__ == "__main__":
    main()
