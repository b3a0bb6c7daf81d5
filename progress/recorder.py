"""The recorder: what the command line and the screens call while a learner works. One recorder is one session."""

from __future__ import annotations

import hashlib
import platform
import sys
import threading
import uuid
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec

from progress.benchmarks import Benchmark
from progress.clock import Clock, Instant, SystemClock
from progress.events import SIGNAL_KINDS, Event, EventType, LookupOrigin, SignalKind
from progress.projections import Judged
from progress.sources import digest
from progress.store import Log
from progress.timing import SECOND

Interface = Literal["tui", "cli", "background"]

COALESCE = 5 * SECOND
"""Signals closer than this make no event of their own; the first and the last of a burst do. As every gap that
is passed over is shorter than any idle limit, no sum of gaps changes."""
HEARTBEAT = 25 * SECOND  # a timer of 30 s that fires a little early must not skip its beat
STDOUT_KEPT = 8192  # characters of a learner's output kept with a verdict; the screen showed the rest


class _Burst(msgspec.Struct):
    """Signals since the last one written: when that was, and the latest that was not."""

    written: Instant
    latest: Instant | None = None
    kind: str = "key"
    count: int = 0


class Recorder:
    """Writes one session to the log. Threads may share it; every method may raise a ProgressError.

    Nothing is written, and no file made, before the first thing worth recording happens.
    """

    def __init__(self, log: Log, *, interface: Interface, clock: Clock | None = None) -> None:
        self.session = uuid.uuid4().hex
        self._log = log
        self._interface = interface
        self._clock: Clock = clock or SystemClock()
        self._lock = threading.RLock()
        self._began = self._closed = False
        self._task: tuple[str, str] | None = None
        self._burst: _Burst | None = None
        self._last: Instant | None = None

    def __enter__(self) -> Recorder:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def open_task(self, task_id: str, framework: str) -> None:
        """The learner looks at a task; the one before it, if any, is left.

        In the command line this is a mere sign of the learner: they come from their editor, where they were at
        work on the task, and that time counts. In the tutor, opening follows on a time elsewhere, which does not.
        """
        with self._lock:
            if self._task == (task_id, framework):
                return
            if self._interface == "cli":
                self._write("signal", task_id, framework, {"kind": "focus", "count": 1})
            else:
                self.leave_task()
                self._write("task_opened", task_id, framework)
            self._task = (task_id, framework)

    def leave_task(self) -> None:
        """The learner goes elsewhere; time no longer counts for the task."""
        with self._lock:
            if self._task is not None:
                self._write("task_left", *self._task)
                self._task = None

    def signal(self, kind: SignalKind) -> None:
        """The learner is there: a key, a save, a scroll, focus, docs. Cheap to call at every keystroke.

        Without an open task there is nothing to record. Raises ValueError for another kind.
        """
        if kind not in SIGNAL_KINDS:
            raise ValueError(f"unknown signal {kind!r}; expected one of {', '.join(sorted(SIGNAL_KINDS))}")
        with self._lock:
            if self._task is None:
                return
            now, burst = self._clock.now(), self._burst
            if burst is not None and _between(burst.written, now) < COALESCE:
                burst.latest, burst.kind, burst.count = now, kind, burst.count + 1
                return
            pending = self._pending() if burst and burst.latest and _between(burst.latest, now) > COALESCE else []
            count = 1 + (burst.count if burst and not pending else 0)
            self._append(*pending, self._event(now, "signal", *self._task, {"kind": kind, "count": count}))
            self._burst = _Burst(now)

    def heartbeat(self) -> None:
        """Say that the session lives; the screens' timer calls this every 30 s. Also writes what is held back."""
        with self._lock:
            if not self._began or self._closed:
                return
            now = self._clock.now()
            pending = self._pending()
            if pending:
                self._append(*pending)
            elif self._last is None or _between(self._last, now) >= HEARTBEAT:
                self._append(self._event(now, "heartbeat", *(self._task or (None, None))))

    def check_started(
        self, task_id: str, framework: str, run_id: str, source_hash: str, source: str | None = None
    ) -> None:
        """A check begins to run; until it finishes, time is the machine's.

        `source` is what is checked; it is kept so that the verdict can be recomputed. Raises ValueError, and records
        nothing, if its hash is another.
        """
        if source is not None and digest(source) != source_hash:
            raise ValueError(f"the source has the hash {digest(source)}, not {source_hash}")
        self._write("check_started", task_id, framework, attempt=run_id, source_hash=source_hash, source=source)

    def check_finished(self, task_id: str, framework: str, run_id: str, verdict: Mapping[str, Any]) -> None:
        """A check has its verdict (the builtins of one), kept whole but for output past STDOUT_KEPT characters.

        Raises msgspec.ValidationError, and records nothing, if that is no verdict.
        """
        msgspec.convert(verdict, Judged)
        payload = dict(verdict)
        if len(payload.get("stdout") or "") > STDOUT_KEPT:
            payload["stdout"], payload["stdout_cut"] = payload["stdout"][:STDOUT_KEPT], True
        self._write(
            "check_finished",
            task_id,
            framework,
            payload,
            attempt=run_id,
            source_hash=payload.get("source_hash"),
            environment_hash=environment_hash(payload),
        )

    def hint_shown(self, task_id: str, framework: str, level: int, levels: int) -> None:
        """Hint `level` of `levels` (from 1) was shown."""
        self._write("hint_shown", task_id, framework, {"level": level, "levels": levels})

    def solution_shown(self, task_id: str, framework: str) -> None:
        """The reference solution was shown."""
        self._write("solution_shown", task_id, framework)

    def reset(self, task_id: str, framework: str) -> None:
        """The code went back to the starter."""
        self._write("code_reset", task_id, framework)

    def skipped(self, task_id: str, framework: str) -> None:
        """The learner gave the task up for now."""
        self._write("task_skipped", task_id, framework)

    def docs_opened(self, task_id: str, framework: str, name: str, url: str) -> None:
        """A documentation page was opened."""
        self._write("docs_opened", task_id, framework, {"name": name, "url": url})

    def docs_looked_up(
        self,
        task_id: str | None,
        framework: str,
        *,
        symbol: str,
        query: str,
        found: bool,
        origin: LookupOrigin,
        read_s: float | None = None,
    ) -> None:
        """The learner looked something up. `symbol` is what was found or chosen, `query` what was asked for.

        `read_s` is for how many seconds the page was open, None where nobody can tell.
        """
        payload = {"symbol": symbol, "query": query, "found": found, "read_s": read_s, "origin": origin}
        self._write("docs_looked_up", task_id, framework, payload)

    def tutorial_rated(self, framework: str, tutorial: str, rating: int, minutes: float | None = None) -> None:
        """The learner rated a tutorial that they used, 1 (useless) to 7 (excellent); `minutes` it took, if told.

        Raises ValueError outside 1 to 7, and for minutes that are not positive.
        """
        if not 1 <= rating <= 7:
            raise ValueError(f"a rating goes from 1 to 7, not {rating}")
        if minutes is not None and not 0 < minutes < 1e6:
            raise ValueError(f"minutes are positive, not {minutes}")
        self._write("tutorial_rated", None, framework, {"tutorial": tutorial, "rating": rating, "minutes": minutes})

    def rated(self, task_id: str, framework: str, ease: int) -> None:
        """The learner answered the single ease question. Raises ValueError outside 1 (hard) to 7 (easy)."""
        if not 1 <= ease <= 7:
            raise ValueError(f"ease goes from 1 to 7, not {ease}")
        self._write("rated", task_id, framework, {"ease": ease})

    def framework_rated(self, framework: str, answers: Sequence[int] | None) -> None:
        """The learner answered the ten statements of the System Usability Scale, or with None declined to.

        Raises ValueError unless there are ten answers from 1 (strongly disagree) to 5 (strongly agree).
        """
        if answers is None:
            self._write("framework_rated", None, framework, {"declined": True})
            return
        if len(answers) != 10 or not all(1 <= answer <= 5 for answer in answers):
            raise ValueError(f"expected ten answers from 1 to 5, not {list(answers)}")
        self._write("framework_rated", None, framework, {"answers": list(answers)})

    def retake_started(self, task_id: str, framework: str) -> None:
        """The learner takes a completed task again; nothing that follows touches the figures of the first time."""
        self._write("retake_started", task_id, framework)

    def install_started(self, framework: str, run_id: str) -> None:
        """An install of a framework begins; until it finishes, time is the machine's."""
        self._write("install_started", None, framework, attempt=run_id)

    def install_finished(self, framework: str, run_id: str, measured: Mapping[str, Any]) -> None:
        """An install ended, with what was measured: seconds, bytes, packages, failures, as the caller names them."""
        self._write("install_finished", None, framework, dict(measured), attempt=run_id)

    def benchmarked(self, measured: Mapping[str, Any]) -> None:
        """A run of the benchmark ended, with what it measured (the builtins of a Benchmark).

        Raises msgspec.ValidationError, and records nothing, if that is no Benchmark.
        """
        msgspec.convert(measured, Benchmark)
        self._write("benchmarked", None, None, dict(measured))

    def setup_told(
        self,
        framework: str,
        *,
        minutes: float | None = None,
        commands: int | None = None,
        failures: int | None = None,
        ease: int | None = None,
        declined: bool = False,
    ) -> None:
        """The learner said what it took to set a framework up by themselves, or would rather not say.

        Raises ValueError for a number below 0, and for an ease outside 1 (hard) to 7 (easy).
        """
        if ease is not None and not 1 <= ease <= 7:
            raise ValueError(f"ease goes from 1 to 7, not {ease}")
        if any(number is not None and not number >= 0 for number in (minutes, commands, failures)):
            raise ValueError("minutes, commands and failures are 0 or more")
        told = {"minutes": minutes, "commands": commands, "failures": failures, "ease": ease, "declined": declined}
        self._write("setup_told", None, framework, told)

    def close(self) -> None:
        """End the session. In the command line a task is not left: the learner's editor may still be open.

        A verdict that arrives after this, from a check that was just being stopped, is still recorded.
        """
        with self._lock:
            if self._closed:
                return
            if self._interface == "tui":
                self.leave_task()
            if self._began:
                self._write("session_ended", None, None)
            self._closed = True

    def _write(
        self,
        kind: EventType,
        task: str | None,
        framework: str | None,
        payload: dict[str, Any] | None = None,
        *,
        attempt: str | None = None,
        source_hash: str | None = None,
        environment_hash: str | None = None,
        source: str | None = None,
    ) -> None:
        with self._lock:
            event = self._event(self._clock.now(), kind, task, framework, payload)
            event = msgspec.structs.replace(
                event, attempt=attempt, source_hash=source_hash, environment_hash=environment_hash
            )
            self._append(*self._pending(), event, source=source)
            self._burst = None

    def _pending(self) -> list[Event]:
        burst = self._burst
        if burst is None or burst.latest is None or self._task is None:
            return []
        return [self._event(burst.latest, "signal", *self._task, {"kind": burst.kind, "count": burst.count})]

    def _append(self, *events: Event, source: str | None = None) -> None:
        if not self._began:
            payload = {"interface": self._interface, **_machine()}
            at = Instant(events[0].utc, events[0].zone, events[0].monotonic, events[0].boot, events[0].boot_id)
            events = (self._event(at, "session_started", None, None, payload), *events)
        self._log.append(*events, source=source)
        self._began = True
        last = events[-1]
        self._last = Instant(last.utc, last.zone, last.monotonic, last.boot, last.boot_id)
        if self._burst is not None and self._burst.latest is not None:
            self._burst = _Burst(self._burst.latest)

    def _event(
        self,
        at: Instant,
        kind: EventType,
        task: str | None,
        framework: str | None,
        payload: dict[str, Any] | None = None,
    ) -> Event:
        return Event(
            **at._asdict(), session=self.session, type=kind, task=task, framework=framework, payload=payload or {}
        )


def environment_hash(verdict: Mapping[str, Any]) -> str:
    """Return the SHA-256 that names what a check ran in: framework and which of several, device, machine, …"""
    names = ("framework", "framework_version", "implementation", "device", "confinement")
    known = {name: verdict.get(name) for name in names} | _machine()
    return hashlib.sha256(msgspec.json.encode(known, order="sorted")).hexdigest()


def _machine() -> dict[str, str]:
    return {"python": platform.python_version(), "system": sys.platform, "machine": platform.machine()}


def _between(before: Instant, after: Instant) -> int:
    """Nanoseconds between two moments of this process, time asleep included where a clock counts it."""
    if before.boot is not None and after.boot is not None:
        return after.boot - before.boot
    return after.monotonic - before.monotonic
