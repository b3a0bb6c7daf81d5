"""The parent's end of a child: a fresh process of a framework's interpreter that is asked for one thing at a time."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import tempfile
import threading
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

import tutor.bench.children
from tutor.worker.launch import Launch

MAIN = Path(tutor.bench.children.__file__).with_name("__main__.py")
_THREADS = (
    "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS", "VECLIB_MAXIMUM_THREADS",
    "TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS",
)  # fmt: skip


class ChildFailed(Exception):
    """A child said that something went wrong; it can be asked for other things."""


class ChildLost(Exception):
    """A child died, or did not answer in time and was ended."""


class Child:
    """One process. `scratch` is its home and its folder for temporary files, compiled code among them.

    Use as a context manager: it ends the process and whatever that started.
    """

    def __init__(self, launch: Launch, scratch: Path, *, device: str, threads: int) -> None:
        self.framework = launch.framework
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  closed with the child
        self._answers: SimpleQueue[str] = SimpleQueue()
        command = [launch.python, "-E", "-B", str(MAIN), launch.framework, *launch.paths]
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                env=environment(scratch, device, threads),
                cwd=scratch,
                start_new_session=True,
                text=True,
            )
        except OSError as error:
            self._errors.close()
            raise ChildLost(f"{launch.python} could not be started: {error.strerror}") from None
        threading.Thread(target=self._listen, name=f"bench-{launch.framework}", daemon=True).start()
        self._began = {"device": device, "threads": threads, "checkout": launch.checkout}

    def __enter__(self) -> Child:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self, limit_s: float) -> dict[str, Any]:
        """Import the framework; the answer has import_s, version and bytes. Raises ChildFailed or ChildLost."""
        return self.ask("start", limit_s, **self._began)

    def ask(self, op: str, limit_s: float, **request: Any) -> dict[str, Any]:
        """Return the answer to a request. Raises ChildFailed, or ChildLost if there is none after `limit_s`."""
        pipe = self._process.stdin
        assert pipe is not None
        with contextlib.suppress(OSError):  # it is gone, which the missing answer will say
            pipe.write(json.dumps({"op": op, **request}) + "\n")
            pipe.flush()
        try:
            line = self._answers.get(timeout=limit_s)
        except Empty:
            self.close()
            raise ChildLost(f"no answer after {limit_s:.0f} s") from None
        if not line:
            raise ChildLost(self._last_words())
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            raise ChildFailed(answer["error"])
        return answer

    def close(self) -> None:
        """End the process and all that it started."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for stream in (self._process.stdin, self._errors):
            with contextlib.suppress(OSError):  # what could not be written to a dead process is lost
                assert stream is not None
                stream.close()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as stream:
            for line in stream:
                self._answers.put(line)
        self._answers.put("")

    def _last_words(self) -> str:
        code = self._process.wait()
        self._errors.seek(0)
        last = self._errors.read().decode(errors="replace").strip().rpartition("\n")[2][:200]
        how = f"ended by {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"
        return f"{how}: {last}" if last else how


def environment(scratch: Path, device: str, threads: int) -> dict[str, str]:
    """The tutor's environment with threads fixed and nothing compiled before; without a GPU where none is wanted."""
    left = ("TORCH", "PYTHON", "XLA", "KERAS")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(left)}
    hidden = {} if device == "gpu" else {"CUDA_VISIBLE_DEVICES": ""}
    home = {"HOME": str(scratch), "TMPDIR": str(scratch), "TORCHINDUCTOR_CACHE_DIR": str(scratch / "compiled")}
    return {**kept, **hidden, **home, "TF_CPP_MIN_LOG_LEVEL": "3", **dict.fromkeys(_THREADS, str(threads))}
