"""How much is measured: a full run, or a quick one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """What a run takes the time for.

    Each of `repeats` lasts `span_s` or one step, whichever is longer, after `warm_s` of warming up. `cold` counts
    the fresh processes in which import, first step and memory are measured, `cold_compiled` those with the compiled
    variant. With `apart` every workload has a process of its own, otherwise a framework keeps one for all.
    `slow_compilers` says whether variants that take long to compile are measured. A child that does not answer
    within `limit_s` is ended.
    """

    repeats: int
    span_s: float
    warm_s: float
    cold: int
    cold_compiled: int
    apart: bool
    slow_compilers: bool
    limit_s: float


FULL = Plan(repeats=20, span_s=0.1, warm_s=0.3, cold=10, cold_compiled=3, apart=True, slow_compilers=True, limit_s=600)
QUICK = Plan(
    repeats=10, span_s=0.02, warm_s=0.03, cold=2, cold_compiled=0, apart=False, slow_compilers=False, limit_s=120
)
SLOW_COMPILERS = frozenset({"pytorch"})
"""Frameworks whose compiler takes seconds to minutes for one workload, as it makes and compiles C++."""
