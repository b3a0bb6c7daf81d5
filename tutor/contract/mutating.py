"""Whether the checks notice small edits to the solutions: each mutant judged, survivors told or explained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from tutor.catalog import Task, strict_yaml
from tutor.contract.mutants import Mutant, mutants
from tutor.decoding import decode
from tutor.judge import Workers, check
from tutor.worker.launch import Launch

EXPLAINED = "equivalent.yaml"
_SEED = 20_26


class Equivalent(Struct, frozen=True, forbid_unknown_fields=True):
    """An edit that changes no behaviour which the brief asks for: the line before and after it, and why."""

    before: str
    after: str
    why: str


class Judged(NamedTuple):
    """A mutant and what became of it: killed, or a survivor with its explanation if there is one.

    `late` says that it was killed by the clock alone, which another time may be more patient.
    """

    task: str
    framework: str
    mutant: Mutant
    killed: bool
    why: str
    late: bool = False


def explained(task: Task, framework: str) -> tuple[Equivalent, ...]:
    """Read the explanations of a task's survivors, if it has some."""
    file: Path = task.folder / framework / EXPLAINED
    if not file.exists():
        return ()
    return tuple(decode(strict_yaml.read(file), list[Equivalent], file=file))


def superfluous(task: Task, framework: str, judged: Iterable[Judged]) -> tuple[Equivalent, ...]:
    """Return the explanations of which no survivor among all `judged` mutants had need, nor a late one might."""
    needed = {
        (each.mutant.before, each.mutant.after)
        for each in judged
        if (each.task, each.framework) == (task.key, framework) and (each.late or not each.killed)
    }
    return tuple(known for known in explained(task, framework) if (known.before, known.after) not in needed)


def mutate(tasks: Sequence[Task], launches: Mapping[str, Launch], *, jobs: int) -> Iterator[Judged]:
    """Judge every mutant of every solution, `jobs` at a time, in order. Closing the iterator stops the work."""
    with Workers(launches.__getitem__) as workers, ThreadPoolExecutor(jobs) as pool:

        def judge(task: Task, framework: str, mutant: Mutant) -> Judged:
            verdict = check(task, framework, mutant.source, workers=workers, seed=_SEED, judge_starter=True)
            known = {(e.before, e.after): e.why for e in explained(task, framework)}
            why = known.get((mutant.before, mutant.after), "")
            return Judged(task.key, framework, mutant, not verdict.passed, why, verdict.outcome == "timed_out")

        waiting = [
            pool.submit(judge, task, framework, mutant)
            for task in tasks
            for framework in task.frameworks
            if framework in launches
            for mutant in mutants(task.solution(framework), task.starter(framework))
        ]
        try:
            for future in waiting:
                yield future.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
