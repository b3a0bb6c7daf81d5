"""Small edits to a solution, each of which a check should notice: one expression, line or frame of lines at a time."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from typing import NamedTuple

from tutor.contract.edits import PLACES, called, edits, modules_of

_ELSEWHERE = ("annotation", "returns", "decorator_list", "body", "orelse", "finalbody", "handlers")
_FRAMED = ast.FunctionDef | ast.ClassDef
_FORMAL = frozenset({"staticmethod", "override"})  # decorators that say what is so without them, too


class Mutant(NamedTuple):
    """An edit: the line it is on (from 1), the statement before and after, and the whole source."""

    line: int
    before: str
    after: str
    source: str


def mutants(source: str, given: str = "") -> Iterator[Mutant]:
    """Yield every mutant of a solution, no two of them alike.

    Docstrings, imports, annotations and neon's backend stay as they are, and so does every statement of
    the starter that was `given` to the learner.
    """
    tree = ast.parse(source)
    frame = {ast.unparse(statement) for _, statement in _statements(ast.parse(given), ())}
    modules, seen = modules_of(tree), {ast.unparse(tree)}
    for path, statement in _statements(tree, ()):
        if ast.unparse(statement) in frame:
            continue
        before = _one_line(statement)
        for changed in [*_edited(statement, modules), *_unframed(statement), None]:
            if changed is None and not _droppable(statement):
                continue
            whole = ast.unparse(ast.fix_missing_locations(_replaced(tree, path, changed)))
            if whole not in seen:
                seen.add(whole)
                yield Mutant(_line(statement), before, "pass" if changed is None else _one_line(changed), whole)


Path = tuple[tuple[str, int], ...]


def _statements(owner: ast.AST, path: Path) -> Iterator[tuple[Path, ast.stmt]]:
    """Every statement with the fields and indices that lead to it."""
    for field in ("body", "orelse", "finalbody"):
        for index, statement in enumerate(getattr(owner, field, [])):
            if not isinstance(statement, ast.stmt):
                continue
            here = (*path, (field, index))
            if not isinstance(statement, ast.Import | ast.ImportFrom) and not _is_preamble(statement):
                yield here, statement
            yield from _statements(statement, here)


def _is_preamble(statement: ast.stmt) -> bool:
    """A docstring, or the line that makes neon's backend: which batch size and seed it has is nobody's skill."""
    value = statement.value if isinstance(statement, ast.Expr | ast.Assign) else None
    if isinstance(value, ast.Call):
        return ast.unparse(value.func) == "gen_backend"
    return isinstance(statement, ast.Expr) and isinstance(value, ast.Constant) and isinstance(value.value, str)


def _droppable(statement: ast.stmt) -> bool:
    """A line that can go missing: not a definition, and not what keeps the syntax whole."""
    return isinstance(statement, ast.Assign | ast.AugAssign | ast.Expr | ast.Return | ast.If | ast.For | ast.While)


def _edited(statement: ast.stmt, modules: frozenset[str]) -> Iterator[ast.stmt]:
    """Copies of a statement with one edit in its own expressions (not in statements within it)."""
    for number, node in enumerate(_own_nodes(statement)):
        for other in edits(node, modules):
            new = copy.deepcopy(other)
            if isinstance(new, ast.stmt):
                yield new
            elif isinstance(new, ast.Call) or getattr(statement, "value", None) is not node or _tells(statement):
                changed = copy.deepcopy(statement)
                yield _put(changed, list(_own_nodes(changed))[number], new)


def _tells(statement: ast.stmt) -> bool:
    """Whether the value of a statement is used: a bare expression other than a call is as good as missing."""
    return not isinstance(statement, ast.Expr)


def _unframed(statement: ast.stmt) -> Iterator[ast.stmt]:
    """Copies of a statement without one of its decorators, or with the body of a `with` on its own."""
    if isinstance(statement, _FRAMED):
        for number, decorator in enumerate(statement.decorator_list):
            if ast.unparse(decorator) in _FORMAL:
                continue
            bare = copy.deepcopy(statement)
            del bare.decorator_list[number]
            yield bare
    elif isinstance(statement, ast.With) and all(_silent(item) for item in statement.items):
        yield ast.If(ast.Constant(True), copy.deepcopy(statement.body), [])


def _silent(item: ast.withitem) -> bool:
    """Whether a context gives the body nothing to use, and does more than name a device."""
    place = isinstance(item.context_expr, ast.Call) and called(item.context_expr) in PLACES
    return item.optional_vars is None and not place


def _own_nodes(statement: ast.stmt) -> Iterator[ast.AST]:
    """The nodes of a statement's expressions, in a fixed order; annotations and inner statements left out."""
    waiting: list[ast.AST] = [statement]
    while waiting:
        node = waiting.pop(0)
        if node is not statement or isinstance(node, ast.AugAssign):
            yield node
        for name, value in ast.iter_fields(node):
            if name in _ELSEWHERE and not (name in ("body", "orelse") and isinstance(node, ast.Lambda | ast.IfExp)):
                continue
            children = value if isinstance(value, list) else [value]
            waiting += [child for child in children if isinstance(child, ast.AST) and not isinstance(child, ast.stmt)]


def _put(statement: ast.stmt, old: ast.AST, new: ast.AST) -> ast.stmt:
    """`statement` with the node `old`, which is somewhere in it, replaced in place."""
    for owner in ast.walk(statement):
        for field, value in ast.iter_fields(owner):
            if value is old:
                setattr(owner, field, new)
            elif isinstance(value, list):
                value[:] = [new if item is old else item for item in value]
    return statement


def _replaced(tree: ast.Module, path: Path, statement: ast.stmt | None) -> ast.Module:
    """A copy of `tree` with the statement at `path` replaced, by `pass` for None."""
    whole = copy.deepcopy(tree)
    owner: ast.AST = whole
    for field, index in path[:-1]:
        owner = getattr(owner, field)[index]
    field, index = path[-1]
    getattr(owner, field)[index] = ast.Pass() if statement is None else statement
    return whole


def _line(statement: ast.stmt) -> int:
    """Where a statement begins, its decorators included."""
    decorators = statement.decorator_list if isinstance(statement, _FRAMED) else []
    return min([statement.lineno, *(each.lineno for each in decorators)])


def _one_line(statement: ast.stmt) -> str:
    """A statement's first line, which for a compound one is its head."""
    return ast.unparse(statement).splitlines()[0]
