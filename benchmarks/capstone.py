"""Train the capstone's reference agent with one seed after the other, in each framework, by the judge's own check.

    python benchmarks/capstone.py [--task solve-cartpole] [--framework F …] [--seeds 0-9] [--json]

Printed, for each seed: environment steps until the training ended itself or used up its budget, the mean return of
the judge's fresh greedy episodes, and the seconds that the agent's own code took; then how many passed.
"""

from __future__ import annotations

import argparse
import json
import sys

from progress.report.wording import TITLES
from tutor import catalog, frameworks
from tutor.catalog import FRAMEWORKS
from tutor.judge import Verdict, Workers, check


def seeds_of(text: str) -> list[int]:
    """Read "0-9" or "0,3,5"."""
    first, dash, last = text.partition("-")
    return list(range(int(first), int(last) + 1)) if dash else [int(each) for each in text.split(",")]


def cell(verdict: Verdict) -> str:
    """What one training came to, in a table's cell."""
    steps, mean, seconds = (
        verdict.measures.get(name) for name in ("environment_steps", "mean_return", "training_seconds")
    )
    figures = f"{steps:,.0f} / {mean:.0f} / {seconds:.0f}" if steps and mean and seconds else "–"
    return figures if verdict.passed else f"{figures} {verdict.outcome}"


def main() -> None:
    """Train and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--task", default="solve-cartpole", help="a task with a training")
    parser.add_argument("--framework", action="append", choices=FRAMEWORKS, help="again for more; else all")
    parser.add_argument("--seeds", type=seeds_of, default=seeds_of("0-9"), help="0-9, or 0,3,5")
    parser.add_argument("--json", action="store_true", help="print data instead of a table")
    options = parser.parse_args()
    task, names = catalog.load().find(options.task), options.framework or list(FRAMEWORKS)
    found: dict[int, dict[str, Verdict]] = {seed: {} for seed in options.seeds}
    with Workers(frameworks.launch) as workers:
        for seed in options.seeds:
            for name in names:
                source = task.solution(name)
                found[seed][name] = check(task, name, source, workers=workers, device="cpu", seed=seed)
                print(f"seed {seed}, {TITLES[name]}: {cell(found[seed][name])}", file=sys.stderr)
    passed = {name: sum(row[name].passed for row in found.values()) for name in names}
    if options.json:
        data = {
            seed: {name: {"outcome": verdict.outcome, **verdict.measures} for name, verdict in row.items()}
            for seed, row in found.items()
        }
        print(json.dumps({"task": task.id, "seeds": data, "passed": passed}, indent=2))
        return
    print(f"| Seed | {' | '.join(TITLES[name] for name in names)} |")
    print(f"|---|{'---|' * len(names)}")
    for seed, row in found.items():
        print(f"| {seed} | {' | '.join(cell(row[name]) for name in names)} |")
    print(f"| passed | {' | '.join(f'{passed[name]} of {len(found)}' for name in names)} |")


if __name__ == "__main__":
    main()
