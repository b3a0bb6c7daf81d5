"""How each skill comes with practice: the additive factors model and what it says in words."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, exp, isfinite, log

import numpy as np

from progress.stats.factors import Curvature, FirstAttempt, Rows, curvature, loss, maximum, rows_of
from progress.stats.inputs import Floats, Numbers, column
from progress.stats.intervals import GATE, LEVEL, normal_quantile
from progress.stats.results import Estimate, Label, Model, Skill, TooLittleData

POINTS = 3  # opportunities below which a curve gets no label
LOW_ERROR, HIGH_ERROR, LEAST_SLOPE = 0.2, 0.4, 0.001
MASTERY = 0.8
PRIOR_SD = {"learner": 1.0, "easiness": 3.0, "rate": 1.0}


def additive_factors(
    attempts: Sequence[FirstAttempt], *, shrinkage: float = 1.0, level: float = LEVEL
) -> Model | TooLittleData:
    """Fit logit p = θ + β_k + γ_k·T_k, γ ≥ 0, to first attempts in the order in which they were made.

    T_k counts the learner's earlier attempts at skill k (Cen, Koedinger and Junker 2006). Likelihood with
    normal priors around 0, as a learner who is always right has no finite maximum: SD 1 for θ, 3 for β, 1 for
    γ, their inverse variances times `shrinkage` (0: plain maximum likelihood). A skill with fewer than six
    attempts, or three opportunities, is TooLittleData in the result; with no attempts the result itself is.
    Figures of a skill are for the mean θ. Intervals by the curvature at the maximum, a γ of 0 held there.
    """
    if not (isfinite(shrinkage) and shrinkage >= 0):
        raise ValueError(f"shrinkage is {shrinkage!r}; expected a finite number, zero or more")
    if not attempts:
        return TooLittleData(0, GATE, "first attempts")
    rows = rows_of(attempts)
    precision = shrinkage / np.square(
        np.repeat(list(PRIOR_SD.values()), [len(rows.learners), len(rows.skills), len(rows.skills)])
    )
    at = maximum(rows, precision)
    bend = curvature(rows, at, precision)
    found = {name: _skill(rows, index, at, bend, level) for index, name in enumerate(rows.skills)}
    likelihood = -loss(at, rows, np.zeros_like(precision))[0]
    thetas = {name: float(at[index]) for index, name in enumerate(rows.learners)}
    return Model(found, thetas, len(attempts), likelihood)


def skill_label(points: Numbers, *, slope: float | None = None) -> Label:
    """Return the first of these that fits `points`, the share of errors (0 to 1) at opportunity 1, 2, 3 …

    "too little data" (fewer than 3 points), "low and flat" (all below 20 %), "still high" (the last above
    40 %), "no learning" (`slope` below 0.001), "good": PSLC DataShop's categories and thresholds. `slope` is
    γ of the additive factors model; without it, the least-squares fall in error per opportunity.
    """
    errors = column(points, "points")
    if (errors > 1).any():
        index = int(np.argmax(errors > 1))
        raise ValueError(f"points[{index}] is {errors[index]:g}; expected a share of errors, 0 to 1")
    if len(errors) < POINTS:
        return "too little data"
    if (errors < LOW_ERROR).all():
        return "low and flat"
    if errors[-1] > HIGH_ERROR:
        return "still high"
    if slope is None:
        places = np.arange(len(errors)) - (len(errors) - 1) / 2
        slope = -float(places @ errors) / float(places @ places)
    return "no learning" if slope < LEAST_SLOPE else "good"


def _skill(rows: Rows, index: int, at: Floats, bend: Curvature, level: float) -> Skill | TooLittleData:
    mine = rows.skill == index
    count, points = int(mine.sum()), int(rows.before[mine].max()) + 1
    if count < GATE:
        return TooLittleData(count, GATE, "first attempts")
    if points < POINTS:
        return TooLittleData(points, POINTS, "opportunities")
    people, kinds = len(rows.learners), len(rows.skills)
    theta, beta, gamma = (
        float(at[:people].mean()),
        float(at[people + index]),
        float(at[people + kinds + index]),
    )
    weights = np.zeros((points, 2 * kinds))
    weights[:, index], weights[:, kinds + index] = 1, np.arange(points)
    free = np.concatenate([np.ones(kinds, dtype=np.bool_), at[people + kinds :] > 0])
    logits = theta + beta + gamma * np.arange(points)
    halves = normal_quantile(level) * np.sqrt(bend.variances(weights, free))
    predicted = tuple(
        Estimate(_chance(logit), _chance(logit - half), _chance(logit + half), count, level)
        for logit, half in zip(logits.tolist(), halves.tolist(), strict=True)
    )
    return Skill(
        easiness=beta,
        rate=gamma,
        n=count,
        predicted=predicted,
        opportunities_to_80=_opportunities(theta + beta, gamma),
        label=skill_label([1 - point.value for point in predicted], slope=gamma),
    )


def _chance(logit: float) -> float:
    return 1 / (1 + exp(-logit)) if logit >= 0 else exp(logit) / (1 + exp(logit))


def _opportunities(start: float, rate: float) -> int | None:
    """Return the practice after which the chance is 80 %; None if a slope below LEAST_SLOPE never brings it there."""
    missing = log(MASTERY / (1 - MASTERY)) - start
    if missing <= 0:
        return 0
    if rate < LEAST_SLOPE:
        return None
    return ceil(missing / rate - 1e-9)
