"""What happened on tasks, as statements for others: attempts, hints, solutions shown, tasks given up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from progress.events import NOT_ATTEMPTS
from progress.export.view import View, view
from progress.materialised import current
from progress.projections import Attempt
from progress.report.model import TaskInfo
from progress.store import Log
from progress.timing import SECOND

KINDS = ("check_finished", "hint_shown", "solution_shown", "task_skipped")


class Happening(msgspec.Struct, frozen=True, kw_only=True):
    """One thing a learner did on a task. `times` counts how often they took it, from 1; a retake is another time.

    `attempt` is there for a check; `active_s`, of a check, the active time since the check before or the beginning.
    `info` is None where the curriculum no longer has the task.
    """

    learner: str
    session: str
    seq: int
    at: datetime
    kind: str
    task: str
    framework: str
    info: TaskInfo | None
    times: int
    payload: dict[str, Any]
    attempt: Attempt | None = None
    active_s: float = 0.0

    @property
    def name(self) -> str:
        """The task's key, or its id where the curriculum has it no more."""
        return self.info.key if self.info else self.task


def happenings(log: Log, tasks: Sequence[TaskInfo], *, anonymise: bool = False) -> Iterator[Happening]:
    """Yield what happened on tasks, in order. Raises a ProgressError."""
    projection = current(log, attempts=True)
    attempts = {attempt.seq: attempt for attempt in projection.attempts}
    with view(log, anonymise=anonymise) as seen:
        if seen is not None:
            yield from _told(seen, projection.seq, attempts, {info.id: info for info in tasks})


def _told(seen: View, last: int, attempts: dict[int, Attempt], known: dict[str, TaskInfo]) -> Iterator[Happening]:
    times: dict[tuple[str, str], int] = {}
    before: dict[tuple[str, str], Attempt] = {}
    for event in seen.events:
        if event.seq > last:
            return
        key = (event.task or "", event.framework or "")
        if event.type == "retake_started":
            times[key] = times.get(key, 1) + 1
        if event.type not in KINDS or event.payload.get("outcome") in NOT_ATTEMPTS:
            continue
        attempt = attempts.get(event.seq)
        yield Happening(
            learner=seen.learner,
            session=event.session,
            seq=event.seq,
            at=datetime.fromtimestamp(0, UTC) + timedelta(microseconds=event.utc // 1000),
            kind=event.type,
            task=key[0],
            framework=key[1],
            info=known.get(key[0]),
            times=times.get(key, 1),
            payload=event.payload,
            attempt=attempt,
            active_s=_since(before.get(key), attempt) if attempt else 0.0,
        )
        if attempt:
            before[key] = attempt


def _since(before: Attempt | None, attempt: Attempt) -> float:
    """Active seconds from one attempt to the next; after the first pass the count of active time begins anew."""
    same = before is not None and before.later == attempt.later
    return max(attempt.active - (before.active if same and before else 0), 0) / SECOND
