"""What is to be installed for a framework on a device: the same ranges that dltutor's extras name."""

from __future__ import annotations

import platform
import subprocess
import sys
from dataclasses import dataclass
from shutil import which
from typing import Literal

from tutor.errors import UsageError
from tutor.frameworks import device as devices

INSTALLABLE = ("pytorch", "tensorflow")
TORCH = ">=2.6,<=2.13.0"
TENSORFLOW = ">=2.18,<2.22"
WITH = ("numpy>=1.26", "gymnasium>=1.0,<2")
"""What lessons use beside the framework."""

Built = Literal["cpu", "gpu"]


@dataclass(frozen=True)
class Wanted:
    """A framework for a device: what to ask pip for. `pick` says that a build must be chosen by its name first."""

    framework: str
    device: Built
    requirements: tuple[str, ...]
    pick: bool = False


def want(framework: str, device: str = "auto", *, system: str = sys.platform, machine: str = "") -> Wanted:
    """Say what to install for a framework on "cpu" or "gpu", with "auto" on a GPU if the machine shows one.

    Raises UsageError for a framework that is not installed by pip. On Linux, PyTorch's builds for CPU and GPU go by
    one name, and what an index offers first is large; elsewhere there is one build. TensorFlow has a name for each.
    """
    if framework not in INSTALLABLE:
        raise UsageError(f"{framework} needs no environment.", "It comes with dltutor.")
    machine = machine or platform.machine()
    built: Built = "gpu" if device == "gpu" or (device == "auto" and gpu_is_shown()) else "cpu"
    linux = system.startswith("linux")
    if framework == "pytorch":
        return Wanted(framework, built, (f"torch{TORCH}", *WITH), pick=linux)
    if built == "gpu" and linux:
        return Wanted(framework, built, (f"tensorflow[and-cuda]{TENSORFLOW}", *WITH))
    small = linux and machine in ("x86_64", "AMD64")
    return Wanted(framework, built, (f"tensorflow{'-cpu' if small else ''}{TENSORFLOW}", *WITH))


def gpu_is_shown() -> bool:
    """Say whether nvidia-smi lists a GPU that processes of this user may use."""
    if not devices.machine_has_gpu():
        return False
    program = which("nvidia-smi")
    if program is None:
        return False
    try:
        shown = subprocess.run([program, "-L"], capture_output=True, text=True, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError):
        return False
    return any(line.startswith("GPU ") for line in shown.stdout.splitlines())
