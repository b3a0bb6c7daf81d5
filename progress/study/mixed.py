"""The mixed model of a study, and a second opinion on it by statsmodels."""

from __future__ import annotations

import warnings
from math import isfinite
from typing import Any, Literal

import numpy as np

from progress.errors import ProgressError
from progress.stats.inputs import Floats
from progress.stats.intervals import LEVEL
from progress.stats.results import TooLittleData
from progress.study.columns import Columns, Records, records
from progress.study.results import Label, MixedModel, NotEstimable
from progress.study.sums import Sums
from progress.study.terms import Fit, Terms, model_of, refused, terms_of


class MissingExtra(ProgressError):
    """A library that only studies need is not installed."""

    title = "A study needs one more library"


def mixed_model(
    columns: Columns,
    *,
    label: Label,
    reference: str | None = None,
    level: float = LEVEL,
    engine: Literal["sums", "statsmodels"] = "sums",
) -> MixedModel | NotEstimable | TooLittleData:
    """Fit ln T = μ + framework + period + previous framework + task + u_learner + ε by REML (Jones and Kenward 2014).

    `columns` are learner, task, framework, period, previous, seconds (see `placed`), one row per completed task;
    `label` is that of `design_of`; `reference` is the framework named first. From seven learners and two
    frameworks up; NotEstimable where the orders taken cannot tell two terms apart. Intervals and p are Wald's.

    Both engines maximise the same likelihood. "sums" needs nothing but SciPy (`Sums` does it for rows that come
    in batches); "statsmodels" is the second opinion, twenty times slower at ten thousand rows and NotEstimable
    where learners do not differ at all; without that library it raises MissingExtra.
    """
    return fit_records(records(columns), label=label, reference=reference, level=level, engine=engine)


def fit_records(
    rows: Records,
    *,
    label: Label,
    reference: str | None = None,
    level: float = LEVEL,
    engine: Literal["sums", "statsmodels"] = "sums",
) -> MixedModel | NotEstimable | TooLittleData:
    """Fit `mixed_model` to rows that are checked and coded already."""
    terms = terms_of(rows, reference)
    if engine == "sums":
        sums = Sums(terms)
        sums.add_rows(rows)
        return sums.fit(label=label, level=level)
    library = _library()
    design = terms.matrix(rows)
    learners = len(rows.learner.names)
    no = refused(terms, learners, design.T @ design)
    if no is not None:
        return no
    fit = _second(library, rows, design, terms)
    if not isfinite(fit.log_likelihood):
        return NotEstimable("learner", "statsmodels finds no likelihood where learners do not differ")
    return model_of(fit, terms, len(design), learners, level, label)


def _second(library: Any, rows: Records, design: Floats, terms: Terms) -> Fit:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where the learners do not differ: the variance is on its bound
        found = library(rows.log_time, design, rows.learner.codes).fit(reml=True)
    return Fit(
        np.asarray(found.fe_params, dtype=np.float64),
        np.asarray(found.cov_params(), dtype=np.float64)[: terms.width, : terms.width],
        float(np.asarray(found.cov_re)[0, 0]),
        float(found.scale),
        float(found.llf),
    )


def _library() -> Any:
    try:
        from statsmodels.regression.mixed_linear_model import MixedLM
    except ImportError as error:
        raise MissingExtra(
            f"This second opinion on the mixed model needs statsmodels, which is not installed ({error}).",
            "pip install 'dltutor[study]'",
        ) from None
    return MixedLM
