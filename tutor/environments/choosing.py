"""Choosing PyTorch's build on Linux, where the builds for CPU and for GPU go by one name.

The user's own indexes are asked first, by the names of the versions they carry, which costs one page. Only if they
have no build for the CPU is PyTorch's own index asked, and only for a moment: it may not be reachable from here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from tutor.environments.running import Commands
from tutor.environments.wanted import TORCH, WITH, Wanted

CPU_INDEX = "https://download.pytorch.org/whl/cpu"
_BRIEFLY = ("--timeout", "10", "--retries", "1")
_VERSIONS = re.compile(r"^Available versions: (.*)")
_BOUNDS = re.findall(r"[\d.]+", TORCH)
_FOR_GPU = re.compile(r"^(?:Collecting|Processing|Downloading)\s+(?:\S*/)?(?:nvidia|cuda|triton)[-_]")
_TORCH_SIZE = re.compile(r"^\s*Downloading torch-.*\((\d+(?:\.\d+)?) ([MG])B\)")
LARGEST_CPU_MB = 400.0  # builds for the CPU have 60 to 250 MB, those with CUDA 500 and more


class NoCpuBuild(Exception):
    """No index that can be reached has a build for the CPU."""


class _ForGpu(Exception):
    """What pip has begun to fetch is a build with CUDA."""


class Unanswered(Exception):
    """The user's own indexes did not answer; the lines are in the commands."""


def choose(wanted: Wanted, commands: Commands, pip: Sequence[str | Path], cpu_index: str = CPU_INDEX) -> list[str]:
    """Return the words to give to `pip install` for what is wanted; raise NoCpuBuild or Unanswered.

    `pip` are the words that run pip.
    """
    if not wanted.pick:
        return list(wanted.requirements)
    offered = _versions(commands, [*pip, "index", "versions", "torch"])
    if not offered:
        raise Unanswered
    if wanted.device == "gpu":
        with_cuda = [version for version in offered if not version.endswith("+cpu")]
        return [f"torch==={with_cuda[0]}", *WITH] if with_cuda else list(wanted.requirements)
    for version in offered:
        if version.endswith("+cpu"):
            return [f"torch=={version}", *WITH]
    theirs = _versions(commands, [*pip, "index", "versions", "torch", "--index-url", cpu_index, *_BRIEFLY])
    for version in theirs:
        if version.endswith("+cpu"):
            return [f"torch=={version}", *WITH, "--extra-index-url", cpu_index]
    return _unnamed(wanted, commands, pip)


def _versions(commands: Commands, words: Sequence[str | Path]) -> list[str]:
    """Ask pip which versions of PyTorch fit this Python and machine; those in range, newest first."""
    found: list[str] = []

    def take(line: str) -> None:
        if stated := _VERSIONS.match(line):
            found.extend(version.strip() for version in stated[1].split(","))

    commands.run(words, take)
    return sorted((version for version in found if _in_range(version)), key=_number, reverse=True)


def _unnamed(wanted: Wanted, commands: Commands, pip: Sequence[str | Path]) -> list[str]:
    """Let pip look at a build that does not say what it is for, and give up as soon as it turns out to bring CUDA."""
    watch: Callable[[str], None] = _refuse_cuda
    try:
        code = commands.run([*pip, "install", "--dry-run", "--ignore-installed", *wanted.requirements], watch)
    except _ForGpu:
        raise NoCpuBuild from None
    if code:
        raise Unanswered
    return list(wanted.requirements)


def _refuse_cuda(line: str) -> None:
    size = _TORCH_SIZE.match(line)
    if _FOR_GPU.match(line) or (size and float(size[1]) * {"M": 1, "G": 1000}[size[2]] > LARGEST_CPU_MB):
        raise _ForGpu


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version.split("+")[0]))


def _in_range(version: str) -> bool:
    """Whether a final version lies in the range that lessons are held against."""
    public = version.split("+")[0]
    if not re.fullmatch(r"\d+(?:\.\d+)*", public):  # a release candidate
        return False
    low, high = (_number(bound) for bound in _BOUNDS)
    return low <= _number(public) <= high
