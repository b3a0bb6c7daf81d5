"""The share solved where some give up: the truth, where plain Kaplan-Meier misses it, and lifelines."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from progress.stats import cumulative_solved, kaplan_meier

lifelines = pytest.importorskip("lifelines")

CAP = 30.0
OUTCOMES = ("solved", "gave_up", "open")


def learners(rng: np.random.Generator, n: int, last_start: float | None) -> tuple[np.ndarray, np.ndarray, float]:
    """Durations, outcomes and the true share solved by CAP of learners of whom a fifth gives up.

    With `last_start`, the tasks were opened evenly over that time up to today, and some are still open.
    """
    solve = np.exp(rng.normal(np.log(12), 0.7, n))
    leave = np.where(rng.random(n) < 0.34, rng.uniform(1, 20, n), np.inf)
    ends, outcomes = np.minimum(solve, leave), np.where(leave < solve, "gave_up", "solved")
    truth = float(np.mean((outcomes == "solved") & (ends <= CAP)))
    if last_start is not None:
        today = rng.uniform(0, last_start, n)
        outcomes = np.where(today < ends, "open", outcomes)
        ends = np.minimum(ends, today)
    return ends, outcomes, truth


@pytest.mark.parametrize("last_start", [None, 90.0, 45.0])
def test_with_a_fifth_giving_up_the_share_solved_is_within_two_points_and_kaplan_meier_is_not(
    last_start: float | None,
) -> None:
    rng = np.random.default_rng(20)
    ours, plain, unweighted, truths, quitters = [], [], [], [], []
    for _ in range(400):
        times, outcomes, truth = learners(rng, 100, last_start)
        ours.append(cumulative_solved(times, outcomes.tolist(), CAP).share[-1])
        solved = outcomes == "solved"
        plain.append(solved_by_cap(times, solved))
        unweighted.append(solved_by_cap(np.where(outcomes == "gave_up", CAP, times), solved))
        truths.append(truth)
        quitters.append(np.mean(outcomes == "gave_up"))
    truth = float(np.mean(truths))
    if last_start is None:
        assert np.mean(quitters) == pytest.approx(0.2, abs=0.01)
        np.testing.assert_allclose(ours, truths, atol=1e-12)  # nobody is censored: it is the plain share
        np.testing.assert_allclose(unweighted, truths, atol=1e-12)
    assert abs(np.mean(ours) - truth) < 0.005  # well within the two points
    assert np.mean(plain) - truth > 0.04
    if last_start == 45:  # some are open: a give-up at risk to the cap without its weight is too much at risk
        assert np.mean(unweighted) - truth < -0.02


def solved_by_cap(times: np.ndarray, solved: np.ndarray) -> float:
    """Return 1 − Ŝ(CAP) by plain Kaplan-Meier, all that is not solved being censored."""
    steps = kaplan_meier(times, solved)
    return 1 - steps.share[np.searchsorted(steps.times, CAP, "right") - 1]


@pytest.mark.parametrize("last_start", [None, 60.0])
def test_its_interval_covers_the_true_share(last_start: float | None) -> None:
    rng = np.random.default_rng(21)
    _, _, truth = learners(rng, 400_000, None)
    inside = 0
    for _ in range(600):
        times, outcomes, _ = learners(rng, 80, last_start)
        curve = cumulative_solved(times, outcomes.tolist(), CAP)
        inside += curve.low[-1] <= truth <= curve.high[-1]
    assert 0.93 <= inside / 600 <= 0.97


distinct = st.lists(st.integers(1, 400), min_size=3, max_size=30, unique=True)


@given(distinct, st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_it_is_the_aalen_johansen_estimate_of_lifelines(times: list[int], random: object) -> None:
    outcomes = [random.choice(OUTCOMES) for _ in times]  # type: ignore[attr-defined]
    curve = cumulative_solved(times, outcomes, 1000)
    if "solved" not in outcomes:
        assert curve.times == ()
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # lifelines warns where a group has few of an event
        fitted = lifelines.AalenJohansenFitter(calculate_variance=False).fit(
            times,
            [{"open": 0, "solved": 1, "gave_up": 2}[outcome] for outcome in outcomes],
            event_of_interest=1,
        )
    oracle = fitted.cumulative_density_.loc[list(curve.times)].to_numpy()[:, 0]
    np.testing.assert_allclose(curve.share, oracle, atol=1e-12)


@given(st.lists(st.tuples(st.integers(1, 20), st.sampled_from(["solved", "open"])), min_size=1, max_size=30))
@settings(max_examples=40, deadline=None)
def test_without_give_ups_it_is_one_minus_kaplan_meier_with_the_same_interval(
    tasks: list[tuple[int, str]],
) -> None:
    times, outcomes = [time for time, _ in tasks], [outcome for _, outcome in tasks]
    solved = cumulative_solved(times, outcomes, 100)
    unsolved = kaplan_meier(times, [outcome == "solved" for outcome in outcomes])
    assert solved.times == unsolved.times
    np.testing.assert_allclose(solved.share, 1 - np.array(unsolved.share), atol=1e-12)
    np.testing.assert_allclose(solved.low, 1 - np.array(unsolved.high), atol=1e-7)
    np.testing.assert_allclose(solved.high, 1 - np.array(unsolved.low), atol=1e-7)


@given(
    st.lists(st.tuples(st.integers(1, 40), st.sampled_from(["solved", "gave_up"])), min_size=2, max_size=40),
    st.integers(5, 35),
)
@settings(max_examples=40, deadline=None)
def test_without_open_tasks_it_is_the_plain_share_and_its_error_is_binomial(
    tasks: list[tuple[int, str]], cap: int
) -> None:
    from scipy.special import ndtri

    times, outcomes = [time for time, _ in tasks], [outcome for _, outcome in tasks]
    curve = cumulative_solved(times, outcomes, cap)
    n = len(tasks)
    for time, share, low in zip(curve.times, curve.share, curve.low, strict=True):
        plain = sum(at <= time and how == "solved" for at, how in tasks) / n
        assert share == pytest.approx(plain, abs=1e-12)
        if 0 < plain < 1:
            error = np.sqrt(plain * (1 - plain) / n) / ((1 - plain) * -np.log(1 - plain))
            assert low == pytest.approx(1 - (1 - plain) ** np.exp(-ndtri(0.975) * error), abs=1e-9)
    assert all(time <= cap for time in curve.times)


def test_a_give_up_counts_as_not_solved_however_early_and_a_late_pass_too() -> None:
    curve = cumulative_solved([1, 2, 5, 9], ["gave_up", "solved", "solved", "solved"], 6)
    assert (curve.times, curve.share) == ((2, 5), (0.25, 0.5))
    assert curve.end == 6
    assert curve.at(6) == 0.5
    assert curve.median == 5


def test_nothing_is_claimed_beyond_the_longest_open_task() -> None:
    curve = cumulative_solved([1, 2, 3], ["solved", "gave_up", "open"], 10)
    assert curve.end == 3
    assert cumulative_solved([1, 2, 3], ["solved", "open", "gave_up"], 10).end == 10


def test_no_tasks_make_an_empty_curve() -> None:
    curve = cumulative_solved([], [], 10)
    assert (curve.n, curve.times, curve.shows, curve.median) == (0, (), "solved", None)


def test_the_order_of_tasks_and_the_unit_do_not_matter() -> None:
    times, outcomes, _ = learners(np.random.default_rng(3), 60, 50.0)
    curve = cumulative_solved(times, outcomes.tolist(), CAP)
    turned = cumulative_solved(times[::-1], outcomes[::-1].tolist(), CAP)
    assert turned == curve
    seconds = cumulative_solved(times * 64, outcomes.tolist(), CAP * 64)
    assert seconds.share == curve.share
    assert seconds.high == curve.high
