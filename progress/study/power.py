"""How many learners a comparison needs: the paired t test on ln(time), two-sided."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite, log, sqrt

import msgspec

from progress.stats.inputs import positive
from progress.stats.intervals import LEVEL, t_quantile

LOG_SD = 0.5  # of one learner's ln ratio between two frameworks
POWER = 0.8
MOST = 1_000_000


class PowerRow(msgspec.Struct, frozen=True):
    """A study of `learners` finds a true `ratio` of times with chance `power`, given the log-SD."""

    ratio: float
    learners: int
    power: float
    log_sd: float


def power(ratio: float, learners: int, *, log_sd: float = LOG_SD, level: float = LEVEL) -> float:
    """Return the chance that `learners` learners, each in both frameworks, show a true `ratio` of times.

    Noncentral t with df = n − 1 and shift √n·ln(ratio)/log_sd (Chow, Shao and Wang 2008, 3.1).
    """
    from scipy.special import nctdtr

    shift = _shift(ratio, log_sd)
    if learners < 2:
        raise ValueError(f"learners is {learners}; a comparison has at least 2")
    df, moved = learners - 1, shift * sqrt(learners)
    critical = t_quantile(level, df)
    below = float(nctdtr(df, moved, -critical))
    if not isfinite(below):  # the far tail, where the series gives up: nothing is there
        below = 0.0
    return 1.0 - float(nctdtr(df, moved, critical)) + below


def learners_needed(ratio: float, *, chance: float = POWER, log_sd: float = LOG_SD, level: float = LEVEL) -> PowerRow:
    """Return the fewest learners with whom a true `ratio` (not 1) is found with at least `chance` (0 to 1)."""
    if not 0 < chance < 1:
        raise ValueError(f"chance is {chance!r}; expected between 0 and 1")
    if _shift(ratio, log_sd) == 0:
        raise ValueError("ratio is 1: no number of learners shows that there is no difference")
    low, high = 1, 2
    while power(ratio, high, log_sd=log_sd, level=level) < chance:
        low, high = high, 2 * high
        if high > MOST:
            raise ValueError(f"a ratio of {ratio:g} needs more than {MOST:,} learners")
    while high - low > 1:
        middle = (low + high) // 2
        enough = power(ratio, middle, log_sd=log_sd, level=level) >= chance
        low, high = (low, middle) if enough else (middle, high)
    return PowerRow(ratio, high, power(ratio, high, log_sd=log_sd, level=level), log_sd)


def power_table(
    ratios: Sequence[float] = (2.0, 1.5, 1.25), *, chance: float = POWER, log_sd: float = LOG_SD
) -> tuple[PowerRow, ...]:
    """Return `learners_needed` for each of `ratios`."""
    return tuple(learners_needed(ratio, chance=chance, log_sd=log_sd) for ratio in ratios)


def _shift(ratio: float, log_sd: float) -> float:
    return abs(log(positive(ratio, "ratio"))) / positive(log_sd, "log_sd")
