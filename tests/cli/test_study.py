"""study assign, power, report: designs that can be repeated, and figures with their limits."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from progress.clock import ManualClock
from progress.recorder import Recorder
from progress.store import Log
from tutor import paths
from tutor.catalog import FRAMEWORKS, Task

Run = Callable[..., Result]


def test_orders_are_drawn_in_whole_blocks_and_again_with_the_seed(dltutor: Run) -> None:
    result = dltutor("study", "assign", "--learners", "12", "--seed", "7")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [row["learner"] for row in rows] == [str(number) for number in range(1, 13)]
    for block in ("1", "2"):
        assert len({row["order"] for row in rows if row["block"] == block}) == 6
    assert dltutor("study", "assign", "--learners", "12", "--seed", "7").stdout == result.stdout
    assert dltutor("study", "assign", "--learners", "12", "--seed", "8").stdout != result.stdout
    told = json.loads(dltutor("study", "assign", "--learners", "2", "--seed", "1", "-f", "neon", "-f", "torch",
                              "--json").stdout or "{}")  # fmt: skip
    assert told == {}  # torch is no framework
    two = json.loads(dltutor("study", "assign", "--learners", "2", "--seed", "1", "-f", "neon", "-f", "pytorch",
                             "--json").stdout)  # fmt: skip
    assert {tuple(one["order"]) for one in two["assigned"]} == {("neon", "pytorch"), ("pytorch", "neon")}
    assert dltutor("study", "assign", "--learners", "2", "--seed", "1", "-f", "neon").exit_code == 2


def test_the_power_table_is_the_published_one(dltutor: Run) -> None:
    lines = dltutor("study", "power").stdout.splitlines()[1:]
    assert [line.split()[:2] for line in lines] == [["2", "7"], ["1.5", "14"], ["1.25", "42"]]
    rows = json.loads(dltutor("study", "power", "--ratio", "1.5", "--log-sd", "0.25", "--json").stdout)["rows"]
    assert rows[0]["learners"] < 14
    assert dltutor("study", "power", "--ratio", "1").exit_code == 2
    assert dltutor("study", "power", "--ratio", "1.00001").exit_code == 2


@pytest.fixture
def files(home: Path, hello: Task, dltutor: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The exports of eight learners who did the first task in each framework, in the orders of `assign`."""
    pytest.importorskip("duckdb")
    assigned = json.loads(dltutor("study", "assign", "--learners", "8", "--seed", "3", "--json").stdout)["assigned"]
    found, table = [], ["learner,order"]
    for number, one in enumerate(assigned):
        monkeypatch.setenv("DLTUTOR_HOME", str(tmp_path / f"home{number}"))
        with Log.open(paths.database()) as log:
            clock = ManualClock(1_772_366_400_000_000_000)
            recorder = Recorder(log, interface="tui", clock=clock)
            for framework in one["order"]:
                recorder.open_task(hello.id, framework)
                clock.pass_s(60 + 30 * FRAMEWORKS.index(framework) + number)
                recorder.check_finished(hello.id, framework, "r", {"outcome": "passed"})
            recorder.close()
            table.append(f"{log.learner},{' '.join(one['order'])}")
        found.append(tmp_path / f"{number}.jsonl")
        assert dltutor("export", "--format", "jsonl", "--out", found[-1]).exit_code == 0
    (tmp_path / "assigned.csv").write_text("\n".join(table))
    return found


def test_a_report_says_how_orders_came_about_and_what_it_cannot_say(
    dltutor: Run, files: list[Path], tmp_path: Path
) -> None:
    chosen = dltutor("study", "report", *files)
    assert (chosen.exit_code, "observational: learners chose the order themselves" in chosen.stdout) == (0, True)
    drawn = dltutor("study", "report", *files, "--assigned", tmp_path / "assigned.csv")
    assert "Design: randomised: all 8 learners took their order." in drawn.stdout
    told = json.loads(dltutor("study", "report", *files, "--cap", "10", "--json").stdout)
    assert (told["schema"], told["learners"], told["cap_minutes"]) == ("dltutor.study/1", 8, 10)
    assert told["model"]["kind"] == "mixed_model"
    assert all(one["rate"]["kind"] == "too_little_data" for one in told["frameworks"])


def test_what_is_no_study_is_told(dltutor: Run, files: list[Path], tmp_path: Path) -> None:
    files[0].write_bytes(files[0].read_bytes().replace(b'"passed"', b'"failed"'))
    changed = dltutor("study", "report", *files)
    assert (changed.exit_code, "0.jsonl is not to be trusted" in changed.stderr) == (4, True)
    assert dltutor("study", "report", tmp_path / "none").exit_code == 2
    assert dltutor("study", "report", paths.database()).exit_code == 4
    (tmp_path / "wrong.csv").write_text("who,what\n1,2\n")
    assert dltutor("study", "report", files[1], "--assigned", tmp_path / "wrong.csv").exit_code == 2
    for line in ("a,neon torch", "a,neon\na,neon"):
        (tmp_path / "wrong.csv").write_text(f"learner,order\n{line}\n")
        assert dltutor("study", "report", files[1], "--assigned", tmp_path / "wrong.csv").exit_code == 2


def test_without_its_libraries_a_study_says_what_to_install(
    dltutor: Run, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "duckdb", None)
    result = dltutor("study", "report", *files)
    assert (result.exit_code, "dltutor[study]" in result.stderr) == (4, True)
