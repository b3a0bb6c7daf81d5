"""Checks per second of the contract over all tasks, beside running each file in a cold interpreter, in one run.

    python benchmarks/dev_check.py [--quick] [--json]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tutor import catalog, frameworks
from tutor.catalog import FRAMEWORKS, Task
from tutor.contract import hold

JOBS = 2


def warm(tasks: tuple[Task, ...], framework: str) -> tuple[int, float]:
    """Cases held and seconds, in the tutor's workers."""
    start = time.perf_counter()
    launches = {framework: frameworks.launch(framework)}
    found = [f for f in hold(tasks, launches, {framework: ("cpu",)}, jobs=JOBS, seeds=1) if f.verdict or f.seconds]
    return len(found), time.perf_counter() - start


def cold(tasks: tuple[Task, ...], framework: str, most: int) -> tuple[int, float]:
    """Files run (imported only, nothing judged) and seconds, each in an interpreter of its own."""
    launch = frameworks.launch(framework)
    paths = "".join(f"sys.path.insert(0, {p!r});" for p in launch.paths)
    count, start = 0, time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        for task in tasks[:most]:
            file = Path(folder) / "solution_file.py"
            file.write_text(task.solution(framework))
            code = f"import sys;{paths}import runpy;runpy.run_path({str(file)!r})"
            subprocess.run([launch.python, "-c", code], check=True, stderr=subprocess.DEVNULL)
            count += 1
    return count, time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="three tasks")
    parser.add_argument("--json", action="store_true", help="print data instead of a table")
    options = parser.parse_args()
    tasks = catalog.load().tasks[: 3 if options.quick else None]
    rows = {}
    for framework in FRAMEWORKS:
        offered = tuple(task for task in tasks if framework in task.frameworks)
        held, warm_s = warm(offered, framework)
        run, cold_s = cold(offered, framework, 3 if options.quick else 10)
        rows[framework] = {"cases": held, "warm_s": warm_s, "files": run, "cold_s": cold_s}
        rows[framework]["ratio"] = (held / warm_s) / (run / cold_s)
    if options.json:
        json.dump(rows, sys.stdout, indent=2)
        return
    print(f"{len(tasks)} tasks, {JOBS} jobs, one seed; a case is a whole check, a file is only run")
    print(f"{'':12}{'cases/s warm':>14}{'files/s cold':>14}{'ratio':>8}")
    for framework, row in rows.items():
        warm_rate, cold_rate = row["cases"] / row["warm_s"], row["files"] / row["cold_s"]
        print(f"{framework:12}{warm_rate:14.1f}{cold_rate:14.2f}{row['ratio']:8.1f}")


if __name__ == "__main__":
    main()
