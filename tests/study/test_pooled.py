"""Pooled figures: nobody's curve is averaged, and their intervals know that one learner's tasks are alike."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from progress.stats import Curve, LearningRate, Ratio, TooLittleData, cumulative_solved, learning_rate
from progress.study import PooledRate, pooled_learning_rate, pooled_ratio, pooled_solved

CAP = 30.0


def solving(rng: np.random.Generator, learners: int, tasks: int, alike: float) -> dict[str, Any]:
    """Tasks of learners whose speeds differ by a log-SD of `alike`; some give up, some are still open."""
    speed = np.repeat(rng.normal(np.log(12), alike, learners), tasks)
    solve = np.exp(speed + rng.normal(0, 0.5, learners * tasks))
    leave = np.where(rng.random(len(solve)) < 0.2, rng.uniform(1, 25, len(solve)), np.inf)
    today = rng.uniform(0, 90, len(solve))
    ends = np.minimum(solve, np.minimum(leave, today))
    outcome = np.where(ends == solve, "solved", np.where(ends == leave, "gave_up", "open"))
    return {"learner": np.repeat(np.arange(learners), tasks), "duration": ends, "outcome": outcome.tolist()}


def test_the_pooled_curve_is_the_curve_of_all_tasks_at_its_steps() -> None:
    columns = solving(np.random.default_rng(1), 20, 15, 0.5)
    steps = np.ceil(columns["duration"] / CAP * 200) * CAP / 200
    exact = cumulative_solved(steps, columns["outcome"], CAP)
    found = pooled_solved(columns, CAP)
    assert isinstance(found, Curve)
    assert (found.n, found.shows, found.end) == (20, "solved", CAP)
    np.testing.assert_allclose(found.times, exact.times)
    np.testing.assert_allclose(found.share, exact.share, atol=1e-12)
    unrounded = cumulative_solved(columns["duration"], columns["outcome"], CAP)
    assert found.at(CAP) == pytest.approx(unrounded.at(CAP), abs=0.002)


def test_its_interval_covers_where_one_that_takes_tasks_for_learners_does_not() -> None:
    rng = np.random.default_rng(2)
    everybody = solving(rng, 60_000, 1, 0.5)
    truth = cumulative_solved(everybody["duration"], everybody["outcome"], CAP).at(15)
    held = naive = 0
    for _ in range(400):
        columns = solving(rng, 12, 20, 0.5)
        found = pooled_solved(columns, CAP)
        assert isinstance(found, Curve)
        index = np.searchsorted(found.times, 15.0001) - 1
        held += found.low[index] <= truth <= found.high[index]
        single = cumulative_solved(columns["duration"], columns["outcome"], CAP)
        index = np.searchsorted(single.times, 15, "right") - 1
        naive += single.low[index] <= truth <= single.high[index]
    assert 0.92 <= held / 400 <= 0.98
    assert naive / 400 < 0.8


def test_the_order_of_rows_and_the_unit_do_not_change_the_curve() -> None:
    columns = solving(np.random.default_rng(3), 8, 10, 0.3)
    turned = {name: np.asarray(column)[::-1] for name, column in columns.items()}
    turned["outcome"] = turned["outcome"].tolist()
    assert pooled_solved(turned, CAP) == pooled_solved(columns, CAP)
    scaled = pooled_solved({**columns, "duration": columns["duration"] * 64}, CAP * 64)
    original = pooled_solved(columns, CAP)
    assert isinstance(scaled, Curve)
    assert isinstance(original, Curve)
    assert scaled.share == original.share
    assert scaled.low == original.low


def practising(rng: np.random.Generator, rates: list[float], tasks: int) -> dict[str, Any]:
    parts: dict[str, list[np.ndarray]] = {"learner": [], "seconds": [], "par": [], "practice": []}
    for learner, rate in enumerate(rates):
        par, counts = rng.uniform(100, 900, tasks), np.arange(1, tasks + 1)
        noise = np.exp(rng.normal(rng.normal(0, 0.5), 0.3, tasks))
        cells = (np.full(tasks, learner), par * counts ** np.log2(rate) * noise, par, counts)
        for name, values in zip(parts, cells, strict=True):
            parts[name].append(values)
    return {name: np.concatenate(values) for name, values in parts.items()}


def test_the_rate_of_the_typical_learner_is_recovered_over_learners_who_differ() -> None:
    rng = np.random.default_rng(4)
    held = 0
    for _ in range(200):
        rates = 2.0 ** -rng.normal(0.32, 0.15, 10)
        found = pooled_learning_rate(practising(rng, rates.tolist(), 24))
        assert isinstance(found, PooledRate)
        held += found.low <= 2**-0.32 <= found.high
    assert 0.91 <= held / 200 <= 0.99
    assert (found.n, found.left_out) == (10, 0)


def test_averaging_raw_curves_would_have_missed_it() -> None:
    """Of learners with rates 0.5 and 1.0 the mean curve is nobody's: its slope is far from their mean slope."""
    rng = np.random.default_rng(5)
    columns = practising(rng, [0.5, 1.0] * 20, 40)
    found = pooled_learning_rate(columns)
    assert isinstance(found, PooledRate)
    assert found.b.value == pytest.approx(0.5, abs=0.05)
    relative = (columns["seconds"] / columns["par"]).reshape(40, 40)
    mean_curve = -np.polyfit(np.log(np.arange(1, 41)), np.log(relative.mean(axis=0)), 1)[0]
    assert abs(mean_curve - 0.5) > 0.2


def test_every_learners_rate_is_the_one_fitted_alone() -> None:
    rng = np.random.default_rng(9)
    many = practising(rng, [0.7, 0.8, 0.9, 0.6, 1.0, 0.85], 25)
    same = practising(rng, [0.8], 25)  # took one task again and again: three counts of practice are no curve
    same["learner"], same["practice"] = same["learner"] + 6, np.arange(25) % 3 + 1
    order = rng.permutation(175)
    both = {name: np.concatenate([many[name], same[name]])[order] for name in many}
    found = pooled_learning_rate(both)
    alone = []
    for learner in range(6):
        rows = many["learner"] == learner
        rate = learning_rate(many["seconds"][rows], many["par"][rows], practice=many["practice"][rows])
        assert isinstance(rate, LearningRate)
        alone.append(rate.b.value)
    assert isinstance(found, PooledRate)
    assert (found.n, found.left_out) == (6, 1)
    assert found.b.value == pytest.approx(np.mean(alone), rel=1e-12)


def test_learners_without_a_rate_of_their_own_are_left_out_and_counted() -> None:
    rng = np.random.default_rng(6)
    many, few = practising(rng, [0.8] * 6, 20), practising(rng, [0.8] * 3, 19)
    few["learner"] = few["learner"] + 6
    both = {name: np.concatenate([many[name], few[name]]) for name in many}
    found = pooled_learning_rate(both)
    assert isinstance(found, PooledRate)
    assert (found.n, found.left_out) == (6, 3)
    assert pooled_learning_rate(few) == TooLittleData(0, 6, "learners with a learning rate")


def comparing(rng: np.random.Generator, learners: int, taste: float) -> dict[str, list[Any]]:
    """Six tasks in two frameworks, A taking 1.5 times as long, by a taste of each learner's own."""
    columns: dict[str, list[Any]] = {name: [] for name in ("learner", "task", "framework", "seconds", "started")}
    for learner in range(learners):
        likes = rng.normal(0, taste)
        for task in range(6):
            hard = rng.normal(3, 1)
            for framework, cost in (("A", np.log(1.5) + likes), ("B", 0.0)):
                started = float(task + 100 * ((framework == "A") == (learner % 2 == 0)))
                cells = (learner, task, framework, float(np.exp(hard + cost + rng.normal(0, 0.2))), started)
                for name, cell in zip(columns, cells, strict=True):
                    columns[name].append(cell)
    return columns


def test_a_ratio_over_learners_covers_though_they_differ_in_taste() -> None:
    rng = np.random.default_rng(7)
    held = 0
    for _ in range(300):
        found = pooled_ratio(comparing(rng, 8, 0.5), "A", "B")
        assert isinstance(found, Ratio)
        held += found.low <= 1.5 <= found.high
    assert 0.92 <= held / 300 <= 0.98
    assert (found.n, found.a_first, found.exact) == (8, 4, True)
    assert found.order == "A was taken first by 4 of 8 learners, B by 4"


def test_only_tasks_done_in_both_count_and_each_once() -> None:
    columns = comparing(np.random.default_rng(8), 8, 0.2)
    with_more = {
        name: [*column, cell] for (name, column), cell in zip(columns.items(), (0, 99, "A", 1e6, 0.5), strict=True)
    }
    one, other = pooled_ratio(columns, "A", "B"), pooled_ratio(with_more, "A", "B")
    assert isinstance(one, Ratio)
    assert isinstance(other, Ratio)
    assert other.value == one.value
    twice = {name: [*column, column[0]] for name, column in columns.items()}
    with pytest.raises(ValueError, match="learner 0 completed task 0 in A twice"):
        pooled_ratio(twice, "A", "B")


def test_below_their_gates_pooled_figures_are_not_quoted() -> None:
    rng = np.random.default_rng(9)
    assert str(pooled_solved(solving(rng, 5, 9, 0.3), CAP)) == "too little data (5 of 6)"
    assert str(pooled_ratio(comparing(rng, 6, 0.2), "A", "B")) == "too little data (6 of 7)"
    assert str(pooled_ratio(comparing(rng, 9, 0.2), "A", "C")) == "too little data (0 of 7)"
    assert str(pooled_solved({"learner": [], "duration": [], "outcome": []}, CAP)) == "too little data (0 of 6)"
    empty = {"learner": [], "seconds": [], "par": [], "practice": []}
    assert str(pooled_learning_rate(empty)) == "too little data (0 of 6)"


def test_bad_columns_are_named() -> None:
    columns = {"learner": ["a"], "duration": [-1.0], "outcome": ["solved"]}
    with pytest.raises(ValueError, match=r"duration\[0\] is -1; expected a finite number, zero or more"):
        pooled_solved(columns, CAP)
    with pytest.raises(ValueError, match=r"outcome\[0\] is 'quit'"):
        pooled_solved({**columns, "duration": [1.0], "outcome": ["quit"]}, CAP)
    with pytest.raises(ValueError, match="missing columns: outcome"):
        pooled_solved({"learner": ["a"], "duration": [1.0]}, CAP)
