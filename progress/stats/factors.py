"""The likelihood behind the additive factors model: rows, maximum, curvature."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from progress.stats.inputs import Floats

_Indices = npt.NDArray[np.intp]


class FirstAttempt(msgspec.Struct, frozen=True):
    """A learner's first attempt at a task of `skill`; `right` is false if it was wrong or helped."""

    skill: str
    right: bool
    learner: str = ""


class Rows(NamedTuple):
    """The attempts as columns: which learner, which skill, how many attempts at that skill before, right or not."""

    learner: _Indices
    skill: _Indices
    before: Floats
    right: Floats
    learners: tuple[str, ...]
    skills: tuple[str, ...]


def rows_of(attempts: Sequence[FirstAttempt]) -> Rows:
    """Return `attempts`, in the order in which they were made, as columns; ValueError names one that is not 0 or 1."""
    learners = tuple(sorted({attempt.learner for attempt in attempts}))
    skills = tuple(sorted({attempt.skill for attempt in attempts}))
    place = {name: index for index, name in enumerate(learners)}
    kind = {name: index for index, name in enumerate(skills)}
    seen: dict[tuple[str, str], int] = {}
    before = []
    for index, attempt in enumerate(attempts):
        if attempt.right not in (True, False):
            raise ValueError(f"attempts[{index}].right is {attempt.right!r}; expected true or false")
        key = (attempt.learner, attempt.skill)
        before.append(seen.get(key, 0))
        seen[key] = before[-1] + 1
    return Rows(
        np.array([place[attempt.learner] for attempt in attempts], dtype=np.intp),
        np.array([kind[attempt.skill] for attempt in attempts], dtype=np.intp),
        np.array(before, dtype=np.float64),
        np.array([bool(attempt.right) for attempt in attempts], dtype=np.float64),
        learners,
        skills,
    )


def _logits(at: Floats, rows: Rows) -> Floats:
    people, kinds = len(rows.learners), len(rows.skills)
    beta, gamma = at[people : people + kinds], at[people + kinds :]
    logits: Floats = at[rows.learner] + beta[rows.skill] + gamma[rows.skill] * rows.before
    return logits


def loss(at: Floats, rows: Rows, precision: Floats) -> tuple[float, Floats]:
    """Return the penalised negative log-likelihood and its gradient."""
    logits = _logits(at, rows)
    value = float((np.logaddexp(0, logits) - rows.right * logits).sum() + 0.5 * (precision * at**2).sum())
    residual = 0.5 * (1 + np.tanh(logits / 2)) - rows.right
    kinds = len(rows.skills)
    gradient = np.concatenate(
        [
            np.bincount(rows.learner, residual, len(rows.learners)),
            np.bincount(rows.skill, residual, kinds),
            np.bincount(rows.skill, residual * rows.before, kinds),
        ]
    )
    return value, gradient + precision * at


def maximum(rows: Rows, precision: Floats) -> Floats:
    """Return θ, β and γ, one after the other, where the penalised likelihood is largest with every γ ≥ 0."""
    from scipy.optimize import minimize

    free = len(rows.learners) + len(rows.skills)
    bounds = [(None, None)] * free + [(0, None)] * len(rows.skills)
    options = {"maxiter": 5_000, "maxfun": 50_000, "ftol": 1e-14, "gtol": 1e-7}
    start = np.zeros(len(precision))
    found = minimize(
        loss, start, (rows, precision), method="L-BFGS-B", jac=True, bounds=bounds, options=options
    )
    at: Floats = np.asarray(found.x, dtype=np.float64)
    return at


def covariance(rows: Rows, at: Floats, precision: Floats) -> Floats:
    """Return the inverse curvature at the maximum, with zeros for a rate that lies on its bound."""
    chance = 0.5 * (1 + np.tanh(_logits(at, rows) / 2))
    weight = chance * (1 - chance)
    people, kinds = len(rows.learners), len(rows.skills)
    curvature = np.zeros((len(at), len(at)))
    places = (rows.learner, people + rows.skill, people + kinds + rows.skill)
    factors = (np.ones_like(weight), np.ones_like(weight), rows.before)
    for one, by in zip(places, factors, strict=True):
        for other, times in zip(places, factors, strict=True):
            np.add.at(curvature, (one, other), weight * by * times)
    curvature[np.diag_indices_from(curvature)] += precision
    inside = np.ones(len(at), dtype=bool)
    inside[people + kinds :] = at[people + kinds :] > 0
    inverse = np.zeros_like(curvature)
    inverse[np.ix_(inside, inside)] = np.linalg.pinv(curvature[np.ix_(inside, inside)], hermitian=True)
    return inverse
