"""The additive factors model against statsmodels and simulated learners, and the labels of its curves."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from progress.stats import FirstAttempt, Model, Skill, TooLittleData, additive_factors, skill_label
from progress.stats.factors import loss, maximum, rows_of


def attempts_of(
    rng: np.random.Generator, learners: int, skills: dict[str, tuple[float, float]], opportunities: int
) -> list[FirstAttempt]:
    """First attempts of learners of standard normal proficiency; `skills` maps a name to (β, γ)."""
    made = []
    for person, theta in enumerate(rng.normal(0, 0.7, learners)):
        for practice in range(opportunities):
            for name, (beta, gamma) in skills.items():
                chance = 1 / (1 + np.exp(-(theta + beta + gamma * practice)))
                made.append(FirstAttempt(name, bool(rng.random() < chance), f"learner {person}"))
    return made


def fitted(model: Model | TooLittleData, name: str) -> Skill:
    assert isinstance(model, Model)
    skill = model.skills[name]
    assert isinstance(skill, Skill)
    return skill


def test_simulated_skills_are_recovered() -> None:
    truth = {"broadcasting": (-1.0, 0.25), "autodiff": (0.5, 0.1), "padding": (-0.5, 0.0)}
    model = additive_factors(attempts_of(np.random.default_rng(1), 300, truth, 12))
    for name, (beta, gamma) in truth.items():
        skill = fitted(model, name)
        assert skill.rate == pytest.approx(gamma, abs=0.04)
        assert skill.easiness == pytest.approx(beta, abs=0.2)
        assert skill.n == 3600
    assert fitted(model, "broadcasting").opportunities_to_80 == pytest.approx((1.386 + 1) / 0.25, abs=2)


def test_without_priors_it_is_the_maximum_likelihood_of_statsmodels() -> None:
    api = pytest.importorskip("statsmodels.api")
    attempts = attempts_of(np.random.default_rng(2), 1, {"a": (-0.5, 0.05), "b": (0.4, 0.03)}, 80)
    model = additive_factors(attempts, shrinkage=0)
    skill = np.array([attempt.skill == "b" for attempt in attempts])
    before = np.repeat(np.arange(80), 2)
    design = np.column_stack([~skill, skill, ~skill * before, skill * before]).astype(float)
    oracle = api.Logit([attempt.right for attempt in attempts], design).fit(disp=0)
    assert min(oracle.params[2:]) > 0  # else the bound, which statsmodels lacks, would be at work
    assert isinstance(model, Model)
    assert model.log_likelihood == pytest.approx(oracle.llf, abs=1e-6)
    for index, name in enumerate("ab"):
        found = fitted(model, name)
        assert found.rate == pytest.approx(oracle.params[2 + index], abs=1e-4)
        rows = np.zeros((80, 4))
        rows[:, index], rows[:, 2 + index] = 1, np.arange(80)
        np.testing.assert_allclose([point.value for point in found.predicted], oracle.predict(rows), atol=1e-4)
        logit_se = np.sqrt(np.einsum("ij,jk,ik->i", rows, oracle.cov_params(), rows))
        low = 1 / (1 + np.exp(-(rows @ oracle.params - 1.959964 * logit_se)))
        np.testing.assert_allclose([point.low for point in found.predicted], low, atol=1e-3)


def test_forgetting_is_held_at_a_rate_of_zero() -> None:
    model = additive_factors(attempts_of(np.random.default_rng(3), 100, {"worse": (1.0, -0.2)}, 10))
    skill = fitted(model, "worse")
    assert skill.rate == 0
    assert skill.opportunities_to_80 is None
    assert skill.label in ("still high", "no learning")


@pytest.mark.parametrize("right", [True, False])
def test_one_learner_always_right_or_always_wrong_has_finite_figures(right: bool) -> None:
    skill = fitted(additive_factors([FirstAttempt("relu", right)] * 8), "relu")
    chances = [point.value for point in skill.predicted]
    assert len(chances) == 8
    assert all(0.001 < chance < 0.999 for chance in chances)
    assert all(point.low < point.value < point.high for point in skill.predicted)
    assert (chances[0] > 0.6) == right
    assert skill.label == ("low and flat" if min(chances) > 0.8 else "good" if right else "still high")


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), min_size=1, max_size=40))
@settings(max_examples=40, deadline=None)
def test_whatever_happened_chances_rise_with_practice_and_opportunities_count_to_80(
    made: list[tuple[str, bool]],
) -> None:
    model = additive_factors([FirstAttempt(skill, right) for skill, right in made])
    assert isinstance(model, Model)
    for name, skill in model.skills.items():
        count = sum(one == name for one, _ in made)
        if count < 6:
            assert skill == TooLittleData(count, 6, "first attempts")
            continue
        assert isinstance(skill, Skill)
        chances = [point.value for point in skill.predicted]
        assert all(after >= before for before, after in pairwise(chances))
        needed = skill.opportunities_to_80
        reached = [index for index, chance in enumerate(chances) if chance >= 0.8 - 1e-6]
        if reached:
            assert needed == reached[0]
        else:
            assert needed is None or needed >= len(chances)


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.booleans(), st.sampled_from("xyz")), min_size=1, max_size=60),
    st.sampled_from([0.1, 1.0]),
)
@settings(max_examples=80, deadline=None)
def test_the_maximum_is_one(made: list[tuple[str, bool, str]], shrinkage: float) -> None:
    """Nothing pulls on a free parameter, and a rate at 0 is only pulled below (Karush, Kuhn and Tucker)."""
    rows = rows_of([FirstAttempt(*cells) for cells in made])
    precision = np.full(len(rows.learners) + 2 * len(rows.skills), shrinkage)
    at = maximum(rows, precision)
    gradient = loss(at, rows, precision)[1]
    bound = np.arange(len(at)) >= len(rows.learners) + len(rows.skills)
    at_zero = bound & (at == 0)
    assert (at[bound] >= 0).all()
    assert (gradient[at_zero] > -1e-6).all()
    assert np.abs(gradient[~at_zero]).max(initial=0) < 1e-6


def test_skills_may_interleave_in_any_way() -> None:
    made = attempts_of(np.random.default_rng(4), 3, {"a": (0.0, 0.1), "b": (-0.5, 0.2)}, 9)
    apart = sorted(made, key=lambda attempt: attempt.skill)  # a stable sort: each skill keeps its own order
    for name in "ab":
        one, other = fitted(additive_factors(made), name), fitted(additive_factors(apart), name)
        assert one.rate == pytest.approx(other.rate, abs=1e-5)
        assert one.label == other.label
    assert additive_factors(made) == additive_factors(made)  # a replay says the same


def test_many_learners_on_one_opportunity_show_no_curve() -> None:
    model = additive_factors([FirstAttempt("a", True, f"{person}") for person in range(20)])
    assert isinstance(model, Model)
    assert model.skills["a"] == TooLittleData(1, 3, "opportunities")


def test_without_attempts_there_is_no_model() -> None:
    assert str(additive_factors([])) == "too little data (0 of 6)"


@pytest.mark.parametrize(
    ("points", "slope", "label"),
    [
        ([], None, "too little data"),
        ([0.1, 0.1], 0.0, "too little data"),
        ([0.1, 0.1, 0.1], 0.0, "low and flat"),
        ([0.9, 0.8, 0.7], 0.3, "still high"),
        ([0.5, 0.5, 0.5], 0.0, "still high"),
        ([0.3, 0.3, 0.3], 0.0, "no learning"),
        ([0.3, 0.3, 0.3], None, "no learning"),
        ([0.2, 0.3, 0.4], None, "no learning"),
        ([0.6, 0.4, 0.2], 0.2, "good"),
        ([0.6, 0.4, 0.2], None, "good"),
        ([0.6, 0.5, 0.4], 0.0005, "no learning"),
    ],
)
def test_the_first_label_that_fits_is_given(points: list[float], slope: float | None, label: str) -> None:
    assert skill_label(points, slope=slope) == label
