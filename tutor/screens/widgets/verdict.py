"""A check in words: from steps and verdict to what the results pane shows. Nothing in it is markup."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from tutor.screens.literal import content, literal
from tutor.screens.wording import duration

if TYPE_CHECKING:
    from tutor.judge.verdict import Comparison, Raised, Step, Verdict

MARKS = {
    "running": ("◌", "$primary"),
    "passed": ("✓", "$success"),
    "failed": ("✗", "$error"),
    "raised": ("✗", "$error"),
    "timed_out": ("✗", "$error"),
    "out_of_memory": ("✗", "$error"),
    "crashed": ("✗", "$error"),
    "stopped": ("–", "$muted"),
    "not_reached": ("·", "$muted"),
}
HEADLINES = {
    "passed": ("✓ Passed", "bold $success"),
    "failed": ("✗ Not yet", "bold $error"),
    "raised": ("✗ Your code raised an exception", "bold $error"),
    "timed_out": ("✗ Out of time", "bold $error"),
    "out_of_memory": ("✗ Out of memory", "bold $error"),
    "crashed": ("✗ The process crashed", "bold $error"),
    "not_attempted": ("○ Nothing to check yet", "bold $accent"),
    "environment": ("! This is not about your code", "bold $warning"),
    "stopped": ("– Stopped", "bold $secondary"),
}
LABEL = 10


def running(steps: Sequence[Step], stopping: bool) -> Content:
    """A check under way: the steps as they come."""
    headline = Content.styled("Stopping …" if stopping else "Checking …", "bold $primary")
    hint = Content.styled("" if stopping else "   Esc or F5 stops it", "$muted")
    return Content("\n").join([Content.assemble(headline, hint), *(step_content(step) for step in steps)])


def finished(verdict: Verdict, after: Content | None = None) -> Content:
    """The whole verdict; `after` goes below its headline."""
    blocks = [headline(verdict)]
    if after is not None:
        blocks.append(after)
    if verdict.message and not _said_by_a_step(verdict):
        blocks.append(content(verdict.message))
    if verdict.steps:
        blocks.append(Content("\n").join(step_content(step) for step in verdict.steps))
    if verdict.error is not None:
        blocks.append(traceback(verdict.error))
    if verdict.stdout:
        blocks.append(printed(verdict.stdout, verdict.stdout_cut))
    blocks.append(Content.styled(circumstances(verdict), "$muted"))
    return Content("\n\n").join(blocks)


def headline(verdict: Verdict) -> Content:
    """The outcome in a few words, and how long the learner's code ran."""
    words, style = HEADLINES[verdict.outcome]
    if verdict.outcome == "failed":
        bad = sum(step.status != "passed" for step in verdict.steps)
        words += f": {bad} of {len(verdict.steps)} steps" if len(verdict.steps) > 1 else ""
    time = f"   your code ran {duration(verdict.learner_s)}" if verdict.counts else ""
    return Content.assemble((words, style), (time, "$muted"))


def step_content(step: Step) -> Content:
    """One step: its mark and title; if it is not passed, what was called, expected and got, and why."""
    mark, style = MARKS[step.status]
    quiet = step.status in ("not_reached", "stopped")
    lines = [Content.assemble((f"{mark} ", style), content(step.title, "$muted" if quiet else ""))]
    if step.status not in ("running", "passed", "not_reached"):
        if step.mistake and step.message:
            lines.append(_indented(content(step.message, "bold $accent")))
        elif step.message:
            lines.append(_indented(content(step.message)))
        if step.comparison is not None:
            lines += [_indented(line) for line in comparison(step.comparison)]
    return Content("\n").join(lines)


def comparison(values: Comparison) -> list[Content]:
    """Expected against got, a line each."""
    rows = [("called", values.call), ("expected", values.expected), ("got", values.got)]
    if values.off is not None and values.size is not None:
        rows.append(("wrong", f"{values.off:,} of {values.size:,} elements"))
    if values.largest_absolute is not None:
        error = f"{values.largest_absolute:.4g}"
        if values.largest_relative is not None:
            error += f", relative {values.largest_relative:.3g}"
        if values.tolerance is not None:
            error += f"   (tolerance {values.tolerance:g})"
        rows.append(("off by", error))
    if values.first_bad is not None:
        rows.append(("first at", f"[{', '.join(map(str, values.first_bad))}]"))
    return [_row(label, value) for label, value in rows if value]


def _row(label: str, value: str) -> Content:
    first, *rest = literal(value).split("\n")
    lines = [Content.assemble((f"{label:<{LABEL}}", "$muted"), first)]
    lines += [Content(" " * LABEL + line) for line in rest]
    return Content("\n").join(lines)


def traceback(error: Raised) -> Content:
    """The learner's own traceback, their lines bright and other files' dim."""
    lines: list[Content] = []
    for frame in error.frames:
        style = "" if frame.own else "$muted"
        where = f"your code, line {frame.line}" if frame.own else f"{frame.file}, line {frame.line}"
        lines.append(content(f"  {where}, in {frame.function}" if frame.function else f"  {where}", style))
        if frame.text:
            lines.append(content(f"      {frame.text.strip()}", "$primary" if frame.own else "$muted"))
    lines.append(
        Content.assemble((literal(error.type), "bold $error"), ": " if error.message else "", literal(error.message))
    )
    return Content("\n").join(lines)


def printed(stdout: str, cut: bool) -> Content:
    """What the learner's code printed."""
    title = "Printed (the rest was cut)" if cut else "Printed"
    return Content.assemble((f"{title}\n", "bold $secondary"), literal(stdout.rstrip("\n")))


def circumstances(verdict: Verdict) -> str:
    """What one needs to repeat this check."""
    name = f"{literal(verdict.framework)} {literal(verdict.framework_version)}".strip()
    return f"{name} on {literal(verdict.device)}, seed {verdict.seed}, {duration(verdict.total_s)} in all"


def _said_by_a_step(verdict: Verdict) -> bool:
    return any(step.message == verdict.message for step in verdict.steps)


def _indented(lines: Content) -> Content:
    return Content("\n").join(Content.assemble("    ", line) for line in lines.split("\n", allow_blank=True))
