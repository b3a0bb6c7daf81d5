"""The whole contract over many tasks: what to look at, in how many threads, one finding at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from fnmatch import fnmatch

from tutor.catalog import Catalog, Task
from tutor.contract import files
from tutor.contract.cases import Case, cases, judge
from tutor.contract.docs import check_names
from tutor.contract.finding import Finding
from tutor.errors import unknown
from tutor.judge import Workers
from tutor.worker.launch import Launch


def select(catalog: Catalog, pattern: str | None) -> tuple[Task, ...]:
    """Return the tasks whose key or name matches a shell pattern (all without one); UsageError if none does."""
    if pattern is None:
        return catalog.tasks
    wanted = pattern.strip("/")
    chosen = tuple(task for task in catalog.tasks if _matches(task, wanted))
    if not chosen:
        names = {name for task in catalog.tasks for name in (task.name, task.unit)}
        raise unknown("task or unit", pattern, sorted(names))
    return chosen


def _matches(task: Task, pattern: str) -> bool:
    return any(fnmatch(name, pattern) for name in (task.key, task.name, task.unit))


def hold(
    tasks: Sequence[Task],
    launches: Mapping[str, Launch],
    devices: Mapping[str, Sequence[str]],
    *,
    jobs: int,
    seeds: int,
) -> Iterator[Finding]:
    """Yield a finding per case, in the order of the tasks, while `jobs` threads work ahead.

    `launches` says how to run each framework that is to be looked at, `devices` on what. Closing the
    iterator stops the work.
    """
    with Workers(launches.__getitem__) as workers, ThreadPoolExecutor(jobs) as pool:
        waiting: list[Future[list[Finding]]] = [
            pool.submit(check_names, tasks, framework, launch) for framework, launch in launches.items()
        ]
        for task in tasks:
            waiting.append(pool.submit(_files, task))
            waiting += [pool.submit(_case, case, workers, seeds) for case in _cases(task, launches, devices)]
        try:
            for future in waiting:
                yield from future.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _cases(task: Task, launches: Mapping[str, Launch], devices: Mapping[str, Sequence[str]]) -> Iterator[Case]:
    """Yield the cases of a task in every framework that it offers and that is there."""
    for framework in task.frameworks:
        if framework in launches:
            for device in devices[framework]:
                yield from cases(task, framework, device)


def _case(case: Case, workers: Workers, seeds: int) -> list[Finding]:
    return [judge(case, workers, range(seeds))]


def _files(task: Task) -> list[Finding]:
    return [files.check_task(task)]
