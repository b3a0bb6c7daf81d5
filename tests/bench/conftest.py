"""Children of every framework that is here, and small plans."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from progress.benchmarks import Benchmark
from tutor import frameworks
from tutor.bench.plan import Plan
from tutor.frameworks.neon import PORT
from tutor.worker.launch import Launch

from .invented import invented

TINY = Plan(
    repeats=2, span_s=0.001, warm_s=0.0, cold=1, cold_compiled=0, apart=False, slow_compilers=False, limit_s=120
)


@pytest.fixture
def tiny() -> Plan:
    """The least that can be measured."""
    return TINY


@pytest.fixture
def neon() -> Launch:
    """The bundled port."""
    return frameworks.launch("neon")


@pytest.fixture
def broken_neon(tmp_path: Path, neon: Launch) -> Callable[[str, str, str], Launch]:
    """Return broken_neon(file, old, new): a copy of the port in which one line of a file is another."""

    def make(file: str, old: str, new: str) -> Launch:
        folder = tmp_path / "port"
        shutil.copytree(PORT, folder, ignore=shutil.ignore_patterns("__pycache__"))
        path = folder / "neon" / file
        source = path.read_text("utf-8")
        assert source.count(old) >= 1, f"{old!r} is not in {file}"
        path.write_text(source.replace(old, new), "utf-8")
        return neon._replace(paths=(str(folder),))

    return make


@pytest.fixture
def some_benchmark() -> Benchmark:
    """An invented run with everything that can be in one."""
    return invented()


@pytest.fixture
def process() -> Callable[..., tuple[int, str, str]]:
    """Return process(*arguments), which runs the command line as a user does: (exit code, stdout, stderr)."""

    def run(*arguments: str) -> tuple[int, str, str]:
        words = [sys.executable, "-c", "import sys; from tutor.cli import main; sys.exit(main())", *arguments]
        done = subprocess.run(words, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
        return done.returncode, done.stdout, done.stderr

    return run
