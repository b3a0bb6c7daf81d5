"""The learning curve of one learner: how much of the time a doubling of practice leaves."""

from __future__ import annotations

from math import exp, log
from typing import Literal, NamedTuple

import numpy as np

from progress.stats.inputs import Floats, Numbers, column, same_length
from progress.stats.intervals import LEVEL, t_quantile
from progress.stats.results import Estimate, Fit, LearningRate, TooLittleData

GATE = 20  # tasks: the half-width of b is then about 0.30 at a log-SD of 0.5
Form = Literal["power", "exponential", "apex"]


class Line(NamedTuple):
    """A least-squares line through (x, y) with the t interval of its slope."""

    intercept: float
    slope: float
    slope_se: float
    half: float
    residual_sd: float
    mean_x: float
    spread: float
    quantile: float


def learning_rate(
    times: Numbers, par: Numbers | None = None, *, practice: Numbers | None = None, level: float = LEVEL
) -> LearningRate | TooLittleData:
    """Return b and the learning rate LR = 2^−b of one learner, from twenty tasks up.

    ln Tₙ = a − b·ln n + ln par by least squares, interval of b by Student's t on N − 2. `times` (above zero, in
    the order of practice) and `par` (each task's par time in the same unit, so that a harder task is no
    slower learner) are one per task; `practice` is n where it is not 1, 2, 3 … (≥ 1, not all the same). LR of
    0.8 is "an 80 % curve" (Wright 1936; Newell and Rosenbloom 1981). Never give it an average over learners:
    the average of curves is not the curve of anybody.
    """
    taken = column(times, "times", positive=True)
    expected = np.ones_like(taken) if par is None else column(par, "par", positive=True)
    counts = np.arange(1.0, len(taken) + 1) if practice is None else column(practice, "practice", positive=True)
    same_length(times=taken, par=expected, practice=counts)
    if (counts < 1).any():
        index = int(np.argmax(counts < 1))
        raise ValueError(f"practice[{index}] is {counts[index]:g}; expected 1, the first time, or more")
    if len(taken) < GATE:
        return TooLittleData(len(taken), GATE, "tasks")
    if len(np.unique(counts)) < 4:  # as many as the richest form has parameters, and one
        return TooLittleData(len(np.unique(counts)), 4, "distinct counts of practice")
    logs = np.log(taken) - np.log(expected)
    line = least_squares(np.log(counts), logs, level)
    b = Estimate(-line.slope, -line.slope - line.half, -line.slope + line.half, len(logs), level, line.slope_se)
    return LearningRate(
        value=2**-b.value,
        low=2**-b.high,
        high=2**-b.low,
        n=len(logs),
        level=level,
        b=b,
        first=exp(line.intercept),
        residual_sd=line.residual_sd,
        mean_log_practice=line.mean_x,
        spread=line.spread,
        quantile=line.quantile,
        fits=_fits(counts, logs),
    )


def least_squares(x: Floats, y: Floats, level: float) -> Line:
    """Return the line y = intercept + slope·x with slope ± half its t interval on n − 2; n ≥ 3, x not constant."""
    n = len(x)
    mean_x = float(x.mean())
    offsets = x - mean_x
    spread = float(offsets @ offsets)
    slope = float(offsets @ y) / spread
    intercept = float(y.mean()) - slope * mean_x
    residuals = y - intercept - slope * x
    sd = float(np.sqrt(residuals @ residuals / (n - 2)))
    quantile = t_quantile(level, n - 2)
    se = sd / spread**0.5
    return Line(intercept, slope, se, quantile * se, sd, mean_x, spread, quantile)


def _fits(counts: Floats, logs: Floats) -> tuple[Fit, ...]:
    """Return the three forms, smallest AICc first, each linear on the log scale.

    Power n^−b, exponential e^−c(n−1) and APEX, their product (Heathcote, Brown and Mewhort 2000), without
    asymptotes. AICc = N·ln(RSS/N) + 2k + 2k(k + 1)/(N − k − 1), k with the variance (Hurvich and Tsai 1989).
    """
    power, decay = -np.log(counts), -(counts - 1)
    forms: dict[Form, list[Floats]] = {"power": [power], "exponential": [decay], "apex": [power, decay]}
    found = {form: _fit(columns, logs) for form, columns in forms.items()}
    best = min(aicc for _, _, aicc in found.values())
    weights = {form: exp((best - aicc) / 2) for form, (_, _, aicc) in found.items()}
    fits = []
    for form, (values, sd, aicc) in found.items():
        fits.append(
            Fit(
                form=form,
                first=exp(values[0]),
                power=0.0 if form == "exponential" else values[1],
                decay=0.0 if form == "power" else values[-1],
                residual_sd=sd,
                aicc=aicc,
                weight=weights[form] / sum(weights.values()),
            )
        )
    return tuple(sorted(fits, key=lambda fit: fit.aicc))


def _fit(columns: list[Floats], logs: Floats) -> tuple[list[float], float, float]:
    design = np.column_stack([np.ones_like(logs), *columns])
    values = np.linalg.lstsq(design, logs, rcond=None)[0]
    residuals = logs - design @ values
    n, k = len(logs), design.shape[1] + 1
    # Times without any noise would make ln 0: below this the residuals are rounding.
    mean_square = max(float(residuals @ residuals) / n, 1e-24)
    aicc = n * log(mean_square) + 2 * k + 2 * k * (k + 1) / (n - k - 1)
    sd = (mean_square * n / (n - design.shape[1])) ** 0.5
    return [float(value) for value in values], sd, aicc
