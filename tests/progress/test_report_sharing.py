"""What is given away says nothing of who, when or what was written."""

from __future__ import annotations

import re

import msgspec
import pytest

from progress.clock import ManualClock
from progress.report.findings import Analysis
from progress.report.html import page
from progress.report.sharing import anonymise
from progress.report.terminal import render
from progress.store import Log

from .learners import FRAMEWORKS, Invented, Learner, curriculum


@pytest.fixture
def found(log: Log, clock: ManualClock) -> Analysis:
    tasks = curriculum(24)
    return Invented(clock).work(tasks, FRAMEWORKS).analysis(log, tasks)


def faces(analysis: Analysis) -> dict[str, str]:
    return {
        "json": msgspec.json.encode(analysis).decode(),
        "terminal": render(analysis, 200),
        "page": page(analysis),
    }


def test_no_face_says_who_or_when(found: Analysis) -> None:
    assert found.learner is not None
    ids = {found.learner, *(row.info.id for row in found.tasks)}
    before, after = faces(found), faces(anonymise(found))
    assert ids <= {name for name in ids if name in before["json"]}  # they were there
    for name, face in after.items():
        assert not [each for each in ids if each in face], name
        assert not re.search(r"20\d\d-\d\d-\d\d|\d\d:\d\d", face), name
        for secret in ("SECRET", "run-1", "boot-1"):
            assert secret not in face, name
    assert re.search(r"20\d\d-\d\d-\d\d", before["terminal"])


def test_the_figures_stay(found: Analysis) -> None:
    shared = anonymise(found)
    for name in ("pairs", "skills", "shares", "cap", "figures", "events"):
        assert getattr(shared, name) == getattr(found, name), name
    assert [curve.rate for curve in shared.curves] == [curve.rate for curve in found.curves]
    assert [side.typical for side in shared.sides] == [side.typical for side in found.sides]
    assert [row.active_s for row in shared.tasks] == [row.active_s for row in found.tasks]
    assert len({row.info.id for row in shared.tasks}) == 24
    assert msgspec.json.decode(msgspec.json.encode(shared), type=Analysis) == shared
    assert anonymise(shared) == shared


def test_what_a_framework_says_of_itself_is_no_place_for_a_sentence(learner: Learner) -> None:
    learner.facts = {
        "framework_version": "2.6 built by ada@example.org",
        "implementation": "in /home/ada",
        "mistake": "Ada was here",
        "error_class": "Ada",
    }
    shared = faces(anonymise(learner.work("a", "neon", "failed", "passed").analysis()))
    assert not [name for name, face in shared.items() if "ada" in face.lower().replace("adam", "")]
