"""The commands around a check: list, hint, reset, path, start, report, doctor."""

from __future__ import annotations

import json
import os
import pty
import struct
import subprocess
import sys
from collections.abc import Callable
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ

import pytest
from click.testing import Result

from progress.store import Log
from tutor import catalog, paths
from tutor.catalog import FRAMEWORKS, Task

Run = Callable[..., Result]
Process = Callable[..., subprocess.CompletedProcess[str]]


def events() -> list[str]:
    with Log.open(paths.database()) as log:
        return [event.type for event in log.events()]


def test_list_prints_every_task_and_creates_nothing(dltutor: Run, home: Path) -> None:
    done = dltutor("list")
    assert (done.exit_code, done.stderr) == (0, "")
    for unit in catalog.load().units:
        assert unit.title in done.stdout
        for task in unit.tasks:
            assert task.title in done.stdout
    assert not home.exists()


def test_list_as_data_has_the_state_of_each_task_in_a_framework(dltutor: Run, hello: Task, tmp_path: Path) -> None:
    file = tmp_path / "answer.py"
    file.write_text(hello.solution("neon"))
    dltutor("check", "hello", "-f", "neon", "--file", file)
    content = json.loads(dltutor("list", "--framework", "neon", "--json").stdout)
    assert content["schema"] == "dltutor.list/1"
    states = {task["task"]: task["state"] for unit in content["units"] for task in unit["tasks"]}
    assert states.pop(hello.key) == "unaided"
    assert set(states.values()) == {"new"}
    assert "state" not in json.loads(dltutor("list", "--json").stdout)["units"][0]["tasks"][0]


def test_hints_come_one_by_one_and_are_recorded(dltutor: Run, hello: Task) -> None:
    hints = hello.frameworks["neon"].hints
    for number, hint in enumerate(hints, start=1):
        done = dltutor("hint", "hello", "-f", "neon")
        assert done.stdout == f"Hint {number} of {len(hints)}\n{hint}\n"
    again = dltutor("hint", "hello", "-f", "neon")
    assert again.stdout.startswith(f"Hint {len(hints)} of")
    assert again.stderr == "This was the last one already.\n"
    assert dltutor("hint", "hello", "-f", "pytorch").stdout.startswith("Hint 1 of")
    assert events().count("hint_shown") == len(hints) + 2


def test_once_a_task_is_done_its_hints_are_no_help_and_all_printed(dltutor: Run, hello: Task, tmp_path: Path) -> None:
    file = tmp_path / "answer.py"
    file.write_text(hello.solution("neon"))
    dltutor("check", "hello", "-f", "neon", "--file", file)
    done = dltutor("hint", "hello", "-f", "neon")
    assert done.stdout.count("Hint ") == len(hello.frameworks["neon"].hints)
    assert "hint_shown" not in events()


def test_path_prints_the_file_alone_and_begins_it(dltutor: Run, hello: Task, home: Path) -> None:
    done = dltutor("path", "hello", "-f", "neon")
    file = home / "code" / "neon" / hello.unit / "hello.py"
    assert done.stdout == f"{file}\n"
    assert file.read_text() == hello.starter("neon")
    assert events() == ["session_started", "signal", "session_ended"]


def test_reset_asks_keeps_the_old_code_and_is_recorded(dltutor: Run, hello: Task, home: Path) -> None:
    file = Path(dltutor("path", "hello", "-f", "neon").stdout.strip())
    file.write_text("mine = 1\n")
    refused = dltutor("reset", "hello", "-f", "neon", input="n\n")
    assert refused.exit_code == 130
    assert file.read_text() == "mine = 1\n"
    done = dltutor("reset", "hello", "-f", "neon", "--yes")
    assert (done.exit_code, done.stdout) == (0, "")
    assert file.read_text() == hello.starter("neon")
    (kept,) = (home / "history").rglob("*.py")
    assert kept.read_text() == "mine = 1\n"
    assert str(kept) in done.stderr
    assert events().count("code_reset") == 1


def test_reset_without_anyone_to_ask_changes_nothing(process: Process, home: Path) -> None:
    file = Path(process("path", "hello", "-f", "neon").stdout.strip())
    file.write_text("mine = 1\n")
    done = process("reset", "hello", "-f", "neon")
    assert done.returncode == 130
    assert file.read_text() == "mine = 1\n"


def test_report_tells_a_completion_as_text_and_as_data(dltutor: Run, hello: Task, tmp_path: Path) -> None:
    file = tmp_path / "answer.py"
    file.write_text(hello.solution("neon"))
    dltutor("check", "hello", "-f", "neon", "--file", file)
    content = json.loads(dltutor("report", "--json").stdout)
    assert content["schema"] == "dltutor.report/1"
    assert content["frameworks"]["neon"]["done"] == 1
    assert content["frameworks"]["neon"]["total"] == len(catalog.load().tasks)
    (task,) = [each for each in content["tasks"] if each["state"] == "unaided"]
    assert (task["info"]["key"], task["framework"], task["attempts"]) == (hello.key, "neon", 1)
    text = dltutor("report")
    assert text.exit_code == 0
    assert "hello" in text.stdout.lower()
    assert "\x1b" not in text.stdout


def test_report_of_nothing_is_a_report_and_creates_nothing(dltutor: Run, home: Path) -> None:
    assert dltutor("report").exit_code == 0
    assert list(json.loads(dltutor("report", "-f", "neon", "--json").stdout)["frameworks"]) == ["neon"]
    assert not home.exists()


def test_doctor_says_what_is_there_and_creates_nothing(dltutor: Run, home: Path) -> None:
    done = dltutor("doctor", "--json")
    assert done.exit_code == 0, done.output
    content = json.loads(done.stdout)
    assert content["schema"] == "dltutor.doctor/1"
    assert [each["framework"] for each in content["frameworks"]] == list(FRAMEWORKS)
    assert all(each["found"] and each["version"] for each in content["frameworks"])
    assert content["database"]["state"] == "none"
    assert content["worker"] == ("fork" if sys.platform == "linux" else "standby")
    assert content["confinement"]
    text = dltutor("doctor").stdout
    for each in content["frameworks"]:
        assert f"{each['title']} {each['version']}" in text
    assert not home.exists()


def test_doctor_tries_out_what_confinement_promises(dltutor: Run) -> None:
    done = dltutor("doctor", "--self-test", "--json")
    promises = json.loads(done.stdout)["self_test"]
    assert len(promises) > 5
    if json.loads(done.stdout)["confinement"] == "full":
        assert [each["promise"] for each in promises if not each["held"]] == []


def test_doctor_gives_the_remedy_for_a_missing_framework(dltutor: Run, home: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text('[interpreters]\ntensorflow = "/nowhere/python"\n')
    done = dltutor("doctor")
    assert done.exit_code == 0  # the others work
    assert "TensorFlow: missing" in done.stdout
    assert "interpreters.tensorflow" in done.stdout


def test_doctor_names_a_database_that_cannot_be_read(dltutor: Run, home: Path) -> None:
    home.mkdir()
    paths.database().write_bytes(b"no database" * 1000)
    done = dltutor("doctor", "--json")
    assert done.exit_code == 4
    assert str(paths.database()) in json.loads(done.stdout)["database"]["problem"]


def test_start_without_a_terminal_says_so_with_exit_code_3(process: Process) -> None:
    done = process("start")
    assert (done.returncode, done.stdout) == (3, "")
    assert "needs a terminal" in done.stderr


def in_terminal(command: tuple[str, ...], columns: int, lines: int) -> tuple[int, str]:
    """Run a command in a terminal of a size; return its exit code and what it wrote."""
    ours, theirs = pty.openpty()
    ioctl(theirs, TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True) as running:
        os.close(theirs)
        written = b""
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:  # Linux says so when the other end is closed
                break
            if not part:
                break
            written += part
    os.close(ours)
    return running.returncode, written.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_start_in_a_terminal_of_40_by_10_says_so_with_exit_code_3(command: tuple[str, ...]) -> None:
    code, written = in_terminal((*command, "start"), 40, 10)
    assert code == 3
    assert "40×10" in written
    assert "Traceback" not in written


def test_the_version_and_the_help_are_data(dltutor: Run) -> None:
    assert dltutor("--version").stdout.startswith("dltutor, version ")
    text = dltutor("--help").stdout
    for name in ("start", "list", "check", "hint", "reset", "path", "report", "doctor", "dev"):
        assert f"\n  {name} " in text
