"""Invented days: what counts as work on a task, and what does not."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from progress.events import Event
from progress.materialised import current, rebuild
from progress.store import Log
from progress.timing import MINUTE, SECOND, Gap, Key, Moment, Times, active, gaps, timeline

T0 = 1_772_366_400 * SECOND  # 2026-03-01 12:00 UTC, a Sunday
A, B = ("task-a", "pytorch"), ("task-b", "neon")
MARCH_1 = T0 // (24 * 3600 * SECOND)


class Machine:
    """Writes the moments of an invented day. Minutes; `at` is where the day has got to."""

    def __init__(self, zone: str = "+00:00") -> None:
        self.moments: list[Moment] = []
        self.zone, self.boot_id = zone, "boot-1"
        self.utc, self.monotonic, self.boot = T0, 0, 0

    def wait(self, minutes: float) -> Machine:
        step = round(minutes * MINUTE)
        self.utc, self.monotonic, self.boot = self.utc + step, self.monotonic + step, self.boot + step
        return self

    def sleep(self, minutes: float) -> Machine:
        self.utc, self.boot = self.utc + round(minutes * MINUTE), self.boot + round(minutes * MINUTE)
        return self

    def set_clock(self, minutes: float) -> Machine:
        self.utc += round(minutes * MINUTE)
        return self

    def restart(self) -> Machine:
        self.boot_id, self.monotonic, self.boot = self.boot_id + "+", 0, 0
        return self

    def put(self, kind: str, key: Key | None = A, session: str = "s1", run: str | None = None) -> Machine:
        place = (self.utc, self.zone, self.monotonic, self.boot, self.boot_id)
        self.moments.append((len(self.moments) + 1, session, *place, kind, *(key or (None, None)), run))
        return self

    def keys(self, minutes: float, key: Key = A, session: str = "s1", every: float = 1.0) -> Machine:
        for _ in range(round(minutes / every)):
            self.wait(every).put("signal", key, session)
        return self

    def times(self, key: Key = A) -> Times:
        return timeline(self.moments).times[key]

    def minutes(self, key: Key = A) -> tuple[float, float, float, float]:
        times = self.times(key)
        return tuple(part / MINUTE for part in (times.active_5, times.active_10, times.active_15, times.wall))


def test_steady_work_counts_in_full() -> None:
    day = Machine().put("task_opened").keys(30).put("task_left")
    assert day.minutes() == (30, 30, 30, 30)


def test_thinking_counts_up_to_each_idle_limit() -> None:
    day = Machine().put("task_opened").wait(5).put("signal").wait(10).put("signal").wait(15).put("signal")
    day.wait(15.1).put("signal")
    assert day.minutes() == pytest.approx((5, 15, 30, 45.1))


def test_a_lunch_break_with_the_task_open_is_no_work() -> None:
    day = Machine().put("task_opened").keys(20)
    for _ in range(110):
        day.wait(0.5).put("heartbeat")
    day.keys(10)
    assert day.minutes() == (29, 29, 29, 85)  # the first key after the break ends the pause


def test_time_away_from_the_task_is_nobodys() -> None:
    day = Machine().put("task_opened").keys(5).put("task_left").wait(3).put("task_opened").keys(5)
    assert day.minutes() == (10, 10, 10, 10)


def test_a_check_from_the_shell_after_leaving_does_not_make_the_pause_work() -> None:
    day = Machine().put("task_opened").keys(5).put("task_left").wait(8).put("signal", session="s2").keys(2, A, "s2")
    assert day.minutes() == (7, 7, 7, 7)


def test_each_task_has_its_own_time() -> None:
    day = Machine().put("task_opened").keys(5).put("task_left").put("task_opened", B).keys(7, B).put("task_left", B)
    assert (day.minutes(A)[1], day.minutes(B)[1]) == (5, 7)


def test_a_check_that_runs_is_the_machines_time() -> None:
    day = Machine().put("task_opened").keys(5).put("check_started", run="r").wait(4).put("check_finished", run="r")
    day.keys(5)
    assert day.minutes() == (10, 10, 10, 14)
    assert day.times().machine == 4 * MINUTE


def test_typing_while_a_check_runs_is_still_the_machines_time() -> None:
    day = Machine().put("task_opened").put("check_started", run="r").keys(4).put("check_finished", run="r").keys(1)
    assert day.minutes()[1] == 1
    assert day.times().machine == 4 * MINUTE


def test_a_long_check_in_one_tutor_does_not_stop_the_clock_of_the_other() -> None:
    day = Machine().put("task_opened").put("check_started", run="r").put("task_opened", B, "s2")
    day.keys(20, B, "s2").put("check_finished", run="r")
    assert day.minutes(B)[1] == 20
    assert (day.minutes(A)[1], day.times(A).machine) == (0, 20 * MINUTE)


def test_a_training_that_ends_in_a_session_of_its_own_was_the_machines_time() -> None:
    day = Machine().put("task_opened").keys(5).put("check_started", run="r").wait(4)
    day.put("check_finished", A, "background", "r").keys(5)
    assert day.minutes() == (10, 10, 10, 14)
    assert day.times().machine == 4 * MINUTE


def test_a_training_that_ends_while_the_learner_is_elsewhere_is_no_time_of_either_task() -> None:
    day = Machine().put("task_opened").put("check_started", run="r").put("task_left").put("task_opened", B)
    day.keys(3, B).wait(1).put("check_finished", A, "background", "r").wait(1).put("signal", B)
    assert day.minutes(B)[1] == 5
    assert day.minutes(A)[1] == 0


def test_a_training_that_ends_between_two_sittings_is_no_time() -> None:
    day = Machine().put("task_opened").keys(2).put("check_started", run="r").put("task_left").wait(5)
    day.put("check_finished", A, "background", "r").wait(2).put("task_opened", A, "s2").keys(1, A, "s2")
    assert day.minutes()[1] == 3


def test_a_check_that_never_finished_does_not_swallow_the_next_visit() -> None:
    day = Machine().put("task_opened").put("check_started", run="r").put("task_left").put("task_opened").keys(5)
    assert day.minutes()[1] == 5


def test_an_install_is_machine_time_of_its_framework_and_of_no_task() -> None:
    torch = ("", "pytorch")
    day = Machine().put("check_started", run="r").put("check_finished", run="r").wait(2)
    day.put("install_started", torch, run="i").wait(9).put("install_finished", torch, run="i")
    day.wait(1).put("check_started", run="r2")
    assert day.times(torch).machine == 9 * MINUTE
    assert day.minutes()[1] == 1


def test_sleep_is_subtracted() -> None:
    day = Machine().put("task_opened").keys(5).wait(1).sleep(4).wait(1).put("signal")
    assert day.minutes() == (5, 7, 7, 11)
    assert day.times().asleep == 4 * MINUTE


def test_a_night_of_sleep_is_a_long_pause() -> None:
    day = Machine().put("task_opened").keys(5).wait(1).sleep(480).wait(1).put("signal").keys(5)
    assert day.minutes() == (10, 10, 10, 492)


@pytest.mark.parametrize("minutes", [-120, -1, 3, 600])
def test_setting_the_clock_changes_no_time_within_a_boot(minutes: float) -> None:
    day = Machine().put("task_opened").keys(5).set_clock(minutes).keys(5)
    assert day.minutes() == (10, 10, 10, 10)
    assert day.times().clock_changes == 1


def test_between_two_boots_the_wall_clock_counts_and_is_flagged() -> None:
    day = Machine().put("task_opened").keys(5).wait(4).restart().put("check_started", session="s2", run="r")
    assert day.minutes()[1] == 9
    assert day.times().by_wall_clock == 4 * MINUTE


def test_a_clock_set_back_over_a_restart_takes_nothing_away() -> None:
    day = Machine().put("task_opened").keys(5).set_clock(-60).restart().put("signal", session="s2").keys(5, A, "s2")
    assert day.minutes() == (10, 10, 10, 10)
    assert day.times().clock_changes == 1


def test_a_crash_ends_the_session_at_its_last_heartbeat() -> None:
    day = Machine().put("task_opened").keys(5).wait(0.5).put("heartbeat").wait(0.5).put("heartbeat")
    day.wait(3).put("session_started", None, "s2").put("task_opened", A, "s2").keys(5, A, "s2")
    assert day.minutes() == (11, 11, 11, 11)


def test_a_crash_without_a_heartbeat_ends_the_session_at_its_last_event() -> None:
    day = Machine().put("task_opened").keys(5).wait(3).put("task_opened", A, "s2").keys(5, A, "s2")
    assert day.minutes()[1] == 10


def test_a_crash_while_away_adds_nothing() -> None:
    day = Machine().put("task_opened").keys(5)
    for _ in range(60):
        day.wait(0.5).put("heartbeat")
    day.restart().wait(1).put("task_opened", A, "s2").keys(5, A, "s2")
    assert day.minutes() == (10, 10, 10, 40)


def test_a_task_that_is_open_counts_up_to_its_last_heartbeat() -> None:
    line = timeline(Machine().put("task_opened").keys(5).wait(2).put("heartbeat").moments)
    assert line.tail() == (A, 2 * MINUTE)
    assert timeline(Machine().put("task_opened").put("task_left").wait(2).put("heartbeat").moments).tail() is None


def test_midnight_parts_the_days_and_not_the_time() -> None:
    day = Machine().wait(11 * 60 + 55).put("task_opened").keys(10, every=2.5)
    line = timeline(day.moments)
    assert line.times[A].active_10 == 10 * MINUTE
    assert line.days == {(MARCH_1, "pytorch"): 5 * MINUTE, (MARCH_1 + 1, "pytorch"): 5 * MINUTE}


def test_a_gap_over_midnight_is_shared_between_its_days() -> None:
    line = timeline(Machine().wait(11 * 60 + 56).put("task_opened").wait(9).put("signal").moments)
    assert line.days == {(MARCH_1, "pytorch"): 4 * MINUTE, (MARCH_1 + 1, "pytorch"): 5 * MINUTE}


def test_midnight_is_the_learners_own() -> None:
    line = timeline(Machine("-03:30").wait(14 * 60).put("task_opened").keys(5).moments)  # 02:00 UTC
    assert list(line.days) == [(MARCH_1, "pytorch")]


def test_daylight_saving_changes_no_time() -> None:
    day = Machine("+01:00").put("task_opened").keys(5)
    day.zone = "+02:00"
    day.keys(5)
    assert day.minutes() == (10, 10, 10, 10)
    assert day.times().clock_changes == 0


def test_two_tutors_at_once_share_the_hour_between_them() -> None:
    day = Machine().put("task_opened").put("task_opened", B, "s2")
    for _ in range(30):
        day.wait(1).put("signal").wait(1).put("signal", B, "s2")
    assert day.minutes(A)[1] + day.minutes(B)[1] == 60
    assert day.minutes(A)[1] == 30


def test_a_signal_that_reached_the_log_late_turns_no_time_back() -> None:
    day = Machine().put("task_opened").keys(5)
    late = day.utc - MINUTE, day.zone, day.monotonic - MINUTE, day.boot - MINUTE, day.boot_id
    day.moments.append((len(day.moments) + 1, "s2", *late, "signal", *A, None))
    assert day.wait(1).put("signal").minutes() == (6, 6, 6, 6)


def test_checks_from_the_shell_count_the_editing_between_them() -> None:
    day = Machine()
    for number in range(4):
        session, run = f"s{number}", f"r{number}"
        day.put("session_started", None, session).put("check_started", A, session, run).wait(1)
        day.put("check_finished", A, session, run).put("session_ended", None, session).wait(8)
    assert day.minutes() == (0, 24, 24, 28)
    assert day.times().machine == 4 * MINUTE


def test_checks_of_two_tasks_in_turn_count_no_minute_twice() -> None:
    day = Machine()
    for number in range(6):
        key, run = (A, B)[number % 2], f"r{number}"
        day.put("check_started", key, run, run).put("check_finished", key, run, run).wait(8)
    assert day.minutes(A)[1] + day.minutes(B)[1] == 32  # the first 8 minutes of B precede its first signal


def test_a_system_without_a_boot_clock_goes_by_the_monotonic_one() -> None:
    day = Machine().put("task_opened").keys(5)
    day.moments = [(*moment[:5], None, *moment[6:]) for moment in day.moments]
    assert day.minutes()[1] == 5


# Properties

kinds = st.sampled_from(
    ["signal"] * 6
    + ["task_opened", "task_left", "heartbeat", "check_started", "check_finished", "hint_shown", "session_ended"]
)


@st.composite
def days(draw: st.DrawFn, set_clocks: bool = True) -> list[Moment]:
    """A day of two tutors on two tasks, with sleeps, restarts and clocks that are set."""
    day = Machine(draw(st.sampled_from(["+00:00", "+05:30", "-09:00"])))
    for _ in range(draw(st.integers(0, 40))):
        day.wait(draw(st.sampled_from([0, 0.02, 0.5, 1, 4, 5, 6, 9, 10, 11, 15, 16, 90])))
        what = draw(st.integers(0, 30))
        if what == 0:
            day.sleep(draw(st.sampled_from([0.1, 3, 400])))
        elif what == 1 and set_clocks:
            day.set_clock(draw(st.sampled_from([-90, -0.01, 1, 300])))
        elif what == 2:
            day.restart()
        session = draw(st.sampled_from(["s1", "s1", "s2"]))
        day.put(draw(kinds), draw(st.sampled_from([A, A, B])), session, draw(st.sampled_from(["r1", "r2"])))
    return day.moments


@given(days())
def test_a_stricter_idle_limit_never_counts_more(moments: list[Moment]) -> None:
    for times in timeline(moments).times.values():
        assert 0 <= times.active_5 <= times.active_10 <= times.active_15 <= times.wall


@given(days(), st.randoms())
def test_the_order_in_which_rows_arrive_is_irrelevant(moments: list[Moment], chance) -> None:
    shuffled = list(moments)
    chance.shuffle(shuffled)
    assert timeline(shuffled).times == timeline(moments).times
    assert timeline(shuffled).days == timeline(moments).days


@given(days())
def test_the_sums_follow_from_the_raw_gaps(moments: list[Moment]) -> None:
    raw, line = gaps(moments), timeline(moments)
    for key, times in line.times.items():
        own: Sequence[Gap] = [gap for gap in raw if gap.key == key]
        for theta, total in ((5, times.active_5), (10, times.active_10), (15, times.active_15)):
            assert active(own, theta * MINUTE) == total
        assert sum(gap.span for gap in own) == times.wall
    assert sum(line.days.values()) == sum(times.active_10 for times in line.times.values())


@given(days(set_clocks=False))
def test_no_moment_counts_twice(moments: list[Moment]) -> None:
    counted = sum(times.active_15 for times in timeline(moments).times.values())
    assert counted <= (moments[-1][2] - moments[0][2] if moments else 0)


@st.composite
def bursts(draw: st.DrawFn) -> list[Moment]:
    """A night of two tutors: runs of signals, rows of heartbeats, checks; zones, sleeps and restarts in between."""
    day = Machine().wait(11 * 60 + draw(st.sampled_from([30, 44, 59])))
    for _ in range(draw(st.integers(1, 12))):
        session, key = draw(st.sampled_from(["s1", "s1", "s2"])), draw(st.sampled_from([A, A, B]))
        match draw(
            st.sampled_from(
                ["keys"] * 4 + ["beats"] * 2 + ["turns", "start", "finish", "open", "leave", "clock", "zone"]
            )
        ):
            case "keys":
                day.keys(1, key, session, every=draw(st.sampled_from([0.1, 0.25])))
            case "beats":
                for _ in range(draw(st.sampled_from([1, 2, 3, 14, 40]))):
                    day.wait(0.5).put("heartbeat", key, session)
            case "turns":
                for _ in range(4):
                    day.wait(0.1).put("signal", key, "s1").wait(0.1).put("signal", key, "s2")
            case "start":
                day.put("check_started", key, session, "r")
            case "finish":
                day.wait(0.2).put("check_finished", key, session, "r")
            case "open":
                day.put("task_opened", key, session)
            case "leave":
                day.put("task_left", key, session)
            case "zone":
                day.zone = draw(st.sampled_from(["+00:00", "+00:45", "-03:30"]))
            case "clock":
                day.zone = draw(st.sampled_from(["+00:00", "+00:45", "-03:30"]))
                draw(
                    st.sampled_from([lambda: day.sleep(3), lambda: day.set_clock(-2), day.restart, lambda: day.wait(7)])
                )()
    return day.moments


def stored(moments: list[Moment], log: Log) -> None:
    """Append moments to a log, as events that say nothing but when."""
    names = ("session", "utc", "zone", "monotonic", "boot", "boot_id", "type", "task", "framework", "attempt")
    for _, *values in moments:
        fields = dict(zip(names, values, strict=True))
        payload = {"outcome": "failed"} if fields["type"] == "check_finished" else {}
        log.append(Event(**fields, payload=payload))


@settings(max_examples=150, deadline=None)
@given(bursts() | days())
def test_passing_over_the_signals_of_a_log_counts_the_same(moments: list[Moment]) -> None:
    with tempfile.TemporaryDirectory() as folder, Log.open(Path(folder) / "log") as log:
        cut = len(moments) // 2
        stored(moments[:cut], log)
        current(log)
        stored(moments[cut:], log)
        found, line = current(log).line, timeline(moments)
        assert (found.times, found.days, found.cursor) == (line.times, line.days, line.cursor)
        found = rebuild(log).line
        assert (found.times, found.days, found.cursor) == (line.times, line.days, line.cursor)


def test_a_lunch_break_with_heartbeats_is_no_work_in_a_log_either(log: Log) -> None:
    day = Machine().put("task_opened").keys(5, every=0.1)
    for _ in range(110):
        day.wait(0.5).put("heartbeat")
    stored(day.keys(5, every=0.1).moments, log)
    assert current(log).line.times[A].active_10 == round(9.9 * MINUTE)
