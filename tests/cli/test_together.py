"""Several tutors at once on one data folder."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from progress.store import Log
from tutor import paths
from tutor.catalog import Task

TUTORS = 10


@pytest.mark.slow
def test_ten_tutors_at_once_lose_and_disturb_nothing(command: tuple[str, ...], hello: Task, tmp_path: Path) -> None:
    answer = tmp_path / "answer.py"
    answer.write_text(hello.solution("neon"))
    words = [*command, "check", "hello", "-f", "neon", "--file", str(answer), "--json"]
    tutors = [subprocess.Popen(words, stdout=subprocess.PIPE, env=dict(os.environ)) for _ in range(TUTORS)]
    verdicts = [json.loads(tutor.communicate(timeout=240)[0]) for tutor in tutors]
    assert [verdict["outcome"] for verdict in verdicts] == ["passed"] * TUTORS
    with Log.open(paths.database()) as log:
        finished = [event.attempt for event in log.events() if event.type == "check_finished"]
        assert log.verify().ok
    assert sorted(map(str, finished)) == sorted(verdict["run_id"] for verdict in verdicts)
