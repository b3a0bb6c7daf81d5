"""The contract holds for a task that keeps it, and names what a task breaks."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tutor import catalog
from tutor.catalog import FRAMEWORKS
from tutor.contract import Finding
from tutor.contract.files import check_root, check_task
from tutor.contract.holding import select
from tutor.errors import UsageError

Findings = Callable[..., list[Finding]]
KEY = "00-first/double"


def broken(findings: list[Finding]) -> dict[str, str]:
    """Return what does not hold: the message by case."""
    return {finding.case: finding.message for finding in findings if not finding.holds}


@pytest.mark.slow
def test_a_new_task_keeps_the_contract_in_all_frameworks_once_its_words_are_found(findings: Findings) -> None:
    held = findings(*FRAMEWORKS, seeds=2)
    assert broken(held) == {}
    per_framework = ["starter", "solution", "other_sum", "wrong_unchanged", "docs"]
    assert sorted((each.framework, each.case) for each in held) == sorted(
        [("", "files"), *((key, case) for key in FRAMEWORKS for case in per_framework)]
    )


DEF = "def double(x):\n"


@pytest.mark.parametrize(
    ("file", "source", "expected"),
    [
        ("solution.py", DEF + "    return 3 * x\n", "It must pass; the outcome is 'failed'. (seed 0)"),
        ("other_sum.py", DEF + "    return 1 / 0\n", "It must pass; the outcome is 'raised'. (seed 0)"),
        ("wrong_unchanged.py", DEF + "    return 2 * x\n", "the mistake 'unchanged'; the outcome is 'passed'"),
        ("wrong_unchanged.py", DEF + "    return 5 * x\n", "the outcome is 'failed', no mistake by name"),
        ("starter.py", "import nothing_of_this_name\n", "must import and then fail in a step; the outcome is 'raised'"),
        ("starter.py", DEF + "    return x + x  # done\n", "then fail in a step; the outcome is 'passed'"),
        ("starter.py", DEF + "    import os\n    os._exit(0)\n", "the outcome is 'crashed'"),
        (
            "solution.py",
            "import time\n" + DEF + "    time.sleep(1.1)\n    return 2 * x\n",
            "over half the time limit (1 s)",
        ),
    ],
)
def test_a_file_that_breaks_the_contract_is_named(
    root: Path, findings: Findings, file: str, source: str, expected: str
) -> None:
    (root / KEY / "neon" / file).write_text(source)
    task = root / KEY / "task.yaml"
    task.write_text(task.read_text().replace("time_limit_s: 10", "time_limit_s: 2"))
    found = broken(findings("neon"))
    assert list(found) == [file.removesuffix(".py")]
    assert expected in found[file.removesuffix(".py")]


def test_a_starter_that_raises_in_a_step_fails_cleanly(root: Path, findings: Findings) -> None:
    (root / KEY / "neon" / "starter.py").write_text(DEF + "    raise NotImplementedError\n")
    assert broken(findings("neon")) == {}


def test_a_documentation_name_must_resolve_in_the_framework(root: Path, findings: Findings) -> None:
    file = root / KEY / "task.yaml"
    file.write_text(file.read_text().replace("neon.backends.gen_backend", "neon.backends.gen_backends"))
    assert "'neon.backends.gen_backends' does not resolve" in broken(findings("neon"))["docs"]


def change(root: Path, old: str, new: str) -> None:
    file = root / KEY / "task.yaml"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def files(root: Path) -> str:
    return check_task(catalog.load(root).find("double")).message


def test_the_files_of_a_new_task_say_only_what_is_to_do(root: Path) -> None:
    assert files(root) == ""
    change(root, "Well, what", "TODO: what")
    lines = files(root).splitlines()
    assert len(lines) == 2
    assert all("task.yaml, line" in line and "still to do" in line for line in lines)


@pytest.mark.parametrize("name", ["notes.txt", "neon/solutions.py", "neon/data/x.py", "keras/solution.py"])
def test_a_stray_file_is_named(root: Path, name: str) -> None:
    file = root / KEY / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("")
    assert "is stray" in files(root)


def test_what_tools_leave_behind_and_data_are_not_stray(root: Path) -> None:
    for name in ("__pycache__/check.pyc", "data/digits.npz", "neon/__pycache__/x.pyc", ".swp"):
        file = root / KEY / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("")
    assert files(root) == ""


def test_a_mistake_without_a_wrong_answer_and_the_reverse_are_named(root: Path) -> None:
    change(root, "  unchanged:", "  halved:")
    assert "The mistake 'halved' has no wrong_halved.py in any framework." in files(root)
    assert "wrong_unchanged.py shows a mistake that task.yaml does not name." in files(root)


def test_a_hint_must_not_be_the_solution(root: Path) -> None:
    change(root, '"Well, almost the code"]\n  tensorflow', '"return 2 * x"]\n  tensorflow')
    assert files(root) == ""
    change(root, '"return 2 * x"', json.dumps("Write:\ndef double(x):\n  return 2 * x"))
    assert files(root) == "Hint 3 of pytorch is the solution."


def test_every_variant_needs_another_way_that_is_another(root: Path) -> None:
    folder = root / KEY / "pytorch"
    (folder / "other_sum.py").write_text("# the same\n" + (folder / "solution.py").read_text())
    assert files(root) == "other_sum.py of pytorch is the solution once more."
    (folder / "other_sum.py").unlink()
    assert files(root) == "pytorch has no other_*.py: show another valid way."


def test_what_no_unit_lists_and_what_is_broken_is_named(root: Path) -> None:
    (root / "00-first" / "forgotten").mkdir()
    (root / "09-later").mkdir()
    (root / "data").mkdir()
    change(root, "level: 1", "level: 0")
    first, second = check_root(catalog.load(root))
    assert first.task == KEY
    assert "key 'level'" in first.message
    assert [line.split(" is in no unit")[0] for line in second.message.splitlines()] == [
        str(root / "09-later"),
        str(root / "00-first" / "forgotten"),
    ]


@pytest.mark.parametrize("pattern", ["double", "00-first", "00-*", "*/double", "00-first/double", "dou*"])
def test_tasks_are_selected_by_name_unit_or_pattern(root: Path, pattern: str) -> None:
    assert [task.key for task in select(catalog.load(root), pattern)] == [KEY]


def test_a_pattern_that_matches_nothing_gets_the_nearest_name(root: Path) -> None:
    with pytest.raises(UsageError) as caught:
        select(catalog.load(root), "doubel")
    assert caught.value.remedy == "Did you mean double?"
