"""Nothing heavy is imported before it is needed: each claim is held in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = (
    "torch", "tensorflow", "keras", "neon", "numpy", "scipy", "pandas", "matplotlib", "plotext", "textual",
    "textual_plotext", "tree_sitter",
)  # fmt: skip


def imported(script: str) -> list[str]:
    """Run a script in a fresh interpreter and return which heavy packages it imported."""
    script += f"\nimport json, sys; print('\\n' + json.dumps([name for name in {HEAVY!r} if name in sys.modules]))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: list[str] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.parametrize(
    "module",
    ["tutor.cli", "tutor.catalog", "tutor.frameworks", "tutor.workspace", "progress.recorder", "progress.report.model"],
)
def test_the_core_imports_nothing_heavy(module: str) -> None:
    assert imported(f"import {module}") == []


def command(*arguments: str) -> list[str]:
    """Return the heavy packages that a command imported; it must end with 0, or with 1 for a check."""
    return imported(
        "from tutor.cli import main\n"
        f"try:\n    main({list(arguments)!r})\n"
        f"except SystemExit as end:\n    assert (end.code or 0) == {int(arguments[0] == 'check')}, end.code"
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["list"],
        ["list", "--framework", "neon", "--json"],
        ["hint", "hello", "--framework", "neon"],
        ["path", "hello", "--framework", "pytorch"],
        ["reset", "hello", "--framework", "pytorch", "--yes"],
        ["report", "--json"],
        ["--help"],
    ],
)
def test_a_command_that_runs_no_code_imports_nothing_heavy(arguments: list[str]) -> None:
    assert command(*arguments) == []


def test_a_check_imports_numpy_for_the_judge_and_no_framework() -> None:
    assert command("check", "hello", "--framework", "neon") == ["numpy"]
