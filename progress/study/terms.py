"""The columns of the mixed model's design, and whether these data can tell them apart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import exp, sqrt
from typing import Any, NamedTuple

import numpy as np

from progress.stats.inputs import Floats
from progress.stats.intervals import normal_quantile
from progress.stats.results import Estimate, TooLittleData
from progress.study.columns import NONE, Codes, Records
from progress.study.results import Effect, Label, MixedModel, NotEstimable

LEARNERS = 7  # a ratio of 2 between frameworks is then found in 80 % of studies


class Terms(NamedTuple):
    """The levels of each term. The first task, framework and period are the reference of theirs.

    Previous frameworks are coded to sum to nothing, as their sum is "not the first period".
    """

    tasks: tuple[Any, ...]
    frameworks: tuple[str, ...]
    periods: tuple[int, ...]
    previous: tuple[str, ...]

    @property
    def spans(self) -> dict[str, slice]:
        """Which columns belong to which term, in the order in which they stand."""
        sizes = {
            "the mean": 1,
            "task": len(self.tasks) - 1,
            "framework": len(self.frameworks) - 1,
            "period": len(self.periods) - 1,
            "previous framework": len(self.previous) - 1,
        }
        found, start = {}, 0
        for name, size in sizes.items():
            found[name] = slice(start, start + max(size, 0))
            start = found[name].stop
        return found

    @property
    def width(self) -> int:
        """How many columns there are."""
        return int(list(self.spans.values())[-1].stop)

    def matrix(self, rows: Records) -> Floats:
        """Return the design, (rows, width); ValueError names a level that is not among the terms."""
        spans = self.spans
        design = np.zeros((len(rows.log_time), self.width))
        design[:, 0] = 1
        tasks = np.array([_place(self.tasks, name, "task") for name in rows.task.names], dtype=np.intp)
        _mark(design, spans["task"], tasks[rows.task.codes])
        _mark(design, spans["framework"], _codes(rows.framework, self.frameworks, "framework"))
        _mark(design, spans["period"], _codes(rows.period, self.periods, "period"))
        carry = spans["previous framework"]
        if carry.stop > carry.start:
            before = _codes(rows.previous, (*self.previous, NONE), "previous")
            last = len(self.previous) - 1
            for index in range(last):
                design[:, carry.start + index] = (before == index) * 1.0 - (before == last)
        return design


def terms_of(rows: Records, reference: str | None = None) -> Terms:
    """Return the levels that occur in `rows`; `reference` puts that framework first."""
    frameworks = sorted(set(np.unique(rows.framework).tolist()), key=lambda name: (name != reference, name))
    if reference is not None and reference not in frameworks:
        raise ValueError(f"reference {reference!r} is none of the frameworks: {', '.join(frameworks)}")
    previous = tuple(name for name in np.unique(rows.previous).tolist() if name != NONE)
    return Terms(rows.task.names, tuple(frameworks), tuple(np.unique(rows.period).tolist()), previous)


def _inseparable(terms: Terms, crossproducts: Floats) -> NotEstimable | None:
    """Return the first term that has a column made up of those before it, if any.

    `crossproducts` is XᵀX. With every learner in one order, framework and period are one and the same.
    """
    scale = np.sqrt(np.diag(crossproducts))
    for term, span in terms.spans.items():
        for index in range(span.start, span.stop):
            before = crossproducts[:index, :index] / np.outer(scale[:index], scale[:index])
            link = crossproducts[:index, index] / (scale[:index] * scale[index])
            left = 1 - link @ np.linalg.lstsq(before, link, rcond=1e-12)[0] if index else 1.0
            if not left > 1e-9:
                others = [
                    name for name, place in terms.spans.items() if place.start < span.start and name != "the mean"
                ]
                text = f"{term} cannot be told from {' and '.join(others)} in the orders taken here"
                return NotEstimable(term, text)
    return None


def refused(terms: Terms, learners: int, crossproducts: Floats) -> NotEstimable | TooLittleData | None:
    """Return why no model may be fitted: too few learners or frameworks, or terms that are one and the same."""
    if learners < LEARNERS:
        return TooLittleData(learners, LEARNERS, "learners")
    if len(terms.frameworks) < 2:
        return TooLittleData(len(terms.frameworks), 2, "frameworks")
    return _inseparable(terms, crossproducts)


class Fit(NamedTuple):
    """What either engine finds: fixed effects, their covariance, the two variances, the REML log-likelihood."""

    effects: Floats
    covariance: Floats
    learner_variance: float
    residual_variance: float
    log_likelihood: float


def model_of(fit: Fit, terms: Terms, n: int, learners: int, level: float, label: Label) -> MixedModel:
    """Return `fit` in words: ratios with Wald intervals, every framework against every other."""
    spans, quantile = terms.spans, normal_quantile(level)

    def effect(what: str, against: str, weights: Floats) -> Effect:
        from scipy.special import ndtr

        value = float(weights @ fit.effects)
        error = sqrt(max(float(weights @ fit.covariance @ weights), 0.0))
        half = quantile * error
        ratio = Estimate(exp(value), exp(value - half), exp(value + half), learners, level)
        return Effect(what, against, ratio, float(2 * ndtr(-abs(value) / error)) if error else 1.0)

    def unit(term: str, index: int) -> Floats:
        weights = np.zeros(terms.width)
        if index:  # the reference has no column
            weights[spans[term].start + index - 1] = 1
        return weights

    carry, last = spans["previous framework"], len(terms.previous) - 1
    carried = []
    for index, name in enumerate(terms.previous if last > 0 else ()):
        weights = np.zeros(terms.width)
        weights[carry] = -1.0 if index == last else np.arange(last) == index
        carried.append(effect(f"after {name}", "after any", weights))
    return MixedModel(
        frameworks=tuple(
            effect(
                terms.frameworks[one],
                terms.frameworks[other],
                unit("framework", one) - unit("framework", other),
            )
            for other, one in combinations(range(len(terms.frameworks)), 2)
        ),
        periods=tuple(
            effect(f"period {terms.periods[index]}", f"period {terms.periods[0]}", unit("period", index))
            for index in range(1, len(terms.periods))
        ),
        carry_over=tuple(carried),
        learner_sd=sqrt(max(fit.learner_variance, 0.0)),
        residual_sd=sqrt(fit.residual_variance),
        log_likelihood=fit.log_likelihood,
        n=n,
        learners=learners,
        tasks=len(terms.tasks),
        level=level,
        label=label,
    )


def _place(names: Sequence[Any], name: Any, term: str) -> int:
    try:
        return names.index(name)
    except ValueError:
        raise ValueError(f"{term} {name!r} is none of {', '.join(map(str, names))}") from None


def _codes(values: np.ndarray[Any, Any], names: Sequence[Any], term: str) -> Codes:
    places = np.full(len(values), -1, dtype=np.intp)
    for place, name in enumerate(names):  # a handful: comparing with each is quicker than sorting
        places[values == name] = place
    unknown = np.flatnonzero(places < 0)
    if len(unknown):
        _place(names, values[unknown[0]].item(), term)
    return places


def _mark(design: Floats, span: slice, codes: Codes) -> None:
    rows = np.flatnonzero(codes > 0)
    design[rows, span.start + codes[rows] - 1] = 1
