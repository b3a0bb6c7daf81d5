"""The likelihood behind the additive factors model: rows, maximum, curvature."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from progress.stats.inputs import Flags, Floats

STEPS = 100
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
    """Return θ, β and γ, one after the other, where the penalised likelihood is largest with every γ ≥ 0.

    Projected Newton steps (Bertsekas 1982): a rate at 0 whose gradient pushes it below stays there; the others
    move by the curvature and are clipped at 0, in halves until the likelihood does not fall.
    """
    people, kinds = len(rows.learners), len(rows.skills)
    floor = np.concatenate([np.full(people + kinds, -np.inf), np.zeros(kinds)])
    at = np.zeros_like(precision)
    value, gradient = loss(at, rows, precision)
    for _ in range(STEPS):
        held = (at <= floor) & (gradient >= 0)
        if np.abs(np.where(held, 0.0, gradient)).max() <= 1e-9 * len(rows.right):
            break
        step = -curvature(rows, at, precision).solve(gradient, ~held[people:])
        for half in range(40):
            tried = np.maximum(at + step * 0.5**half, floor)
            new_value, new_gradient = loss(tried, rows, precision)
            if new_value <= value:
                break
        else:
            break  # no smaller step helps: what is left is rounding
        at, value, gradient = tried, new_value, new_gradient
    return at


class Curvature(NamedTuple):
    """The second derivatives, with the learners' block, which is diagonal, eliminated (Schur complement)."""

    learners: Floats  # (L,)
    mixed: Floats  # (L, 2K)
    skills: Floats  # (2K, 2K), the learners eliminated

    def solve(self, gradient: Floats, free: Flags) -> Floats:
        """Return the Newton step for `gradient`; skill parameters that are not `free` do not move."""
        people = len(self.learners)
        right = gradient[people:] - self.mixed.T @ (gradient[:people] / self.learners)
        skills = np.where(free, self.inverse(free) @ right, 0.0)
        learners = (gradient[:people] - self.mixed @ skills) / self.learners
        step: Floats = np.concatenate([learners, skills])
        return step

    def inverse(self, free: Flags) -> Floats:
        """Return the covariance of the skill parameters, zero for those that are not `free`."""
        found = np.zeros_like(self.skills)
        found[np.ix_(free, free)] = np.linalg.pinv(self.skills[np.ix_(free, free)], hermitian=True)
        return found

    def variances(self, weights: Floats, free: Flags) -> Floats:
        """Return, for each row of `weights` (m, 2K), the variance of mean θ + row · (β, γ)."""
        share = 1 / (len(self.learners) * self.learners)
        turned = weights - share @ self.mixed
        spread: Floats = np.einsum("ij,jk,ik->i", turned, self.inverse(free), turned)
        spread += float(share.sum()) / len(self.learners)
        return np.maximum(spread, 0.0)


def curvature(rows: Rows, at: Floats, precision: Floats) -> Curvature:
    """Return the second derivatives of the penalised negative log-likelihood at `at`."""
    chance = 0.5 * (1 + np.tanh(_logits(at, rows) / 2))
    weight = chance * (1 - chance)
    people, kinds = len(rows.learners), len(rows.skills)
    # A learner without information (no prior, always right) would divide by zero.
    learners = np.maximum(np.bincount(rows.learner, weight, people) + precision[:people], 1e-12)
    mixed, skills = np.zeros((people, 2 * kinds)), np.diag(precision[people:])
    columns = ((rows.skill, np.ones_like(weight)), (kinds + rows.skill, rows.before))
    for place, factor in columns:
        np.add.at(mixed, (rows.learner, place), weight * factor)
        for other, by in columns:
            np.add.at(skills, (place, other), weight * factor * by)
    return Curvature(learners, mixed, skills - mixed.T @ (mixed / learners[:, None]))
