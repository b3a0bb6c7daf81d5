"""The share solved over time where some gave up: giving up is an outcome, not the end of watching."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from progress.stats.inputs import Flags, Floats, Numbers, column, positive, same_length, words
from progress.stats.intervals import LEVEL, normal_quantile
from progress.stats.results import Curve
from progress.stats.survival import log_log_interval

OUTCOMES = ("solved", "gave_up", "open")


class _Steps(NamedTuple):
    times: Floats
    solved: Floats
    ended: Floats  # solved or given up
    at_risk: Floats
    before: Floats  # share neither solved nor given up just before
    share: Floats


def cumulative_solved(durations: Numbers, outcomes: Sequence[str], cap: float, *, level: float = LEVEL) -> Curve:
    """Return the share of tasks solved by each time up to `cap` (same unit as `durations`, above zero).

    `outcomes` are "solved", "gave_up" (never solved by the cap, however early) and "open" (still open today:
    censored); what happened after the cap counts as not solved by it. F̂(t) = Σ Ŝ(tⱼ₋₁)·dⱼ/nⱼ, with Ŝ the share
    neither solved nor given up (Aalen and Johansen 1978). This is the product limit in which a give-up stays
    at risk to the cap, weighted by the chance of not being censored since (Geskus 2011): without open tasks
    the weight is 1 and F̂(t) is the plain share solved by t; with them, leaving out the weight would push F̂
    down. Variance by the delta method (Marubini and Valsecchi 1995), interval log-log on 1 − F̂, so that
    without give-ups the curve is 1 − `kaplan_meier` and its interval too.
    """
    times = column(durations, "durations")
    ends = words(outcomes, "outcomes", OUTCOMES)
    same_length(durations=times, outcomes=ends)
    limit = positive(cap, "cap")
    late = times > limit
    steps = _steps(np.minimum(times, limit), (ends == "solved") & ~late, (ends == "gave_up") & ~late)
    unsolved = 1 - steps.share
    unsolved[np.isclose(unsolved, 0, atol=1e-12)] = 0.0
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.where(unsolved > 0, np.sqrt(_variance(steps)) / unsolved, 0.0)
    low, high = log_log_interval(unsolved, error, normal_quantile(level))
    keep = steps.solved > 0
    return Curve(
        shows="solved",
        times=tuple(steps.times[keep].tolist()),
        share=tuple((1 - unsolved)[keep].tolist()),
        low=tuple((1 - high)[keep].tolist()),
        high=tuple((1 - low)[keep].tolist()),
        at_risk=tuple(steps.at_risk[keep].astype(int).tolist()),
        events=tuple(steps.solved[keep].astype(int).tolist()),
        n=len(times),
        level=level,
        end=limit if known_to(ends, times, limit) else float(np.max(times, initial=0.0)),
    )


def known_to(ends: npt.NDArray[np.str_], times: Floats, cap: float) -> bool:
    """Whether the curve says something up to the cap: the longest task is not an open one short of it."""
    if not len(times):
        return False
    last = times.max()
    return bool(last >= cap or (ends[times == last] != "open").all())


def _steps(times: Floats, solved: Flags, gave_up: Flags) -> _Steps:
    at = np.unique(times[solved | gave_up])
    at_risk = (len(times) - np.searchsorted(np.sort(times), at, "left")).astype(np.float64)
    right = _count(times[solved], at)
    ended = right + _count(times[gave_up], at)
    free = np.cumprod((at_risk - ended) / at_risk)
    before = np.concatenate([[1.0], free])[: len(at)]
    return _Steps(at, right, ended, at_risk, before, np.cumsum(before * right / at_risk))


def _count(times: Floats, at: Floats) -> Floats:
    ordered = np.sort(times)
    counts = np.searchsorted(ordered, at, "right") - np.searchsorted(ordered, at, "left")
    return counts.astype(np.float64)


def _variance(steps: _Steps) -> Floats:
    """Return the delta-method variance of F̂ at each step, its three sums expanded so that they run once."""
    share, risk, solved, before = steps.share, steps.at_risk, steps.solved, steps.before
    left = risk - steps.ended
    with np.errstate(divide="ignore"):
        # The last step may leave nobody; F̂ does not change after it, so its term is nothing.
        hazard = np.where(left > 0, steps.ended / (risk * left), 0.0)
    own = np.cumsum(before**2 * (risk - solved) * solved / risk**3)
    spread = share**2 * hazard.cumsum() - 2 * share * (share * hazard).cumsum() + (share**2 * hazard).cumsum()
    mixed = before * solved / risk**2
    shared = share * mixed.cumsum() - (share * mixed).cumsum()
    variance: Floats = np.maximum(spread + own - 2 * shared, 0.0)
    return variance
