"""Active time out of raw gaps between a learner's signals: pure functions, no clock, no database.

Each learner has one line of time, on which the signals of all sessions stand in the order of the log. A gap
between two neighbours belongs to the task of the later one, provided that task had a signal before; so
no moment counts twice when two tutors are open, and an editor outside with checks from the shell counts by the
same rule as typing in the tutor. Active time under an idle limit θ is A_θ = Σ g·[g ≤ θ] (the gaps that θ admits).

- A gap that ends with opening a task, or that begins with leaving it, is nobody's: the learner was elsewhere.
  If the task before was never left (a crash), it counts up to the session's last heartbeat.
- The time a check or an install runs is machine time: reported on its own, never active.
- Within one boot the boot clock measures gaps, so setting the wall clock changes nothing; what the machine slept
  (boot clock − monotonic) is tested against θ with its gap, then subtracted. Between boots there is only the
  wall clock: such gaps are flagged, and one that runs backwards counts nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

import msgspec

SECOND = 1_000_000_000
MINUTE = 60 * SECOND
DAY = 24 * 3600 * SECOND
THETA = 10 * MINUTE
QUIET = ("heartbeat", "session_started", "session_ended", "forgotten")
"""Event types that are no sign of the learner."""

ROW = "seq, session, utc, zone, monotonic, boot, boot_id, type, task, framework, attempt"
"""What a moment is made of, as columns of the events table."""

Moment = tuple[int, str, int, str, int, int | None, str, str, str | None, str | None, str | None]
"""One event as timing sees it: the columns of ROW, clocks in nanoseconds."""

Key = tuple[str, str]
"""A task id and a framework."""

JITTER = SECOND // 10  # the clocks are read one after the other; no machine sleeps shorter than this
CLOCK_STEP = 2 * SECOND  # wall and boot clock apart by more: someone set the wall clock


class Gap(NamedTuple):
    """One gap that ended at event `seq` and belongs to `key`. `span`, `asleep` in nanoseconds, asleep included in
    span; `machine`: a check or install ran; `by_wall_clock`: measured across a boot.
    """

    seq: int
    key: Key
    span: int
    asleep: int = 0
    machine: bool = False
    by_wall_clock: bool = False


class Times(msgspec.Struct, gc=False):
    """Sums for one task in one framework, nanoseconds. `active_10` is the primary one; A_5 ≤ A_10 ≤ A_15 ≤ wall.

    `wall` is every gap, without limit, with machine time and sleep. `machine` is the time from the start of each
    check to its finish. `by_wall_clock` is the part of active_10 that rests on the wall clock between two boots.
    """

    active_5: int = 0
    active_10: int = 0
    active_15: int = 0
    wall: int = 0
    machine: int = 0
    asleep: int = 0
    by_wall_clock: int = 0
    clock_changes: int = 0
    signals: int = 0
    last_utc: int = 0
    last_seq: int = 0


class Place(NamedTuple):
    """A moment on every clock."""

    utc: int
    monotonic: int
    boot: int | None
    boot_id: str


class Run(NamedTuple):
    """A check or an install that has started in some session."""

    attempt: str | None
    at: Place
    key: Key


class Cursor(msgspec.Struct):
    """Where a learner's line of time has got to: all that is needed to go on with the next event."""

    at: Place | None = None
    session: str = ""
    task: str = ""
    framework: str = ""
    present: bool = False
    alive: Place | None = None
    running: dict[str, Run] = {}


class Timeline:
    """Folds moments, in the order of the log, into `times` per task and `days` per local day and framework.

    `raw`, if given, collects every gap as well. Days count from 1970-01-01, in the local time of the event.
    """

    def __init__(self, cursor: Cursor | None = None, raw: list[Gap] | None = None) -> None:
        self.cursor = cursor or Cursor()
        self.times: dict[Key, Times] = {}
        self.days: dict[tuple[int, str], int] = {}
        self.raw = raw
        self._offsets: dict[str, int] = {}

    def step(self, moment: Moment) -> None:
        """Take in the next event."""
        seq, session, utc, zone, monotonic, boot, boot_id, kind, task, framework, attempt = moment
        cursor = self.cursor
        if kind == "heartbeat":
            if session == cursor.session:
                cursor.alive = Place(utc, monotonic, boot, boot_id)
            return
        if kind in QUIET:
            return
        key = (task or "", framework or "")
        if kind == "check_finished" and key != (cursor.task, cursor.framework) and not self._awaited(attempt):
            return  # a training ended behind the learner's back; that is no sign of the learner
        place = Place(utc, monotonic, boot, boot_id)
        times = self.times.get(key)
        before = cursor.at
        if before is not None:
            span, asleep, guessed, stepped = elapsed(before, place)
            if span < 0 and not guessed:
                place = before  # a moment that reached the log late, behind another tutor's: time does not go back
            elif kind == "task_opened":
                self._tail(seq, zone)
            elif times is not None and (cursor.present or key != (cursor.task, cursor.framework)):
                machine = session in cursor.running or cursor.session in cursor.running
                self._add(times, utc, zone, seq, key, max(span, 0), asleep, machine, guessed)
            if stepped and times is not None:
                times.clock_changes += 1
        if times is None:
            times = self.times[key] = Times()
        times.signals += 1
        times.last_utc, times.last_seq = utc, seq
        cursor.at, cursor.session, cursor.task, cursor.framework = place, session, key[0], key[1]
        cursor.present, cursor.alive = kind != "task_left", None
        if kind in ("check_started", "install_started"):
            cursor.running[session] = Run(attempt, place, key)
        elif kind in ("check_finished", "install_finished"):
            self._finish(attempt, place)
        elif kind == "task_opened":
            cursor.running.pop(session, None)  # its finish never came; what follows is the learner's again

    def run(self, seq: int, count: int, until: Place, zone: str) -> None:
        """Take in `count` signals that followed the last step, all of its session and task, awake, no two more than
        5 minutes apart and none past a quarter hour of the clock: their gaps add up to the way to the last of them.
        """
        cursor = self.cursor
        key = (cursor.task, cursor.framework)
        times = self.times[key]
        times.signals += count
        times.last_utc, times.last_seq = until.utc, seq
        cursor.alive = None
        span = elapsed(cursor.at, until)[0] if cursor.at else 0
        if span <= 0:
            return
        cursor.at = until
        times.wall += span
        if cursor.session not in cursor.running:
            times.active_5 += span
            times.active_10 += span
            times.active_15 += span
            self._add_to_days(until.utc, zone, span, key[1])

    def tail(self) -> tuple[Key, int] | None:
        """Return the task that is open now and the nanoseconds from its last signal to the last heartbeat."""
        cursor = self.cursor
        if cursor.at is None or cursor.alive is None or not cursor.present or cursor.session in cursor.running:
            return None
        span, asleep, _, _ = elapsed(cursor.at, cursor.alive)
        return (cursor.task, cursor.framework), max(span - asleep, 0) if span <= THETA else 0

    def _tail(self, seq: int, zone: str) -> None:
        cursor = self.cursor
        times = self.times.get((cursor.task, cursor.framework))
        if cursor.at is None or cursor.alive is None or not cursor.present or times is None:
            return
        span, asleep, guessed, _ = elapsed(cursor.at, cursor.alive)
        key, machine = (cursor.task, cursor.framework), cursor.session in cursor.running
        self._add(times, cursor.alive.utc, zone, seq, key, max(span, 0), asleep, machine, guessed)

    def _add(
        self,
        times: Times,
        utc: int,
        zone: str,
        seq: int,
        key: Key,
        span: int,
        asleep: int,
        machine: bool,
        guessed: bool,
    ) -> None:
        if self.raw is not None:
            self.raw.append(Gap(seq, key, span, asleep, machine, guessed))
        times.wall += span
        times.asleep += asleep
        if machine or span > 15 * MINUTE:
            return
        counted = span - asleep
        times.active_15 += counted
        if span > THETA:
            return
        times.active_10 += counted
        if guessed:
            times.by_wall_clock += counted
        if span <= 5 * MINUTE:
            times.active_5 += counted
        self._add_to_days(utc, zone, counted, key[1])

    def _add_to_days(self, utc: int, zone: str, counted: int, framework: str) -> None:
        if not counted:
            return  # two signals of one moment make no day of work
        offset = self._offsets.get(zone)
        if offset is None:
            offset = self._offsets[zone] = _offset(zone)
        day, since_midnight = divmod(utc + offset, DAY)
        days = self.days
        if since_midnight < counted:  # a gap over midnight is shared between its two days
            days[day - 1, framework] = days.get((day - 1, framework), 0) + counted - since_midnight
            counted = since_midnight
        days[day, framework] = days.get((day, framework), 0) + counted

    def _awaited(self, attempt: str | None) -> bool:
        return any(run.attempt == attempt for run in self.cursor.running.values())

    def _finish(self, attempt: str | None, place: Place) -> None:
        for session, run in self.cursor.running.items():
            if run.attempt == attempt:  # a training finishes in a session of its own
                del self.cursor.running[session]
                span, asleep, _, _ = elapsed(run.at, place)
                self.times.setdefault(run.key, Times()).machine += max(span - asleep, 0)
                return


def elapsed(before: Place, after: Place) -> tuple[int, int, bool, bool]:
    """Return span and the part of it asleep (ns), whether it rests on the wall clock, whether a clock was set."""
    utc, monotonic, boot, boot_id = after
    if boot_id != before.boot_id:
        span = utc - before.utc
        return max(span, 0), 0, True, span < 0
    asleep = 0
    span = monotonic - before.monotonic
    if boot is not None and before.boot is not None:
        whole = boot - before.boot
        if whole - span > JITTER:
            asleep = whole - span
        span = whole
    return span, asleep, False, abs(utc - before.utc - span) > CLOCK_STEP


def timeline(moments: Iterable[Moment], raw: list[Gap] | None = None) -> Timeline:
    """Fold moments in whatever order they are given: the log's order (seq) is the order that counts."""
    line = Timeline(raw=raw)
    for moment in sorted(moments, key=itemgetter(0)):
        line.step(moment)
    return line


def gaps(moments: Iterable[Moment]) -> list[Gap]:
    """Return every raw gap, none cut off, for any idle limit to be applied later."""
    raw: list[Gap] = []
    timeline(moments, raw)
    return raw


def active(raw: Iterable[Gap], theta: int) -> int:
    """Return A_θ in nanoseconds: the gaps of at most `theta`, less sleep, without machine time."""
    return sum(gap.span - gap.asleep for gap in raw if gap.span <= theta and not gap.machine)


def _offset(zone: str) -> int:
    sign = -1 if zone.startswith("-") else 1
    hours, _, minutes = zone[1:].partition(":")
    return sign * (int(hours or 0) * 60 + int(minutes or 0)) * MINUTE
