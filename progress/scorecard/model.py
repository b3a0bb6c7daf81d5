"""What a scorecard is: frameworks as columns, figures as rows under five questions, and no score over all of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

Question = Literal["set-up", "documentation", "tutorials", "learning curve", "performance"]
QUESTIONS: dict[Question, str] = {
    "set-up": "How easy is it to set up?",
    "documentation": "How useful is its documentation?",
    "tutorials": "How good and broad are its tutorials?",
    "learning curve": "What is its learning curve?",
    "performance": "How fast is it?",
}
Better = Literal["less", "more"]


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One figure of one framework. `value` is None where there is none: then `todo` says what to do about it.

    `shown` is the figure for people, `n` how many observations are behind it, `low` and `high` its 95 % interval
    where it has one (`interval` for people), `raw` the numbers that it was made of, a line each.
    """

    shown: str = "–"
    value: float | None = None
    n: int = 0
    low: float | None = None
    high: float | None = None
    interval: str = ""
    todo: str = ""
    raw: tuple[str, ...] = ()


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One figure over the frameworks. `better` says which way is better; None where neither is.

    `method` says how it is measured, `of` what n counts.
    """

    key: str
    question: Question
    title: str
    method: str
    of: str
    cells: dict[str, Cell]
    better: Better | None = None

    def ranks(self, frameworks: tuple[str, ...]) -> dict[str, float] | None:
        """Ranks from 1, the best, ties sharing their mean; None if neither way is better or a value is missing."""
        values = [self.cells[name].value if name in self.cells else None for name in frameworks]
        if self.better is None or len(frameworks) < 2 or any(value is None for value in values):
            return None
        signed = [value if self.better == "less" else -value for value in values if value is not None]
        return {
            name: 1 + sum(other < value for other in signed) + (sum(other == value for other in signed) - 1) / 2
            for name, value in zip(frameworks, signed, strict=True)
        }


class Scorecard(msgspec.Struct, frozen=True, kw_only=True):
    """The whole scorecard. `notes` are the caveats that go with it on every face."""

    schema: str = "dltutor.scorecard/1"
    frameworks: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()

    def of(self, question: Question) -> tuple[Row, ...]:
        """The rows of one question."""
        return tuple(row for row in self.rows if row.question == question)


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """Frameworks in the order that one reader's weights give, by mean rank; `rows` were measured in all of them.

    It is an order and no score: ranks say nothing of how far apart two figures are.
    """

    frameworks: tuple[tuple[str, float], ...]
    rows: tuple[str, ...]


def order(card: Scorecard, weights: Mapping[str, float] | None = None) -> Order:
    """Order the frameworks by the weighted mean of their ranks, over the rows that all of them have.

    `weights` maps questions or rows (by key, which goes before its question) to numbers from 0 up; what is not
    named counts 1. A question's weight is shared by its rows that count, so that many rows are not many votes.
    Raises ValueError for a weight below 0 or one that names nothing.
    """
    weights = weights or {}
    known = {*QUESTIONS, *(row.key for row in card.rows)}
    for name, weight in weights.items():
        if name not in known:
            raise ValueError(f"there is no question and no figure called {name!r}")
        if not weight >= 0:
            raise ValueError(f"a weight is 0 or more, not {weight}")
    ranked = [(row, ranks) for row in card.rows if (ranks := row.ranks(card.frameworks)) is not None]
    sums = dict.fromkeys(card.frameworks, 0.0)
    total, used = 0.0, []
    for question in QUESTIONS:
        rows = [(row, ranks, weights.get(row.key, 1.0)) for row, ranks in ranked if row.question == question]
        votes = sum(weight for _, _, weight in rows)
        if not votes:
            continue
        share = weights.get(question, 1.0) / votes
        total += weights.get(question, 1.0)
        for row, ranks, weight in rows:
            if weight * share:
                used.append(row.key)
            for name in card.frameworks:
                sums[name] += ranks[name] * weight * share
    if not used:
        return Order(frameworks=(), rows=())
    means = [(name, sums[name] / total) for name in card.frameworks]
    return Order(frameworks=tuple(sorted(means, key=lambda pair: pair[1])), rows=tuple(used))
