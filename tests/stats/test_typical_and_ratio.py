"""Typical time and the framework ratio: SciPy and statsmodels as oracles, and how they behave."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from progress.stats import Estimate, Ratio, TooLittleData, framework_ratio, typical_time
from progress.stats.comparison import EXACT_UP_TO, sign_flip

minutes = st.floats(0.05, 500)


@given(st.lists(minutes, min_size=6, max_size=30))
@settings(max_examples=60, deadline=None)
def test_the_interval_of_the_typical_time_is_the_t_interval_on_logs(times: list[float]) -> None:
    descriptives = pytest.importorskip("statsmodels.stats.weightstats").DescrStatsW(np.log(times))
    found = typical_time(times)
    assert isinstance(found, Estimate)
    low, high = np.exp(descriptives.tconfint_mean(0.05))
    assert (found.low, found.high) == pytest.approx((low, high), rel=1e-9)
    assert found.low <= found.value * (1 + 1e-12)
    assert found.value == pytest.approx(np.exp(np.mean(np.log(times))))


@given(st.lists(st.tuples(minutes, minutes), min_size=6, max_size=12))
@settings(max_examples=60, deadline=None)
def test_the_ratio_is_the_paired_t_interval_on_logs(pairs: list[tuple[float, float]]) -> None:
    descriptives = pytest.importorskip("statsmodels.stats.weightstats").DescrStatsW
    a, b = np.array(pairs).T
    found = framework_ratio(a, b)
    assert isinstance(found, Ratio)
    low, high = np.exp(descriptives(np.log(a / b)).tconfint_mean(0.05))
    assert (found.low, found.high) == pytest.approx((low, high), rel=1e-9)
    back = framework_ratio(b, a)
    assert isinstance(back, Ratio)
    assert (back.value, back.low, back.p) == pytest.approx((1 / found.value, 1 / found.high, found.p))


@given(st.lists(st.integers(-9, 9), min_size=6, max_size=9))
@settings(max_examples=40, deadline=None)
def test_up_to_the_limit_p_counts_every_sign(differences: list[int]) -> None:
    values = np.array(differences, dtype=float)
    hits = [abs(np.dot(signs, values)) >= abs(values.sum()) for signs in product((-1, 1), repeat=len(values))]
    assert sign_flip(values, np.random.default_rng(0)) == pytest.approx(np.mean(hits))


def test_p_agrees_with_scipys_permutation_test() -> None:
    from scipy.stats import permutation_test

    logs = np.random.default_rng(5).normal(0.3, 0.5, 10)
    oracle = permutation_test((logs,), np.mean, permutation_type="samples", n_resamples=np.inf)
    assert sign_flip(logs, np.random.default_rng(0)) == pytest.approx(oracle.pvalue)


def test_six_tasks_all_slower_in_a_give_the_least_p_there_is() -> None:
    found = framework_ratio([20.0] * 6, [10, 11, 12, 9, 8, 10])
    assert isinstance(found, Ratio)
    assert (found.p, found.exact) == (2 / 2**6, True)


def test_above_the_limit_p_is_drawn_and_near_the_exact_one(monkeypatch: pytest.MonkeyPatch) -> None:
    logs = np.random.default_rng(7).normal(0.2, 0.5, EXACT_UP_TO)
    exact = sign_flip(logs, np.random.default_rng(0))
    monkeypatch.setattr("progress.stats.comparison.EXACT_UP_TO", EXACT_UP_TO - 1)
    drawn = sign_flip(logs, np.random.default_rng(1), 40_000)
    assert 0.05 < exact < 0.9  # else nearness would say little
    assert drawn == pytest.approx(exact, abs=0.01)


def test_a_drawn_p_replays_and_is_never_zero() -> None:
    a, b = np.full(30, 20.0), np.linspace(5, 10, 30)
    first, again = framework_ratio(a, b), framework_ratio(a, b)
    assert first == again
    assert isinstance(first, Ratio)
    assert (first.exact, first.p) == (False, 1 / 10_000)
    seeded = framework_ratio(a, b, rng=np.random.default_rng(3), draws=99)
    assert isinstance(seeded, Ratio)
    assert seeded.p == 1 / 100


@given(st.lists(st.tuples(minutes, minutes), min_size=6, max_size=10), st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_neither_unit_nor_order_of_rows_changes_a_ratio(pairs: list[tuple[float, float]], random: object) -> None:
    found = framework_ratio(*np.array(pairs).T)
    shuffled = list(pairs)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    other = framework_ratio(*(60 * np.array(shuffled).T))
    assert isinstance(found, Ratio)
    assert isinstance(other, Ratio)
    assert (other.value, other.low, other.high, other.p) == pytest.approx(
        (found.value, found.low, found.high, found.p), rel=1e-6
    )


@given(st.lists(minutes, min_size=6, max_size=20), st.sampled_from([1 / 60, 60, 3600]))
@settings(max_examples=30, deadline=None)
def test_the_unit_only_scales_the_typical_time(times: list[float], unit: float) -> None:
    found, scaled = typical_time(times), typical_time(np.array(times) * unit)
    assert isinstance(found, Estimate)
    assert isinstance(scaled, Estimate)
    assert (scaled.value, scaled.low, scaled.high) == pytest.approx(
        (found.value * unit, found.low * unit, found.high * unit)
    )


@pytest.mark.parametrize(
    ("a_first", "said"),
    [
        (None, "the order was not recorded"),
        ([True] * 6, "pytorch was taken first on all 6 tasks"),
        ([False] * 6, "neon was taken first on all 6 tasks"),
        ([1, 1, 1, 1, 0, 0], "pytorch was taken first on 4 of 6 tasks, neon on 2"),
    ],
)
def test_the_order_is_always_told_with_its_caveat(a_first: list[bool] | None, said: str) -> None:
    times = [3.0, 4, 5, 6, 7, 8]
    found = framework_ratio(times, times[::-1], a_first=a_first, names=("pytorch", "neon"))
    assert isinstance(found, Ratio)
    assert found.order == said
    assert found.caveat == "one learner cannot separate order from framework"


@pytest.mark.parametrize("few", [0, 1, 5])
def test_below_six_nothing_can_be_quoted(few: int) -> None:
    times = [4.0] * few
    for found in (typical_time(times), framework_ratio(times, times)):
        assert isinstance(found, TooLittleData)
        assert found.text == f"too little data ({few} of 6)"
        assert not [name for name in ("value", "low", "high", "p") if hasattr(found, name)]
