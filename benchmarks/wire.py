"""How arrays cross between judge and worker, and how a check grows with what it asks, in one run.

Arrays of 1 KB to 100 MB go to a neon worker and come back; beside that, the same bytes through a plain pipe
between two processes that do nothing else. And one check of 10, 100 and 1,000 steps.

    python benchmarks/wire.py [--quick] [--json]
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
import uuid
from pathlib import Path

import numpy as np

from tutor import frameworks
from tutor.catalog import Task, Tolerance, Variant
from tutor.judge import Workers, check, raw

IDENTITY = "def same(x):\n    return x\n"


def pipe_seconds(size: int, repeats: int) -> float:
    """The best time in which `size` bytes go to another process and come back through pipes."""
    payload = bytes(size)
    best = float("inf")
    for _ in range(repeats):
        there, back = os.pipe(), os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(there[1])
            os.close(back[0])
            held = read_exactly(there[0], size)
            write_all(back[1], held)
            os._exit(0)
        os.close(there[0])
        os.close(back[1])
        start = time.perf_counter()
        write_all(there[1], payload)
        read_exactly(back[0], size)
        best = min(best, time.perf_counter() - start)
        os.close(there[1])
        os.close(back[0])
        os.waitpid(pid, 0)
    return best


def read_exactly(fd: int, size: int) -> memoryview:
    """Read `size` bytes into one buffer."""
    buffer = bytearray(size)
    view = memoryview(buffer)
    while len(view):
        got = os.readv(fd, [view])
        view = view[got:]
    return memoryview(buffer)


def write_all(fd: int, data: bytes | memoryview) -> None:
    """Write all of `data`."""
    view = memoryview(data)
    while len(view):
        view = view[os.write(fd, view) :]


def wire_seconds(workers: Workers, size: int, repeats: int) -> float:
    """The best time in which an array of `size` bytes goes through the learner's code and comes back."""
    began = workers.begin(workers.launch("neon"), uuid.uuid4().hex, device="cpu", seed=0, limit_s=600)
    run = began.run
    try:
        run.load("same", IDENTITY)
        array = np.zeros(size // 4, np.float32)
        best = float("inf")
        for _ in range(repeats):
            start = time.perf_counter()
            run.ask("call", "same", [raw(array)], kwargs={}, keep=False, returns=None)
            best = min(best, time.perf_counter() - start)
    finally:
        run.close()
    return best


def task_of(steps: int, folder: Path) -> Task:
    """A task of `steps` steps, each of one call."""
    (folder / "neon").mkdir(parents=True)
    (folder / "neon" / "starter.py").write_text("# TODO\n")
    step = 'def check_{n}(sub, expect):\n    """Step {n}."""\n    expect(sub.call("same", sub.rng.normal())).finite()\n'
    (folder / "check.py").write_text("\n".join(step.format(n=n) for n in range(steps)))
    return Task(
        id=str(uuid.uuid4()),
        unit=folder.parent.name,
        name=folder.name,
        title="Steps",
        skill="steps",
        level=1,
        par_minutes=1,
        time_limit_s=60,
        tolerance=Tolerance(),
        frameworks={"neon": Variant(docs=(), hints=())},
        mistakes={},
        folder=folder,
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="10 MB at most, 2 repeats")
    parser.add_argument("--json", action="store_true", help="print data instead of tables")
    options = parser.parse_args()
    repeats = 2 if options.quick else 7
    sizes = [10**3, 10**4, 10**5, 10**6, 10**7] + ([] if options.quick else [10**8])
    arrays, growth = {}, {}
    with Workers(frameworks.launch) as workers, tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            arrays[size] = {"wire": wire_seconds(workers, size, repeats), "pipe": pipe_seconds(size, repeats)}
        for steps in (10, 100, 1000):
            task = task_of(steps, Path(folder) / f"steps-{steps}")
            times = []
            for _ in range(repeats):
                verdict = check(task, "neon", IDENTITY, workers=workers)
                assert verdict.passed, verdict.message
                times.append(verdict.total_s)
            growth[steps] = min(times)
    if options.json:
        json.dump({"arrays": arrays, "steps": growth}, sys.stdout, indent=2)
        return
    print(f"{'bytes':>12}{'wire, ms':>12}{'pipe, ms':>12}{'pipe / wire':>14}   (both ways; goal >= 0.5 from 1 MB on)")
    for size, row in arrays.items():
        ratio = row["pipe"] / row["wire"]
        print(f"{size:12,}{1e3 * row['wire']:12.3f}{1e3 * row['pipe']:12.3f}{ratio:14.2f}")
    print(f"\n{'steps':>12}{'check, ms':>12}{'ms a step':>12}")
    for steps, seconds in growth.items():
        print(f"{steps:12}{1e3 * seconds:12.1f}{1e3 * seconds / steps:12.3f}")


if __name__ == "__main__":
    main()
