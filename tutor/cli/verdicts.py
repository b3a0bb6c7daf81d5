"""A verdict as lines on a terminal: each step as it is judged, then what was expected, got, raised and printed."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.text import Text

from tutor.cli.printing import console, literal

if TYPE_CHECKING:
    from tutor.judge.training import Progress
    from tutor.judge.verdict import Comparison, Raised, Step, Verdict

_MARKS = {"passed": ("✓", "green"), "not_reached": ("·", "dim"), "stopped": ("·", "dim")}
_FAILED = ("✗", "red")
_TITLES = {
    "passed": ("Passed", "bold green"),
    "failed": ("Not passed", "bold red"),
    "raised": ("Your code raised an error", "bold red"),
    "timed_out": ("Out of time", "bold red"),
    "out_of_memory": ("Out of memory", "bold red"),
    "crashed": ("The process crashed", "bold red"),
    "not_attempted": ("Not attempted yet", "bold yellow"),
    "environment": ("The environment is not ready (this does not count as an attempt)", "bold yellow"),
    "stopped": ("Stopped (this does not count as an attempt)", "bold yellow"),
}


class Printer:
    """Tells of a check while it runs: its steps on stdout, how far a training is on one line of a terminal's stderr."""

    def __init__(self) -> None:
        self._console = console()
        self._line_at = 0.0  # when the line was last written, on the monotonic clock; 0 if it is not there

    def step(self, step: Step) -> None:
        """Print the step, unless it has only begun; for the judge's `on_step`."""
        if step.status != "running":
            self._erase()
            for line in step_lines(step):
                self._console.print(line)

    def progress(self, progress: Progress) -> None:
        """Replace the line, ten times a second at most; for the judge's `on_progress`."""
        now = time.monotonic()
        if sys.stderr.isatty() and now - self._line_at >= 0.1:
            self._erase()
            self._line_at = now
            far = f"{progress.step:,} of {progress.total:,} steps, return {progress.value:g}, {progress.seconds:.0f} s"
            print(f"{far}  (Ctrl-C ends it here)", end="", file=sys.stderr, flush=True)

    def _erase(self) -> None:
        if self._line_at:
            self._line_at = 0.0
            print("\r\x1b[2K", end="", file=sys.stderr, flush=True)


def print_verdict(verdict: Verdict) -> None:
    """Print on stdout what the steps have not said already."""
    out = console()
    for line in verdict_lines(verdict):
        out.print(line)


def step_lines(step: Step) -> Iterator[Text]:
    """Yield the step's line and, if it did not pass, what was expected and what was got."""
    mark, style = _MARKS.get(step.status, _FAILED)
    yield Text.assemble((_printable(mark), style), " ", literal(step.title))
    if step.status not in _MARKS:
        yield from _indented(step.message)
        if step.comparison is not None:
            yield from comparison_lines(step.comparison)


def comparison_lines(comparison: Comparison) -> Iterator[Text]:
    """Yield the call, what was expected of it and what it gave, and by how much they differ."""
    rows = [("call", comparison.call), ("expected", comparison.expected), ("got", comparison.got)]
    rows += [("difference", _difference(comparison)), ("where", comparison.picture)]
    for name, value in rows:
        for number, line in enumerate(literal(value).splitlines()):
            yield Text.assemble((f"    {name if number == 0 else '':<11}", "dim"), line)


def _difference(comparison: Comparison) -> str:
    """Say how many elements are off, by how much, and where the first of them is."""
    parts: list[str] = []
    if comparison.off is not None and comparison.size:
        parts.append(f"{comparison.off} of {comparison.size} off")
    if comparison.largest_absolute is not None:
        allowed = "" if comparison.tolerance is None else f" (tolerance {comparison.tolerance:.3g})"
        parts.append(f"largest error {comparison.largest_absolute:.3g}{allowed}")
    if comparison.largest_relative is not None:
        parts.append(f"relative {comparison.largest_relative:.3g}")
    if comparison.first_bad is not None:
        parts.append(f"first at [{', '.join(map(str, comparison.first_bad))}]")
    return ", ".join(parts)


def verdict_lines(verdict: Verdict) -> Iterator[Text]:
    """Yield the learner's traceback, what they printed, and the outcome in one line."""
    if verdict.error is not None:
        yield Text()
        yield from raised_lines(verdict.error)
    if verdict.stdout:
        yield Text("\nYour code printed:", "dim")
        yield from _indented(verdict.stdout)
        if verdict.stdout_cut:
            yield Text("    … (cut)", "dim")
    title, style = _TITLES[verdict.outcome]
    yield Text.assemble("\n", (title, style), f": {verdict.task} in {verdict.framework} {verdict.framework_version}")
    yield from _indented(verdict.message)
    if verdict.distinction:
        yield Text(f"    with distinction: {literal(verdict.distinction)}", "bold green")
    for name, value in verdict.measures.items():
        yield Text.assemble((f"    {literal(name.replace('_', ' '))}: ", "dim"), f"{value:,.6g}")
    for name, whose in verdict.project.items():
        yield Text(f"    built on {'your' if whose == 'own' else 'the reference of'} {literal(name)}", "dim")
    yield Text(
        f"    device {verdict.device}, seed {verdict.seed}, your code {verdict.learner_s:.3f} s, "
        f"in all {verdict.total_s:.3f} s",
        "dim",
    )


def raised_lines(error: Raised) -> Iterator[Text]:
    """Yield a traceback of the learner's own frames as Python prints one."""
    for frame in error.frames:
        yield Text(f'  File "{literal(frame.file)}", line {frame.line}, in {literal(frame.function)}', "dim")
        if frame.text:
            yield Text(f"    {literal(frame.text)}", "" if frame.own else "dim")
    message = literal(error.message)
    yield Text.assemble((literal(error.type), "bold red"), f": {message}" if message else "")


def _indented(text: str) -> Iterator[Text]:
    for line in literal(text).splitlines():
        yield Text(f"    {line}")


def _printable(mark: str) -> str:
    """Return the mark, or a plain letter where stdout cannot print it."""
    try:
        mark.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return {"✓": "+", "✗": "x"}.get(mark, "-")
    return mark
