"""Strict YAML: the C loader, no duplicate keys, and numbers such as 1e-5 read as numbers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from tutor.errors import LessonError

if TYPE_CHECKING:
    from yaml import SafeLoader as _Base
else:
    _Base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml is ten times as fast, where it is built in

_FLOAT = re.compile(r"^[-+]?[0-9]+(\.[0-9]*)?[eE][-+]?[0-9]+$")


class _Strict(_Base):
    """PyYAML's safe loader, less two surprises of YAML 1.1."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        """Build a dict, refusing a key that stands there twice (PyYAML keeps the last, silently)."""
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str | int | float | bool | None):
                raise yaml.constructor.ConstructorError(None, None, "a key must be a word", key_node.start_mark)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"key '{key}' stands there twice", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


_Strict.add_implicit_resolver("tag:yaml.org,2002:float", _FLOAT, list("-+0123456789"))


def read(file: Path) -> object:
    """Read one YAML document; raise LessonError that names the file, the line and what is wrong."""
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise LessonError(f"{file} is missing.", f"Write {file.name}.") from None
    except UnicodeDecodeError as problem:
        raise LessonError(f"{file}: expected UTF-8 text (byte {problem.start} is not).") from None
    except OSError as problem:
        raise LessonError(f"{file} cannot be read: {problem.strerror}.") from None
    try:
        return yaml.load(text, Loader=_Strict)  # a SafeLoader underneath: builds plain data only
    except yaml.MarkedYAMLError as problem:
        line = f", line {problem.problem_mark.line + 1}" if problem.problem_mark else ""
        raise LessonError(f"{file}{line}: {problem.problem}.", f"Correct {file.name}.") from None
    except (yaml.YAMLError, ValueError) as problem:
        raise LessonError(f"{file}: {problem}.", f"Correct {file.name}.") from None
