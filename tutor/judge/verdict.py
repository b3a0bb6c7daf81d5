"""What a check found, as frozen values. `msgspec.to_builtins` of a Verdict is the versioned JSON object."""

from __future__ import annotations

from typing import Literal

import msgspec

Outcome = Literal[
    "passed", "failed", "raised", "timed_out", "out_of_memory", "crashed", "not_attempted", "environment", "stopped"
]
StepStatus = Literal[
    "running", "passed", "failed", "raised", "timed_out", "out_of_memory", "crashed",
    "environment", "stopped", "not_reached",
]  # fmt: skip
ErrorClass = Literal[
    "shape", "dtype", "device", "not_finite", "wrong_value", "api_misuse", "name", "syntax",
    "timeout", "memory", "crash", "other",
]  # fmt: skip

NOT_ATTEMPTS: frozenset[str] = frozenset({"not_attempted", "environment", "stopped"})


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Expected against got, in words and numbers; `call` is what was asked of the learner's code."""

    call: str = ""
    expected: str = ""
    got: str = ""
    off: int | None = None  # elements outside the tolerance
    size: int | None = None  # elements in all
    largest_absolute: float | None = None
    largest_relative: float | None = None
    first_bad: tuple[int, ...] | None = None
    tolerance: float | None = None
    picture: str = ""  # a small map of where a matrix is off


class Frame(msgspec.Struct, frozen=True):
    """One traceback frame; `own` is true in the learner's file, whose `line` counts from 1."""

    file: str
    line: int
    function: str
    text: str
    own: bool


class Raised(msgspec.Struct, frozen=True, kw_only=True):
    """The learner's exception with the tutor's frames removed; `line` is theirs, for the editor to mark.

    `kinds` are the built-in classes among its bases, nearest first, such as ("IndexError", "LookupError", …).
    """

    type: str
    message: str
    frames: tuple[Frame, ...] = ()
    line: int | None = None
    kinds: tuple[str, ...] = ()


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One graded step: a `check_*` function of the task; `title` is the line the learner reads."""

    name: str
    title: str
    status: StepStatus
    message: str = ""
    mistake: str | None = None
    comparison: Comparison | None = None
    error_class: ErrorClass | None = None
    learner_s: float = 0.0


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """The whole answer to one check. Durations in seconds; `learner_s` counts the learner's code alone."""

    schema: str = "dltutor.verdict/1"
    task: str
    task_id: str
    framework: str
    framework_version: str
    implementation: str = ""  # neon: "port" or "upstream"
    device: str
    seed: int
    run_id: str
    source_hash: str
    outcome: Outcome
    message: str = ""
    steps: tuple[Step, ...] = ()
    mistake: str | None = None
    error_class: ErrorClass | None = None
    error: Raised | None = None
    stdout: str = ""
    stdout_cut: bool = False
    learner_s: float = 0.0
    total_s: float = 0.0
    confinement: str = ""
    project: dict[str, Literal["own", "reference"]] = {}  # of earlier stages: whose code this one was built on
    measures: dict[str, float] = {}
    curves: dict[str, tuple[tuple[float, float], ...]] = {}
    distinction: str = ""  # what was reached beyond a pass
    worker: Literal["fork", "standby", "cold", "none"] = "none"

    @property
    def passed(self) -> bool:
        """Nothing but a complete set of judged answers is a pass."""
        return self.outcome == "passed"

    @property
    def counts(self) -> bool:
        """Whether this is an attempt of the learner's (trouble of ours or the machine's is not)."""
        return self.outcome not in NOT_ATTEMPTS
