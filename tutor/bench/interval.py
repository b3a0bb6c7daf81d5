"""The median of repeated times and its interval, which assumes nothing of how times are distributed."""

from __future__ import annotations

from collections.abc import Sequence
from math import comb
from statistics import median
from typing import NamedTuple

LEVEL = 0.95


class Median(NamedTuple):
    """A median, the ends of its interval, and the chance that such an interval holds the true median."""

    value: float
    low: float
    high: float
    level: float


def rank(n: int, level: float = LEVEL) -> int:
    """Return k so that the k-th smallest to the k-th largest of n values hold the median at `level` or more.

    The number of values below the true median is binomial(n, 1/2), so the chance that the interval misses is
    2·P(B ≤ k − 1); k is the largest that keeps it at 1 − level or less (Conover, Practical Nonparametric
    Statistics, 3rd edition, 1999, section 3.2). At least 1: below six values the range is all there is, and
    it holds the median less often than 95 times in 100.
    """
    k, below = 1, 1
    while 2 * (below + comb(n, k)) <= (1 - level) * 2**n:
        below += comb(n, k)
        k += 1
    return k


def of(values: Sequence[float], level: float = LEVEL) -> Median:
    """Return the median of at least one value, and its interval by order statistics; ValueError for none."""
    if not values:
        raise ValueError("there is no median of no values")
    n, ordered = len(values), sorted(values)
    k = rank(n, level)
    held = 1 - 2 * sum(comb(n, i) for i in range(k)) / 2**n
    return Median(median(ordered), ordered[k - 1], ordered[n - k], held)
