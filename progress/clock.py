"""The clocks an event carries, read together; injected, so that tests can invent days."""

from __future__ import annotations

import subprocess
import sys
import time
import uuid
from functools import cache
from pathlib import Path
from typing import NamedTuple, Protocol


class Instant(NamedTuple):
    """One moment on every clock, in nanoseconds; `boot` is None where no clock counts through sleep."""

    utc: int
    zone: str
    monotonic: int
    boot: int | None
    boot_id: str


class Clock(Protocol):
    """Anything that can say what time it is."""

    def now(self) -> Instant:
        """Read all clocks."""


class SystemClock:
    """The clocks of this machine."""

    def now(self) -> Instant:
        """Read all clocks, one right after the other."""
        utc = time.time_ns()
        return Instant(utc, offset(utc), time.monotonic_ns(), _boot_ns(), boot_id())


class ManualClock:
    """A machine's clocks set by hand, to invent days with. Arguments in seconds; it starts at `utc` nanoseconds."""

    def __init__(self, utc: int, zone: str = "+00:00") -> None:
        self.utc, self.zone, self.boot_id = utc, zone, "boot-1"
        self.monotonic = self.boot = 100_000_000_000

    def now(self) -> Instant:
        """Read all clocks."""
        return Instant(self.utc, self.zone, self.monotonic, self.boot, self.boot_id)

    def pass_s(self, seconds: float) -> None:
        """Let time pass."""
        self.monotonic += round(seconds * 1e9)
        self.sleep_s(seconds)

    def sleep_s(self, seconds: float) -> None:
        """Let the machine sleep."""
        self.utc += round(seconds * 1e9)
        self.boot += round(seconds * 1e9)

    def set_s(self, seconds: float) -> None:
        """Set the wall clock forward, or with a negative number back."""
        self.utc += round(seconds * 1e9)

    def restart(self, seconds: float) -> None:
        """Start the machine anew, which takes so long."""
        self.utc += round(seconds * 1e9)
        self.monotonic = self.boot = 5_000_000_000
        self.boot_id += "+"


def offset(utc: int) -> str:
    """Return the offset of local time at `utc` (nanoseconds since 1970), as "+05:30"."""
    minutes = time.localtime(utc // 1_000_000_000).tm_gmtoff // 60
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def _boot_ns() -> int | None:
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":  # here CLOCK_MONOTONIC runs on while the machine sleeps; time.monotonic does not
        return time.clock_gettime_ns(time.CLOCK_MONOTONIC)
    return None


@cache
def boot_id() -> str:
    """Name this boot of the machine.

    Where the system has no name for it, a name of this process alone is made up: times are then compared
    by the wall clock between processes, and flagged as such, rather than by clocks that may not match.
    """
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except OSError:
        pass
    if sys.platform == "darwin":
        try:
            found = subprocess.run(["/usr/sbin/sysctl", "-n", "kern.bootsessionuuid"], capture_output=True, timeout=5)
        except (OSError, subprocess.TimeoutExpired):
            return f"process-{uuid.uuid4()}"
        if found.returncode == 0 and found.stdout.strip():
            return found.stdout.decode("ascii", "replace").strip()
    return f"process-{uuid.uuid4()}"
