"""What a name in a learner's source means, as far as reading it can tell: paths for `tutor.judge.lookup`.

A path is a dotted name; a step `name()` is what a call of it returns, and `?` is something unknown. Nothing is
run or imported, and the source need not be whole: a line that does not parse is passed over.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field

_WORD = re.compile(r"[^\W\d]\w*")
_REACH = 4_000  # characters left of the cursor that one expression may span
_TRIES = 40  # broken lines that are passed over
_OPENERS = {")": "(", "]": "[", "}": "{"}
_UNKNOWN = "?"


def paths_at(source: str, row: int, column: int) -> tuple[str, ...]:
    """Return the paths to look up for the place `row`, `column` (from 0, in characters), the best first.

    On a name it is that name, on the name of an argument or between the brackets of a call it is what is called.
    """
    lines = source.split("\n")
    if not 0 <= row < len(lines):
        return ()
    place = sum(len(line) + 1 for line in lines[:row]) + min(max(column, 0), len(lines[row]))
    word = next((found for found in _WORD.finditer(source) if found.start() <= place <= found.end()), None)
    scope = _Reader(source).scope(row + 1)
    if word is not None and not _names_argument(source, word.start(), word.end()):
        expression = source[_start_of_chain(source, word.start()) : word.end()]
        return _candidates(scope.path_of_text(expression))
    called = _callee(source, word.start() if word else place)
    return _candidates(scope.path_of_text(called)) if called else ()


def used(source: str) -> tuple[str, ...]:
    """Return the paths of all names that `source` uses, in order.

    Those that begin with `?` are attributes of something that reading the source does not tell.
    """
    reader = _Reader(source)
    found: dict[str, None] = {}
    for node in ast.walk(reader.tree):
        if isinstance(node, (ast.Attribute, ast.Name)) and id(node) not in reader.inner:
            path = reader.scope(node.lineno).path(node)
            if path is not None and "." in path and not path.endswith("()"):
                found[path] = None
    return tuple(found)


def _candidates(path: str | None) -> tuple[str, ...]:
    """The path itself, and where it goes through a call also its last name on whatever that returned."""
    if path is None or path == _UNKNOWN:
        return ()
    path = path.removesuffix("()")
    *owner, last = path.split(".")
    likely = f"{_UNKNOWN}.{last}"
    return (path, likely) if path != likely and any(part.endswith("()") for part in owner) else (path,)


# --- text ------------------------------------------------------------------------------------------------------


def _start_of_chain(source: str, start: int) -> int:
    """Where the expression begins that ends in the name at `start`: left over dots, names and brackets."""
    floor = max(0, start - _REACH)
    while True:
        dot = _back_over_space(source, start)
        if dot <= floor or source[dot - 1] != ".":
            return start
        end = _back_over_space(source, dot - 1)
        while end > floor and source[end - 1] in ")]":
            opened = _opening(source, end - 1, floor)
            if opened is None:
                return start
            end = opened
        name = re.search(r"[^\W\d]\w*$", source[max(floor, end - 200) : end])
        if name is None:  # a bracket of its own, as in `(x + y).mean`, or a literal, which is no framework's
            return end if source[end : end + 1] in ("(", "[") else dot - 1
        start = end - len(name.group())


def _back_over_space(source: str, place: int) -> int:
    """Left of white space; over line ends too if a dot begins the line after."""
    before = source[:place].rstrip(" \t")
    if before.endswith("\n") and source[place : place + 1] == ".":
        before = before.rstrip()
    return len(before)


def _opening(source: str, closing: int, floor: int) -> int | None:
    """Where the bracket that closes at `closing` was opened."""
    waiting: list[str] = []
    for place in range(closing, floor - 1, -1):
        character = source[place]
        if character in _OPENERS:
            waiting.append(_OPENERS[character])
        elif waiting and character == waiting[-1]:
            waiting.pop()
            if not waiting:
                return place
    return None


def _callee(source: str, place: int) -> str | None:
    """The text of what is called around `place`, or None outside of any call."""
    floor, depth = max(0, place - _REACH), 0
    for at in range(place - 1, floor - 1, -1):
        if source[at] in ")]}":
            depth += 1
        elif source[at] in "([{":
            depth -= 1
            if depth < 0:
                name = re.search(r"[^\W\d]\w*$", source[max(floor, at - 200) : at])
                if source[at] == "(" and name is not None:
                    return source[_start_of_chain(source, at - len(name.group())) : at]
                depth = 0
    return None


def _names_argument(source: str, start: int, end: int) -> bool:
    """Whether the word is the name of an argument: `name=` after an opening bracket or a comma."""
    before = source[max(0, start - 200) : start].rstrip()
    return bool(re.match(r"\s*=(?!=)", source[end : end + 20])) and before[-1:] in ("(", ",") and before != ""


# --- names -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Binding:
    """A name that stands for a path from `line` on, within the lines `first` to `last`."""

    name: str
    path: str | None
    line: int
    first: int
    last: int


class _Reader(ast.NodeVisitor):
    """Gathers what names stand for. `inner` are the parts of longer chains, by id."""

    def __init__(self, source: str) -> None:
        self.tree = _parse(source)
        self.bindings: list[_Binding] = []
        self.inner: set[int] = set()
        self._lines = [(1, source.count("\n") + 2)]
        self._base: list[str | None] = []
        self.visit(self.tree)

    def scope(self, line: int) -> _Scope:
        """What is known at a line."""
        return _Scope(self.bindings, line)

    def _bind(self, name: str, path: str | None, line: int) -> None:
        first, last = self._lines[-1]
        self.bindings.append(_Binding(name, path, line, first, last))

    def visit_Import(self, node: ast.Import) -> None:
        for each in node.names:
            self._bind(each.asname or each.name.split(".")[0], each.name if each.asname else each.name.split(".")[0],
                       node.lineno)  # fmt: skip

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        for each in node.names:
            path = f"{node.module}.{each.name}" if node.module and not node.level else None
            self._bind(each.asname or each.name, path, node.lineno)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        base = self.scope(node.lineno).path(node.bases[0]) if node.bases else None
        self._bind(node.name, base, node.lineno)
        self._base.append(base)
        self.generic_visit(node)
        self._base.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._bind(node.name, None, node.lineno)
        scope = self.scope(node.lineno)
        self._lines.append((node.lineno, node.end_lineno or node.lineno))
        given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        for number, each in enumerate(given):
            path: str | None = _UNKNOWN
            if number == 0 and self._base and each.arg == "self":
                path = f"{self._base[-1]}()" if self._base[-1] else None
            elif each.annotation is not None and (said := scope.path(each.annotation)):
                path = f"{said}()"
            self._bind(each.arg, path, node.lineno)
        self.generic_visit(node)
        self._lines.pop()

    def visit_Assign(self, node: ast.Assign) -> None:
        path = self.scope(node.lineno).path(node.value)
        for target in node.targets:
            self._target(target, path, node.lineno)
        self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        said = self.scope(node.lineno).path(node.annotation)
        self._target(node.target, f"{said}()" if said else None, node.lineno)
        self.generic_visit(node)

    def visit_With(self, node: ast.With) -> None:
        for item in node.items:
            if item.optional_vars is not None:
                self._target(item.optional_vars, self.scope(node.lineno).path(item.context_expr), node.lineno)
        self.generic_visit(node)

    def visit_For(self, node: ast.For) -> None:
        self._target(node.target, _UNKNOWN, node.lineno)
        self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        self.inner.add(id(node.value))
        self.generic_visit(node)

    def _target(self, target: ast.expr, path: str | None, line: int) -> None:
        if isinstance(target, ast.Name):
            self._bind(target.id, path, line)
        elif isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id == "self":
            # Known in the other methods of the class too, wherever they stand.
            self.bindings.append(_Binding(f"self.{target.attr}", path, 0, 1, self._lines[0][1]))
        elif isinstance(target, (ast.Tuple, ast.List)):
            for each in target.elts:
                self._target(each, _UNKNOWN, line)


@dataclass(frozen=True)
class _Scope:
    """What names stand for at one line."""

    bindings: list[_Binding] = field(repr=False)
    line: int

    def path_of_text(self, text: str) -> str | None:
        """The path of an expression."""
        try:
            return self.path(ast.parse(f"({text})", mode="eval").body)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None

    def path(self, node: ast.expr) -> str | None:
        """The path of what an expression gives; None for what is no framework's, `?` for what may be."""
        if isinstance(node, ast.Name):
            return self._name(node.id)
        if isinstance(node, ast.Attribute):
            if isinstance(node.value, ast.Name) and (known := self._known(f"{node.value.id}.{node.attr}")):
                return known.path
            owner = self.path(node.value)
            return f"{owner}.{node.attr}" if owner else None
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name) and node.func.id == "super" and (me := self._known("self")):
                return me.path
            called = self.path(node.func)
            return called if called in (None, _UNKNOWN) else f"{called}()"
        if isinstance(node, (ast.BinOp, ast.UnaryOp, ast.Subscript, ast.IfExp)):
            return _UNKNOWN
        return None

    def _name(self, name: str) -> str | None:
        known = self._known(name)
        return known.path if known else name

    def _known(self, name: str) -> _Binding | None:
        """The innermost binding of a name here: the latest before this line, or else the first after it."""
        here = [each for each in self.bindings if each.name == name and each.first <= self.line <= each.last]
        if not here:
            return None
        inner = max(each.first for each in here)
        own = [each for each in here if each.first == inner]
        before = [each for each in own if each.line <= self.line]
        return before[-1] if before else own[0]


def _parse(source: str) -> ast.Module:
    """The tree of a source without the lines that keep it from being one."""
    lines = source.split("\n")
    passed: set[int] = set()
    for _ in range(_TRIES):
        try:
            return ast.parse("\n".join(lines))
        except SyntaxError as error:
            broken = min(max((error.lineno or 1) - 1, 0), len(lines) - 1)
            if broken in passed:  # what is wrong is how it stands to the lines around it
                del lines[max(broken - 1, 0) :]
                continue
            passed.add(broken)
            lines[broken] = lines[broken][: len(lines[broken]) - len(lines[broken].lstrip())] + "pass"
        except (ValueError, RecursionError, MemoryError):  # null bytes, or nested too deep
            break
        if not lines:
            break
    return ast.Module(body=[], type_ignores=[])
