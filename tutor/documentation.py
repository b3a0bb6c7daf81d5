"""How well a framework's own documentation covers what the lessons touch: the figures, and where they are kept."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from tutor import paths
from tutor.errors import LessonError

FILE = "doc_coverage.json"
SCHEMA = "dltutor.doc_coverage/1"
DEFINITIONS = {
    "documented": "has a docstring, its own or an inherited one",
    "example": "the docstring has an example: a prompt (>>>), a fence, or a literal block",
    "typed": "every parameter and the result have a type, in the code or in an installed stub; of what can be called",
}


class CoveredName(Struct, frozen=True, kw_only=True):
    """One public name that the lessons touch. `guessed`: a tensor's method whose owner the source does not tell."""

    name: str
    kind: str
    documented: bool
    example: bool
    typed: bool
    guessed: bool = False


class Share(Struct, frozen=True, kw_only=True):
    """`count` of `n`."""

    count: int
    n: int

    @property
    def share(self) -> float | None:
        """Between 0 and 1; None of nothing."""
        return self.count / self.n if self.n else None


class FrameworkCoverage(Struct, frozen=True, kw_only=True):
    """One framework: version and, of neon, which implementation; its names, and those that lead nowhere."""

    framework: str
    version: str
    implementation: str
    names: tuple[CoveredName, ...]
    unresolved: tuple[str, ...] = ()

    @property
    def documented(self) -> Share:
        """Names with a docstring."""
        return Share(count=sum(each.documented for each in self.names), n=len(self.names))

    @property
    def example(self) -> Share:
        """Names whose docstring has an example."""
        return Share(count=sum(each.example for each in self.names), n=len(self.names))

    @property
    def typed(self) -> Share:
        """Functions, methods and classes with typed signatures."""
        callables = [each for each in self.names if each.kind != "property"]
        return Share(count=sum(each.typed for each in callables), n=len(callables))


class DocCoverage(Struct, frozen=True, kw_only=True):
    """All frameworks that were looked at. `date` is the day, `tasks` the number of lessons whose names are counted."""

    date: str
    tasks: int
    frameworks: dict[str, FrameworkCoverage]
    schema: str = SCHEMA


def shipped(root: Path | None = None) -> DocCoverage | None:
    """Return the figures that came with the lessons in `root` (default: the tutor's own); None if there are none.

    Raises LessonError for a file that cannot be read.
    """
    file = (root or paths.lessons()) / FILE
    try:
        return msgspec.json.decode(file.read_bytes(), type=DocCoverage)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as problem:
        raise LessonError(f"{file}: {problem}.", "Make it anew: dltutor dev doc-coverage --write") from None


def encode(coverage: DocCoverage) -> bytes:
    """Return the file's content."""
    return msgspec.json.format(msgspec.json.encode(coverage), indent=1) + b"\n"
