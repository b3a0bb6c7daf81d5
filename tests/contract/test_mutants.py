"""Small edits to a solution: which are made, and that a check which notices nothing is told."""

from __future__ import annotations

from tutor.contract.mutants import mutants

SOLUTION = '''
"""A solution."""
import numpy as np

SCALE = 2.0

def f(x, axis=0):
    """Say it."""
    if x.ndim == 2 and axis >= 0:
        x = x - x.mean(axis=0, keepdims=True)
    total = 0
    for row in x:
        total += row
    return -total * SCALE
'''


def edits(given: str = "") -> set[tuple[str, str]]:
    return {(m.before, m.after) for m in mutants(SOLUTION, given)}


def test_operators_comparisons_constants_and_axes_are_edited_one_at_a_time() -> None:
    found = edits()
    assert ("total += row", "total -= row") in found
    assert ("x = x - x.mean(axis=0, keepdims=True)", "x = x + x.mean(axis=0, keepdims=True)") in found
    assert ("x = x - x.mean(axis=0, keepdims=True)", "x = x - x.mean(axis=1, keepdims=True)") in found
    assert ("x = x - x.mean(axis=0, keepdims=True)", "x = x - x.mean(axis=0, keepdims=False)") in found
    assert ("if x.ndim == 2 and axis >= 0:", "if x.ndim == 2 and axis > 0:") in found
    assert ("if x.ndim == 2 and axis >= 0:", "if x.ndim == 2 or axis >= 0:") in found
    assert ("return -total * SCALE", "return +total * SCALE") in found
    assert ("SCALE = 2.0", "SCALE = 4.0") in found


def test_lines_go_missing_but_imports_docstrings_and_definitions_stay() -> None:
    missing = {before for before, after in edits() if after == "pass"}
    assert {"total += row", "return -total * SCALE", "total = 0"} <= missing
    assert not any(line.startswith(("import", "def", "'''", '"""')) for line in missing)


def test_every_mutant_compiles_and_differs_from_the_solution() -> None:
    import ast

    original = ast.unparse(ast.parse(SOLUTION))
    for mutant in mutants(SOLUTION):
        compile(mutant.source, "mutant", "exec")
        assert mutant.source != original
        assert SOLUTION.splitlines()[mutant.line - 1].strip()[:4] == mutant.before[:4]


def test_what_the_starter_gave_stays() -> None:
    assert all(before != "SCALE = 2.0" for before, _ in edits(given="SCALE = 2.0\n"))
