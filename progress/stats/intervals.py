"""Quantiles and the interval of a mean, on which the other statistics stand."""

from __future__ import annotations

from functools import lru_cache
from math import sqrt

from progress.stats.inputs import Floats

LEVEL = 0.95
GATE = 6  # observations below which no interval and no p is printed


def _tail(level: float) -> float:
    if not 0 < level < 1:
        raise ValueError(f"level is {level!r}; expected between 0 and 1, as 0.95")
    return (1 + level) / 2


@lru_cache(maxsize=1024)
def normal_quantile(level: float) -> float:
    """Return z with the share `level` of a standard normal between −z and z."""
    from scipy.special import ndtri

    return float(ndtri(_tail(level)))


@lru_cache(maxsize=1024)
def t_quantile(level: float, df: int) -> float:
    """Return t with the share `level` of Student's t on `df` degrees of freedom between −t and t."""
    from scipy.special import stdtrit

    return float(stdtrit(df, _tail(level)))


def mean_interval(values: Floats, level: float) -> tuple[float, float, float]:
    """Return the mean of two or more values and its t interval, mean ± t·s/√n (Student 1908)."""
    n = len(values)
    mean = float(values.mean())
    half = t_quantile(level, n - 1) * float(values.std(ddof=1)) / sqrt(n)
    return mean, mean - half, mean + half
