"""Recording and reporting load nothing that the first paint would have to wait for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"numpy", "scipy", "textual", "rich", "plotext", "tutor", "torch", "tensorflow", "matplotlib"}


@pytest.mark.parametrize(
    ("modules", "allowed"),
    [("progress.store, progress.recorder, progress.report.model", set()), ("progress.report.terminal", {"rich"})],
)
def test_nothing_heavy_is_imported(modules: str, allowed: set[str]) -> None:
    script = f"import sys, {modules}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=True)
    assert set(found.stdout.split()) & HEAVY == allowed
