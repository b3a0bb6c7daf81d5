"""The mixed model: simulated studies recovered, two engines that agree, and what it refuses."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import numpy as np
import pytest

from progress.stats import TooLittleData
from progress.study import (
    Effect,
    MissingExtra,
    MixedModel,
    NotEstimable,
    Sums,
    Terms,
    assign_orders,
    mixed_model,
)
from progress.study.columns import records
from progress.study.terms import terms_of

pytest.importorskip("statsmodels")

FRAMEWORKS = ("pytorch", "tensorflow", "neon")
COST = {"pytorch": 0.0, "tensorflow": 0.2, "neon": 0.5}
PERIOD = (0.0, -0.3, -0.4)
CARRIED = {"": 0.0, "pytorch": 0.1, "tensorflow": 0.0, "neon": -0.1}
PERIODS = (1, 2, 3)


def study(
    rng: np.random.Generator, learners: int, tasks: int, learner_sd: float = 0.3, orders: Any = None
) -> dict[str, Any]:
    """A study of log-normal times with the effects above, all tasks in each framework."""
    names = [f"learner {index:03d}" for index in range(learners)]
    taken = orders or [one.order for one in assign_orders(names, FRAMEWORKS, rng)]
    hard = rng.normal(1, 0.6, tasks)
    parts: list[tuple[str, str, int, str, np.ndarray]] = []
    for name, order in zip(names, taken, strict=True):
        own = rng.normal(0, learner_sd)
        for place, framework in enumerate(order):
            before = order[place - 1] if place else ""
            logs = own + COST[framework] + PERIOD[place] + CARRIED[before] + hard + rng.normal(0, 0.5, tasks)
            parts.append((name, framework, place + 1, before, np.exp(logs)))
    columns = {
        key: np.repeat([part[index] for part in parts], tasks)
        for index, key in enumerate(("learner", "framework", "period", "previous"))
    }
    columns["task"] = np.tile([f"task {index}" for index in range(tasks)], len(parts))
    columns["seconds"] = np.concatenate([part[4] for part in parts])
    return columns


def terms(tasks: int) -> Terms:
    return Terms(tuple(sorted(f"task {index}" for index in range(tasks))), FRAMEWORKS, PERIODS, tuple(sorted(COST)))


def by_sums(columns: dict[str, Any], tasks: int, batches: int = 1) -> MixedModel:
    sums = Sums(terms(tasks))
    for rows in np.array_split(np.arange(len(columns["seconds"])), batches):
        sums.add({name: np.asarray(column)[rows] for name, column in columns.items()})
    found = sums.fit(label="randomised")
    assert isinstance(found, MixedModel)
    return found


def effects(model: MixedModel) -> dict[tuple[str, str], Effect]:
    return {(one.what, one.against): one for one in (*model.frameworks, *model.periods, *model.carry_over)}


def truths() -> dict[tuple[str, str], float]:
    after = {(f"after {name}", "after any"): CARRIED[name] for name in FRAMEWORKS}  # they sum to nothing
    periods = {(f"period {place}", "period 1"): PERIOD[place - 1] for place in (2, 3)}
    pairs = {(b, a): COST[b] - COST[a] for i, a in enumerate(FRAMEWORKS) for b in FRAMEWORKS[i + 1 :]}
    return {**pairs, **periods, **after}


@pytest.mark.parametrize("learner_sd", [0.3, 1.0])
def test_statsmodels_finds_the_same_model(learner_sd: float) -> None:
    columns = study(np.random.default_rng(1), 9, 8, learner_sd)
    ours = mixed_model(columns, label="randomised", reference="pytorch")
    theirs = mixed_model(columns, label="randomised", reference="pytorch", engine="statsmodels")
    assert isinstance(ours, MixedModel)
    assert isinstance(theirs, MixedModel)
    assert ours.learner_sd == pytest.approx(theirs.learner_sd, abs=2e-3)
    assert ours.residual_sd == pytest.approx(theirs.residual_sd, rel=1e-3)
    assert ours.log_likelihood == pytest.approx(theirs.log_likelihood, abs=1e-3)
    assert list(effects(ours)) == list(effects(theirs))
    for key, expected in effects(theirs).items():
        found = effects(ours)[key]
        assert found.ratio.value == pytest.approx(expected.ratio.value, rel=1e-3)
        assert found.ratio.low == pytest.approx(expected.ratio.low, rel=5e-3)
        assert found.ratio.high == pytest.approx(expected.ratio.high, rel=5e-3)
    assert (ours.n, ours.learners, ours.tasks, ours.label) == (9 * 3 * 8, 9, 8, "randomised")


def test_where_learners_do_not_differ_it_is_plain_least_squares() -> None:
    import statsmodels.api as api

    columns = study(np.random.default_rng(1), 9, 8, 0.0)
    found = mixed_model(columns, label="randomised", reference="pytorch")
    assert isinstance(found, MixedModel)
    rows = records(columns)
    oracle = api.OLS(rows.log_time, terms_of(rows, "pytorch").matrix(rows)).fit()
    assert found.learner_sd == 0
    assert found.residual_sd == pytest.approx(np.sqrt(oracle.mse_resid))
    neon = found.frameworks[0].ratio
    assert (np.log(neon.value), np.log(neon.low)) == pytest.approx(
        (oracle.params[8], oracle.params[8] - 1.959964 * oracle.bse[8]), rel=1e-5
    )
    second = mixed_model(columns, label="randomised", engine="statsmodels")
    assert isinstance(second, NotEstimable)
    assert "learners do not differ" in second.text


def test_ours_is_at_least_as_likely_as_any_ratio_of_variances_nearby() -> None:
    sums = Sums(terms(6))
    sums.add(study(np.random.default_rng(12), 10, 6))
    best = sums.fit(label="randomised")
    assert isinstance(best, MixedModel)
    ratio = (best.learner_sd / best.residual_sd) ** 2
    nearby = [sums.at(ratio * factor).log_likelihood for factor in (0.0, 0.5, 0.9, 1.1, 2.0)]
    assert best.log_likelihood > max(nearby)


def test_batches_in_any_order_add_up_to_the_same_model() -> None:
    columns = study(np.random.default_rng(2), 12, 6)
    shuffled = np.random.default_rng(3).permutation(len(columns["seconds"]))
    mixed = {name: column[shuffled] for name, column in columns.items()}
    whole, pieces = by_sums(columns, 6), by_sums(mixed, 6, batches=7)
    for key, one in effects(whole).items():
        assert effects(pieces)[key].ratio.value == pytest.approx(one.ratio.value, rel=1e-9)
    assert pieces.n == whole.n


def test_the_unit_of_time_changes_no_ratio() -> None:
    columns = study(np.random.default_rng(4), 8, 5)
    minutes = {**columns, "seconds": columns["seconds"] / 60}
    for key, one in effects(by_sums(columns, 5)).items():
        assert effects(by_sums(minutes, 5))[key].ratio.low == pytest.approx(one.ratio.low, rel=1e-6)


def test_intervals_of_every_effect_cover_in_simulated_studies() -> None:
    rng = np.random.default_rng(5)
    studies = 400
    held = dict.fromkeys(truths(), 0)
    spread = []
    for _ in range(studies):
        model = by_sums(study(rng, 12, 5), 5)
        found = effects(model)
        spread.append(model.learner_sd)
        for key, truth in truths().items():
            held[key] += found[key].ratio.low <= np.exp(truth) <= found[key].ratio.high
    shares = {key: count / studies for key, count in held.items()}
    assert all(0.91 <= share <= 0.98 for share in shares.values()), shares
    assert np.mean(list(shares.values())) == pytest.approx(0.95, abs=0.015)
    assert np.sqrt(np.mean(np.square(spread))) == pytest.approx(0.3, abs=0.03)


def test_learners_who_all_took_one_order_cannot_tell_framework_from_period() -> None:
    columns = study(np.random.default_rng(6), 10, 5, orders=[FRAMEWORKS] * 10)
    for found in (mixed_model(columns, label="observational"), sums_of(columns, 5)):
        assert isinstance(found, NotEstimable)
        assert found.term == "period"
        assert str(found) == "period cannot be told from task and framework in the orders taken here"
        assert not hasattr(found, "frameworks")


def sums_of(columns: dict[str, Any], tasks: int) -> object:
    sums = Sums(terms(tasks)._replace(previous=("pytorch", "tensorflow")))
    sums.add(columns)
    return sums.fit(label="observational")


def test_one_framework_for_each_learner_is_compared_without_periods() -> None:
    columns = study(np.random.default_rng(7), 30, 5, orders=[("pytorch",)] * 15 + [("neon",)] * 15)
    found = mixed_model(columns, label="observational", reference="pytorch")
    assert isinstance(found, MixedModel)
    assert (found.periods, found.carry_over) == ((), ())
    assert [(one.what, one.against) for one in found.frameworks] == [("neon", "pytorch")]
    assert found.label == "observational"


@pytest.mark.parametrize("few", [1, 6])
def test_below_seven_learners_nothing_is_claimed(few: int) -> None:
    columns = study(np.random.default_rng(8), few, 5)
    assert mixed_model(columns, label="randomised") == TooLittleData(few, 7, "learners")
    sums = Sums(terms(5))
    sums.add(columns)
    assert str(sums.fit(label="randomised")) == f"too little data ({few} of 7)"


def test_no_rows_and_one_framework_are_too_little_data() -> None:
    empty = {name: [] for name in ("learner", "task", "framework", "period", "previous", "seconds")}
    assert mixed_model(empty, label="observational") == TooLittleData(0, 7, "learners")
    alone = study(np.random.default_rng(9), 8, 4, orders=[("neon",)] * 8)
    assert mixed_model(alone, label="observational") == TooLittleData(1, 2, "frameworks")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"seconds": [1.0, 0.0]}, r"seconds\[1\] is 0; expected a finite number above zero"),
        ({"seconds": [1.0]}, "unequal length: .*seconds has 1"),
        ({"period": [1, 1.5]}, r"period\[1\] is 1\.5; expected a whole number from 1"),
        ({"period": [0, 1]}, r"period\[0\] is 0; expected a finite number above zero"),
        ({"previous": ["", ""]}, r"previous\[1\] is '' in period 2; expected none in period 1"),
        ({"previous": ["neon", "neon"]}, r"previous\[0\] is 'neon' in period 1"),
    ],
)
def test_bad_cells_are_named(change: dict[str, Any], message: str) -> None:
    columns = {
        "learner": ["a", "a"],
        "task": ["t", "t"],
        "framework": ["neon", "pytorch"],
        "period": [1, 2],
        "previous": ["", "neon"],
        "seconds": [3.0, 4.0],
    }
    with pytest.raises(ValueError, match=message):
        mixed_model({**columns, **change}, label="observational")


def test_missing_columns_and_unknown_levels_are_named() -> None:
    with pytest.raises(
        ValueError, match="missing columns: task, framework, period, previous; there are learner, seconds"
    ):
        mixed_model({"learner": [], "seconds": []}, label="observational")
    columns = study(np.random.default_rng(10), 8, 3)
    with pytest.raises(ValueError, match="reference 'jax' is none of the frameworks: neon, pytorch, tensorflow"):
        mixed_model(columns, label="observational", reference="jax")
    with pytest.raises(ValueError, match="task 'task 2' is none of task 0, task 1"):
        Sums(terms(2)).add(columns)


def test_without_statsmodels_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "statsmodels.regression.mixed_linear_model", None)
    columns = study(np.random.default_rng(11), 8, 3)
    assert isinstance(mixed_model(columns, label="randomised"), MixedModel)
    with pytest.raises(MissingExtra) as raised:
        mixed_model(columns, label="randomised", engine="statsmodels")
    assert "statsmodels, which is not installed" in raised.value.message
    assert raised.value.remedy == "pip install 'dltutor[study]'"
    assert raised.value.exit_code == 4


@pytest.mark.parametrize("heavy", ["scipy", "statsmodels", "pandas", "duckdb"])
def test_importing_the_study_imports_nothing_heavy(heavy: str) -> None:
    program = f"import sys, progress.study; sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
