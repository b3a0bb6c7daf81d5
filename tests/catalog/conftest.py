"""A small folder of lessons to read, whole at first, for each test to break in its own way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

TASK = """\
id: {id}
title: Say hello
skill: first contact
level: 1
par_minutes: 2
time_limit_s: 10
tolerance: {{cpu: 1e-5, gpu: 1e-4}}
frameworks:
  neon:
    docs: [{{name: neon.backends.gen_backend, url: "https://example.org/gen_backend"}}]
    hints: [Which name?, It is a function., Return a string.]
left_out:
  pytorch: Nothing to show here.
  tensorflow: Nothing to show here.
mistakes:
  silent: Nothing came back.
"""

CURRICULUM = """\
units:
  - {folder: 00-first, title: First, tasks: [hello, again]}
  - {folder: 01-next, title: Next, tasks: [again]}
"""

IDS = {
    "00-first/hello": "11111111-1111-4111-8111-111111111111",
    "00-first/again": "22222222-2222-4222-8222-222222222222",
    "01-next/again": "33333333-3333-4333-8333-333333333333",
}


@pytest.fixture
def lessons(tmp_path: Path) -> Path:
    """Write three whole tasks in two units and return their root."""
    root = tmp_path / "lessons"
    for key, identity in IDS.items():
        folder = root / key
        (folder / "neon").mkdir(parents=True)
        (folder / "task.yaml").write_text(TASK.format(id=identity))
        (folder / "brief.md").write_text("# Hello\n")
        (folder / "check.py").write_text("def check_it(sub, expect):\n    '''It is there.'''\n")
        (folder / "neon" / "starter.py").write_text("# TODO\n")
        (folder / "neon" / "solution.py").write_text("def hello():\n    return 'hello'\n")
        (folder / "neon" / "other_lambda.py").write_text("hello = lambda: 'hello'\n")
        (folder / "neon" / "wrong_silent.py").write_text("def hello():\n    pass\n")
    (root / "curriculum.yaml").write_text(CURRICULUM)
    return root


@pytest.fixture
def edit(lessons: Path) -> Callable[[str, str, str], Path]:
    """Return edit(file, old, new), which replaces text in a file of the lessons."""

    def replace(name: str, old: str, new: str) -> Path:
        file = lessons / name
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new))
        return file

    return replace
