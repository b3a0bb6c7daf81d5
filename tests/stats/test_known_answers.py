"""Published answers: leukaemia remission under 6-MP and placebo (Freireich et al. 1963), and a usability sample."""

from __future__ import annotations

import pytest

from progress.stats import (
    Estimate,
    Test,
    kaplan_meier,
    log_rank,
    restricted_mean,
    restricted_mean_difference,
    sus,
    typical_time,
)

EVENTS = [6, 6, 6, 7, 10, 13, 16, 22, 23]
CENSORED = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
TREATED = (EVENTS + CENSORED, [True] * len(EVENTS) + [False] * len(CENSORED))
PLACEBO_TIMES = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
PLACEBO = (PLACEBO_TIMES, [True] * 21)


def test_the_treated_curve_has_its_published_steps() -> None:
    curve = kaplan_meier(*TREATED)
    assert curve.times == (6, 7, 10, 13, 16, 22, 23)
    assert [round(share, 4) for share in curve.share] == [
        0.8571,
        0.8067,
        0.7529,
        0.6902,
        0.6275,
        0.5378,
        0.4482,
    ]
    assert curve.at_risk == (21, 17, 15, 12, 11, 7, 6)
    assert curve.events == (3, 1, 1, 1, 1, 1, 1)


def test_the_medians_are_23_and_8() -> None:
    assert kaplan_meier(*TREATED).median == 23
    assert kaplan_meier(*PLACEBO).median == 8


@pytest.mark.parametrize(
    ("sample", "tau", "mean", "se"),
    [(TREATED, 35, 23.287, 2.827), (TREATED, 23, 17.909, 1.553), (PLACEBO, 23, 8.667, 1.377)],
)
def test_restricted_means_and_their_errors(
    sample: tuple[list[int], list[bool]], tau: float, mean: float, se: float
) -> None:
    found = restricted_mean(*sample, tau)
    assert isinstance(found, Estimate)
    assert found.se is not None
    assert (round(found.value, 3), round(found.se, 3)) == (mean, se)
    assert found.n == 21


def test_log_rank_of_the_two_arms() -> None:
    found = log_rank(TREATED, PLACEBO)
    assert isinstance(found, Test)
    assert (round(found.statistic, 3), round(found.z, 4), found.df) == (16.793, -4.0979, 1)
    assert found.p == pytest.approx(4.169e-5, abs=5e-9)


def test_difference_of_restricted_means() -> None:
    found = restricted_mean_difference(TREATED, PLACEBO, 23)
    assert isinstance(found, Estimate)
    assert (round(found.value, 3), round(found.low, 3), round(found.high, 3)) == (9.243, 5.174, 13.311)


def test_typical_time_of_six() -> None:
    found = typical_time([55, 65, 75, 62, 45, 135])
    assert isinstance(found, Estimate)
    assert (round(found.value, 2), round(found.low, 2), round(found.high, 2)) == (68.24, 46.01, 101.22)


@pytest.mark.parametrize(
    ("answers", "score"),
    [([5, 1] * 5, 100.0), ([1, 5] * 5, 0.0), ([3] * 10, 50.0), ([4, 2, 5, 1, 4, 3, 4, 2, 5, 2], 80.0)],
)
def test_usability_score(answers: list[int], score: float) -> None:
    assert sus(answers) == score
