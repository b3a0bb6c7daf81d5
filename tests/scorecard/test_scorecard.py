"""The scorecard: each question answered by what was measured, gaps said with what fills them, an order and no score."""

from __future__ import annotations

import msgspec
import pytest

from progress.clock import ManualClock
from progress.report.html import page
from progress.scorecard import Cell, Coverage, Row, Scorecard, faces, gather, order
from progress.store import Log
from tests.progress.learners import FRAMEWORKS, Learner, info

TASKS = [info(f"task-{number}") for number in range(8)]
PUBLISHED = {
    "pytorch": Coverage(
        version="2", documented=(48, 50), examples=(30, 50), typed=(20, 45), tutorials=9, skills=10, covered=8
    ),
    "tensorflow": Coverage(
        version="2", documented=(40, 40), examples=(38, 40), typed=(0, 40), tutorials=5, skills=10, covered=6
    ),
    "neon": Coverage(skills=10, covered=2, tutorials=3, bundled=True),
}
INSTALL = {
    "device": "cpu", "outcome": "done", "commands": 3, "failures": 1, "retries": 0, "wall_s": 95.0,
    "bytes_fetched": 190_000_000, "bytes_on_disk": 900_000_000, "packages": 11, "first_import_s": 3.5, "version": "2",
    "python_version": "3.11", "error": "", "resumed": False,
}  # fmt: skip


@pytest.fixture
def learner(log: Log, clock: ManualClock) -> Learner:
    return Learner(log, clock)


def card(log: Log) -> Scorecard:
    return gather(log, TASKS, FRAMEWORKS, PUBLISHED)


def row(found: Scorecard, key: str) -> Row:
    return next(row for row in found.rows if row.key == key)


def installed(learner: Learner, framework: str, **changes: object) -> None:
    learner.recorder.install_started(framework, "run")
    learner.clock.pass_s(95)
    learner.recorder.install_finished(framework, "run", {**INSTALL, **changes})


def test_an_empty_log_has_a_gap_and_what_fills_it_in_every_cell_of_the_learners(log: Log) -> None:
    found = card(log)
    for one in found.rows:
        for framework, cell in one.cells.items():
            if cell.value is None:
                assert cell.todo or cell.shown == "comes along", (one.key, framework)
    todo = faces.todos(found)
    assert any(line.startswith("dltutor bench:") for line in todo)
    assert any(line.startswith("dltutor setup pytorch") for line in todo)
    assert faces.NOT_MEASURED in faces.render(found, order(found))


def test_set_up_is_what_was_measured_over_all_tries(learner: Learner, log: Log) -> None:
    installed(learner, "pytorch", outcome="failed", failures=2, wall_s=10.0)
    installed(learner, "pytorch")
    found = card(log)
    time, failures = row(found, "setup_time").cells["pytorch"], row(found, "setup_failures").cells["pytorch"]
    assert (time.value, time.n, time.shown) == (95.0, 2, "1 min 35 s")
    assert failures.value == 3
    assert "failed" in time.raw[0]
    assert row(found, "setup_time").cells["neon"].shown == "comes along"


def test_the_first_pass_counts_installing_and_all_work_until_then(learner: Learner, log: Log) -> None:
    installed(learner, "pytorch")
    learner.work("task-1", "pytorch", "failed").work("task-0", "pytorch", "failed", "passed")
    learner.work("task-2", "pytorch", "passed")
    cell = row(card(log), "first_pass").cells["pytorch"]
    assert cell.value == 95.0 + 3 * 60
    assert row(card(log), "first_pass").cells["neon"].todo


def test_what_the_learner_told_stands_for_a_set_up_that_was_not_measured(learner: Learner, log: Log) -> None:
    learner.recorder.setup_told("tensorflow", minutes=20.0, commands=4, failures=2, ease=3)
    learner.work("task-0", "tensorflow", "passed")
    found = card(log)
    assert row(found, "first_pass").cells["tensorflow"].value == 20 * 60 + 60
    assert row(found, "setup_ease").cells["tensorflow"].shown == "3 of 7"


def test_documentation_and_tutorials_are_shares_of_what_the_lessons_touch(log: Log) -> None:
    found = card(log)
    assert row(found, "doc_coverage").cells["pytorch"].value == 48 / 50
    assert row(found, "doc_types").cells["tensorflow"].value == 0.0
    assert row(found, "tutorial_breadth").cells["neon"].shown == "2 of 10"


def test_a_rating_is_the_mean_over_tutorials_and_the_latest_of_each(learner: Learner, log: Log) -> None:
    learner.recorder.tutorial_rated("pytorch", "basics", 2)
    learner.recorder.tutorial_rated("pytorch", "basics", 6, 30.0)
    learner.recorder.tutorial_rated("pytorch", "autograd", 4)
    cell = row(card(log), "tutorial_rating").cells["pytorch"]
    assert (cell.value, cell.n) == (5.0, 2)


def test_below_its_gate_a_typical_time_is_no_number(learner: Learner, log: Log) -> None:
    learner.work("task-0", "neon", "passed")
    few = row(card(log), "typical").cells["neon"]
    assert few.value is None
    assert "too little data" in few.shown
    for task in TASKS[1:7]:
        learner.work(task.id, "neon", "failed", "passed")
    enough = row(card(log), "typical").cells["neon"]
    assert enough.value is not None
    assert enough.low is not None
    assert enough.interval.startswith("[")


def figures(**values: tuple[float | None, ...]) -> Scorecard:
    """Rows named question__key__better with a value for each of a, b and c."""
    rows = []
    for name, of in values.items():
        question, key, better = name.split("__")
        cells = {framework: Cell(value=value) for framework, value in zip("abc", of, strict=True)}
        rows.append(Row(
            key=key, question={"setup": "set-up", "perf": "performance"}[question], title=key, method="m", of="x",  # type: ignore[arg-type]
            cells=cells, better=None if better == "none" else better,  # type: ignore[arg-type]
        ))  # fmt: skip
    return Scorecard(frameworks=("a", "b", "c"), rows=tuple(rows))


def test_the_order_is_by_mean_rank_and_each_question_has_one_vote() -> None:
    found = figures(setup__t__less=(1, 2, 3), perf__x__less=(3, 1, 2), perf__y__more=(1, 3, 2))
    assert dict(order(found).frameworks) == {"a": (1 + 3) / 2, "b": (2 + 1) / 2, "c": (3 + 2) / 2}
    assert [name for name, _ in order(found).frameworks] == ["b", "a", "c"]


def test_a_weight_changes_the_order() -> None:
    found = figures(setup__t__less=(1, 2, 3), perf__x__less=(3, 1, 2))
    assert order(found, {"set-up": 5}).frameworks[0][0] == "a"
    assert order(found, {"set-up": 0}).frameworks[0][0] == "b"
    assert order(found, {"x": 0}).rows == ("t",)
    assert order(found, {"set-up": 0, "performance": 0}).frameworks == ()


def test_what_is_not_measured_in_all_or_is_neither_better_has_no_rank() -> None:
    found = figures(setup__t__less=(1, None, 3), perf__x__none=(3, 1, 2), perf__y__less=(2, 2, 1))
    assert order(found).rows == ("y",)
    assert dict(order(found).frameworks) == {"a": 2.5, "b": 2.5, "c": 1.0}


@pytest.mark.parametrize("weights", [{"speed": 1.0}, {"performance": -1.0}, {"performance": float("nan")}])
def test_a_weight_that_means_nothing_is_refused(weights: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"weight|called"):
        order(figures(perf__x__less=(3, 1, 2)), weights)


def test_every_face_has_every_figure(learner: Learner, log: Log) -> None:
    installed(learner, "pytorch")
    found = card(log)
    html = page(learner.analysis(TASKS), found)
    for one in found.rows:
        assert one.title in faces.render(found, order(found), 160)
        assert one.title in html
    assert msgspec.json.decode(msgspec.json.encode(found), type=Scorecard) == found


@pytest.mark.parametrize("width", [80, 160])
def test_the_table_fits_the_terminal(log: Log, width: int) -> None:
    assert max(map(len, faces.render(card(log), order(card(log)), width).splitlines())) <= width
