"""The machine a benchmark ran on, told in general terms: no names of hosts, users or folders."""

from __future__ import annotations

import contextlib
import os
import platform
import subprocess
from pathlib import Path
from shutil import which

from progress.benchmarks import Hardware


def hardware() -> Hardware:
    """Look at this machine; what cannot be told is "unknown CPU", 0 GiB or no GPU."""
    return Hardware(cpu=_cpu(), cores=cores(), memory_gib=round(_memory() / 2**30, 1), gpu=_gpu())


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def load() -> float | None:
    """Return the load average over the last minute; None where the system has none."""
    with contextlib.suppress(OSError, AttributeError):
        return round(os.getloadavg()[0], 2)
    return None


def _cpu() -> str:
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(errors="replace").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return _said("sysctl", "-n", "machdep.cpu.brand_string") or platform.processor() or "unknown CPU"


def _memory() -> int:
    with contextlib.suppress(OSError, ValueError, AttributeError):
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return 0


def _gpu() -> str | None:
    return _said("nvidia-smi", "--query-gpu=name", "--format=csv,noheader") or None


def _said(*command: str) -> str:
    """Return the first line that a program prints; empty if it is not there or fails."""
    if which(command[0]) is None:
        return ""
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        done = subprocess.run(command, capture_output=True, text=True, timeout=10, check=True)
        return next(iter(done.stdout.splitlines()), "").strip()
    return ""
