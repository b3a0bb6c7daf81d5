"""A check in words: from steps and verdict to what the results pane shows. Nothing in it is markup."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from tutor.screens.literal import MANY, content, literal
from tutor.screens.wording import bar, count, duration

if TYPE_CHECKING:
    from tutor.judge.training import Progress
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
    "environment": ("!", "$warning"),
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
BAR = 10  # cells of a progress bar
LABEL = 10  # width of the column "called", "expected", …
INDENT = 2


class Block(NamedTuple):
    """A paragraph, `indent` cells from the left in all its lines."""

    content: Content
    indent: int = 0


Blocks = list[Block]
GAP = Block(Content(""))


def running(steps: Sequence[Step], stopping: bool) -> Blocks:
    """A check under way: the steps as they come."""
    headline = ("Stopping …" if stopping else "Checking …", "bold $primary")
    first = Block(Content.assemble(headline, ("" if stopping else "   Esc or F5 stops it", "$muted")))
    return [first, GAP, *(block for step in steps for block in step_blocks(step))]


def training(
    steps: Sequence[Step], latest: Progress | None, left_s: float | None, *, paused: bool, ending: bool
) -> Blocks:
    """A training under way: how far it is, how long it will take, and the step that it is in."""
    words = "Judging what there is …" if ending else "Paused" if paused else "Training …"
    keys = "" if ending else f"   F5 {'resumes' if paused else 'pauses'}, F10 ends it here, Esc leaves it running"
    blocks = [Block(Content.assemble((words, "bold $primary"), (keys, "$muted")))]
    if latest is not None:
        left = "" if left_s is None or ending else f", at most {duration(left_s)} left"
        filled, empty = bar(latest.step, latest.total, BAR)
        far = f" {latest.step:,} of {latest.total:,} steps, return {latest.value:g}, {duration(latest.seconds)}{left}"
        blocks.append(Block(Content.assemble((filled, "$primary"), (empty, "$muted"), far)))
    passed = sum(step.status == "passed" for step in steps)
    if passed:  # in a line, so that the chart below is in view
        mark, style = MARKS["passed"]
        blocks.append(Block(Content.assemble((f"{mark} ", style), count(passed, "step"), " passed")))
    return [*blocks, *(block for step in steps if step.status != "passed" for block in step_blocks(step))]


def finished(verdict: Verdict, after: Content | None = None) -> Blocks:
    """The whole verdict; `after` goes below its headline."""
    blocks = [Block(headline(verdict))]
    if after is not None:
        blocks += [Block(after), GAP]
    else:
        blocks.append(GAP)
    if verdict.message and verdict.error is None and not any(step.message == verdict.message for step in verdict.steps):
        blocks += [Block(content(verdict.message)), GAP]
    if verdict.error is not None:
        blocks += [*traceback(verdict.error), GAP]
    if verdict.steps:
        blocks += [block for step in verdict.steps for block in step_blocks(step, verdict.error)] + [GAP]
    if verdict.stdout:
        blocks += [*printed(verdict.stdout, verdict.stdout_cut), GAP]
    if verdict.measures:
        blocks += [*measured(verdict), GAP]
    if verdict.project:
        blocks.append(Block(Content.styled(built_on(verdict.project), "$muted")))
    return [*blocks, Block(Content.styled(circumstances(verdict), "$muted"))]


def measured(verdict: Verdict) -> Blocks:
    """The figures that a training reached."""
    width = max(map(len, verdict.measures)) + 2
    return [
        Block(Content.assemble((f"{literal(name.replace('_', ' ')):<{width}}", "$muted"), figure(value)))
        for name, value in verdict.measures.items()
    ]


def figure(value: float) -> str:
    """A measured value to four digits, and whole from a thousand up."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"


def built_on(project: Mapping[str, str]) -> str:
    """Whose code the stages before this one are."""
    own = [literal(name) for name, whose in project.items() if whose == "own"]
    reference = [literal(name) for name, whose in project.items() if whose != "own"]
    parts = [f"your {', '.join(own)}" if own else "", f"the reference for {', '.join(reference)}" if reference else ""]
    return "Built on " + " and ".join(part for part in parts if part)


def headline(verdict: Verdict) -> Content:
    """The outcome in a few words, and how long the learner's code ran."""
    words, style = HEADLINES[verdict.outcome]
    bad = sum(step.status != "passed" for step in verdict.steps)
    if verdict.outcome == "failed" and len(verdict.steps) > 1:
        words += f": {bad} of {len(verdict.steps)} steps failed"
    time = f"   your code ran {duration(verdict.learner_s)}" if verdict.counts else ""
    distinction = f" with distinction: {literal(verdict.distinction)}" if verdict.distinction else ""
    return Content.assemble((words, style), (distinction, style), (time, "$muted"))


def step_blocks(step: Step, error: Raised | None = None) -> Blocks:
    """One step: its mark and title; if it is not passed, what was called, expected and got, and why.

    Where the whole verdict shows the exception `error`, the step does not repeat it.
    """
    mark, style = MARKS[step.status]
    quiet = step.status in ("not_reached", "stopped")
    blocks = [Block(Content.assemble((f"{mark} ", style), content(step.title, "$muted" if quiet else "")))]
    if step.status in ("running", "passed", "not_reached"):
        return blocks
    compared = comparison(step.comparison) if step.comparison is not None else []
    if step.mistake and step.message:
        blocks.append(Block(content(step.message, "bold $accent"), INDENT))
    elif step.message and not compared and error is None:
        blocks.append(Block(content(step.message), INDENT))
    return blocks + compared


def comparison(values: Comparison) -> Blocks:
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
    rows.append(("where", values.picture))
    return [block for label, value in rows if value for block in _row(label, value)]


def _row(label: str, value: str) -> Blocks:
    first, *rest = literal(value).split("\n")
    blocks = [Block(Content.assemble((f"{label:<{LABEL}}", "$muted"), first), INDENT)]
    return blocks + [Block(Content(line), INDENT + LABEL) for line in rest]


def traceback(error: Raised) -> Blocks:
    """The learner's own traceback, their lines bright and other files' dim."""
    blocks: Blocks = []
    for frame in error.frames:
        where = f"Your code, line {frame.line}" if frame.own else f"{frame.file}, line {frame.line}"
        if frame.function and frame.function != "<module>":
            where += f", in {frame.function}"
        blocks.append(Block(content(where, "" if frame.own else "$muted")))
        if frame.text:
            blocks.append(Block(content(frame.text.strip(), "$primary" if frame.own else "$muted"), 2 * INDENT))
    colon = ": " if error.message else ""
    return [*blocks, Block(Content.assemble((literal(error.type), "bold $error"), colon, literal(error.message)))]


def printed(stdout: str, cut: bool) -> Blocks:
    """What the learner's code printed."""
    title = "Printed (the rest was cut)" if cut else "Printed"
    return [Block(Content.styled(title, "bold $secondary")), Block(content(stdout.rstrip("\n"), rows=MANY))]


def circumstances(verdict: Verdict) -> str:
    """What one needs to repeat this check."""
    name = f"{literal(verdict.framework)} {literal(verdict.framework_version)}".strip()
    return f"{name} on {literal(verdict.device)}, seed {verdict.seed}, {duration(verdict.total_s)} in all"


def laid_out(blocks: Blocks, width: int) -> Content:
    """The blocks wrapped to `width` cells, each with its indent on every line."""
    lines: list[Content] = []
    for block in blocks:
        pad = Content(" " * block.indent)
        lines += [Content.assemble(pad, line) for line in block.content.wrap(max(20, width - block.indent))]
    return Content("\n").join(lines)
