"""Who takes the frameworks in which order, and what may be said afterwards of how orders came about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import numpy as np

from progress.stats.orders import williams_orders
from progress.study.results import Label


class Assignment(msgspec.Struct, frozen=True):
    """The order in which `learner` takes the conditions, drawn in `block` (from 1)."""

    learner: str
    order: tuple[str, ...]
    block: int


class Design(msgspec.Struct, frozen=True, tag="design", tag_field="kind"):
    """How orders came about: `followed` of `learners` took the order they were assigned; `text` is to be printed."""

    label: Label
    followed: int
    learners: int
    text: str


def assign_orders(
    learners: Sequence[str], conditions: Sequence[str], rng: np.random.Generator
) -> tuple[Assignment, ...]:
    """Return an order for each learner, in blocks that hold each Williams order once, shuffled by `rng`.

    After every whole block (six learners for three conditions) each order has been used equally often, so a
    study may stop there. The same learners and seed give the same orders. ValueError if a learner comes twice.
    """
    if len(set(learners)) < len(learners):
        twice = next(name for name in learners if list(learners).count(name) > 1)
        raise ValueError(f"learner {twice!r} comes twice")
    orders = williams_orders(conditions)
    assigned = []
    for start in range(0, len(learners), len(orders)):
        shuffled = rng.permutation(len(orders))
        for learner, index in zip(learners[start : start + len(orders)], shuffled, strict=False):
            assigned.append(Assignment(learner, orders[int(index)], start // len(orders) + 1))
    return tuple(assigned)


def design_of(taken: Mapping[Any, tuple[str, ...]], assigned: Mapping[Any, tuple[str, ...]] | None = None) -> Design:
    """Return how the orders `taken` came about: "randomised" only if every learner began the `assigned` one.

    A learner who stopped early has followed the order as far as it goes. A self-chosen order makes the whole
    comparison observational: who likes a framework may take it first and be quick in it.
    """
    assigned = assigned or {}
    followed = sum(learner in assigned and assigned[learner][: len(order)] == order for learner, order in taken.items())
    if taken and followed == len(taken):
        return Design("randomised", followed, followed, f"randomised: all {followed} learners took their order")
    reason = (
        "learners chose the order themselves"
        if not followed
        else f"{len(taken) - followed} of {len(taken)} learners did not take an assigned order"
    )
    text = f"observational: {reason}, so a difference may be the order's or the learners' as well as the framework's"
    return Design("observational", followed, len(taken), text)
