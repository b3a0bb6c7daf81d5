"""The port computes what upstream neon computes: against recorded answers, and against a checkout if there is one.

known_answers.npz holds numbers only, recorded by running tests/neon/parity_cases.py under upstream 2.6.0.
NEON_UPSTREAM names a checkout of upstream to compare with directly; NEON_UPSTREAM_PYTHON an interpreter that has
what it needs (default: this one).
"""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

HERE = Path(__file__).resolve().parent
SCRIPT = HERE / "parity_cases.py"
KNOWN = HERE / "known_answers.npz"
TOLERANCE = 2e-4


def load_cases():
    spec = importlib.util.spec_from_file_location("parity_cases", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


CASES = load_cases()


def run(which, out, python=sys.executable):
    done = subprocess.run(
        [python, str(SCRIPT), which, str(out)], capture_output=True, text=True, timeout=280, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return dict(np.load(out))


@pytest.fixture(scope="session")
def port(tmp_path_factory):
    return run("port", tmp_path_factory.mktemp("parity") / "port.npz")


@pytest.fixture(scope="session")
def upstream(tmp_path_factory):
    if not os.environ.get("NEON_UPSTREAM"):
        pytest.skip("NEON_UPSTREAM names no checkout of upstream neon")
    python = os.environ.get("NEON_UPSTREAM_PYTHON", sys.executable)
    return run("upstream", tmp_path_factory.mktemp("parity") / "upstream.npz", python)


def compare(name, got, want):
    """Compare all answers of a case; a failure names the answer and the largest difference."""
    mine = {k: v for k, v in got.items() if k.startswith(f"{name}/")}
    theirs = {k: v for k, v in want.items() if k.startswith(f"{name}/")}
    assert not [k for k in mine if "/!" in k], [k for k in mine if "/!" in k]
    compared = [k for k in theirs if not any(k.startswith(skip) for skip in CASES.UPSTREAM_IS_WRONG)]
    for key in compared:
        assert key in mine, f"the port gives no {key}"
        assert mine[key].shape == theirs[key].shape, key
        scale = np.abs(theirs[key]).max(initial=0)
        np.testing.assert_allclose(
            mine[key], theirs[key], rtol=TOLERANCE, atol=1e-5 + TOLERANCE * scale * 0.1, err_msg=key
        )
    return len(compared)


@pytest.mark.parametrize("name", list(CASES.CASES))
def test_the_port_gives_the_recorded_answers(name, port):
    known = dict(np.load(KNOWN))
    if name == "callback_numbers" and importlib.util.find_spec("h5py") is None:
        pytest.skip("h5py is not installed")
    assert compare(name, port, known) > 0 or name == "reshape"


@pytest.mark.upstream
@pytest.mark.parametrize("name", list(CASES.CASES))
def test_the_port_gives_upstreams_answers(name, port, upstream):
    compare(name, port, upstream)


def test_every_exception_is_in_the_readme():
    readme = (HERE.parents[1] / "tutor" / "neon_port" / "README.md").read_text(encoding="utf-8")
    for name in ("ArrayIterator", "BiBNRNN", "BiLSTM", "Reshape", "ShiftAdaMax"):
        assert re.search(name, readme), name
