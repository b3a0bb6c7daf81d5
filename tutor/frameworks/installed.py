"""What is installed for an interpreter, read from package metadata; nothing of it is imported."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

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
print(json.dumps({"python": "%d.%d.%d" % sys.version_info[:3], "found": found}))
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


def ask(python: Path, names: tuple[str, ...]) -> Installed:
    """Ask the interpreter `python` for the versions of distributions; raise Unusable if it cannot say."""
    if python == Path(sys.executable):
        return Installed(
            "%d.%d.%d" % sys.version_info[:3],  # noqa: UP031 (an f-string would be three times as long)
            {name: _own_version(name) for name in names},
        )
    try:
        answer = subprocess.run(
            [str(python), "-I", "-c", _ASK, *names],
            capture_output=True,
            text=True,
            timeout=TIMEOUT_S,
            stdin=subprocess.DEVNULL,
            check=True,
        )
        content = json.loads(answer.stdout)
        return Installed(content["python"], content["found"])
    except OSError as problem:
        raise Unusable(f"{python} cannot be run: {problem.strerror}") from None
    except subprocess.TimeoutExpired:
        raise Unusable(f"{python} did not answer within {TIMEOUT_S:.0f} s") from None
    except subprocess.CalledProcessError as problem:
        last = (problem.stderr.strip().splitlines() or ["no output"])[-1]
        raise Unusable(f"{python} failed: {last}") from None
    except (ValueError, KeyError, TypeError):
        raise Unusable(f"{python} is not a Python interpreter from 3.8 on") from None


def _own_version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
