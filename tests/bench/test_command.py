"""`dltutor bench`: bad input, what is missing, and what a run leaves in the log."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from progress.benchmarks import Benchmark, latest
from progress.clock import SystemClock
from progress.events import Event
from progress.recorder import Recorder
from progress.store import Log
from tutor import paths
from tutor.bench.hardware import cores
from tutor.bench.measuring import measure
from tutor.bench.plan import Plan
from tutor.cli import main
from tutor.cli.benching import _found, _on_device
from tutor.worker.launch import Launch


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["bench", *arguments])


def record(found: Benchmark) -> None:
    with Log.open(paths.database()) as log, Recorder(log, interface="cli") as recorder:
        recorder.benchmarked(msgspec.to_builtins(found))


def without(framework: str, home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / "settings.toml").write_text(f'[interpreters]\n{framework} = "/nowhere/python"\n', "utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--threads", "0"), "threads"),
        (("--threads", str(cores() + 1)), f"more than the {cores()} cores"),
        (("--framework", "pytroch"), "pytorch"),
        (("--device", "tpu"), "cpu"),
        (("--last", "--quick"), "measures nothing"),
        (("--last",), "No benchmark has run yet"),
    ],
)
def test_bad_input_is_a_usage_error_and_nothing_is_recorded(arguments: tuple[str, ...], said: str, home: Path) -> None:
    done = run(*arguments)
    assert done.exit_code == 2, done.output
    assert said in done.output
    assert not (home / "progress.sqlite3").exists()


def test_without_any_framework_it_says_which_are_missing(home: Path) -> None:
    without("pytorch", home)
    done = run("--framework", "pytorch")
    assert done.exit_code == 3
    assert "/nowhere/python" in done.output
    assert not (home / "progress.sqlite3").exists()


def test_a_missing_framework_is_left_out_and_named(home: Path) -> None:
    without("pytorch", home)
    launches, left_out = _found(("pytorch", "neon"))
    assert list(launches) == ["neon"]
    assert "/nowhere/python" in left_out["pytorch"]


def test_a_framework_without_a_gpu_is_left_out_where_one_is_used(neon: Launch) -> None:
    able = Launch("pytorch", neon.python, gpu=True)
    assert _on_device({"pytorch": able, "neon": neon}, {}, "auto")[::2] == ({"pytorch": able}, "gpu")
    assert list(_on_device({"pytorch": able, "neon": neon}, {}, "gpu")[1]) == ["neon"]
    assert _on_device({"pytorch": able, "neon": neon}, {}, "cpu") == ({"pytorch": able, "neon": neon}, {}, "cpu")
    assert _on_device({"neon": neon}, {}, "auto")[2] == "cpu"


def test_a_run_comes_back_out_of_the_log_as_it_went_in(tiny: Plan, neon: Launch) -> None:
    found = measure({"neon": neon}, tiny, left_out={"pytorch": "it is not there"})
    record(found)
    with Log.open(paths.database()) as log:
        again = latest(log)
        assert log.verify().ok
    assert again is not None
    assert again.benchmark == found
    printed = run("--last")
    assert printed.exit_code == 0
    assert "PyTorch left out: it is not there" in printed.output
    as_json = json.loads(run("--last", "--json").stdout)
    assert as_json["schema"] == "dltutor.benchmark/1"
    assert msgspec.convert(as_json, Benchmark) == found


def test_what_is_no_benchmark_is_not_recorded(home: Path) -> None:
    with Log.open(paths.database()) as log, Recorder(log, interface="cli") as recorder:
        with pytest.raises(msgspec.ValidationError):
            recorder.benchmarked({"suite": 1, "device": "cpu"})
        assert latest(log) is None
    assert not (home / "progress.sqlite3").exists()


def test_a_run_of_another_suite_is_not_shown(some_benchmark: Benchmark) -> None:
    record(some_benchmark)
    record(msgspec.structs.replace(some_benchmark, suite=99))
    with Log.open(paths.database()) as log:
        found = latest(log)
    assert found is not None
    assert found.benchmark == some_benchmark


def test_a_run_that_cannot_be_read_does_not_hide_the_one_before(some_benchmark: Benchmark) -> None:
    record(some_benchmark)
    odd = Event(**SystemClock().now()._asdict(), session="s", type="benchmarked", payload={"suite": 1, "threads": "x"})
    with Log.open(paths.database()) as log:
        log.append(odd)
        found = latest(log)
    assert found is not None
    assert found.benchmark == some_benchmark


@pytest.mark.slow
def test_the_command_measures_prints_and_records(process: Callable[..., tuple[int, str, str]]) -> None:
    code, out, err = process("bench", "--quick", "--framework", "neon", "--json")
    assert code == 0, err
    with Log.open(paths.database()) as log:
        found = latest(log)
    assert found is not None
    assert msgspec.convert(json.loads(out), Benchmark) == found.benchmark
    assert found.benchmark.quick
    assert {row.repeats for row in found.benchmark.results if row.workload not in ("import", "first_step")} == {10}
