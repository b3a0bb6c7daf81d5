"""A clock to set by hand, and a log with a recorder on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from progress.clock import Instant
from progress.recorder import Recorder
from progress.store import Log

SECOND = 1_000_000_000
NOON = 1_772_366_400 * SECOND  # 2026-03-01 12:00 UTC


class HandClock:
    """A machine's clocks: time passes by `pass_s`, sleep by `sleep_s`; `set_s` moves the wall clock alone."""

    def __init__(self, utc: int = NOON, zone: str = "+00:00") -> None:
        self.utc, self.zone, self.monotonic, self.boot, self.boot_id = utc, zone, 100 * SECOND, 100 * SECOND, "boot-1"

    def now(self) -> Instant:
        return Instant(self.utc, self.zone, self.monotonic, self.boot, self.boot_id)

    def pass_s(self, seconds: float) -> None:
        step = round(seconds * SECOND)
        self.utc, self.monotonic, self.boot = self.utc + step, self.monotonic + step, self.boot + step

    def sleep_s(self, seconds: float) -> None:
        step = round(seconds * SECOND)
        self.utc, self.boot = self.utc + step, self.boot + step

    def set_s(self, seconds: float) -> None:
        self.utc += round(seconds * SECOND)

    def restart(self, seconds: float, name: str = "boot-2") -> None:
        self.pass_s(seconds)
        self.monotonic = self.boot = 5 * SECOND
        self.boot_id = name


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def log(home: Path) -> Iterator[Log]:
    with Log.open(home / "progress.sqlite3") as log:
        yield log


@pytest.fixture
def recorder(log: Log, clock: HandClock) -> Recorder:
    return Recorder(log, interface="tui", clock=clock)
