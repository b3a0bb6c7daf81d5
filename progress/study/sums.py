"""The mixed model out of sums, a batch of rows at a time: memory grows with learners, not with rows."""

from __future__ import annotations

from math import log, pi
from typing import Any

import numpy as np

from progress.stats.inputs import Floats
from progress.stats.intervals import LEVEL
from progress.stats.results import TooLittleData
from progress.study.columns import Coded, Codes, Columns, Records, coded, kinds_of, records
from progress.study.results import Label, MixedModel, NotEstimable
from progress.study.terms import Fit, Terms, model_of, refused

CHUNK = 1_048_576  # rows that are counted at a time
_FEWEST, _MOST = -16.0, 12.0  # ln of the ratio of the two variances


class Sums:
    """Adds up what REML needs of a model with one random effect: XᵀX, Xᵀy, yᵀy and, per learner, n, Σx and Σy.

    The likelihood then depends on the rows through these alone, so each step of the search for the ratio of
    the two variances costs learners × width² and no pass over the rows. `mixed_model` is the same model by
    statsmodels.
    """

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._places: dict[Any, int] = {}
        self._crossproducts = np.zeros((terms.width, terms.width))
        self._with_time = np.zeros(terms.width)
        self._squares = 0.0
        self._counts = np.zeros(0)
        self._designs = np.zeros((0, terms.width))
        self._times = np.zeros(0)
        self._by_count: tuple[Floats, Floats, Floats, Floats] | None = None

    def add(self, columns: Columns) -> None:
        """Take in a batch of rows, with the columns of `mixed_model`; a learner's rows may come in any batch."""
        self.add_rows(records(columns))

    def add_rows(self, rows: Records) -> None:
        """Take in rows that have been checked; `CHUNK` of them at a time."""
        places = np.array([self._places.setdefault(name, len(self._places)) for name in rows.learner.names])
        self._grow()
        for start in range(0, len(rows.log_time), CHUNK):
            part = rows.part(slice(start, start + CHUNK))
            self._add(part, places[part.learner.codes])

    def fit(self, *, label: Label, level: float = LEVEL) -> MixedModel | NotEstimable | TooLittleData:
        """Return the model of all rows so far, under the gates and labels of `mixed_model`."""
        learners = len(self._places)
        no = refused(self._terms, learners, self._crossproducts)
        if no is not None:
            return no
        return model_of(self._search(), self._terms, int(self._counts.sum()), learners, level, label)

    def _add(self, rows: Records, learner: Codes) -> None:
        # A row's design follows from its task and its kind (framework, period, previous framework), and of these there
        # are few: counting rows of a task and kind, and of a learner's task or kind, replaces sums over rows.
        kinds = kinds_of(rows)
        many, tasks = len(kinds.rows), len(rows.task.names)
        cells = rows.task.codes * many + kinds.codes
        counts = np.bincount(cells, minlength=tasks * many)
        there = np.flatnonzero(counts)
        which = Coded(there // many, rows.task.names)
        design = self._terms.matrix(kinds.records(which, there % many))
        self._by_count = None
        self._crossproducts += (design * counts[there, None]).T @ design
        self._with_time += design.T @ np.bincount(cells, rows.log_time, minlength=tasks * many)[there]
        self._squares += float(rows.log_time @ rows.log_time)
        self._counts += np.bincount(learner, minlength=len(self._counts))
        self._times += np.bincount(learner, rows.log_time, minlength=len(self._counts))
        who = coded(learner)
        taken = np.bincount(who.codes * tasks + rows.task.codes, minlength=len(who.names) * tasks)
        seen = np.bincount(who.codes * many + kinds.codes, minlength=len(who.names) * many)
        end = self._terms.spans["task"].stop
        by_task = self._terms.matrix(kinds.records(Coded(np.arange(tasks), rows.task.names), np.zeros(tasks, np.intp)))
        by_kind = self._terms.matrix(kinds.records(Coded(np.zeros(many, np.intp), rows.task.names), np.arange(many)))
        found = np.empty((len(who.names), self._terms.width))
        found[:, :end] = taken.reshape(-1, tasks) @ by_task[:, :end]
        found[:, end:] = seen.reshape(-1, many) @ by_kind[:, end:]
        self._designs[list(who.names)] += found

    def _grow(self) -> None:
        new = len(self._places) - len(self._counts)
        if new > 0:
            self._counts = np.concatenate([self._counts, np.zeros(new)])
            self._times = np.concatenate([self._times, np.zeros(new)])
            self._designs = np.concatenate([self._designs, np.zeros((new, self._terms.width))])

    def _search(self) -> Fit:
        from scipy.optimize import minimize_scalar

        found = minimize_scalar(
            lambda power: -self.at(float(np.exp(power))).log_likelihood,
            bounds=(_FEWEST, _MOST),
            method="bounded",
            options={"xatol": 1e-7},
        )
        return max(self.at(float(np.exp(found.x))), self.at(0.0), key=lambda fit: fit.log_likelihood)

    def at(self, ratio: float) -> Fit:
        """Return the fit at a given ratio of learner to residual variance (Harville 1977, one random effect).

        V = I + ratio·J within a learner, so V⁻¹ = I − w·J with w = ratio/(1 + ratio·n).
        """
        counts, designs, with_time, squared = self._summed()
        weights = ratio / (1 + ratio * counts)
        left: Floats = self._crossproducts - np.tensordot(weights, designs, 1)
        right = self._with_time - weights @ with_time
        squares = self._squares - float(weights @ squared)
        inverse: Floats = np.linalg.inv(left).astype(np.float64)
        effects = inverse @ right
        df = float(self._counts.sum()) - self._terms.width
        residual = max(squares - float(right @ effects), 1e-300) / df
        spread = float(np.log1p(ratio * self._counts).sum()) + float(np.linalg.slogdet(left)[1])
        likelihood = -0.5 * (df * (1 + log(2 * pi * residual)) + spread)
        return Fit(effects, residual * inverse, ratio * residual, residual, likelihood)

    def _summed(self) -> tuple[Floats, Floats, Floats, Floats]:
        """Return, for each count of rows that learners have, the sums over those learners of ddᵀ, dt and t².

        w depends on the count alone, and most learners share theirs: a step of the search then costs counts × width².
        """
        if self._by_count is None:
            counts, group = np.unique(self._counts, return_inverse=True)
            width = self._terms.width
            designs: Floats = np.zeros((len(counts), width, width))
            with_time: Floats = np.zeros((len(counts), width))
            order = np.argsort(group, kind="stable")
            for code, mine in enumerate(np.split(order, np.cumsum(np.bincount(group))[:-1])):
                designs[code] = self._designs[mine].T @ self._designs[mine]
                with_time[code] = self._designs[mine].T @ self._times[mine]
            squared: Floats = np.bincount(group, self._times**2).astype(np.float64)
            self._by_count = (counts, designs, with_time, squared)
        return self._by_count
