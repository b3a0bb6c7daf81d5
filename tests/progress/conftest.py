"""A clock to set by hand, and a log with a recorder on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from progress.clock import ManualClock
from progress.recorder import Recorder
from progress.store import Log

from .learners import Learner

NOON = 1_772_366_400_000_000_000  # 2026-03-01 12:00 UTC


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(NOON)


@pytest.fixture
def log(home: Path) -> Iterator[Log]:
    with Log.open(home / "progress.sqlite3") as log:
        yield log


@pytest.fixture
def recorder(log: Log, clock: ManualClock) -> Recorder:
    return Recorder(log, interface="tui", clock=clock)


@pytest.fixture
def learner(log: Log, clock: ManualClock) -> Learner:
    return Learner(log, clock)
