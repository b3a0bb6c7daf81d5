"""A long check on the command line: Ctrl-C has what it has reached judged, and stages build on the learner's own."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import time
from pathlib import Path

from tests.cli.conftest import COMMAND
from tests.training.conftest import ENDLESS, SHORT
from tests.training.conftest import task as task
from tutor import paths
from tutor.catalog import Task
from tutor.workspace import Workspace

CHECK = [*COMMAND, "check", "train", "-f", "neon"]


def test_what_passes_becomes_part_of_the_project(task: Task, home: Path) -> None:
    Workspace(paths.home()).save(task, "neon", SHORT)
    done = subprocess.run(CHECK, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert Workspace(home).stage_path(task, "neon").read_text() == SHORT


def test_the_first_ctrl_c_ends_the_training_and_judges_it(task: Task) -> None:
    Workspace(paths.home()).save(task, "neon", ENDLESS)
    terminal, theirs = pty.openpty()
    process = subprocess.Popen(CHECK, stdout=subprocess.PIPE, stderr=theirs, stdin=theirs, text=True)
    os.close(theirs)
    seen, deadline = "", time.monotonic() + 60
    while "of 1,000 steps" not in seen:
        assert time.monotonic() < deadline, seen
        if select.select([terminal], [], [], 1)[0]:
            seen += os.read(terminal, 4096).decode()
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=60)
    os.close(terminal)
    assert "return 7" in seen
    assert "Passed" in out
    assert process.returncode == 0
