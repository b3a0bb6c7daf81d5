"""The page lessons/README.md: every task with its skill, level and par, made from the lessons themselves."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.catalog import FRAMEWORKS, Catalog, Task

_HEAD = """# The lessons

Made by `dltutor dev table`; do not edit it by hand. A task is one brief, one check and one difficulty, with a
starter and a solution in each framework. Par is a competent user's time, in minutes.
"""


def table(catalog: Catalog) -> str:
    """Return the page in Markdown."""
    parts = [_HEAD]
    for unit in catalog.units:
        parts.append(f"## {unit.name}: {unit.title}\n")
        parts.append("| Task | What it is | Skill | Level | Par | PyTorch | TensorFlow | neon |")
        parts.append("| --- | --- | --- | --- | --- | --- | --- | --- |")
        parts += [*_rows(unit.tasks), ""]
    par = sum(task.par_minutes for task in catalog.tasks)
    exercises = sum(len(task.frameworks) for task in catalog.tasks)
    parts.append(f"{len(catalog.tasks)} tasks, {exercises} exercises; {par / 60:.1f} hours at par in one framework.")
    return "\n".join(parts) + "\n"


def _rows(tasks: tuple[Task, ...]) -> Iterator[str]:
    for task in tasks:
        there = " | ".join("yes" if key in task.frameworks else task.left_out.get(key, "no") for key in FRAMEWORKS)
        yield f"| {task.name} | {task.title} | {task.skill} | {task.level} | {task.par_minutes:g} | {there} |"
