"""A study read from files: every kind of file says the same, and what it says of known truths is right."""

from __future__ import annotations

import csv
import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from progress.clock import ManualClock
from progress.errors import BadExport, CorruptedLog
from progress.export import attempts, jsonl, parquet, tables
from progress.export.study import import_
from progress.recorder import Recorder
from progress.report.model import TaskInfo
from progress.stats import Curve, Ratio, TooLittleData, cumulative_solved
from progress.store import Log
from progress.study import MixedModel, NotEstimable, PooledRate, assign_orders, inputs, mixed_model, placed, words
from progress.study.report import StudyReport, report

pytest.importorskip("duckdb")
pytest.importorskip("pyarrow")

FRAMEWORKS = ("neon", "pytorch", "tensorflow")
COST = {"neon": 0.4, "pytorch": 0.0, "tensorflow": 0.2}
TASKS = tuple(
    TaskInfo(id=f"t{index:02d}", key=f"u/{index}", title="T", unit="u", skill="s", level=1, par_minutes=2.0)
    for index in range(24)
)


@dataclass
class Study:
    """Tables of attempts as columns, the orders that were drawn, and one completed task a row."""

    table: dict[str, list[Any]]
    orders: dict[str, tuple[str, ...]]
    solved: dict[str, list[Any]]


def simulated(learners: int, seed: int = 1, tasks: int = 24) -> Study:
    """Learners who take all tasks in three frameworks in drawn orders; one in twelve tasks is given up, some seen."""
    rng = np.random.default_rng(seed)
    names = [f"learner {index:02d}" for index in range(learners)]
    orders = {one.learner: one.order for one in assign_orders(names, FRAMEWORKS, rng)}
    table: dict[str, list[Any]] = {name: [] for name in attempts.COLUMNS}
    solved: dict[str, list[Any]] = {name: [] for name in ("learner", "task", "framework", "started", "seconds")}
    for name, order in orders.items():
        own, utc = rng.normal(0, 0.3), 1_772_366_400_000_000_000
        for framework in order:
            for info in TASKS[:tasks]:
                practice = 1 + TASKS.index(info)
                seconds = float(120 * np.exp(own + COST[framework] - 0.3 * np.log(practice) + rng.normal(0, 0.4)))
                ending = rng.choice(["passed", "gave_up", "open", "revealed"], p=[0.8, 0.08, 0.04, 0.08])
                many = int(rng.integers(1, 4))
                for number in range(1, many + 1):
                    utc += 60_000_000_000
                    last = number == many
                    outcome = "failed" if not last else "passed" if ending == "revealed" else str(ending)
                    row = dict.fromkeys(attempts.COLUMNS) | {
                        "learner": name, "seq": len(table["seq"]), "utc": utc, "task": info.id, "framework": framework,
                        "number": number, "outcome": outcome, "later": 0, "active_s": seconds * number / many,
                        "help": ("revealed" if ending == "revealed" else "unaided") if last else None,
                        "par_minutes": 2.0, "helped": 0, "learner_s": 0.1, "total_s": 0.2,
                    }  # fmt: skip
                    for column, cell in row.items():
                        table[column].append(cell)
                    if number == 1:
                        started = utc
                if ending == "passed":
                    for column, cell in zip(solved, (name, info.id, framework, started, seconds), strict=True):
                        solved[column].append(cell)
    return Study(table, orders, solved)


def written(table: dict[str, list[Any]], file: Path) -> Path:
    from pyarrow import Table
    from pyarrow.parquet import write_table

    if file.suffix == ".parquet":
        kinds = {name: cells for name, cells in table.items() if any(cell is not None for cell in cells)}
        write_table(Table.from_pydict(kinds), file)
    else:
        with file.open("w", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(table)
            writer.writerows(zip(*table.values(), strict=True))
    return file


@pytest.fixture(scope="module")
def study() -> Study:
    return simulated(24)


@pytest.fixture(scope="module")
def file(study: Study, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(study.table, tmp_path_factory.mktemp("study") / "attempts.parquet")


def test_the_figures_are_those_of_the_statistics_on_the_same_rows(study: Study, file: Path) -> None:
    found = report(inputs.read([file], ()), study.orders)
    assert (found.learners, found.tasks, found.attempts) == (24, 24, len(study.table["seq"]))
    assert found.completed == len(study.solved["seconds"])
    expected = mixed_model(placed(study.solved), label="randomised")
    assert isinstance(expected, MixedModel)
    assert isinstance(found.model, MixedModel)
    for one, other in zip(found.model.frameworks, expected.frameworks, strict=True):
        assert (one.what, one.against) == (other.what, other.against)
        assert one.ratio.value == pytest.approx(other.ratio.value, rel=1e-6)
        assert one.ratio.low < np.exp(COST[one.what] - COST[one.against]) < one.ratio.high
    for one in found.frameworks:
        rows = [row for row, name in enumerate(study.solved["framework"]) if name == one.framework]
        assert one.unaided == len(rows)
        assert isinstance(one.rate, PooledRate)
        assert one.rate.low < 2**-0.3 < one.rate.high
        assert one.tasks == 24 * 24 == one.unaided + one.revealed + one.gave_up + one.open


def test_a_solution_that_was_seen_counts_as_given_up_in_the_curve(study: Study, file: Path) -> None:
    cells = inputs.read([file], ())
    found = report(cells, cap=10)
    for code, one in enumerate(found.frameworks):
        mine = cells.framework.codes == code
        outcome = [("open", "solved", "gave_up")[ending] for ending in cells.ending[mine]]
        steps = np.ceil(cells.seconds[mine] / 60 * 20 - 1e-9) / 20
        exact = cumulative_solved(steps, outcome, 10)
        assert isinstance(one.solved, Curve)
        np.testing.assert_allclose(one.solved.share[-1], exact.share[-1], atol=1e-9)
        assert one.solved.share[-1] < 1 - (one.revealed + one.gave_up) / one.tasks + 0.08


def test_the_label_follows_the_orders_that_were_assigned(study: Study, file: Path) -> None:
    cells = inputs.read([file], ())
    assert report(cells, study.orders).design.label == "randomised"
    assert report(cells).design.label == "observational"
    swapped = {**study.orders, "learner 03": tuple(reversed(study.orders["learner 03"]))}
    told = report(cells, swapped).design
    assert (told.label, told.followed, told.learners) == ("observational", 23, 24)
    assert isinstance(report(cells).model, MixedModel)
    assert report(cells).model.label == "observational"


def test_tables_read_twice_split_or_as_csv_say_the_same(study: Study, file: Path, tmp_path: Path) -> None:
    whole = report(inputs.read([file], ()))
    half = len(study.table["seq"]) // 2
    parts = [{name: cells[part] for name, cells in study.table.items()} for part in (slice(half), slice(half, None))]
    split = [written(parts[0], tmp_path / "one.parquet"), written(parts[1], tmp_path / "two.csv")]
    assert report(inputs.read(split, ())) == whole
    twice = report(inputs.read([file, *split], ()))
    assert twice.attempts == 2 * whole.attempts  # as they were read
    assert twice.frameworks == whole.frameworks
    assert twice.model == whole.model


def test_statsmodels_agrees(study: Study, file: Path) -> None:
    pytest.importorskip("statsmodels")
    cells = inputs.read([file], ())
    one, other = report(cells).model, report(cells, engine="statsmodels").model
    assert isinstance(one, MixedModel)
    assert isinstance(other, MixedModel)
    for a, b in zip(one.frameworks, other.frameworks, strict=True):
        assert a.ratio.value == pytest.approx(b.ratio.value, rel=1e-4)
        assert a.ratio.low == pytest.approx(b.ratio.low, rel=1e-3)


def test_below_the_gates_nothing_is_claimed(tmp_path: Path) -> None:
    few = written(simulated(3, tasks=4).table, tmp_path / "few.parquet")
    found = report(inputs.read([few], ()))
    assert isinstance(found.model, TooLittleData)
    for one in found.frameworks:
        assert isinstance(one.solved, TooLittleData)
        assert isinstance(one.rate, TooLittleData)
    assert all(isinstance(one.ratio, TooLittleData) for one in found.ratios)
    told = "\n".join(words.lines(found))
    assert "too little data (3 of 6) learners" in told
    assert "×" not in told


def test_one_order_for_all_cannot_tell_framework_from_period(tmp_path: Path) -> None:
    table = simulated(12, tasks=6).table
    for row, framework in enumerate(table["framework"]):
        table["utc"][row] = 1_772_366_400_000_000_000 + FRAMEWORKS.index(framework) * 10**15 + row
    found = report(inputs.read([written(table, tmp_path / "same.parquet")], ()))
    assert isinstance(found.model, NotEstimable)
    assert "not estimable" in "\n".join(words.lines(found))


def test_the_words_hold_every_figure_with_its_n(study: Study, file: Path) -> None:
    found = report(inputs.read([file], ()), study.orders)
    told = "\n".join(words.lines(found))
    assert "randomised: all 24 learners took their order" in told
    assert told.count("(n = ") == 9  # three curves, three rates, three ratios
    for compared in found.ratios:
        assert isinstance(compared.ratio, Ratio)
        assert f"{compared.what} to {compared.against}: × {compared.ratio.value:.3f}" in told
    assert "n = " + f"{len(study.solved['seconds']):,} tasks solved by 24 learners" in told


# --- logs, as learners have them ------------------------------------------------------------------------------


def learner(folder: Path, name: str, boot: str) -> Log:
    """A log of work: solved, solved with help, seen, given up, and open; and a retake, which changes nothing."""
    clock = ManualClock(1_772_366_400_000_000_000)
    clock.boot_id = boot
    log = Log.open(folder / name)
    recorder = Recorder(log, interface="tui", clock=clock)
    for framework in ("pytorch", "neon"):
        for index, how in enumerate(("solved", "helped", "seen", "gave up", "open")):
            task = TASKS[index].id
            recorder.open_task(task, framework)
            clock.pass_s(60 * (index + 1))
            if how == "helped":
                recorder.hint_shown(task, framework, 2, 3)
            if how == "seen":
                recorder.solution_shown(task, framework)
            recorder.check_finished(task, framework, "r", {"outcome": "failed"})
            clock.pass_s(30)
            if how == "gave up":
                recorder.skipped(task, framework)
            elif how != "open":
                recorder.check_finished(task, framework, "r", {"outcome": "passed"})
        recorder.open_task(TASKS[0].id, framework)
        recorder.retake_started(TASKS[0].id, framework)
        clock.pass_s(500)
        recorder.check_finished(TASKS[0].id, framework, "r", {"outcome": "passed"})
    recorder.close()
    return log


@pytest.fixture
def logs(tmp_path: Path) -> list[Log]:
    return [learner(tmp_path / f"log{index}", "log", f"boot-{index}") for index in range(2)]


def exported(logs: list[Log], folder: Path, form: str) -> list[Path]:
    folder.mkdir()
    files = []
    for index, log in enumerate(logs):
        files.append(folder / f"{index}.{form}")
        with files[-1].open("wb") as out:
            if form == "jsonl":
                jsonl.write(log, out)
            elif form == "parquet":
                parquet.write_attempts(log, TASKS, out)
        if form == "csv":
            with files[-1].open("w", newline="") as text:
                tables.write_attempts(log, TASKS, text)
    return files


def test_exports_of_every_form_and_a_study_file_say_the_same(logs: list[Log], tmp_path: Path) -> None:
    forms = {form: exported(logs, tmp_path / form, form) for form in ("jsonl", "csv", "parquet")}
    import_(tmp_path / "study.sqlite3", forms["jsonl"])
    forms["study"] = [tmp_path / "study.sqlite3"]
    forms["mixed"] = [forms["jsonl"][0], forms["parquet"][1]]
    found = {form: report(inputs.read(files, TASKS)) for form, files in forms.items()}
    for one in found.values():
        assert one == found["parquet"]
    neon, pytorch = found["jsonl"].frameworks
    assert (neon.framework, pytorch.framework) == ("neon", "pytorch")
    for one in (neon, pytorch):
        counts = (one.learners, one.tasks, one.unaided, one.aided, one.revealed, one.gave_up, one.open, one.attempts)
        assert counts == (2, 10, 2, 2, 2, 2, 2, 16)


def test_the_times_are_those_until_the_first_pass(logs: list[Log], tmp_path: Path) -> None:
    cells = inputs.read(exported(logs, tmp_path / "files", "jsonl"), TASKS)
    seconds = {
        (cells.framework.names[framework], cells.task.names[task]): time
        for framework, task, time in zip(cells.framework.codes, cells.task.codes, cells.seconds, strict=True)
    }
    assert [seconds["neon", f"t{index:02d}"] for index in range(5)] == [90, 150, 210, 270, 330]
    assert set(cells.par) == {2.0}


def test_a_changed_export_is_refused_and_named(logs: list[Log], tmp_path: Path) -> None:
    (one, two) = exported(logs, tmp_path / "files", "jsonl")
    two.write_bytes(two.read_bytes().replace(b'"failed"', b'"passed"', 1))
    with pytest.raises(BadExport, match=r"1\.jsonl is not to be trusted: the event was changed"):
        inputs.read([one, two], TASKS)
    one.write_bytes(b"\n".join(one.read_bytes().splitlines()[:-1]) + b"\n")
    with pytest.raises(BadExport, match="cut short"):
        inputs.read([one], TASKS)


@pytest.mark.parametrize(
    ("content", "error", "said"),
    [
        (b"a,b\n1,2\n", BadExport, "no column learner, task"),
        (b"PAR1 and nothing else", BadExport, "cannot be read"),
        (b"", BadExport, "file"),
        (b'{"schema":"other/1","learner":"x","epoch":0}\n', BadExport, "other/1"),
        (b"SQLite format 3\0" + bytes(100), CorruptedLog, "not a readable progress database"),
    ],
)
def test_a_file_that_is_none_of_ours_is_named(tmp_path: Path, content: bytes, error: type, said: str) -> None:
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(error, match=said):
        inputs.read([tmp_path / "file"], TASKS)


def test_a_cell_that_is_no_number_is_told(study: Study, tmp_path: Path) -> None:
    table = {name: [*cells[:50]] for name, cells in study.table.items()}
    table["active_s"][3] = "a while"
    with pytest.raises(BadExport, match="a while"):
        inputs.read([written(table, tmp_path / "bad.csv")], TASKS)


def test_an_empty_study_says_so(tmp_path: Path) -> None:
    empty = written({name: [] for name in attempts.COLUMNS}, tmp_path / "empty.csv")
    found = report(inputs.read([empty], ()))
    assert isinstance(found, StudyReport)
    assert (found.learners, found.attempts, found.frameworks) == (0, 0, ())
    assert "0 learners" in "\n".join(words.lines(found))


def test_the_generated_study_of_the_benchmark_is_recovered(tmp_path: Path) -> None:
    source = Path(__file__).parents[2] / "benchmarks" / "study.py"
    spec = importlib.util.spec_from_file_location("study_benchmark", source)
    assert spec is not None
    assert spec.loader is not None
    benchmark = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(benchmark)
    benchmark.generate(20_000, tmp_path / "file.parquet")
    found = report(inputs.read([tmp_path / "file.parquet"], ()))
    assert isinstance(found.model, MixedModel)
    truths = {"pytorch": -0.3, "tensorflow": -0.2}
    for effect in found.model.frameworks[:2]:
        assert effect.against == "neon"
        assert effect.ratio.low < np.exp(truths[effect.what]) < effect.ratio.high
