"""The event log: what an append costs, and what a report on many events costs.

Append: one event at a time through the log (hash chain, WAL, synchronous=FULL) against a plain INSERT of the same
row into an SQLite table with the same settings, in turns on the same disk. The ratio is the price of the chain.

Report: generated logs of growing size. "up to date" is what a learner waits for (projections are caught up as they
work), "cold" is the first report after the projections were dropped: every event is read again.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from progress.chain import to_row
from progress.clock import Instant, ManualClock, SystemClock
from progress.events import Event
from progress.materialised import rebuild
from progress.report.model import TaskInfo, build
from progress.report.terminal import render
from progress.store import Log

FRAMEWORKS = ("pytorch", "tensorflow", "neon")
TASKS = [
    TaskInfo(id=f"task-{n:03d}", key=f"unit/{n}", title=f"Task {n}", unit="u", skill="s", level=1, par_minutes=5)
    for n in range(100)
]
START = 1_772_366_400_000_000_000


def generated(count: int, seed: int = 0) -> Iterator[Event]:
    """Yield `count` events of an invented learner's days."""
    chance, clock = random.Random(seed), ManualClock(START, "+01:00")
    visits = itertools.chain.from_iterable(visit(chance, clock) for _ in itertools.count())
    return itertools.islice(visits, count)


def visit(chance: random.Random, clock: ManualClock) -> Iterator[Event]:
    """Yield one visit to a task: a signal every 5 to 20 s while they type, heartbeats while they think, a check
    every few minutes, now and then a hint; a pause or a night after it.
    """
    same = {
        "session": f"{chance.getrandbits(128):032x}",
        "task": chance.choice(TASKS).id,
        "framework": chance.choice(FRAMEWORKS),
    }

    def event(type_: str, attempt: str | None = None, **payload: object) -> Event:
        return Event(**clock.now()._asdict(), **same, type=type_, attempt=attempt, payload=payload)

    yield event("task_opened")
    for _ in range(chance.randint(4, 20)):
        for _ in range(chance.randint(10, 40)):
            clock.pass_s(chance.uniform(5, 20))
            yield event("signal", kind="key", count=chance.randint(1, 20))
        for _ in range(chance.choice((0, 0, 2, 10, 30))):
            clock.pass_s(30)
            yield event("heartbeat")
        run = f"{chance.getrandbits(64):016x}"
        yield event("check_started", run)
        clock.pass_s(1)
        outcome = chance.choice(("passed", "failed", "failed", "raised"))
        yield event("check_finished", run, outcome=outcome, error_class="shape", learner_s=0.1, stdout="x" * 200)
        if chance.random() < 0.2:
            yield event("hint_shown", level=chance.randint(1, 3), levels=3)
    yield event("task_left")
    clock.pass_s(chance.choice((60, 600, 40_000)))


def filled(path: Path, count: int) -> Log:
    log, batch = Log.open(path), []
    for event in generated(count):
        batch.append(event)
        if len(batch) == 20_000:
            log.append(*batch)
            batch = []
    if batch:
        log.append(*batch)
    return log


def seconds(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def now_event(at: Instant, number: int) -> Event:
    payload = {"kind": "key", "count": number}
    return Event(**at._asdict(), session="s" * 32, type="signal", task="task-001", framework="neon", payload=payload)


def measure_append(folder: Path, times: int) -> dict[str, float]:
    log, clock = Log.open(folder / "append.sqlite3"), SystemClock()
    plain = sqlite3.connect(folder / "plain.sqlite3", isolation_level=None)
    plain.execute("PRAGMA journal_mode = WAL")
    plain.execute("PRAGMA synchronous = FULL")
    columns = len(to_row(now_event(clock.now(), 0)))
    plain.execute(f"CREATE TABLE events ({', '.join(f'c{n}' for n in range(columns))})")
    insert = f"INSERT INTO events VALUES ({', '.join('?' * columns)})"
    log.append(now_event(clock.now(), 0))
    ours, theirs = [], []
    for number in range(times):  # in turns: whatever else the disk does falls on both
        event = now_event(clock.now(), number)
        ours.append(seconds(lambda event=event: log.append(event)))
        row = to_row(event)
        theirs.append(seconds(lambda row=row: plain.execute(insert, row)))
    plain.close()
    log.close()
    ours.sort()
    theirs.sort()
    p50, p95 = times // 2, times * 95 // 100
    return {
        "appends": times,
        "log_p50_ms": 1e3 * ours[p50],
        "log_p95_ms": 1e3 * ours[p95],
        "plain_p50_ms": 1e3 * theirs[p50],
        "plain_p95_ms": 1e3 * theirs[p95],
        "ratio_p50": ours[p50] / theirs[p50],
    }


def measure_report(folder: Path, count: int) -> dict[str, float]:
    log = filled(folder / f"{count}.sqlite3", count)

    def report() -> str:
        return render(build(log, TASKS, FRAMEWORKS), 100)

    rebuild(log)  # what was just written is in the system's cache from here on
    cold = min(seconds(lambda: (rebuild(log), report())) for _ in range(3))
    warm = min(seconds(report) for _ in range(5))
    log.append(*list(generated(100, seed=1)))
    after = seconds(report)
    log.close()  # folds what is pending into the file
    size = log.path.stat().st_size
    return {
        "events": count,
        "up_to_date_s": warm,
        "after_100_more_s": after,
        "cold_s": cold,
        "cold_us_per_event": 1e6 * cold / count,
        "bytes_per_event": size / count,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="10^3 and 10^4 events, 200 appends")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    arguments = parser.parse_args()
    sizes = (1_000, 10_000) if arguments.quick else (10_000, 100_000, 1_000_000)
    with tempfile.TemporaryDirectory() as folder:
        append = measure_append(Path(folder), 200 if arguments.quick else 2_000)
        reports = [measure_report(Path(folder), count) for count in sizes]
    if arguments.json:
        print(json.dumps({"schema": "dltutor.benchmark.event_log/1", "append": append, "report": reports}))
        return
    print(f"append, {append['appends']} events one by one      p50        p95")
    print(f"  log (chained, FULL)         {append['log_p50_ms']:7.2f} ms {append['log_p95_ms']:7.2f} ms")
    print(f"  plain SQLite insert, FULL   {append['plain_p50_ms']:7.2f} ms {append['plain_p95_ms']:7.2f} ms")
    print(f"  log / plain                 {append['ratio_p50']:7.2f} ×   (p50)")
    print("report             up to date   after 100 more         cold   cold per event   on disk per event")
    for row in reports:
        print(
            f"{row['events']:>9,} events  {row['up_to_date_s']:8.3f} s  {row['after_100_more_s']:11.3f} s"
            f"  {row['cold_s']:9.3f} s  {row['cold_us_per_event']:11.2f} µs  {row['bytes_per_event']:13.0f} bytes"
        )
    print("goal: 1,000,000 events in at most 2 s, growing linearly")


if __name__ == "__main__":
    main()
