"""PyTorch's build for the CPU is taken from the user's own indexes, and from PyTorch's only where they have none."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.environments.conftest import Index, make_torch, make_wheel
from tutor.environments.choosing import NoCpuBuild, Unanswered, _ForGpu, _refuse_cuda, choose
from tutor.environments.running import Commands
from tutor.environments.wanted import WITH, want

PIP = [sys.executable, "-I", "-m", "pip"]
NOWHERE = "http://127.0.0.1:9/simple"
CPU = want("pytorch", "cpu", system="linux")
GPU = want("pytorch", "gpu", system="linux")


@pytest.fixture
def commands(tmp_path: Path) -> Iterator[Commands]:
    with open(tmp_path / "log", "w") as log, open(tmp_path / "lock", "wb") as lock:
        yield Commands(log, lock, tmp_path, threading.Event(), lambda: None)


@pytest.fixture
def theirs(own_pip: None, tmp_path: Path) -> Iterator[Index]:
    """An index that stands where PyTorch's own does."""
    served = Index(tmp_path / "theirs")
    make_torch(served.folder, "2.12.0+cpu")
    yield served
    served.close()


def test_a_build_that_says_cpu_is_taken_although_a_newer_one_says_nothing(index: Index, commands: Commands) -> None:
    for version in ("2.10.0+cpu", "2.13.0", "2.12.1+cpu", "2.5.0+cpu", "2.99.0+cpu"):
        make_torch(index.folder, version)
    assert choose(CPU, commands, PIP, NOWHERE) == ["torch==2.12.1+cpu", *WITH]
    assert commands.count == 1  # nobody else was asked


def test_for_a_gpu_the_build_for_the_cpu_is_passed_over(index: Index, commands: Commands) -> None:
    for version in ("2.13.0+cpu", "2.13.0", "2.12.0"):
        make_torch(index.folder, version)
    assert choose(GPU, commands, PIP, NOWHERE) == ["torch===2.13.0", *WITH]


def test_pytorchs_own_index_is_asked_where_no_other_has_one(index: Index, theirs: Index, commands: Commands) -> None:
    make_torch(index.folder, "2.13.0", requires=("nvidia-cudnn-cu13",))
    words = choose(CPU, commands, PIP, theirs.url)
    assert words == ["torch==2.12.0+cpu", *WITH, "--extra-index-url", theirs.url]
    assert not theirs.asked  # no file was fetched to find that out


def test_a_build_that_brings_cuda_is_not_taken_for_the_cpu(index: Index, commands: Commands) -> None:
    make_torch(index.folder, "2.13.0", requires=("nvidia-cudnn-cu13",))
    make_wheel(index.folder, "nvidia-cudnn-cu13", "9.0.0", {"nvidia/__init__.py": ""})
    with pytest.raises(NoCpuBuild):
        choose(CPU, commands, PIP, NOWHERE)


def test_a_build_that_does_not_say_and_brings_none_is_taken(index: Index, commands: Commands) -> None:
    make_torch(index.folder, "2.13.0")
    assert choose(CPU, commands, PIP, NOWHERE) == list(CPU.requirements)


def test_no_index_that_answers_is_told_apart_from_no_build(
    index: Index, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", NOWHERE)
    with pytest.raises(Unanswered):
        choose(CPU, commands, PIP, NOWHERE)


@pytest.mark.parametrize(
    ("line", "refused"),
    [
        ("Collecting nvidia-cublas-cu12==12.8.4.1 (from torch)", True),
        ("Collecting triton==3.4.0 (from torch)", False),
        ("  Downloading torch-2.13.0-cp311-cp311-manylinux_2_28_x86_64.whl (899.7 MB)", True),
        ("  Downloading torch-2.13.0-cp311-none-macosx_11_0_arm64.whl (74.0 MB)", False),
        ("  Downloading torch-2.13.0-cp311-cp311-manylinux_2_28_x86_64.whl (2.1 GB)", True),
        ("Collecting networkx (from torch)", False),
    ],
)
def test_cuda_is_known_by_its_packages_and_its_size(line: str, refused: bool) -> None:
    if refused:
        with pytest.raises(_ForGpu):
            _refuse_cuda(line)
    else:
        _refuse_cuda(line)
