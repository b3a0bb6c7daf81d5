"""xAPI statements keep the published rules of 1.0.3; DataShop transactions have its columns, in its words."""

from __future__ import annotations

import csv
import io
import json
import re
import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import pytest

from progress.clock import ManualClock
from progress.export import datashop, xapi
from progress.recorder import Recorder
from progress.report.model import TaskInfo
from progress.store import Log

TASKS = (
    TaskInfo(id="6f1c", key="u/a", title="Standardise", unit="u", skill="broad casting", level=2, par_minutes=4.0),
)
STEPS = [{"name": "one", "status": "passed"}, {"name": "two", "status": "failed"}]


@pytest.fixture
def worked(log: Log, recorder: Recorder, clock: ManualClock) -> Log:
    """A failure, a hint, a pass, a retake; a task that the curriculum has lost, shown and given up."""
    recorder.open_task("6f1c", "neon")
    clock.pass_s(90)
    failed = {"outcome": "failed", "mistake": "rows", "error_class": "shape", "steps": STEPS, "device": "cpu"}
    recorder.check_finished("6f1c", "neon", "r1", failed)
    recorder.hint_shown("6f1c", "neon", 2, 3)
    clock.pass_s(30.5)
    recorder.check_finished("6f1c", "neon", "r2", {"outcome": "passed"})
    recorder.check_finished("6f1c", "neon", "r3", {"outcome": "environment"})
    clock.pass_s(3600)
    recorder.retake_started("6f1c", "neon")
    clock.pass_s(20)
    recorder.check_finished("6f1c", "neon", "r4", {"outcome": "passed"})
    recorder.open_task("gone", "pytorch")
    recorder.solution_shown("gone", "pytorch")
    recorder.skipped("gone", "pytorch")
    return log


# --- the rules of xAPI 1.0.3, part two: statements --------------------------------------------------------------

ALLOWED = {
    "statement": {"id", "actor", "verb", "object", "result", "context", "timestamp", "stored", "authority",
                  "version", "attachments"},
    "agent": {"objectType", "name", "mbox", "mbox_sha1sum", "openid", "account"},
    "account": {"homePage", "name"},
    "verb": {"id", "display"},
    "activity": {"objectType", "id", "definition"},
    "definition": {"name", "description", "type", "moreInfo", "extensions"},
    "result": {"score", "success", "completion", "response", "duration", "extensions"},
    "score": {"scaled", "raw", "min", "max"},
    "context": {"registration", "instructor", "team", "contextActivities", "revision", "platform", "language",
                "statement", "extensions"},
    "contextActivities": {"parent", "grouping", "category", "other"},
}  # fmt: skip
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
TIMESTAMP = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})")
DURATION = re.compile(r"P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?")


def only(value: dict[str, Any], kind: str) -> None:
    assert isinstance(value, dict), f"{kind} is an object"
    assert value.keys() <= ALLOWED[kind], f"{kind} has {value.keys() - ALLOWED[kind]}"
    assert all(cell is not None for cell in value.values()), f"{kind} has a null"


def iri(value: Any) -> None:
    parts = urlsplit(value)
    assert parts.scheme, f"{value} is absolute"
    assert " " not in value, f"{value} has no blank"


def language_map(value: dict[str, str]) -> None:
    assert value, "a language map says something"
    assert all(LANGUAGE.fullmatch(tag) and isinstance(text, str) for tag, text in value.items())


def extensions(value: dict[str, Any]) -> None:
    for key in value:
        iri(key)


def agent(value: dict[str, Any]) -> None:
    only(value, "agent")
    assert value.get("objectType", "Agent") == "Agent"
    identifiers = value.keys() & {"mbox", "mbox_sha1sum", "openid", "account"}
    assert len(identifiers) == 1, "an agent has exactly one inverse functional identifier"
    only(value["account"], "account")
    assert value["account"].keys() == ALLOWED["account"]
    iri(value["account"]["homePage"])
    assert isinstance(value["account"]["name"], str)


def activity(value: dict[str, Any]) -> None:
    only(value, "activity")
    assert value.get("objectType", "Activity") == "Activity"
    iri(value["id"])
    definition = value.get("definition", {})
    only(definition, "definition")
    for name in ("name", "description"):
        if name in definition:
            language_map(definition[name])
    if "type" in definition:
        iri(definition["type"])


def result(value: dict[str, Any]) -> None:
    only(value, "result")
    for name in ("success", "completion"):
        assert isinstance(value.get(name, True), bool)
    assert DURATION.fullmatch(value.get("duration", "PT0S"))
    extensions(value.get("extensions", {}))
    if "score" in value:
        score = value["score"]
        only(score, "score")
        assert -1 <= score.get("scaled", 0) <= 1
        assert score["min"] < score["max"]
        assert score["min"] <= score["raw"] <= score["max"]


def context(value: dict[str, Any], of: dict[str, Any]) -> None:
    only(value, "context")
    assert str(uuid.UUID(value["registration"])) == value["registration"]
    if value.keys() & {"revision", "platform"}:
        assert of["objectType"] == "Activity", "platform only where the object is an activity"
    only(value.get("contextActivities", {}), "contextActivities")
    for activities in value.get("contextActivities", {}).values():
        assert isinstance(activities, list)
        for one in activities:
            activity(one)
    extensions(value.get("extensions", {}))


def statement(value: dict[str, Any]) -> None:
    only(value, "statement")
    assert {"actor", "verb", "object"} <= value.keys()
    assert str(uuid.UUID(value["id"])) == value["id"]
    agent(value["actor"])
    only(value["verb"], "verb")
    iri(value["verb"]["id"])
    language_map(value["verb"]["display"])
    activity(value["object"])
    assert TIMESTAMP.fullmatch(value["timestamp"])
    assert not value["timestamp"].endswith("-00:00")
    datetime.fromisoformat(value["timestamp"])
    if "result" in value:
        result(value["result"])
    if "context" in value:
        context(value["context"], value["object"])


def spoil(path: str, cell: Any) -> Callable[[dict[str, Any]], None]:
    def change(value: dict[str, Any]) -> None:
        *way, last = path.split(".")
        for step in way:
            value = value[step]
        value[last] = cell

    return change


def statements(log: Log, **options: Any) -> list[dict[str, Any]]:
    out = io.BytesIO()
    count = xapi.write(log, TASKS, out, **options)
    found = json.loads(out.getvalue())
    assert len(found) == count
    return found


def test_every_statement_keeps_the_rules(worked: Log) -> None:
    found = statements(worked)
    for one in found:
        statement(one)
    assert [one["verb"]["display"]["en"] for one in found] == [
        "failed", "asked", "passed", "passed", "experienced", "abandoned",
    ]  # fmt: skip
    assert len({one["id"] for one in found}) == len(found)


@pytest.mark.parametrize(
    "change",
    [
        spoil("id", "no uuid"),
        spoil("actor.mbox", "mailto:a@example.org"),
        spoil("actor.account.name", None),
        spoil("actor.account.homePage", "nowhere"),
        spoil("verb.display", {"not a tag!": "x"}),
        spoil("object.id", "tasks/1"),
        spoil("result.success", "yes"),
        spoil("result.duration", "90 s"),
        spoil("result.score.scaled", 1.5),
        spoil("result.grade", "A"),
        spoil("context.registration", "r"),
        spoil("context.extensions", {"no iri": 1}),
        spoil("timestamp", "2026-03-01 12:00"),
    ],
)
def test_the_rules_notice_a_statement_that_breaks_one(worked: Log, change: Callable[[dict[str, Any]], None]) -> None:
    first = statements(worked)[0]
    change(first)
    with pytest.raises((AssertionError, ValueError)):
        statement(first)


def test_a_statement_says_who_what_how_long_and_how_well(worked: Log) -> None:
    failed, _, passed, retake, shown, _ = statements(worked)
    assert failed["actor"]["account"]["name"] == worked.learner
    assert failed["timestamp"] == "2026-03-01T12:01:30.000Z"
    assert failed["object"]["definition"]["name"] == {"en": "Standardise"}
    outcome = failed["result"]
    assert (outcome["success"], outcome["completion"], outcome["duration"]) == (False, False, "PT90.00S")
    assert outcome["score"] == {"scaled": 0.5, "raw": 1, "min": 0, "max": 2}
    assert outcome["extensions"][f"{xapi.HOME}/extensions/mistake"] == "rows"
    assert (passed["result"]["success"], passed["result"]["duration"]) == (True, "PT30.50S")
    assert passed["context"]["registration"] == failed["context"]["registration"] != retake["context"]["registration"]
    assert "name" not in shown["object"]["definition"]


def test_the_same_log_gives_the_same_statements_and_an_anonymised_one_other_names(worked: Log) -> None:
    assert statements(worked) == statements(worked)
    for one in statements(worked, anonymise=True):
        statement(one)
        assert one["actor"]["account"]["name"] != worked.learner


def test_an_empty_log_is_an_empty_array(log: Log) -> None:
    assert statements(log) == []


# --- DataShop ---------------------------------------------------------------------------------------------------

REQUIRED = {"Anon Student Id", "Session Id", "Time", "Problem Name"}
PUBLISHED = REQUIRED | {
    "Time Zone", "Student Response Type", "Student Response Subtype", "Tutor Response Type", "Tutor Response Subtype",
    "Problem View", "Problem Start Time", "Step Name", "Attempt At Step", "Is Last Attempt", "Outcome", "Selection",
    "Action", "Input", "Feedback Text", "Feedback Classification", "Help Level", "Total Num Hints", "Condition Name",
    "Condition Type", "School", "Class",
}  # fmt: skip
NAMED = re.compile(r"(Level|KC|KC Category|CF) \([^()]+\)")
SIZES = {"Anon Student Id": 55, "Session Id": 255, "Time Zone": 50, "Student Response Type": 30, "Outcome": 30}


def transactions(log: Log, **options: Any) -> list[dict[str, str]]:
    out = io.StringIO(newline="")
    count = datashop.write(log, TASKS, out, **options)
    lines = out.getvalue().splitlines()
    assert len(lines) == count + 1
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_transactions_have_the_published_columns_and_words(worked: Log) -> None:
    rows = transactions(worked)
    assert set(rows[0]) >= REQUIRED
    assert all(name in PUBLISHED or NAMED.fullmatch(name) for name in rows[0])
    assert any(name.startswith("Level (") for name in rows[0])
    for row in rows:
        assert all(row[name] for name in REQUIRED)
        assert all(len(row[name]) <= size for name, size in SIZES.items())
        datetime.strptime(row["Time"], "%Y-%m-%d %H:%M:%S.%f")
        assert (row["Student Response Type"], row["Tutor Response Type"], row["Outcome"]) in {
            ("ATTEMPT", "RESULT", "CORRECT"), ("ATTEMPT", "RESULT", "INCORRECT"), ("HINT_REQUEST", "HINT_MSG", "HINT"),
        }  # fmt: skip


def test_a_transaction_says_which_skill_which_time_and_how_far_the_help_went(worked: Log) -> None:
    failed, hint, passed, retake = transactions(worked)
    assert (failed["Problem Name"], failed["KC (Skill)"], failed["Condition Name"]) == ("u/a", "broad casting", "neon")
    assert (failed["Feedback Classification"], failed["CF (Error Class)"]) == ("rows", "shape")
    assert (hint["Help Level"], hint["Total Num Hints"]) == ("2", "3")
    assert [row["Problem View"] for row in (failed, passed, retake)] == ["1", "1", "2"]
    assert [float(row["CF (Active Seconds)"]) for row in (failed, passed, retake)] == [90, 30.5, 20]


def test_what_a_lesson_is_called_cannot_break_a_row(log: Log, recorder: Recorder) -> None:
    recorder.check_finished("x", "neon", "r", {"outcome": "failed", "mistake": 'a "quoted"\tone\nin two lines'})
    (row,) = transactions(log)
    assert row["Feedback Classification"] == 'a "quoted" one in two lines'
