"""The event types: everything that is ever recorded about a learner, as frozen values."""

from __future__ import annotations

from typing import Any, Literal, get_args

import msgspec

EventType = Literal[
    "session_started",
    "session_ended",
    "heartbeat",
    "task_opened",
    "task_left",
    "signal",
    "check_started",
    "check_finished",
    "hint_shown",
    "solution_shown",
    "code_reset",
    "task_skipped",
    "docs_opened",
    "docs_looked_up",
    "rated",
    "framework_rated",
    "retake_started",
    "install_started",
    "install_finished",
    "setup_told",
    "tutorial_rated",
    "benchmarked",
    "forgotten",
]
EVENT_TYPES: frozenset[str] = frozenset(get_args(EventType))

SignalKind = Literal["key", "save", "scroll", "focus", "docs"]
SIGNAL_KINDS: frozenset[str] = frozenset(get_args(SignalKind))

LookupOrigin = Literal["cursor", "search", "link"]
"""What a look-up of documentation began with: the name under the cursor, a search, or a page that a lesson links."""

NOT_ATTEMPTS: frozenset[str] = frozenset({"environment", "stopped", "not_attempted"})
"""Outcomes of a check that say nothing about the learner and never count as an attempt."""


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that happened.

    `utc`, `monotonic` and `boot` are integers in nanoseconds: since 1970, since an unspecified moment
    without and with the time the machine slept. `boot` is None where the system has no such clock.
    `zone` is the offset of local time then ("+01:00"). `attempt` is the run id of a check or an install.
    `seq`, `learner` and `chain` are filled in by the log when the event is appended; `chain` is the
    hexadecimal SHA-256 over the link before it and everything else here.
    """

    session: str
    utc: int
    zone: str
    monotonic: int
    boot: int | None
    boot_id: str
    type: EventType
    version: int = 1
    attempt: str | None = None
    task: str | None = None
    framework: str | None = None
    source_hash: str | None = None
    environment_hash: str | None = None
    payload: dict[str, Any] = {}
    seq: int = 0
    learner: str = ""
    chain: str = ""
