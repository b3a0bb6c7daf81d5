"""Small edits to a solution, each of which a check should notice: one operator, constant, axis or line at a time."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from typing import NamedTuple

_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
}
_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}


_ELSEWHERE = ("annotation", "returns", "decorator_list", "body", "orelse", "finalbody", "handlers")


class Mutant(NamedTuple):
    """An edit: the line it is on (from 1), the statement before and after, and the whole source."""

    line: int
    before: str
    after: str
    source: str


def mutants(source: str, given: str = "") -> Iterator[Mutant]:
    """Yield every mutant of a solution.

    Docstrings, imports and annotations stay as they are, and so does every statement of the starter that
    was `given` to the learner.
    """
    tree = ast.parse(source)
    frame = {ast.unparse(statement) for _, statement in _statements(ast.parse(given), ())}
    for path, statement in _statements(tree, ()):
        if ast.unparse(statement) in frame:
            continue
        before = _one_line(statement)
        for changed in [*_edited(statement), None]:
            if changed is None and not _droppable(statement):
                continue
            whole = _replaced(tree, path, changed)
            after = "pass" if changed is None else _one_line(changed)
            yield Mutant(statement.lineno, before, after, ast.unparse(ast.fix_missing_locations(whole)))


Path = tuple[tuple[str, int], ...]


def _statements(owner: ast.AST, path: Path) -> Iterator[tuple[Path, ast.stmt]]:
    """Every statement with the fields and indices that lead to it."""
    for field in ("body", "orelse", "finalbody"):
        for index, statement in enumerate(getattr(owner, field, [])):
            if not isinstance(statement, ast.stmt):
                continue
            here = (*path, (field, index))
            if not isinstance(statement, ast.Import | ast.ImportFrom) and not _is_docstring(statement):
                yield here, statement
            yield from _statements(statement, here)


def _is_docstring(statement: ast.stmt) -> bool:
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


def _droppable(statement: ast.stmt) -> bool:
    """A line that can go missing: not a definition, and not what keeps the syntax whole."""
    return isinstance(statement, ast.Assign | ast.AugAssign | ast.Expr | ast.Return | ast.If | ast.For | ast.While)


def _edited(statement: ast.stmt) -> Iterator[ast.stmt]:
    """Copies of a statement with one edit in its own expressions (not in statements within it)."""
    for number, node in enumerate(_own_nodes(statement)):
        for edit in _edits(node):
            changed = copy.deepcopy(statement)
            target = list(_own_nodes(changed))[number]
            edit(target)
            yield changed


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


class _Set:
    """An edit: set a field of a node."""

    def __init__(self, field: str, value: object) -> None:
        self.field, self.value = field, value

    def __call__(self, node: ast.AST) -> None:
        setattr(node, self.field, self.value)


def _edits(node: ast.AST) -> Iterator[_Set]:
    if isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in _OPERATORS:
        yield _Set("op", _OPERATORS[type(node.op)]())
    elif isinstance(node, ast.Compare) and type(node.ops[0]) in _COMPARISONS:
        yield _Set("ops", [_COMPARISONS[type(node.ops[0])](), *node.ops[1:]])
    elif isinstance(node, ast.BoolOp):
        yield _Set("op", ast.Or() if isinstance(node.op, ast.And) else ast.And())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield _Set("op", ast.UAdd())
    elif isinstance(node, ast.Constant):
        yield from (_Set("value", value) for value in _other_constants(node.value))


def _other_constants(value: object) -> Iterator[object]:
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield value + 1
        if value == 1:
            yield 0
    elif isinstance(value, float):
        yield value * 2 if value else 1.0


def _replaced(tree: ast.Module, path: Path, statement: ast.stmt | None) -> ast.Module:
    """A copy of `tree` with the statement at `path` replaced, by `pass` for None."""
    whole = copy.deepcopy(tree)
    owner: ast.AST = whole
    for field, index in path[:-1]:
        owner = getattr(owner, field)[index]
    field, index = path[-1]
    getattr(owner, field)[index] = ast.Pass() if statement is None else statement
    return whole


def _one_line(statement: ast.stmt) -> str:
    """A statement's first line, which for a compound one is its head."""
    return ast.unparse(statement).splitlines()[0]
