"""Plain data into strict structs, with errors that name the file, the key and what was expected."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from tutor.errors import LessonError, TutorError, nearest

T = TypeVar("T")

_WORDS = {"object": "a mapping", "array": "a list", "str": "text", "int": "a whole number", "null": "nothing"}
_WORDS |= {"float": "a number", "bool": "true or false"}


def decode(
    data: object,
    into: type[T],
    *,
    file: Path,
    prefix: str = "",
    error: type[TutorError] = LessonError,
) -> T:
    """Convert `data`, read from `file` at the key `prefix`, to the struct `into`; raise `error` if it does not fit."""
    try:
        return msgspec.convert(data, into)
    except msgspec.ValidationError as problem:
        raise error(f"{file}: {_explain(str(problem), into, prefix)}", f"Correct {file.name}.") from None


def _explain(problem: str, into: Any, prefix: str) -> str:
    """Turn msgspec's sentence into one that starts with the key and speaks of YAML, not of types."""
    what, _, where = problem.partition(" - at ")
    where = where.replace("`key` in ", "a key of ").replace("`", "")
    at_key = where.startswith("a key of ")
    place = where.removeprefix("a key of ").removeprefix("$").lstrip(".")
    key = ".".join(part for part in (prefix, place) if part)
    if missing := re.fullmatch(r"Object missing required field `(.+)`", what):
        name = ".".join(part for part in (key, missing[1]) if part)
        return f"key '{name}' is missing"
    if extra := re.fullmatch(r"Object contains unknown field `(.+)`", what):
        return _unknown_key(extra[1], key, into)
    if what.startswith("Invalid enum value") and isinstance(kind := _type_at(into, key), msgspec.inspect.LiteralType):
        what = f"expected one of {', '.join(map(str, kind.values))}, got {what.split()[-1]}"
    what = re.sub(r"`([\w| ]+)`", lambda found: _words(found[1]), what)
    what = what[:1].lower() + what[1:]
    if not key:
        return what
    return f"a name under '{key}': {what}" if at_key else f"key '{key}': {what}"


def _words(types: str) -> str:
    """Say `str | null` as a person would: text."""
    return " or ".join(_WORDS.get(each, each) for each in types.split(" | ") if each != "null" or types == "null")


def _unknown_key(name: str, key: str, into: Any) -> str:
    """Say that `name` is no key there, and which one may have been meant."""
    full = ".".join(part for part in (key, name) if part)
    kind = _type_at(into, key)
    known = [field.encode_name for field in kind.fields] if isinstance(kind, msgspec.inspect.StructType) else []
    if close := nearest(name, known, limit=1):
        return f"key '{full}' is unknown (did you mean '{close[0]}'?)"
    return f"key '{full}' is unknown" + (f" (expected one of {', '.join(known)})" if known else "")


def _type_at(into: Any, key: str) -> msgspec.inspect.Type:
    """Return the type that `into` has at the dotted `key`, looking through lists and what may be nothing."""
    kind = _inside(msgspec.inspect.type_info(into))
    for part in re.sub(r"\[.*?\]", "", key).split(".") if key else []:
        fields = kind.fields if isinstance(kind, msgspec.inspect.StructType) else ()
        kind = next((_inside(field.type) for field in fields if field.encode_name == part), kind)
    return kind


def _inside(kind: msgspec.inspect.Type) -> msgspec.inspect.Type:
    """Return what a list holds, or the first thing that a union may be."""
    if isinstance(kind, msgspec.inspect.UnionType):
        return _inside(kind.types[0])
    return _inside(kind.item_type) if isinstance(kind, msgspec.inspect.VarTupleType) else kind
