"""Two frameworks compared over the same tasks by one learner."""

from __future__ import annotations

from math import exp

import numpy as np

from progress.stats.inputs import Flags, Floats, Numbers, Truths, column, flags, same_length
from progress.stats.intervals import GATE, LEVEL, mean_interval
from progress.stats.results import Ratio, TooLittleData

EXACT_UP_TO = 16  # pairs: 2^15 sums up to sign take under a millisecond
DRAWS = 9_999
_BLOCK = 2_000_000  # signs drawn at once


def framework_ratio(
    times_a: Numbers,
    times_b: Numbers,
    *,
    a_first: Truths | None = None,
    names: tuple[str, str] = ("A", "B"),
    rng: np.random.Generator | None = None,
    draws: int = DRAWS,
    level: float = LEVEL,
) -> Ratio | TooLittleData:
    """Return R = exp(mean(ln T_A − ln T_B)) over the same tasks, row by row, from six tasks up.

    Times above zero in one unit. `a_first` tells, task by task, whether framework A was taken first; `names`
    go into the sentence about the order. Interval by Student's t on the log ratios; two-sided p by flipping
    their signs (see `sign_flip`), with `rng` (a generator of a fixed seed if None, so that a replay agrees).
    """
    first, second = column(times_a, "times_a", positive=True), column(times_b, "times_b", positive=True)
    order = None if a_first is None else flags(a_first, "a_first")
    same_length(times_a=first, times_b=second, **({} if order is None else {"a_first": order}))
    n = len(first)
    if n < GATE:
        return TooLittleData(n, GATE, "tasks done in both")
    logs = np.log(first) - np.log(second)
    mean, low, high = mean_interval(logs, level)
    p = sign_flip(logs, np.random.default_rng(0) if rng is None else rng, draws)
    return Ratio(
        value=exp(mean),
        low=exp(low),
        high=exp(high),
        n=n,
        level=level,
        p=p,
        exact=n <= EXACT_UP_TO,
        a_first=None if order is None else int(order.sum()),
        order=_order(order, names),
    )


def sign_flip(differences: Floats, rng: np.random.Generator, draws: int = DRAWS) -> float:
    """Return the two-sided p of a mean of zero, were every difference as likely to have the other sign.

    Up to `EXACT_UP_TO` all 2ⁿ signs are counted (Fisher 1935); above it `draws` random ones, p = (hits + 1) /
    (draws + 1), which is never 0 (Phipson and Smyth 2010).
    """
    reached = abs(float(differences.sum())) - 1e-9 * float(np.abs(differences).sum())
    if len(differences) <= EXACT_UP_TO:
        sums = differences[:1]  # the first sign stays: the other half of the sums is this one negated
        for difference in differences[1:]:
            sums = np.concatenate([sums + difference, sums - difference])
        return float(np.mean(np.abs(sums) >= reached))
    if draws < 1:
        raise ValueError(f"draws is {draws}; expected one or more")
    hits, left = 0, draws
    block, width = max(1, _BLOCK // len(differences)), (len(differences) + 7) // 8
    while left:
        size = min(block, left)
        # Eight signs to a byte: drawing them is most of the work.
        packed = np.frombuffer(rng.bytes(size * width), dtype=np.uint8).reshape(size, width)
        kept = np.unpackbits(packed, axis=1, count=len(differences)).astype(np.float64)
        sums = 2 * (kept @ differences) - differences.sum()
        hits += int((np.abs(sums) >= reached).sum())
        left -= size
    return (hits + 1) / (draws + 1)


def _order(a_first: Flags | None, names: tuple[str, str]) -> str:
    if a_first is None:
        return "the order was not recorded"
    count, n = int(a_first.sum()), len(a_first)
    if count == n:
        return f"{names[0]} was taken first on all {n} tasks"
    if count == 0:
        return f"{names[1]} was taken first on all {n} tasks"
    return f"{names[0]} was taken first on {count} of {n} tasks, {names[1]} on {n - count}"
