"""Whether a framework will use a GPU, told from the machine and the package's name alone."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from shutil import which

CPU_DISTRIBUTIONS = frozenset({"tensorflow-cpu", "tensorflow-macos"})


def machine_has_gpu() -> bool:
    """Say whether an NVIDIA GPU is there for processes of this user to see."""
    if os.environ.get("CUDA_VISIBLE_DEVICES", "all").strip() in ("", "-1"):
        return False
    if sys.platform != "linux":
        return False
    return Path("/dev/nvidia0").exists() or (Path("/dev/dxg").exists() and which("nvidia-smi") is not None)


def of(framework: str, distribution: str, version: str) -> str:
    """Return "gpu" or "cpu": what a check of a framework runs on if no device is asked for.

    A build for the CPU stays there on any machine: PyTorch says so in its version (2.6.0+cpu), TensorFlow
    in its name; the bundled port of neon computes with NumPy.
    """
    cpu_build = framework == "neon" or version.endswith("+cpu") or distribution in CPU_DISTRIBUTIONS
    return "gpu" if not cpu_build and machine_has_gpu() else "cpu"
