"""What a single expression becomes under one small edit, such as a learner might make by mistake."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import TypeVar

_Node = TypeVar("_Node", bound=ast.AST)

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
_PAIRS = (
    ("add_", "sub_"),
    ("assign_add", "assign_sub"),
    ("mean", "sum"),
    ("reduce_mean", "reduce_sum"),
    ("max", "min"),
    ("amax", "amin"),
    ("maximum", "minimum"),
    ("reduce_max", "reduce_min"),
    ("argmax", "argmin"),
    ("zeros", "ones"),
    ("zeros_like", "ones_like"),
)
_NAMES: Mapping[str, str] = dict(_PAIRS) | {b: a for a, b in _PAIRS}
_SYMMETRIC = frozenset({"maximum", "minimum", "max", "min", "add", "multiply", "equal", "allclose", "isclose"})
PLACES = frozenset({"device", "cpu"})  # where a tensor lives: one device alone cannot tell


def modules_of(tree: ast.Module) -> frozenset[str]:
    """The names through which a file calls functions: its imports, and what it makes at the top, as a backend."""
    names: set[str] = set()
    for statement in tree.body:
        if isinstance(statement, ast.Import | ast.ImportFrom):
            names |= {(alias.asname or alias.name).split(".")[0] for alias in statement.names}
        elif isinstance(statement, ast.Assign):
            names |= {target.id for target in statement.targets if isinstance(target, ast.Name)}
    return frozenset(names)


def edits(node: ast.AST, modules: frozenset[str]) -> Iterator[ast.AST]:
    """Every other node that may stand in place of `node`: an operator, constant, name, argument or call changed.

    `modules` are names that are not values, so that `module.f(x)` shrinks to `x` and `value.f(x)` to `value`.
    """
    if isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in _OPERATORS:
        yield _with(node, op=_OPERATORS[type(node.op)]())
    elif isinstance(node, ast.Compare) and type(node.ops[0]) in _COMPARISONS:
        yield _with(node, ops=[_COMPARISONS[type(node.ops[0])](), *node.ops[1:]])
    elif isinstance(node, ast.BoolOp):
        yield _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield _with(node, op=ast.UAdd())
    elif isinstance(node, ast.Constant):
        yield from (_with(node, value=value) for value in _other_constants(node.value))
    elif isinstance(node, ast.Attribute) and node.attr == "T":
        yield node.value
    elif isinstance(node, ast.Call):
        yield from _other_calls(node, modules)


def _other_constants(value: object) -> Iterator[object]:
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield value + 1
        if value == 1:
            yield 0
    elif isinstance(value, float):
        yield value * 2 if value else 1.0


def _other_calls(call: ast.Call, modules: frozenset[str]) -> Iterator[ast.expr]:
    """The call of the opposite, with a keyword forgotten, with two arguments exchanged, or left out altogether."""
    if isinstance(call.func, ast.Attribute) and call.func.attr in _NAMES:
        yield _with(call, func=_with(call.func, attr=_NAMES[call.func.attr]))
    for keyword in call.keywords:
        if keyword.arg not in PLACES:
            yield _with(call, keywords=[other for other in call.keywords if other is not keyword])
    plain = not any(isinstance(argument, ast.Starred) for argument in call.args)
    if len(call.args) == 2 and plain and called(call) not in _SYMMETRIC:
        yield _with(call, args=call.args[::-1])
    if isinstance(call.func, ast.Attribute) and _is_value(call.func.value, modules):
        if call.func.attr not in PLACES and not _is_place(call.args):
            yield call.func.value
    elif len(call.args) == 1 and plain:
        yield call.args[0]


def called(call: ast.Call) -> str:
    """The last name of what is called, such as "mean" in `x.mean()`."""
    return ast.unparse(call.func).split(".")[-1]


def _is_value(owner: ast.expr, modules: frozenset[str]) -> bool:
    """Whether `owner`, of which something is called, is a value and not a module."""
    while isinstance(owner, ast.Attribute):
        owner = owner.value
    return not (isinstance(owner, ast.Name) and owner.id in modules)


def _is_place(arguments: list[ast.expr]) -> bool:
    """Whether a call such as `.to(x.device)` gets a device and nothing else."""
    return len(arguments) == 1 and ast.unparse(arguments[0]).split(".")[-1] in PLACES


def _with(node: _Node, **fields: object) -> _Node:
    """A copy of `node` with other fields."""
    return type(node)(**{**dict(ast.iter_fields(node)), **fields})
