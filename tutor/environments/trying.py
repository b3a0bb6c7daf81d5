"""The first import of a framework that was just installed, and one addition by it: does it work at all?"""

from __future__ import annotations

import json
import signal
from pathlib import Path

import msgspec

from tutor.environments.explaining import Reason
from tutor.environments.running import Commands

LIMIT_S = 300.0

_TRY = """
import json, platform, time
began = time.perf_counter()
import {module} as framework
took = time.perf_counter() - began
import numpy, gymnasium
{use}
print(json.dumps({{"version": str(framework.__version__), "import_s": took, "python_version": platform.python_version(),
                   "gpu": bool(gpu), "sum": total}}))
"""
_USE = {
    "pytorch": "total = float((framework.ones(2) + 1).sum()); gpu = framework.cuda.is_available()",
    "tensorflow": (
        "total = float(framework.reduce_sum(framework.ones(2) + 1))\n"
        "gpu = framework.config.list_physical_devices('GPU')"
    ),
}
_MODULES = {"pytorch": "torch", "tensorflow": "tensorflow"}


class Tried(msgspec.Struct, frozen=True):
    """What a framework said of itself: version, seconds of its first import, Python, and whether it sees a GPU."""

    version: str
    import_s: float
    python_version: str
    gpu: bool
    sum: float


class Broken(Exception):
    """The framework is installed but does not work; `reason` says how."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.message)
        self.reason = reason


def first_import(framework: str, title: str, python: Path, commands: Commands) -> Tried:
    """Import the framework in a fresh process of `python` and add two numbers by it; raise Broken, Stopped."""
    script = _TRY.format(module=_MODULES[framework], use=_USE[framework])
    code = commands.run([python, "-I", "-c", script], timeout_s=LIMIT_S)
    said = [line for line in commands.lines if line.startswith("{")]
    if code == 0 and said:
        try:
            tried = msgspec.convert(json.loads(said[-1]), Tried)
        except (ValueError, msgspec.ValidationError):
            raise Broken(_reason(title, "it printed something else than was asked")) from None
        if tried.sum != 4.0:
            raise Broken(_reason(title, f"two twos add up to {tried.sum:g} in it"))
        return tried
    raise Broken(_reason(title, _ending(code, list(commands.lines))))


def _ending(code: int, lines: list[str]) -> str:
    if code < 0 and lines and lines[-1].startswith("not done after"):
        return f"the import was {lines[-1]}"
    if code < 0:
        name = signal.Signals(-code).name
        processor = ": this build needs another processor" if name == "SIGILL" else ""
        return f"the process was ended by {name}{processor}"
    return next((line.strip() for line in reversed(lines) if line.strip()), f"exit code {code}")


def _reason(title: str, how: str) -> Reason:
    return Reason(
        "first import failed",
        f"{title} was installed, but does not work here: {how}",
        "It is not used. The log has the whole traceback; running the same command again makes the environment anew.",
    )
