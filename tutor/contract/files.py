"""The part of the contract that reading the files settles."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tutor.catalog import FRAMEWORKS, Catalog, Task
from tutor.catalog.loading import CURRICULUM
from tutor.contract.finding import Finding

DATA = "data"  # a folder of this name may lie beside the units, or in a task
_SHARED = frozenset({"task.yaml", "brief.md", "check.py"})
_OWN = re.compile(r"^(starter|solution|probe|other_\w+|wrong_\w+)\.py$|^brief\.md$|^equivalent\.yaml$")
_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
_BESIDE_UNITS = frozenset({CURRICULUM, DATA, "README.md", "tutorials.yaml", "doc_coverage.json"})


def check_task(task: Task) -> Finding:
    """Return whether the files of a task keep the contract, with all that do not in one message."""
    problems = [*_stray(task), *_left_to_do(task), *_mistakes(task)]
    for framework in task.frameworks:
        problems += _variant(task, framework)
    return Finding(task=task.key, case="files", holds=not problems, message="\n".join(problems))


def check_root(catalog: Catalog) -> list[Finding]:
    """Return a finding for every broken task, and one for what lies beside the units and belongs to none."""
    findings = [
        Finding(task=broken.key, case="files", holds=False, message=broken.error.message) for broken in catalog.broken
    ]
    strays = [f"{path} is in no unit of {CURRICULUM}." for path in _unlisted(catalog)]
    return [*findings, Finding(task=CURRICULUM, case="files", holds=not strays, message="\n".join(strays))]


def _unlisted(catalog: Catalog) -> Iterator[Path]:
    """Yield what lies beside the units and tasks that the curriculum lists."""
    tasks = {task.folder for task in catalog.tasks} | {broken.path for broken in catalog.broken}
    units = {catalog.root / unit.name for unit in catalog.units}
    for path in _entries(catalog.root):
        if path not in units and path.name not in _BESIDE_UNITS:
            yield path
    for unit in sorted(units):
        for path in _entries(unit) if unit.is_dir() else ():
            if path not in tasks:
                yield path


def _stray(task: Task) -> Iterator[str]:
    """Name the files that a task has and that nothing reads."""
    for path in _entries(task.folder):
        if path.is_dir() and path.name in task.frameworks:
            for own in _entries(path):
                if not (own.is_file() and _OWN.match(own.name)):
                    yield f"{own} is stray: nothing reads it."
        elif path.is_dir() and path.name in FRAMEWORKS:
            yield f"{path} is stray: task.yaml leaves {path.name} out."
        elif not (path.name in _SHARED or (path.is_dir() and path.name == DATA)):
            yield f"{path} is stray: nothing reads it."


def _left_to_do(task: Task) -> Iterator[str]:
    """Name what `dev new` wrote to be replaced and is there still."""
    for path in (task.folder / "task.yaml", task.folder / "brief.md"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if re.search(r"\bTODO\b", line):
                yield f"{path}, line {number}: something is still to do."


def _mistakes(task: Task) -> Iterator[str]:
    """Name the mistakes that nothing shows, and the wrong answers whose mistake has no name."""
    shown = {name for framework in task.frameworks for name in task.wrong(framework)}
    for name in task.mistakes.keys() - shown:
        yield f"The mistake '{name}' has no wrong_{name}.py in any framework."
    for name in shown - task.mistakes.keys():
        yield f"wrong_{name}.py shows a mistake that task.yaml does not name."


def _variant(task: Task, framework: str) -> Iterator[str]:
    """Name what is wrong with the hints and the valid answers of one framework."""
    solution = _code(task.solution(framework))
    for number, hint in enumerate(task.frameworks[framework].hints, start=1):
        if solution and solution in _one_line(hint):
            yield f"Hint {number} of {framework} is the solution."
    if _code(task.starter(framework)) == solution:
        yield f"The starter of {framework} is the solution."
    others = task.others(framework)
    if not others:
        yield f"{framework} has no other_*.py: show another valid way."
    for name, source in others.items():
        if _code(source) == solution:
            yield f"other_{name}.py of {framework} is the solution once more."


def _code(source: str) -> str:
    """Return what a source does, to compare by: without imports, docstrings, comments and layout."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return _one_line(source)
    tree.body = [node for node in tree.body if not isinstance(node, ast.Import | ast.ImportFrom)]
    for node in ast.walk(tree):
        if isinstance(node, _DOCUMENTED) and ast.get_docstring(node) is not None:
            node.body[:1] = [] if len(node.body) > 1 else [ast.Pass()]
    return _one_line(ast.unparse(tree))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _entries(folder: Path) -> list[Path]:
    """List a folder, less what tools leave behind."""
    return sorted(path for path in folder.iterdir() if path.name != "__pycache__" and not path.name.startswith("."))
