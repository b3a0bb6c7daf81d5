"""The answer of every figure to "what is this?"."""

from __future__ import annotations

from progress.report.findings import Analysis, Figure

_ACTIVE = "Active time leaves out pauses over 10 minutes and the time checks and installs ran."
# key: (title, what it is, what n counts, where the formula is from)
_TEXTS = {
    "overview": (
        "Overview",
        f"Active time per local day, retakes included, and tasks completed for the first time. {_ACTIVE}",
        "days with work",
        "the log's own clocks; no statistic",
    ),
    "learning_curve": (
        "Learning curve",
        "Each point is a task's first completion: active time over the task's par time, against how many tasks were "
        "completed in that framework by then, both axes logarithmic. The line, from 20 tasks up, is ln T = a − b·ln n "
        "+ ln par; a band around it is the 95 % interval of its mean; 2^−b is the share of time that a doubling of "
        "practice leaves.",
        "first completions",
        "Newell and Rosenbloom 1981; least squares on logarithms, Student's t",
    ),
    "solved_by": (
        "Solved by time",
        "The share of the tasks begun that were solved within a multiple of their par time. Skipped tasks and those "
        "whose solution was seen count as not solved; tasks still open today count for as long as they were open.",
        "tasks begun",
        "Aalen and Johansen 1978; interval log-log",
    ),
    "typical": (
        "Typical time",
        "The geometric mean of active time over par for tasks solved without the solution: 1 is a competent user's "
        "pace, 2 is twice as long. From 6 tasks up, with the 95 % interval of Student's t on logarithms.",
        "tasks solved",
        "Sauro and Lewis 2010",
    ),
    "ratio": (
        "Frameworks compared",
        "How many times as long one framework took as the other over the same tasks, from 6 tasks up: the mean "
        "difference of logarithms, its t interval, and the p of flipping signs. "
        "The order in which they were taken changes the ratio as much as the framework may.",
        "tasks solved in both",
        "paired t on logarithms; sign flips, Fisher 1935",
    ),
    "skills": (
        "Skills",
        "The chance, at the latest opportunity, that a first attempt at a task of this skill passes without help (no "
        "hint beyond the first, no solution), by the additive factors model. An opportunity is a first attempt, in any "
        "framework; a skill with fewer than 6 has no figure. Label by DataShop's categories.",
        "first attempts",
        "Cen, Koedinger and Junker 2006",
    ),
    "time": (
        "Where the time went",
        "Active time until each first pass. The time up to a check belongs to what was wrong at the check before it.",
        "spells between checks",
        "adds up to the active time; no estimate, so no interval",
    ),
    "project": (
        "Capstone",
        "The project built in stages, framework by framework: time and checks to the first pass of each, and the best "
        "training (one that passed before one that did not, then by mean return). The mean return is over fresh greedy "
        "episodes that the judge played; seconds are of the learner's code alone.",
        "stages begun",
        "the log; the judge's own episodes",
    ),
    "performance": (
        "Performance",
        "The last `dltutor bench`: seconds of one step, epoch, pass or import of the same work in each framework, the "
        "median of repeats that took turns, with an interval between order statistics. Results were compared with a "
        "reference before the clock ran; one that is not equal says so. Per cent: of the fastest matmul.",
        "figures measured",
        "Conover 1999, section 3.2",
    ),
    "tasks": (
        "Tasks",
        f"Time to the first pass, with attempts and different hints until then. {_ACTIVE}",
        "tasks begun",
        "the log; a retake changes none of it",
    ),
}


def figures(analysis: Analysis) -> dict[str, Figure]:
    """Return the definition of every figure with the n that this analysis has behind it."""
    counts = {
        "overview": analysis.overview.active_days,
        "learning_curve": sum(len(curve.points) for curve in analysis.curves),
        "solved_by": sum(side.solved + side.gave_up + side.open for side in analysis.sides),
        "typical": sum(len(side.times) for side in analysis.sides),
        "ratio": sum(len(pair.tasks) for pair in analysis.pairs),
        "skills": sum(len(row.right) for row in analysis.skills),
        "time": analysis.shares.n,
        "project": sum(stage.state != "new" for project in analysis.projects for stage in project.stages),
        "performance": len(analysis.benchmark.benchmark.results) if analysis.benchmark else 0,
        "tasks": sum(row.state != "new" for row in analysis.tasks),
    }
    return {
        key: Figure(key=key, title=title, what=what, n=counts[key], of=of, source=source)
        for key, (title, what, of, source) in _TEXTS.items()
    }
