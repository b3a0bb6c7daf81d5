"""The learning rate: known learners recovered, statsmodels agreed with, forms told apart by nobody."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from progress.stats import LearningRate, TooLittleData, learning_rate
from progress.stats.learning import least_squares


def learner(rng: np.random.Generator, n: int, rate: float, noise: float, par: np.ndarray) -> np.ndarray:
    """Times of a learner whom each doubling of practice leaves the share `rate` of the time."""
    return par * 1.8 * np.arange(1, n + 1) ** np.log2(rate) * np.exp(rng.normal(0, noise, n))


@pytest.mark.parametrize("rate", [0.7, 0.8, 0.9, 1.0])
def test_a_learner_without_noise_is_recovered_exactly(rate: float) -> None:
    par = np.random.default_rng(0).uniform(2, 15, 25)
    found = learning_rate(learner(np.random.default_rng(1), 25, rate, 0.0, par), par)
    assert isinstance(found, LearningRate)
    assert (found.value, found.low, found.high) == pytest.approx((rate, rate, rate))
    assert found.b.value == pytest.approx(-np.log2(rate), abs=1e-12)
    assert found.first == pytest.approx(1.8)


@pytest.mark.parametrize("rate", [0.7, 0.85])
def test_noisy_learners_are_recovered_on_average(rate: float) -> None:
    rng = np.random.default_rng(2)
    par = rng.uniform(2, 15, 86)
    found = [learning_rate(learner(rng, 86, rate, 0.5, par), par) for _ in range(300)]
    exponents = [one.b.value for one in found if isinstance(one, LearningRate)]
    assert len(exponents) == 300
    assert np.mean(exponents) == pytest.approx(-np.log2(rate), abs=0.01)


def test_harder_tasks_later_are_no_slower_learner() -> None:
    par = np.linspace(2, 30, 40)
    times = learner(np.random.default_rng(3), 40, 0.8, 0.1, par)
    with_par, without = learning_rate(times, par), learning_rate(times)
    assert isinstance(with_par, LearningRate)
    assert isinstance(without, LearningRate)
    assert with_par.low < 0.8 < with_par.high
    assert without.value > 1


@given(st.integers(20, 60), st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_the_interval_is_that_of_statsmodels_least_squares(n: int, seed: int) -> None:
    api = pytest.importorskip("statsmodels.api")
    rng = np.random.default_rng(seed)
    par = rng.uniform(2, 15, n)
    times = learner(rng, n, 0.8, 0.5, par)
    fitted = api.OLS(np.log(times / par), api.add_constant(-np.log(np.arange(1, n + 1)))).fit()
    found = learning_rate(times, par)
    assert isinstance(found, LearningRate)
    low, high = fitted.conf_int()[1]
    assert (found.b.value, found.b.low, found.b.high) == pytest.approx((fitted.params[1], low, high))
    assert (found.value, found.low, found.high) == pytest.approx((2 ** -fitted.params[1], 2**-high, 2**-low))
    predicted = fitted.get_prediction([[1, 0], [1, -np.log(10)]]).conf_int()
    band = found.band((1, 10))
    assert np.log(band.low) == pytest.approx(predicted[:, 0])
    assert np.log(band.high) == pytest.approx(predicted[:, 1])


@given(st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_the_three_forms_and_their_aicc_are_those_of_statsmodels(seed: int) -> None:
    api = pytest.importorskip("statsmodels.api")
    n = 30
    times = learner(np.random.default_rng(seed), n, 0.85, 0.3, np.ones(n))
    found = learning_rate(times)
    assert isinstance(found, LearningRate)
    assert [fit.aicc for fit in found.fits] == sorted(fit.aicc for fit in found.fits)
    assert sum(fit.weight for fit in found.fits) == pytest.approx(1)
    power, decay = -np.log(np.arange(1, n + 1)), -np.arange(n)
    columns = {"power": [power], "exponential": [decay], "apex": [power, decay]}
    oracle = {}
    for form, chosen in columns.items():
        fitted = api.OLS(np.log(times), api.add_constant(np.column_stack(chosen))).fit()
        k = len(chosen) + 2
        oracle[form] = -2 * fitted.llf + 2 * k + 2 * k * (k + 1) / (n - k - 1)
        mine = next(fit for fit in found.fits if fit.form == form)
        assert mine.residual_sd == pytest.approx(np.sqrt(fitted.mse_resid))
        assert mine.first == pytest.approx(np.exp(fitted.params[0]))
    constant = n * np.log(2 * np.pi) + n  # the same for every form, so left out of ours
    assert {fit.form: fit.aicc for fit in found.fits} == pytest.approx(
        {form: value - constant for form, value in oracle.items()}
    )


@pytest.mark.parametrize("form", ["power", "exponential"])
def test_aicc_finds_the_form_that_made_clean_data(form: str) -> None:
    n = np.arange(1, 61)
    rng = np.random.default_rng(4)
    times = 9 * (n**-0.3 if form == "power" else np.exp(-0.03 * (n - 1))) * np.exp(rng.normal(0, 0.02, 60))
    found = learning_rate(times)
    assert isinstance(found, LearningRate)
    weights = {fit.form: fit.weight for fit in found.fits}
    assert weights["power" if form == "exponential" else "exponential"] < 1e-6
    assert weights[form] > 0.5
    assert "cannot tell the forms" in found.caveat


@given(st.integers(0, 1000), st.sampled_from([1 / 60, 60.0]))
@settings(max_examples=20, deadline=None)
def test_the_unit_does_not_change_the_rate(seed: int, unit: float) -> None:
    times = learner(np.random.default_rng(seed), 24, 0.8, 0.4, np.ones(24))
    found, scaled = learning_rate(times), learning_rate(times * unit)
    both = learning_rate(times * unit, np.full(24, unit))
    for other in (scaled, both):
        assert isinstance(other, LearningRate)
        assert isinstance(found, LearningRate)
        assert (other.value, other.low, other.high) == pytest.approx((found.value, found.low, found.high))
    assert isinstance(both, LearningRate)
    assert isinstance(found, LearningRate)
    assert both.first == pytest.approx(found.first)


def test_given_its_count_of_practice_a_row_may_stand_anywhere() -> None:
    times = learner(np.random.default_rng(6), 30, 0.75, 0.3, np.ones(30))
    forth = learning_rate(times)
    back = learning_rate(times[::-1], practice=np.arange(30, 0, -1))
    assert isinstance(forth, LearningRate)
    assert isinstance(back, LearningRate)
    assert (back.value, back.low, back.high) == pytest.approx((forth.value, forth.low, forth.high))


def test_at_twenty_tasks_the_half_width_of_b_is_about_point_three() -> None:
    line = least_squares(np.log(np.arange(1.0, 21)), np.zeros(20), 0.95)
    assert line.quantile * 0.5 / np.sqrt(line.spread) == pytest.approx(0.30, abs=0.02)


@pytest.mark.parametrize("few", [0, 1, 2, 19])
def test_below_twenty_tasks_there_is_no_rate(few: int) -> None:
    found = learning_rate([5.0] * few, [4.0] * few)
    assert found == TooLittleData(few, 20, "tasks")
    assert str(found) == f"too little data ({few} of 20)"


def test_the_same_practice_over_and_over_tells_no_rate() -> None:
    assert isinstance(learning_rate([5.0] * 30, practice=[1, 2, 3] * 10), TooLittleData)


def test_a_band_before_the_first_practice_is_refused() -> None:
    found = learning_rate(np.linspace(9, 4, 20))
    assert isinstance(found, LearningRate)
    with pytest.raises(ValueError, match=r"practice 0\.5 is below 1"):
        found.band((0.5,))
