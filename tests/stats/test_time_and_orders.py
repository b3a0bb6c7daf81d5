"""Active time, where the time went, and balanced orders."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from progress.stats import Share, Spell, active_time, error_shares, spells, williams_orders
from progress.timing import SECOND, Gap, active

moments = st.lists(st.floats(0, 1e6), max_size=40)


def test_a_gap_longer_than_idle_counts_as_nothing() -> None:
    found = active_time([0, 60, 360, 960.5, 1000])
    assert found.seconds == 60 + 300 + 39.5
    assert (found.seconds_5, found.seconds_15) == (60 + 300 + 39.5, 1000)
    assert (found.wall, found.idle, found.n) == (1000, 600, 5)


def test_a_gap_of_exactly_idle_is_active() -> None:
    assert active_time([0, 600]).seconds == 600
    assert active_time([0, 600], idle=599).seconds == 0


@pytest.mark.parametrize("signals", [[], [5.0]])
def test_fewer_than_two_signals_are_no_time(signals: list[float]) -> None:
    assert (active_time(signals).seconds, active_time(signals).wall) == (0, 0)


@given(moments, st.randoms(use_true_random=False))
def test_active_time_ignores_order_and_repeats_and_grows_with_idle(signals: list[float], random: object) -> None:
    found = active_time(signals)
    shuffled = [*signals, *signals[:3]]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert active_time(shuffled).seconds == pytest.approx(found.seconds)
    assert found.seconds_5 <= found.seconds <= found.seconds_15 <= found.wall + 1e-6
    assert found.wall == pytest.approx(max(signals, default=0) - min(signals, default=0))


@given(moments, st.sampled_from([300, 600, 900]))
def test_the_log_times_by_the_same_formula(signals: list[float], idle: int) -> None:
    """On gaps without sleep, machine time or a second task, progress.timing says what the formula says."""
    whole = sorted(round(signal) for signal in signals)
    gaps = [Gap(index, ("task", "neon"), (b - a) * SECOND) for index, (a, b) in enumerate(pairwise(whole))]
    assert active(gaps, idle * SECOND) == active_time(whole, idle).seconds * SECOND


def test_time_belongs_to_the_failure_that_came_before_it() -> None:
    found = spells([30, 50, 110], ["shape", "dtype", None], 120, unit="01-tensors", framework="neon")
    assert [(spell.seconds, spell.error) for spell in found] == [
        (30, "before the first check"),
        (20, "shape"),
        (60, "dtype"),
        (10, "after a pass"),
    ]


def test_shares_add_up_in_every_table_and_the_largest_comes_first() -> None:
    made = [
        Spell(30, "shape", "01-tensors", "pytorch"),
        Spell(10, "dtype", "01-tensors", "neon"),
        Spell(50, "before the first check", "02-autodiff", "neon"),
        Spell(10, "shape", "02-autodiff", "neon"),
    ]
    table = error_shares(made)
    assert (table.seconds, table.n) == (100, 4)
    assert table.by_error == (
        Share("before the first check", 50, 0.5, 1),
        Share("shape", 40, 0.4, 2),
        Share("dtype", 10, 0.1, 1),
    )
    assert table.by_unit == (Share("02-autodiff", 60, 0.6, 2), Share("01-tensors", 40, 0.4, 2))
    assert table.by_framework == (Share("neon", 70, 0.7, 3), Share("pytorch", 30, 0.3, 1))
    assert error_shares(made[::-1]) == table


def test_no_time_has_no_rows() -> None:
    table = error_shares([])
    assert (table.seconds, table.n, table.by_error) == (0, 0, ())


def test_the_error_classes_are_those_of_a_verdict() -> None:
    from typing import get_args

    from progress.stats.shares import ERROR_CLASSES
    from tutor.judge.verdict import ErrorClass

    assert set(ERROR_CLASSES) == set(get_args(ErrorClass))


def test_three_frameworks_are_taken_in_all_six_orders() -> None:
    frameworks = ("pytorch", "tensorflow", "neon")
    assert sorted(williams_orders(frameworks)) == sorted(permutations(frameworks))


@pytest.mark.parametrize("n", range(1, 10))
def test_each_stands_everywhere_and_follows_each_other_equally_often(n: int) -> None:
    names = [f"condition {index}" for index in range(n)]
    orders = williams_orders(names)
    assert len(orders) == (1 if n == 1 else n if n % 2 == 0 else 2 * n)
    places = Counter((place, name) for order in orders for place, name in enumerate(order))
    assert len(places) == n * n
    assert len(set(places.values())) == 1
    follows = Counter(pair for order in orders for pair in pairwise(order))
    assert len(follows) == n * (n - 1)
    assert len(set(follows.values())) <= 1


def test_arrays_are_as_good_as_lists() -> None:
    assert active_time(np.array([0, 10, 20])) == active_time([0, 10, 20])
