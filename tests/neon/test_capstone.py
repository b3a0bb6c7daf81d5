"""End to end: an agent written for neon learns to balance a pole, on the bundled neon and on upstream alike.

NEON_UPSTREAM names a checkout of upstream to compare with; NEON_UPSTREAM_PYTHON an interpreter that has what it needs.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

SCRIPT = Path(__file__).with_name("capstone_agent.py")
LEARNING = 1_100  # steps, of which the last hundred learn: too few for rounding to grow into other actions
SOLVING = 40_000


def train(which, steps, out, seed=1):
    python = os.environ.get("NEON_UPSTREAM_PYTHON", sys.executable) if which == "upstream" else sys.executable
    command = [python, str(SCRIPT), which, str(steps), str(seed), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=1500, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return dict(np.load(out))


@pytest.fixture
def upstream():
    if not os.environ.get("NEON_UPSTREAM"):
        pytest.skip("NEON_UPSTREAM names no checkout of upstream neon")


@pytest.mark.slow
@pytest.mark.timeout(1600)
def test_the_agent_solves_cartpole_on_the_port(tmp_path):
    assert train("port", SOLVING, tmp_path / "port.npz")["greedy"].mean() >= 195


@pytest.mark.slow
@pytest.mark.timeout(1600)
def test_the_agent_solves_cartpole_on_upstream(tmp_path, upstream):
    assert train("upstream", SOLVING, tmp_path / "upstream.npz")["greedy"].mean() >= 195


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_first_learning_steps_are_the_same_on_both(tmp_path, upstream):
    port, theirs = (train(which, LEARNING, tmp_path / f"{which}.npz") for which in ("port", "upstream"))
    np.testing.assert_array_equal(port["returns"], theirs["returns"])
    np.testing.assert_allclose(port["last"], theirs["last"], atol=1e-4)
