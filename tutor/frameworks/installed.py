"""What is installed for an interpreter, read from package metadata; nothing of it is imported."""

from __future__ import annotations

import json
import os
import platform
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

TIMEOUT_S = 20.0  # of an interpreter that only reads metadata; a network drive may be slow, not this slow

# Run by any interpreter from Python 3.8 on, with names as arguments; prints {name: version or null}.
_ASK = """
import json, sys
from importlib import metadata
found = {}
for name in sys.argv[1:]:
    try:
        found[name] = metadata.version(name)
    except metadata.PackageNotFoundError:
        found[name] = None
print(json.dumps({"python": "%d.%d.%d" % sys.version_info[:3], "found": found, "path": sys.path}))
"""


@dataclass(frozen=True)
class Installed:
    """An interpreter's version and, for each distribution asked for, its version or None."""

    python: str
    versions: dict[str, str | None]

    def first(self, names: tuple[str, ...]) -> tuple[str, str] | None:
        """Return name and version of the first of `names` that is installed."""
        return next(((name, found) for name in names if (found := self.versions.get(name))), None)


class Unusable(Exception):
    """The interpreter does not answer; the argument says why."""


class _Remembered(NamedTuple):
    """An answer, and the state of the folders that it was read from."""

    answer: Installed
    folders: tuple[str, ...]
    changed: tuple[int, ...]


_answers: dict[tuple[Path, tuple[str, ...]], _Remembered] = {}


def ask(python: Path, names: tuple[str, ...]) -> Installed:
    """Ask the interpreter `python` for the versions of distributions; raise Unusable if it cannot say.

    Another interpreter is run only once, and again after something was installed or removed there.
    """
    if python == Path(sys.executable):
        return Installed(platform.python_version(), {name: _own_version(name) for name in names})
    known = _answers.get((python, names))
    if known is None or known.changed != _changed((str(python), *known.folders)):
        content = _run(python, names)
        try:
            folders = tuple(content["path"])
            answer = Installed(content["python"], content["found"])
        except (KeyError, TypeError):
            raise _no_python(python) from None
        known = _Remembered(answer, folders, _changed((str(python), *folders)))
        _answers[python, names] = known
    return known.answer


def _run(python: Path, names: tuple[str, ...]) -> Any:
    """Run the question in another interpreter and return what it printed, decoded."""
    import subprocess

    try:
        answer = subprocess.run(
            [str(python), "-I", "-c", _ASK, *names],
            capture_output=True,
            text=True,
            timeout=TIMEOUT_S,
            stdin=subprocess.DEVNULL,
            check=True,
        )
        return json.loads(answer.stdout)
    except OSError as problem:
        raise Unusable(f"{python} cannot be run: {problem.strerror}") from None
    except subprocess.TimeoutExpired:
        raise Unusable(f"{python} did not answer within {TIMEOUT_S:.0f} s") from None
    except subprocess.CalledProcessError as problem:
        last = (problem.stderr.strip().splitlines() or ["no output"])[-1]
        raise Unusable(f"{python} failed: {last}") from None
    except ValueError:
        raise _no_python(python) from None


def _no_python(python: Path) -> Unusable:
    return Unusable(f"{python} is not a Python interpreter from 3.8 on")


def _changed(files: tuple[str, ...]) -> tuple[int, ...]:
    """Return when each of `files` was last changed, in nanoseconds; 0 for one that is not there."""
    times = []
    for file in files:
        try:
            times.append(os.stat(file).st_mtime_ns)
        except OSError:
            times.append(0)
    return tuple(times)


def _own_version(name: str) -> str | None:
    from importlib import metadata  # here, for it is slow to import and not every command looks for a framework

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
