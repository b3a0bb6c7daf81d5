"""dltutor setup, as typed: what it prints, records and ends with."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from progress.store import Log
from tests.environments.conftest import Index, make_torch
from tutor import frameworks, paths, settings
from tutor.cli import main
from tutor.environments import Measured
from tutor.frameworks import Found

COMMAND = (sys.executable, "-c", "import sys; from tutor.cli import main; sys.exit(main())")


def run(*words: str, typed: str = "") -> tuple[int, str]:
    result = CliRunner().invoke(main, list(words), input=typed)
    return result.exit_code, result.output


def recorded() -> list[tuple[str, str | None, dict[str, object]]]:
    with Log.open(paths.database()) as log:
        events = [event for event in log.events() if event.type.startswith(("install", "setup"))]
        return [(event.type, event.attempt, event.payload) for event in events]


def test_it_is_set_up_recorded_and_removed(wheels: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_torch(wheels)
    code, output = run("setup", "pytorch", "--device", "cpu")
    assert code == 0, output
    for words in ("Making an environment …", "Installing …", "PyTorch 2.13.0+cpu is ready (CPU): 4 packages"):
        assert words in output
    (began, run_id, _), (ended, same, payload) = recorded()
    assert (began, ended, run_id) == ("install_started", "install_finished", same)
    assert msgspec.convert(payload, Measured).outcome == "done"
    assert set(payload) == set(Measured.__struct_fields__)
    code, output = run("setup", "pytorch", "--json")
    assert (code, json.loads(output)["began"]) == (0, False)
    assert len(recorded()) == 2
    found = frameworks.find("pytorch")
    assert isinstance(found, Found)
    assert found.origin == "managed"
    before = paths.database().read_bytes()
    code, output = run("setup", "pytorch", "--remove")
    assert (code, "is gone" in output) == (0, True)
    assert paths.database().read_bytes() == before
    assert "There is no environment" in run("setup", "pytorch", "--remove")[1]


def test_ctrl_c_stops_it_and_that_is_recorded(index: Index) -> None:
    make_torch(index.folder)
    index.held = {"torch"}
    process = subprocess.Popen([*COMMAND, "setup", "pytorch", "--device", "cpu"], stderr=subprocess.PIPE, text=True)
    assert index.waiting.wait(250)
    os.kill(process.pid, signal.SIGINT)
    _, said = process.communicate()
    assert process.returncode == 130
    assert "The set-up was stopped." in said
    assert [payload.get("outcome") for _, _, payload in recorded()] == [None, "stopped"]


def test_a_failure_tells_the_reason_the_remedy_and_where_the_log_is(wheels: Path) -> None:
    code, output = run("setup", "tensorflow", "--device", "cpu")
    assert code == 3
    assert "Your package indexes have no tensorflow" in output
    (log,) = (paths.environments() / "logs").glob("tensorflow-*.log")
    assert str(log) in output


@pytest.mark.parametrize(
    "words",
    [
        ["pytorch", "--port"],
        ["pytorch", "--remove", "--device", "cpu"],
        ["neon", "--device", "cpu"],
        ["neon", "--remove"],
        ["neon", "--json", "--port"],
        ["tensorflow", "--told", "--remove"],
    ],
)
def test_what_does_not_go_together_is_a_usage_error(words: list[str]) -> None:
    assert run("setup", *words)[0] == 2


def test_neon_needs_nothing_and_says_so() -> None:
    code, output = run("setup", "neon")
    assert (code, "the bundled port runs" in output) == (0, True)


def test_an_interpreter_in_the_settings_comes_first_and_is_told() -> None:
    settings.choose_interpreter("pytorch", Path("/opt/torch/bin/python"))
    code, output = run("setup", "pytorch")
    assert code == 2
    assert "/opt/torch/bin/python" in output
    assert "interpreters.pytorch" in output


def test_an_environment_of_ones_own_is_tried_before_it_is_named(tmp_path: Path) -> None:
    code, output = run("setup", "pytorch", "--from", str(tmp_path))
    assert code == 3
    assert "cannot be run" in output
    assert not paths.settings_file().exists()
    code, output = run("setup", "pytorch", "--from", sys.executable)
    assert code == 0, output
    assert settings.load().interpreter("pytorch") == Path(sys.executable)
    found = frameworks.find("pytorch")
    assert isinstance(found, Found)
    assert found.origin == "settings"


def test_interpreters_are_named_beside_each_other(home: Path) -> None:
    home.mkdir()
    paths.settings_file().write_text(
        'device = "cpu"\n\n[interpreters]   # mine\npytorch = "/a"\n\n[neon]\nuse = "port"\n'
    )
    settings.choose_interpreter("tensorflow", Path("/b"))
    chosen = settings.load()
    assert (chosen.interpreters.pytorch, chosen.interpreters.tensorflow, chosen.device) == ("/a", "/b", "cpu")


def test_doctor_explains_which_environment_is_used_and_why(home: Path) -> None:
    (home / "environments" / "pytorch").mkdir(parents=True)
    text = run("doctor")[1]
    assert "2. an environment by dltutor setup: left half made, so nothing runs from it" in text
    assert "3. dltutor's own Python: used" in text
    settings.choose_interpreter("tensorflow", Path("/nowhere/python"))
    text = run("doctor")[1]
    assert "1. a Python that the settings name: /nowhere/python cannot be run" in text
    assert "taken at its word" in text
    pytorch = json.loads(run("doctor", "--json")[1])["frameworks"][0]
    assert [(place["origin"], place["used"]) for place in pytorch["places"]] == [
        ("settings", False), ("managed", False), ("own", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("25\n4\n1\n5\n", {"minutes": 25.0, "commands": 4, "failures": 1, "ease": 5, "declined": False}),
        ("\n\n\n9\nx\n\n", {"minutes": None, "commands": None, "failures": None, "ease": None, "declined": True}),
        ("2.5\n\n\n\n", {"minutes": 2.5, "commands": None, "failures": None, "ease": None, "declined": False}),
    ],
)
def test_what_it_took_can_be_told(typed: str, told: dict[str, object]) -> None:
    assert run("setup", "tensorflow", "--told", typed=typed)[0] == 0
    assert [(kind, payload) for kind, _, payload in recorded()] == [("setup_told", told)]


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_real_tensorflow_is_set_up_and_runs_a_lesson(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """By the pip configuration of this machine; it needs a package index, as the whole test environment does."""
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "")
    code, output = run("setup", "tensorflow", "--json")
    assert code == 0, output
    measured = json.loads(output)["measured"]
    assert measured["outcome"] == "done"
    assert measured["packages"] > 20
    assert measured["bytes_on_disk"] > 500_000_000
    assert measured["first_import_s"] > 0
    solution = Path(__file__).resolve().parents[2] / "lessons/00-first-contact/hello/tensorflow/solution.py"
    words = ["check", "hello", "-f", "tensorflow", "--file", str(solution), "--json"]
    checked = subprocess.run([*COMMAND, *words], capture_output=True, text=True, check=False)  # ends, and lets go
    assert checked.returncode == 0, checked.stderr
    assert json.loads(checked.stdout)["framework_version"] == measured["version"]
    assert run("setup", "tensorflow", "--remove")[0] == 0
