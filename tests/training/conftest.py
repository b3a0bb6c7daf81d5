"""A pack with one long task in neon, trusted, and ways to wait for what a training says."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tutor import packs, paths
from tutor.catalog import Task

CHECK = '''
def check_trains(sub, expect):
    """The training reaches 5."""
    points = list(sub.follow("train", total=1000))
    sub.curve("return", points)
    expect.that(max(value for _, value in points) >= 5, "expected 5")
'''

YAML = """\
id: 0f2ad0a4-9a4f-4c9e-9a57-6a3c6a1d7b11
title: Train for long
skill: training
level: 1
par_minutes: 2
time_limit_s: 120
frameworks:
  neon:
    docs: [{name: neon.backends.gen_backend, url: "https://example.org/gen_backend"}]
    hints: [One, Two, Three]
left_out: {pytorch: No need., tensorflow: No need.}
"""

SHORT = "def train():\n    for step in range(5):\n        yield step, 9.0\n"
ENDLESS = """\
import itertools, time

def train():
    for step in itertools.count():
        time.sleep(0.01)
        yield min(step, 1000), 7.0
"""


@pytest.fixture
def task(tmp_path: Path, home: Path) -> Task:
    """The long task, in the settings and trusted."""
    pack = tmp_path / "pack"
    folder = pack / "50-long" / "train"
    (folder / "neon").mkdir(parents=True)
    (folder / "task.yaml").write_text(YAML)
    (folder / "brief.md").write_text("# Train\n")
    (folder / "check.py").write_text(CHECK)
    (folder / "neon" / "starter.py").write_text("# TODO\n")
    (folder / "neon" / "solution.py").write_text(SHORT)
    (pack / "curriculum.yaml").write_text("units: [{folder: 50-long, title: Long, project: agent, tasks: [train]}]\n")
    home.mkdir(parents=True, exist_ok=True)
    paths.settings_file().write_text(f'lessons_path = ["{pack}"]\n')
    packs.trust(pack)
    return packs.load_lessons().find("train")


@pytest.fixture
def until() -> Callable[[Callable[[], object]], None]:
    """Wait until something holds; fail after a minute."""

    def wait(holds: Callable[[], object]) -> None:
        deadline = time.monotonic() + 60
        while not holds():
            assert time.monotonic() < deadline, "it did not come to hold within a minute"
            time.sleep(0.02)

    return wait
