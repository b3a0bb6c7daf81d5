"""xAPI 1.0.3: an array of statements, one a line, as a learning record store takes them.

The actor is an account whose name is the learner's random UUID: no name, no e-mail. A statement's id follows from the
learner and the number of the event, so a store that gets it twice knows it again.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any, BinaryIO

import msgspec

from progress.export.moments import Happening, happenings
from progress.report.model import TaskInfo
from progress.store import Log

HOME = "https://dltutor.invalid"
"""Names accounts, activities and extensions; `.invalid` because nothing is to be looked up there (RFC 2606)."""
_ADL = "http://adlnet.gov/expapi"
_VERBS = {
    "passed": f"{_ADL}/verbs/passed",
    "failed": f"{_ADL}/verbs/failed",
    "asked": f"{_ADL}/verbs/asked",
    "experienced": f"{_ADL}/verbs/experienced",
    "abandoned": "https://w3id.org/xapi/adl/verbs/abandoned",
}
_OF_KIND = {"hint_shown": "asked", "solution_shown": "experienced", "task_skipped": "abandoned"}


def write(log: Log, tasks: Sequence[TaskInfo], out: BinaryIO, *, anonymise: bool = False) -> int:
    """Write the statements as one JSON array in UTF-8; return how many."""
    encode = msgspec.json.Encoder().encode
    count = 0
    for happening in happenings(log, tasks, anonymise=anonymise):
        out.write(b",\n" if count else b"[\n")
        out.write(encode(statement(happening)))
        count += 1
    out.write(b"\n]\n" if count else b"[]\n")
    return count


def statement(happening: Happening) -> dict[str, Any]:
    """Return one statement."""
    passed = happening.payload.get("outcome") == "passed"
    verb = _OF_KIND.get(happening.kind) or ("passed" if passed else "failed")
    learner = uuid.UUID(happening.learner)
    found: dict[str, Any] = {
        "id": str(uuid.uuid5(learner, str(happening.seq))),
        "actor": {"objectType": "Agent", "account": {"homePage": HOME, "name": happening.learner}},
        "verb": {"id": _VERBS[verb], "display": {"en": verb}},
        "object": _task(happening),
        "context": _context(happening, learner),
        "timestamp": f"{happening.at:%Y-%m-%dT%H:%M:%S}.{happening.at.microsecond // 1000:03d}Z",
    }
    if happening.attempt is not None:
        found["result"] = _result(happening, passed)
    return found


def _task(happening: Happening) -> dict[str, Any]:
    definition: dict[str, Any] = {"type": f"{_ADL}/activities/assessment"}
    if happening.info is not None:
        definition["name"] = {"en": happening.info.title}
    return _activity(f"tasks/{happening.task}", definition)


def _context(happening: Happening, learner: uuid.UUID) -> dict[str, Any]:
    framework, info = happening.framework, happening.info
    grouping = [_activity(f"frameworks/{framework}", {"name": {"en": framework}})]
    if info is not None:
        grouping.append(_activity(f"units/{info.unit}", {"name": {"en": info.unit}}))
    activities = {"grouping": grouping}
    if info is not None:
        skill = _activity(f"skills/{info.skill.replace(' ', '-')}", {"name": {"en": info.skill}})
        activities["category"] = [skill]
    extensions: dict[str, Any] = {_extension("session"): happening.session, _extension("time-taken"): happening.times}
    if happening.kind == "hint_shown":
        extensions[_extension("hint-level")] = happening.payload.get("level")
    return {
        "registration": str(uuid.uuid5(learner, f"{happening.task} {framework} {happening.times}")),
        "platform": "dltutor",
        "contextActivities": activities,
        "extensions": extensions,
    }


def _result(happening: Happening, passed: bool) -> dict[str, Any]:
    payload = happening.payload
    extensions = {_extension("outcome"): payload.get("outcome")}
    for name in ("mistake", "error_class", "device", "framework_version"):
        if payload.get(name):
            extensions[_extension(name.replace("_", "-"))] = payload[name]
    found: dict[str, Any] = {
        "success": passed,
        "completion": passed,
        "duration": f"PT{happening.active_s:.2f}S",
        "extensions": extensions,
    }
    steps = payload.get("steps") or ()
    if steps:
        right = sum(step.get("status") == "passed" for step in steps)
        found["score"] = {"scaled": round(right / len(steps), 4), "raw": right, "min": 0, "max": len(steps)}
    return found


def _activity(path: str, definition: dict[str, Any]) -> dict[str, Any]:
    return {"objectType": "Activity", "id": f"{HOME}/{path}", "definition": definition}


def _extension(name: str) -> str:
    return f"{HOME}/extensions/{name}"
