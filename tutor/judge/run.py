"""One run: the learner's code in a worker, asked call by call under one time limit."""

from __future__ import annotations

import re
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tutor.judge.output import Output
from tutor.judge.values import decode, encode, target
from tutor.judge.zygote import Exit, Zygote
from tutor.worker import protocol

if TYPE_CHECKING:
    import numpy as np

    from tutor.judge.values import Target

_STUCK = re.compile(r'File "([^"]*)", line (\d+)')
_GRACE_S = 120.0  # for what is ours: the fork or a standby's import, confinement, the device


class Limits(NamedTuple):
    """What a run may use beside time: resident memory, and scratch space on disk, in bytes."""

    memory_bytes: int = 4 << 30
    disk_bytes: int = 1 << 30


class RunEnded(Exception):
    """The run cannot go on; why is in the subclass."""


class TimeLimitPassed(RunEnded):
    """The learner's code used up its time; `line` is where it was stuck, if known."""

    def __init__(self, line: int | None) -> None:
        super().__init__()
        self.line = line


class Died(RunEnded):
    """The process ended: `status` is its exit code, negative for a signal, None if unknown."""

    def __init__(self, status: int | None) -> None:
        super().__init__()
        self.status = status


class OverLimit(RunEnded):
    """The run used more than it may of `what`: "memory", "disk" or "processes"."""

    def __init__(self, what: str) -> None:
        super().__init__()
        self.what = what


class Stopped(RunEnded):
    """The learner (or a closing screen) asked for the end."""


class Garbled(RunEnded):
    """What came back was not an answer."""


class NeverBegan(RunEnded):
    """The worker did not get as far as the learner's code; not the learner's doing."""


class LearnerRaised(Exception):
    """The learner's code raised; `error` is the worker's description of it, not yet trusted."""

    def __init__(self, error: dict[str, Any]) -> None:
        super().__init__()
        self.error = error


class Run:
    """A live run. Ask it until it raises RunEnded; always close it."""

    def __init__(
        self, zygote: Zygote, run_id: str, *, device: str, seed: int, limit_s: float, limits: Limits | None = None
    ) -> None:
        limits = limits or Limits()
        self.id, self.limit_s = run_id, limit_s
        self.learner_s = 0.0
        self._file = ""
        self._zygote = zygote
        self._stopped = threading.Event()
        self._number = 0
        self.scratch = Path(tempfile.mkdtemp(prefix="dltutor-run-"))
        self.output, self._trace = Output(), Output(limit=65536)
        self._conn, theirs = socket.socketpair()
        request = {"device": device, "seed": seed, "scratch": str(self.scratch), "limit_s": limit_s, **limits._asdict()}
        try:
            self._exit: Exit = zygote.start(
                run_id, request, [theirs.fileno(), self.output.write_end, self._trace.write_end]
            )
        except BaseException:
            self._release()
            raise
        finally:
            theirs.close()
            self.output.close_write_end()
            self._trace.close_write_end()
        try:
            facts = self._answer(time.monotonic() + _GRACE_S, began=False)
        except NeverBegan:
            self.close()
            raise
        self.confinement = str(facts.get("confinement", "")) if isinstance(facts, dict) else ""

    def load(self, name: str, source: str, package: Mapping[str, str] | None = None) -> None:
        """Have the worker write the learner's file into its scratch folder and execute it as a module.

        `package` maps paths to sources of files that are put beside it, to be imported.
        """
        self._file = f"/{name}.py"
        self.ask("load", name=name, source=source, package=dict(package or {}))

    def ask(self, op: str, of: str | Target | None = None, args: Any = None, **fields: Any) -> Any:
        """Ask the worker for `op` and return the decoded answer; the wait counts as the learner's time.

        `args` is a sequence of arguments (None: read `of` instead of calling it). Arrays may also stand
        in the fields `kwargs`, `cotangent` and `values`. Raises LearnerRaised or RunEnded.
        """
        arrays: list[np.ndarray] = []
        request: dict[str, Any] = {**fields, "op": op}
        if of is not None:
            request["target"] = target(of)
        request["args"] = None if args is None else [encode(a, arrays) for a in args]
        for name in ("kwargs", "values"):
            if name in fields:
                encoded = {key: encode(value, arrays) for key, value in fields[name].items()}
                request[name] = encoded if name == "kwargs" else {"$": "dict", "items": encoded}
        if "cotangent" in fields:
            request["cotangent"] = encode_raw(fields["cotangent"], arrays)
        self._number += 1
        request["id"] = self._number
        start = time.monotonic()
        deadline = start + self.limit_s - self.learner_s
        try:
            protocol.send(self._conn, request, arrays, deadline)
            return self._answer(deadline)
        except protocol.DeadlinePassed:
            raise self._late() from None
        except protocol.Closed:
            raise self._dead() from None
        finally:
            self.learner_s += time.monotonic() - start

    def stop(self) -> None:
        """End the run from another thread; the thread that asks gets Stopped."""
        self._stopped.set()
        self._zygote.kill(self.id)

    @property
    def idle(self) -> bool:
        """After the end: whether the run hardly used the processor, as a hung fork does."""
        spent = self._exit.cpu_s
        return spent is not None and spent < 0.1 * self.learner_s

    def close(self) -> None:
        """End the run and everything it started, and remove its scratch folder."""
        self._conn.close()
        self._zygote.kill(self.id)
        self._exit.wait(5.0)
        self._release()

    def _release(self) -> None:
        self.output.finish()
        self._trace.finish()
        self._conn.close()
        shutil.rmtree(self.scratch, ignore_errors=True)

    def _answer(self, deadline: float, began: bool = True) -> Any:
        try:
            header, arrays = protocol.receive(self._conn, deadline)
            if header.get("id") != self._number:
                raise protocol.ProtocolError("an answer to no question")
            if header.get("ok") is True:
                return decode(header.get("value"), arrays)
            error = header.get("error")
            if not isinstance(error, dict):
                raise protocol.ProtocolError("a failure without its error")
        except protocol.ProtocolError as fault:
            raise Garbled(str(fault)) from None
        except (protocol.Closed, protocol.DeadlinePassed):
            if began:
                raise
            raise NeverBegan() from None
        raise LearnerRaised(error)

    def _late(self) -> RunEnded:
        if self._stopped.is_set():
            return Stopped()
        self._zygote.interrogate(self.id)  # the worker writes where it is to the trace pipe
        for _ in range(40):
            if self._trace.text().endswith("\n"):
                break
            time.sleep(0.005)
        own = [int(line) for file, line in _STUCK.findall(self._trace.text()) if file.endswith(self._file)]
        return TimeLimitPassed(own[0] if own else None)

    def _dead(self) -> RunEnded:
        self._exit.wait(5.0)
        if self._stopped.is_set():
            return Stopped()
        return OverLimit(self._exit.over) if self._exit.over else Died(self._exit.status)


def encode_raw(value: Any, arrays: list[np.ndarray]) -> Any:
    """Encode an array that stays NumPy in the worker; None stays None."""
    from tutor.judge.values import raw

    return None if value is None else encode(raw(value), arrays)
