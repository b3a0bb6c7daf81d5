"""The typical time of a set of tasks."""

from __future__ import annotations

from math import exp

import numpy as np

from progress.stats.inputs import Numbers, column
from progress.stats.intervals import GATE, LEVEL, mean_interval
from progress.stats.results import Estimate, TooLittleData


def typical_time(times: Numbers, *, level: float = LEVEL) -> Estimate | TooLittleData:
    """Return the geometric mean of completion `times` (any unit, above zero) with its interval, from six up.

    GM = exp(mean ln T), interval exp(mean ± t·s/√n). Times to solve are near log-normal, and of the small-n
    averages of such times the geometric mean errs least (Sauro and Lewis 2010, "Average task times in
    usability tests: what to report?").
    """
    logs = np.log(column(times, "times", positive=True))
    if len(logs) < GATE:
        return TooLittleData(len(logs), GATE)
    mean, low, high = mean_interval(logs, level)
    return Estimate(exp(mean), exp(low), exp(high), len(logs), level)
