"""Small edits to a solution: which are made, and that a check which notices nothing is told."""

from __future__ import annotations

from tutor import catalog
from tutor.contract.mutants import Mutant, mutants
from tutor.contract.mutating import Judged, explained, superfluous

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


STEP = """
import torch
from torch.nn import functional
be = gen_backend(batch_size=32)

class Trainer:
    @staticmethod
    def name():
        return "trainer"

    @torch.no_grad()
    def step(self, x, y):
        with torch.no_grad():
            x.add_(y)
        with open(y) as file, torch.device("cpu"):
            file.read()
        with torch.device("cpu"):
            y = torch.maximum(x, y)
        self.kept = x.mean(dim=0).clone().T
        self.zeros = torch.zeros(3, device=x.device).to(x.device).cpu()
        return functional.cross_entropy(x, torch.abs(y), reduction="sum")
"""


def test_names_arguments_and_calls_change_as_learners_confuse_them() -> None:
    found = {(m.before, m.after) for m in mutants(STEP)}
    kept = "self.kept = x.mean(dim=0).clone().T"
    loss = "return functional.cross_entropy({})".format
    assert ("x.add_(y)", "x.sub_(y)") in found
    assert {(kept, "self.kept = x.sum(dim=0).clone().T"), (kept, "self.kept = x.mean().clone().T")} <= found
    assert {(kept, "self.kept = x.mean(dim=0).T"), (kept, "self.kept = x.mean(dim=0).clone()")} <= found
    before = loss("x, torch.abs(y), reduction='sum'")
    assert (before, loss("torch.abs(y), x, reduction='sum'")) in found
    assert {(before, loss("x, y, reduction='sum'")), (before, loss("x, torch.abs(y)"))} <= found


def test_decorators_and_contexts_go_missing_where_they_do_something() -> None:
    found = {(m.before, m.after) for m in mutants(STEP)}
    assert ("@torch.no_grad()", "def step(self, x, y):") in found
    assert ("with torch.no_grad():", "if True:") in found
    assert not any(before == "@staticmethod" for before, _ in found)
    assert {before for before, after in found if after == "if True:"} == {"with torch.no_grad():"}


def test_what_reads_the_same_both_ways_is_not_turned_round() -> None:
    assert not any(m.after == "y = torch.maximum(y, x)" for m in mutants(STEP))


def test_what_no_check_on_one_device_can_tell_stays() -> None:
    zeros = {m.after for m in mutants(STEP) if m.before.startswith("self.zeros")}
    assert zeros == {
        "pass",
        "self.zeros = torch.zeros(4, device=x.device).to(x.device).cpu()",
        "self.zeros = torch.ones(3, device=x.device).to(x.device).cpu()",
        "self.zeros = 3 .to(x.device).cpu()",
    }
    assert not any(m.before.startswith("be = ") for m in mutants(STEP))


def test_every_mutant_compiles_and_differs_from_the_solution() -> None:
    import ast

    original = ast.unparse(ast.parse(SOLUTION))
    for mutant in mutants(SOLUTION):
        compile(mutant.source, "mutant", "exec")
        assert mutant.source != original
        assert SOLUTION.splitlines()[mutant.line - 1].strip()[:4] == mutant.before[:4]


def test_what_the_starter_gave_stays() -> None:
    assert all(before != "SCALE = 2.0" for before, _ in edits(given="SCALE = 2.0\n"))


def test_an_explanation_is_superfluous_once_no_such_mutant_survives() -> None:
    task, framework = catalog.load().find("one-step"), "tensorflow"
    known = explained(task, framework)
    assert known
    edits = [Mutant(1, each.before, each.after, "") for each in known]
    survivors = [Judged(task.key, framework, edit, False, "why") for edit in edits]
    killed = survivors[0]._replace(killed=True)
    assert superfluous(task, framework, survivors) == ()
    assert superfluous(task, framework, [killed, *survivors[1:]]) == known[:1]
    assert superfluous(task, framework, [killed._replace(late=True), *survivors[1:]]) == ()
    assert superfluous(task, framework, [each._replace(framework="neon") for each in survivors]) == known
