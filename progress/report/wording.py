"""Figures as words, the same on every face: durations, intervals, and the sentences that go with a result."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from progress.report.findings import Analysis, History, LearningCurve, Pair, Ran, Side, SkillRow
from progress.report.model import TaskProgress
from progress.report.projects import Points, Project, Training
from progress.stats.results import Curve, Estimate, Share, TooLittleData

TITLES = {"pytorch": "PyTorch", "tensorflow": "TensorFlow", "neon": "neon"}
HELP = {"unaided": "none", "aided": "hints", "revealed": "solution"}
RESULT_TITLES = {"mean_return": "Mean return", "environment_steps": "Steps", "training_seconds": "Seconds"}
RESULTS = tuple(RESULT_TITLES)  # of a training, in this order
EMPTY = "Nothing recorded yet. Your first task in `dltutor start` or `dltutor check` begins the log."
ORDER = "One learner's figures: a framework taken later gains from the ones before it."
DEPENDS = "This conclusion changes with how long a pause counts as work (5, 10 or 15 minutes)."
TRIED_SHOWN = 6
_ERRORS = {
    "shape": "wrong shape",
    "dtype": "wrong dtype",
    "device": "wrong device",
    "not_finite": "NaN or infinity",
    "wrong_value": "wrong value",
    "api_misuse": "API misuse",
    "name": "unknown name",
    "syntax": "syntax",
    "timeout": "time-out",
    "memory": "out of memory",
    "crash": "crash",
    "other": "other error",
}
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_IMPLEMENTATIONS = {"port": "bundled port", "upstream": "upstream"}


def title_of(framework: str) -> str:
    """Return the name of a framework for people."""
    return TITLES.get(framework, framework)


def visible(text: str) -> str:
    """Return `text` on one line, with control characters made visible and none that turns writing round."""
    return "".join(_visible(character) for character in text)


def duration(seconds: float | None) -> str:
    """Write a duration for people: "42 s", "3 min 42 s", "1 h 05 min"; "–" for none."""
    if seconds is None:
        return "–"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02d} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02d} min"


def stage(row: TaskProgress | None) -> str:
    """Say how far a stage is in a framework: time and number of checks to its first pass, or what it is."""
    if row is None or row.state == "new":
        return "–"
    time = f"{duration(row.active_s)}, {row.attempts}×"
    if row.state not in HELP:
        return f"{time}, {row.state}"
    return time if row.state == "unaided" else f"{time}, {HELP[row.state]}"


def result(training: Training, name: str) -> str:
    """Write a figure of a training; "–" where it has none of that name."""
    value = training.measures.get(name)
    return "–" if value is None else f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def reached(training: Training) -> str:
    """Say whether a training passed, with distinction if so, and whose earlier stages it was built on."""
    words = [("with distinction" if training.distinction else "passed") if training.passed else "not passed"]
    reference = sum(whose == "reference" for whose in training.built_on.values())
    if reference:
        words.append(f"{reference} of {len(training.built_on)} stages before it by the reference")
    return "; ".join(words)


def curves_of(project: Project) -> dict[str, dict[str, Points]]:
    """Return the curves of a project's trainings by title, and within that by framework."""
    found: dict[str, dict[str, Points]] = {}
    for training in project.trainings:
        for name, points in training.curves.items():
            if points:
                title = f"{training.title}: {visible(name.replace('_', ' '))}"
                found.setdefault(title, {})[training.framework] = points
    return found


def number(value: float) -> str:
    """Write a ratio with three digits or so: "0.052", "1.32", "26.4", "1340"."""
    if value >= 1000:
        return f"{value:.0f}" if value < 1e6 else f"{value:.1e}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 0.095 else f"{value:.2g}"


def size(count: float) -> str:
    """Write a number of bytes for people: "3.6 MB"."""
    left = float(count)
    for unit in ("bytes", "kB", "MB"):
        if left < 999.5:
            return f"{left:.3g} {unit}"
        left /= 1000
    return f"{left:.3g} GB"


def percent(share: float) -> str:
    """Write a share as "37 %"; what is neither none nor all is never rounded to it."""
    if 0 < share < 0.005:
        return "<1 %"
    return ">99 %" if 0.995 < share < 1 else f"{share * 100:.0f} %"


def interval(found: Estimate | TooLittleData) -> str:
    """Write an estimate as "1.32 [1.02, 1.70], n = 12", or the words in its place."""
    if isinstance(found, TooLittleData):
        return found.text
    return f"{number(found.value)} [{number(found.low)}, {number(found.high)}], n = {found.n}"


def chance(found: Estimate) -> str:
    """Write a chance as "82 % [70 %, 91 %]"."""
    return f"{percent(found.value)} [{percent(found.low)}, {percent(found.high)}]"


def error_name(share: Share) -> str:
    """Return an error class for people; what is none of them stays as it is ("before the first check")."""
    return _ERRORS.get(share.name, share.name)


def verdict_name(outcome: str, error_class: str | None) -> str:
    """Return what became of an attempt: "passed", or the kind of error, or else the outcome."""
    return _ERRORS.get(error_class or "", outcome.replace("_", " "))


def learning(curve: LearningCurve) -> tuple[str, ...]:
    """Return the sentences on a learning rate: the figure and its caveat, or why there is none."""
    rate = curve.rate.value
    if isinstance(rate, TooLittleData):
        return (f"{title_of(curve.framework)}: {rate.text} for a learning rate; the points are all there is.",)
    found = (
        f"{title_of(curve.framework)}: a doubling of practice leaves {percent(rate.value)} of the time "
        f"[{percent(rate.low)}, {percent(rate.high)}], n = {rate.n} ({rate.caveat}).",
    )
    return (*found, f"  {DEPENDS}") if curve.rate.depends_on_idle else found


def compared(pair: Pair) -> tuple[str, ...]:
    """Return the sentences on a pair of frameworks: ratio, p, order and caveat, or why there is none."""
    ratio, names = pair.ratio, f"{title_of(pair.a)} / {title_of(pair.b)}"
    if isinstance(ratio, TooLittleData):
        raw = (f"{duration(task.a_s)} / {duration(task.b_s)}{'' if task.a_first else ' *'}" for task in pair.tasks)
        return (f"{names}: {ratio.text} for a ratio: {', '.join(raw)} (*: {title_of(pair.b)} came first).",)
    p = "sign-flip p < 0.001" if ratio.p < 0.001 else f"sign-flip p = {ratio.p:.3f}"
    found = (
        f"{names}: {number(ratio.value)} times as long [{number(ratio.low)}, {number(ratio.high)}], "
        f"n = {ratio.n}, {p}; {ratio.order}; {ratio.caveat}.",
    )
    return (*found, f"  {DEPENDS}") if pair.depends_on_idle else found


def typical(side: Side) -> str:
    """Return a framework's typical time over par, or below the gate the raw times, in the order of completion."""
    found = side.typical.value
    if isinstance(found, TooLittleData) and side.times:
        return f"{found.text}: {', '.join(map(number, side.times))}"
    return interval(found)


def solved(framework: str, curve: Curve) -> str:
    """Return by which multiple of par half and three quarters of the tasks were solved."""
    reached = ((name, curve.time_to(share)) for name, share in (("half", 0.5), ("three quarters", 0.75)))
    said = (f"{name} {'never' if at is None else f'by {number(at)} × par'}" for name, at in reached)
    return (
        f"{title_of(framework)}: of {curve.n} tasks {', '.join(said)} solved, followed up to {number(curve.end)} × par."
    )


def counts(side: Side) -> str:
    """Return how many tasks are behind a framework's figures: "12 solved, 1 given up, 2 open"."""
    found = f"{side.solved} solved, {side.gave_up} given up, {side.open} open"
    return f"{found}, {side.untimed} solved with no time to be seen" if side.untimed else found


def ease(side: Side) -> str:
    """Return the median answer to the ease question and how many answered: "5 (n = 8)"; "–" for none."""
    answers = [answer for answer, count in enumerate(side.ease, start=1) for _ in range(count)]
    if not answers:
        return "–"
    middle = (answers[(len(answers) - 1) // 2] + answers[len(answers) // 2]) / 2
    return f"{middle:g} (n = {len(answers)})"


def versions(ran: Iterable[Ran]) -> str:
    """Return which versions ran, with how many attempts each: "2.6.0 bundled port (12)"."""
    return ", ".join(
        " ".join(filter(None, (visible(one.version) or "unknown version", _build(one), f"({one.attempts})")))
        for one in ran
    )


def skill_text(row: SkillRow) -> tuple[str, str, str]:
    """Return a skill's chance at the latest opportunity, the opportunities to 80 %, and the label.

    Far beyond the opportunities seen, their number is not given: only that it is over twice as many.
    """
    model = row.model
    if isinstance(model, TooLittleData):
        return model.text, "–", row.label
    seen, needed = len(row.right), model.opportunities_to_80
    reached = "never at this rate" if needed is None else str(needed) if needed <= 2 * seen else f"over {2 * seen}"
    return chance(model.predicted[-1]), reached, row.label


def tried(history: History) -> str:
    """Return the verdicts on a task up to its first pass: "wrong shape, passed"; of many, the last six."""
    names = [verdict_name(one.outcome, one.error_class) for one in history.tried if not one.later]
    shown = ", ".join(visible(name) for name in names[-TRIED_SHOWN:])
    return f"{len(names) - TRIED_SHOWN} more, {shown}" if len(names) > TRIED_SHOWN else shown


def doubts(analysis: Analysis) -> tuple[str, ...]:
    """Return the small print: what active time is, what it would be otherwise, and what to doubt."""
    touched = [row for row in analysis.tasks if row.state != "new"]
    first = [sum(getattr(row, name) for row in touched) for name in ("active_5_s", "active_s", "active_15_s", "wall_s")]
    five, ten, fifteen, wall = (duration(seconds) for seconds in first)
    lines = [
        "Active time leaves out pauses over 10 minutes, and the time checks and installs ran.",
        f"First time through, pauses up to 5 min: {five}; 10: {ten}; 15: {fifteen}; wall: {wall}.",
    ]
    why = {
        "asleep": "the machine slept meanwhile (subtracted)",
        "clock set": "its clock was set meanwhile",
        "wall clock": "it was restarted meanwhile (measured by the wall clock)",
    }
    noted = sorted({note for row in touched for note in row.notes})
    if noted:
        lines.append("* " + "; ".join(why[note] for note in noted) + ".")
    if analysis.unlisted:
        lines.append(f"Tasks worked on that the curriculum no longer has: {analysis.unlisted}.")
    return tuple(lines)


def _build(ran: Ran) -> str:
    return _IMPLEMENTATIONS.get(ran.implementation, visible(ran.implementation))


def _visible(character: str) -> str:
    code = ord(character)
    if code < 32:
        return chr(0x2400 + code)  # Unicode's pictures of control characters
    # Cc, Cf: the other controls, and what turns the direction of writing round; Cs cannot be written at all.
    # Zl, Zp: ends of line.
    return "\N{REPLACEMENT CHARACTER}" if unicodedata.category(character) in _UNSEEN else character
