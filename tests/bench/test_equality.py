"""Every framework's results are those of the reference, eager and compiled: the figures are of the same work."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tutor import frameworks
from tutor.bench.child import Child
from tutor.bench.workloads import BY_NAME, TOLERANCE, WORKLOADS

ALL = [workload.name for workload in WORKLOADS]
COMPILED = [workload.name for workload in WORKLOADS if workload.compiled]


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bench")


def child_of(framework: str, scratch: Path) -> Iterator[Child]:
    if isinstance(frameworks.find(framework), frameworks.Missing):
        pytest.skip(f"{framework} is not installed")
    with Child(frameworks.launch(framework), scratch, device="cpu", threads=1) as child:
        child.start(120)
        yield child


@pytest.fixture(scope="module")
def neon(scratch: Path) -> Iterator[Child]:
    yield from child_of("neon", scratch)


@pytest.fixture(scope="module")
def pytorch(scratch: Path) -> Iterator[Child]:
    yield from child_of("pytorch", scratch)


@pytest.fixture(scope="module")
def tensorflow(scratch: Path) -> Iterator[Child]:
    yield from child_of("tensorflow", scratch)


def error_of(child: Child, name: str, variant: str, scratch: Path) -> float:
    """Run a workload's first steps in a child, rewind it in between, and return how far it is from the reference."""
    workload, path = BY_NAME[name], scratch / f"{name}.npz"
    given = workload.make(np.random.default_rng(5))  # other inputs than a run's
    np.savez(path, **given)
    answer = child.ask("prepare", 250, workload=name, variant=variant, inputs=str(path), steps=workload.checked)
    timed = child.ask("time", 250, workload=name, variant=variant, steps=2)
    assert timed["s"] > 0
    child.ask("drop", 60, workload=name, variant=variant)
    with np.load(answer["results"]) as file:
        got = dict(file)
    return workload.disagreement(given, got, workload.expect(given, workload.checked))


@pytest.mark.parametrize("name", ALL)
def test_neon_computes_what_the_reference_does(neon: Child, scratch: Path, name: str) -> None:
    assert error_of(neon, name, "idiomatic", scratch) <= TOLERANCE["cpu"]


@pytest.mark.slow
@pytest.mark.parametrize("name", ALL)
def test_pytorch_computes_what_the_reference_does(pytorch: Child, scratch: Path, name: str) -> None:
    assert error_of(pytorch, name, "idiomatic", scratch) <= TOLERANCE["cpu"]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["attention", "lstm"])
def test_compiled_pytorch_computes_what_the_reference_does(pytorch: Child, scratch: Path, name: str) -> None:
    if not any(map(shutil.which, ("c++", "g++", "clang++"))):
        pytest.skip("torch.compile needs a C++ compiler, and there is none")
    assert error_of(pytorch, name, "compiled", scratch) <= TOLERANCE["cpu"]


@pytest.mark.slow
@pytest.mark.parametrize("name", ALL)
def test_tensorflow_computes_what_the_reference_does(tensorflow: Child, scratch: Path, name: str) -> None:
    assert error_of(tensorflow, name, "idiomatic", scratch) <= TOLERANCE["cpu"]


@pytest.mark.slow
@pytest.mark.parametrize("name", COMPILED)
def test_compiled_tensorflow_computes_what_the_reference_does(tensorflow: Child, scratch: Path, name: str) -> None:
    assert error_of(tensorflow, name, "compiled", scratch) <= TOLERANCE["cpu"]
