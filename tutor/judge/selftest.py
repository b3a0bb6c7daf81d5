"""A probe of each promise of confinement, run on this machine as a learner's code would run."""

from __future__ import annotations

import contextlib
import os
import socket
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import tutor
from tutor.judge.run import LearnerRaised, Run, RunEnded
from tutor.judge.workers import Workers

_LIMIT_S = 20.0

# Each function returns what it could do; a refusal raises OSError. Nothing here leaves a trace where it succeeds.
_PROBE = '''
import os, socket

def read(path):
    with open(path, "rb") as file:
        return len(file.read(1))

def write(path):
    with open(path, "x"):
        pass
    os.remove(path)

def connect(kind, address):
    family = socket.AF_UNIX if kind in ("unix", "abstract") else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM if kind == "udp" else socket.SOCK_STREAM) as s:
        s.settimeout(2)
        s.connect("\\0" + address if kind == "abstract" else address)

def signal(pid):
    os.kill(pid, 0)

def see(pid):
    return os.stat("/proc/%d" % pid).st_ino

def fill(megabytes):
    with open("fill", "wb") as file:
        for _ in range(megabytes):
            file.write(bytes(1 << 20))

def scratch():
    with open("mine", "w") as file:
        file.write("x")
'''


class Promise(NamedTuple):
    """A promise in words, whether it held here, and what was seen."""

    words: str
    held: bool
    seen: str


def self_test(workers: Workers, framework: str) -> list[Promise]:
    """Try to break each promise from within a run of `framework`; raises WorkerBrokenError without a worker."""
    package = Path(tutor.__file__).parent
    disk_megabytes = workers.limits.disk_bytes >> 20
    with _listeners() as addresses, tempfile.TemporaryDirectory() as folder:
        secret = Path(folder) / "secret"
        secret.write_text("x")
        began = workers.begin(
            workers.launch(framework), uuid.uuid4().hex, device="cpu", seed=0, limit_s=_LIMIT_S, cold=False
        )
        run = began.run
        try:
            run.load("selftest", _PROBE)
            refused, seen = _refused(run, "scratch", [])
            found = [Promise("The scratch folder can be written", not refused, seen)]
            stdlib = Path(os.__file__).parent
            refusals: list[tuple[str, str, list[object]]] = [
                ("The lessons' checks and solutions cannot be read", "read", [str(_a_lesson(package))]),
                ("The tutor's own code cannot be read", "read", [str(package / "cli" / "__init__.py")]),
                ("A file of yours cannot be read", "read", [str(secret)]),
                ("Nothing can be written beside it", "write", [str(Path(folder) / "new")]),
                ("Nothing can be written to the interpreter's folder", "write", [str(stdlib / "new")]),
                ("The tutor's process cannot be signalled", "signal", [os.getpid()]),
                ("The tutor's process cannot be seen", "see", [os.getpid()]),
                ("No TCP", "connect", ["tcp", addresses["tcp"]]),
                ("No UDP", "connect", ["udp", addresses["udp"]]),
                ("No Unix sockets by path", "connect", ["unix", addresses["unix"]]),
                ("No abstract Unix sockets", "connect", ["abstract", addresses["abstract"]]),
                (f"No more than {disk_megabytes} MB on disk", "fill", [disk_megabytes + 1]),
            ]
            return found + [Promise(words, *_refused(run, name, args)) for words, name, args in refusals]
        finally:
            run.close()


def _refused(run: Run, name: str, args: list[object]) -> tuple[bool, str]:
    """Whether the run was refused what `name` tries, and how."""
    try:
        run.ask("call", name, args, kwargs={}, keep=False, returns=None)
    except LearnerRaised as error:
        return True, str(error.error.get("type", ""))
    except RunEnded as error:
        return True, type(error).__name__
    return False, "it worked"


def _a_lesson(package: Path) -> Path:
    lessons = package.parent / "lessons"
    return next(iter(sorted(lessons.glob("*/*/check.py"))), lessons / "curriculum.yaml")


@contextlib.contextmanager
def _listeners() -> Iterator[dict[str, object]]:
    """One listening socket of each kind, and its address."""
    with contextlib.ExitStack() as stack:
        tcp = stack.enter_context(socket.socket())
        udp = stack.enter_context(socket.socket(type=socket.SOCK_DGRAM))
        unix = stack.enter_context(socket.socket(socket.AF_UNIX))
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        for server in (tcp, udp):
            server.bind(("127.0.0.1", 0))
        unix.bind(f"{folder}/s")
        tcp.listen()
        unix.listen()
        name = f"dltutor-selftest-{os.getpid()}"
        with contextlib.suppress(OSError):  # Linux alone has them
            abstract = stack.enter_context(socket.socket(socket.AF_UNIX))
            abstract.bind("\0" + name)
            abstract.listen()
        yield {
            "tcp": tcp.getsockname(),
            "udp": udp.getsockname(),
            "unix": f"{folder}/s",
            "abstract": name,
        }
