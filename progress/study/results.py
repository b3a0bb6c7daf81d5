"""The frozen values that a study's statistics return."""

from __future__ import annotations

from typing import Literal

import msgspec

from progress.stats.results import Estimate

Label = Literal["randomised", "observational"]


class NotEstimable(msgspec.Struct, frozen=True, tag="not_estimable", tag_field="kind"):
    """A term that these data cannot separate from the others, and why; no number."""

    term: str
    text: str

    def __str__(self) -> str:
        return self.text


class Effect(msgspec.Struct, frozen=True):
    """One contrast of the mixed model: how many times as long `what` takes as `against`, with Wald's p."""

    what: str
    against: str
    ratio: Estimate
    p: float


class MixedModel(msgspec.Struct, frozen=True, tag="mixed_model", tag_field="kind"):
    """ln T = μ + framework + period + previous framework + task + learner + ε, fitted by REML.

    `frameworks` compares every two; `periods` each with the first; `carry_over` each previous framework with the
    mean of them. `learner_sd` and `residual_sd` are on the log scale. `label` says how orders came about.
    """

    frameworks: tuple[Effect, ...]
    periods: tuple[Effect, ...]
    carry_over: tuple[Effect, ...]
    learner_sd: float
    residual_sd: float
    log_likelihood: float
    n: int
    learners: int
    tasks: int
    level: float
    label: Label


class PooledRate(msgspec.Struct, frozen=True, tag="pooled_rate", tag_field="kind"):
    """The learning rate of the typical learner, 2^−(mean b) over `n` learners, each fitted alone.

    `left_out` counts the learners with too few tasks for a rate of their own.
    """

    value: float
    low: float
    high: float
    n: int
    level: float
    b: Estimate
    left_out: int
