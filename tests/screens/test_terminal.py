"""In a real terminal, by keys alone: from the first screen to a passed check, and through kill -9."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tutor.catalog import Task, load
from tutor.workspace import Workspace

from .terminal import TMUX, Terminal

pytestmark = [
    pytest.mark.skipif(TMUX is None, reason="tmux is not installed, and this test needs a real terminal"),
    pytest.mark.timeout(600),
]
KILLS = 50
LINES = ("alpha", "beta", "gamma", "delta")


def report(home: Path) -> dict:
    command = [sys.executable, "-c", "from tutor.cli import main; main()", "report", "--json"]
    environment = {**os.environ, "DLTUTOR_HOME": str(home)}
    return json.loads(subprocess.run(command, env=environment, capture_output=True, check=True).stdout)


def test_from_the_first_screen_to_a_passed_check_by_keys_alone(home: Path) -> None:
    task = load().find("hello")
    with Terminal(home) as terminal:
        terminal.until("Choose a framework")
        terminal.until("tasks done")
        terminal.keys("Right", "Right", "Enter")
        terminal.until(task.title)
        terminal.keys("Enter")
        terminal.until("F5 Check")
        terminal.keys("C-t")
        terminal.until("Hello, neon:")
        terminal.keys("F7", "DC")
        solution = [line for line in task.solution("neon").splitlines() if line and '"""' not in line]
        for line in solution:  # the editor indents and closes brackets by itself; what it closed is typed over
            terminal.type(line.strip())
            terminal.keys("Enter")
        saved = Workspace(home).path(task, "neon")
        terminal.until(lambda: saved.exists() and saved.read_text().split("\n") == [*solution, ""])
        terminal.keys("F5")
        terminal.until("Passed")
        terminal.until("done unaided")
        terminal.keys("F3")
        terminal.until("This week")
        terminal.keys("Escape")
        terminal.until("Passed")
        terminal.keys("C-q")
        terminal.until("left with 0")
    (entry,) = [each for each in report(home)["tasks"] if each["info"]["id"] == task.id and each["framework"] == "neon"]
    assert entry["state"] == "unaided"
    assert entry["attempts"] == 1
    assert entry["completed_at"]
    assert 0 < entry["time_to_completion_s"] <= entry["wall_s"] + 1


def test_a_terminal_of_40_by_10_is_told_and_not_crashed_into(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")  # as some shells export them; the window's own size counts
    monkeypatch.setenv("LINES", "24")
    with Terminal(home, 40, 10) as terminal:
        terminal.until("left with 3")
        assert "40×10" in terminal.screen
    with Terminal(home, 100, 30) as terminal:
        terminal.until("Choose a framework")
        terminal.tmux("resize-window", "-x", "40", "-y", "10")
        terminal.until("too small")
        terminal.tmux("resize-window", "-x", "100", "-y", "30")
        terminal.until("Choose a framework")
        terminal.keys("C-q")
        terminal.until("left with 0")


def test_a_hangup_saves_what_was_typed(home: Path) -> None:
    task = load().find("hello")
    saved = Workspace(home).path(task, "neon")
    with Terminal(home) as terminal:
        open_editor(terminal, task)
        terminal.type("last_words = 1")
        terminal.until("last_words = 1")
        process = terminal.process()
        os.kill(process, signal.SIGHUP)
        terminal.until(lambda: not alive(process))
    assert "last_words = 1" in saved.read_text()


def open_editor(terminal: Terminal, task: Task) -> None:
    """From the first screen into the editor of the task of neon."""
    terminal.until("tasks done")
    terminal.keys("3")
    terminal.until("First contact")
    terminal.keys("Enter")
    terminal.until("F5 Check")
    terminal.until(lambda: "Before anything else" in terminal.screen or "Hello, neon:" in terminal.screen)
    if "Hello, neon:" not in terminal.screen:
        terminal.keys("C-t")
    terminal.until("Hello, neon:")


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_after_kill_9_all_code_but_the_last_second_is_there(home: Path) -> None:
    """A scripted session typed into, and killed at random points, again and again; nothing older than 1 s is lost."""
    task = load().find("hello")
    saved = Workspace(home).path(task, "neon")
    chance = random.Random(20)
    written: list[str] = []
    for life in range(KILLS):  # new lines come at the top, where the cursor is, and above those of earlier lives
        with Terminal(home) as terminal:
            open_editor(terminal, task)
            terminal.keys("C-Home") if life else None
            process = terminal.process()
            typed: list[tuple[float, str]] = []
            stop = time.monotonic() + chance.uniform(0.3, 1.8)
            number = 0
            while time.monotonic() < stop:
                line = f"line_{life}_{number} = {number}"
                terminal.type(line)
                terminal.keys("Enter")
                terminal.until(line)
                typed.append((time.monotonic(), line))
                number += 1
            os.kill(process, signal.SIGKILL)
            killed = time.monotonic()
            terminal.until(lambda dead=process: not alive(dead))
        text = saved.read_text()
        assert text.endswith(task.starter("neon").splitlines()[-1] + "\n")  # whole, never half a file
        old = [line for at, line in typed if killed - at > 1.0]
        missing = [line for line in (*written, *old) if line not in text]
        assert not missing, (life, missing)
        written += [line for _, line in typed if line in text]
    assert len(written) > KILLS


def alive(process: int) -> bool:
    """Whether the process is still there, and no zombie."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
