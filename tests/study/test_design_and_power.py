"""Orders in balanced blocks, the label of a comparison, and how many learners it needs."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from progress.stats import williams_orders
from progress.study import (
    assign_orders,
    design_of,
    learners_needed,
    orders_taken,
    placed,
    power,
    power_table,
)

FRAMEWORKS = ("pytorch", "tensorflow", "neon")
LEARNERS = [f"learner {index}" for index in range(20)]


def test_every_block_of_six_holds_every_order_once() -> None:
    assigned = assign_orders(LEARNERS[:18], FRAMEWORKS, np.random.default_rng(1))
    assert [one.learner for one in assigned] == LEARNERS[:18]
    for block in (1, 2, 3):
        orders = [one.order for one in assigned if one.block == block]
        assert sorted(orders) == sorted(williams_orders(FRAMEWORKS))


def test_a_block_that_is_not_full_uses_no_order_twice() -> None:
    assigned = assign_orders(LEARNERS, FRAMEWORKS, np.random.default_rng(2))
    counts = Counter(one.order for one in assigned)
    assert max(counts.values()) - min(counts.values()) <= 1
    assert assigned[-1].block == 4


def test_a_seed_replays_and_another_differs() -> None:
    first, again, other = (assign_orders(LEARNERS, FRAMEWORKS, np.random.default_rng(seed)) for seed in (3, 3, 4))
    assert first == again
    assert first != other


def test_a_learner_is_assigned_once() -> None:
    with pytest.raises(ValueError, match="learner 'b' comes twice"):
        assign_orders(["a", "b", "b"], FRAMEWORKS, np.random.default_rng(0))


def test_only_orders_that_were_all_assigned_and_taken_are_randomised() -> None:
    assigned = {"a": FRAMEWORKS, "b": FRAMEWORKS[::-1]}
    assert design_of(assigned, assigned).label == "randomised"
    assert design_of({"a": FRAMEWORKS[:2], "b": ("neon",)}, assigned).label == "randomised"  # they stopped early
    mixed = design_of({"a": FRAMEWORKS, "b": FRAMEWORKS}, assigned)
    assert (mixed.label, mixed.followed, mixed.learners) == ("observational", 1, 2)
    assert "1 of 2 learners did not take an assigned order" in mixed.text
    chosen = design_of(assigned)
    assert chosen.label == "observational"
    assert "learners chose the order themselves" in chosen.text
    assert design_of({}, assigned).label == "observational"


def test_the_order_taken_is_that_of_first_rows_wherever_they_stand() -> None:
    columns = {
        "learner": ["x", "x", "y", "x", "y"],
        "framework": ["neon", "pytorch", "neon", "neon", "tensorflow"],
        "started": [30.0, 10, 5, 11, 2],
    }
    assert orders_taken(columns) == {"x": ("pytorch", "neon"), "y": ("tensorflow", "neon")}
    rows = placed(columns)
    assert rows["period"].tolist() == [2, 1, 2, 2, 1]
    assert rows["previous"].tolist() == ["pytorch", "", "tensorflow", "pytorch", ""]


def test_the_published_numbers_of_learners() -> None:
    assert [(row.ratio, row.learners) for row in power_table()] == [(2.0, 7), (1.5, 14), (1.25, 42)]
    for row in power_table():
        assert row.power >= 0.8 > power(row.ratio, row.learners - 1)


@pytest.mark.parametrize("n", [2, 3, 7, 20, 200])
@pytest.mark.parametrize("ratio", [1.0, 1.05, 1.5, 3.0])
def test_power_is_that_of_statsmodels(n: int, ratio: float) -> None:
    oracle = pytest.importorskip("statsmodels.stats.power").TTestPower()
    expected = oracle.power(np.log(ratio) / 0.5, n, 0.05)
    if not np.isnan(expected):
        assert power(ratio, n) == pytest.approx(expected, abs=1e-9)
    assert 0.05 - 1e-9 <= power(ratio, n) <= 1


def test_a_ratio_and_its_inverse_need_the_same_learners() -> None:
    assert learners_needed(0.5).learners == learners_needed(2).learners
    assert power(1 / 1.5, 14) == pytest.approx(power(1.5, 14))


def test_power_by_simulation() -> None:
    rng = np.random.default_rng(5)
    logs = rng.normal(np.log(1.5), 0.5, (20_000, 14))
    t = logs.mean(axis=1) / (logs.std(axis=1, ddof=1) / np.sqrt(14))
    assert np.mean(np.abs(t) > 2.160369) == pytest.approx(power(1.5, 14), abs=0.01)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"ratio": 1.0}, "ratio is 1: no number of learners"),
        ({"ratio": -1.0}, "ratio is -1.0; expected a finite number above zero"),
        ({"ratio": 2.0, "chance": 80}, "chance is 80; expected between 0 and 1"),
        ({"ratio": 2.0, "log_sd": 0.0}, "log_sd is 0.0"),
        ({"ratio": 1.0001}, "a ratio of 1.0001 needs more than 1,000,000 learners"),
    ],
)
def test_questions_without_an_answer_are_refused(arguments: dict[str, float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        learners_needed(**arguments)  # type: ignore[arg-type]
