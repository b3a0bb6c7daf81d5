"""Kaplan-Meier, restricted means and the log-rank test against lifelines, and how they behave."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from progress.stats import (
    Estimate,
    Test,
    TooLittleData,
    kaplan_meier,
    log_rank,
    restricted_mean,
    restricted_mean_difference,
)

lifelines = pytest.importorskip("lifelines")

# Small whole numbers make ties, of events with events and of events with censorings.
subject = st.tuples(st.integers(1, 15), st.booleans())
samples = st.lists(subject, min_size=6, max_size=30)
large_samples = st.lists(subject, min_size=20, max_size=45)


def split(sample: list[tuple[int, bool]]) -> tuple[list[int], list[bool]]:
    return [time for time, _ in sample], [solved for _, solved in sample]


@given(samples)
@settings(max_examples=40, deadline=None)
def test_the_curve_and_its_log_log_interval_are_those_of_lifelines(sample: list[tuple[int, bool]]) -> None:
    times, solved = split(sample)
    curve = kaplan_meier(times, solved)
    fitted = lifelines.KaplanMeierFitter().fit(times, solved)
    oracle = fitted.survival_function_at_times(curve.times).to_numpy()
    np.testing.assert_allclose(curve.share, oracle, atol=1e-12)
    bounds = fitted.confidence_interval_.loc[list(curve.times)].to_numpy()
    inner = [index for index, share in enumerate(curve.share) if 1e-12 < share < 1]
    np.testing.assert_allclose(np.array(curve.low)[inner], bounds[inner, 0], atol=1e-9)
    np.testing.assert_allclose(np.array(curve.high)[inner], bounds[inner, 1], atol=1e-9)


@given(large_samples)
@settings(max_examples=40, deadline=None)
def test_the_restricted_mean_is_that_of_lifelines(sample: list[tuple[int, bool]]) -> None:
    from lifelines.utils import restricted_mean_survival_time

    times, solved = split(sample)
    tau = max(times)
    found = restricted_mean(times, solved, tau)
    if isinstance(found, TooLittleData):
        assert not any(done and time < tau for time, done in sample)
        return
    oracle = restricted_mean_survival_time(lifelines.KaplanMeierFitter().fit(times, solved), t=tau)
    assert found.value == pytest.approx(oracle, abs=1e-9)


@given(samples, samples)
@settings(max_examples=40, deadline=None)
def test_the_log_rank_test_is_that_of_lifelines(a: list[tuple[int, bool]], b: list[tuple[int, bool]]) -> None:
    from lifelines.statistics import logrank_test

    (times_a, solved_a), (times_b, solved_b) = split(a), split(b)
    found = log_rank((times_a, solved_a), (times_b, solved_b))
    if isinstance(found, TooLittleData):
        return
    oracle = logrank_test(times_a, times_b, solved_a, solved_b)
    assert found.statistic == pytest.approx(oracle.test_statistic, abs=1e-9)
    assert found.p == pytest.approx(oracle.p_value, abs=1e-9)


@given(samples, st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_neither_the_order_of_tasks_nor_the_unit_changes_what_is_said(
    sample: list[tuple[int, bool]], random: object
) -> None:
    times, solved = split(sample)
    curve = kaplan_meier(times, solved)
    shuffled = list(sample)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert kaplan_meier(*split(shuffled)) == curve
    minutes = kaplan_meier([time / 60 for time in times], solved)
    assert minutes.share == curve.share
    assert minutes.low == curve.low
    np.testing.assert_allclose(np.array(minutes.times) * 60, curve.times)


def test_where_everybody_has_solved_it_the_upper_end_stays_that_of_the_step_before() -> None:
    curve = kaplan_meier([1, 2, 3, 4, 5, 6], [True] * 6)
    assert curve.share[-1] == curve.low[-1] == 0
    assert curve.high[-1] == curve.high[-2]


def test_no_tasks_make_an_empty_curve() -> None:
    curve = kaplan_meier([], [])
    assert (curve.n, curve.times, curve.median) == (0, (), None)
    assert curve.at(0) == 1


def test_a_curve_tells_its_share_at_any_time_that_was_observed() -> None:
    curve = kaplan_meier([2, 4, 6, 8], [True, True, False, False])
    assert [curve.at(time) for time in (0, 1.9, 2, 3, 4, 8)] == [1, 1, 0.75, 0.75, 0.5, 0.5]
    assert curve.time_to(0.25) == 2
    assert curve.median == 4
    assert curve.time_to(0.75) is None
    with pytest.raises(ValueError, match="outside what was observed, 0 to 8"):
        curve.at(9)


def test_beyond_the_last_open_task_a_restricted_mean_is_refused() -> None:
    times, solved = list(range(1, 21)), [True] * 19 + [False]
    with pytest.raises(ValueError, match="tau is 21, beyond the last duration, 20"):
        restricted_mean(times, solved, 21)
    assert isinstance(restricted_mean(times, [True] * 20, 21), Estimate)


def test_a_restricted_mean_where_nothing_was_solved_is_not_quoted() -> None:
    found = restricted_mean([5] * 25, [False] * 25, 5)
    assert isinstance(found, TooLittleData)
    assert str(found) == "too little data (0 of 1)"


def test_the_sides_of_a_difference_can_be_exchanged() -> None:
    rng = np.random.default_rng(1)
    a = (rng.exponential(5, 20), np.ones(20, dtype=bool))
    b = (rng.exponential(9, 25), np.ones(25, dtype=bool))
    one, other = restricted_mean_difference(a, b, 8), restricted_mean_difference(b, a, 8)
    assert isinstance(one, Estimate)
    assert isinstance(other, Estimate)
    assert (one.value, one.low, one.high) == pytest.approx((-other.value, -other.high, -other.low))
    assert one.n == 45
    forth, back = log_rank(a, b), log_rank(b, a)
    assert isinstance(forth, Test)
    assert isinstance(back, Test)
    assert forth.z == pytest.approx(-back.z)
    assert forth.z > 0  # A is faster: more is solved than expected


@pytest.mark.parametrize("few", [0, 1, 5])
def test_below_six_tasks_there_is_no_p(few: int) -> None:
    small, enough = ([3.0] * few, [True] * few), ([3.0, 4, 5, 6, 7, 8], [True] * 6)
    assert str(log_rank(enough, small)) == f"too little data ({few} of 6)"
    assert isinstance(log_rank(enough, enough), Test)


@pytest.mark.parametrize("few", [0, 1, 19])
def test_below_twenty_tasks_there_is_no_restricted_mean(few: int) -> None:
    small, enough = ([3.0] * few, [True] * few), (list(range(1, 21)), [True] * 20)
    expected = f"too little data ({few} of 20)"
    assert str(restricted_mean(*small, 2)) == expected
    assert str(restricted_mean_difference(small, enough, 5)) == expected
    assert str(restricted_mean_difference(enough, small, 5)) == expected
