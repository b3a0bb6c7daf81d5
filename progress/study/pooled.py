"""Several learners in one figure, without averaging anybody's raw curve."""

from __future__ import annotations

import numpy as np

from progress.stats.comparison import EXACT_UP_TO, sign_flip
from progress.stats.incidence import OUTCOMES, known_to
from progress.stats.inputs import Flags, Floats, column, positive, words
from progress.stats.intervals import GATE, LEVEL, mean_interval, t_quantile
from progress.stats.learning import GATE as RATE_GATE
from progress.stats.results import Curve, Estimate, Ratio, TooLittleData
from progress.stats.survival import log_log_interval
from progress.study.columns import Coded, Codes, Columns, coded, named, orders
from progress.study.results import PooledRate
from progress.study.terms import LEARNERS

STEPS = 200  # of the time axis up to the cap
DISTINCT = 4  # counts of practice that a learner's own curve must have, as in `learning_rate`


def pooled_solved(columns: Columns, cap: float, *, level: float = LEVEL) -> Curve | TooLittleData:
    """Return the share of all tasks solved by each time up to `cap`, from six learners up (`n` counts learners).

    Columns learner, duration, outcome ("solved", "gave_up", "open"), one row per task. The estimate is
    `cumulative_solved` over all rows, durations rounded up to a two-hundredth of the cap. Tasks of one learner
    are alike, so the interval is the jackknife's over whole learners (Efron and Stein 1981), log-log, with
    Student's t on learners − 1.
    """
    learner, duration, outcome = named(columns, "learner", "duration", "outcome")
    times, limit = column(duration, "duration"), positive(cap, "cap")
    ends, who = np.asarray(outcome, dtype=np.str_), coded(learner)
    if not np.isin(ends, OUTCOMES).all():
        words(outcome, "outcome", OUTCOMES)  # says which
    count = len(who.names)
    if count < GATE:
        return TooLittleData(count, GATE, "learners")
    step = np.clip(np.ceil(times / limit * STEPS - 1e-9), 1, STEPS + 1).astype(np.intp)
    solved = _per_learner(who, step, ends == "solved")[:, :-1]
    gave_up = _per_learner(who, step, ends == "gave_up")[:, :-1]
    everything = _per_learner(who, step, np.ones(len(times), dtype=np.bool_))
    at_risk = everything[:, ::-1].cumsum(axis=1)[:, ::-1][:, :-1]
    totals = solved.sum(axis=0), gave_up.sum(axis=0), at_risk.sum(axis=0)
    share = _incidence(*(total[None] for total in totals))[0]
    without = _incidence(*(total - own for total, own in zip(totals, (solved, gave_up, at_risk), strict=True)))
    variance = (count - 1) / count * ((without - without.mean(axis=0)) ** 2).sum(axis=0)
    unsolved = np.where(share > 1 - 1e-12, 0.0, 1 - share)
    error = np.sqrt(variance) / np.where(unsolved > 0, unsolved, 1.0)
    low, high = log_log_interval(unsolved, error, t_quantile(level, count - 1))
    keep = totals[0] > 0
    return Curve(
        shows="solved",
        times=tuple((np.arange(1, STEPS + 1)[keep] * limit / STEPS).tolist()),
        share=tuple(share[keep].tolist()),
        low=tuple((1 - high)[keep].tolist()),
        high=tuple((1 - low)[keep].tolist()),
        at_risk=tuple(totals[2][keep].astype(int).tolist()),
        events=tuple(totals[0][keep].astype(int).tolist()),
        n=count,
        level=level,
        end=limit if known_to(ends, times, limit) else float(times.max()),
    )


def pooled_learning_rate(columns: Columns, *, level: float = LEVEL) -> PooledRate | TooLittleData:
    """Return 2^−(mean b) over learners who each have a rate of their own (twenty tasks), from six of them up.

    Columns learner, seconds, par, practice (1, 2 …), one row per completed task. Each learner's b is fitted alone
    and the interval is Student's t over the learners (summary measures: Matthews et al. 1990).
    """
    learner, seconds, par, practice = named(columns, "learner", "seconds", "par", "practice")
    who = coded(learner)
    times, expected = column(seconds, "seconds", positive=True), column(par, "par", positive=True)
    counts = column(practice, "practice", positive=True)
    if (counts < 1).any():
        raise ValueError(f"practice[{int(np.argmax(counts < 1))}] is below 1, the first time")
    found = _rates(who, np.log(counts), np.log(times) - np.log(expected))
    if len(found) < GATE:
        return TooLittleData(len(found), GATE, "learners with a learning rate")
    mean, low, high = mean_interval(found, level)
    b = Estimate(mean, low, high, len(found), level)
    return PooledRate(2**-mean, 2**-high, 2**-low, len(found), level, b, len(who.names) - len(found))


def pooled_ratio(
    columns: Columns, a: str, b: str, *, rng: np.random.Generator | None = None, level: float = LEVEL
) -> Ratio | TooLittleData:
    """Return how many times as long `a` takes as `b`, each learner counting once, from seven learners up.

    Columns learner, task, framework, seconds, started. A learner's ln ratio is the mean over the tasks done in
    both; the interval is Student's t over learners and p flips the signs of whole learners (`sign_flip`), so it
    stands where learners differ in what suits them. `n` and `a_first` count learners.
    """
    logs, chosen = _log_ratios(columns, a, b)
    if len(logs) < LEARNERS:
        return TooLittleData(len(logs), LEARNERS, "learners with tasks in both")
    mean, low, high = mean_interval(logs, level)
    taken = orders(columns)
    codes = [taken.framework.names.index(name) for name in (a, b)]
    first_a = int((taken.places[chosen, codes[0]] < taken.places[chosen, codes[1]]).sum())
    return Ratio(
        value=float(np.exp(mean)),
        low=float(np.exp(low)),
        high=float(np.exp(high)),
        n=len(logs),
        level=level,
        p=sign_flip(logs, np.random.default_rng(0) if rng is None else rng),
        exact=len(logs) <= EXACT_UP_TO,
        a_first=first_a,
        order=f"{a} was taken first by {first_a} of {len(logs)} learners, {b} by {len(logs) - first_a}",
        caveat="whether the order is to blame is for the mixed model to say",
    )


def _rates(who: Coded, practice: Floats, logs: Floats) -> Floats:
    """Return b, as `learning_rate` fits it, of each learner whom its gates let through, all at once."""
    size = len(who.names)
    n = np.bincount(who.codes, minlength=size)
    counts = np.maximum(n, 1)
    offsets = practice - (np.bincount(who.codes, practice, minlength=size) / counts)[who.codes]
    spread = np.bincount(who.codes, offsets**2, minlength=size)
    slope = np.bincount(who.codes, offsets * logs, minlength=size)
    order = np.lexsort((practice, who.codes))
    codes, steps = who.codes[order], practice[order]
    new = np.ones(len(order), dtype=np.bool_)
    new[1:] = (codes[1:] != codes[:-1]) | (steps[1:] != steps[:-1])
    distinct = np.bincount(codes[new], minlength=size)
    chosen = (n >= RATE_GATE) & (distinct >= DISTINCT)
    rates: Floats = -slope[chosen] / spread[chosen]
    return rates


def _per_learner(who: Coded, step: Codes, chosen: Flags) -> Floats:
    """Return how many of the `chosen` rows each learner has at each step, (learners, STEPS + 1); the last is late."""
    cells = who.codes[chosen] * (STEPS + 1) + step[chosen] - 1
    found = np.bincount(cells, minlength=len(who.names) * (STEPS + 1))
    return found.astype(np.float64).reshape(len(who.names), STEPS + 1)


def _log_ratios(columns: Columns, a: str, b: str) -> tuple[Floats, Codes]:
    """Return each learner's mean ln ratio over the tasks done in both, and which learners these are."""
    learner, task, framework, seconds = named(columns, "learner", "task", "framework", "seconds")
    times = np.log(column(seconds, "seconds", positive=True))
    who, what, where = coded(learner), coded(task), np.asarray(framework)
    cells = who.codes * max(len(what.names), 1) + what.codes
    halves = []
    for name in (a, b):
        rows = np.flatnonzero(where == name)
        once, first, count = np.unique(cells[rows], return_index=True, return_counts=True)
        if (count > 1).any():
            row = rows[first[np.argmax(count > 1)]]
            twice = f"learner {who.names[who.codes[row]]!r} completed task {what.names[what.codes[row]]!r}"
            raise ValueError(f"{twice} in {name} twice; expected one row for each")
        halves.append((once, rows[first]))
    (in_a, rows_a), (in_b, rows_b) = halves
    _, left, right = np.intersect1d(in_a, in_b, assume_unique=True, return_indices=True)
    differences, owner = times[rows_a[left]] - times[rows_b[right]], who.codes[rows_a[left]]
    paired = np.bincount(owner, minlength=len(who.names))
    chosen = np.flatnonzero(paired)
    return np.bincount(owner, differences, minlength=len(who.names))[chosen] / paired[chosen], chosen


def _incidence(solved: Floats, gave_up: Floats, at_risk: Floats) -> Floats:
    """Return F̂ for each row of (samples, steps) counts; see `cumulative_solved`."""
    risk = np.maximum(at_risk, 1)
    free = np.cumprod(1 - (solved + gave_up) / risk, axis=1)
    before = np.concatenate([np.ones((len(free), 1)), free[:, :-1]], axis=1)
    found: Floats = np.cumsum(before * solved / risk, axis=1)
    return found
