"""`dltutor check` runs real code in the real frameworks; its exit code can be relied on."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from progress.store import Log
from tutor import paths
from tutor.catalog import FRAMEWORKS, Task
from tutor.frameworks.device import machine_has_gpu

Run = Callable[..., Result]
Process = Callable[..., subprocess.CompletedProcess[str]]


def written(folder: Path, source: str) -> Path:
    file = folder / "answer.py"
    file.write_text(source)
    return file


def recorded() -> list[tuple[str, str | None]]:
    """The types of what the log holds, with the outcome of each finished check."""
    with Log.open(paths.database()) as log:
        return [(event.type, event.payload.get("outcome")) for event in log.events()]


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_solution_passes_in_each_framework_with_exit_code_0(
    dltutor: Run, hello: Task, tmp_path: Path, framework: str
) -> None:
    file = written(tmp_path, hello.solution(framework))
    done = dltutor("check", "hello", "--framework", framework, "--file", file, "--json")
    assert done.exit_code == 0, done.output
    verdict = json.loads(done.stdout)
    assert verdict["schema"] == "dltutor.verdict/1"
    assert (verdict["task"], verdict["framework"], verdict["outcome"]) == (hello.key, framework, "passed")
    assert {step["status"] for step in verdict["steps"]} == {"passed"}
    for key in ("framework_version", "device", "run_id", "source_hash"):
        assert verdict[key]
    assert verdict["total_s"] >= verdict["learner_s"] > 0
    assert [kind for kind in recorded() if kind[0].startswith("check")] == [
        ("check_started", None),
        ("check_finished", "passed"),
    ]


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_wrong_answer_ends_with_exit_code_1_and_the_mistakes_message(
    dltutor: Run, hello: Task, tmp_path: Path, framework: str
) -> None:
    file = written(tmp_path, hello.wrong(framework)["wrong_device"])
    done = dltutor("check", "hello", "-f", framework, "--file", file, "--device", "cpu")
    assert done.exit_code == 1
    assert "Not passed: 00-first-contact/hello" in done.stdout
    assert hello.mistakes["wrong_device"] in done.stdout.replace("\n", " ")
    assert done.stderr == ""


def test_without_a_file_the_learners_own_code_is_checked_and_begun_from_the_starter(
    dltutor: Run, hello: Task, home: Path
) -> None:
    first = dltutor("check", "hello", "-f", "neon")
    file = home / "code" / "neon" / "00-first-contact" / "hello.py"
    assert first.exit_code == 1
    assert f"The starter was written to {file}." in first.stderr
    assert "Not attempted yet" in first.stdout
    file.write_text(hello.solution("neon"))
    second = dltutor("check", "hello", "-f", "neon")
    assert second.exit_code == 0
    assert second.stderr == ""


def test_the_seed_draws_the_same_inputs_again(dltutor: Run, hello: Task, tmp_path: Path) -> None:
    file = written(tmp_path, hello.solution("neon"))
    verdict = json.loads(dltutor("check", "hello", "-f", "neon", "--file", file, "--seed", "7", "--json").stdout)
    assert verdict["seed"] == 7


def test_a_learners_error_is_told_as_python_tells_it_and_never_as_ours(
    dltutor: Run, tmp_path: Path
) -> None:
    file = written(tmp_path, "x = 1\n\nraise ValueError('[red]no[/red]')\n")
    done = dltutor("check", "hello", "-f", "neon", "--file", file)
    assert done.exit_code == 1
    assert "ValueError: [red]no[/red]" in done.stdout
    assert 'File "hello.py", line 3, in <module>' in done.stdout
    assert "tutor/" not in done.stdout


def test_what_the_learner_prints_is_shown_and_cannot_command_the_terminal(
    dltutor: Run, hello: Task, tmp_path: Path
) -> None:
    file = written(tmp_path, hello.solution("neon") + "\nprint('[bold]hi[/bold] [/job:x] \\x1b[2J\\x07\\u202e')\n")
    done = dltutor("check", "hello", "-f", "neon", "--file", file)
    assert done.exit_code == 0
    assert "[bold]hi[/bold] [/job:x] ␛[2J␇\ufffd" in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize(
    ("content", "code", "expected"),
    [
        (b"", 1, "Not attempted yet"),
        (b"def f(:\n", 1, "SyntaxError"),
        (b"x = '\xff'\n", 2, "is not UTF-8 text (line 1)"),
        (b"#" * 5_000_000, 2, "has 5,000,000 bytes"),
        (b"x = 1\x00\n", 1, "Your code raised an error"),
        (None, 2, "is a folder"),
    ],
)
def test_a_bad_file_gets_a_plain_answer(
    dltutor: Run, tmp_path: Path, content: bytes | None, code: int, expected: str
) -> None:
    file = tmp_path / "answer.py"
    if content is None:
        file.mkdir()
    else:
        file.write_bytes(content)
    done = dltutor("check", "hello", "-f", "neon", "--file", file)
    assert done.exit_code == code
    assert expected in (done.stdout if code == 1 else done.stderr)
    assert "Traceback" not in done.output


def test_a_file_that_is_not_there_is_a_usage_error(dltutor: Run, tmp_path: Path) -> None:
    done = dltutor("check", "hello", "-f", "neon", "--file", tmp_path / "gone.py")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "does not exist" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "suggestion"),
    [
        (["check", "helo", "-f", "neon"], "Did you mean hello"),
        (["check", "hello", "-f", "torch"], "Did you mean pytorch?"),
        (["check", "hello", "-f", "neon", "--device", "gpuu"], "Did you mean gpu"),
        (["check", "hello", "-f", "neon", "--sed", "3"], "--seed"),
        (["check", "hello"], "--framework"),
        (["chek"], "Did you mean check?"),
        (["dev", "chek"], "Did you mean check?"),
        (["check", "hello", "-f", "neon", "--seed", "-1"], "--seed"),
    ],
)
def test_a_wrong_word_gets_the_nearest_ones_and_exit_code_2(
    dltutor: Run, arguments: list[str], suggestion: str
) -> None:
    done = dltutor(*arguments)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert suggestion in done.stderr


def test_a_framework_that_is_missing_is_an_environment_problem_and_leaves_no_trace(
    dltutor: Run, home: Path, hello: Task, tmp_path: Path
) -> None:
    home.mkdir()
    (home / "settings.toml").write_text(f'[interpreters]\npytorch = "{tmp_path}/nowhere/python"\n')
    done = dltutor("check", "hello", "-f", "pytorch", "--file", written(tmp_path, hello.solution("pytorch")))
    assert (done.exit_code, done.stdout) == (3, "")
    assert "cannot be run" in done.stderr
    assert "interpreters.pytorch" in done.stderr
    assert not paths.database().exists()


@pytest.mark.skipif(machine_has_gpu(), reason="there is a GPU here")
def test_a_gpu_that_is_not_there_is_an_environment_answer(dltutor: Run, hello: Task, tmp_path: Path) -> None:
    file = written(tmp_path, hello.solution("pytorch"))
    done = dltutor("check", "hello", "-f", "pytorch", "--file", file, "--device", "gpu", "--json")
    assert done.exit_code == 3
    assert json.loads(done.stdout)["outcome"] == "environment"


@pytest.mark.parametrize("kind", ["corrupted", "newer", "not a folder"])
def test_progress_data_that_cannot_be_used_ends_with_exit_code_4_and_stays_as_it_is(
    dltutor: Run, hello: Task, home: Path, tmp_path: Path, kind: str
) -> None:
    file = written(tmp_path, hello.solution("neon"))
    if kind == "not a folder":
        home.write_text("mine")
        kept = home
    else:
        dltutor("hint", "hello", "-f", "neon")
        kept = paths.database()
        if kind == "corrupted":
            for side in home.glob("progress.sqlite3-*"):
                side.unlink()
            kept.write_bytes(b"this is no database, and was never one" * 1000)
        else:
            with sqlite3.connect(kept) as connection:
                connection.execute("PRAGMA user_version = 999")
            connection.close()
    before = kept.read_bytes()
    done = dltutor("check", "hello", "-f", "neon", "--file", file)
    assert done.exit_code == 4, done.output
    assert str(kept) in done.stderr
    assert "Traceback" not in done.output
    assert kept.read_bytes() == before


def test_ctrl_c_stops_a_check_and_records_that_it_was_stopped(
    command: tuple[str, ...], hello: Task, tmp_path: Path
) -> None:
    source = hello.solution("neon") + "\n\ndef twice(x):\n    while True:\n        pass\n"
    file = written(tmp_path, source)
    with subprocess.Popen(
        [*command, "check", "hello", "-f", "neon", "--file", str(file)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as running:
        assert running.stdout is not None
        first = running.stdout.readline()  # the step before the one that never ends
        running.send_signal(signal.SIGINT)
        rest, errors = running.communicate()
    assert first.strip()
    assert "Stopped" in rest
    assert running.returncode == 130, errors
    assert errors == ""
    assert ("check_finished", "stopped") in recorded()


def test_the_command_in_a_process_of_its_own_says_the_same(process: Process, hello: Task, tmp_path: Path) -> None:
    file = written(tmp_path, hello.solution("neon"))
    done = process("check", "hello", "-f", "neon", "--file", file)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Passed: 00-first-contact/hello in neon" in done.stdout
    plain = process("check", "hello", "-f", "neon", "--file", file, PYTHONIOENCODING="ascii")
    assert plain.returncode == 0
    assert sys.executable not in plain.stderr
