"""The part of the contract that needs the judge: each file of a task, run and judged as it must be."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from tutor.catalog import Task
from tutor.contract.finding import Finding
from tutor.judge import Verdict, Workers, check

Rule = Callable[[Verdict], str]


class Case(NamedTuple):
    """One source of one task in one framework on one device; `rule` says what is wrong with its verdict."""

    task: Task
    framework: str
    device: str
    name: str
    source: str
    rule: Rule


def cases(task: Task, framework: str, device: str) -> Iterator[Case]:
    """Yield every case of a task in a framework on a device."""

    def case(name: str, source: str, rule: Rule) -> Case:
        return Case(task, framework, device, name, source, rule)

    def valid(verdict: Verdict) -> str:
        return _passes(verdict, task.time_limit_s / 2)

    yield case("starter", task.starter(framework), _fails_cleanly)
    yield case("solution", task.solution(framework), valid)
    for name, source in task.others(framework).items():
        yield case(f"other_{name}", source, valid)
    for name, source in task.wrong(framework).items():
        yield case(f"wrong_{name}", source, partial(_makes_mistake, name))


def judge(case: Case, workers: Workers, seeds: range) -> Finding:
    """Run one case over several seeds, up to the first that breaks the contract."""
    started = time.perf_counter()
    for seed in seeds[:1] if case.task.long else seeds:  # a training is too long to be repeated
        verdict = check(
            case.task,
            case.framework,
            case.source,
            workers=workers,
            device=case.device,
            seed=seed,
            judge_starter=True,
        )
        if problem := case.rule(verdict):
            return _finding(case, started, f"{problem} (seed {seed})", verdict)
    return _finding(case, started)


def _finding(case: Case, started: float, problem: str = "", verdict: Verdict | None = None) -> Finding:
    return Finding(
        task=case.task.key,
        framework=case.framework,
        case=case.name if case.device == "cpu" else f"{case.name} on {case.device}",
        holds=not problem,
        message=problem,
        seconds=time.perf_counter() - started,
        verdict=verdict,
    )


def _passes(verdict: Verdict, limit_s: float) -> str:
    if not verdict.passed:
        return f"It must pass; the outcome is '{verdict.outcome}'."
    if verdict.learner_s > limit_s:
        return f"It takes {verdict.learner_s:.2f} s, over half the time limit ({limit_s:g} s)."
    return ""


def _fails_cleanly(verdict: Verdict) -> str:
    """A starter imports, and then fails in a step."""
    if verdict.outcome == "failed" or any(step.status == "raised" for step in verdict.steps):
        return ""
    return f"The starter must import and then fail in a step; the outcome is '{verdict.outcome}'."


def _makes_mistake(name: str, verdict: Verdict) -> str:
    if verdict.mistake == name:
        return ""
    found = f"the mistake '{verdict.mistake}'" if verdict.mistake else "no mistake by name"
    return f"It must fail with the mistake '{name}'; the outcome is '{verdict.outcome}', {found}."

