"""What the events add up to: the state of each task, its times, its attempts, folded from the events in order."""

from __future__ import annotations

import sqlite3

import msgspec

from progress.events import NOT_ATTEMPTS
from progress.timing import CLOCK_STEP, JITTER, MINUTE, QUIET, ROW, Key, Moment, Place, Timeline, Times

_QUIET = ", ".join(f"'{name}'" for name in (*QUIET, "task_left", "check_finished"))
# A signal that continues the one before it adds exactly the way between them. SQLite passes over those, and Python
# sees the turns: what is no signal, and where session, task, boot, zone or quarter of an hour change, or a gap is long.
# (Every zone's midnight is at a quarter of an hour of UTC.)
_CONTINUES = f"""e.type = 'signal' AND (p.type = 'signal' OR p.type NOT IN ({_QUIET})) AND e.session = p.session
    AND e.task IS p.task AND e.framework IS p.framework AND e.boot_id = p.boot_id AND e.zone = p.zone
    AND coalesce(e.boot - p.boot, e.monotonic - p.monotonic) BETWEEN 0 AND {5 * MINUTE}
    AND abs(coalesce(e.boot - p.boot - e.monotonic + p.monotonic, 0)) <= {JITTER}
    AND abs(e.utc - p.utc - coalesce(e.boot - p.boot, e.monotonic - p.monotonic)) <= {CLOCK_STEP}
    AND e.utc / {15 * MINUTE} = p.utc / {15 * MINUTE}"""
# Of a row of heartbeats only the first, which ends what came before, and the last, which says how long, matter.
_BEATS_ON = """e.type = 'heartbeat' AND p.type = 'heartbeat' AND e.session = p.session AND EXISTS
    (SELECT 1 FROM events n WHERE n.seq = e.seq + 1 AND n.type = 'heartbeat' AND n.session = e.session)"""
_WIDTH = len(ROW.split(", "))
_ROW_OF_E = ", ".join(f"e.{name}" for name in ROW.split(", "))
_TURNS = f"""SELECT {_ROW_OF_E}, CASE WHEN e.type IN ('signal', 'heartbeat') THEN NULL ELSE e.payload END,
    p.type = 'heartbeat', p.seq, p.utc, p.monotonic, p.boot, p.boot_id, p.zone
    FROM events e LEFT JOIN events p ON p.seq = e.seq - 1
    WHERE e.seq > ? AND e.seq <= ? AND ({_CONTINUES}) IS NOT TRUE AND ({_BEATS_ON}) IS NOT TRUE
    ORDER BY e.seq"""
_PLACE = "SELECT seq, utc, monotonic, boot, boot_id, zone FROM events WHERE seq < ? ORDER BY seq DESC LIMIT 1"


class TaskState(msgspec.Struct):
    """What happened on one task in one framework, up to its first pass; afterwards only `later_attempts` grows.

    `hint_levels` has bit n set when hint n was shown. `help` is how it was completed: unaided, aided, revealed.
    """

    attempts: int = 0
    hint_levels: int = 0
    solution_shown: int = 0
    opened_utc: int | None = None
    completed_utc: int | None = None
    completed_seq: int | None = None
    help: str | None = None
    skipped_utc: int | None = None
    gave_up: int = 0
    ease: int | None = None
    docs_opened: int = 0
    resets: int = 0
    later_attempts: int = 0


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """One check that counts. `number` from 1; `later` after completion; `active` nanoseconds on the task until then."""

    seq: int
    task: str
    framework: str
    run: str | None
    utc: int
    number: int
    outcome: str
    error_class: str | None
    mistake: str | None
    helped: int
    later: int
    active: int
    learner_s: float
    total_s: float


class Judged(msgspec.Struct):
    """What the log's own figures need of a verdict; whatever else it carries is kept and passed over."""

    outcome: str
    error_class: str | None = None
    mistake: str | None = None
    learner_s: float | None = 0.0  # JSON has no NaN: it is written as null
    total_s: float | None = 0.0


_read_verdict = msgspec.json.Decoder(Judged)


class Projection:
    """All that the events up to `seq` add up to, for one learner."""

    def __init__(self) -> None:
        self.seq = 0
        self.chain = b""
        self.tasks: dict[Key, TaskState] = {}
        self.line = Timeline()
        self.first: dict[Key, Times] = {}
        self.attempts: list[Attempt] = []

    def times(self, key: Key) -> tuple[Times, Times]:
        """Return the times until the first pass, and those after it."""
        current = self.line.times.get(key, Times())
        return (self.first[key], current) if key in self.first else (current, Times())

    def fold(self, connection: sqlite3.Connection, last: int) -> None:
        """Take in the events after `seq` up to `last`. Raises msgspec.DecodeError at a payload that is none."""
        for row in connection.execute(_TURNS, (self.seq, last)):
            moment, payload, after_beat, before = row[:_WIDTH], row[_WIDTH], row[_WIDTH + 1], row[_WIDTH + 2 :]
            if before[0] is None:  # a hole: what stood here was forgotten
                before = connection.execute(_PLACE, (moment[0],)).fetchone() or (0,)
            if before[0] > self.seq and not after_beat:
                self._run(*before)
            self.line.step(moment)
            self.seq = moment[0]
            if payload is not None:
                self.take(moment, payload)
        before = connection.execute(_PLACE, (last + 1,)).fetchone() or (0,)
        if before[0] > self.seq:
            self._run(*before)

    def take(self, moment: Moment, payload: str) -> None:
        """Take in what an event that is no mere signal says about its task."""
        utc, kind, task, framework = moment[2], moment[7], moment[8], moment[9]
        if task is None or framework is None:
            return
        state = self.tasks.get((task, framework))
        if state is None:
            state = self.tasks[task, framework] = TaskState(opened_utc=utc)
        if kind == "check_finished":
            self._verdict(state, moment, payload)
        elif kind == "rated":
            state.ease = state.ease if state.ease is not None else msgspec.json.decode(payload).get("ease")
        elif state.completed_utc is not None:
            return  # what is looked at afterwards is no help with what was done before
        elif kind == "hint_shown":
            state.hint_levels |= 1 << min(int(msgspec.json.decode(payload).get("level", 1)), 62)
        elif kind == "solution_shown":
            state.solution_shown = 1
        elif kind == "task_skipped":
            state.skipped_utc, state.gave_up = utc, 1
        elif kind == "docs_opened":
            state.docs_opened += 1
        elif kind == "code_reset":
            state.resets += 1

    def _verdict(self, state: TaskState, moment: Moment, payload: str) -> None:
        seq, _, utc, _, _, _, _, _, task, framework, run = moment
        verdict = _read_verdict.decode(payload)
        if verdict.outcome in NOT_ATTEMPTS or task is None or framework is None:
            return
        key, later = (task, framework), state.completed_utc is not None
        if later:
            state.later_attempts += 1
        else:
            state.attempts += 1
            state.skipped_utc = None
        now = self.line.times.get(key, Times())
        self.attempts.append(
            Attempt(
                seq=seq,
                task=task,
                framework=framework,
                run=run,
                utc=utc,
                number=state.attempts + state.later_attempts,
                outcome=verdict.outcome,
                error_class=verdict.error_class,
                mistake=verdict.mistake,
                helped=int(helped(state) != "unaided"),
                later=int(later),
                active=now.active_10,
                learner_s=verdict.learner_s or 0.0,
                total_s=verdict.total_s or 0.0,
            )
        )
        if verdict.outcome == "passed" and not later:
            state.completed_utc, state.completed_seq, state.help = utc, seq, helped(state)
            self.first[key], self.line.times[key] = now, Times()

    def _run(self, seq: int, utc: int, monotonic: int, boot: int | None, boot_id: str, zone: str) -> None:
        self.line.run(seq, seq - self.seq, Place(utc, monotonic, boot, boot_id), zone)
        self.seq = seq


def helped(state: TaskState) -> str:
    """Say how a task was, or is being, done: revealed (solution seen), aided (hint beyond level 1), unaided."""
    if state.solution_shown:
        return "revealed"
    return "aided" if state.hint_levels >> 2 else "unaided"
