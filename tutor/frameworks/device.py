"""Whether a framework will use a GPU, told from the machine and the package's name alone."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from shutil import which

CPU_DISTRIBUTIONS = frozenset({"tensorflow-cpu", "tensorflow-macos"})
LIBRARIES = ("nvidia-cudnn-cu11", "nvidia-cudnn-cu12", "nvidia-cudnn-cu13")  # what indexes carry of CUDA's cuDNN


def machine_has_gpu() -> bool:
    """Say whether an NVIDIA GPU is there for processes of this user to see."""
    if os.environ.get("CUDA_VISIBLE_DEVICES", "all").strip() in ("", "-1"):
        return False
    if sys.platform != "linux":
        return False
    return Path("/dev/nvidia0").exists() or (Path("/dev/dxg").exists() and which("nvidia-smi") is not None)


def of(framework: str, distribution: str, version: str, libraries: bool) -> str:
    """Return "gpu" or "cpu": what a check of a framework runs on if no device is asked for.

    A build for the CPU stays there on any machine: PyTorch says so in its version (2.6.0+cpu), TensorFlow
    in its name. TensorFlow does not bring the `libraries` of CUDA along, and stays on the CPU without them.
    """
    cpu_build = version.endswith("+cpu") or distribution in CPU_DISTRIBUTIONS
    if cpu_build or not machine_has_gpu():
        return "cpu"
    return "gpu" if framework != "tensorflow" or libraries or _system_has_cudnn() else "cpu"


def _system_has_cudnn() -> bool:
    from ctypes.util import find_library  # here, for it runs the linker's tools

    return find_library("cudnn") is not None
