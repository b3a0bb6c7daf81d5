"""How long a verdict takes, beside what a learner would do without the tutor, in one run.

For each framework, the same task (03-linear-models/mse) and its reference solution:
(a) a warm verdict; (b) a cold `python` that imports the framework and the file, and asserts the same; (c) the
limit: the same calls again in an interpreter that is already warm. Beside them: a failing check, a syntax
error, the first check after a lesson is opened, the idle worker's memory and what confinement costs.

    python benchmarks/check_latency.py [--quick] [--json]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tutor import catalog, frameworks
from tutor.judge import Workers, check

TASK = "mse"
GOALS = {"pytorch": (30, 60), "tensorflow": (12, 200), "neon": (5, 60)}  # (b)/(a) at least; (a) - (c) in ms at most

# What a learner would write by hand to check the task: the same inputs, the same two comparisons.
BY_HAND = {
    "pytorch": """
import torch
def once(rng):
    x, y = draw(rng)
    p, t = torch.from_numpy(x).requires_grad_(), torch.from_numpy(y)
    loss = mse(p, t)
    assert loss.shape == () and abs(loss.item() - ((x[:, 0] - y) ** 2).mean()) < 1e-3
    (grad,) = torch.autograd.grad(loss, p)
    assert np.allclose(grad.numpy(), 2 * (x - y[:, None]) / len(y), atol=1e-4)
""",
    "tensorflow": """
import tensorflow as tf
def once(rng):
    x, y = draw(rng)
    p, t = tf.constant(x), tf.constant(y)
    with tf.GradientTape() as tape:
        tape.watch(p)
        loss = mse(p, t)
    assert loss.shape == () and abs(float(loss) - ((x[:, 0] - y) ** 2).mean()) < 1e-3
    assert np.allclose(tape.gradient(loss, p).numpy(), 2 * (x - y[:, None]) / len(y), atol=1e-4)
""",
    "neon": """
from neon import NervanaObject
from neon.backends import Autodiff
def once(rng):
    x, y = draw(rng)
    be = NervanaObject.be
    p, t = be.array(x.T), be.array(y[None, :])
    loss = mse(p, t)
    tree = loss if isinstance(loss, tuple) else None
    value = (loss.asnumpyarray() if tree is not None else loss.get())
    assert value.size == 1 and abs(value.item() - ((x[:, 0] - y) ** 2).mean()) < 1e-3
    (grad,) = Autodiff(loss, be).get_grad_asnumpyarray([p])
    assert np.allclose(grad, (2 * (x - y[:, None]) / len(y)).T, atol=1e-4)
""",
}
FRAME = """
import numpy as np, sys, time
{path}
{solution}
{by_hand}
def draw(rng):
    n = int(rng.integers(5, 40))
    x = rng.normal(0, 2, size=(n, 1)).astype("float32")
    return x, (x[:, 0] + rng.normal(1, 1.5, size=n)).astype("float32")
rng = np.random.default_rng()
once(rng)
for _ in range(int(sys.argv[1])):
    start = time.perf_counter()
    once(rng)
    print(time.perf_counter() - start)
"""


def percentile(times: list[float], share: float) -> float:
    """The value below which `share` of the times lie, in milliseconds."""
    ordered = sorted(times)
    return 1e3 * ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def timed(what: Callable[[], object], repeats: int) -> list[float]:
    """Seconds of each of `repeats` calls."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        what()
        times.append(time.perf_counter() - start)
    return times


def by_hand(framework: str, solution: str, folder: Path) -> list[str]:
    """The command line of the file that a learner would write."""
    launch = frameworks.launch(framework)
    path = "".join(f"sys.path.insert(0, {p!r})\n" for p in launch.paths)
    file = folder / f"by_hand_{framework}.py"
    file.write_text(FRAME.format(path=path, solution=solution, by_hand=BY_HAND[framework]))
    return [launch.python, str(file)]


def pss(pid: int) -> float:
    """Proportional set size of a process group, in MB."""
    total = 0
    for other in Path("/proc").iterdir():
        if other.name.isdigit():
            try:
                if (other / "stat").read_text().rsplit(")", 1)[1].split()[2] == str(pid):
                    lines = (other / "smaps_rollup").read_text().splitlines()
                    total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
            except OSError:
                continue
    return total / 1024


def measure(framework: str, repeats: int, cold_repeats: int) -> dict[str, float]:
    """All figures of one framework, in milliseconds (memory in MB)."""
    task = catalog.load().find(TASK)
    solution = task.solution(framework)
    wrong = solution + "\n_right = mse\ndef mse(prediction, target):\n    return _right(prediction, target) * 2\n"
    with Workers(frameworks.launch) as workers, tempfile.TemporaryDirectory() as folder:

        def verdict(source: str, expected: str) -> None:
            found = check(task, framework, source, workers=workers)
            assert found.outcome == expected, found.message

        start = time.perf_counter()
        workers.warm(framework)
        verdict(solution, "passed")
        first = time.perf_counter() - start
        timed(lambda: verdict(solution, "passed"), 3)
        warm = timed(lambda: verdict(solution, "passed"), repeats)
        failing = timed(lambda: verdict(wrong, "failed"), repeats)
        syntax = timed(lambda: verdict("def mse(\n", "raised"), repeats)
        idle = pss(workers._zygotes[framework, False].pid)
        command = by_hand(framework, solution, Path(folder))
        cold = timed(lambda: subprocess.run([*command, "0"], check=True, stderr=subprocess.DEVNULL), cold_repeats)
        output = subprocess.run([*command, str(repeats)], check=True, capture_output=True, text=True).stdout
        limit = [float(line) for line in output.split()]
    with Workers(frameworks.launch, without=["namespaces", "landlock"]) as bare:
        check(task, framework, solution, workers=bare)
        unconfined = timed(lambda: check(task, framework, solution, workers=bare), repeats)
    return {
        "warm p50": percentile(warm, 0.5),
        "warm p95": percentile(warm, 0.95),
        "by hand, cold p50": percentile(cold, 0.5),
        "limit p50": percentile(limit, 0.5),
        "cold / warm": percentile(cold, 0.5) / percentile(warm, 0.5),
        "warm - limit": percentile(warm, 0.5) - percentile(limit, 0.5),
        "failing p50": percentile(failing, 0.5),
        "failing p95": percentile(failing, 0.95),
        "syntax error p50": percentile(syntax, 0.5),
        "syntax error p95": percentile(syntax, 0.95),
        "first check, worker included": 1e3 * first,
        "confinement p50": percentile(warm, 0.5) - percentile(unconfined, 0.5),
        "idle worker, MB (Pss)": idle,
    }


def main() -> None:
    """Measure, print, and say which goals hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="5 repeats instead of 30")
    parser.add_argument("--json", action="store_true", help="print data instead of a table")
    options = parser.parse_args()
    repeats, cold = (5, 2) if options.quick else (30, 30)
    found = {key: measure(key, repeats, cold) for key in GOALS}
    if options.json:
        json.dump({"repeats": repeats, "milliseconds": found}, sys.stdout, indent=2)
        return
    print(f"{repeats} repeats; milliseconds unless said otherwise")
    print(f"{'':32}" + "".join(f"{key:>12}" for key in found))
    for row in next(iter(found.values())):
        print(f"{row:32}" + "".join(f"{found[key][row]:12.1f}" for key in found))
    for key, (ratio, gap) in GOALS.items():
        got = found[key]
        print(
            f"{key}: cold / warm {got['cold / warm']:.0f} (goal >= {ratio}), "
            f"warm - limit {got['warm - limit']:.0f} ms (goal <= {gap})"
        )
    print(f"syntax error, worst p95: {max(g['syntax error p95'] for g in found.values()):.1f} ms (goal <= 20)")


if __name__ == "__main__":
    main()
