"""Do the 95 % intervals hold the truth 95 times in a hundred? 4,000 simulated learners each, fixed seeds."""

from __future__ import annotations

import numpy as np
import pytest

from progress.stats import (
    Estimate,
    LearningRate,
    Ratio,
    framework_ratio,
    learning_rate,
    restricted_mean,
    typical_time,
)
from progress.stats.learning import least_squares

LEARNERS = 4_000
SIZES = (6, 10, 20, 40)
LOG_SD = 0.5


def covers(count: int) -> bool:
    return 0.93 <= count / LEARNERS <= 0.97


@pytest.mark.parametrize("n", SIZES)
def test_typical_time_covers(n: int) -> None:
    logs = np.random.default_rng(100 + n).normal(np.log(8), LOG_SD, (LEARNERS, n))
    held = 0
    for times in np.exp(logs):
        found = typical_time(times)
        assert isinstance(found, Estimate)
        held += found.low <= 8 <= found.high
    assert covers(held)


@pytest.mark.parametrize("n", SIZES)
def test_the_slope_of_the_learning_curve_covers(n: int) -> None:
    """The interval as such: below twenty tasks the public function refuses to give it."""
    practice = np.log(np.arange(1.0, n + 1))
    noise = np.random.default_rng(200 + n).normal(0, LOG_SD, (LEARNERS, n))
    held = 0
    for logs in 2 - 0.32 * practice + noise:
        line = least_squares(practice, logs, 0.95)
        held += abs(line.slope + 0.32) <= line.half
    assert covers(held)


@pytest.mark.parametrize("n", [20, 40])
def test_learning_rate_covers(n: int) -> None:
    rng = np.random.default_rng(300 + n)
    par = rng.uniform(2, 15, n)
    curve = par * np.arange(1, n + 1) ** np.log2(0.8)
    held = 0
    for noise in rng.normal(0, LOG_SD, (LEARNERS, n)):
        found = learning_rate(curve * np.exp(noise), par)
        assert isinstance(found, LearningRate)
        held += found.low <= 0.8 <= found.high
    assert covers(held)


@pytest.mark.parametrize("n", SIZES)
def test_framework_ratio_covers_and_its_p_keeps_its_word(n: int) -> None:
    rng = np.random.default_rng(400 + n)
    task = rng.normal(np.log(8), 0.8, (LEARNERS, n))  # hard and easy tasks cancel in the ratio
    noise = rng.normal(0, LOG_SD / np.sqrt(2), (2, LEARNERS, n))
    held = rejected = 0
    for slow, fast in zip(np.exp(task + noise[0] + np.log(1.5)), np.exp(task + noise[1]), strict=True):
        found = framework_ratio(slow, fast, draws=99)
        assert isinstance(found, Ratio)
        held += found.low <= 1.5 <= found.high
        if n <= 10:  # and where both are equal, p ≤ 0.05 in at most 5 %
            null = framework_ratio(slow / 1.5, fast)
            assert isinstance(null, Ratio)
            rejected += null.p <= 0.05
    assert covers(held)
    assert rejected / LEARNERS <= 0.06


@pytest.mark.parametrize("n", [20, 40])
def test_the_restricted_mean_covers_nearly_as_often_as_it_says_from_its_gate_up(n: int) -> None:
    """Its normal interval is a large-sample one: here with the tasks opened over the last 40 minutes."""
    rng = np.random.default_rng(500 + n)
    truth = float(np.minimum(np.exp(rng.normal(np.log(8), LOG_SD, 1_000_000)), 12).mean())
    held = told = 0
    for logs, today in zip(rng.normal(np.log(8), LOG_SD, (2_000, n)), rng.uniform(2, 40, (2_000, n)), strict=True):
        times, solved = np.minimum(np.exp(logs), today), np.exp(logs) <= today
        if times.max() < 12 and not solved[times.argmax()]:
            continue  # nobody was watched to 12 minutes: there is no such mean
        found = restricted_mean(times, solved, 12)
        assert isinstance(found, Estimate)
        told += 1
        held += found.low <= truth <= found.high
    assert told > 1_900
    assert 0.90 <= held / told <= 0.97
