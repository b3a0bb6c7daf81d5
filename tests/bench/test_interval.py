"""The interval of a median: known answers, and how often it holds the median of what it was drawn from."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tutor.bench import interval


# Ranks as in the tables of binomial intervals for the median at 95 % (two-sided).
@pytest.mark.parametrize(
    ("n", "rank", "level"),
    [
        (6, 1, 0.96875),
        (9, 2, 0.9609375),
        (10, 2, 0.978515625),
        (15, 4, 0.96484375),
        (20, 6, 0.95861053),
        (50, 18, 0.967161),
    ],
)
def test_ranks_and_levels_are_those_of_the_tables(n: int, rank: int, level: float) -> None:
    found = interval.of([float(value) for value in range(1, n + 1)])
    assert interval.rank(n) == rank
    assert (found.low, found.high) == (rank, n + 1 - rank)
    assert found.level == pytest.approx(level, abs=1e-6)
    assert found.value == (n + 1) / 2


@pytest.mark.parametrize(("n", "level"), [(1, 0.0), (2, 0.5), (3, 0.75), (5, 0.9375)])
def test_below_six_values_the_range_is_all_there_is(n: int, level: float) -> None:
    found = interval.of([float(value) for value in range(n)])
    assert (found.low, found.high) == (0, n - 1)
    assert found.level == level < interval.LEVEL


def test_no_values_have_no_median() -> None:
    with pytest.raises(ValueError, match="no median"):
        interval.of([])


@pytest.mark.parametrize("n", [6, 10, 20, 33])
def test_the_interval_holds_the_true_median_as_often_as_it_says(n: int) -> None:
    rng, runs = np.random.default_rng(1), 4000
    draws = rng.lognormal(mean=0.0, sigma=1.5, size=(runs, n))  # skewed as times are; its median is 1
    found = [interval.of(list(draw)) for draw in draws]
    held = sum(one.low <= 1.0 <= one.high for one in found) / runs
    level = found[0].level
    assert level >= interval.LEVEL
    assert abs(held - level) < 4 * math.sqrt(level * (1 - level) / runs)


def test_it_assumes_nothing_of_the_distribution() -> None:
    values = list(np.random.default_rng(2).gamma(2.0, size=25))
    plain, logged = interval.of(values), interval.of([math.log(value) for value in values])
    assert logged[:3] == pytest.approx([math.log(value) for value in plain[:3]])
