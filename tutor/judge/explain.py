"""What ended a run or keeps code from running, told as a learner should read it."""

from __future__ import annotations

import itertools
import signal
import warnings
from collections.abc import Sequence
from typing import Any

import msgspec

from tutor.judge.classify import classify
from tutor.judge.run import Died, Garbled, LearnerRaised, OverLimit, Stopped, TimeLimitPassed
from tutor.judge.verdict import ErrorClass, Frame, Raised
from tutor.worker.protocol import ProtocolError

_OVER = {
    "memory": "Your code used more memory than a check may.",
    "disk": "Your code wrote more to disk than a check may.",
    "processes": "Your code started more processes than a check may.",
}


def explain(error: Exception, limit_s: float, name: str) -> dict[str, Any]:
    """The verdict's fields for what ended a run; `name` is what the learner calls the file."""
    end: dict[str, Any] = {"outcome": "crashed", "error_class": "crash"}
    if isinstance(error, LearnerRaised):
        raised, error_class = described(error.error, name)
        memory = error_class == "memory"
        end = {"outcome": "out_of_memory" if memory else "raised", "error": raised, "error_class": error_class}
        end["message"] = f"{raised.type}: {raised.message}" if raised.message else raised.type
    elif isinstance(error, Stopped):
        end = {"outcome": "stopped", "message": "Stopped.", "error_class": None}
    elif isinstance(error, TimeLimitPassed):
        where = f" It was in line {error.line}." if error.line else ""
        end = {"outcome": "timed_out", "error_class": "timeout"}
        end["message"] = f"Your code took more than the {limit_s:g} s that this task allows.{where}"
        if error.line:
            end["error"] = Raised(type="timeout", message=end["message"], line=error.line)
    elif isinstance(error, OverLimit):
        end = {"outcome": "out_of_memory", "error_class": "memory"} if error.what == "memory" else end
        end["message"] = _OVER[error.what]
    elif isinstance(error, Died):
        end["message"] = _death(error.status)
    else:
        assert isinstance(error, (Garbled, ProtocolError))
        end["message"] = f"Your code disturbed the connection to the judge ({error})."
    return end


def syntax_error(source: str, file: str) -> Raised | None:
    """What stops `source` from being compiled, if anything; runs none of it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(source, file, "exec", dont_inherit=True)
    except SyntaxError as error:
        text = (error.text or "").rstrip()
        frame = Frame(file, error.lineno or 0, "<module>", text.strip(), True)
        return Raised(type=type(error).__name__, message=error.msg, frames=(frame,), line=error.lineno)
    except (ValueError, RecursionError, MemoryError) as error:  # NUL characters, nesting that is too deep
        return Raised(type=type(error).__name__, message=str(error) or "the code is nested too deep")
    return None


def described(error: dict[str, Any], name: str) -> tuple[Raised, ErrorClass]:
    """The worker's description of an exception, checked; the learner's file goes by its own `name`."""
    try:
        kinds = [str(k) for k in error["kinds"]]
        frames = []
        for file, line, function, text, own in error["frames"]:
            shown = name if own else _short_path(str(file))
            frames.append(Frame(shown, int(line), str(function), str(text), bool(own)))
        line = None if error["line"] is None else int(error["line"])
        message = str(error["message"])
        if error["file"]:
            message = message.replace(str(error["file"]), name)
        near = [str(n) for n in error["nearest"]][:3]
        raised_type = str(error["type"])
    except (KeyError, TypeError, ValueError):
        raise Garbled("an exception without its description") from None
    error_class = classify(kinds, message)
    if near:
        message = f"{message.rstrip('.')}. Did you mean {' or '.join(near)}?"
    kept = folded(frames)
    return Raised(type=raised_type, message=message, frames=kept, line=line, kinds=tuple(kinds)), error_class


def folded(frames: Sequence[Frame]) -> tuple[Frame, ...]:
    """The learner's own frames; of each run of others the deepest, which says how many it stands for."""
    kept: list[Frame] = []
    for own, group in itertools.groupby(frames, key=lambda frame: frame.own):
        run = list(group)
        if own:
            kept += run
        else:
            package = run[-1].file.split("/")[0]
            text = f"… {len(run)} frames in {package}" if len(run) > 1 else run[-1].text
            kept.append(msgspec.structs.replace(run[-1], text=text))
    return tuple(kept)


def _short_path(file: str) -> str:
    """A framework's file by package and module, without where it is installed."""
    marker = "site-packages/"
    if marker in file:
        return file.split(marker)[-1]
    return "/".join(file.split("/")[-2:])


def _death(status: int | None) -> str:
    if status is None:
        return "The process that ran your code ended."
    if status >= 0:
        return f"Your code ended its own process (exit status {status}); a check needs it to return."
    try:
        name = signal.Signals(-status).name
    except ValueError:
        name = f"signal {-status}"
    return f"Your code crashed the interpreter ({name})."
